"""One interaction: its legs in order, paired and folded, on one axis of time.

The records contradict themselves: partners that are missing, themselves or each other's cycle,
pages that repeat a row. Nothing is followed further than one step without a guard.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, NamedTuple

from vinix_tui.calls.clock import interaction_start
from vinix_tui.calls.leg import Leg
from vinix_tui.calls.once import once

_NEVER = datetime.max.replace(tzinfo=UTC)


class Lane(NamedTuple):
    """A leg on the interaction's axis, in columns: before it, ringing, talking."""

    blank: int
    ringing: int
    talking: int


@dataclass(frozen=True)
class Interaction:
    """The legs of one call, oldest first. Indexes into `legs` name a leg everywhere."""

    id: str | None
    legs: tuple[Leg, ...] = field(repr=False)
    partner: Mapping[int, int] = field(repr=False)
    """A leg's bridged partner."""
    folded: Mapping[int, int] = field(repr=False)
    """Helper legs and phones that lost the race, each with the leg that it belongs under."""

    @classmethod
    def of(cls, documents: Iterable[dict[str, Any]], wanted: str | None = None) -> Interaction:
        """Sort, de-duplicate and pair leg documents; `wanted` is the id that was asked for."""
        legs = _sorted(_once(documents))
        named = next((leg.interaction_id for leg in legs if leg.interaction_id), None)
        partner = _partners(legs)
        return cls(named or wanted, legs, partner, _folded(legs, partner))

    @once
    def start(self) -> datetime | None:
        """When the call began: its first leg's start, else what its id says."""
        starts = [leg.start for leg in self.legs if leg.start]
        return min(starts) if starts else interaction_start(self.id or "")

    @once
    def end(self) -> datetime | None:
        """When its last leg ended."""
        ends = [leg.end for leg in self.legs if leg.end]
        return max(ends) if ends else None

    @property
    def seconds(self) -> float:
        """From its start to its end."""
        return (self.end - self.start).total_seconds() if self.start and self.end else 0.0

    def starts_after(self, leg: Leg) -> float | None:
        """Seconds from the call's start to a leg's."""
        if not leg.start or not self.start:
            return None
        return (leg.start - self.start).total_seconds()

    def under(self, index: int) -> list[int]:
        """The legs that are folded under one."""
        return self._under.get(index, [])

    @once
    def _under(self) -> Mapping[int, list[int]]:
        under: dict[int, list[int]] = {}
        for helper, parent in self.folded.items():
            under.setdefault(parent, []).append(helper)
        return under

    @once
    def shown(self) -> list[int]:
        """The legs that are not folded away, in order."""
        return [index for index in range(len(self.legs)) if index not in self.folded]

    def lane(self, leg: Leg, width: int) -> Lane:
        """A leg on an axis of `width` columns, one at least; none if its start is unknown.

        What happened at one moment stands in one column, on whichever leg it happened.
        """
        begun = self.starts_after(leg)
        if begun is None or width < 1:
            return Lane(0, 0, 0)
        scale = width / self.seconds if self.seconds else 0.0
        blank = min(max(0, round(begun * scale)), width - 1)
        end = min(max(blank + 1, round((begun + leg.duration) * scale)), width)
        answer = end
        if leg.answered:
            answer = min(max(blank, round((begun + leg.before_answer) * scale)), end - 1)
        return Lane(blank, answer - blank, end - answer)


def _once(documents: Iterable[dict[str, Any]]) -> list[Leg]:
    """Each leg once: an edge row may stand on two pages. One without an id is like no other."""
    legs: dict[str | int, Leg] = {}
    for position, document in enumerate(documents):
        leg = Leg.of(document)
        legs.setdefault(leg.id or position, leg)
    return list(legs.values())


def _sorted(legs: list[Leg]) -> tuple[Leg, ...]:
    return tuple(sorted(legs, key=lambda leg: leg.start or _NEVER))  # stable: then as they came


def _partners(legs: tuple[Leg, ...]) -> dict[int, int]:
    """Bridged pairs: what a leg says of its other leg, else what an answered one says of it."""
    by_call_id: dict[str, int] = {}
    for index, leg in enumerate(legs):
        if leg.call_id:
            by_call_id.setdefault(leg.call_id, index)
    names = {
        index: other
        for index, leg in enumerate(legs)
        if leg.other_leg_call_id
        and (other := by_call_id.get(leg.other_leg_call_id)) is not None
        and other != index
    }
    partner = dict(names)
    for index, other in names.items():
        if legs[index].answered:
            partner.setdefault(other, index)
    return partner


def _folded(legs: tuple[Leg, ...], partner: dict[int, int]) -> dict[int, int]:
    """Which legs say nothing of their own, and under which leg each belongs."""
    silent = [index for index, leg in enumerate(legs) if leg.loopback or leg.lost_race]
    folding = set(silent)
    kept = [index for index in range(len(legs)) if index not in folding]
    if not kept:
        return {}
    homes: dict[str, int] = {}
    winners: dict[str, int] = {}
    for index in kept:
        leg = legs[index]
        if leg.call_id:
            homes.setdefault(leg.call_id, index)
        if leg.answered and not leg.inbound:
            for bridge in _bridges(leg):
                winners.setdefault(bridge, index)
    folded = {}
    for index in silent:
        leg = legs[index]
        places = [winners.get(bridge) for bridge in _bridges(leg)] if leg.lost_race else []
        places += [homes.get(bridge) for bridge in _bridges(leg)]
        claimed = partner.get(index)  # where only the other leg tells of it
        places.append(claimed if claimed not in folding else None)
        folded[index] = next((place for place in places if place is not None), kept[0])
    return folded


def _bridges(leg: Leg) -> list[str]:
    """The Call-IDs that tie a leg to the one that it was called for; most records have both."""
    return [call_id for call_id in (leg.bridge_id, leg.other_leg_call_id) if call_id]
