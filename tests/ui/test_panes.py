"""Panes share the screen, or one has it alone; filters and legs are the same keys everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vinix_tui.ui.widgets.leg_table import LegTable
from vinix_tui.ui.widgets.lines import Lines

if TYPE_CHECKING:
    from tests.ui.conftest import Inspecting, Sitting

CALL = "63962647202-00000002"


def lines_shown(sitting: Sitting, pane: str) -> int:
    return sitting.app.screen.query_one(f"#{pane}").size.height


def has_focus(sitting: Sitting, pane: str) -> bool:
    return bool(sitting.app.focused and sitting.app.focused.id == pane)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (150, 40)])
async def test_m_gives_the_open_tab_all_the_room_and_takes_it_back(
    inspecting: Inspecting, size: tuple[int, int]
) -> None:
    async with inspecting(CALL, size=size) as sitting:
        before = sitting.text
        await sitting.burst("1")
        shared = lines_shown(sitting, "summary")
        await sitting.burst("m")
        assert lines_shown(sitting, "summary") > shared or size[0] == 150
        assert "── Legs" not in sitting.text and "Interaction" not in sitting.text.split("\n")[1]
        assert sitting.app.screen.query_one("#summary").size.width > size[0] - 5
        assert has_focus(sitting, "summary")
        await sitting.burst("m", "0")
        assert sitting.text == before


async def test_m_gives_the_legs_all_the_room_and_esc_takes_it_back(inspecting: Inspecting) -> None:
    async with inspecting(CALL) as sitting:
        await sitting.burst("m")
        assert "[1 Summary" not in sitting.text and "── Legs" in sitting.text
        await sitting.burst("escape")
        assert "[1 Summary" in sitting.text and has_focus(sitting, "legs")


async def test_a_maximised_pane_gives_way_to_the_one_that_is_asked_for(
    inspecting: Inspecting,
) -> None:
    async with inspecting(CALL) as sitting:
        await sitting.burst("m", "2")  # from the legs to a tab
        assert has_focus(sitting, "call-info")
        assert "[2 Call info" in sitting.text and "── Legs" not in sitting.text
        await sitting.burst("0")
        assert has_focus(sitting, "legs") and "[2 Call info" not in sitting.text
        await sitting.burst("s")
        assert has_focus(sitting, "interaction")
        assert "[2 Call info" in sitting.text and "── Legs" in sitting.text


async def test_a_search_pane_has_no_pane_to_maximise(inspecting: Inspecting) -> None:
    async with inspecting(CALL) as sitting:
        before = sitting.text
        await sitting.burst("s", "m")
        assert "── Legs" in sitting.text
        await sitting.burst("escape")
        assert sitting.text == before


async def test_the_next_leg_is_shown_in_a_maximised_tab(inspecting: Inspecting) -> None:
    async with inspecting(CALL) as sitting:
        await sitting.burst("2", "m", "]")
        assert sitting.has("Leg 2 · device Kim Larsen") and has_focus(sitting, "call-info")


async def test_0_goes_to_the_legs(inspecting: Inspecting) -> None:
    async with inspecting(CALL) as sitting:
        await sitting.burst("6", "0")
        assert isinstance(sitting.app.focused, LegTable)


async def test_the_help_is_narrowed_and_esc_shows_all_again(inspecting: Inspecting) -> None:
    async with inspecting(CALL) as sitting:
        await sitting.burst("?")
        every = len(sitting.app.screen.query_one(Lines)._items)
        await sitting.burst("/", *"pinned")
        assert sitting.has(f"“pinned” 1 of {every} · Help")
        assert "★" in sitting.text and "Keys" not in sitting.text
        await sitting.burst("escape")
        assert sitting.has("── Help ·") and "… �" in sitting.text
        await sitting.burst("escape")
        assert has_focus(sitting, "legs")


async def test_the_other_leg_is_changed_where_two_are_compared(inspecting: Inspecting) -> None:
    async with inspecting(CALL) as sitting:
        await sitting.burst("f", "c", "]", "c")
        assert "↔ leg 2" in sitting.text
        await sitting.burst("]")
        assert "↔ leg 3" in sitting.text and sitting.has("differ")
        await sitting.burst("[", "[")
        assert "↔ leg 2" in sitting.text  # the marked leg is no other one
        assert sitting.has("No further leg of this call that way.")
