"""The list that everything is drawn with, alone on a screen."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from vinix_tui import ui
from vinix_tui.calls.text import cells, printable
from vinix_tui.ui.app import VinixApp
from vinix_tui.ui.widgets.line import Line
from vinix_tui.ui.widgets.lines import Lines

ROWS = 10


class Alone(App[None]):
    """Nothing but a list; what it says is written down."""

    CSS_PATH = Path(ui.__file__).parent / "app.tcss"

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def compose(self) -> ComposeResult:
        yield Lines(id="list")

    def on_lines_moved(self, event: Lines.Moved) -> None:
        self.said.append(f"{type(event).__name__} {event.key}")

    def on_lines_followed(self, event: Lines.Followed) -> None:
        self.on_lines_moved(event)


class Reader:
    """Keys in, what is on the screen out."""

    def __init__(self, app: Alone, pilot: Pilot[Any], sitting: Any) -> None:
        self.app, self.pilot, self.sitting = app, pilot, sitting
        self.list = app.query_one(Lines)

    async def burst(self, *keys: str) -> None:
        await self.sitting.burst(*keys)

    @property
    def shown(self) -> list[str]:
        """The screen's lines without the scroll bar."""
        width = self.list.scrollable_content_region.width
        return [self.list.render_line(y).text[:width] for y in range(self.list.size.height)]

    @property
    def marked(self) -> str:
        """The line with the cursor's mark."""
        return next((line[1:].rstrip() for line in self.shown if line.startswith("▸")), "")


@pytest.fixture
def reading(sitting_of: Any) -> Any:
    @asynccontextmanager
    async def started(lines: list[Line], width: int = 40) -> AsyncIterator[Reader]:
        app = Alone()
        async with app.run_test(size=(width, ROWS), notifications=True) as pilot:
            reader = Reader(app, pilot, sitting_of(cast(VinixApp, app), pilot))
            reader.list.focus()
            reader.list.show(lambda _width: lines)
            await reader.sitting.settle()
            yield reader

    return started


def items(count: int, tall: int = 1) -> list[Line]:
    """`item 3 line 0`, under a heading each tenth."""
    lines = []
    for number in range(count):
        if number % 10 == 0:
            lines.append(Line((("a heading", "heading"),)))
        lines += [Line(((f"item {number} line {part}", ""),), str(number)) for part in range(tall)]
    return lines


async def test_the_cursor_goes_from_item_to_item_and_passes_over_headings(reading: Any) -> None:
    async with reading(items(12, tall=3)) as reader:
        assert reader.marked == "item 0 line 0"
        await reader.burst("down", "j")
        assert reader.marked == "item 2 line 0"
        await reader.burst("k")
        assert reader.marked == "item 1 line 0"
        assert reader.app.said == ["Moved 1", "Moved 2", "Moved 1"]
        await reader.burst(*["down"] * 20)
        assert reader.marked == "item 11 line 0"
        assert reader.shown[-1].strip() == "item 11 line 2"
        await reader.burst("enter")
        assert reader.app.said[-1] == "Followed 11"


async def test_the_heading_above_the_first_item_comes_back_into_view(reading: Any) -> None:
    async with reading(items(40)) as reader:
        await reader.burst("G")
        assert reader.marked == "item 39 line 0" and "a heading" not in reader.shown[0]
        await reader.burst(*["up"] * 45)
        assert reader.marked == "item 0 line 0" and "a heading" in reader.shown[0]
        await reader.burst("end", "g")
        assert reader.marked == "item 0 line 0" and "a heading" in reader.shown[0]


async def test_a_long_text_above_the_first_item_is_read_first_and_then_the_item(
    reading: Any,
) -> None:
    text = [Line(((f"verdict {part}", ""),)) for part in range(6)]
    item = [Line(((f"first {part}", ""),), "first") for part in range(7)]
    more = [Line(((f"second {part}", ""),), "second") for part in range(ROWS)]
    async with reading([*text, *item, *more]) as reader:
        seen = {line.strip(" ▸") for line in reader.shown}
        assert "verdict 0" in reader.shown[0] and reader.marked == "first 0"
        for _ in range(4):
            await reader.burst("down")
            seen |= {line.strip(" ▸") for line in reader.shown}
        assert reader.marked == "second 0"
        assert {line.text for line in (*text, *item)} <= seen
        await reader.burst("up")
        assert reader.marked == "first 0" and "verdict 0" in reader.shown[0]


