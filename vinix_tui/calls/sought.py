"""What somebody types above a list of calls, and the rows that it keeps.

Words are looked for in numbers, names and causes, long ones in ids too; every one must be there.
A number is found however it is written on either side. `in` and `out` are the way of the call,
`>30` and `>2m` the least time that was talked.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from vinix_tui.calls.call_row import CallRow, Way
from vinix_tui.calls.text import folded

_LONGEST = 500  # characters that are read; somebody has pasted a mail
_SPACED = re.compile(r">\s+(?=[0-9])")  # > 30
_TRUNK = re.compile(r"\(0\)")  # +44 (0)20 …: the zero is dialled at home only
_DASHES = re.compile("[\u2010-\u2015\u2212]")  # as web pages and mails write numbers
_NUMBER = re.compile(r"(?:tel:)?\+?[0-9()./-]*[0-9][0-9()./-]*")
_SIGNS = "+()./-"
_NO_DIGITS = re.compile("[^0-9]+")
_ABROAD = re.compile(r"^(?:00|011)")  # what is dialled for a +
_LEAST = re.compile(r">([0-9]{0,7})(s|min|m|h)?")
_SECONDS = {"s": 1, "m": 60, "min": 60, "h": 3_600, None: 1}
_FEWEST = 3  # digits of a number without its zeros; two are in every one
_OF_AN_ID = 6  # characters; fewer, such as a short name or an extension, are in too many ids


@dataclass(frozen=True)
class Number:
    """A number that was typed in one piece or several; or several numbers, one after another."""

    spellings: tuple[str, ...]
    """All its digits; and those without what is dialled for a +, or within the country."""
    pieces: tuple[tuple[str, str], ...]
    """Each as it was typed, folded, and its digits."""

    @classmethod
    def of(cls, pieces: list[str]) -> Number:
        """From its pieces; each has a digit."""
        each = tuple((piece, _NO_DIGITS.sub("", piece)) for piece in pieces)
        whole = "".join(digits for _, digits in each)
        bare = (whole.lstrip("0"), _ABROAD.sub("", whole).lstrip("0"))
        kept = (spelling for spelling in bare if len(spelling) >= _FEWEST)
        return cls(tuple(dict.fromkeys((whole, *kept))), each)

    def stands_in(self, row: CallRow) -> bool:
        """Whether it is part of one of the row's numbers; or one of those, written without its
        country or area, is the end of it; or every piece stands somewhere by itself.
        """
        digits = row.digits
        for spelling in self.spellings:
            if spelling in digits or (row.endings and spelling.endswith(row.endings)):
                return True
        for piece, its_digits in self.pieces:
            if its_digits not in digits and not _has(row, piece):
                return False
        return True


@dataclass(frozen=True)
class Sought:
    """What a row must have to be kept."""

    words: tuple[str, ...] = ()
    numbers: tuple[Number, ...] = ()
    way: Way | None = None
    least: int = 0
    """Seconds that were talked at least."""

    @classmethod
    def of(cls, typed: str) -> Sought:
        """What was typed, in any case; nothing typed keeps everything."""
        words: list[str] = []
        numbers: list[list[str]] = []
        way: Way | None = None
        least = 0
        beside = False  # whether the word before was part of a number, too
        for word in _words(typed):
            if not word.strip(_SIGNS):
                continue  # of a number that is still being typed
            number = _NUMBER.fullmatch(word)
            if number and beside and not word.startswith(("+", "tel:")):
                numbers[-1].append(word)
            elif number:
                numbers.append([word])
            elif word in ("in", "out"):
                way = "in" if word == "in" else "out"
            elif found := _LEAST.fullmatch(word):
                least = int(found[1] or 0) * _SECONDS[found[2]]
            else:
                words.append(word)
            beside = number is not None
        return cls(tuple(words), tuple(map(Number.of, numbers)), way, least)

    def keeps(self, row: CallRow) -> bool:
        """Whether a row has all of it."""
        if self.way is not None and row.way != self.way:
            return False
        if self.least and (row.talk or 0) < self.least:
            return False
        for word in self.words:  # no all(): with that, 20,000 rows take twice the time
            if not _has(row, word):
                return False
        for number in self.numbers:  # noqa: SIM110 - the same
            if not number.stands_in(row):
                return False
        return True


def _words(typed: str) -> list[str]:
    # Numbers from a phone's contacts come wrapped in unseen marks of direction.
    seen = "".join(sign for sign in typed[:_LONGEST] if unicodedata.category(sign) != "Cf")
    plain = _DASHES.sub("-", folded(seen))
    return _SPACED.sub(">", _TRUNK.sub(" ", plain)).split()


def _has(row: CallRow, word: str) -> bool:
    return word in row.text or (len(word) >= _OF_AN_ID and word in row.ids)
