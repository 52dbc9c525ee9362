"""The inspector: search pane, legs and tabs of one interaction. Wiring only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.reactive import var
from textual.widgets import ContentSwitcher, Input

from vinix_tui.calls import ids
from vinix_tui.ui import commands, words
from vinix_tui.ui.cures import QuietScreen
from vinix_tui.ui.view import View
from vinix_tui.ui.widgets import call_info, custom_vars, fax, sip_sdp, summary
from vinix_tui.ui.widgets.bars import KeyHints, Rule, StatusLine, TabBar, TitleLine
from vinix_tui.ui.widgets.filter_line import FilterLine
from vinix_tui.ui.widgets.leg_table import LegTable
from vinix_tui.ui.widgets.lines import Lines
from vinix_tui.ui.widgets.notice import Notice
from vinix_tui.ui.widgets.panel import Panel
from vinix_tui.ui.widgets.raw import Raw
from vinix_tui.ui.widgets.search_pane import SearchPane

if TYPE_CHECKING:
    from vinix_tui.calls.lookup import Lookup
    from vinix_tui.ui.app import VinixApp

TAB_IDS = ("summary", "call-info", "sip-sdp", "custom-vars", "fax", "raw")
_FAX = 5


class InspectorScreen(QuietScreen[None]):
    """Shows one lookup; state stands here and flows down, messages come up."""

    BINDINGS = commands.bindings("inspector")
    place = "inspector"
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (72, "-narrow"), (100, "-medium"), (140, "-wide")]

    app: VinixApp
    view: var[View | None] = var(None, init=False)
    tab_number: var[int] = var(1)
    busy: var[str] = var("", init=False)

    def __init__(self, shown: ids.Wanted | Lookup | None = None) -> None:
        """`shown` is a call to fetch, or one that is at hand."""
        super().__init__()
        self._first = shown

    def compose(self) -> ComposeResult:
        yield TitleLine()
        yield SearchPane()
        with Container(id="work"):
            with Vertical(id="left"):
                yield Rule(id="legs-rule")
                yield LegTable(id="legs", marks_away=True).data_bind(InspectorScreen.view)
            with Vertical(id="right"):
                yield TabBar().data_bind(number=InspectorScreen.tab_number)
                with ContentSwitcher(initial=TAB_IDS[0]):
                    for name, tab in zip(
                        TAB_IDS, (summary, call_info, sip_sdp, custom_vars, fax), strict=False
                    ):
                        yield Panel(tab.draw, id=name).data_bind(InspectorScreen.view)
                    yield Raw().data_bind(InspectorScreen.view)
        yield FilterLine()
        yield Notice()
        yield StatusLine()
        yield KeyHints()

    def on_mount(self) -> None:
        self.query_one(SearchPane).fill(account=self.app.session.account_id or "")
        self.query_one(Rule).say("Legs")
        self.refresh_title()
        self.set_interval(20, self.refresh_title)
        self.query_one("#summary", Panel).show(words.welcome(bool(self.app.desk.demo)))
        self.query_one(SearchPane).focus_interaction()
        if isinstance(self._first, ids.Wanted):
            self.ask(self._first)
        elif self._first is not None:
            self.show(self._first, "")

    # -- the lookup ---------------------------------------------------------------------------

    @on(SearchPane.Asked)
    def _asked(self, event: SearchPane.Asked) -> None:
        try:
            wanted = ids.recognise(event.interaction)
            account = wanted.account_id or ids.account_id(event.account)
        except ids.IdRefused as reason:
            self.query_one(Notice).say(str(reason))
            return
        self.ask(ids.Wanted(wanted.id, wanted.kind, account))

    def ask(self, wanted: ids.Wanted) -> None:
        """Fetch a call; what is on the screen stays until it is there."""
        pane = self.query_one(SearchPane)
        account = wanted.account_id or pane.account or self.app.session.account_id or ""
        pane.fill(account=account, interaction=wanted.id)
        self.query_one(Notice).clear()
        self._fetch(ids.Wanted(wanted.id, wanted.kind, account))

    @work(exclusive=True, group="lookup", description="look up")
    async def _fetch(self, wanted: ids.Wanted) -> None:
        self.busy = f"Asking for {wanted.id} … Esc cancels"
        try:
            found = await self.app.look_up(wanted, self._page, self._waits)
        except self.app.session.troubles as trouble:
            self.query_one(Notice).say(str(trouble))
            dashless = getattr(trouble, "without_dashes", None)
            if dashless:
                self.query_one(SearchPane).fill(account=dashless)
        else:
            if found is None:
                self.query_one(StatusLine).say("Not signed in; nothing was fetched.")
            elif not found.lookup.documents:
                self.query_one(Notice).say(words.nothing_found(wanted))
            else:
                self.show(found.lookup, found.remark)
        finally:
            self.busy = ""

    def show(self, lookup: Lookup, remark: str) -> None:
        """Show a lookup, on its first leg or on the leg that the cursor was on."""
        old = self.view
        same = old is not None and old.lookup.interaction_id == lookup.interaction_id
        index = (
            old.leg_index if old and same and old.leg_index < len(lookup.interaction.legs) else 0
        )
        self.query_one(Notice).clear()
        self.query_one(SearchPane).fill(
            account=lookup.account_id, interaction=lookup.interaction_id
        )
        self.view = View(
            lookup, index, self.app.session.zone, old.unfolded if old and same else False
        )
        self.query_one(StatusLine).say(remark)
        self.query_one(LegTable).focus()

    def _page(self, count: int) -> None:
        self.busy = f"{count} legs so far … Esc cancels"

    def _waits(self, why: str) -> None:
        self.busy = f"{why} Esc cancels"

    def watch_busy(self, busy: str) -> None:
        """Say what we wait for; what stands on the screen is marked stale meanwhile."""
        status = self.query_one(StatusLine)
        if busy or status.said.endswith("Esc cancels"):
            status.say(busy)
        self._title_legs()

    def watch_view(self, view: View | None) -> None:
        """Name what is shown, and mark the fax tab where there is a fax."""
        self._title_legs()
        if view is not None:
            self.query_one(TabBar).marked = frozenset({_FAX} if view.leg.fax else ())

    def _title_legs(self) -> None:
        self.query_one(Rule).say(words.legs_title(self.view, stale=bool(self.busy)))

    def refresh_title(self) -> None:
        """Who we are, and how long the token still lives; nothing is sent while it is the same."""
        self.query_one(TitleLine).show(*self.app.title_words())

    # -- moving about -------------------------------------------------------------------------

    @on(Lines.Moved, "#legs")
    @on(Lines.Followed, "#legs")
    def _leg_chosen(self, event: Lines.Moved) -> None:
        self._go_to_leg(int(event.key.partition(":")[2]))
        if isinstance(event, Lines.Followed):
            self._panel.focus()

    @on(Lines.Followed, "#summary")
    def _follow_summary(self, event: Lines.Followed) -> None:
        leg = summary.leg_of(event.key)
        if leg is not None:
            self._go_to_leg(leg)
            self.action_tab(2)

    @on(Lines.Followed, "#call-info")
    def _follow_partner(self, event: Lines.Followed) -> None:
        view = self.view
        if view and event.key == call_info.PARTNER:
            partner = view.lookup.interaction.partner.get(view.leg_index)
            if partner is not None:
                self._go_to_leg(partner)

    def _go_to_leg(self, index: int) -> None:
        view = self.view
        if view is None or index == view.leg_index:
            return
        hidden = index in view.lookup.interaction.folded
        self.view = View(view.lookup, index, view.zone, view.unfolded or hidden)

    def action_next_leg(self) -> None:
        """The next leg of the table, from any pane."""
        self._step(1)

    def action_previous_leg(self) -> None:
        """The leg before, from any pane."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if self.view is not None:
            legs = self.view.visible
            place = legs.index(self.view.leg_index) + by
            if 0 <= place < len(legs):
                self._go_to_leg(legs[place])

    def action_tab(self, number: int) -> None:
        """Open a tab and go there."""
        self.tab_number = number
        self.query_one(ContentSwitcher).current = TAB_IDS[number - 1]
        self._panel.look()
        self._panel.focus()
        self._count()

    @property
    def _panel(self) -> Panel:
        return self.query_one(f"#{TAB_IDS[self.tab_number - 1]}", Panel)

    def action_fold(self) -> None:
        """Unfold helper legs and phones that lost the race, or fold them again."""
        view = self.view
        if view is None:
            return
        if not view.lookup.interaction.folded:
            self.query_one(StatusLine).say("No legs are folded in this interaction.")
            return
        index = view.lookup.interaction.folded.get(view.leg_index, view.leg_index)
        self.view = View(view.lookup, index, view.zone, not view.unfolded)

    def action_zone(self) -> None:
        """Times in the local zone, or in UTC."""
        self.app.session.toggle_zone()
        self.refresh_title()
        view = self.view
        if view is not None:
            self.view = View(view.lookup, view.leg_index, self.app.session.zone, view.unfolded)

    def action_search(self) -> None:
        """Go to the search pane."""
        self.query_one(SearchPane).focus_interaction()

    # -- filter -------------------------------------------------------------------------------

    def action_filter(self) -> None:
        """Narrow the pane that has the focus, or the open tab."""
        pane = self.focused if isinstance(self.focused, Lines) else self._panel
        self.query_one(FilterLine).open(pane)

    @on(FilterLine.Narrowed)
    def _count(self) -> None:
        panel = self._panel
        self.query_one(TabBar).remark(words.kept(panel) if panel.needle else "")

    # -- back, history and the rest -----------------------------------------------------------

    def action_back(self) -> None:
        """One step back: filter, waiting, notice, then to the leg table."""
        if self.query_one(FilterLine).close():
            return
        if self.busy:
            self.workers.cancel_group(self, "lookup")
            self.query_one(StatusLine).say("Cancelled. What was on the screen is still there.")
            return
        if self.query_one(Notice).clear():
            return
        pane = self._panel if self.view is None else self.query_one(LegTable)
        pane.focus()

    def action_refresh(self) -> None:
        """Fetch the shown interaction anew, also one from the history."""
        if self.view is not None:
            lookup = self.view.lookup
            self.ask(ids.Wanted(lookup.interaction_id, "interaction", lookup.account_id))

    @work(group="history", description="history")
    async def action_history(self) -> None:
        """The stored lookups; the chosen one is shown without the network."""
        from vinix_tui.ui.screens.history import HistoryScreen

        lookup = await self.app.push_screen_wait(HistoryScreen())
        if lookup is not None:
            self.show(lookup, words.stored(lookup))

    @work(group="calls", description="calls")
    async def action_calls(self) -> None:
        """The demo's calls; the chosen one is looked up."""
        from vinix_tui.ui.screens.calls import CallsScreen

        wanted = await self.app.push_screen_wait(CallsScreen())
        if wanted is not None:
            self.ask(wanted)

    @work(group="pin", description="pin")
    async def action_pin(self) -> None:
        """Keep the shown lookup for good, or no longer."""
        if self.view is not None:
            self.query_one(StatusLine).say(await self.app.session.pin(self.view.lookup))

    @work(group="note", description="note")
    async def action_note(self) -> None:
        """Write a note on the shown lookup."""
        if self.view is not None:
            said = await self.app.ask_note(self.view.lookup)
            self.query_one(StatusLine).say(said)

    def action_sign_out(self) -> None:
        """Forget the token and its file, and sign in anew."""
        self.app.sign_out()

    # -- hints --------------------------------------------------------------------------------

    def on_descendant_focus(self) -> None:
        """The hints follow the focus."""
        place = "search" if isinstance(self.focused, Input) else "list"
        self.query_one(KeyHints).show(words.inspector_hints(place, demo=bool(self.app.desk.demo)))
