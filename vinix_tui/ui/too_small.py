"""What is shown in a terminal that is too small for the screens, until it grows again."""

from __future__ import annotations

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip

from vinix_tui.calls.text import cut, fit, wrap

LEAST = Size(60, 11)
"""The six tabs and the ways to sign in take 59 columns. In 11 rows, half of tmux's 80x24, one leg
and three lines of its tab are left."""


def is_too_small(size: Size) -> bool:
    """Whether something that matters would be lost at a size."""
    return size.width < LEAST.width or size.height < LEAST.height


def rows(size: Size) -> list[Strip]:
    """How large the terminal is and how large it should be, in as many words as it has room for."""
    width, height = size
    said = f"Too small: {width}x{height}. Make it {LEAST.width}x{LEAST.height} or larger."
    lines = wrap(said, width)
    if len(lines) > height:
        lines = [*lines[: height - 1], cut(" ".join(lines[height - 1 :]), width)]
    lines += [""] * (height - len(lines))
    return [Strip([Segment(fit(line, width))], width) for line in lines[:height]]
