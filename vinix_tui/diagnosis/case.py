"""A call under examination: who called whom and who talked to whom, each worked out once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vinix_tui.calls import sip
from vinix_tui.calls.once import once
from vinix_tui.diagnosis.case_leg import ORDINALS, CaseLeg

if TYPE_CHECKING:
    from vinix_tui.calls.interaction import Interaction
    from vinix_tui.calls.media import Medium, Side


@dataclass(eq=False)
class Case:
    """An interaction under examination."""

    interaction: Interaction = field(repr=False)

    @once
    def legs(self) -> tuple[CaseLeg, ...]:
        """All legs, oldest first, as the interaction numbers them."""
        return tuple(CaseLeg(index, leg, self) for index, leg in enumerate(self.interaction.legs))

    @once
    def shown(self) -> tuple[CaseLeg, ...]:
        """The legs that say something of their own: no helpers, no phones that lost the race."""
        return tuple(self.legs[index] for index in self.interaction.shown)

    @once
    def callers(self) -> tuple[CaseLeg, ...]:
        """The legs on which somebody called the platform; else the oldest, which it placed."""
        return tuple(at for at in self.shown if at.leg.inbound) or self.shown[:1]

    @property
    def caller(self) -> CaseLeg | None:
        """The leg that began it all."""
        return self.callers[0] if self.callers else None

    @once
    def placed(self) -> tuple[CaseLeg, ...]:
        """The legs that the platform placed for somebody, oldest first."""
        return tuple(
            at for at in self.shown if not at.leg.inbound and at.index not in self._calling
        )

    @once
    def _calling(self) -> frozenset[int]:
        return frozenset(at.index for at in self.callers)

    @once
    def attempts(self) -> dict[int, tuple[CaseLeg, ...]]:
        """The placed legs by the index of their caller's."""
        found: dict[int, list[CaseLeg]] = {}
        for at in self.placed:
            if at.caller is not None:
                found.setdefault(at.caller.index, []).append(at)
        return {index: tuple(placed) for index, placed in found.items()}

    def caller_of(self, placed: CaseLeg) -> CaseLeg | None:
        """On whose behalf a leg was placed: by its bridge, its other leg, else the first caller."""
        if placed.index in self._calling:
            return None
        for call_id in (placed.leg.bridge_id, placed.leg.other_leg_call_id):
            at = self._caller_by_call_id.get(call_id or "")
            if at is not None:
                return at
        return self.caller

    @once
    def _caller_by_call_id(self) -> dict[str, CaseLeg]:
        return {at.leg.call_id: at for at in reversed(self.callers) if at.leg.call_id}

    @once
    def pairs(self) -> tuple[tuple[CaseLeg, CaseLeg], ...]:
        """Who talked to whom: a caller's answered leg and the answered one placed for it."""
        return tuple(
            (at, at.winner) for at in self.callers if at.leg.answered and at.winner is not None
        )

    @once
    def talk(self) -> tuple[CaseLeg, CaseLeg] | None:
        """The conversation: of several pairs the one that talked longest."""
        return max(self.pairs, key=lambda pair: pair[1].leg.talk, default=None)

    @once
    def described(self) -> tuple[tuple[CaseLeg, Medium], ...]:
        """The answered legs on which both sides described audio and neither refused it."""
        return tuple(
            (at, audio)
            for at in self.shown
            if at.leg.answered and (audio := at.leg.media.audio) is not None and audio.both_active
        )

    @once
    def bypassed(self) -> frozenset[int]:
        """The legs whose audio went past the platform: each was told the other one's place."""
        return frozenset(at.index for pair in self.pairs if _swapped(*pair) for at in pair)

    def partners(self, caller: CaseLeg) -> tuple[CaseLeg, ...]:
        """Who talked to a caller, in the order of their answers; after a transfer several."""
        talked = [at for at in caller.attempts if at.leg.answered]
        # One whom a transfer brought to the caller was placed for whoever asked them first.
        known = {at.index for at in talked}
        joined = self._joined.get(caller.leg.call_id or "", ())
        talked += [at for at in joined if at.index not in known]
        bridged = self.interaction.partner.get(caller.index)
        if bridged is not None:
            at = self.legs[bridged]
            taken = not at.leg.inbound or at is caller.taker
            if at.leg.answered and taken and not at.folded and at not in talked:
                talked.append(at)
        return tuple(sorted(talked, key=lambda at: at.index))

    @once
    def _joined(self) -> dict[str, list[CaseLeg]]:
        """The placed legs that were answered, by the Call-ID that each names as its other leg."""
        joined: dict[str, list[CaseLeg]] = {}
        for at in self.placed:
            if at.leg.answered and at.leg.other_leg_call_id:
                joined.setdefault(at.leg.other_leg_call_id, []).append(at)
        return joined

    @once
    def judged_for_refusal(self) -> tuple[CaseLeg, ...]:
        """Unanswered legs whose code and cause are their own: the attempts, and callers who had
        none. A caller's leg repeats what its attempts met.
        """
        alone = [at for at in self.callers if not at.attempts]
        return tuple(at for at in (*alone, *self.placed) if not at.leg.answered)

    def refused(self, kind: str) -> Iterator[CaseLeg]:
        """Of those the legs that a kind of refusal explains; see `refused.py` for the kinds."""
        return (at for at in self.judged_for_refusal if kind in at.refusals)

    @once
    def call_ids(self) -> frozenset[str]:
        """The Call-IDs of all legs."""
        return frozenset(at.leg.call_id for at in self.legs if at.leg.call_id)

    @once
    def known_as(self) -> dict[str, CaseLeg]:
        """The legs by what records call whoever is on them: a number, a SIP user, else a name."""
        known: dict[str, CaseLeg] = {}
        for at in self.shown:
            presence = sip.address(at.leg.presence_id).user
            for name in (at.leg.number, at.leg.variable("username"), presence):
                if name:
                    known.setdefault(name, at)
        for at in self.shown:
            known.setdefault(at.person, at)
        return known

    @once
    def carriers(self) -> dict[str, int]:
        """The ways out by resource, numbered in the order of use; empty if there is only one."""
        names: dict[str, int] = {}
        for at in self.placed:
            if at.is_carrier and (name := at.leg.variable("resource_id")):
                names.setdefault(name, len(names))
        return names if 1 < len(names) <= len(ORDINALS) else {}


def _swapped(one: CaseLeg, other: CaseLeg) -> bool:
    ours, theirs = _place(one, "local"), _place(one, "remote")
    if ours is None or theirs is None or ours == theirs:
        return False
    return ours == _place(other, "remote") and theirs == _place(other, "local")


def _place(at: CaseLeg, side: Side) -> tuple[str, int] | None:
    """The address and port at which a side of a leg takes audio."""
    audio = at.leg.media.audio
    media = audio.of(side) if audio else None
    return (media.address, media.port) if media and media.address and media.port else None
