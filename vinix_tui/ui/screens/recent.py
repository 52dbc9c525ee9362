"""Recent calls: an account's calls of a time, page by page; Enter looks one up."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from textual import work
from textual.widgets import Input

from vinix_tui.calls.ids import IdRefused, Wanted, recognise
from vinix_tui.calls.text import cut, printable
from vinix_tui.ui import commands
from vinix_tui.ui.listed import TODAY, Listed, Period
from vinix_tui.ui.screens.giving import copy
from vinix_tui.ui.screens.paging import PagingScreen
from vinix_tui.ui.widgets import call_rows
from vinix_tui.ui.widgets.bars import Rule
from vinix_tui.ui.widgets.line import Rows
from vinix_tui.ui.widgets.notice import Notice

_NEEDLE = 24  # columns of the title for what was typed


class RecentScreen(PagingScreen[Wanted | None]):
    """Choose a time, filter, look up. Ends with the call that is wanted, or None."""

    BINDINGS = commands.bindings("recent")
    place = "recent"
    TITLE_WORDS = "Calls"
    PLACEHOLDER = "type to filter: numbers, names, causes, in, out, >30s"
    PREVIEW = 4
    OF_A_LINE = ("open", "copy_field")

    def __init__(self, account_id: str | None = None) -> None:
        """Whose calls; None for the login's own. The list of before is shown if it is theirs."""
        super().__init__()
        session = self.app.session
        account_id = account_id or session.account_id
        if session.listed is None or session.listed.account_id != account_id:
            session.listed = Listed(Period.named(TODAY, session.zone), account_id)
        self.listed = session.listed

    def on_mount(self) -> None:
        field = self.query_one(Input)
        with field.prevent(Input.Changed):
            field.value = self.listed.typed
        if self.listed.count:
            self.say(f"As it was listed before; {self.key_of('refresh')} fetches anew.")

    def fill(self, needle: str) -> None:  # noqa: ARG002 - at first it is what was typed before
        typed = self.query_one(Input).value
        if typed != self.listed.typed:
            self.listed.seek(typed)
            self._stopped = self._stopped and (not typed or self.query_one(Notice).display)
            if not self.fetching:
                self.say(self.found())
        self.draw()
        self.go_on()

    # -- what is shown ------------------------------------------------------------------------

    def draw(self) -> None:
        listed, zone = self.listed, self.app.session.zone
        kept = listed.kept
        one_day = listed.period.one_day(zone)

        def build(width: int) -> Rows:
            shape = call_rows.columns(width, one_day=one_day)
            self.rows.header = call_rows.header(shape)
            keys = [row.key for row in kept]
            return Rows(keys, lambda at: call_rows.drawn(kept[at], shape, zone))

        here = self.rows.cursor_key
        self.rows.show(build, place="calls", key=here if listed.row(here) else listed.cursor)
        if not self.rows.size:  # not laid out yet: as it was left
            self.rows.scroll_to(y=listed.scroll, animate=False, force=True, immediate=True)
        self.query_one("#title", Rule).say(self._title)
        self.show_preview()

    @property
    def _title(self) -> str:
        listed, session = self.listed, self.app.session
        so_far = "" if listed.finished else " so far"
        counted = f"{listed.count:,}{so_far}"
        if words := " ".join(listed.typed.split()):
            kept = f"{len(listed.kept):,} of {counted}"
            counted = f"{kept} with “{cut(printable(words), _NEEDLE)}”"
        return f"Calls · {listed.period.words(session.zone)} {session.zone_name} · {counted}"

    def preview(self, key: str) -> str:
        row = self.listed.row(key)
        return call_rows.told(row, self.app.session.zone) if row else ""

    def show_preview(self) -> None:
        """The preview; where the cursor stands is remembered for the next time."""
        super().show_preview()
        self.listed.cursor = self.rows.cursor_key or self.listed.cursor

    def found(self) -> str:
        listed = self.listed
        if listed.kept or not listed.finished:
            return ""
        if not listed.count:
            return "No calls in that time."
        return "No call of that time has all this; Esc empties the filter."

    # -- what can be done ---------------------------------------------------------------------

    def chosen(self, key: str) -> None:
        """Leave with the call, by its CDR id first: by that every version finds the legs."""
        row = self.listed.row(key)
        wanted = None
        for id_ in reversed(row.wanted if row else ()):
            with suppress(IdRefused):
                found = recognise(id_)
                wanted = replace(found, account_id=self.listed.account_id, instead=wanted)
        if wanted is None:
            self.say("This row has no id that a call could be looked up by.")
        else:
            self.leave(wanted)

    def leave(self, result: Wanted | None) -> None:
        self.stop()
        self.listed.scroll = self.rows.scroll_offset.y
        super().leave(result)

    def _list(self, period: Period) -> None:
        self.begin(Listed(period, self.listed.account_id))

    def take(self, listed: Listed) -> None:
        """List other calls; what was typed and the call under the cursor stay."""
        listed.seek(self.listed.typed)
        self.listed = self.app.session.listed = listed

    def _named(self, name: str) -> None:
        self._list(Period.named(name, self.app.session.zone))

    def action_today(self) -> None:
        """Today's calls."""
        self._named(TODAY)

    def action_yesterday(self) -> None:
        """Yesterday's calls."""
        self._named("yesterday")

    def action_last_7_days(self) -> None:
        """The calls of the last 7 days."""
        self._named("last 7 days")

    def action_last_31_days(self) -> None:
        """The calls of the last 31 days."""
        self._named("last 31 days")

    @work(exclusive=True, group="period", description="choose a time")
    async def action_from_to(self) -> None:
        """The calls of any other time."""
        from vinix_tui.ui.screens.period import PeriodScreen

        if self.app.screen is self:  # not pressed twice in one packet
            period = await self.app.push_screen_wait(PeriodScreen(self.listed.period))
            if period is not None:
                self._list(period)

    def action_refresh(self) -> None:
        """Go on where fetching was stopped or has failed; else fetch anew."""
        if self._stopped and (self._coming is not None or not self.listed.finished):
            self.go_on_after_all()
        elif not self.fetching:
            self._list(self.listed.period.anew(self.app.session.zone))

    def action_zone(self) -> None:
        """Times in the local zone, or in UTC."""
        self.app.session.toggle_zone()
        self.draw()
        self.say(f"Times are shown in {self.app.session.zone_name}.")

    def action_export(self) -> None:
        """Say how the calls are written to a file: the command line does that."""
        self.say(f"In a shell: {self.listed.period.command()} --format csv (or json) > FILE")

    @work(exclusive=True, group="copy", description="copy an id")
    async def action_copy_field(self) -> None:
        """Copy the interaction id, or what the row has instead."""
        row = self.listed.row(self.rows.cursor_key)
        self.say(await copy(self.app, (row.interaction_id or row.cdr_id) if row else None))

    def hints(self, *, typing: bool) -> list[tuple[str, str]]:
        first = [("↑↓", "choose"), ("Enter", "look up")]
        if typing:
            ways = [("Tab", "times, copy")]
            return [("type", "to filter"), *first, *ways, ("Esc", "back")]
        keys = self.app.keys.hints("recent", ["today", "from_to", "refresh", "copy_field", "zone"])
        return [*first, *keys, *self.app.keys.hints("recent", ["filter"]), ("Esc", "back")]
