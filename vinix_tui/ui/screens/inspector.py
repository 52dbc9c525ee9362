"""The inspector: search pane, legs and tabs of one interaction. Wiring only."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult

from vinix_tui.calls import ids
from vinix_tui.ui import commands, words
from vinix_tui.ui.screens.browsing import BrowsingScreen
from vinix_tui.ui.view import View
from vinix_tui.ui.widgets.bars import KeyHints, StatusLine, TitleLine
from vinix_tui.ui.widgets.filter_line import FilterLine
from vinix_tui.ui.widgets.lines import Lines
from vinix_tui.ui.widgets.notice import Notice
from vinix_tui.ui.widgets.panes import Panes
from vinix_tui.ui.widgets.places import SUMMARY
from vinix_tui.ui.widgets.search_pane import SearchPane

if TYPE_CHECKING:
    from vinix_tui.ui.view import Opened

AT_ONCE = 0.15
"""Seconds that nobody takes for a wait."""


class InspectorScreen(BrowsingScreen):
    """Shows one lookup; state stands here and flows down, messages come up."""

    place = "inspector"
    BINDINGS = commands.bindings("inspector")
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (72, "-narrow"), (100, "-medium"), (140, "-wide")]

    def __init__(self, shown: ids.Wanted | Opened | None = None, remark: str = "") -> None:
        """`shown` is a call to fetch, or one that is at hand; the remark is for the status line."""
        super().__init__()
        self._first = shown
        self._remark = remark

    def compose(self) -> ComposeResult:
        yield TitleLine()
        yield SearchPane()
        yield Panes().data_bind(InspectorScreen.view, InspectorScreen.marked)
        yield FilterLine()
        yield Notice()
        yield StatusLine()
        yield KeyHints()

    def on_mount(self) -> None:
        self.name_legs()
        self.refresh_title()
        self.set_interval(20, self.refresh_title)
        self._panes.tabs.welcome(words.welcome(demo=bool(self.app.desk.demo)))
        self.say(self._remark)
        if self._first is None:
            self._tell_what_is_amiss()
        self._search.zone = self.app.session.zone
        self._search.fill(account=self.app.session.account_id or "")
        self._search.focus_interaction()
        if isinstance(self._first, ids.Wanted):
            self.call_after_refresh(self.ask, self._first)  # httpx comes after the first paint
        elif self._first is not None:
            self.show(self._first, self._remark)

    # -- the lookup ---------------------------------------------------------------------------

    def show(self, opened: Opened, remark: str) -> None:
        """Show a lookup; one of the same interaction keeps leg and folding."""
        old, lookup = self.view, opened.lookup
        self.query_one(Notice).clear()
        self.query_one(FilterLine).put_away()
        self._panes.legs.narrow("")
        self._panes.tabs.unfiltered()
        self._search.fill(interaction=lookup.interaction_id)
        self.view = View.of(opened, self.app.session.zone, old)
        self._search.fill(account=self.account_here)
        if old is None or old.lookup.interaction_id != lookup.interaction_id:
            self._followed = False
            self._panes.tabs.open(SUMMARY)
        self.say(words.beside_mark(self.marked, lookup, remark))
        self.set_focus(self._panes.legs)
        self.on_descendant_focus()  # the event comes after the paint, and would bring a second one
        self.refresh_title()
        self.recall()
        self._tell_what_is_amiss()

    def _tell_what_is_amiss(self) -> None:
        if told := self.app.amiss.take():
            self.query_one(Notice).say(told)

    def watch_busy(self, busy: str) -> None:
        """Say what we wait for, unless it comes at once: painted for nothing, the busy line puts
        the answer off by a frame.
        """
        if busy and not self.query_one(Notice).display:  # which tells of a wait already
            self.set_timer(AT_ONCE, self._tell_busy)
        else:
            self._tell_busy()

    def _tell_busy(self) -> None:
        """What stands on the screen is marked as old meanwhile."""
        if not self.is_attached:  # the timer of a screen that was left
            return
        if self.busy or self.query_one(StatusLine).said.endswith("Esc cancels"):
            self.say(self.busy)
        self.name_legs()

    def watch_view(self) -> None:
        """Name what is shown."""
        self.name_legs()
        self.call_later(self.on_descendant_focus)  # when the tabs, too, show the new view

    def watch_marked(self) -> None:
        """The hints tell what can be done with the mark."""
        self.on_descendant_focus()

    def name_legs(self) -> None:
        """Say how many legs there are, and of what."""
        kept = self._panes.legs.kept
        stale = bool(self.busy) or bool(self.query_one(Notice).display)
        told = words.legs(self.view, kept, stale=stale, elsewhere=self.elsewhere)
        self._panes.name_legs(told)

    def action_zone(self) -> None:
        """Times in the local zone, or in UTC."""
        self.app.session.toggle_zone()
        self._follow_zone()
        self.say(f"Times are shown in {self.app.session.zone_name}.")

    def on_screen_resume(self) -> None:
        """The screen that was here meanwhile may have changed the zone."""
        if self._search.zone is not self.app.session.zone:
            self._follow_zone()

    def _follow_zone(self) -> None:
        self.refresh_title()
        self._search.zone = self.app.session.zone
        if self.view is not None:
            self.view = replace(self.view, zone=self.app.session.zone)

    def action_filter(self) -> None:
        """Narrow the pane that has the focus, or the open tab."""
        self.query_one(FilterLine).open(self.pane)

    @on(FilterLine.Narrowed)
    def _count(self) -> None:
        self._panes.tabs.count()
        self.name_legs()

    def action_back(self) -> None:
        """One step back: filter, waiting, notice, then to the leg table."""
        if self.query_one(FilterLine).close():
            return
        tabs = self._panes.tabs
        if self._followed and self.focused is tabs.panel:
            self.action_tab(SUMMARY)  # back from the evidence to its finding
            return
        if self._panes.maximised:
            self.action_maximise()
            return
        idle = not self.busy and not self.query_one(Notice).display
        if self.marked and idle and self.focused is self._panes.legs:
            self._forget_mark()
        if self.busy:
            self.cancel()
        self.query_one(Notice).clear()
        self.name_legs()
        if self.view is None:
            self.set_focus(self._panes.tabs.panel)
            return
        shown = self.view.lookup  # the ids are those of the legs again, whatever was typed
        self._search.fill(account=self.account_here, interaction=shown.interaction_id)
        self.set_focus(self._panes.legs)

    def on_descendant_focus(self) -> None:
        """The hints follow the focus."""
        place = self.focused.id if self.focused and self.focused.id else ""
        leads = words.leads(self._panes.tabs.leads_to) if self.focused is self.panel else ""
        view, mark = self.view, self.marked
        hints = words.hints(self.app.keys, place, leads=leads, view=view, mark=mark)
        self.query_one(KeyHints).show(hints)

    @on(Lines.Moved, "#summary, #call-info")
    def _hint_where_it_leads(self) -> None:
        self.on_descendant_focus()
