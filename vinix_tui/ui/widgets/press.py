"""A word to press: `[ Sign in ]`."""

from __future__ import annotations

from textual.message import Message
from textual.widgets import Static


class Press(Static, can_focus=True):
    """Enter belongs to the screen, which knows by the focus what was pressed; so does a click.

    Textual's Button brings five looks in three sizes: its styles alone take 5 ms of the time to the
    first paint.
    """

    class Pressed(Message):
        """It was clicked, and has the focus."""

    def __init__(self, label: str, *, id: str) -> None:  # noqa: A002
        super().__init__(label, markup=False, id=id)

    def on_click(self) -> None:
        self.post_message(self.Pressed())
