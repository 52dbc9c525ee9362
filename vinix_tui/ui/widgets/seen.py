"""Where somebody had scrolled to, for when they come back."""

from __future__ import annotations

from collections.abc import Hashable

_MOST = 200  # an afternoon's lookups, not a growing heap


class SeenPlaces:
    """Scroll and cursor of the places seen last, such as a leg in a tab."""

    def __init__(self) -> None:
        self._places: dict[Hashable, tuple[int, str]] = {}

    def keep(self, place: Hashable, scroll: int, key: str) -> None:
        """Remember how a place is left; None is no place."""
        if place is not None:
            self._places.pop(place, None)
            self._places[place] = (scroll, key)
            while len(self._places) > _MOST:
                del self._places[next(iter(self._places))]

    def at(self, place: Hashable) -> tuple[int, str]:
        """Scroll and cursor of a place; the beginning of one never seen."""
        return self._places.get(place, (0, ""))
