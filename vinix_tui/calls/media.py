"""What both sides of a leg said about their media, put against each other (RFC 3264).

On a leg that came in, the remote description is the offer and ours the answer; on one that went
out it is the other way round. Records keep the last description of each side only, so after a
hold or a switch to fax the two need not be of one exchange: "probably" belongs before "offer".
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Literal

from vinix_tui.calls import codecs
from vinix_tui.calls.codecs import Codec
from vinix_tui.calls.once import once
from vinix_tui.calls.sdp import Media, Sdp
from vinix_tui.calls.t38 import Agreement, agree

Side = Literal["local", "remote"]
"""`local` is the platform, `remote` the party on the leg."""

_OTHER: dict[Side, Side] = {"local": "remote", "remote": "local"}


@dataclass(frozen=True, eq=False)
class Medium:
    """One medium as both sides have it; a side that does not is None."""

    kind: str
    local: Media | None
    remote: Media | None
    offerer: Side
    """Who probably made the offer."""

    def of(self, side: Side) -> Media | None:
        """What one side says of it."""
        return self.local if side == "local" else self.remote

    @property
    def offer(self) -> Media | None:
        """What was probably offered."""
        return self.of(self.offerer)

    @property
    def answer(self) -> Media | None:
        """What was probably answered."""
        return self.of(_OTHER[self.offerer])

    @property
    def both_active(self) -> bool:
        """Whether both sides have it, and neither has rejected or removed it."""
        ours, theirs = self.local, self.remote
        return ours is not None and theirs is not None and ours.active and theirs.active

    @once
    def common(self) -> tuple[Codec, ...]:
        """The codecs that both sides have, in the answer's order; no keypad events or noise."""
        if self.answer is None or self.offer is None:
            return ()
        return codecs.common(self.answer.codecs, self.offer.codecs)

    @property
    def used(self) -> Codec | None:
        """The codec that audio was probably sent with: the first one of the answer in common."""
        return next(iter(self.common), None)

    @property
    def common_suites(self) -> tuple[str, ...]:
        """The SDES suites that both sides have."""
        if self.local is None or self.remote is None:
            return ()
        theirs = {crypto.suite.upper() for crypto in self.remote.cryptos} - {""}
        return tuple(each.suite for each in self.local.cryptos if each.suite.upper() in theirs)

    @once
    def fax(self) -> Agreement | None:
        """What both sides agree on, where both speak T.38."""
        if self.local is None or self.remote is None:
            return None
        if self.local.t38 is None or self.remote.t38 is None:
            return None
        return agree(self.local.t38, self.remote.t38)


@dataclass(frozen=True, eq=False)
class Negotiation:
    """The media of a leg."""

    local: Sdp
    remote: Sdp
    offerer: Side

    @once
    def media(self) -> tuple[Medium, ...]:
        """All media, paired by their kind and order, those of the offer first."""
        offered, answered = self.local, self.remote
        if self.offerer == "remote":
            offered, answered = answered, offered
        waiting: dict[str, deque[Media]] = {}
        for each in answered.media:
            waiting.setdefault(each.kind, deque()).append(each)
        made = []
        for each in offered.media:
            match = waiting[each.kind].popleft() if waiting.get(each.kind) else None
            made.append(self._medium(each, match))
        left = {id(each) for group in waiting.values() for each in group}
        made += [self._medium(None, each) for each in answered.media if id(each) in left]
        return tuple(made)

    def _medium(self, offer: Media | None, answer: Media | None) -> Medium:
        kind = offer.kind if offer else answer.kind if answer else ""
        local, remote = (offer, answer) if self.offerer == "local" else (answer, offer)
        return Medium(kind, local, remote, self.offerer)

    def _first(self, kind: str) -> Medium | None:
        media = [each for each in self.media if each.kind == kind]
        return next((each for each in media if each.both_active), media[0] if media else None)

    @once
    def audio(self) -> Medium | None:
        """The audio, by preference one that is in use."""
        return self._first("audio")

    @once
    def image(self) -> Medium | None:
        """The fax image, by preference one that is in use."""
        return self._first("image")

    @property
    def is_webrtc(self) -> bool:
        """Whether the party speaks WebRTC: keys by DTLS, paths by ICE."""
        audio = self.audio.remote if self.audio else None
        return audio is not None and audio.fingerprint is not None and audio.uses_ice


def negotiation(local: Sdp, remote: Sdp, *, inbound: bool) -> Negotiation:
    """Both descriptions of a leg; `inbound` tells who made the offer."""
    return Negotiation(local, remote, "remote" if inbound else "local")
