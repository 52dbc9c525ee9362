"""What kept two sides from agreeing on media, where the descriptions of both are recorded."""

from __future__ import annotations

from typing import Final, NamedTuple

from vinix_tui.calls.sdp import Media
from vinix_tui.calls.text import cut
from vinix_tui.diagnosis.case_leg import CaseLeg
from vinix_tui.diagnosis.finding import Evidence

_LONGEST: Final = 40  # columns of a list of codecs


class Misfit(NamedTuple):
    """What two descriptions do not have in common."""

    told: str
    why: str
    then: str
    evidence: tuple[Evidence, ...]


def misfit_of(at: CaseLeg) -> Misfit | None:
    """What did not fit, where both descriptions are recorded."""
    image, audio = at.leg.media.image, at.leg.media.audio
    fax = "T.38 NEGOTIATION ERROR" in (at.leg.disposition or "").upper()
    if fax or (image and image.offer and image.answer and not image.answer.active):
        lines = [
            at.cite(field, media.line)
            for field, media in (
                ("local_sdp", image.local if image else None),
                ("remote_sdp", image.remote if image else None),
            )
            if media
        ]
        return Misfit(
            "T.38 fax was asked for and not accepted",
            "T.38 fax was not accepted",
            f"Turn T.38 on for {at.party}, or send the fax over G.711.",
            (*lines, at.cite("disposition")),
        )
    if audio is None or audio.local is None or audio.remote is None or not audio.both_active:
        return None
    ours, theirs = audio.local, audio.remote
    lines = [at.cite("local_sdp", ours.line), at.cite("remote_sdp", theirs.line)]
    if ours.is_secure != theirs.is_secure:
        secure, plain = ("the platform", at.party) if ours.is_secure else (at.party, "the platform")
        return Misfit(
            f"{secure} wants encrypted audio (SRTP) and {plain} plain RTP",
            f"{secure} encrypts the audio and {plain} does not",
            f"Set encryption alike for {at.party} and on the platform.",
            tuple(lines),
        )
    if ours.cryptos and theirs.cryptos and not audio.common_suites:
        return Misfit(
            "both want encrypted audio (SRTP), but with no cipher in common",
            f"{at.party} and the platform have no SRTP cipher in common",
            f"Allow the same SRTP cipher for {at.party} and on the platform.",
            (
                *(at.cite("local_sdp", each.line) for each in ours.cryptos[:2]),
                *(at.cite("remote_sdp", each.line) for each in theirs.cryptos[:2]),
            ),
        )
    if ours.codecs and theirs.codecs and not audio.common:
        return Misfit(
            f"no codec is in common, the platform has {codecs_of(ours)} and {at.party}"
            f" {codecs_of(theirs)}",
            f"{at.party} and the platform have no codec in common",
            f"Allow the same codec for {at.party} and on the platform; PCMU and PCMA are known to"
            " nearly all.",
            tuple(lines),
        )
    return None


def codecs_of(media: Media) -> str:
    """The codecs for audio that a side has, in words."""
    spoken = [codec.words for codec in media.codecs if codec.carries_audio]
    return cut(", ".join(dict.fromkeys(spoken)), _LONGEST)
