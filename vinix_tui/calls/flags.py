"""A leg's flags: what its media were, in a word each, for a column that is read at a glance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final, Literal

from vinix_tui.calls.networks import public, reach, unreachable

if TYPE_CHECKING:
    from vinix_tui.calls.leg import Leg
    from vinix_tui.calls.sdp import Media

Flag = Literal["SDP", "T38", "SRTP", "WEBRTC", "HOLD", "NAT"]

MEANINGS: Final[Mapping[Flag, str]] = {
    "NAT": "the party wants audio at an address that only its own network knows",
    "HOLD": "at the end audio was allowed one way only, or not at all",
    "WEBRTC": "the party is a browser, or speaks like one",
    "SRTP": "the audio was encrypted",
    "T38": "the leg became a T.38 fax",
    "SDP": "the record says what both sides, or one of them, said about media",
}


def flags(leg: Leg) -> tuple[Flag, ...]:
    """The flags of a leg, the one that explains most first."""
    return tuple(_flags(leg))


def _flags(leg: Leg) -> Iterator[Flag]:
    if not leg.remote and not leg.local:
        return
    medium = leg.media.audio
    used = [side for side in (medium.remote, medium.local) if side is not None] if medium else []
    fax = leg.media.image
    is_fax = fax is not None and fax.both_active
    theirs = _in_use(leg, "remote", is_fax=is_fax)
    ours = _in_use(leg, "local", is_fax=is_fax)
    if theirs and unreachable(theirs.address) and ours and public(ours.address):
        yield "NAT"
    if not is_fax and any(side.active and _is_held(side) for side in used):
        yield "HOLD"
    if leg.media.is_webrtc:
        yield "WEBRTC"
    elif used and all(side.is_secure or side.cryptos for side in used):
        yield "SRTP"
    if is_fax:
        yield "T38"
    yield "SDP"


def _in_use(leg: Leg, side: Literal["local", "remote"], *, is_fax: bool) -> Media | None:
    medium = leg.media.image if is_fax else leg.media.audio
    said = medium.of(side) if medium else None
    return said if said is not None and said.active else None


def _is_held(side: Media) -> bool:
    return side.direction != "sendrecv" or reach(side.address) == "unspecified"
