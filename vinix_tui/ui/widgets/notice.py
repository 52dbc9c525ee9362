"""A notice: what failed, where, and what to try, above the status line until the next step."""

from __future__ import annotations

from textual import events

from vinix_tui.calls.text import printable_lines, wrap
from vinix_tui.ui.widgets.line import Line
from vinix_tui.ui.widgets.lines import Lines

_READS_ON = Line((("There is more: Tab comes here, then ↓ and PgDn read on.", "dim"),))


class Notice(Lines, can_focus=False):
    """Some lines of plain words; hidden while there is nothing to say.

    What is too high for its place scrolls, and only then can be reached with Tab.
    """

    def __init__(self) -> None:
        super().__init__(id="notice")
        self.display = False
        self.said = ""

    def say(self, text: str) -> None:
        """Show a message; its line ends are kept, long lines wrap."""
        self.said = "\n".join(printable_lines(text))
        self.display = True
        self.header = None
        self.show(self._told)
        self._scroll(0)
        self.call_after_refresh(self._see_if_it_fits)

    def clear(self) -> bool:
        """Take it away; true if there was one."""
        was = bool(self.display)
        self.display = False
        return was

    def _told(self, width: int) -> list[Line]:
        said = f"✗ {self.said}".split("\n")
        return [Line(((part, ""),)) for line in said for part in wrap(line, width)]

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self._see_if_it_fits()

    def _see_if_it_fits(self) -> None:
        """Say how to read on, where that is needed."""
        self.can_focus = len(self.lines) > self.scrollable_content_region.height
        header = _READS_ON if self.can_focus else None
        if header != self.header:
            self.header = header
            self._keep("")
