"""What changed between two copies of one call: a live call went on, a record was filed anew."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from vinix_tui.calls.compare import Comparison, compare
from vinix_tui.calls.compared import Compared
from vinix_tui.calls.interaction import Interaction
from vinix_tui.calls.leg import Leg

MOST_COMPARED = 50
"""Legs whose fields are told; the others are only counted. One takes 1 ms, a large SDP 20."""


@dataclass(frozen=True, eq=False)
class ChangedLeg:
    """A leg that both copies have, with something in it that is not the same."""

    index: int
    """Its place in the later copy."""
    earlier: int
    """Its place in the earlier one."""
    comparison: Comparison
    """The earlier one against the later one."""

    @cached_property
    def things(self) -> tuple[Compared, ...]:
        """Everything that differs: of one and the same leg also ids and times tell something."""
        told = self.comparison
        media = (*told.remote.meaning, *told.local.meaning)
        things = (*told.went.things, *media, *(it for part in told.records for it in part.things))
        return tuple(thing for thing in things if thing.differs)

    @property
    def lines(self) -> int:
        """How many lines of its SDPs differ, one that came or went as a whole included."""
        one_sided = (
            len((each.other or each.one).lines)
            for each in (self.comparison.remote, self.comparison.local)
            if bool(each.one) != bool(each.other)
        )
        return self.comparison.lines + sum(one_sided)


@dataclass(frozen=True, eq=False)
class Changes:
    """What a later copy has, lacks, or says otherwise. Nothing at all is false."""

    added: tuple[int, ...] = ()
    """Legs of the later copy that the earlier one did not have, by their place."""
    gone: tuple[Leg, ...] = ()
    """Legs that only the earlier one had."""
    changed: tuple[ChangedLeg, ...] = ()
    more_changed: int = 0
    """Legs that changed as well, beyond MOST_COMPARED."""

    def __bool__(self) -> bool:
        return bool(self.added or self.gone or self.changed or self.more_changed)

    @property
    def words(self) -> str:
        """`2 more legs, 1 leg gone, 3 legs changed`."""
        changed = len(self.changed) + self.more_changed
        parts = (
            (len(self.added), "more leg{}", ""),
            (len(self.gone), "leg{}", " gone"),
            (changed, "leg{}", " changed"),
        )
        return ", ".join(
            f"{count:,} {noun.format('' if count == 1 else 's')}{end}"
            for count, noun, end in parts
            if count
        )


def changes(earlier: Interaction, later: Interaction) -> Changes:
    """Put two copies of a call against each other, leg by leg; nothing where they are the same.

    A leg is known by its document's id, else by its Call-ID; where several share one, in order.
    """
    waiting: dict[str, deque[int]] = defaultdict(deque)
    for place, leg in enumerate(earlier.legs):
        waiting[_name(leg)].append(place)
    added, pairs = [], []
    for place, leg in enumerate(later.legs):
        known = waiting[_name(leg)]
        if not known:
            added.append(place)
        elif earlier.legs[(before := known.popleft())].raw != leg.raw:
            pairs.append((before, place))
    gone = sorted(place for places in waiting.values() for place in places)
    told = (_changed(earlier.legs, later.legs, *pair) for pair in pairs[:MOST_COMPARED])
    return Changes(
        tuple(added),
        tuple(earlier.legs[place] for place in gone),
        tuple(leg for leg in told if leg.things or leg.lines),  # else only spelled otherwise
        max(0, len(pairs) - MOST_COMPARED),
    )


def _name(leg: Leg) -> str:
    return f"id {leg.id}" if leg.id else f"call {leg.call_id or ''}"


def _changed(earlier: Sequence[Leg], later: Sequence[Leg], before: int, place: int) -> ChangedLeg:
    return ChangedLeg(place, before, compare(earlier[before], later[place], copies=True))
