"""Columns hold in terminals that do not agree with us on how wide a letter is."""

from __future__ import annotations

import re

import pytest
from rich.console import Console
from rich.segment import Segment
from textual.strip import Strip
from wcwidth import wcwidth

from vinix_tui.calls.text import fit, printable
from vinix_tui.ui.columns import placed

CONSOLE = Console(color_system=None, force_terminal=True)


def shown(sent: str, width: int, odd: dict[str, int]) -> list[str]:
    """The cells of a row on a terminal that thinks some characters wider than others do."""
    row, x = [" "] * width, 0
    for code, final, letter in re.findall(r"\x1b\[([?\d;]*)([A-Za-z])|(.)", sent):
        if final == "H":
            x = int(code.split(";")[1]) - 1
        elif letter:
            size = odd.get(letter, wcwidth(letter))
            row[x : x + size] = [letter, ""][:size]
            x = min(x + size, width - 1)  # Textual has switched wrapping off
    return row[:width]


@pytest.mark.parametrize(
    "name", ["हिन्दी नाम", "தமிழ்", "한국어", "\u1112\u1161\u11ab", "日本 太郎", "☰ e\u0301"]
)
@pytest.mark.parametrize("more", [0, 1])
def test_what_stands_behind_a_name_stays_in_its_column(name: str, more: int) -> None:
    odd = {sign: min(2, wcwidth(sign) + more) for sign in name if wcwidth(sign) != 1}
    text = fit(printable(name), 14) + " 2001  → device  ██ " + fit(printable(name), 12)
    row = shown(placed(0, 0, Strip([Segment(text)]), CONSOLE), 46, odd)
    assert "".join(row[14:34]) == " 2001  → device  ██ "


def test_plain_text_costs_nothing_more() -> None:
    strip = Strip([Segment("Acme → 2001 ██ é")])
    assert placed(3, 4, strip, CONSOLE) == "\x1b[5;4H" + strip.render(CONSOLE)
