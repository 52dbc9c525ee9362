"""A line of a list or a panel, and how runs of lines make items."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

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


Build = Callable[[int], list[Line]]
"""Makes the lines for a width in columns."""


def items(lines: list[Line]) -> list[Item]:
    """The runs of lines that share a key; lines without one belong to none."""
    found: list[Item] = []
    for index, line in enumerate(lines):
        if not line.key:
            continue
        if found and found[-1].key == line.key and found[-1].end == index:
            found[-1] = found[-1]._replace(end=index + 1)
        else:
            found.append(Item(line.key, index, index + 1))
    return found


def value_of(lines: list[Line], key: str) -> str | None:
    """What is copied of an item: its value, whole; None where there is no such item."""
    own = [line for line in lines if line.key == key]
    value = next((line.value for line in own if line.value is not None), None)
    return " ".join(line.text.strip() for line in own) if own and value is None else value


def narrowed(lines: list[Line], needle: str) -> list[Line]:
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
