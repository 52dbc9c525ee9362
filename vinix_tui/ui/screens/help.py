"""Help: the keys of where you are first, then all others, the marks, and topics to read."""

from __future__ import annotations

from textual import on

from vinix_tui.calls import flags
from vinix_tui.calls.text import cells, fit
from vinix_tui.help import topics
from vinix_tui.ui import commands
from vinix_tui.ui.screens.reading import CLOSING, ReadingScreen
from vinix_tui.ui.screens.topic import TopicScreen
from vinix_tui.ui.widgets import marks
from vinix_tui.ui.widgets.facts import beside, heading
from vinix_tui.ui.widgets.leg_table import MARKED
from vinix_tui.ui.widgets.line import READABLE, Line
from vinix_tui.ui.widgets.lines import Lines

_KEYS = 10  # columns
_MARKS = (
    *marks.MEANINGS.items(),
    ("→ ←", "the party called the switch, or the switch called the party"),
    ("░ █", "ringing and talking, on one axis of time for all legs"),
    ("└", "folded below: phones that lost the race, helper legs inside the switch"),
    ("≠", "not the same: on another leg, on the other side of an SDP, or of two legs compared"),
    ("✓", "a codec that both sides have"),
    (MARKED, "the leg that is marked, to be compared with another one"),
    ("- +", "compared: lines that only the first leg's SDP has, or only the second's"),
    ("•", "a tab with something to see on this leg"),
    ("★", "a pinned lookup: kept whatever its age"),
    ("… �", "cut here; a character that cannot be shown safely"),
)


class HelpScreen(ReadingScreen):
    """Every key with what it does."""

    place = "help"
    BINDINGS = [*commands.bindings("help"), *CLOSING]

    def __init__(self, place: str) -> None:
        super().__init__()
        self._place = place

    def on_mount(self) -> None:
        self.lines.show(self._lines)

    def title_words(self) -> str:
        return "Help · at its end: topics to read"

    def hints(self) -> list[tuple[str, str]]:
        ways = [("↑↓ PgUp PgDn", "scroll")]
        ways += [("Enter", "read")] if self._topic else []
        return [*ways, *self.app.keys.hints("help", ["filter", "back"])]

    def _lines(self, width: int) -> list[Line]:
        lines: list[Line] = []
        places = [self._place, *(place for place in commands.PLACES if place != self._place)]
        if not self.app.desk.demo:
            places = [place for place in places if place != "calls"]
        for place in places:
            lines += heading(commands.PLACES[place], first=not lines)
            for command in commands.of(place):
                lines += _row(" ".join(self.app.keys.of(command)), command.help, width)
        lines += heading("Marks")
        for mark, meaning in _MARKS:
            lines += _row(mark, meaning, width)
        lines += heading("Flags of a leg, on wide screens")
        for flag, told in flags.MEANINGS.items():
            lines += _row(flag, told, width)
        lines += heading("To read; vinix-tui help prints them as well")
        listed = topics()
        for topic, about in listed.items():
            lines += _row(topic, about, width, max(map(len, listed)) + 2)
        return lines

    @property
    def _topic(self) -> str:
        """The topic that the cursor stands on, if any."""
        word, _, about = self.lines.cursor_key.partition(" ")
        return word if topics().get(word) == about else ""

    @on(Lines.Moved, "#list")
    def _hint(self) -> None:
        self.on_descendant_focus()

    @on(Lines.Followed, "#list")
    def _read(self) -> None:
        if self._topic:
            self.app.push_screen(TopicScreen(self._topic))


def _row(key: str, text: str, width: int, wide: int = _KEYS) -> list[Line]:
    head, row = "  " + fit(key, wide), f"{key} {text}"
    return beside(head, text, min(width, cells(head) + READABLE), key=row, head_style="strong")
