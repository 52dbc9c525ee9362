"""What the inspector shows at this moment: an immutable value that every pane draws from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # pydantic takes 80 ms to import, and the first paint needs none of it
    from vinix_tui.calls.leg import Leg
    from vinix_tui.calls.lookup import Lookup


@dataclass(frozen=True)
class View:
    """A lookup, the leg that the cursor is on, and how times are shown."""

    lookup: Lookup
    leg_index: int
    zone: tzinfo | None  # None = the machine's own
    unfolded: bool = False

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
