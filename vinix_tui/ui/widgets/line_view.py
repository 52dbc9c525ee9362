"""Lines on the screen: only those in view are drawn, in the theme's styles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.scroll_view import ScrollView
from textual.strip import Strip

from vinix_tui.ui.widgets.line import Line


class Lit(NamedTuple):
    """Lines that stand out, and how."""

    first: int
    end: int
    style: str


class LineView(ScrollView):
    """Lines below a header that does not scroll; a mark stands at the first of the lit ones."""

    STYLES = (
        *(
            "label",
            "dim",
            "strong",
            "heading",
            "good",
            "warn",
            "bad",
            "code",
            "name",
            "number",
            "found",
        ),
        *("cursor", "cursor-away"),
    )
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"lines--{name}" for name in STYLES}

    header: Line | None = None
    lines: Sequence[Line]

    def lit(self) -> Lit | None:
        """What stands out now."""
        return None

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        if self.header is not None:
            if y == 0:
                return self._strip(self.header, " ", None, width)
            y -= 1
        index = y + self.scroll_offset.y
        if index >= len(self.lines):
            return Strip.blank(width, self.rich_style)
        lit = self.lit()
        if lit is None or not lit.first <= index < lit.end:
            return self._strip(self.lines[index], " ", None, width)
        # Its ground, not its ink: the spans keep their colours.
        ground = self.get_component_rich_style(f"lines--{lit.style}", partial=True)
        return self._strip(self.lines[index], "▸" if index == lit.first else " ", ground, width)

    def _strip(self, line: Line, mark: str, ground: Style | None, width: int) -> Strip:
        base = self.rich_style
        segments = []
        for text, name in ((mark, ""), *line.fitted(width - 1)):
            style = base + self.get_component_rich_style(f"lines--{name}") if name else base
            segments.append(Segment(text, style + ground if ground else style))
        return Strip(segments, width).simplify()  # a change of style costs 26 bytes
