"""Codecs as SDP names them: static payload types, and what a name means to people.

RFC 3551 section 6 and the IANA registry for the numbers below 96; those above are defined by an
`a=rtpmap` line each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from vinix_tui.calls.sdp_lines import Attribute, lower, upper
from vinix_tui.calls.text import cut, printable


class Codec(NamedTuple):
    """One format of an RTP medium, in the order in which its side prefers them."""

    payload: str
    """The payload type as the m= line has it: `0`, `101`."""
    name: str | None
    """As it was sent (`pcmu`), or by the static table; None for a number that nothing defines."""
    clock: int | None
    """Hz as SDP writes it, which for G.722 is half the truth."""
    channels: int
    parameters: str
    """The fmtp values, joined by `; ` where the line is repeated; "" for none."""
    line: int
    """Where it is defined: its rtpmap line, else the m= line."""
    mapped: bool
    """Whether an rtpmap line defines it."""

    @property
    def key(self) -> str:
        """The name for comparing: `PCMU`, `TELEPHONE-EVENT`; "" for an unknown one."""
        return _key(self.name or "")

    @property
    def is_keypad(self) -> bool:
        """Whether it is for the tones of keys (RFC 4733) rather than for sound."""
        return self.key == "TELEPHONE-EVENT"

    @property
    def carries_audio(self) -> bool:
        """Whether it can carry speech: no keypad events, comfort noise or repair data."""
        return bool(self.name) and self.key not in _BESIDE_THE_AUDIO

    @property
    def heard(self) -> int | None:
        """Sampling rate of what is heard, Hz: 16000 for G.722 (RFC 3551 section 4.5.2)."""
        return 16_000 if self.key == "G722" else self.clock

    @property
    def words(self) -> str:
        """As people write it: `G.722 (16 kHz)`, `opus/48000`, `PCMU`, `payload 97, undefined`.

        What no registered name is as long as is cut: whoever sends it may send 60 kB.
        """
        if self.name is None:
            return f"payload {cut(self.payload, _LONGEST)}, undefined"
        if self.key == "G722":
            return "G.722 (16 kHz)"
        name = cut(self.name, _LONGEST)
        return name if self.clock in (8_000, None) else f"{name}/{self.clock}"

    def parameter(self, name: str) -> str | None:
        """One fmtp parameter's value, in lower case; None where it is not given."""
        for part in self.parameters.split(";"):
            key, _, value = part.partition("=")
            if key.strip().lower() == name:
                return printable(lower(value.strip()))
        return None

    def is_like(self, other: Codec) -> bool:
        """Whether two sides mean the same codec: name in any case, and clock where both say it."""
        same = self.key == other.key != ""
        return same and (self.clock == other.clock or None in (self.clock, other.clock))


def described(
    formats: Iterable[str], maps: Iterable[Attribute], fmtps: Iterable[Attribute], line: int
) -> tuple[Codec, ...]:
    """The formats of an m= line, each once however often a stranger lists it, by the rtpmap and
    fmtp lines below it; `line` is its own.
    """
    mapped: dict[str, tuple[Meaning, int, bool]] = {}
    for said in maps:
        meaning = rtpmap(said.value)
        if meaning and meaning[0] not in mapped:
            mapped[meaning[0]] = meaning, said.line, True
    parameters: dict[str, str] = {}
    for said in fmtps:
        payload, _, more = said.value.strip().partition(" ")
        before = parameters.get(payload)
        parameters[payload] = f"{before}; {more.strip()}" if before else more.strip()
    made = []
    for payload in dict.fromkeys(formats):
        meaning, place, is_mapped = mapped.get(payload) or (_static(payload), line, False)
        made.append(_new(Codec, (*meaning, parameters.get(payload, ""), place, is_mapped)))
    return tuple(made)


Meaning = tuple[str, str | None, int | None, int]
"""Payload type, name, clock and channels."""


