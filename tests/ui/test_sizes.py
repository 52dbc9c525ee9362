"""Every screen at every size: nothing sticks out, columns stand straight, what is cut is marked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from textual.widget import Widget
from textual.widgets import Static

from vinix_tui.calls.ids import recognise
from vinix_tui.calls.lookup import Lookup
from vinix_tui.calls.text import cells
from vinix_tui.sandbox.account import ACCOUNT_ID
from vinix_tui.sandbox.scenario import Scenario
from vinix_tui.sandbox.scenarios import ALL
from vinix_tui.ui.screens.inspector import InspectorScreen
from vinix_tui.ui.view import Opened, View
from vinix_tui.ui.widgets import call_info, custom_vars, fax, sip_sdp, summary
from vinix_tui.ui.widgets.leg_table import LegTable, columns
from vinix_tui.ui.widgets.line import READABLE
from vinix_tui.ui.widgets.raw import Raw

if TYPE_CHECKING:
    from tests.ui.conftest import DeskFor, Outside, Sitting, Started

SIZES = [(60, 20), (72, 20), (80, 24), (100, 30), (140, 40), (300, 80)]
HOSTILE, CONFERENCE, RING_GROUP = (
    "63962105613-0ff1ce66", "63962211600-c3a7705f", "63962644367-3e8a51c7",
)  # fmt: skip


def lookup_of(scenario: Scenario) -> Lookup:
    then = datetime(2026, 11, 23, 12, tzinfo=UTC)
    base = "https://sandbox.example.com/v2"
    return Lookup(ACCOUNT_ID, scenario.id, scenario.documents, "demo", base, then)


def stands_straight(sitting: Sitting) -> None:
    """Every line of the screen fills it, and no widget is larger than the one that holds it."""
    width = sitting.app.size.width
    for strip in sitting.app.screen._compositor.render_strips():
        assert sum(cell_len(part.text) for part in strip) == width, strip.text
    for widget in sitting.app.screen.walk_children(Widget):
        holder = widget.parent
        if not isinstance(holder, Widget) or not widget.is_on_screen:
            continue
        if holder.styles.overflow_y != "hidden":
            continue  # it scrolls
        assert holder.region.contains_region(widget.region), f"{widget} sticks out of {holder}"
    for text in sitting.app.screen.query(Static):
        if text.is_on_screen and text.size.height == 1 and text.region.width:
            said = getattr(text.render(), "plain", str(text.render()))
            if cells(said) > text.size.width:
                assert "…" in "".join(part.text for part in text.render_line(0)), said


def in_cells(line: str) -> list[str]:
    """A line by its cells; the second cell of a wide character is empty."""
    return [part for character in line for part in (character, "")[: cell_len(character) or 1]]


def rows_of(table: LegTable) -> Iterator[tuple[list[str], str]]:
    """The rows of legs in view, by cells, each with its key."""
    for y in range(1, table.size.height):
        line = table.render_line(y).text
        if line[2:5].strip().isdigit():
            yield in_cells(line), line[2:5].strip()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_columns_of_legs_start_at_the_same_cell_and_cuts_are_marked(
    start: Started, size: tuple[int, int]
) -> None:
    async with start(wanted=recognise(RING_GROUP), size=size) as sitting:
        await sitting.until("saved")
        screen = sitting.app.screen
        assert isinstance(screen, InspectorScreen)
        table = screen.query_one(LegTable)
        for scenario in ALL:
            lookup = lookup_of(scenario)
            screen.show(Opened.of(lookup), "")
            screen.action_fold()
            await sitting.settle()
            stands_straight(sitting)
            shape = columns(table.scrollable_content_region.width - 1)
            seen = 0
            for row, number in rows_of(table):
                seen += 1
                leg = lookup.interaction.legs[int(number) - 1]
                at = 8
                texts = []
                for wide in shape[:7]:
                    if wide:
                        texts.append("".join(row[at : at + wide]))
                        at += wide + 1
                        assert "".join(row[at - 1 : at]).strip() == "", (scenario.name, number, row)
                assert leg.who in texts[0] or "…" in texts[0]
                wanted = leg.number or "unknown"
                assert wanted in texts[1] or "…" in texts[1]
            assert seen, scenario.name


@pytest.mark.parametrize(
    ("call", "tabs"), [(HOSTILE, "136"), (RING_GROUP, "245"), (CONFERENCE, "1")]
)
async def test_from_large_to_small_and_back_nothing_is_lost(
    start: Started, call: str, tabs: str
) -> None:
    async with start(wanted=recognise(call), size=(300, 80)) as sitting:
        await sitting.until("saved")
        large = {}
        for tab in tabs:
            await sitting.burst(tab, "down")
            large[tab] = sitting.text
        for size in ((60, 20), (80, 24)):
            await sitting.resize(*size)
            for tab in tabs:
                await sitting.burst(tab)
                stands_straight(sitting)
                assert sitting.app.focused is not None
                assert all(f"{number} " in sitting.text for number in range(1, 7))
                assert "? help" in sitting.text.split("\n")[-1]
                assert any(line.startswith("▸") for line in sitting.text.split("\n"))
        await sitting.resize(300, 80)
        for tab in reversed(tabs):
            # what had to scroll in a small pane stays scrolled while the cursor stands there
            await sitting.burst(tab)
            if tab == "1":
                await sitting.burst("g", "down")
            assert sitting.text == large[tab]


async def test_the_last_leg_of_many_comes_into_view_at_every_size(start: Started) -> None:
    async with start(wanted=recognise(CONFERENCE)) as sitting:
        await sitting.until("saved")
        for size in SIZES:
            await sitting.resize(*size)
            await sitting.burst("escape", "G")
            assert "▸ 300 " in sitting.text, size
            await sitting.burst("g")
            assert "▸   1 " in sitting.text, size


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (300, 80)])
async def test_every_other_screen_stands_straight(start: Started, size: tuple[int, int]) -> None:
    async with start(size=size) as sitting:
        await sitting.until("One-way audio")
        stands_straight(sitting)
        await sitting.burst("enter")
        await sitting.until("saved")
        for key, words in (
            ("h", "today"),
            ("?", "Reading a verdict"),
            ("n", "Note on"),
            (":", "── Commands"),
        ):
            await sitting.burst(key)
            if key == "?":
                await sitting.burst("G")
            await sitting.until(words)
            stands_straight(sitting)
            await sitting.burst("escape")
            await sitting.until("Legs ·")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36)])
async def test_the_login_form_stands_straight_with_a_long_refusal(
    start: Started, outside: Outside, desk_for: DeskFor, size: tuple[int, int]
) -> None:
    base = "https://" + "long." * 12 + "example.com"
    async with start(desk=desk_for(outside, base=base), size=size) as sitting:
        stands_straight(sitting)
        await sitting.burst(*"acme", "tab", *"kim", "tab", *"sesame", "enter")
        await sitting.until("Request")
        stands_straight(sitting)
        assert sitting.has("Check the spelling") and "Sign in" in sitting.text


TABS = {
    "summary": summary.draw, "call info": call_info.draw, "sip/sdp": sip_sdp.draw,
    "custom vars": custom_vars.draw, "fax": fax.draw, "raw": Raw()._draw,
}  # fmt: skip


@pytest.mark.parametrize("tab", TABS)
def test_every_tab_of_every_call_wraps_its_values_rather_than_cutting_them(tab: str) -> None:
    for scenario in ALL:
        opened = Opened.of(lookup_of(scenario))
        for leg in range(min(5, len(opened.lookup.interaction.legs))):
            for width in (58, 78, 118):
                for line in TABS[tab](View(opened, leg, UTC), width):
                    if line.spans and line.spans[0][1] == "heading":
                        continue  # a title; what it names stands below it
                    assert cells(line.text) <= width, (scenario.name, leg, line.text)


def test_a_sentence_is_as_long_as_can_be_read_however_wide_the_screen_is() -> None:
    for scenario in ALL:
        view = View(Opened.of(lookup_of(scenario)), 0, UTC)
        prose, _, _ = "\n".join(line.text for line in summary.draw(view, 298)).partition(
            "In the order of time"
        )
        assert max(map(cells, prose.split("\n"))) <= READABLE, scenario.name


async def test_on_a_wide_screen_the_tabs_stand_beside_legs_with_lanes(start: Started) -> None:
    async with start(wanted=recognise(RING_GROUP), size=(140, 40)) as sitting:
        await sitting.until("saved")
        legs, head = sitting.text.split("\n")[2:4]
        assert legs.startswith("── Legs") and "[1 Summary]" in legs and "6 Raw" in legs
        assert " starts " in head and " lane " in head
        await sitting.resize(139, 40)
        assert "Summary" not in sitting.text.split("\n")[2]


def test_every_value_of_the_hostile_call_can_be_read_in_its_raw_tab() -> None:
    opened = Opened.of(lookup_of(next(told for told in ALL if told.id == HOSTILE)))
    for leg in range(len(opened.lookup.interaction.legs)):
        lines = Raw()._draw(View(opened, leg, UTC), 58)
        text = "".join(line.text.strip() for line in lines).replace(" ", "")
        whole = Raw()._draw(View(opened, leg, UTC), 100_000)
        assert text == "".join(line.text.strip() for line in whole).replace(" ", "")
