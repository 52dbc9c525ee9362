"""Untrusted text made printable, once, at the door; and how wide it is on a terminal.

Every string of a leg was written by somebody with a SIP phone. Textual passes escape codes, C1
controls and bidi overrides straight to the terminal, so they become visible symbols here, and
what is left measures the same in every terminal: no joined emoji, no runaway accents.
"""

from __future__ import annotations

import re
import unicodedata

from rich.cells import cell_len

REPLACED = "\N{REPLACEMENT CHARACTER}"
ELLIPSIS = "…"
DOTTED_CIRCLE = "\N{DOTTED CIRCLE}"

_LINE_ENDS = re.compile(r"\r\n|\r|\n")
# More than four marks on one letter is no script's spelling; it climbs over the lines above it.
_MOST_MARKS = 4
_FILLERS = "\u115f\u1160\u3164\uffa0\u034f\u17b4\u17b5"  # printable by name, invisible by nature


def printable(text: str) -> str:
    """One line of text that cannot steer a terminal; clean text comes back as it was.

    C0 controls and DEL become control pictures (ESC is ␛), every other control, bidi, zero-width,
    private, unassigned or surrogate code point becomes �, exotic spaces become a space.
    Variation selectors, which only choose a glyph's looks, are dropped: terminals disagree on
    their width. Applying it twice changes nothing.
    """
    if text.isascii() and text.isprintable():
        return text
    made: list[str] = []
    marks = 0
    for character in text:
        shown = _shown(character)
        if shown and unicodedata.category(shown) in ("Mn", "Me"):
            marks += 1
            if marks > _MOST_MARKS:
                shown = ""
            elif not made:
                made.append(DOTTED_CIRCLE)  # else the mark would land on the neighbour's text
        elif shown:
            marks = 0
        made.append(shown)
    return "".join(made)


def printable_lines(text: str) -> tuple[str, ...]:
    """The lines of a text (ended by CRLF, LF or CR), each printable; a last line end adds none."""
    lines = _LINE_ENDS.split(text)
    if lines and not lines[-1]:
        lines.pop()
    return tuple(printable(line) for line in lines)


def cells(text: str) -> int:
    """How many terminal columns printable text takes, as the screen counts them."""
    return cell_len(text)


def cut(text: str, width: int) -> str:
    """Printable text in at most `width` columns, its end cut with a mark where it is longer."""
    if cells(text) <= width:
        return text
    return _head(text, width - 1) + ELLIPSIS if width > 0 else ""


def cut_middle(text: str, width: int) -> str:
    """Printable text in at most `width` columns; ids differ at both ends, so the middle goes."""
    if cells(text) <= width:
        return text
    if width < 3:
        return cut(text, width)
    tail = (width - 1) // 2
    return _head(text, width - 1 - tail) + ELLIPSIS + _head(text[::-1], tail)[::-1]


def fit(text: str, width: int, *, right: bool = False) -> str:
    """Printable text in exactly `width` columns: cut with a mark, or padded with spaces."""
    text = cut(text, width)
    padding = " " * (width - cells(text))
    return padding + text if right else text + padding


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


def _head(text: str, width: int) -> str:
    taken = 0
    for index, character in enumerate(text):
        taken += cell_len(character)
        if taken > width:
            return text[:index]
    return text


def wrap(text: str, width: int) -> list[str]:
    """Printable text in lines of at most `width` columns, broken at spaces where that is near."""
    lines = []
    while cells(text) > width > 0:
        head = _head(text, width) or text[0]
        space = head.rfind(" ")
        if space > len(head) // 2 and not text[len(head)].isspace():
            head = head[: space + 1]
        lines.append(head.rstrip())
        text = text[len(head) :].lstrip(" ")
    return [*lines, text]
