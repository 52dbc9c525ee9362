"""Lines with a cursor: the one widget that tables, panels and lists are drawn with.

It draws only the lines in view and, when the cursor moves, only the two items that changed
(0.4 kB, where an OptionList repaints itself whole for 10 kB). Items may take several lines; lines
without a key are headings, which the cursor passes over.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from vinix_tui.calls.text import cells, cut
from vinix_tui.ui import commands

_PLACES_KEPT = 200  # scroll positions remembered; an afternoon's lookups, not a growing heap


class Line(NamedTuple):
    """One line: its text in spans (text, style name), and the key of the item it belongs to."""

    spans: tuple[tuple[str, str], ...]
    key: str = ""

    @property
    def text(self) -> str:
        """The whole line without its styles."""
        return "".join(text for text, _ in self.spans)


Build = Callable[[int], list[Line]]
"""Makes the lines for a width in columns."""


class Lines(ScrollView, can_focus=True):
    """A scrollable list of lines with a cursor that moves from item to item."""

    STYLES_KNOWN = (
        "label",
        "dim",
        "strong",
        "heading",
        "good",
        "warn",
        "bad",
        "code",
        "name",
        "number",
    )
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"lines--{name}" for name in STYLES_KNOWN} | {
        "lines--cursor", "lines--cursor-away",
    }  # fmt: skip
    BINDINGS = commands.bindings("list")

    class Moved(Message):
        """The cursor stands on another item."""

        def __init__(self, lines: Lines, key: str) -> None:
            self.lines = lines
            self.key = key
            super().__init__()

        @property
        def control(self) -> Lines:
            """Whose cursor it is."""
            return self.lines

    class Followed(Moved):
        """Enter was pressed on an item."""

    def __init__(self, *, id: str, marks_away: bool = False) -> None:  # noqa: A002
        """`marks_away` keeps the cursor in sight while another pane has the focus."""
        super().__init__(id=id)
        self._marks_away = marks_away
        self.header: Line | None = None
        self.needle = ""
        self.total = 0
        self._build: Build = lambda _width: []
        self._lines: list[Line] = []
        self._items: list[tuple[str, int, int]] = []  # key, first line, one past its last
        self._cursor = 0
        self._width = -1
        self._place: Hashable = None
        self._places: dict[Hashable, tuple[int, str]] = {}

    # -- what is shown ------------------------------------------------------------------------

    def show(self, build: Build, *, place: Hashable = None, key: str | None = None) -> None:
        """Draw other lines. A place seen before gets its scroll and cursor back; `key` wins."""
        self._remember()
        self._place = place
        self._build = build
        scroll, remembered = self._places.get(place, (0, ""))
        self._rebuild(key if key is not None else remembered)
        self.scroll_to(y=scroll, animate=False, force=True, immediate=True)
        if key is not None:
            self._reveal()

    def narrow(self, needle: str) -> None:
        """Show only the items that hold some words (any case); all of them for none."""
        self.needle = needle.casefold()
        self._rebuild(self.cursor_key)
        self._reveal()

    @property
    def cursor_key(self) -> str:
        """The item under the cursor, or "" where there is none."""
        return self._items[self._cursor][0] if self._items else ""

    @property
    def shown_items(self) -> int:
        """How many items pass the filter."""
        return len(self._items)

    def go_to(self, key: str) -> None:
        """Put the cursor on an item and bring it into view."""
        for index, (name, _, _) in enumerate(self._items):
            if name == key:
                self._move(index, tell=False)
                return

    def _rebuild(self, key: str) -> None:
        self._width = self.scrollable_content_region.width
        lines = self._build(max(1, self._width - 1))
        keys = dict.fromkeys(line.key for line in lines if line.key)
        self.total = len(keys)
        if self.needle:
            said: dict[str, str] = {}
            for line in lines:
                said[line.key] = said.get(line.key, "") + line.text + " "
            found = {name for name in keys if self.needle in said[name].casefold()}
            lines = [line for line in lines if line.key in found]
        self._lines = lines
        self._items = _items(lines)
        names = [name for name, _, _ in self._items]
        self._cursor = names.index(key) if key in names else 0
        self.virtual_size = Size(self._width, len(lines) + (self.header is not None))
        self.refresh()

    def _remember(self) -> None:
        if self._place is not None:
            self._places.pop(self._place, None)
            self._places[self._place] = (self.scroll_offset.y, self.cursor_key)
            while len(self._places) > _PLACES_KEPT:
                del self._places[next(iter(self._places))]

    def on_resize(self, _event: events.Resize) -> None:
        if self.scrollable_content_region.width != self._width:
            self._rebuild(self.cursor_key)
        self._reveal()

    # -- drawing ------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        base = self.rich_style
        if self.header is not None:
            if y == 0:
                return self._strip(self.header, " ", base, None, width)
            y -= 1
        index = y + self.scroll_offset.y
        if index >= len(self._lines):
            return Strip.blank(width, base)
        _, first, last = self._items[self._cursor] if self._items else ("", -1, -1)
        if not first <= index < last or not (self.has_focus or self._marks_away):
            return self._strip(self._lines[index], " ", base, None, width)
        name = "lines--cursor" if self.has_focus else "lines--cursor-away"
        mark = "▸" if index == first else " "
        over = self.get_component_rich_style(name, partial=True)  # its ground, not its ink
        return self._strip(self._lines[index], mark, base, over, width)

    def _strip(self, line: Line, mark: str, base: Style, over: Style | None, width: int) -> Strip:
        segments = [Segment(mark, base + over if over else base)]
        left = width - 1
        for text, name in line.spans:
            shown = cut(text, left)
            left -= cells(shown)
            style = base + self._look(f"lines--{name}") if name else base
            segments.append(Segment(shown, style + over if over else style))
            if left <= 0:
                break
        segments.append(Segment(" " * left, base + over if over else base))
        return Strip(segments, width)

    def _look(self, name: str) -> Style:
        return self.get_component_rich_style(name)

    # -- moving -------------------------------------------------------------------------------

    def _move(self, index: int, *, tell: bool = True) -> None:
        if not self._items:
            return
        index = max(0, min(index, len(self._items) - 1))
        if index != self._cursor:
            self._refresh_item()
            self._cursor = index
            self._refresh_item()
            if tell:
                self.post_message(self.Moved(self, self.cursor_key))
        self._reveal()

    def _refresh_item(self) -> None:
        _, first, last = self._items[self._cursor]
        head = self.header is not None
        self.refresh_lines(first + head, last - first)

    def _reveal(self) -> None:
        """Bring the cursor's item into view; the headings above the first one come along."""
        if not self._items:
            return
        _, first, last = self._items[self._cursor]
        rows = self._rows
        top = self.scroll_offset.y
        if self._cursor == 0:
            first = 0 if last <= rows else first
        if self._cursor == len(self._items) - 1 and len(self._lines) - first <= rows:
            last = len(self._lines)
        if first < top or last - first > rows:
            top = first
        elif last > top + rows:
            top = last - rows
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True, immediate=True)

    @property
    def _rows(self) -> int:
        return max(1, self.scrollable_content_region.height - (self.header is not None))

    def _by(self, lines: int) -> None:
        """Scroll by some lines and take the cursor along; one item at least."""
        if not self._items:
            self.scroll_to(y=self.scroll_offset.y + lines, animate=False, immediate=True)
            return
        wanted = self._items[self._cursor][1] + lines
        starts = [first for _, first, _ in self._items]
        step = 1 if lines > 0 else -1
        index = max((i for i, first in enumerate(starts) if first <= wanted), default=0)
        self._move(index if index != self._cursor else self._cursor + step)

    def action_up(self) -> None:
        """One item up; without items, one line."""
        if self._items:
            self._move(self._cursor - 1)
        else:
            self._by(-1)

    def action_down(self) -> None:
        """One item down; without items, one line."""
        if self._items:
            self._move(self._cursor + 1)
        else:
            self._by(1)

    def action_page_up(self) -> None:
        """A page up."""
        self._by(-self._rows)

    def action_page_down(self) -> None:
        """A page down."""
        self._by(self._rows)

    def action_first(self) -> None:
        """To the first item."""
        self._move(0)
        self.scroll_to(y=0, animate=False, force=True, immediate=True)

    def action_last(self) -> None:
        """To the last item."""
        self._move(len(self._items) - 1)
        self.scroll_to(y=len(self._lines), animate=False, force=True, immediate=True)

    def action_follow(self) -> None:
        """Say that Enter was pressed on the item under the cursor."""
        if self.cursor_key:
            self.post_message(self.Followed(self, self.cursor_key))

    def on_click(self, event: events.Click) -> None:
        row = event.y + self.scroll_offset.y - (self.header is not None)
        for index, (_, first, last) in enumerate(self._items):
            if first <= row < last:
                self._move(index)

    def on_focus(self) -> None:
        self._refresh_cursor()

    def on_blur(self) -> None:
        self._refresh_cursor()

    def _refresh_cursor(self) -> None:
        if self._items:
            self._refresh_item()


def _items(lines: list[Line]) -> list[tuple[str, int, int]]:
    """The runs of lines that share a key."""
    items: list[tuple[str, int, int]] = []
    for index, line in enumerate(lines):
        if not line.key:
            continue
        if items and items[-1][0] == line.key and items[-1][2] == index:
            items[-1] = (line.key, items[-1][1], index + 1)
        else:
            items.append((line.key, index, index + 1))
    return items
