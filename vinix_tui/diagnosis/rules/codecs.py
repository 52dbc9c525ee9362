"""Rules about how the audio is coded: codecs, payload numbers, keypad events, packet times.

They look at legs on which both sides described audio by RTP. A record keeps each side's last
description only, so which one was the offer is probable and not sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from vinix_tui.calls.codecs import Codec
from vinix_tui.calls.media import Medium, Side
from vinix_tui.calls.sdp import Media
from vinix_tui.diagnosis.audio import SIDES, who
from vinix_tui.diagnosis.case import Case
from vinix_tui.diagnosis.case_leg import CaseLeg
from vinix_tui.diagnosis.evidence import cited
from vinix_tui.diagnosis.finding import Confidence, Evidence, Severity, Sign
from vinix_tui.diagnosis.names import sentence
from vinix_tui.diagnosis.rule import rule
from vinix_tui.diagnosis.times import endured

_FIRST_EXCHANGE: Final = (
    "A SIP trace shows which offer and answer belong together; the record has only the last of"
    " each side."
)
_MOST: Final = 4  # codecs that a sentence names
_KEYPAD: Final = "TELEPHONE-EVENT"
_USUAL: Final = frozenset({10, 20, 30, 40, 60})
"""Milliseconds of audio in a packet that devices in general can take."""
_PAYLOAD: Final = re.compile(r"[0-9]{1,2}|1[01][0-9]|12[0-7]")
_ANNEXES: Final[Mapping[str, str]] = {"G729": "annexb", "G723": "annexa"}
"""Codec -> the parameter for its silence suppression; where that is not given it means yes."""


class _Side(NamedTuple):
    """Audio as one side of a leg described it."""

    who: str
    field: str
    media: Media


# -- codecs ---------------------------------------------------------------------------------------


@rule(
    "R33",
    fires="both sides have audio, and none of their codecs is in common",
    source="RFC 3264 section 6.1",
)
def no_common_codec(case: Case) -> Iterator[Sign]:
    """Also on a leg that was never answered, since this is why it was refused (SIP 488)."""
    for at in case.shown:
        audio = at.leg.media.audio
        if audio is None or not audio.both_active or audio.common:
            continue
        theirs, ours = _sides(at, audio)
        if not _speech(theirs.media) or not _speech(ours.media):
            continue
        has = "offered" if audio.offerer == "local" else "allows"
        yield Sign(
            Severity.ERROR,
            Confidence.MEDIUM if endured(at) else Confidence.HIGH,
            f"No codec is in common: {at.party} speaks {_listed(theirs.media)}, the platform {has}"
            f" {_listed(ours.media)}.",
            f"Allow the same codec on {at.party} and on the platform; nearly all know PCMU and"
            " PCMA.",
            (at.index,),
            cited(
                (at.cite(side.field, side.media.line) for side in (theirs, ours)),
                [] if at.leg.answered else [at.cite("hangup_code"), at.cite("hangup_cause")],
            ),
            why=f"{at.party} and the platform have no codec in common",
            settles=_FIRST_EXCHANGE if endured(at) else "",
        )


@rule(
    "R33b",
    fires="the two legs of a conversation use different codecs",
    source="the first codec of each leg's answer that its offer has too",
)
def transcoding(case: Case) -> Iterator[Sign]:
    for one, other in case.pairs:
        first, second = _used(one), _used(other)
        if first is None or second is None or first.is_like(second) or one.index in case.bypassed:
            continue
        licence = " For G.729 it needs a licence or a module."
        yield Sign(
            Severity.INFO,
            Confidence.HIGH,
            f"The media server translates between {first.words} of {one.party} and {second.words}"
            f" of {other.party}.",
            "Nothing, unless it sounds bad or the server is busy: then let both use one codec."
            + (licence if "G729" in (first.key, second.key) else ""),
            (one.index, other.index),
            cited(_used_line(one, first), _used_line(other, second)),
        )


@rule(
    "R34",
    fires="a payload number of the answer means another codec in the offer, or is not defined",
    source="RFC 3264 section 6.1; RFC 8866 section 6.6",
)
def payload_clash(case: Case) -> Iterator[Sign]:
    """That two sides number one codec differently is allowed, and no clash."""
    for at, audio in case.described:
        if audio.offer is None or audio.answer is None:
            continue
        offered = {codec.payload: codec for codec in audio.offer.codecs}
        answered = (codec for codec in audio.answer.codecs if _PAYLOAD.fullmatch(codec.payload))
        clash = next((each for each in answered if _clashes(each, offered.get(each.payload))), None)
        if clash is None:
            continue
        answerer: Side = "remote" if audio.offerer == "local" else "local"
        means = [(answerer, clash)]
        if (offer := offered.get(clash.payload)) is not None and offer.key != clash.key:
            means.append((audio.offerer, offer))
        told = " and ".join(f"{codec.words} to {who(at, side)}" for side, codec in means)
        if len(means) == 1:
            told = f"a codec that {who(at, answerer)} does not name"
        yield Sign(
            Severity.WARNING,
            Confidence.HIGH,
            f"Payload number {clash.payload} means {told}: what is sent under it may not be"
            " understood.",
            f"Report this to the maker of {at.party}; until then, leave only PCMU or PCMA on.",
            (at.index,),
            cited(at.cite(f"{side}_sdp", codec.line) for side, codec in means),
            why=f"{at.party} and the platform do not mean the same by payload number"
            f" {clash.payload}",
        )


def _clashes(answered: Codec, offered: Codec | None) -> bool:
    return answered.name is None or (offered is not None and offered.key != answered.key)


# -- the keypad -----------------------------------------------------------------------------------


@rule(
    "R35",
    fires="one side offers keypad events, and the other one does not",
    source="RFC 4733 section 2.5",
)
def no_keypad_events(case: Case) -> Iterator[Sign]:
    """Silent where keys arrived all the same, and for faxes, which press none. A warning where the
    platform waits for keys; between people it is seldom missed.
    """
    for at, audio in case.described:
        has = {side: _keypad(audio.of(side)) for side in SIDES}
        if all(has.values()) or not any(has.values()) or at.leg.role == "fax":
            continue
        if (at.leg.digits_dialed or "none").lower() != "none":
            continue
        lacks, offers = _sides(at, audio) if has["local"] else _sides(at, audio)[::-1]
        whom = "" if lacks.field == "remote_sdp" else f" to {at.party}"
        listened = _listened(case, at)
        in_vain = at.leg.digits_dialed is not None and listened
        yield Sign(
            Severity.WARNING if listened else Severity.INFO,
            Confidence.HIGH if in_vain else Confidence.MEDIUM,
            sentence(
                f"{lacks.who} does not offer keypad events{whom}: key presses on"
                f" {'that' if whom else 'its'} line may get lost"
                f"{'. The platform listened, and none arrived' if in_vain else ''}."
            ),
            f"{'Switch' if listened else 'Only if key presses get lost: switch'} on keypad events"
            f" (RFC 2833 or 4733) on {lacks.who}. Tones within the sound survive only with G.711.",
            (at.index,),
            cited(
                at.cite(lacks.field, lacks.media.line),
                (at.cite(offers.field, keypad.line) for keypad in has.values() if keypad),
                [at.cite("digits_dialed")] if in_vain else [],
            ),
            why=f"{lacks.who} does not offer keypad events" if listened else "",
            settles="" if in_vain else "A test call with some key presses shows it.",
        )


def _listened(case: Case, at: CaseLeg) -> bool:
    """Whether the platform itself was on the other end, as voicemail or menu."""
    return at.leg.role == "voicemail" or (at in case.callers and at.winner is None)


@rule(
    "R35b",
    fires="the answer has keypad events, but none with the clock of its audio",
    source="RFC 4733 section 2; RFC 7587",
)
def keypad_clock(case: Case) -> Iterator[Sign]:
    for at, audio in case.described:
        used, answer = audio.used, audio.answer
        if used is None or used.clock is None or answer is None:
            continue
        keypads = [codec for codec in answer.codecs if codec.key == _KEYPAD]
        if not keypads or any(codec.clock in (used.clock, None) for codec in keypads):
            continue
        yield Sign(
            Severity.INFO,
            Confidence.LOW,
            f"Keypad events on the line of {at.party} are counted at {keypads[0].clock} Hz, its"
            f" audio ({used.words}) at {used.clock} Hz; some devices drop such key presses.",
            f"Offer telephone-event/{used.clock} as well, on both sides.",
            (at.index,),
            cited(
                _used_line(at, used),
                _used_line(at, keypads[0]),
            ),
            settles="A test call with some key presses shows it.",
        )


# -- packets and silence --------------------------------------------------------------------------


@rule(
    "R36",
    fires="the sides want packets of different lengths, too long ones, or unusual ones",
    source="RFC 8866 sections 6.4 and 6.5",
)
def packet_time_mismatch(case: Case) -> Iterator[Sign]:
    for at, audio in case.described:
        theirs, ours = audio.remote, audio.local
        if theirs is None or ours is None:
            continue
        one, two = theirs.ptime, ours.ptime
        alike = one == two or not one or not two
        if alike and _can_take(one, ours.maxptime) and _can_take(two, theirs.maxptime):
            continue
        yield Sign(
            Severity.INFO,
            Confidence.LOW,
            sentence(
                f"{at.party} wants packets of {_length(theirs)}, the platform of {_length(ours)}:"
                " strict devices then play choppy audio."
            ),
            "Set 20 ms on both sides.",
            (at.index,),
            cited(
                at.cite(side.field, line.line)
                for side in _sides(at, audio)
                for line in (side.media.first("ptime"), side.media.first("maxptime"))
                if line is not None
            ),
            settles="A capture of the audio shows the length of the packets that were really sent.",
        )


def _can_take(wanted: float | None, most: float | None) -> bool:
    """Whether packets as one side wants them are usual, and not too long for the other one."""
    return not wanted or (wanted in _USUAL and (not most or wanted <= most))


def _length(media: Media) -> str:
    length = f"{media.ptime:g} ms" if media.ptime else "any length"
    return f"{length} (at most {media.maxptime:g} ms)" if media.maxptime else length


@rule(
    "R36b",
    fires="one side suppresses silence in G.729 or G.723, the other one does not",
    source="RFC 7261 section 3; RFC 4856",
)
def silence_suppression_mismatch(case: Case) -> Iterator[Sign]:
    """Only of the codec that is used; listed ones that are not used hurt nobody."""
    for at, audio in case.described:
        used = audio.used
        parameter = _ANNEXES.get(used.key) if used else None
        if used is None or parameter is None:
            continue
        theirs, ours = _sides(at, audio)
        codecs = [
            next(codec for codec in _speech(side.media) if codec.is_like(used))
            for side in (theirs, ours)
        ]
        suppresses = [codec.parameter(parameter) != "no" for codec in codecs]
        if suppresses[0] == suppresses[1]:
            continue
        does, does_not = (theirs, ours) if suppresses[0] else (ours, theirs)
        yield Sign(
            Severity.INFO,
            Confidence.MEDIUM,
            sentence(
                f"{does.who} suppresses silence in {used.words} ({parameter}=yes, or not given),"
                f" {does_not.who} does not ({parameter}=no): words may be clipped."
            ),
            f"Set {parameter}=no on both sides.",
            (at.index,),
            cited(
                at.cite(side.field, _parameter_line(side.media, codec))
                for side, codec in zip((theirs, ours), codecs, strict=True)
            ),
            settles="A capture of the audio shows whether packets stop while somebody is silent.",
        )


@rule(
    "R36c",
    fires="a leg uses G.722, whose clock of 8000 Hz is only written so",
    source="RFC 3551 section 4.5.2",
)
def wideband(case: Case) -> Iterator[Sign]:
    found = [(at, codec) for at in case.shown if at.leg.answered and (codec := _used(at))]
    wide = [(at, codec) for at, codec in found if codec.key == "G722"]
    if not wide:
        return
    parties = list(dict.fromkeys(at.party for at, _ in wide))
    whose = " and ".join(parties) if len(parties) < 3 else f"{len(parties)} parties"
    yield Sign(
        Severity.NORMAL,
        Confidence.HIGH,
        f"The audio of {whose} is wideband: G.722 carries 16 kHz, although SDP writes 8000.",
        "",
        tuple(at.index for at, _ in wide),
        cited(_used_line(at, codec) for at, codec in wide[:_MOST]),
    )


# -- what the rules share -------------------------------------------------------------------------


def _sides(at: CaseLeg, audio: Medium) -> tuple[_Side, _Side]:
    """The party's audio and the platform's."""
    assert audio.remote is not None
    assert audio.local is not None
    return (
        _Side(at.party, "remote_sdp", audio.remote),
        _Side("the platform", "local_sdp", audio.local),
    )


def _speech(media: Media) -> tuple[Codec, ...]:
    return tuple(codec for codec in media.codecs if codec.carries_audio)


def _listed(media: Media) -> str:
    """The codecs of a side for a sentence."""
    names = list(dict.fromkeys(codec.words for codec in _speech(media)))
    more = len(names) - _MOST
    return ", ".join(names[:_MOST]) + (f" and {more} more" if more > 0 else "")


def _keypad(media: Media | None) -> Codec | None:
    codecs = media.codecs if media else ()
    return next((codec for codec in codecs if codec.key == _KEYPAD), None)


def _used(at: CaseLeg) -> Codec | None:
    audio = at.leg.media.audio
    return audio.used if audio and audio.both_active else None


def _used_line(at: CaseLeg, used: Codec) -> Evidence:
    """The line of the answer that names a codec."""
    return at.cite("local_sdp" if at.leg.media.offerer == "remote" else "remote_sdp", used.line)


def _parameter_line(media: Media, codec: Codec) -> int:
    """The fmtp line of a codec, else the line that names it."""
    lines = (said for said in media.own.every("fmtp") if said.value.split(" ")[0] == codec.payload)
    return next((said.line for said in lines), codec.line)
