"""Descriptions that nobody would write: nothing raises, no medium and no byte of text is lost."""

from __future__ import annotations

import re
from typing import Any, Final

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.calls.descriptions import BROWSER, HEALTHY, SAMPLES
from vinix_tui.calls.codecs import Codec
from vinix_tui.calls.media import Medium, Negotiation, negotiation
from vinix_tui.calls.once import once
from vinix_tui.calls.sdp import LONGEST, MOST_LINES, Media, Sdp, parse
from vinix_tui.calls.t38 import Agreement
from vinix_tui.calls.text import printable, printable_lines

REAL: Final = tuple({**SAMPLES, **HEALTHY}.values())
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=200)
PIECES = st.sampled_from(
    ["v=0", "m=", "M=", " m=", "a=", "c=IN IP4 ", "audio", "image", "4000", "0", "99999", "/2", " ",
     "RTP/AVP", "UDPTL", "UDP/TLS/RTP/SAVPF", "udptl t38", "0 8 101", "rtpmap:", "fmtp:", "101",
     "opus/48000/2", "PCMU", "/", ":", ";", "=", "\r\n", "\n", "\r", "\\r\\n", "\\n", "\t", "\x00",
     "\x1b[2J", "\u202e", "\u0301", "\u0130", "\ufeff", "\u2028", "\x85", "\ud800", "candidate:",
     "1 1 udp 1 192.0.2.1 9 typ host", "crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AAAA", "sendonly",
     "inactive", "T38FaxVersion:", "T38FaxRateManagement:", "T38FaxFillBitRemoval", "ptime:", "٣",
     "bundle-only", "fingerprint:", "ice-ufrag:x", "o=- 1 2 IN IP4 192.0.2.1", "b=AS:64"]
)  # fmt: skip
WRITTEN = st.lists(PIECES, max_size=40).map("".join)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A real description with lines dropped, swapped, doubled and cut, and characters changed."""
    lines = draw(st.sampled_from(REAL)).splitlines(keepends=True)
    for _ in range(draw(st.integers(0, 4))):
        at, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        match draw(st.sampled_from(["drop", "swap", "double", "cut", "flip", "join"])):
            case "drop" if len(lines) > 1:
                del lines[at]
            case "swap":
                lines[at], lines[other] = lines[other], lines[at]
            case "double":
                lines.insert(at, lines[other])
            case "cut":
                lines[at] = lines[at][: draw(st.integers(0, len(lines[at])))]
            case "join":
                lines[at] = lines[at].rstrip("\r\n")
            case _:
                place = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:place] + draw(ANYTHING)[:3] + lines[at][place + 1 :]
    return "".join(lines)


STRANGE = ANYTHING | WRITTEN | mutated()
LOOSELY = settings(
    max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # fmt: skip


def properties(kind: type) -> list[str]:
    """What a type works out, by name."""
    return [
        name
        for name in dir(kind)
        if not name.startswith("_") and isinstance(getattr(kind, name), (property, once))
    ]


KNOWN: Final = {kind: properties(kind) for kind in (Media, Sdp, Medium, Negotiation, Codec)}


def strings(value: Any) -> list[str]:
    """All strings in a value that a property gave."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, (tuple, list)):
        return [text for each in value for text in strings(each)]
    return []


