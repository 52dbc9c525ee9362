"""Each trick on Textual holds, and Textual still needs it."""

from __future__ import annotations

import asyncio
import codecs
import gc
import inspect
import os
import signal
import unicodedata
import weakref
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual._styles_cache import StylesCache
from textual.app import App
from textual.color import Color
from textual.css.stylesheet import Stylesheet
from textual.drivers import linux_driver
from textual.screen import Screen
from textual.widgets import Input

from vinix_tui.calls.ids import recognise
from vinix_tui.sandbox.scenarios._hostile_text import ESCAPES, MARKUP, SCRIPTS
from vinix_tui.ui.cures import signals, terminal_line
from vinix_tui.ui.cures.frugal import FrugalApp
from vinix_tui.ui.cures.orderly import OrderlyScreen
from vinix_tui.ui.cures.sequences import write_to_terminal
from vinix_tui.ui.safe import PrintableOnly

if TYPE_CHECKING:
    from tests.ui.conftest import DeskFor, Inspecting, Outside, Sitting, Started

CALL = "63962647202-00000002"


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The cells of every paint, one number each."""
    cells: list[int] = []
    display: Callable[..., None] = FrugalApp._display

    def count(app: FrugalApp[Any], screen: Screen[Any], renderable: object) -> None:
        if isinstance(renderable, LayoutUpdate):
            cells.append(renderable.region.area)
        elif isinstance(renderable, ChopsUpdate):
            cells.append(sum(end - start for _y, start, end in renderable.spans))
        display(app, screen, renderable)

    monkeypatch.setattr(FrugalApp, "_display", count)
    return cells


async def test_a_sequence_of_ours_goes_to_the_terminal_as_it_is(
    inspecting: Inspecting, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with inspecting() as sitting:
        wrote: list[str] = []
        monkeypatch.setattr(sitting.app._driver, "write", wrote.append)
        write_to_terminal(sitting.app, "\x1bPx\x1b\\")
        assert wrote[-1] == "\x1bPx\x1b\\"
        wrote.clear()
        sitting.app.copy_to_clipboard("Kim")  # Textual's own still knows no wrapping
        assert wrote == ["\x1b]52;c;S2lt\x07"]


async def test_a_step_in_a_panel_paints_the_two_lines_that_changed(
    inspecting: Inspecting, painted: list[int]
) -> None:
    async with inspecting(CALL, size=(120, 36)) as sitting:
        await sitting.burst("6", "down")
        painted.clear()
        await sitting.burst("down")
        assert 0 < sum(painted) <= 3 * 120  # and the scroll bar


async def test_a_word_on_the_status_line_paints_that_line(
    inspecting: Inspecting, painted: list[int]
) -> None:
    async with inspecting(CALL, size=(120, 36)) as sitting:
        await sitting.burst("t")  # by then the scroll bar of the call stands, too
        painted.clear()
        await sitting.burst("L")
        await sitting.until("Press L again")
        assert 0 < sum(painted) <= 120


async def test_a_focus_that_moves_paints_the_two_widgets_and_not_the_screen(
    inspecting: Inspecting, painted: list[int]
) -> None:
    async with inspecting(CALL, size=(120, 36)) as sitting:
        await sitting.burst("s")
        painted.clear()
        await sitting.burst("tab")
        assert 0 < sum(painted) < 9 * 120  # of 36 lines


async def test_nothing_is_painted_while_nothing_happens(
    inspecting: Inspecting, painted: list[int]
) -> None:
    async with inspecting(CALL) as sitting:
        await sitting.burst("s")
        painted.clear()
        for _ in range(20):
            await sitting.pilot.pause()
        sitting.app.screen.refresh_title()  # type: ignore[attr-defined]
        await sitting.settle()
        assert painted == []


async def test_nothing_moves_unless_asked(start: Started) -> None:
    async with start() as sitting:
        assert sitting.app.animation_level == "none"
    async with start(animate=True) as sitting:
        assert sitting.app.animation_level == "full"


async def test_no_input_blinks_on_any_screen(
    start: Started, outside: Outside, desk_for: DeskFor
) -> None:
    def still(sitting: Sitting) -> None:
        inputs = list(sitting.app.screen.query(Input))
        assert inputs and not any(each.cursor_blink for each in inputs)

    async with start(desk=desk_for(outside)) as sitting:
        still(sitting)
    async with start() as sitting:
        await sitting.until("One-way audio")
        still(sitting)
        await sitting.burst("enter")
        await sitting.until("saved")
        still(sitting)
        for key, words in (("h", "today"), ("n", "Note on"), (":", "── Commands")):
            await sitting.burst(key)
            await sitting.until(words)
            still(sitting)
            await sitting.burst("escape")
            await sitting.until("Legs ·")


async def test_letters_type_in_inputs_and_are_commands_elsewhere(inspecting: Inspecting) -> None:
    async with inspecting(CALL) as sitting:
        await sitting.burst("s", *"16/sfhrpntbLq?:[]jkgG")
        assert "[1 Summary]" in sitting.text and sitting.app.is_running
        await sitting.burst("home")
        assert sitting.has("Interaction 16/sfhrpntbLq?:[]jkgG")


async def test_the_first_screen_can_be_switched_though_textual_cannot() -> None:
    with pytest.raises(IndexError):
        Screen[None]()._pop_result_callback()  # if not, OrderlyScreen's own can go
    OrderlyScreen[None]()._pop_result_callback()


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
async def test_a_hang_up_and_an_end_leave_by_the_door(number: signal.Signals) -> None:
    left: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    signals.leave_on_signals(left.set_result)
    try:
        os.kill(os.getpid(), number)
        assert await asyncio.wait_for(left, 5) == number
    finally:
        for each in (signal.SIGHUP, signal.SIGTERM):
            asyncio.get_running_loop().remove_signal_handler(each)


def test_bytes_that_are_no_text_are_read_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linux_driver, "getincrementaldecoder", None)  # put back at the end
    with pytest.raises(UnicodeDecodeError):
        codecs.getincrementaldecoder("utf-8")().decode(b"caf\xe9 x")
    source = inspect.getsource(linux_driver.LinuxDriver)
    assert "getincrementaldecoder(" in source  # if not, guard_the_line does nothing
    terminal_line.guard_the_line()
    decoder = vars(linux_driver)["getincrementaldecoder"]("utf-8")()
    assert decoder.decode("é".encode()[:1]) + decoder.decode("é".encode()[1:]) == "é"
    assert decoder.decode(b"caf\xe9 x") == "caf� x"


async def test_what_a_closed_screen_had_drawn_goes_with_it(start: Started) -> None:
    async with start(wanted=recognise(CALL)) as sitting:
        await sitting.until("saved")

        def drawn() -> weakref.ref[object]:
            return weakref.ref(sitting.app.screen.query_one("#list")._styles_cache)

        await sitting.burst("?")
        await sitting.until("── Help")
        lines = drawn()
        await sitting.burst("escape")
        await sitting.until("Legs ·")
        gc.collect()
        assert lines() is None
    source = inspect.getsource(StylesCache)
    assert "@lru_cache(1024)\n    def get_inner_outer(" in source  # if not, let_widgets_go can go


def test_textual_still_prints_the_local_variables_of_a_fault() -> None:
    assert "show_locals=True" in inspect.getsource(App._fatal_error)  # else ours can go


HARMFUL = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
NASTY = st.text() | st.sampled_from([*ESCAPES.values(), *SCRIPTS.values()])


@given(st.lists(NASTY, max_size=4))
def test_the_last_filter_lets_nothing_through_and_keeps_the_width(texts: list[str]) -> None:
    passed = PrintableOnly().apply([Segment(text) for text in texts], Color(0, 0, 0))
    assert len(passed) == len(texts)
    for given_, made in zip(texts, passed, strict=True):
        assert not {c for c in made.text if unicodedata.category(c) in HARMFUL}
        if sum(map(cell_len, given_)) == cell_len(given_):  # no joiner makes one of several
            assert cell_len(made.text) == cell_len(given_)


def test_the_last_filter_leaves_clean_text_and_control_segments_alone() -> None:
    clean = [Segment("Kim ✗ │ 株式会社\xa0x")]
    assert PrintableOnly().apply(clean, Color(0, 0, 0))[0].text == clean[0].text
    moves = Segment("\x1b[2J", None, [(1, 2)])  # type: ignore[list-item]
    assert PrintableOnly().apply([moves, Segment("\x1b")], Color(0, 0, 0))[0] is moves


async def test_the_last_filter_stands_behind_toasts_titles_and_widgets(start: Started) -> None:
    async with start() as sitting:
        await sitting.until("One-way audio")
        text = ESCAPES["clear"] + MARKUP["closing"] + SCRIPTS["bidi override"]
        sitting.app.notify(text, title=text, markup=False, timeout=60)
        await sitting.until("[/x] Kim [/]")
        strips = sitting.app.screen._compositor.render_strips()
        shown = "".join(part.text for strip in strips for part in strip)
        assert not {c for c in shown if unicodedata.category(c) in HARMFUL}


async def test_the_styles_are_parsed_once_though_the_theme_is_none_of_textuals(
    start: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[Stylesheet] = []
    reparse = Stylesheet.reparse

    def count(sheet: Stylesheet) -> None:
        parsed.append(sheet)
        reparse(sheet)

    monkeypatch.setattr(Stylesheet, "reparse", count)
    async with start() as sitting:
        await sitting.until("One-way audio")
        assert not parsed
        sitting.app.theme = "textual-light"  # by Textual's way, all once more
        await sitting.until(lambda: bool(parsed))
