"""The inspector: search pane, legs and tabs of one interaction. Wiring only."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.reactive import var

from vinix_tui.calls import ids
from vinix_tui.ui import commands, words
from vinix_tui.ui.screens.fetching import FetchingScreen
from vinix_tui.ui.view import View
from vinix_tui.ui.widgets.bars import KeyHints, Rule, StatusLine, TitleLine
from vinix_tui.ui.widgets.filter_line import FilterLine
from vinix_tui.ui.widgets.leg_table import LegTable, leg_of
from vinix_tui.ui.widgets.lines import Lines
from vinix_tui.ui.widgets.notice import Notice
from vinix_tui.ui.widgets.places import SUMMARY
from vinix_tui.ui.widgets.search_pane import SearchPane
from vinix_tui.ui.widgets.tabs import Tabs

if TYPE_CHECKING:
    from vinix_tui.storage.history import Entry
    from vinix_tui.ui.view import Opened


class InspectorScreen(FetchingScreen):
    """Shows one lookup; state stands here and flows down, messages come up."""

    place = "inspector"
    BINDINGS = [*commands.bindings("inspector"), *commands.bindings("demo")]
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (72, "-narrow"), (100, "-medium"), (140, "-wide")]

    view: var[View | None] = var(None, init=False)
    marked: var[View | None] = var(None, init=False)  # a leg, of whatever call

    def __init__(self, shown: ids.Wanted | Opened | None = None, remark: str = "") -> None:
        """`shown` is a call to fetch, or one that is at hand; the remark is for the status line."""
        super().__init__()
        self._first = shown
        self._remark = remark
        self._clashes_told = False
        self._followed = False  # whether Esc leads back to the finding whose evidence is shown

    def compose(self) -> ComposeResult:
        yield TitleLine()
        yield SearchPane()
        with Container(id="work"):
            with Vertical(id="left"):
                yield Rule(id="legs-rule")
                yield LegTable(id="legs", marks_away=True).data_bind(
                    InspectorScreen.view, InspectorScreen.marked
                )
            yield Tabs().data_bind(InspectorScreen.view)
        yield FilterLine()
        yield Notice()
        yield StatusLine()
        yield KeyHints()

    def on_mount(self) -> None:
        self._name_legs()
        self.refresh_title()
        self.set_interval(20, self.refresh_title)
        self.query_one(Tabs).welcome(words.welcome(demo=bool(self.app.desk.demo)))
        self.query_one(StatusLine).say(self._remark)
        if self._first is None:
            self._tell_clashes()
        self._search.zone = self.app.session.zone
        self._search.fill(account=self.app.session.account_id or "")
        self._search.focus_interaction()
        if isinstance(self._first, ids.Wanted):
            self.call_after_refresh(self.ask, self._first)  # httpx comes after the first paint
        elif self._first is not None:
            self.show(self._first, self._remark)

    def signed_in(self) -> None:
        """Fill in whose account it is, unless something stands there."""
        if not self._search.account:
            self._search.fill(account=self.app.session.account_id or "")
        self.refresh_title()

    # -- the lookup ---------------------------------------------------------------------------

    def show(self, opened: Opened, remark: str) -> None:
        """Show a lookup; one of the same interaction keeps leg and folding."""
        old, lookup = self.view, opened.lookup
        self.query_one(Notice).clear()
        self.query_one(FilterLine).put_away()
        self.query_one(LegTable).narrow("")
        self.query_one(Tabs).unfiltered()
        self._search.fill(account=lookup.account_id, interaction=lookup.interaction_id)
        self.view = View.of(opened, self.app.session.zone, old)
        if old is None or old.lookup.interaction_id != lookup.interaction_id:
            self._followed = False
            self.query_one(Tabs).open(SUMMARY)
        self.say(words.beside_mark(self.marked, lookup, remark))
        self.set_focus(self.query_one(LegTable))
        self.refresh_title()
        self._tell_clashes()

    def _tell_clashes(self) -> None:
        """Say once which keys of `[keys]` two commands share."""
        if self.app.keys.clashes and not self._clashes_told:
            self._clashes_told = True
            self.query_one(Notice).say("\n".join(self.app.keys.clashes))

    def watch_busy(self, busy: str) -> None:
        """Say what we wait for; what stands on the screen is marked as old meanwhile."""
        if busy or self.query_one(StatusLine).said.endswith("Esc cancels"):
            self.say(busy)
        self._name_legs()

    def watch_view(self) -> None:
        """Name what is shown."""
        self._name_legs()
        if self.marked:
            self.on_descendant_focus()

    def watch_marked(self) -> None:
        """The hints tell what can be done with the mark."""
        self.on_descendant_focus()

    def _name_legs(self) -> None:
        kept = self.query_one(LegTable).kept
        stale = bool(self.busy) or bool(self.query_one(Notice).display)
        self.query_one("#legs-rule", Rule).say(words.legs(self.view, kept, stale=stale))

    def refresh_title(self) -> None:
        """Who we are, and how long the token still lives; nothing is sent while it is the same."""
        self.query_one(TitleLine).show(*self.app.title_words())

    # -- moving about -------------------------------------------------------------------------

    @on(Lines.Moved, "#legs")
    @on(Lines.Followed, "#legs")
    def _choose_leg(self, event: Lines.Moved) -> None:
        leg = leg_of(event.key)
        if leg is not None:
            self._go_to_leg(leg)
        if isinstance(event, Lines.Followed):
            self.set_focus(self.query_one(Tabs).panel)

    @on(LegTable.PageWanted)
    def _turn_page(self, event: LegTable.PageWanted) -> None:
        getattr(self.query_one(Tabs).panel, f"action_{event.action}")()

    @on(Tabs.PlaceWanted)
    def _follow(self, event: Tabs.PlaceWanted) -> None:
        self._go_to_leg(event.place.leg)
        tabs = self.query_one(Tabs)
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
        leg = leg_of(self.query_one(LegTable).neighbour(by))
        if leg is not None:
            self._go_to_leg(leg)

    def action_tab(self, number: int) -> None:
        """Open a tab and go there."""
        self._followed = False
        tabs = self.query_one(Tabs)
        tabs.open(number)
        self.set_focus(tabs.panel)

    def action_compare(self) -> None:
        """Mark the leg, forget it when pressed on it again; on another one, compare the two."""
        leg = leg_of(self.query_one(LegTable).cursor_key)
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

    def _forget_mark(self) -> None:
        self.marked = None
        self.say("No leg is marked any more.")

    def action_fold(self) -> None:
        """Unfold helper legs and phones that lost the race, or fold them again."""
        if self.view is not None and self.view.lookup.interaction.folded:
            self.view = self.view.folded_otherwise()
        else:
            self.say("No legs are folded here.")

    def action_zone(self) -> None:
        """Times in the local zone, or in UTC."""
        self.app.session.toggle_zone()
        self.refresh_title()
        self._search.zone = self.app.session.zone
        if self.view is not None:
            self.view = replace(self.view, zone=self.app.session.zone)
        self.say(f"Times are shown in {self.app.zone_name()}.")

    def action_search(self) -> None:
        """Go to the search pane."""
        self._search.focus_interaction()

    def action_filter(self) -> None:
        """Narrow the pane that has the focus, or the open tab."""
        pane = self.focused if isinstance(self.focused, Lines) else self.query_one(Tabs).panel
        self.query_one(FilterLine).open(pane)

    @on(FilterLine.Narrowed)
    def _count(self) -> None:
        self.query_one(Tabs).count()
        self._name_legs()

    def action_back(self) -> None:
        """One step back: filter, waiting, notice, then to the leg table."""
        if self.query_one(FilterLine).close():
            return
        tabs = self.query_one(Tabs)
        if self._followed and self.focused is tabs.panel:
            self.action_tab(SUMMARY)  # back from the evidence to its finding
            return
        idle = not self.busy and not self.query_one(Notice).display
        if self.marked and idle and self.focused is self.query_one(LegTable):
            self._forget_mark()
        if self.busy:
            self.cancel()
        self.query_one(Notice).clear()
        self._name_legs()
        if self.view is None:
            self.set_focus(self.query_one(Tabs).panel)
            return
        shown = self.view.lookup  # the ids are those of the legs again, whatever was typed
        self._search.fill(account=shown.account_id, interaction=shown.interaction_id)
        self.set_focus(self.query_one(LegTable))

    # -- history, pins and notes --------------------------------------------------------------

    def action_refresh(self) -> None:
        """Fetch the shown interaction anew, also one from the history or a file."""
        if self.view is None:
            return
        lookup = self.view.lookup
        try:
            wanted = ids.recognise(lookup.interaction_id)
            self.ask(replace(wanted, account_id=lookup.account_id))
        except ids.IdRefused as reason:  # a file may hold legs without an id
            self.say(str(reason))

    def action_history(self) -> None:
        """The stored lookups; the chosen one is shown without the network."""
        from vinix_tui.ui.screens.history import HistoryScreen

        self.app.push_screen(HistoryScreen(words.open_beside(self.marked)), self._show_stored)

    def _show_stored(self, chosen: tuple[Opened, Entry] | None) -> None:
        if chosen is not None:
            self.show(chosen[0], words.stored(chosen[1]))

    def action_calls(self) -> None:
        """The demo's calls; the chosen one is looked up."""
        from vinix_tui.ui.screens.calls import CallsScreen

        self.app.push_screen(CallsScreen(), self._ask_chosen)

    def _ask_chosen(self, wanted: ids.Wanted | None) -> None:
        if wanted is not None:
            self.ask(wanted)

    @work(group="pin", description="pin")
    async def action_pin(self) -> None:
        """Keep the shown lookup for good, or no longer."""
        if self.view is not None:
            self.say(await self.app.session.pin(self.view.lookup))

    @work(group="note", description="note")
    async def action_note(self) -> None:
        """Write a note on the shown lookup."""
        if self.app.screen is not self:  # pressed twice in one packet
            return
        if self.view is not None:
            self.say(await self.app.ask_note(self.view.lookup))

    def action_sign_out(self) -> None:
        """Forget the token and its file, and sign in anew; a login is dear, so press twice."""
        asked = "Press L again to sign out."
        if self.query_one(StatusLine).said == asked:
            self.app.sign_out()
        else:
            self.say(asked)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The demo's calls are there in the demo only."""
        if action == "calls" and not self.app.desk.demo:
            return False
        return super().check_action(action, parameters)

    def on_descendant_focus(self) -> None:
        """The hints follow the focus."""
        place = self.focused.id if self.focused and self.focused.id else ""
        demo = bool(self.app.desk.demo)
        hints = words.hints(self.app.keys, place, demo=demo, view=self.view, mark=self.marked)
        self.query_one(KeyHints).show(hints)
