"""What the history can be searched for, and how: every word anywhere, in any case and script.

A lookup's search text has one line each for ids, numbers, names and the headline; its last line is
the note. Numbers stand there twice, as written and as bare digits, so that `2025550101` finds
`+1 (202) 555-0101`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from vinix_tui.calls.leg import Leg
from vinix_tui.calls.lookup import Lookup
from vinix_tui.calls.text import folded

LONGEST = 4_000
"""Characters of ids, numbers and names: some 40 legs; a longer text would slow every search."""

_MOST_WORDS = 16
_LONGEST_WORD = 200  # SQLite refuses patterns over 50,000 bytes, and nobody types this
_LONGEST_NUMBER = 18  # digits: 15 (E.164) and an exchange's prefix; more is an interaction id
_NUMBER = re.compile(r"[\d+().\-/]*\d[\d+().\-/]*")


def search_text(lookup: Lookup, headline: str, *, ids_only: bool) -> str:
    """A lookup's search text without a note; with `ids_only` nothing but ids are in it."""
    legs = lookup.interaction.legs
    parts = [lookup.interaction_id, lookup.account_id]
    if not ids_only:
        parts += [part for leg in legs for part in _said(leg)]
    parts += [leg.call_id or leg.id or "" for leg in legs]
    return f"{_joined(parts)}\n{'' if ids_only else folded(headline)}\n"


def with_note(search: str, note: str) -> str:
    """A search text with another note."""
    return f"{search.rpartition(chr(10))[0]}\n{folded(note)}"


def words_of(typed: str) -> list[list[str]]:
    """The words of what was typed, each in its spellings, of which one must occur."""
    words = [word for part in typed.split()[:_MOST_WORDS] for word in folded(part).split()]
    # The longest word first: it is the rarest, and where it is missing the others are not tried.
    words = sorted(words[:_MOST_WORDS], key=len, reverse=True)
    return [_spellings(word[:_LONGEST_WORD]) for word in words]


def conditions(words: Iterable[Sequence[str]]) -> tuple[str, list[str]]:
    """Words in their spellings as an SQL condition on the column `search`, and its parameters."""
    sql, parameters = ["1"], []
    for spellings in words:
        sql.append("(" + " OR ".join(["search LIKE ? ESCAPE '\\'"] * len(spellings)) + ")")
        parameters += [f"%{_escaped(spelling)}%" for spelling in spellings]
    return " AND ".join(sql), parameters


def _spellings(word: str) -> list[str]:
    digits = _digits(word) if _NUMBER.fullmatch(word) else ""
    if not digits or len(digits) > _LONGEST_NUMBER:
        return [word]
    return [digits] if digits in word else [digits, word]


def _said(leg: Leg) -> Iterator[str]:
    numbers = (
        leg.from_number,
        leg.to_number,
        leg.caller_id_number,
        leg.callee_id_number,
        leg.other_leg_caller_id_number,
        leg.other_leg_destination_number,
        leg.digits_dialed,
    )
    for number in filter(None, numbers):
        yield number
        yield _digits(number)
    yield from filter(None, (leg.caller_id_name, leg.callee_id_name, leg.other_leg_caller_id_name))


def _joined(parts: Iterable[str]) -> str:
    """Each part once, on its own line, as many as there is room for."""
    text = ""
    for part in dict.fromkeys(folded(part) for part in parts):
        if part and len(text) + len(part) < LONGEST:
            text += f"\n{part}" if text else part
    return text


def _digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(c)) for c in text if c.isdecimal())


def _escaped(word: str) -> str:
    return re.sub(r"[\\%_]", r"\\\g<0>", word)
