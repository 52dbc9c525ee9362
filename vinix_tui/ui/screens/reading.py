"""Lines to read on a screen of their own: what the help and a comparison have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from vinix_tui.ui import words
from vinix_tui.ui.cures.orderly import OrderlyScreen
from vinix_tui.ui.widgets.bars import KeyHints, Rule, StatusLine
from vinix_tui.ui.widgets.filter_line import FilterLine
from vinix_tui.ui.widgets.lines import Lines

if TYPE_CHECKING:
    from vinix_tui.ui.app import VinixApp


CLOSING: list[BindingType] = [Binding("question_mark,q", "back", show=False)]
"""What closes a text as well: the key that opened it, and a pager's own."""


class ReadingScreen(OrderlyScreen[None]):
    """A title, lines that `/` narrows, status and hints; Esc leads back."""

    app: VinixApp

    def compose(self) -> ComposeResult:
        yield Rule(id="title")
        yield self.make_lines()
        yield FilterLine()
        yield StatusLine()
        yield KeyHints()

    def on_mount(self) -> None:
        """Textual calls this by itself behind an heir's own."""
        self.set_focus(self.lines)
        self.on_filter_line_narrowed()

    def make_lines(self) -> Lines:
        """The list, with the id `list`."""
        return Lines(id="list")

    def title_words(self) -> str:
        """What stands in the title."""
        return ""

    def hints(self) -> list[tuple[str, str]]:
        """The keys while nobody types."""
        return []

    @property
    def lines(self) -> Lines:
        """What there is to read."""
        return self.query_one("#list", Lines)

    def on_filter_line_narrowed(self) -> None:
        """The title tells how much a filter keeps."""
        said = " · ".join(filter(None, (self.lines.kept, self.title_words())))
        self.query_one("#title", Rule).say(said)

    def on_descendant_focus(self) -> None:
        """The hints follow the focus."""
        typing = isinstance(self.focused, Input)
        self.query_one(KeyHints).show(words.FILTER_HINTS if typing else self.hints())

    def action_filter(self) -> None:
        """Only lines with some words."""
        self.query_one(FilterLine).open(self.lines)

    def action_back(self) -> None:
        """The filter first, then back to where we came from."""
        if not self.query_one(FilterLine).close():
            self.dismiss(None)
