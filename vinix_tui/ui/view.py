"""What the inspector shows at this moment: an immutable value that every pane draws from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import tzinfo
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the rules take 60 ms to import, and the first paint needs none of them
    from vinix_tui.calls.leg import Leg
    from vinix_tui.calls.lookup import Lookup
    from vinix_tui.diagnosis.finding import Verdict
    from vinix_tui.diagnosis.since import Since


@dataclass(frozen=True)
class Opened:
    """A lookup with at least one leg, and the verdict on it."""

    lookup: Lookup
    verdict: Verdict

    @classmethod
    def of(cls, lookup: Lookup) -> Opened:
        """A lookup, judged. 500 legs take 150 ms to be typed and judged: not for the event loop."""
        from vinix_tui.diagnosis.diagnose import diagnose

        return cls(lookup, diagnose(lookup.interaction))


@dataclass(frozen=True)
class View:
    """A lookup, the leg that the cursor is on (always a visible one), and how times are shown."""

    opened: Opened
    leg_index: int
    zone: tzinfo | None  # None = the machine's own
    unfolded: bool = False
    note: str = ""  # what somebody wrote on it in the history
    pinned: bool = False  # there
    since: Since | None = None
    """What changed since the copy that was stored before."""

    @classmethod
    def of(cls, opened: Opened, zone: tzinfo | None, old: View | None) -> View:
        """A view of a lookup; of the old one, where it was of the same interaction, all but the
        lookup stays.
        """
        interaction = opened.lookup.interaction
        if old is None or old.lookup.interaction_id != opened.lookup.interaction_id:
            return cls(opened, 0, zone).at(interaction.shown[0] if interaction.shown else 0)
        last = len(interaction.legs) - 1
        return replace(old, opened=opened, zone=zone).at(min(old.leg_index, last))

    def at(self, index: int) -> View:
        """The same, on another leg; a folded one is unfolded."""
        hidden = index in self.lookup.interaction.folded
        return replace(self, leg_index=index, unfolded=self.unfolded or hidden)

    def folded_otherwise(self) -> View:
        """The same with the helper legs unfolded, or folded again."""
        home = self.lookup.interaction.folded.get(self.leg_index, self.leg_index)
        return replace(self, leg_index=home, unfolded=not self.unfolded)

    def place_of(self, other: View | None) -> int | None:
        """Where the leg of another view stands in this call; None where it is of another call."""
        if other is None or other.lookup.interaction_id != self.lookup.interaction_id:
            return None
        if other.lookup is self.lookup:
            return other.leg_index
        legs = self.lookup.interaction.legs  # fetched anew since: by its id
        wanted = other.leg.id
        return next((at for at, leg in enumerate(legs) if wanted and leg.id == wanted), None)

    def before(self, index: int) -> tuple[View, View] | None:
        """A changed leg as it was and as it is; None for one that did not change."""
        if self.since is None:
            return None
        found = next((leg for leg in self.since.changes.changed if leg.index == index), None)
        if found is None:
            return None
        earlier = Opened(self.since.earlier, self.since.was)
        return View(earlier, found.earlier, self.zone), self.at(index)

    @property
    def lookup(self) -> Lookup:
        """What was looked up."""
        return self.opened.lookup

    @property
    def verdict(self) -> Verdict:
        """What the diagnosis says of the whole interaction."""
        return self.opened.verdict

    @property
    def leg(self) -> Leg:
        """The leg that the cursor is on."""
        return self.lookup.interaction.legs[self.leg_index]

    @property
    def visible(self) -> list[int]:
        """The legs in the table, in its order: folded ones stand below the leg they belong to."""
        interaction = self.lookup.interaction
        if not self.unfolded:
            return interaction.shown
        return [leg for index in interaction.shown for leg in (index, *interaction.under(index))]
