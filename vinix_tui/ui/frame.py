"""What the terminal shows, so that only the cells that changed are sent.

Textual sends all of whatever was painted anew: the whole screen for a tab or a dialog, 12 to 30 kB
at 120x36, most of it what stands there already. Here each row is held against the last one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.cells import get_character_cell_size
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip

_APART = 12
"""Equal cells between two changes from which it is cheaper to go there anew: `ESC [ y ; x H` and
the colours once more are 10 to 30 bytes."""

Piece = tuple[int, int, Strip]
"""Where on the screen (x, y), and what."""


class Frame:
    """The rows as they were sent last; one that nobody knows is sent whole."""

    def __init__(self) -> None:
        self._rows: dict[int, Strip] = {}
        self._size = Size(0, 0)

    def forget(self) -> None:
        """Somebody else may have written on the terminal."""
        self._rows.clear()

    def changes(self, painted: Iterable[Piece], size: Size) -> Iterator[Piece]:
        """What of the pieces that were painted does not stand there yet; from now on it does."""
        if size != self._size:
            self._size = size
            self.forget()
        rows: dict[int, Strip] = {}
        for x, y, strip in painted:
            row = rows.get(y) or self._rows.get(y)
            if strip.cell_length == size.width:
                rows[y] = strip
            elif row is not None:
                after = row.crop(x + strip.cell_length)
                rows[y] = Strip.join((row.crop(0, x), strip, after))
            else:
                yield x, y, strip
        for y, row in rows.items():
            row = row.simplify()
            old = self._rows.get(y)
            if old is None:
                yield 0, y, row
            elif old != row:
                for start, end in _differing(old, row):
                    yield start, y, row.crop(start, end)
            self._rows[y] = row


def _differing(old: Strip, new: Strip) -> list[tuple[int, int]]:
    """The columns in which two rows differ; all of them where a character is not one cell wide,
    since terminals do not agree on those."""
    before, after = _cells(old), _cells(new)
    if before is None or after is None or len(before) != len(after):
        return [(0, new.cell_length)]
    runs: list[tuple[int, int]] = []
    for column, (was, now) in enumerate(zip(before, after, strict=True)):
        if was != now:
            start = column
            if runs and column - runs[-1][1] < _APART:
                start, _ = runs.pop()
            runs.append((start, column + 1))
    return runs


def _cells(row: Strip) -> list[tuple[str, Style | None]] | None:
    cells: list[tuple[str, Style | None]] = []
    for text, style, _ in row:
        if not text.isascii() and any(get_character_cell_size(sign) != 1 for sign in text):
            return None
        cells += [(sign, style) for sign in text]
    return cells
