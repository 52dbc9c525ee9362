"""Moving about a lookup: from leg to leg, from tab to tab, from a finding to its evidence."""

from __future__ import annotations

from textual import on
from textual.widget import Widget

from vinix_tui.ui import words
from vinix_tui.ui.screens.giving import GivingScreen
from vinix_tui.ui.widgets.leg_table import LegTable, leg_of
from vinix_tui.ui.widgets.lines import Lines
from vinix_tui.ui.widgets.panel import Panel
from vinix_tui.ui.widgets.panes import Panes
from vinix_tui.ui.widgets.places import EARLIER
from vinix_tui.ui.widgets.tabs import Tabs


class BrowsingScreen(GivingScreen):
    """A screen with the legs and the tabs of a lookup; the tabs show the cursor's leg."""

    def __init__(self) -> None:
        super().__init__()
        self._followed = False  # whether Esc leads back to the finding whose evidence is shown

    @property
    def _panes(self) -> Panes:
        return self.query_one(Panes)

    @property
    def pane(self) -> Lines:
        return self.focused if isinstance(self.focused, (LegTable, Panel)) else self.panel

    @property
    def panel(self) -> Panel:
        return self._panes.tabs.panel

    @on(Lines.Moved, "#legs")
    @on(Lines.Followed, "#legs")
    def _choose_leg(self, event: Lines.Moved) -> None:
        leg = leg_of(event.key)
        if leg is not None:
            self._go_to_leg(leg)
        if isinstance(event, Lines.Followed):
            self.set_focus(self._panes.tabs.panel)

    @on(LegTable.PageWanted)
    def _turn_page(self, event: LegTable.PageWanted) -> None:
        getattr(self._panes.tabs.panel, f"action_{event.action}")()

    @on(Tabs.PlaceWanted)
    def _follow(self, event: Tabs.PlaceWanted) -> None:
        self._go_to_leg(event.place.leg)
        if event.place.tab == EARLIER:
            self._compare_with_before(event.place.leg)
            return
        tabs = self._panes.tabs
        self._followed = tabs.panel.id == "summary"
        if not tabs.go(event.place):
            self.say(words.not_in_the_record(event.place.leg, event.place.field))
        self.set_focus(tabs.panel)

    def _go_to_leg(self, index: int) -> None:
        if self.view is not None:
            self.view = self.view.at(index)

    def action_next_leg(self) -> None:
        """The next leg of the table, from any pane."""
        self._step(1)

    def action_previous_leg(self) -> None:
        """The leg before, from any pane."""
        self._step(-1)

    def _step(self, by: int) -> None:
        leg = leg_of(self._panes.legs.neighbour(by))
        if leg is not None:
            self._go_to_leg(leg)

    def action_legs(self) -> None:
        """Go to the leg table."""
        self.set_focus(self._panes.legs)

    def action_maximise(self) -> None:
        """Give the pane with the focus all the room, or share it with the others again."""
        self._panes.maximised = not self._panes.maximised
        self.set_focus(self.focused)

    def set_focus(
        self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False
    ) -> None:
        """A maximised pane gives way to the one that gets the focus."""
        self._panes.make_way(widget)
        self._search.display = not self._panes.maximised
        super().set_focus(widget, scroll_visible, from_app_focus)

    def action_tab(self, number: int) -> None:
        """Open a tab and go there."""
        self._followed = False
        tabs = self._panes.tabs
        tabs.open(number)
        self.set_focus(tabs.panel)

    def action_fold(self) -> None:
        """Unfold helper legs and phones that lost the race, or fold them again."""
        if self.view is not None and self.view.lookup.interaction.folded:
            self.view = self.view.folded_otherwise()
        else:
            self.say("No legs are folded here.")

    def action_compare(self) -> None:
        """Mark the leg, forget it when pressed on it again; on another one, compare the two."""
        leg = leg_of(self._panes.legs.cursor_key)
        if leg is not None:  # `down c` in one packet: the table is ahead of us
            self._go_to_leg(leg)
        if self.view is None or self.app.screen is not self:  # pressed twice in one packet
            return
        if self.marked is None:
            self.marked = self.view
            self.say(words.marked(self.marked))
        elif self.view.place_of(self.marked) == self.view.leg_index:
            self._forget_mark()
        else:
            from vinix_tui.ui.screens.compare import CompareScreen

            self.app.push_screen(CompareScreen(self.marked, self.view))

    def _compare_with_before(self, index: int) -> None:
        pair = self.view.before(index) if self.view else None
        if pair is not None and self.app.screen is self:
            from vinix_tui.ui.screens.compare import CompareScreen

            self.app.push_screen(CompareScreen(*pair))

    def _forget_mark(self) -> None:
        self.marked = None
        self.say("No leg is marked any more.")
