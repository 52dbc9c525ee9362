"""The search pane: which account, which interaction; and when that call began, read from its id."""

from __future__ import annotations

from datetime import tzinfo

from rich.segment import Segment
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip
from textual.widgets import Input, Static

from vinix_tui.calls import clock, ids
from vinix_tui.calls.text import cells, cut_middle, printable
from vinix_tui.ui.widgets.field import Field
from vinix_tui.ui.widgets.form import Caption


class IdField(Field):
    """An input whose text is cut in the middle, not at its end, while nobody types in it."""

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        if self.has_focus or y or not self.value or cells(printable(self.value)) <= width:
            return super().render_line(y)
        shown = cut_middle(printable(self.value), width)
        return Strip([Segment(shown.ljust(width), self.rich_style)], width)


class SearchPane(Horizontal):
    """Two ids on one line. Enter in either asks for the call."""

    zone: var[tzinfo | None] = var(None, init=False)

    class Asked(Message):
        """Somebody wants a call."""

        def __init__(self, account: str, interaction: str) -> None:
            self.account = account
            self.interaction = interaction
            super().__init__()

    def compose(self) -> ComposeResult:
        yield Caption("Account")
        yield IdField(id="account", placeholder="32 hex digits")
        yield Caption("Interaction")
        yield IdField(id="interaction", placeholder="id, CDR id or URL")
        yield Static("", markup=False, id="begins")

    @property
    def account(self) -> str:
        """The account id as it stands there."""
        return self.query_one("#account", Input).value

    def fill(self, *, account: str | None = None, interaction: str | None = None) -> None:
        """Put ids into the pane, as if they had been typed."""
        if account is not None:
            self.query_one("#account", Input).value = account
        if interaction is not None:
            self.query_one("#interaction", Input).value = interaction

    def focus_interaction(self) -> None:
        """Ready to type or paste an interaction id."""
        field = self.query_one("#interaction", Input)
        self.screen.set_focus(field)
        field.action_select_all()

    @on(Input.Changed, "#interaction")
    def watch_zone(self) -> None:
        """When the call began, read from its id before anybody is asked."""
        try:
            start = ids.recognise(self.query_one("#interaction", Input).value).start
        except ids.IdRefused:
            start = None
        words = clock.short(start, self.zone) if start else ""
        self.query_one("#begins", Static).update(words, layout=False)

    @on(Input.Submitted)
    def _ask(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Asked(self.account, self.query_one("#interaction", Input).value))
