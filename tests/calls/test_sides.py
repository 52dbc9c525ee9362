"""A medium as its two sides have it: what is told of each, and what does not fit together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Steps
from vinix_tui.calls import sdp, sides
from vinix_tui.calls.interaction import Interaction
from vinix_tui.calls.media import negotiation
from vinix_tui.calls.sides import Row
from vinix_tui.calls.text import printable
from vinix_tui.sandbox.scenarios import ALL, fax_received, hold, srtp, webrtc


def audio(*attributes: str, formats: str = "0 8 101", proto: str = "RTP/AVP", port: int = 4000,
          address: str = "198.51.100.7") -> str:  # fmt: skip
    events = ("a=rtpmap:101 telephone-event/8000",) if "101" in formats else ()
    return "\n".join(
        ("v=0", f"c=IN IP4 {address}", f"m=audio {port} {proto} {formats}", *events, *attributes)
    )


def rows(remote: str, local: str, *, inbound: bool = False) -> dict[str, Row]:
    told = negotiation(sdp.parse(local), sdp.parse(remote), inbound=inbound)
    [medium, *_] = told.media
    return {row.name: row for row in sides.rows(medium)}


def said(row: Row) -> tuple[str, str]:
    remote, local = (", ".join(part.text for part in side) for side in (row.remote, row.local))
    return remote, local


def test_addresses_and_ports_are_no_difference_but_an_unused_side_is() -> None:
    told = rows(audio(address="192.168.1.50"), audio(address="203.0.113.9", port=30_000))
    assert said(told["address"]) == (
        "192.168.1.50 port 4000 (private)",
        "203.0.113.9 port 30000",
    )
    assert not any(row.differs for row in told.values())
    told = rows(audio(port=0), audio())
    assert said(told["address"])[0] == "not in use (port 0)" and told["address"].differs


def test_codecs_keep_their_order_and_the_common_ones_are_marked() -> None:
    told = rows(audio(formats="18 0 101"), audio(formats="0 8 101"))["codecs"]
    assert [(part.text, part.common) for part in told.remote] == [("G729", False), ("PCMU", True)]
    assert [(part.text, part.common) for part in told.local] == [("PCMU", True), ("PCMA", False)]
    assert not told.differs
    assert rows(audio(formats="18"), audio(formats="0"))["codecs"].differs
    assert not rows(audio(formats="18", port=0), audio(formats="0"))["codecs"].differs


def test_marking_grows_with_the_codecs_and_no_faster(steps: Steps) -> None:
    def work(count: int) -> int:
        numbers = range(1_000, 1_000 + count)
        one, other = (
            sdp.parse(
                audio(
                    *(f"a=rtpmap:{number} {name}/8000" for number in numbers),
                    formats=" ".join(map(str, numbers)),
                )
            )
            for name in "XY"
        )
        [medium] = negotiation(one, other, inbound=True).media
        return steps(lambda: sides.rows(medium))

    work(100)
    assert work(400) < 4.2 * work(100)


@pytest.mark.parametrize(
    ("remote", "local", "differs"),
    [
        ("sendrecv", "sendrecv", False), ("sendonly", "recvonly", False),
        ("inactive", "inactive", False), ("sendonly", "sendrecv", True),
        ("sendonly", "sendonly", True), ("inactive", "sendrecv", True),
    ],
)  # fmt: skip
def test_directions_that_complete_each_other_fit(remote: str, local: str, differs: bool) -> None:
    told = rows(audio(f"a={remote}"), audio(f"a={local}"))["direction"]
    assert told.differs is differs
    assert said(told)[0].startswith(f"{remote}, ")


def test_a_direction_that_nobody_names_is_both_ways() -> None:
    told = rows(audio(), audio("a=sendrecv"))["direction"]
    assert said(told)[0] == "both ways, since it says nothing" and not told.differs


def test_packet_times_differ_only_where_both_sides_name_one() -> None:
    assert "packet time" not in rows(audio(), audio())
    one = rows(audio("a=ptime:20"), audio())["packet time"]
    assert said(one) == ("20 ms", "") and not one.differs
    assert rows(audio("a=ptime:20"), audio("a=ptime:30"))["packet time"].differs
    most = rows(audio("a=ptime:20", "a=maxptime:150"), audio("a=ptime:20"))["packet time"]
    assert said(most)[0] == "20 ms, at most 150 ms" and not most.differs


def test_keypad_events_on_one_side_only_are_marked_whatever_their_number() -> None:
    assert rows(audio(formats="0"), audio())["keypad"].differs
    other = audio("a=rtpmap:96 telephone-event/8000", formats="0 96")
    told = rows(other, audio())["keypad"]
    assert said(told) == ("events, payload 96", "events, payload 101") and not told.differs


CRYPTO = "a=crypto:1 {} inline:c2VjcmV0IHNlY3JldCBzZWNyZXQgc2VjcmV0IHNlY3JldA"
AES_128, AES_256 = "AES_CM_128_HMAC_SHA1_80", "AES_256_CM_HMAC_SHA1_80"
PRINT = "a=fingerprint:sha-256 AB:CD"


@pytest.mark.parametrize(
    ("remote", "local", "told", "differs"),
    [
        (audio(), audio(), ("none", "none"), False),
        (audio(proto="RTP/SAVP"), audio(), ("SRTP, but no key", "none"), True),
        (
            audio(CRYPTO.format(AES_128), proto="RTP/SAVP"),
            audio(CRYPTO.format(AES_128), proto="RTP/SAVP"),
            (f"SRTP {AES_128}", f"SRTP {AES_128}"),
            False,
        ),
        (
            audio(CRYPTO.format(AES_128), proto="RTP/SAVP"),
            audio(CRYPTO.format(AES_256), proto="RTP/SAVP"),
            (f"SRTP {AES_128}", f"SRTP {AES_256}"),
            True,
        ),
        (
            audio(PRINT, "a=setup:active", proto="UDP/TLS/RTP/SAVPF"),
            audio(PRINT, "a=setup:passive", proto="UDP/TLS/RTP/SAVPF"),
            ("DTLS-SRTP, active", "DTLS-SRTP, passive"),
            False,
        ),
        (
            audio(PRINT, proto="UDP/TLS/RTP/SAVPF"),
            audio(CRYPTO.format(AES_128), proto="RTP/SAVP"),
            ("DTLS-SRTP", f"SRTP {AES_128}"),
            True,
        ),
    ],
)
def test_encryption_is_told_without_its_keys_and_must_fit(
    remote: str, local: str, told: tuple[str, str], differs: bool
) -> None:
    row = rows(remote, local)["encryption"]
    assert said(row) == told and row.differs is differs


def test_ice_is_counted_by_kind_and_missing_on_one_side_is_marked() -> None:
    candidate = "a=candidate:1 1 UDP 2130706431 198.51.100.7 9000 typ {}"
    one = audio("a=ice-ufrag:x", candidate.format("host"), candidate.format("srflx"))
    told = rows(one, audio())["ICE"]
    assert said(told) == ("1 host, 1 srflx", "") and told.differs
    assert "ICE" not in rows(audio(), audio())


def test_a_medium_of_one_side_only_leaves_the_other_empty() -> None:
    told = rows(audio(), "v=0")
    assert said(told["codecs"]) == ("PCMU, PCMA", "") and told["address"].differs
    assert not told["direction"].differs


def test_fax_parameters_are_told_together_and_marked_where_they_differ() -> None:
    fax = "\n".join(("v=0", "c=IN IP4 198.51.100.7", "m=image 4000 udptl t38",
                     "a=T38FaxVersion:0", "a=T38MaxBitRate:14400"))  # fmt: skip
    told = rows(fax, fax.replace("14400", "9600"))
    assert list(told) == ["address", "direction", "T.38"]
    assert said(told["T.38"]) == ("version 0, 14400 bit/s", "version 0, 9600 bit/s")
    assert told["T.38"].differs and not rows(fax, fax)["T.38"].differs


@pytest.mark.parametrize(
    ("told", "leg", "names"),
    [
        (webrtc, 0, {"ICE", "encryption", "keypad"}),
        (srtp, 0, {"encryption"}),
        (fax_received, 0, {"T.38"}),
        (hold, 0, {"direction"}),
    ],
)
def test_the_demos_calls_have_their_rows(told: object, leg: int, names: set[str]) -> None:
    scenario = told.SCENARIO  # type: ignore[attr-defined]
    interaction = Interaction.of(scenario.documents)
    media = interaction.legs[leg].media.media
    assert names <= {row.name for medium in media for row in sides.rows(medium)}


@given(st.text(max_size=300) | st.sampled_from([audio(), audio(port=0), "m=image 1 udptl t38"]),
       st.text(max_size=300) | st.just(audio("a=inactive")))  # fmt: skip
def test_whatever_both_sides_sent_can_be_told_in_printable_words(remote: str, local: str) -> None:
    for medium in negotiation(sdp.parse(local), sdp.parse(remote), inbound=True).media:
        for row in sides.rows(medium):
            for part in (*row.remote, *row.local):
                assert part.text == printable(part.text) and part.text


def test_every_leg_of_the_demo_can_be_told() -> None:
    for scenario in ALL:
        for leg in Interaction.of(scenario.documents).legs[:5]:
            for medium in leg.media.media:
                assert sides.rows(medium)
