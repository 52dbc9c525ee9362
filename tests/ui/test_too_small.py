"""A terminal that is too small: one plain line says so, and all is back when it grows again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.geometry import Size

from vinix_tui.calls.ids import recognise
from vinix_tui.calls.text import cells
from vinix_tui.ui.too_small import LEAST, is_too_small, rows
from vinix_tui.ui.widgets.lines import Lines

if TYPE_CHECKING:
    from tests.ui.conftest import Browsing, Sitting, Started

CALL = "63962105613-0ff1ce66"
TINY = [(1, 1), (2, 1), (5, 3), (20, 5), (59, 50), (300, 10)]


def place(sitting: Sitting) -> tuple[object, ...]:
    """Where the user is: the focus, and each list's cursor and scroll place."""
    screen = sitting.app.screen
    lists = [(part.id, part.cursor_key, part.scroll_offset) for part in screen.query(Lines)]
    return screen, sitting.app.focused, lists, sitting.text


@pytest.mark.parametrize("keys", ["", "1", "4G", "6 ", "s", "h", "?G", "n", "/", ":"])
async def test_whatever_is_open_comes_back_as_it_was(browsing: Browsing, keys: str) -> None:
    async with browsing(CALL) as sitting:
        for key in keys:
            await sitting.burst("down" if key == " " else key)
        await sitting.until({":": "── Commands", "n": "Note on"}.get(keys, "·"))
        before = place(sitting)
        for size in TINY:
            await sitting.resize(*size)
            assert place(sitting) == before
        await sitting.resize(80, 24)
        assert place(sitting) == before
        await sitting.resize(120, 36)
        assert sitting.app.screen.size == (120, 36)
        await sitting.burst("escape")


async def test_what_is_opened_and_closed_meanwhile_is_whole_afterwards(browsing: Browsing) -> None:
    async with browsing(CALL) as sitting:
        await sitting.burst("4", "G")
        before = place(sitting)
        await sitting.resize(30, 8)
        await sitting.burst("?")
        await sitting.burst("escape")
        await sitting.resize(80, 24)
        assert place(sitting) == before


async def test_a_start_in_a_tiny_terminal_is_no_different(start: Started) -> None:
    async with start(wanted=recognise(CALL), size=(20, 5)) as sitting:
        await sitting.resize(80, 24)
        await sitting.until("saved")
        assert sitting.has("Legs ·") and sitting.has("? help")


async def test_at_the_smallest_size_a_leg_and_three_lines_of_its_tab_stand(
    browsing: Browsing,
) -> None:
    async with browsing(CALL, size=(LEAST.width, LEAST.height)) as sitting:
        for tab in "123456":
            await sitting.burst(tab)
            lines = sitting.text.split("\n")
            assert lines[2].startswith("── Legs") and "▸" in lines[4]
            assert all(f"{number} " in lines[5] for number in range(1, 7))
            assert lines[5].rstrip("─ ").endswith("]" if tab == "6" else "6 Raw")
            assert len(lines) == 11 and any(line.strip() for line in lines[6:9])
            assert lines[-1].endswith("? help")


def test_it_says_how_large_the_terminal_should_be_and_marks_what_is_cut() -> None:
    def said(width: int, height: int) -> list[str]:
        return [row.text.rstrip() for row in rows(Size(width, height))]

    assert said(40, 1) == ["Too small: 40x1. Make it 60x11 or larger."[:39] + "…"]
    assert said(59, 2) == ["Too small: 59x2. Make it 60x11 or larger.", ""]
    assert said(12, 2) == ["Too small:", "12x2. Make …"]
    assert said(1, 1) == ["…"]
    assert said(0, 0) == []


@pytest.mark.parametrize("size", TINY)
def test_the_line_fills_the_terminal_whatever_its_size(size: tuple[int, int]) -> None:
    made = rows(Size(*size))
    assert len(made) == size[1] and {cells(row.text) for row in made} == {size[0]}
    assert is_too_small(Size(*size)) and not is_too_small(LEAST)
