"""A bare Textual app with the widget kinds of the inspector, to hold the real one against."""

from __future__ import annotations

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import ContentSwitcher, Input, Static

LINE = "{leg} line {y} of the panel: a name, a number, an address 192.0.2.{y} and what they mean"


class Rows(ScrollView, can_focus=True):
    """Some lines."""

    leg = 1
    cursor = 0
    BINDINGS = [Binding("down", "move(1)"), Binding("up", "move(-1)")]

    def render_line(self, y: int) -> Strip:
        style = self.rich_style.without_color if y == self.cursor else self.rich_style
        text = LINE.format(leg=self.leg, y=y)
        return Strip([Segment(text.ljust(self.size.width), style)])

    def action_move(self, by: int) -> None:
        self.cursor += by
        self.refresh()


class Dialog(ModalScreen[None]):
    """A question."""

    CSS = "Dialog { align: center middle; } Dialog Vertical { width: 76; height: 5; }"
    BINDINGS = [Binding("escape", "dismiss")]

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static("A question")
            yield Input(compact=True)


class BareApp(App[None]):
    """Bars, two inputs, a list and six panels."""

    CSS = "Static, Horizontal, Input { height: 1; border: none; } Rows { height: 1fr; }"
    BINDINGS = [
        Binding("2", "panel(2)"),
        Binding("1", "panel(1)"),
        Binding("right_square_bracket", "leg"),
        Binding("n", "ask"),
        Binding("p", "pin"),
        Binding("q", "quit"),
    ]

    def compose(self) -> ComposeResult:
        yield Static("READY-TO-USE")
        with Horizontal():
            yield Input(compact=True)
            yield Input(compact=True)
        with Vertical():
            yield Rows(id="legs")
            with ContentSwitcher(initial="p1"):
                for number in range(1, 7):
                    yield Rows(id=f"p{number}")
        yield Static("status", id="status")
        yield Static("keys")

    def on_mount(self) -> None:
        self.query_one("#legs").focus()

    def action_panel(self, number: int) -> None:
        self.query_one(ContentSwitcher).current = f"p{number}"
        self.query_one(f"#p{number}").focus()

    def action_leg(self) -> None:
        for rows in self.query(Rows):
            rows.leg += 1
            rows.refresh()

    def action_ask(self) -> None:
        self.push_screen(Dialog())

    def action_pin(self) -> None:
        self.query_one("#status", Static).update("Pinned: it is kept whatever its age.")


if __name__ == "__main__":
    BareApp().run()