async def test_what_stands_below_the_last_item_comes_into_view_with_it(reading: Any) -> None:
    lines = [*items(30), Line(()), Line((("the end", ""),))]
    async with reading(lines) as reader:
        await reader.burst(*["down"] * 29)
        assert reader.marked == "item 29 line 0" and "the end" in reader.shown[-1]


async def test_pages_go_through_everything_and_back(reading: Any) -> None:
    async with reading(items(50)) as reader:
        seen = set(reader.shown)
        steps = 0
        while reader.marked != "item 49 line 0":
            before = reader.marked
            await reader.burst("pagedown")
            seen |= set(reader.shown)
            steps += 1
            assert reader.marked != before and steps < 20
        names = {line[1:].rstrip() for line in seen}
        assert names >= {f"item {number} line 0" for number in range(50)}
        assert steps <= 7
        await reader.burst(*["pageup"] * steps)
        assert reader.marked == "item 0 line 0"


@pytest.mark.parametrize("key", ["down", "pagedown"])
async def test_every_line_of_an_item_taller_than_the_pane_can_be_read(
    reading: Any, key: str
) -> None:
    async with reading(items(3, tall=35)) as reader:
        wanted = {f"item {number} line {part}" for number in range(3) for part in range(35)}
        seen: set[str] = set()
        presses = 0
        while reader.shown[-1].strip() != "item 2 line 34" and presses < 120:
            seen |= {line[1:].rstrip() for line in reader.shown}
            await reader.burst(key)
            presses += 1
        assert wanted - seen - {line[1:].rstrip() for line in reader.shown} == set()
        await reader.burst(key)
        assert reader.shown[-1].strip() == "item 2 line 34"  # at the end it stays
        back = {"down": "up", "pagedown": "pageup"}[key]
        for _ in range(presses):
            await reader.burst(back)
            seen.discard(reader.marked)
        assert "item 2 line 0" not in seen and reader.marked == "item 0 line 0"


async def test_a_list_without_items_scrolls_by_its_keys(reading: Any) -> None:
    async with reading([Line(((f"line {number}", ""),)) for number in range(40)]) as reader:
        await reader.burst("down", "down")
        assert reader.shown[0].strip() == "line 2"
        await reader.burst("pagedown", "pageup", "up", "enter")
        assert reader.shown[0].strip() == "line 1" and reader.marked == ""
        await reader.burst("G")
        assert reader.shown[-1].strip() == "line 39"
        await reader.burst("home")
        assert reader.shown[0].strip() == "line 0" and reader.app.said == []


async def test_an_empty_list_bears_every_key_and_click(reading: Any) -> None:
    async with reading([]) as reader:
        await reader.burst(*"jkgG", "pagedown", "pageup", "home", "end", "up", "down", "enter")
        await reader.pilot.click(Lines, offset=(3, 3))
        assert set("".join(reader.shown)) == {" "}
        reader.list.narrow("x")
        await reader.burst("down", "enter")
        assert reader.marked == "" and reader.app.said == []


async def test_a_filter_keeps_whole_items_and_tells_when_the_cursor_has_to_move(
    reading: Any,
) -> None:
    async with reading(items(12, tall=2)) as reader:
        reader.list.narrow("Item 1")
        await reader.sitting.settle()
        kept = [line[1:].rstrip() for line in reader.shown if "item" in line]
        assert kept == [f"item {n} line {part}" for n in (1, 10, 11) for part in (0, 1)]
        assert reader.app.said == ["Moved 1"]
        await reader.burst("G")
        reader.list.narrow("")
        await reader.sitting.settle()
        assert reader.marked == "item 11 line 0"  # what was found stays under the cursor
        reader.list.narrow("nowhere")
        await reader.burst("down", "enter")
        assert reader.marked == "" and reader.list.cursor_key == ""


