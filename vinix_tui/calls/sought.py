"""What somebody types above a list of calls, and the rows that it keeps.

Words are looked for in numbers, names, ids and causes; every one must be there. Three digits and
more are a number, however it is written on either side. `in` and `out` are the way of the call,
`>30` and `>2m` the least time that was talked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from vinix_tui.calls.call_row import CallRow, Way

_BETWEEN = re.compile(r"(?<=[\d)])[ ./-]+(?=[(\d])")  # of a number that is written with spaces
_TRUNK = re.compile(r"\(0\)")  # +44 (0)20 …: the zero is dialled at home only
_NUMBER = re.compile(r"\+?[\d()./-]+")
_ABROAD = re.compile(r"^(?:00|011)")  # what is dialled for a +
_LEAST = re.compile(r">(\d{1,7})(s|m|h)?")
_SECONDS = {"s": 1, "m": 60, "h": 3_600, None: 1}
_FEWEST = 3  # digits; two are in every number
_WHOLE = 7  # digits that a number without its country or area has at least


@dataclass(frozen=True)
class Sought:
    """What a row must have to be kept."""

    words: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    """Digits alone, without what is dialled for a + or within the country."""
    way: Way | None = None
    least: int = 0
    """Seconds that were talked at least."""

    @classmethod
    def of(cls, typed: str) -> Sought:
        """What was typed, in any case; nothing typed keeps everything."""
        words: list[str] = []
        numbers: list[str] = []
        way: Way | None = None
        least = 0
        for word in _BETWEEN.sub("", _TRUNK.sub("", typed.casefold())).split():
            if word in ("in", "out"):
                way = "in" if word == "in" else "out"
            elif found := _LEAST.fullmatch(word):
                least = int(found[1]) * _SECONDS[found[2]]
            elif _NUMBER.fullmatch(word) and len(bare := _bare(word)) >= _FEWEST:
                numbers.append(bare)
            else:
                words.append(word)
        return cls(tuple(words), tuple(numbers), way, least)

    def keeps(self, row: CallRow) -> bool:
        """Whether a row has all of it."""
        return (
            (self.way is None or row.way == self.way)
            and (not self.least or (row.talk or 0) >= self.least)
            and all(word in row.text for word in self.words)
            and all(_has(row, number) for number in self.numbers)
        )


def _bare(number: str) -> str:
    return _ABROAD.sub("", re.sub(r"\D", "", number)).lstrip("0")


def _has(row: CallRow, number: str) -> bool:
    """Whether it is part of one of the row's numbers, or of an id; or, where the row has it
    without the country, whether the row's is the end of it.
    """
    if number in row.digits or number in row.text:
        return True
    if len(number) <= _WHOLE:
        return False
    ours = (each.lstrip("0") for each in row.digits.split("\n"))
    return any(len(each) >= _WHOLE and number.endswith(each) for each in ours)
