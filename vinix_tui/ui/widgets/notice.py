"""A notice: what failed, where, and what to try, above the status line until the next step."""

from __future__ import annotations

from rich.text import Text
from textual.widgets import Static

from vinix_tui.calls.text import printable_lines


class Notice(Static):
    """Some lines of plain words; hidden while there is nothing to say."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__("", markup=False, id=id)
        self.display = False
        self.said = ""

    def say(self, text: str) -> None:
        """Show a message; its line ends are kept, long lines wrap."""
        self.said = "\n".join(printable_lines(text))
        self.update(Text(f"✗ {self.said}"))
        self.display = True

    def clear(self) -> bool:
        """Take it away; true if there was one."""
        was = bool(self.display)
        self.display = False
        return was
