"""A bare Textual app with the widget kinds of the inspector, to hold the real one against."""

from __future__ import annotations

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import ContentSwitcher, Input, Static


class Rows(ScrollView, can_focus=True):
    """Some lines."""

    def render_line(self, y: int) -> Strip:
        return Strip([Segment(f"line {y}".ljust(self.size.width))])


class BareApp(App[None]):
    """Bars, two inputs, a list and six panels."""

    CSS = "Static, Horizontal, Input { height: 1; border: none; } Rows { height: 1fr; }"

    def compose(self) -> ComposeResult:
        yield Static("READY-TO-USE")
        with Horizontal():
            yield Input(compact=True)
            yield Input(compact=True)
        with Vertical():
            yield Rows()
            with ContentSwitcher(initial="p1"):
                for number in range(1, 7):
                    yield Rows(id=f"p{number}")
        yield Static("status")
        yield Static("keys")


if __name__ == "__main__":
    BareApp().run()
