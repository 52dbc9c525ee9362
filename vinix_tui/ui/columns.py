"""Columns stay where they are, also behind letters whose width terminals do not agree on.

A vowel sign that stands beside its letter (हि), half a Korean syllable or a new emoji takes a
column more in some terminals than in others: what follows would move.
"""

from __future__ import annotations

from rich.cells import get_character_cell_size
from rich.console import Console
from rich.control import Control
from textual.strip import Strip

from vinix_tui.calls.letters import SIGNS


def placed(x: int, y: int, strip: Strip, console: Console) -> str:
    """What a terminal is sent to show a strip at a place; words behind a letter of doubtful width
    are placed anew."""
    cuts = _cuts(strip.text)
    said = ""
    for part in strip.divide([*cuts, strip.cell_length]) if cuts else [strip]:
        said += Control.move_to(x, y).segment.text + part.render(console)
        x += part.cell_length
    return said


def _cuts(text: str) -> list[int]:
    """The columns of words to be placed anew."""
    if text.isascii():
        return []
    cuts: list[int] = []
    column, doubt, before = 0, False, ""
    for sign in text:
        # Not a stranger's next word: it would cover the end of the one before it.
        if doubt and before == " " and (sign in SIGNS or (sign.isascii() and sign != " ")):
            cuts.append(column)
            doubt = False
        size = get_character_cell_size(sign)
        doubt = doubt or size != 1
        column += size
        before = sign
    return cuts
