"""A tab: the view of the moment, drawn as lines by one pure function."""

from __future__ import annotations

from collections.abc import Callable

from textual.reactive import var

from vinix_tui.ui.view import View
from vinix_tui.ui.widgets.line import Line, value_of
from vinix_tui.ui.widgets.lines import Lines

Draw = Callable[[View, int], list[Line]]
"""Draws a view for a width in columns."""


class Panel(Lines):
    """Lines of one view. Hidden panels draw nothing until they are looked at."""

    view: var[View | None] = var(None, init=False)

    def __init__(self, draw: Draw, *, id: str, of_leg: bool = True) -> None:  # noqa: A002
        """`of_leg`: whether it is about the leg, or about the whole interaction."""
        super().__init__(id=id)
        self._draw = draw
        self._of_leg = of_leg
        self._drawn: View | None = None

    def watch_view(self) -> None:
        """Draw the new view if somebody looks."""
        if self.display:
            self.look()

    def look(self, *, key: str | None = None) -> None:
        """Draw the view, unless it stands there already; put the cursor on a line if asked."""
        view = self.view
        if view is None:
            return
        if not self._shows(view):
            self._drawn = view
            place = (view.lookup.interaction_id, view.leg_index if self._of_leg else None)
            self.show(lambda width: self._draw(view, width), place=place, key=key)
        elif key is not None:
            self.go_to(key)

    def drawn(self, view: View, width: int) -> list[Line]:
        """All lines of a view, for a width; nothing on the screen changes."""
        return self._draw(view, width)

    def value_in(self, view: View) -> str | None:
        """What the item under the cursor says in another view of the call; None where it is
        missing there.
        """
        return value_of(self.drawn(view, max(20, self._width)), self.cursor_key)

    def _shows(self, view: View) -> bool:
        drawn = self._drawn
        if drawn is None or drawn.lookup is not view.lookup or drawn.zone is not view.zone:
            return False
        if self._of_leg:
            return drawn.leg_index == view.leg_index
        around = (view.since, view.note, view.pinned)
        return (drawn.since, drawn.note, drawn.pinned) == around
