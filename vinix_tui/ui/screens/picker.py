"""A filter above a list: what the history and the demo's calls have in common.

Letters type in the filter, arrows move in the list meanwhile, Enter takes the line; Tab goes to the
list, where letters are commands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.widgets import Input

from vinix_tui.calls.text import cut, printable
from vinix_tui.ui.cures.orderly import OrderlyScreen
from vinix_tui.ui.widgets.bars import Bar, KeyHints, Preview, Rule, StatusLine
from vinix_tui.ui.widgets.field import Field
from vinix_tui.ui.widgets.lines import Lines

if TYPE_CHECKING:
    from vinix_tui.ui.app import VinixApp

Result = TypeVar("Result")
_NEEDLE = 24  # columns of the title for what was typed
_LIST_KEYS = {
    "up": "up",
    "down": "down",
    "pageup": "page_up",
    "pagedown": "page_down",
    "home": "first",
    "end": "last",
}


class PickerScreen(OrderlyScreen[Result]):
    """Filter, list, preview, status, hints."""

    app: VinixApp
    TITLE_WORDS = ""
    PLACEHOLDER = ""
    PREVIEW = 1  # lines
    OF_A_LINE: tuple[str, ...] = ("open",)
    """The commands that need a line to be done with."""

    def compose(self) -> ComposeResult:
        yield Rule(id="title")
        yield Field(placeholder=self.PLACEHOLDER, id="filter")
        yield Lines(id="list", marks_away=True)
        if self.PREVIEW:
            yield Preview(id="preview", height=self.PREVIEW)
        yield StatusLine()
        yield KeyHints()

    def on_mount(self) -> None:
        """Textual calls this by itself behind an heir's own."""
        field = self.query_one(Input)
        self.set_focus(field)
        self.query_one("#title", Rule).say(self.TITLE_WORDS)
        self.fill("")

    def fill(self, needle: str) -> None:
        """Show what the filter keeps."""

    def say(self, text: str) -> None:
        """Put a line on the status line."""
        self.query_one(StatusLine).say(text)

    def tell(self, found: str, total: int, needle: str) -> None:
        """Say in the title how many the filter keeps: `History · 3 of 87 with “fax”`."""
        said = self.TITLE_WORDS
        if words := " ".join(needle.split()):
            name = said.partition(" · ")[0]
            said = f"{name} · {found} of {total:,} with “{cut(printable(words), _NEEDLE)}”"
        self.query_one("#title", Rule).say(said)

    def chosen(self, key: str) -> object:
        """Take a line."""

    def preview(self, key: str) -> str:
        """What is said of the line under the cursor: facts, behind a text where there is room."""
        return key

    @property
    def rows(self) -> Lines:
        """The list."""
        return self.query_one("#list", Lines)

    def show_preview(self) -> None:
        """Say something of the line under the cursor."""
        key = self.rows.cursor_key
        for bar in self.query("#preview").results(Bar):
            bar.say(self.preview(key) if key else "")

    def lacking(self, command: str) -> str:
        """What has to be there before a command can be done; the palette says so."""
        needless = command not in self.OF_A_LINE or self.rows.cursor_key
        return "" if needless else "no line is here"

    def hints(self, *, typing: bool) -> list[tuple[str, str]]:
        """The keys, which differ between filter and list."""
        return [("Tab", "list" if typing else "filter"), ("Esc", "back")]

    @on(Input.Changed, "#filter")
    def _filter(self, event: Input.Changed) -> None:
        self.fill(event.value)

    @on(Input.Submitted, "#filter")
    async def _take(self) -> None:
        await self.settled()
        if self.rows.cursor_key:
            self.chosen(self.rows.cursor_key)

    async def settled(self) -> None:
        """Wait until the list shows what the filter keeps."""

    @on(Lines.Followed, "#list")
    def _follow(self, event: Lines.Followed) -> None:
        self.chosen(event.key)

    @on(Lines.Moved, "#list")
    def _moved(self) -> None:
        self.show_preview()

    def on_key(self, event: events.Key) -> None:
        """Arrows move in the list also while somebody types; letters that came before there was a
        filter are typed in it.
        """
        if not isinstance(self.focused, Input):
            return
        if event.character and event.is_printable:
            event.stop()
            self.focused.insert_text_at_cursor(event.character)
        elif event.key in _LIST_KEYS:
            event.stop()
            getattr(self.rows, f"action_{_LIST_KEYS[event.key]}")()

    def on_descendant_focus(self) -> None:
        """The hints follow the focus."""
        hints = self.hints(typing=isinstance(self.focused, Input))
        self.query_one(KeyHints).show(hints)

    async def action_open(self) -> None:
        """Take the line under the cursor."""
        await self._take()

    def action_filter(self) -> None:
        """Back to the filter."""
        self.set_focus(self.query_one(Input))

    def action_back(self) -> None:
        """From a filter with words in it to an empty one, then back to where we came from."""
        field = self.query_one(Input)
        if field.value:
            field.value = ""
        else:
            self.leave(None)

    def leave(self, result: Result | None) -> None:
        """Go back with a result."""
        self.dismiss(result)


def has_words(text: str, needle: str) -> bool:
    """Whether a text holds every word of what was typed, in any case."""
    return all(word in text.casefold() for word in needle.casefold().split())