@lru_cache(1_024)  # the same few codecs stand in every description
def rtpmap(value: str) -> Meaning | None:
    """What an `a=rtpmap` line says, or None where it is not readable.

    A clock rate that is missing is that of the payload type, if it is a static one.
    """
    found = _RTPMAP.fullmatch(value)
    if found is None:
        return None
    payload, name, clock, channels = found.groups()
    rate = int(clock) if clock else _static(payload)[2]
    return payload, name, rate, int(channels) if channels else 1


def _static(payload: str) -> Meaning:
    return payload, *STATIC.get(payload, (None, None, 1))


@lru_cache(64)  # the same few stand in every description, and each is asked for a dozen times
def _key(name: str) -> str:
    return _ALSO_CALLED.get(upper(name), upper(name))


def common(one: Iterable[Codec], other: Iterable[Codec]) -> tuple[Codec, ...]:
    """The codecs for audio that both sides have, in the order and numbering of `one`."""
    return shared(
        (codec for codec in one if codec.carries_audio),
        (codec for codec in other if codec.carries_audio),
    )


def shared(one: Iterable[Codec], other: Iterable[Codec]) -> tuple[Codec, ...]:
    """Of `one` those that are like any of the other, in time linear in both: a stranger may list
    ten thousand.
    """
    clocks: dict[str, set[int | None]] = {}
    for codec in other:
        if codec.key:
            clocks.setdefault(codec.key, set()).add(codec.clock)
    return tuple(
        codec
        for codec in one
        if (known := clocks.get(codec.key)) is not None
        and (codec.clock in known or codec.clock is None or None in known)
    )


_new = tuple.__new__  # half the time of a NamedTuple's own constructor
_LONGEST: Final = 30  # columns
_RTPMAP: Final = re.compile(r"\s*(\S+)\s+([^\s/]+)(?:/([0-9]{1,9}))?(?:/([0-9]{1,4}))?\s*")
_BESIDE_THE_AUDIO: Final = frozenset(
    {"TELEPHONE-EVENT", "CN", "RED", "RTX", "ULPFEC", "PARITYFEC", "FLEXFEC", "FLEXFEC-03",
     "TONE", "NSE", "X-NSE", "CISCO-RTP-DTMF", "FRF-DIALED-DIGIT", "X-CCD"}
)  # fmt: skip
_ALSO_CALLED: Final = {
    "G729A": "G729", "G729B": "G729", "G729AB": "G729", "G.729": "G729", "G.729A": "G729",
    "G7231": "G723", "G723.1": "G723", "G.722": "G722", "G711U": "PCMU", "G711A": "PCMA",
}  # fmt: skip
"""What some gateways write for registered names; G.729 with and without annexes is one format
(RFC 3551 section 4.5.6).
"""

STATIC: Final[Mapping[str, tuple[str, int, int]]] = {
    "0": ("PCMU", 8_000, 1),
    "3": ("GSM", 8_000, 1),
    "4": ("G723", 8_000, 1),
    "5": ("DVI4", 8_000, 1),
    "6": ("DVI4", 16_000, 1),
    "7": ("LPC", 8_000, 1),
    "8": ("PCMA", 8_000, 1),
    "9": ("G722", 8_000, 1),
    "10": ("L16", 44_100, 2),
    "11": ("L16", 44_100, 1),
    "12": ("QCELP", 8_000, 1),
    "13": ("CN", 8_000, 1),
    "14": ("MPA", 90_000, 1),
    "15": ("G728", 8_000, 1),
    "16": ("DVI4", 11_025, 1),
    "17": ("DVI4", 22_050, 1),
    "18": ("G729", 8_000, 1),
    "25": ("CelB", 90_000, 1),
    "26": ("JPEG", 90_000, 1),
    "28": ("nv", 90_000, 1),
    "31": ("H261", 90_000, 1),
    "32": ("MPV", 90_000, 1),
    "33": ("MP2T", 90_000, 1),
    "34": ("H263", 90_000, 1),
}
"""Payload type -> name, clock, channels: what a number means without an rtpmap line."""
