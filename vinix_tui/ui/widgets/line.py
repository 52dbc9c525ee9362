"""A line of a list or a panel, and how runs of lines make items."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple, overload

from vinix_tui.calls.text import cells, cut

READABLE = 110
"""Columns of a sentence at most: the eye loses the next line of a longer one. Tables use all."""


class Line(NamedTuple):
    """One line: its text in spans (text, style name), the key of the item it belongs to, and what
    is copied of that item; the item's first line that has such tells it, else it is the text.
    """

    spans: tuple[tuple[str, str], ...]
    key: str = ""
    value: str | None = None

    @property
    def text(self) -> str:
        """The whole line without its styles."""
        return "".join(text for text, _ in self.spans)

    def fitted(self, width: int) -> list[tuple[str, str]]:
        """The spans in exactly `width` columns; whatever does not fit is marked as cut."""
        left = width
        fitted: list[tuple[str, str]] = []
        over = sum(cells(text) for text, _ in self.spans) - width
        for text, style in self.spans:
            taken = cells(text)
            if taken > left or (over > 0 and taken == left):
                fitted.append((cut(text + "…", left) if left else "", style))
                left -= cells(fitted[-1][0])
                break
            fitted.append((text, style))
            left -= taken
        fitted.append((" " * left, ""))
        return fitted


class Item(NamedTuple):
    """A run of lines with the same key."""

    key: str
    first: int
    end: int
    """One past its last line."""


class Rows(Sequence[Line]):
    """Lines that are drawn when somebody looks at them: of 500 legs the 30 in view."""

    def __init__(self, keys: Sequence[str], draw: Callable[[int], Line]) -> None:
        """The key of each line, and what draws the line of a number."""
        self.keys = keys
        self._draw = cache(draw)

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> list[Line]: ...
    def __getitem__(self, at: int | slice) -> Line | list[Line]:
        if isinstance(at, slice):
            return [self._draw(each) for each in range(len(self))[at]]
        return self._draw(range(len(self))[at])


Build = Callable[[int], Sequence[Line]]
"""Makes the lines for a width in columns."""


class Singles(Sequence[Item]):
    """An item a line, each made when it is asked for: 20,000 of them take 9 ms of every key."""

    def __init__(self, keys: Sequence[str]) -> None:
        self.keys = keys

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, at: int) -> Item: ...
    @overload
    def __getitem__(self, at: slice) -> list[Item]: ...
    def __getitem__(self, at: int | slice) -> Item | list[Item]:
        if isinstance(at, slice):
            return [self[each] for each in range(len(self))[at]]
        place = range(len(self))[at]
        return Item(self.keys[place], place, place + 1)


def items(lines: Sequence[Line]) -> Sequence[Item]:
    """The runs of lines that share a key; lines without one belong to none."""
    keys = lines.keys if isinstance(lines, Rows) else [line.key for line in lines]
    different = set(keys)
    if len(different) == len(keys) and "" not in different:
        return Singles(keys)
    found: list[Item] = []
    for index, key in enumerate(keys):
        if not key:
            continue
        if found and found[-1].key == key and found[-1].end == index:
            found[-1] = found[-1]._replace(end=index + 1)
        else:
            found.append(Item(key, index, index + 1))
    return found


def keys_of(found: Sequence[Item]) -> Sequence[str]:
    """The items' keys, in their order."""
    return found.keys if isinstance(found, Singles) else [item.key for item in found]


def value_of(lines: list[Line], key: str) -> str | None:
    """What is copied of an item: its value, whole; None where there is no such item."""
    own = [line for line in lines if key and line.key == key]  # headings belong to no item
    value = next((line.value for line in own if line.value is not None), None)
    return " ".join(line.text.strip() for line in own) if own and value is None else value


def narrowed(lines: Sequence[Line], needle: str) -> list[Line]:
    """Only the items that hold some words, in any case, each below the heading that it had."""
    said: dict[str, list[str]] = {}
    for line in lines:
        said.setdefault(line.key, []).append(line.text)
    needle = needle.casefold()
    kept = {key for key, texts in said.items() if key and needle in " ".join(texts).casefold()}
    found: list[Line] = []
    heading: Line | None = None
    for line in lines:
        if not line.key:
            heading = line if line.text else heading
        elif line.key in kept:
            found += [heading, line] if heading else [line]
            heading = None
    return found or [Line((("Nothing here has these words; Esc shows all again.", "dim"),))]
