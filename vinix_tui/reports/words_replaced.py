"""Whole words of a text replaced, in one pass, so that nothing is replaced twice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import takewhile
from typing import Final

from vinix_tui.reports.stand_ins import LONG

# Thai to Burmese, Khmer, kana, Chinese, Korean: words follow each other without blanks, or have
# others of one letter glued to them.
_UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
    r"\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
LETTER: Final = rf"[^\W_{_UNSPACED}]"
"""A letter or digit that is part of a longer word where another one stands next to it."""

# UUIDs and interaction ids are nobody's; a piece of one that looks like an extension is none.
# In an address within an address `%3A` is a colon, and no part of the word behind it.
_RUN: Final = re.compile(
    r"((?:[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|6[0-9]{10}-[0-9a-f]{8})(?![^\W_])"
    r"|%(?:2[0-9A-Fa-f]|3[A-Fa-f]|40|5[B-Fb-f]|7[B-Eb-e]))"
    rf"|{LETTER}+|[{_UNSPACED}]"
)
_GOES_ON: Final = re.compile(rf"(?<![{_UNSPACED}]){LETTER}")
"""Where this stands behind a word, it is part of a longer one."""
_NEXT: Final = re.compile(rf"[ \xa0().\-\u2010-\u2014/]{{1,2}}[0-9]+(?!{LETTER})")
_MOST: Final = 20
"""Digits that are put together over blanks and dashes."""
_ZEROS: Final = 4
"""Of them those that may stand ahead of a number: 0, 00, 011 behind an outside line."""
_GLUED: Final = re.compile(r"[0-9]{8,}")
"""Digits that are somebody's number also within a longer word: rec12025550101."""


def folded(text: str) -> str:
    """A text in one case, letter by letter: İ in lower case would be two, and Σ one of two."""
    if text.isascii():
        return text.lower()
    alike = ((sign, sign.casefold()) for sign in text)
    return "".join(low if len(low) == 1 else sign.lower()[0] for sign, low in alike)


class Words:
    """Phrases, long and short numbers with what stands in for each. Phrases are `folded` and
    begin with a letter or a digit; long numbers are digits without zeros ahead.
    """

    def __init__(
        self, phrases: Mapping[str, str], long: Mapping[str, str], short: Mapping[str, str]
    ) -> None:
        self._phrases = phrases
        self._long = long
        self._short = short
        self._ends = {
            number[-LONG:]: number for number in reversed(list(long)) if len(number) >= LONG
        }
        self._beginnings = {core[:end] for core in long for end in range(min(len(core), _MOST) + 1)}
        sizes: dict[str, set[int]] = {}
        for phrase in phrases:
            first = _RUN.match(phrase)
            if first:
                sizes.setdefault(first[0], set()).add(len(phrase))
        self._sizes = {first: sorted(found, reverse=True) for first, found in sizes.items()}

    def replaced(self, text: str) -> str:
        """The text with all of them replaced that are not part of a longer word."""
        made: list[str] = []
        done = at = 0
        low = folded(text)
        while run := _RUN.search(text, at):
            at = run.end()
            if run[1]:
                continue
            found = self._at(text, low, run.start(), run[0])
            if found is not None:
                at, new = found
                made += [text[done : run.start()], new]
                done = at
        return "".join([*made, text[done:]])

    def _at(self, text: str, low: str, start: int, run: str) -> tuple[int, str] | None:
        """Where the word ends that begins here, and what stands in for it; `low` is the text
        folded.
        """
        for size in self._sizes.get(low[start : start + len(run)], ()):
            end = start + size
            new = self._phrases.get(low[start:end])
            if new is not None and not _GOES_ON.match(text, end):
                return end, new
        before = text[start - 1 : start]
        if not (run.isascii() and run.isdigit()):
            new = _GLUED.sub(lambda found: self._number(found[0]) or found[0], run)
            return (start + len(run), new) if new != run else None
        if before == "*":
            for ahead in (1, 2):
                if new := self._number(run[ahead:]):
                    return start + len(run), run[:ahead] + new
            return None
        if self._long:
            found = self._spelled(text, start, run)
            if found is not None:
                return found
        new = self._number(run)
        return (start + len(run), new) if new else None

    def _number(self, digits: str) -> str:
        """A number with its stand-in, also one that ends as a known one does; "" for others'."""
        core = digits.lstrip("0")
        if core in self._long:
            return digits[: len(digits) - len(core)] + self._long[core]
        if digits in self._short:
            return self._short[digits]
        known = self._ends.get(digits[-LONG:])
        if known is None:
            return ""
        backwards = zip(reversed(known), reversed(digits), strict=False)
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], backwards))
        return digits[:-same] + self._long[known][-same:]

    def _spelled(self, text: str, start: int, run: str) -> tuple[int, str] | None:
        """A long number, also with blanks and dashes in it, which stay where they are."""
        digits, end = run, start + len(run)
        found = None
        while True:
            core = digits.lstrip("0")
            if core in self._long:
                new = iter(digits[: len(digits) - len(core)] + self._long[core])
                laid = "".join(
                    next(new, "") if sign.isdigit() else sign for sign in text[start:end]
                )
                found = end, laid + "".join(new)
            zeros = len(digits) - len(core)
            likely = core in self._beginnings and len(digits) < _MOST and zeros <= _ZEROS
            more = _NEXT.match(text, end) if likely else None
            if more is None:
                return found
            digits += re.sub("[^0-9]", "", more[0])
            end = more.end()