async def test_a_place_gets_its_scroll_and_cursor_back_and_old_ones_are_forgotten(
    reading: Any,
) -> None:
    async with reading([]) as reader:

        async def go(place: int) -> None:
            reader.list.show(lambda _width: items(40), place=place)
            await reader.sitting.settle()

        await go(0)
        await reader.burst("G", "up")
        shown = reader.shown
        await go(1)
        assert reader.marked == "item 0 line 0"
        await go(0)
        assert reader.marked == "item 38 line 0" and reader.shown == shown
        for place in range(2, 260):
            reader.list.show(lambda _width: items(1), place=place)
        await go(0)
        assert reader.marked == "item 0 line 0"  # 258 places later nobody remembers
        assert len(reader.list._seen._places) <= 200


async def test_a_click_takes_the_item_under_it_also_below_a_header(reading: Any) -> None:
    async with reading(items(40)) as reader:
        reader.list.header = Line((("the header", "label"),))
        await reader.burst("G", "g", *["down"] * 20)
        assert reader.shown[0].strip() == "the header"
        wanted = reader.shown[4][1:].rstrip()
        await reader.pilot.click(Lines, offset=(5, 4))
        assert reader.marked == wanted
        await reader.pilot.click(Lines, offset=(5, 0))
        assert reader.marked == wanted  # the header is none


async def test_another_size_keeps_the_item_under_the_cursor_in_view(reading: Any) -> None:
    async with reading(items(40)) as reader:
        await reader.burst(*["down"] * 25)
        for width, height in ((20, 5), (2, 1), (120, 50), (8, 3), (40, 10)):
            await reader.sitting.resize(width, height)
            assert reader.list.cursor_key == "25"
            assert any(line.startswith("▸") for line in reader.shown)
        assert reader.marked == "item 25 line 0"


PRINTED = st.text(max_size=30).map(printable)
DRAWN = st.lists(
    st.builds(
        Line,
        st.lists(st.tuples(PRINTED, st.sampled_from(["", "label", "bad"])), max_size=4).map(tuple),
        st.sampled_from(["", "a", "b"]),
    ),
    max_size=8,
)


@given(st.lists(st.tuples(PRINTED, st.just("")), max_size=5), st.integers(0, 60))
def test_a_fitted_line_is_as_wide_as_asked_and_marked_where_it_was_cut(
    spans: list[tuple[str, str]], width: int
) -> None:
    line = Line(tuple(spans))
    text = "".join(part for part, _ in line.fitted(width))
    assert cells(text) == width
    if cells(line.text) <= width:
        assert text.startswith(line.text) and not text[len(line.text) :].strip(" ")
    elif width:
        assert text.rstrip(" ").endswith("…")


@settings(max_examples=6, deadline=None)
@given(st.lists(st.tuples(st.integers(2, 50), DRAWN), min_size=5, max_size=10))
def test_no_line_is_drawn_wider_than_the_list(sizes: list[tuple[int, list[Line]]]) -> None:
    async def drawn() -> None:
        app = Alone()
        async with app.run_test(size=(50, ROWS), notifications=True) as pilot:
            widget = app.query_one(Lines)
            for width, lines in sizes:
                await pilot.resize_terminal(width, ROWS)
                widget.show(lambda _width, lines=lines: lines)  # type: ignore[misc]
                room = widget.scrollable_content_region.width
                for y in range(ROWS):
                    assert cells(widget.render_line(y).text) == max(room, 0)

    asyncio.run(drawn())


async def test_a_page_down_shows_the_next_page_wherever_the_cursor_is(reading: Any) -> None:
    async with reading(items(40)) as reader:
        first = [line[1:] for line in reader.shown]
        await reader.burst("pagedown")
        assert "item" in reader.shown[0] and reader.shown[0][1:] not in first
        await reader.burst("pageup")
        assert [line[1:] for line in reader.shown] == first
