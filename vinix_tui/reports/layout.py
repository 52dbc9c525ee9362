"""The page of a text report: words wrapped and columns shrunk to its width, in terminal cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from vinix_tui.calls.letters import SIGNS
from vinix_tui.calls.text import ELLIPSIS, cells, cut, cut_middle, printable

_GAP = 2  # cells between two columns
_WIDEST = 60  # cells of one column on any terminal: a name of 5 kB gains nothing by more
_LONGEST = 1_000  # cells of a line that is not wrapped; no sentence of ours is longer
_BOLD, _DIM, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
# What we write here; arrows have room for two columns. Strangers' signs stay, as escapes.
_IN_ASCII = {sign: SIGNS[sign] for sign in "└·–’…✗▲"} | {"→": "->", "←": "<-"}


class Column(NamedTuple):
    """How one column of a table behaves."""

    least: int
    """Cells that it does not shrink below."""
    right: bool = False
    middle: bool = False
    """Whether it is cut in the middle, as ids and numbers differ at both ends."""


class Page:
    """Lines that all fit in `width` cells, in the letters and colours that the reader can show.

    Where they are not `wrapped`, each sentence is one line, for whoever wraps it in turn, and only
    tables keep to the width.
    What is written on it may hold anything: it is made printable here once more.
    """

    def __init__(
        self, width: int, *, wrapped: bool = True, colour: bool = False, ascii_only: bool = False
    ) -> None:
        self.width = max(1, width)
        self._line = self.width if wrapped else max(self.width, _LONGEST)
        self._colour = colour
        self._ascii = ascii_only
        self._lines: list[str] = []

    def __str__(self) -> str:
        """The finished page, ended by a line feed."""
        return "".join(f"{line}\n" for line in self._lines)

    def heading(self, text: str) -> None:
        """A line that stands out, below an empty one unless it is the first."""
        if self._lines:
            self.blank()
        self._add(self._say(text), _BOLD)

    def blank(self) -> None:
        """An empty line."""
        self._lines.append("")

    def item(self, label: str, text: str, most: int = 3, *, dim: bool = False) -> None:
        """A label and, right of it, a text in at most `most` lines."""
        label = cut(self._say(label), self._line)
        indent = cells(label)
        for line in _wrapped(self._say(text), max(1, self._line - indent), most):
            self._add(label + line, _DIM if dim else "")
            label = " " * indent

    def table(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[str]],
        below: Sequence[str | None],
    ) -> None:
        """Rows with their columns aligned, the widest shrunk first; `below` is what stands under
        each row, dim, or None.
        """
        said = [[self._say(text) for text in row] for row in rows]
        widths = _widths(columns, said, self.width)
        for row, remark in zip(said, below, strict=True):
            self._add(cut(_aligned(columns, row, widths), self.width))
            if remark:
                self.item(" " * (widths[0] + _GAP), remark, dim=True)

    def _say(self, text: str) -> str:
        text = printable(text)
        return in_ascii(text) if self._ascii else text

    def _add(self, line: str, style: str = "") -> None:
        line = cut(line, self._line).rstrip()
        if self._ascii:
            line = line.replace(ELLIPSIS, _IN_ASCII[ELLIPSIS])
        self._lines.append(f"{style}{line}{_PLAIN}" if style and self._colour and line else line)


def in_ascii(text: str) -> str:
    """A text for readers who have nothing but ASCII: arrows as `->`, other letters escaped."""
    if text.isascii():
        return text
    for sign, plain in _IN_ASCII.items():
        text = text.replace(sign, plain)
    return text.encode("ascii", "backslashreplace").decode("ascii")


def _wrapped(text: str, width: int, most: int) -> list[str]:
    """Lines of whole words; a word wider than a line is cut, and so is the last line allowed."""
    lines = [""]
    words = text.split(" ")
    for position, word in enumerate(words):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if not lines[-1] or cells(longer) <= width:
            lines[-1] = longer
        elif len(lines) < most:
            lines.append(word)
        else:
            lines[-1] = " ".join([lines[-1], *words[position:]])
            break
    return [cut(line, width) for line in lines]


def _widths(columns: Sequence[Column], rows: list[list[str]], width: int) -> list[int]:
    widths = [
        min(_WIDEST, max([column.least, *(cells(row[index]) for row in rows)]))
        for index, column in enumerate(columns)
    ]
    while sum(widths) + _GAP * (len(widths) - 1) > width:
        slack = [(widths[i], i) for i, column in enumerate(columns) if widths[i] > column.least]
        if not slack:
            break  # narrower than this table can be: its lines are cut at their ends
        widths[max(slack)[1]] -= 1
    return widths


def _aligned(columns: Sequence[Column], row: list[str], widths: list[int]) -> str:
    made = []
    for column, text, width in zip(columns, row, widths, strict=True):
        text = cut_middle(text, width) if column.middle else cut(text, width)
        padding = " " * (width - cells(text))
        made.append(padding + text if column.right else text + padding)
    return (" " * _GAP).join(made)
