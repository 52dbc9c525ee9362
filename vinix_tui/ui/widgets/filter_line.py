"""The filter line: `/` opens it, typing narrows a pane, Enter keeps the filter, Esc drops it."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input

from vinix_tui.ui.widgets.field import Field
from vinix_tui.ui.widgets.form import Caption
from vinix_tui.ui.widgets.lines import Lines


class FilterLine(Horizontal):
    """One filter for whatever pane had the focus; hidden while nobody filters."""

    class Narrowed(Message):
        """A pane shows fewer lines, or all again."""

    def __init__(self) -> None:
        super().__init__()
        self.display = False
        self._pane: Lines | None = None

    def compose(self) -> ComposeResult:
        yield Caption("/")
        yield Field(placeholder="only lines with these words", id="needle")

    def open(self, pane: Lines) -> None:
        """Filter a pane."""
        if self._pane is not None and self._pane is not pane:
            self.close()
        self._pane = pane
        self.display = True
        field = self.query_one(Input)
        field.value = pane.needle
        self.screen.set_focus(field)

    def put_away(self) -> None:
        """Forget whom it filters, and hide."""
        self._pane = None
        self.display = False

    def close(self) -> bool:
        """Drop the filter; true if there was one."""
        pane = self._pane
        if pane is None:
            return False
        self.put_away()
        pane.narrow("")
        self.screen.set_focus(pane)
        self.post_message(self.Narrowed())
        return True

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        if self._pane is not None:
            self._pane.narrow(event.value)
            self.post_message(self.Narrowed())

    @on(Input.Submitted)
    def _keep(self, event: Input.Submitted) -> None:
        event.stop()
        if self._pane is None:
            return
        if not event.value:
            self.close()
            return
        self.display = False
        self.screen.set_focus(self._pane)
