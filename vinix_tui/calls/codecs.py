"""Codecs as SDP names them: static payload types, and what a name means to people.

RFC 3551 section 6 and the IANA registry for the numbers below 96; those above are defined by an
`a=rtpmap` line each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple


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
        return (self.name or "").upper()

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
        """As people write it: `G.722 (16 kHz)`, `opus/48000`, `PCMU`, `payload 97, undefined`."""
        if self.name is None:
            return f"payload {self.payload}, undefined"
        if self.key == "G722":
            return "G.722 (16 kHz)"
        return self.name if self.clock in (8_000, None) else f"{self.name}/{self.clock}"

    def parameter(self, name: str) -> str | None:
        """One fmtp parameter's value, in lower case; None where it is not given."""
        for part in self.parameters.split(";"):
            key, _, value = part.partition("=")
            if key.strip().lower() == name:
                return value.strip().lower()
        return None

    def is_like(self, other: Codec) -> bool:
        """Whether two sides mean the same codec: name in any case, and clock where both say it."""
        same = self.key == other.key != ""
        return same and (self.clock == other.clock or None in (self.clock, other.clock))


def common(one: Iterable[Codec], other: Iterable[Codec]) -> tuple[Codec, ...]:
    """The codecs for audio that both sides have, in the order and numbering of `one`."""
    others = [codec for codec in other if codec.carries_audio]
    return tuple(
        codec
        for codec in one
        if codec.carries_audio and any(codec.is_like(match) for match in others)
    )


_BESIDE_THE_AUDIO: Final = frozenset(
    {"TELEPHONE-EVENT", "CN", "RED", "RTX", "ULPFEC", "FLEXFEC-03", "TONE", "NSE", "X-NSE",
     "CISCO-RTP-DTMF", "X-CCD"}
)  # fmt: skip

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
