"""How the audio of a leg was to flow by what both sides said last, and how much of it came."""

from __future__ import annotations

from typing import Final, Literal

from vinix_tui.calls import coerce
from vinix_tui.calls.media import Medium, Side
from vinix_tui.calls.networks import reach
from vinix_tui.calls.sdp import Direction, Media
from vinix_tui.diagnosis.case_leg import CaseLeg
from vinix_tui.diagnosis.finding import Evidence

SIDES: Final[tuple[Side, ...]] = ("remote", "local")
_FEWEST: Final = 1
"""Packets a second, of the usual 50, that show a live microphone: Opus and G.729 send more than
this even in silence."""
_COUNTS: Final = "extended_data.channel_stats.audio"


def who(at: CaseLeg, side: Side) -> str:
    """A side of a leg by its name."""
    return at.party if side == "remote" else "the platform"


def in_use(at: CaseLeg) -> Medium | None:
    """The audio, or the fax that has taken its place, that the party wants to receive."""
    for medium in (at.leg.media.audio, at.leg.media.image):
        if medium and medium.remote and medium.remote.active:
            return medium
    return None


def is_fax(at: CaseLeg) -> bool:
    """Whether a side has switched to T.38, so that its audio is off for a good reason."""
    image = at.leg.media.image
    return image is not None and any(
        media is not None and media.active for media in (image.local, image.remote)
    )


def both_use_ice(medium: Medium) -> bool:
    """Whether both sides look for a way by ICE, which makes nothing of the c= line."""
    return all(side is not None and side.uses_ice for side in (medium.local, medium.remote))


def place(at: CaseLeg, side: Side, media: Media) -> Evidence:
    """The line that names the address of a medium."""
    return at.cite(f"{side}_sdp", media.connection.line if media.connection else media.line)


# -- directions -----------------------------------------------------------------------------------


def way(media: Media | None) -> Direction:
    """The direction; an address of zeros is the old way to put on hold, unless ICE fills it in."""
    if media is None:
        return "sendrecv"
    said = media.direction
    if said == "sendrecv" and reach(media.address) == "unspecified" and not media.uses_ice:
        return "sendonly"
    return said


def hold_lines(at: CaseLeg) -> list[Evidence]:
    """The lines by which a side wants audio to flow otherwise than both ways."""
    found = []
    for side in SIDES:
        media = at.leg.media.audio.of(side) if at.leg.media.audio else None
        if media is None or way(media) == "sendrecv":
            continue
        by_flow = media.flow is not None and media.direction != "sendrecv"
        line = media.flow.line if by_flow and media.flow else None
        found.append(at.cite(f"{side}_sdp", line) if line else place(at, side, media))
    return found


def in_a_muddle(audio: Medium) -> bool:
    """Whether both sides say that they only send, or that they only listen: nothing flows, and it
    is no hold. To sendonly belongs recvonly or inactive, to recvonly sendonly or inactive
    (RFC 3264 section 6.1).
    """
    said = {media.direction for media in (audio.local, audio.remote) if media and media.active}
    return audio.both_active and said in ({"sendonly"}, {"recvonly"})


Holder = Literal["remote", "local", "both", ""]


def holder(at: CaseLeg) -> Holder:
    """Which side has the other one on hold at the end; "" for neither.

    A side holds with sendonly or inactive, and recvonly or inactive is the answer to that
    (RFC 3264 section 8.4). A lone recvonly may be a phone that only listens, as to a paging call.
    """
    audio = at.leg.media.audio
    if audio is None or not audio.both_active:
        return ""
    ours, theirs = way(audio.local), way(audio.remote)
    if ours == theirs == "sendrecv" or in_a_muddle(audio) or is_fax(at):
        return ""
    for holding in ("sendonly", "inactive"):
        if holding in (ours, theirs):
            return "both" if ours == theirs else "remote" if theirs == holding else "local"
    return ""


def flows_both_ways(at: CaseLeg) -> bool:
    """Whether audio should come and go; without descriptions it should."""
    audio = at.leg.media.audio
    return audio is None or all(
        media is None or (media.active and way(media) == "sendrecv")
        for media in (audio.local, audio.remote)
    )


# -- counts ---------------------------------------------------------------------------------------


def packets(at: CaseLeg, direction: Literal["inbound", "outbound"]) -> Evidence | None:
    """The packets that the platform counted, those of media where it tells them apart; None where
    it counted none.
    """
    if not at.leg.extended_data:
        return None
    for name in ("media_packet_count", "packet_count"):
        found = at.cite(f"{_COUNTS}.{direction}.{name}")
        if coerce.number(found.value) is not None:
            return found
    return None


def count(counted: Evidence | None) -> int:
    """How many packets a piece of evidence speaks of."""
    return (coerce.number(counted.value) or 0) if counted else 0


def is_hardly_any(at: CaseLeg, came: Evidence) -> bool:
    """Whether so few packets came from a party that nobody can have heard it."""
    return count(came) < _FEWEST * at.leg.talk


def quality(at: CaseLeg) -> list[Evidence]:
    """What the platform measured of the packets that came; without packets it says all is well."""
    return [
        at.cite(f"{_COUNTS}.inbound.{name}")
        for name in ("jitter_max_variance", "jitter_loss_rate", "mos")
    ]
