"""The leg table and the tabs: below each other, beside each other, or one of them alone."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.reactive import var
from textual.widget import Widget

from vinix_tui.ui.view import View
from vinix_tui.ui.widgets.bars import Rule
from vinix_tui.ui.widgets.leg_table import LegTable
from vinix_tui.ui.widgets.tabs import Tabs


class Panes(Container):
    """Both panes of a view; the screen says which leg is shown."""

    view: var[View | None] = var(None, init=False)
    marked: var[View | None] = var(None, init=False)
    maximised: var[bool] = var(False, init=False)

    def compose(self) -> ComposeResult:
        with Vertical(id="left"):
            yield Rule(id="legs-rule")
            yield LegTable(id="legs", marks_away=True).data_bind(Panes.view, Panes.marked)
        yield Tabs().data_bind(Panes.view)

    @property
    def legs(self) -> LegTable:
        """The leg table."""
        return self.query_one(LegTable)

    @property
    def tabs(self) -> Tabs:
        """The tabs."""
        return self.query_one(Tabs)

    def name_legs(self, title: str) -> None:
        """Put words above the leg table."""
        self.query_one("#legs-rule", Rule).say(title)

    def make_way(self, widget: Widget | None) -> None:
        """Show the pane that gets the focus, alone where one is maximised."""
        inside = widget is self.legs or (widget is not None and self.tabs in widget.ancestors)
        self.maximised = self.maximised and inside
        left = self.query_one("#left")
        left.display = not self.maximised or widget is self.legs
        left.set_class(self.maximised, "-alone")  # a class of ours would style all tabs anew
        self.tabs.display = not self.maximised or widget is not self.legs
