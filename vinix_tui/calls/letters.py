"""What stands for our signs, sign by sign, where a terminal or a file has nothing but ASCII.

Each stand-in is as wide as its sign, so no column moves. A terminal without UTF-8 shows the screens
by this table, and `show` spells its signs by it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from vinix_tui.calls.text import cells

SIGNS: Final[Mapping[str, str]] = {
    # marks; the help explains them, as they look there
    "✗": "x", "▲": "!", "•": "*", "·": "-", "▸": ">", "→": ">", "←": "<", "└": "+",
    "≠": "%", "✓": "=", "★": "P", "…": "~", "\N{REPLACEMENT CHARACTER}": "?",
    # lanes, rules and choices
    "░": ".", "█": "#", "─": "-", "●": "@", "○": "o", "■": "X", "□": "_",
    # in words
    "↑": "^", "↓": "v", "↔": "/", "–": "-", "—": "-", "¦": "|",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'",
    # Textual's: ends of scroll bars, and edges
    **dict.fromkeys("▂▃▄▅▆▇▀▉▊▋▌▍▎▏▐", "#"), "▁": "_", "▔": "-",
}  # fmt: skip


def in_cells(error: UnicodeError) -> tuple[str, int]:
    """Handler of encoding errors for a screen: our signs by the table, what a stranger wrote as ?,
    one for each of its columns.
    """
    return _stood_in(error, lambda character: "?" * cells(character))


def in_escapes(error: UnicodeError) -> tuple[str, int]:
    """Handler of encoding errors for lines: our signs by the table, what a stranger wrote as its
    backslash escape, from which it can be told.
    """
    return _stood_in(error, lambda character: ascii(character)[1:-1])


def _stood_in(error: UnicodeError, strangers: Callable[[str], str]) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    failed = error.object[error.start : error.end]
    made = "".join(SIGNS.get(character) or strangers(character) for character in failed)
    return made, error.end
