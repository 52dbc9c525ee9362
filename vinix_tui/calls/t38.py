"""T.38 fax parameters of an image medium, and what two sides agree on (ITU-T T.38 Annex D)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from vinix_tui.calls.sdp_lines import short

NAMES: Final = (
    "t38faxversion", "t38maxbitrate", "t38faxfillbitremoval", "t38faxtranscodingmmr",
    "t38faxtranscodingjbig", "t38faxratemanagement", "t38faxmaxbuffer", "t38faxmaxdatagram",
    "t38faxudpec",
)  # fmt: skip
"""The attributes that are read, in lower case."""
_FLAG: Final = {"": True, "1": True, "0": False}
_CORRECTION: Final = ("t38udpnoec", "t38udpfec", "t38udpredundancy")
"""Error correction, the least first; the answer may not ask for more than the offer."""


@dataclass(frozen=True)
class T38:
    """What one side says; None where it says nothing."""

    version: int | None = None
    """0 (1998) to 4; absent means 0."""
    max_bit_rate: int | None = None
    """Bits per second."""
    fill_bit_removal: bool | None = None
    transcoding_mmr: bool | None = None
    transcoding_jbig: bool | None = None
    rate_management: str | None = None
    """`transferredTCF`, which UDP needs, or `localTCF`."""
    max_buffer: int | None = None
    """Bytes."""
    max_datagram: int | None = None
    """Bytes of the largest packet that it can take."""
    error_correction: str | None = None
    """`t38UDPRedundancy`, `t38UDPFEC` or `t38UDPNoEC`."""
    spelled_oddly: tuple[str, ...] = ()
    """Flags that were sent with a value, which the standard does not know."""

    @classmethod
    def of(cls, attributes: Iterable[tuple[str, str, int]]) -> T38:
        """From the attributes (name, value, line) of a medium; the last of a name counts."""
        said = {name.strip().lower(): value.strip() for name, value, _ in attributes}
        flags = {
            field: _FLAG.get(said[name.lower()], True) if name.lower() in said else None
            for field, name in _FLAGS.items()
        }
        return cls(
            version=_count(said.get("t38faxversion")),
            max_bit_rate=_count(said.get("t38maxbitrate")),
            rate_management=short(said.get("t38faxratemanagement", "")) or None,
            max_buffer=_count(said.get("t38faxmaxbuffer")),
            max_datagram=_count(said.get("t38faxmaxdatagram")),
            error_correction=short(said.get("t38faxudpec", "")) or None,
            spelled_oddly=tuple(name for name in _FLAGS.values() if said.get(name.lower())),
            **flags,
        )


@dataclass(frozen=True)
class Agreement:
    """What two sides can use together."""

    version: int
    max_bit_rate: int | None
    error_correction: str | None
    rate_management: str | None
    clash: str = ""
    """What they can not agree on, as a clause; "" where all is well."""

    @property
    def words(self) -> str:
        """`version 0, 14400 bit/s, t38UDPRedundancy`."""
        rate = f"{self.max_bit_rate} bit/s" if self.max_bit_rate else None
        return ", ".join(filter(None, (f"version {self.version}", rate, self.error_correction)))


def agree(one: T38, other: T38) -> Agreement:
    """The lower version, rate and correction; rate management must be the same on both."""
    rates = [side.max_bit_rate for side in (one, other) if side.max_bit_rate]
    management = {side.rate_management for side in (one, other) if side.rate_management}
    spelled = {name.lower() for name in management}
    clash = ""
    if len(spelled) > 1:
        clash = "one side manages the rate by " + " and the other by ".join(sorted(management))
    return Agreement(
        version=min(one.version or 0, other.version or 0),
        max_bit_rate=min(rates) if rates else None,
        error_correction=_lower(one.error_correction, other.error_correction),
        rate_management=next(iter(sorted(management)), None),
        clash=clash,
    )


_FLAGS: Final = {
    "fill_bit_removal": "T38FaxFillBitRemoval",
    "transcoding_mmr": "T38FaxTranscodingMMR",
    "transcoding_jbig": "T38FaxTranscodingJBIG",
}


def _lower(one: str | None, other: str | None) -> str | None:
    both = [said for said in (one, other) if said]
    return min(
        both,
        key=lambda said: _CORRECTION.index(said.lower()) if said.lower() in _CORRECTION else 0,
        default=None,
    )


def _count(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None
