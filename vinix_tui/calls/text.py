"""Untrusted text made printable, once, at the door; and how wide it is on a terminal.

Every string of a leg was written by somebody with a SIP phone. Textual passes escape codes, C1
controls and bidi overrides straight to the terminal, so they become visible symbols here, and
what is left measures the same in every terminal: no joined emoji, no runaway accents.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rich.cells import cell_len

REPLACED = "\N{REPLACEMENT CHARACTER}"
ELLIPSIS = "…"
DOTTED_CIRCLE = "\N{DOTTED CIRCLE}"

_LONGEST_COMPARED = 4_000  # characters of one id, number, name or note
_LINE_ENDS = re.compile(r"\r\n|\r|\n")
# More than four marks on one letter is no script's spelling; it climbs over the lines above it.
_MOST_MARKS = 4
# Printable by name, invisible by nature.
_FILLERS = "\u115f\u1160\u3164\uffa0\u034f\u17b4\u17b5\u2800\U0001d159"


def printable(text: str) -> str:
    """One line of text that cannot steer a terminal; clean text comes back as it was.

    C0 controls and DEL become control pictures (ESC is ␛), every other control, bidi, zero-width,
    private, unassigned or surrogate code point becomes �, exotic spaces become a space.
    Variation selectors, which only choose a glyph's looks, are dropped: terminals disagree on
    their width. Marks and vowel signs, which take no column, get a ◌ to stand on where there is no
    letter before them, so no piece of the text reaches into what is left of it. Applying it twice
    changes nothing.
    """
    if text.isprintable() and (text.isascii() or all(map(_stays, text))):
        return text
    made: list[str] = []
    marks = 0
    letter = False  # whether a mark has something to stand on
    for character in text:
        shown = _shown(character)
        if not shown:
            continue
        if cell_len(shown):
            letter = shown != " "
            marks = 0
        else:
            if not letter:
                made.append(DOTTED_CIRCLE)
                letter = True
            marks += 1
        if marks <= _MOST_MARKS:
            made.append(shown)
    return "".join(made)


def printable_lines(text: str) -> tuple[str, ...]:
    """The lines of a text (ended by CRLF, LF or CR), each printable; a last line end adds none."""
    lines = _LINE_ENDS.split(text)
    if not lines[-1]:
        lines.pop()
    return tuple(printable(line) for line in lines)


def folded(text: str) -> str:
    """Text for comparing: printable, one form of each letter, no upper and lower case."""
    if text.isascii() and text.isprintable() and len(text) <= _LONGEST_COMPARED:
        return text.lower()
    # Cut first: NFKC makes 18 characters of one U+FDFA, and 9 MB of them held the screen 12 s.
    text = unicodedata.normalize("NFKC", printable(text[:_LONGEST_COMPARED])).casefold()
    return unicodedata.normalize("NFKC", text)


def cells(text: str) -> int:
    """How many terminal columns printable text takes, as the screen counts them."""
    return cell_len(text)


def cut(text: str, width: int) -> str:
    """Printable text in at most `width` columns, its end cut with a mark where it is longer."""
    if cells(text) <= width:
        return text
    return text[: _end(text, width - 1)] + ELLIPSIS if width > 0 else ""


def cut_middle(text: str, width: int) -> str:
    """Printable text in at most `width` columns; ids differ at both ends, so the middle goes."""
    if cells(text) <= width:
        return text
    if width < 3:
        return cut(text, width)
    tail = (width - 1) // 2
    return text[: _end(text, width - 1 - tail)] + ELLIPSIS + text[_tail(text, tail) :]


def fit(text: str, width: int, *, right: bool = False) -> str:
    """Printable text in exactly `width` columns: cut with a mark, or padded with spaces."""
    text = cut(text, width)
    padding = " " * (width - cells(text))
    return padding + text if right else text + padding


def wrap(text: str, width: int) -> list[str]:
    """Printable text in lines of at most `width` columns, broken at spaces where that is near.

    One line at least. A width below 1 leaves the text whole, for whoever draws it to cut; in a
    width of 1, a character of two columns becomes �.
    """
    if width < 1 or cells(text) <= width:
        return [text]
    if width == 1:
        text = "".join(REPLACED if cells(character) > 1 else character for character in text)
    lines = []
    start = 0
    while start < len(text):
        end = _end(text, width, start)
        if end < len(text) and text[end] != " ":
            space = text.rfind(" ", start, end)
            if space - start > (end - start) // 2:
                end = space + 1
        lines.append(text[start:end].rstrip(" "))
        start = end
        while start < len(text) and text[start] == " ":
            start += 1
    return lines


@lru_cache(maxsize=4096)  # else 500 headlines with a mark each take 30 ms, and a key waits
def _stays(character: str) -> bool:
    """Whether it is shown as itself, whatever stands beside it."""
    return _shown(character) == character and cell_len(character) > 0


def _shown(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\N{SYMBOL FOR DELETE}"
    if 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF:
        return ""
    if not character.isprintable():
        return " " if unicodedata.category(character) == "Zs" else REPLACED
    if character in _FILLERS or 0x1F3FB <= code <= 0x1F3FF:  # skin tones join what is before them
        return REPLACED
    if 0x1F1E6 <= code <= 0x1F1FF:  # half a flag: its letter, since pairs are joined by some only
        return chr(code - 0x1F1E6 + ord("A"))
    return character


def _end(text: str, width: int, start: int = 0) -> int:
    """Where the text from `start` on has filled `width` columns; what takes none goes along."""
    if text.isascii():
        return min(start + width, len(text))
    taken = 0
    for index in range(start, len(text)):
        taken += cell_len(text[index])
        if taken > width:
            return index
    return len(text)


def _tail(text: str, width: int) -> int:
    """Where the last `width` columns of the text begin; never at a mark, without its letter."""
    start = len(text)
    taken = 0
    for index in range(len(text) - 1, -1, -1):
        size = cell_len(text[index])
        taken += size
        if taken > width:
            break
        if size:
            start = index
    return start
