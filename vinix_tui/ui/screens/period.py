"""A range of time for a list of calls: from, and to, as people write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from vinix_tui.calls.time_range import FORMS, LONGEST, RangeRefused
from vinix_tui.ui import commands
from vinix_tui.ui.listed import Period
from vinix_tui.ui.screens.form import FormScreen
from vinix_tui.ui.widgets.bars import KeyHints, Rule
from vinix_tui.ui.widgets.field import Field
from vinix_tui.ui.widgets.form import Caption, FormRow
from vinix_tui.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from vinix_tui.ui.app import VinixApp


class PeriodScreen(FormScreen[Period | None]):
    """Ends with the time, or None when it was left with Esc."""

    BINDINGS = [*commands.bindings("period"), *commands.bindings("form")]
    place = "period"
    app: VinixApp

    def __init__(self, shown: Period) -> None:
        super().__init__()
        self._typed = shown.typed

    def compose(self) -> ComposeResult:
        start, end = self._typed
        yield Rule(id="title")
        yield FormRow("From", Field(start, placeholder="today", id="start", max_length=60))
        yield FormRow("To", Field(end, placeholder="now", id="end", max_length=60))
        with Vertical(id="forms"):
            told = f"Written as {FORMS}. Empty is from the beginning of today, and up to now."
            yield Caption(f"{told} At most {LONGEST.days} days at once.")
        yield Notice()
        yield KeyHints()

    def on_mount(self) -> None:
        zone = self.app.session.zone_name
        self.query_one("#title", Rule).say(f"Calls of a time · {zone}")
        choose, back = self.app.keys.hints("period", ["list", "back"])
        self.query_one(KeyHints).show([choose, ("Tab", "next"), back, ("Ctrl+Q", "quit")])
        self.set_focus(self.query_one("#start"))

    @on(Input.Submitted)
    def action_list(self) -> None:
        """List the calls of that time, unless it is none."""
        start, end = (self.query_one(id_, Input).value for id_ in ("#start", "#end"))
        try:
            self.dismiss(Period.written(start, end, self.app.session.zone))
        except RangeRefused as refused:
            self.query_one(Notice).say(str(refused))

    def action_back(self) -> None:
        """Back to the calls that are listed."""
        self.dismiss(None)
