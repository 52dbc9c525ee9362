"""What a theme makes of a call: a few made-up lines in all styles, with the cursor on one."""

from __future__ import annotations

from vinix_tui.ui.widgets.leg_table import RINGING, TALKING
from vinix_tui.ui.widgets.line import Line
from vinix_tui.ui.widgets.line_view import Lit
from vinix_tui.ui.widgets.lines import Lines

_HERE = "legs"
_LANE = (f" {RINGING * 2}", "dim"), (f"{TALKING * 6} ", "good")
_LINES = (
    Line((("How it looks", "heading"),)),
    Line((("   #   who            number       lane      talk  ended", "label"),)),
    Line(
        (
            ("   1 ", "number"),
            ("→ ", "strong"),
            ("carrier Acme   202-555-0101", ""),
            *_LANE,
            (" 0:33  normal", ""),
        ),
        _HERE,
    ),
    Line(
        (
            ("✗", "bad"),
            ("  2 ", "number"),
            ("← ", "strong"),
            ("device Kim     2001        ", ""),
            *_LANE,
            (" 0:33 ", ""),
            (" no audio", "warn"),
        )
    ),
    Line((("✗ R29 ", "bad"), ("an error: the call is broken by it", ""), ("  error", "dim"))),
    Line((("▲ R30 ", "warn"), ("a warning: likely harmful", ""), ("  warning", "dim"))),
    Line((("• R60 ", "dim"), ("worth knowing", ""), ("  info", "dim"))),
    Line(
        (
            ("  User agent  ", "label"),
            ("Example phone", ""),
            ("  a remark", "dim"),
            ("  m=", "name"),
            ("audio 4000 ", "code"),
            ("✓", "good"),
        )
    ),
)


class Sample(Lines, can_focus=False):
    """Lines that nobody can go to; one is lit as if the cursor stood there."""

    def __init__(self) -> None:
        super().__init__(id="sample")
        self.styles.height = len(_LINES)

    def on_mount(self) -> None:
        self.show(lambda _width: list(_LINES))

    def lit(self) -> Lit | None:
        at = next(index for index, line in enumerate(self.lines) if line.key == _HERE)
        return Lit(at, at + 1, "cursor")
