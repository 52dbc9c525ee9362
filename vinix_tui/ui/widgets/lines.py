"""Lines with a cursor that moves from item to item: tables, panels and lists are made of it.

Items may take several lines; lines without a key are headings, which the cursor passes over. Where
the cursor moves, only the two items that changed are drawn (0.4 kB; an OptionList sends 10 kB).
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from vinix_tui.calls.text import cut
from vinix_tui.ui import commands
from vinix_tui.ui.widgets.line import Build, Item, Line, items, keys_of, narrowed
from vinix_tui.ui.widgets.line_view import LineView, Lit
from vinix_tui.ui.widgets.scrolling import away, revealed, within
from vinix_tui.ui.widgets.seen import SeenPlaces


class Lines(LineView, can_focus=True):
    """A scrollable list of lines with a cursor that moves from item to item."""

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
        self.needle = ""
        self.lines = []
        self._built: Sequence[Line] = []
        self._build: Build = lambda _width: []
        self._items: Sequence[Item] = []
        self._cursor = 0
        self._width = -1
        self._awaited = ""  # the item that the cursor goes to once there is a width
        self._place: Hashable = None
        self._seen = SeenPlaces()

    # -- what is shown ------------------------------------------------------------------------

    def show(self, build: Build, *, place: Hashable = None, key: str | None = None) -> None:
        """Draw other lines. A place seen before gets its scroll and cursor back; `key` wins."""
        self._seen.keep(self._place, self.scroll_offset.y, self.cursor_key)
        self._place = place
        self._build = build
        scroll, remembered = self._seen.at(place)
        self._rebuild(key if key is not None else remembered)
        self._scroll(scroll)
        if key is not None:
            self._reveal()

    def narrow(self, needle: str) -> None:
        """Show only the items that hold some words (any case); all of them for none."""
        before = self.cursor_key
        self.needle = needle
        self._keep(before)
        self._reveal()
        if self.cursor_key != before:
            self.post_message(self.Moved(self, self.cursor_key))

    @property
    def cursor_key(self) -> str:
        """The item under the cursor, or "" where there is none."""
        return self._items[self._cursor].key if self._items else ""

    def neighbour(self, by: int) -> str:
        """The item so many further on, of those that the filter keeps; at the ends the same."""
        place = self._cursor + by
        return self._items[place].key if 0 <= place < len(self._items) else self.cursor_key

    @property
    def kept(self) -> str:
        """How much the filter keeps, or "" without one."""
        if not self.needle:
            return ""
        return f"“{cut(self.needle, 8)}” {len(self._items)} of {len(items(self._built))}"

    def go_to(self, *keys: str) -> bool:
        """Put the cursor on the first of these items that is here and bring it into view."""
        places = {item.key: index for index, item in reversed(list(enumerate(self._items)))}
        index = next((places[key] for key in keys if key in places), None)
        if index is None:
            return False
        top = self.scroll_offset.y
        self._move(index, tell=False)
        self._reveal()
        if self.scroll_offset.y != top:  # from afar: what stands above tells what the line is about
            self._scroll(max(0, self._items[index].first - self._rows // 2))
        return True

    def _rebuild(self, key: str) -> None:
        width = self._room
        if width < 2:  # not laid out yet: built when it is, not in a column of single letters
            self._width, self._awaited = -1, key
            return
        self._width = width
        self._built = self._build(width - 1)
        self._keep(key)

    def _keep(self, key: str) -> None:
        """Take of what was built what the filter keeps, with the cursor on an item."""
        self.lines = narrowed(self._built, self.needle) if self.needle else self._built
        self._items = items(self.lines)
        keys = keys_of(self._items)
        near = min(self._cursor, max(0, len(keys) - 1)) if key else 0  # what was there is gone
        self._cursor = keys.index(key) if key in keys else near
        self.virtual_size = Size(max(1, self._width), len(self.lines) + (self.header is not None))
        self.refresh()

    def on_resize(self, _event: events.Resize) -> None:
        if self._room != self._width:
            self._rebuild(self.cursor_key or self._awaited)
        self._reveal()

    def lit(self) -> Lit | None:
        """The item under the cursor, in a stronger light while it has the focus."""
        if not self._items or not (self.has_focus or self._marks_away):
            return None
        item = self._items[self._cursor]
        return Lit(item.first, item.end, "cursor" if self.has_focus else "cursor-away")

    # -- moving -------------------------------------------------------------------------------

    def _move(self, index: int, *, tell: bool = True) -> None:
        if not self._items:
            return
        index = max(0, min(index, len(self._items) - 1))
        if index != self._cursor:
            self._refresh_item()
            self._cursor = index
            self._refresh_item()
            self._reveal()
            if tell:
                self.post_message(self.Moved(self, self.cursor_key))

    def _refresh_item(self) -> None:
        if self._items:
            _, first, end = self._items[self._cursor]
            self.refresh_lines(first + (self.header is not None), end - first)

    def _reveal(self) -> None:
        """Bring the cursor's item into view."""
        if self._items:
            top = self.scroll_offset.y
            wanted = revealed(self._items, self._cursor, top, self._rows, len(self.lines))
            if wanted != top:
                self._scroll(wanted)

    @property
    def _room(self) -> int:
        """Columns for lines; before the first paint, what its parent or a new screen will give."""
        if (own := self.scrollable_content_region.width) or not isinstance(self.parent, Widget):
            return own
        above = self.app.size if self.parent is self.screen else self.parent.content_region
        return above.width - self.scrollbar_size_vertical

    @property
    def _rows(self) -> int:
        return max(1, self.scrollable_content_region.height - (self.header is not None))

    def _by(self, lines: int) -> None:
        """Scroll by some lines and take the cursor along."""
        if not self._items:
            self._scroll(self.scroll_offset.y + lines)
        elif not self._within(lines):
            self._scroll(self.scroll_offset.y + lines)  # so that the cursor stays where it is seen
            self._move(away(self._items, self._cursor, lines))

    def _step(self, by: int) -> None:
        """One item on; in a tall item, or without items, one line."""
        if not self._items:
            self._by(by)
        elif not self._within(by):
            self._move(self._cursor + by)

    def _within(self, lines: int) -> bool:
        top = within(self._items, self._cursor, self.scroll_offset.y, self._rows, lines)
        if top is not None:
            self._scroll(top)
        return top is not None

    def _scroll(self, line: int) -> None:
        self.scroll_to(y=line, animate=False, force=True, immediate=True)

    def action_up(self) -> None:
        """One item up."""
        self._step(-1)

    def action_down(self) -> None:
        """One item down."""
        self._step(1)

    def action_page_up(self) -> None:
        """A page up."""
        self._by(-self._rows)

    def action_page_down(self) -> None:
        """A page down."""
        self._by(self._rows)

    def action_first(self) -> None:
        """To the first item."""
        self._move(0)
        self._scroll(0)

    def action_last(self) -> None:
        """To the last item."""
        self._move(len(self._items) - 1)
        self._scroll(len(self.lines))

    def action_follow(self) -> None:
        """Say that Enter was pressed on the item under the cursor."""
        if self.cursor_key:
            self.post_message(self.Followed(self, self.cursor_key))

    def on_click(self, event: events.Click) -> None:
        head = self.header is not None
        row = event.y + self.scroll_offset.y - head
        for index, item in enumerate(self._items):
            if event.y >= head and item.first <= row < item.end:
                self._move(index)

    def on_focus(self) -> None:
        self._refresh_item()

    def on_blur(self) -> None:
        self._refresh_item()
