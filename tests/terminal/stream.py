"""A strict reader of what a program sends to a terminal, and what is wrong with it.

Everything is refused that is not on a short list. Of escape sequences the list holds the *shapes*
(final letter, mode number, kinds of attributes) that Textual sends over a harmless call, so an
escape code of a stranger stands out even where it is of a common kind: `ESC [ 31 m` or `ESC [ H`
never come from Textual in 256 colours, `ESC [ 1 ; 1 H` does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

ST = ("\x1b\\", "\x07")
_CSI = re.compile(r"\x1b\[([<=>?]?)([0-9;:]*)([ -/]*)([@-~])")
_STRING = re.compile(r"\x1b([\]PX^_])([^\x1b\x07\x9c]*)(\x1b\\|\x07|\x9c)")
_OTHER = re.compile(r"\x1b[ -/]*[0-Z\\`-~]")

SHAPES = frozenset(
    {
        "CSI y;x H",  # the cursor to a place, always with both numbers
        "OSC 22 default",  # the mouse pointer's looks, the one word that Textual sends by itself
        # Attributes, by ones. 256 colours come as 38;5 and 48;5.
        *(f"SGR {code}" for code in ("0", "1", "4", "7", "38;5", "48;5")),
        # Private modes: alternate screen, cursor, line wrap, mouse, focus, paste.
        *(
            f"mode {number}{letter}"
            for number in (1049, 25, 7, 1000, 1003, 1006, 1015, 1004, 2004)
            for letter in "hl"
        ),
        "kitty push",
        "kitty pop",
        "ask 2026",  # does it know synchronized output?
        "ask 2048",  # does it tell its size by itself?
    }
)
"""What Textual sends to a terminal of 256 colours."""
COPYING = SHAPES | {"OSC 52"}
"""The same where something was copied: a text to the clipboard, which is nothing but base64."""
PLAIN = frozenset(
    {"SGR 0", "SGR 1", "SGR 2", *(f"SGR {code}" for code in (*range(30, 38), *range(90, 98)))}
)
"""What a printed report may hold at a terminal: colours of the foreground, bold, dim."""

# Printable by name, yet invisible, joining or choosing a glyph: terminals disagree on their widths.
_UNSEEN = frozenset("\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u2800\u3164\uffa0")
_RANGES = ((0xFE00, 0xFE0F), (0xE0100, 0xE01EF), (0x1F3FB, 0x1F3FF), (0x1F1E6, 0x1F1FF))
_MOST_MARKS = 4  # accents on one letter; more climb over the lines above


@dataclass(frozen=True)
class Piece:
    """A run of text, or one escape sequence with its shape ("" where it has none that is known)."""

    kind: Literal["text", "sequence"]
    raw: str
    shapes: tuple[str, ...] = ()


def pieces(data: bytes) -> Iterator[Piece]:
    """The stream in pieces; an ESC that begins nothing known is a sequence without a shape."""
    text = data.decode(errors="surrogateescape")
    at = 0
    while at < len(text):
        end = text.find("\x1b", at)
        if end != at:
            end = len(text) if end < 0 else end
            yield Piece("text", text[at:end])
            at = end
            continue
        found = _CSI.match(text, at) or _STRING.match(text, at) or _OTHER.match(text, at)
        raw = found.group() if found else text[at : at + 20]
        yield Piece("sequence", raw, _shapes(raw))
        at += len(raw)


def shapes(data: bytes) -> set[str]:
    """The shapes of all sequences; `unknown ...` for one that has none."""
    return {
        shape
        for piece in pieces(data)
        if piece.kind == "sequence"
        for shape in piece.shapes or (f"unknown {piece.raw!r}",)
    }


def faults(
    data: bytes, *, allowed: frozenset[str] = SHAPES, line_ends: tuple[str, ...] = ("\r\n",)
) -> list[str]:
    """Everything that is wrong with a stream, in order; at most 20 of them."""
    found: list[str] = []
    for piece in pieces(data):
        if piece.kind == "text":
            found += _wrong_text(piece.raw, line_ends)
        elif not piece.shapes or not allowed.issuperset(piece.shapes):
            found.append(f"sequence {piece.raw!r} {sorted({*piece.shapes} - allowed)}")
        if len(found) >= 20:
            break
    return found[:20]


def left_on(data: bytes) -> set[str]:
    """What a terminal is left with at the end of the stream, where that is not how it began."""
    states: dict[str, str] = {}
    pushed = 0
    for piece in pieces(data):
        for shape in piece.shapes:
            if shape.startswith("mode "):
                states[shape[5:-1]] = shape[-1]
            elif shape.startswith("kitty"):
                pushed += 1 if shape == "kitty push" else -1
    usual = {"25": "h", "7": "h"}  # the cursor shows and lines wrap, before and after
    left = {
        f"mode {number}{state}"
        for number, state in states.items()
        if state != usual.get(number, "l")
    }
    return left | ({"kitty keyboard"} if pushed > 0 else set())


def _shapes(raw: str) -> tuple[str, ...]:
    if match := _CSI.fullmatch(raw):
        private, numbers, middle, final = match.groups()
        if final == "m" and not private and not middle:
            return tuple(f"SGR {code}" for code in _attributes(numbers))
        if final == "H" and re.fullmatch(r"\d+;\d+", numbers) and not private and not middle:
            return ("CSI y;x H",)
        if private == "?" and final in "hl" and re.fullmatch(r"\d+", numbers) and not middle:
            return (f"mode {numbers}{final}",)
        if private == "?" and final == "p" and middle == "$":
            return (f"ask {numbers}",)
        if final == "u" and private in "<>" and private:
            return ("kitty push",) if private == ">" else ("kitty pop",)
    elif match := _STRING.fullmatch(raw):
        kind, body, _end = match.groups()
        if kind == "]" and body == "22;default":
            return ("OSC 22 default",)
        if kind == "]" and re.fullmatch(r"52;c;[A-Za-z0-9+/]+={0,2}", body) and raw[-1] == "\x07":
            return ("OSC 52",)
    return ()


def _attributes(numbers: str) -> Iterator[str]:
    """The attributes of a SGR by ones; `ESC [ m` counts as none that Textual would send."""
    parts = numbers.split(";")
    while parts:
        code = parts.pop(0)
        if code in ("38", "48", "58") and parts:
            kind = parts.pop(0)
            code = f"{code};{kind}"
            del parts[: {"5": 1, "2": 3}.get(kind, 0)]
        yield code or "empty"


def _wrong_text(text: str, line_ends: tuple[str, ...]) -> Iterator[str]:
    for end in line_ends:
        text = text.replace(end, "")
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if not _harmless(character) or marks > _MOST_MARKS:
            yield f"character U+{ord(character):04X} in {text[:60]!r}"
            return


def _harmless(character: str) -> bool:
    code = ord(character)
    return (
        character.isprintable()
        and character not in _UNSEEN
        and not any(low <= code <= high for low, high in _RANGES)
    )
