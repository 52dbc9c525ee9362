"""Our signs on the Linux console, whose font has 256 or 512 of them and says nothing of which.

What a terminal without UTF-8 shows is decided where its stream is made ready (cli.output).
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from vinix_tui.calls.letters import SIGNS


def filters(environ: Mapping[str, str]) -> list[LineFilter]:
    """The filters that the terminal at hand needs, by its TERM."""
    return [ConsoleSigns()] if environ.get("TERM") == "linux" else []


class ConsoleSigns(LineFilter):
    """Puts a stand-in, as wide, for those of our signs that the console would draw as one blot."""

    def __init__(self) -> None:
        super().__init__()
        # The kernel's own font is code page 437, and those that distributions load keep these.
        font = {*bytes(range(0x80, 0x100)).decode("cp437"), *"•○↑↓→←↔▲"}
        self._stand_ins = str.maketrans(
            {sign: to for sign, to in SIGNS.items() if sign not in font}
        )

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The same segments, in signs that the console has."""
        return [
            segment
            if segment.control or segment.text.isascii()
            else Segment(segment.text.translate(self._stand_ins), segment.style)
            for segment in segments
        ]
