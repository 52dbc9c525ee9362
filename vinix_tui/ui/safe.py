"""The last door: nothing unprintable reaches the terminal, whatever let it come this far.

Data is cleaned where it enters (calls.text). This filter sees every line that Textual is about to
write and is there for the day when somebody forgets, or a library adds a way around.
"""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from vinix_tui.calls.text import REPLACED


class PrintableOnly(LineFilter):
    """Replaces what could steer a terminal; a replacement is as wide as Textual thought it was."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The same segments, each with printable text only."""
        if all(segment.control or segment.text.isprintable() for segment in segments):
            return segments
        return [
            segment if segment.control else Segment(_harmless(segment.text), segment.style)
            for segment in segments
        ]


def _harmless(text: str) -> str:
    return "".join(
        character
        if character.isprintable() or character == "\xa0"
        else REPLACED * cell_len(character)
        for character in text
    )