def check(text: str) -> Sdp:
    """Everything that the rooms above rely on."""
    made = parse(text)
    assert made.text == text
    whole = text if len(text) <= LONGEST else text[:LONGEST]
    lines = re.split(r"\r\n|\r|\n", whole)[:MOST_LINES]
    assert len(made.media) >= sum(line.startswith("m=") for line in lines)
    assert all(line == printable(line) for line in made.lines)
    if made and "\\" not in text and not text.startswith("\ufeff"):
        assert made.lines == printable_lines(whole)[:MOST_LINES]
    places = [media.line for media in made.media] + [each.line for each in made.warnings]
    for section in (made.session, *(media.own for media in made.media)):
        for said in section.attributes:
            places.append(said.line)
            assert strings(said) == [printable(each) for each in strings(said)]
        places += [each.line for each in section.connections]
    for media in made.media:
        known = {name: getattr(media, name) for name in KNOWN[Media]}
        for found in (media.codecs, media.candidates, media.cryptos):
            places += [each.line for each in found]
        for value in (*known.values(), media.kind, media.transport, media.formats):
            assert strings(value) == [printable(each) for each in strings(value)]
        assert media.direction in ("sendrecv", "sendonly", "recvonly", "inactive")
        assert media.port is None or 0 <= media.port < 65_536
        assert 0 < media.ports < 65_536
        assert known["address"] != ""
        for codec in media.codecs:
            names = [getattr(codec, name) for name in KNOWN[Codec]]
            assert strings(names) == [printable(each) for each in strings(names)]
            assert codec.parameter("mode") is None or codec.parameters
            assert codec.words == printable(codec.words)
        if media.t38:
            assert all(each == printable(each) for each in strings(vars(media.t38).values()))
    for warned in made.warnings:
        assert warned.words == printable(warned.words)
        assert len(warned.words) < 250
    assert all(0 < place <= len(made.lines) for place in places)
    assert all(made.line(place) != "" for place in places if place < len(made.lines))
    assert made.changes is None or made.origin
    assert repr(made)
    return made


def check_both(local: Sdp, remote: Sdp) -> None:
    """The same of two descriptions against each other, whoever made the offer."""
    for inbound in (True, False):
        made = negotiation(local, remote, inbound=inbound)
        for name in KNOWN[Negotiation]:
            getattr(made, name)
        assert sorted(map(id, local.media)) == sorted(
            id(each.local) for each in made.media if each.local
        )
        assert sorted(map(id, remote.media)) == sorted(
            id(each.remote) for each in made.media if each.remote
        )
        for medium in made.media:
            known = {name: getattr(medium, name) for name in KNOWN[Medium]}
            assert medium.local or medium.remote
            assert all(codec in (medium.answer.codecs if medium.answer else ())
                       for codec in known["common"])  # fmt: skip
            fax = known["fax"]
            if isinstance(fax, Agreement):
                assert fax.words == printable(fax.words)
                assert fax.clash == printable(fax.clash)


@given(STRANGE)
@example("m=audio 0 RTP/AVP 0\n" * 4_100)
@example("v=0\r\nm=audio " + "9 " * 40_000)
@example(BROWSER * 60)
@example("\\" * LONGEST)
@example(("\\" * 1_000 + "r") * 64)
@example("m=audio 1 RTP/AVP 0\na=rtpmap:0 " + "x" * 30_000 + " " * 30_000 + "!")
@example("!" * LONGEST)
@example("m=audio 1 RTP/SAVP 0\na=crypto:1 " + "A_" * 30_000 + " x")
@example("a=x\n" * 2_000 + "m=image 1 udptl t38\n" * 2_000)
@LOOSELY
def test_any_text_is_a_description(text: str) -> None:
    check(text)


@given(STRANGE, STRANGE)
@LOOSELY
def test_any_two_texts_are_put_against_each_other(local: str, remote: str) -> None:
    check_both(check(local), check(remote))


@given(st.sampled_from(REAL), st.sampled_from(["\r\n", "\n", "\r", "\n\r", "\\r\\n"]), st.data())
@LOOSELY
def test_a_medium_is_found_whatever_lines_stand_before_it(
    real: str, end: str, data: st.DataObject
) -> None:
    lines = [line for line in real.replace("\\r\\n", "\n").splitlines() if line]
    at = data.draw(st.integers(0, len(lines)))
    lines.insert(
        at, data.draw(st.sampled_from([" ", "\t", "\x00", '"', "> ", ""])) + "m=audio 5 x 0"
    )
    made = check(end.join(lines))
    assert len(made.media) == sum(bool(re.match(r"\W*m=", line)) for line in lines)
