"""Which lines are in view and where the cursor lands: the arithmetic of a list of items.

Items are runs of lines, some taller than the pane. `top` is the first line in view, `rows` how many
are, `at` the number of the cursor's item.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

from vinix_tui.ui.widgets.line import Item


def revealed(items: Sequence[Item], at: int, top: int, rows: int, total: int) -> int:
    """The top line with which the cursor's item is in view, moved as little as that takes.

    The headings above the first item come along, and so do the `total` lines' last ones below the
    last item.
    """
    _, first, end = items[at]
    if at == 0 and first < rows:  # what stands above says more than the item's last lines
        first, end = 0, min(end, rows)
    if at == len(items) - 1 and total - first <= rows:
        end = total
    if first < top or end - first > rows:
        return first
    return end - rows if end > top + rows else top


def within(items: Sequence[Item], at: int, top: int, rows: int, by: int) -> int | None:
    """The top line after scrolling by some lines in an item that is taller than the pane; None
    where it ends that way. What stands above the first item counts as its own.
    """
    item = items[at]
    first = 0 if at == 0 and item.first < rows else item.first
    rest = item.end - (top + rows) if by > 0 else first - top
    if item.end - first <= rows or rest == 0 or (rest > 0) != (by > 0):
        return None
    return top + (min(by, rest) if by > 0 else max(by, rest))


def away(items: Sequence[Item], at: int, by: int) -> int:
    """The item so many lines away, one item at least; it may lie beyond the ends."""
    wanted = items[at].first + by
    index = max(0, bisect_right(items, wanted, key=attrgetter("first")) - 1)
    return index if index != at else at + (1 if by > 0 else -1)
