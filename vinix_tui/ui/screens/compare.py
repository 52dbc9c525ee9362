"""Two legs beside each other: what differs, and with `a` everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.reactive import var
from textual.widgets import Input

from vinix_tui.calls.compare import compare
from vinix_tui.ui import commands, words
from vinix_tui.ui.cures import QuietScreen
from vinix_tui.ui.widgets.bars import KeyHints, Rule, StatusLine
from vinix_tui.ui.widgets.compare import Comparing, Names
from vinix_tui.ui.widgets.filter_line import FilterLine

if TYPE_CHECKING:
    from vinix_tui.ui.app import VinixApp
    from vinix_tui.ui.view import View


class CompareScreen(QuietScreen[None]):
    """The marked leg and another one, of the same call or of two."""

    place = "compare"
    BINDINGS = commands.bindings("compare")

    app: VinixApp
    everything: var[bool] = var(False, init=False)

    def __init__(self, one: View, other: View) -> None:
        super().__init__()
        self._names = Names.of(one, other)
        self._told = compare(one.leg, other.leg, other.zone)

    def compose(self) -> ComposeResult:
        yield Rule(id="title")
        yield Comparing(id="list")
        yield FilterLine()
        yield StatusLine()
        yield KeyHints()

    def on_mount(self) -> None:
        self.watch_everything()
        self.set_focus(self._list)

    @property
    def _list(self) -> Comparing:
        return self.query_one(Comparing)

    def watch_everything(self) -> None:
        """Show what differs, or all."""
        self._list.compare(self._told, self._names, everything=self.everything)
        said = words.differing(self._told.differing, self._told.lines, everything=self.everything)
        self.query_one(StatusLine).say(said)
        self.on_filter_line_narrowed()
        self.on_descendant_focus()

    def on_filter_line_narrowed(self) -> None:
        """The title names both legs, and how much a filter keeps."""
        one, other = self._names.titles
        title = f"{one[:1].upper()}{one[1:]} ↔ {other}"
        self.query_one("#title", Rule).say(" · ".join(filter(None, (self._list.kept, title))))

    def on_descendant_focus(self) -> None:
        """The hints follow the focus."""
        typing = isinstance(self.focused, Input)
        hints = words.compare_hints(self.app.keys, typing=typing, everything=self.everything)
        self.query_one(KeyHints).show(hints)

    def action_everything(self) -> None:
        """Everything, or only what differs."""
        self.everything = not self.everything

    def action_filter(self) -> None:
        """Only lines with some words."""
        self.query_one(FilterLine).open(self._list)

    def action_back(self) -> None:
        """The filter first, then back to where we came from."""
        if not self.query_one(FilterLine).close():
            self.dismiss(None)
