"""The Linux console gets signs that its font has; every screen can be read in ASCII alone."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

import pytest
from rich.segment import ControlType, Segment
from textual.color import Color

from vinix_tui.calls.letters import SIGNS, in_cells
from vinix_tui.calls.text import cells
from vinix_tui.ui.letters import ConsoleSigns, filters

if TYPE_CHECKING:
    from tests.ui.conftest import Browsing, Started

CALL = "63962644367-3e8a51c7"
BLACK = Color.parse("black")
codecs.register_error("cells", in_cells)


def test_only_the_linux_console_needs_other_signs_whatever_its_locale() -> None:
    assert [type(each) for each in filters({"TERM": "linux"})] == [ConsoleSigns]
    for term in ("xterm-256color", "screen", "tmux-256color", "vt100", "dumb", ""):
        assert filters({"TERM": term}) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("▸✗▲ 1 → ░█ … ★", ">x▲ 1 → ░█ ~ P"),
        ("── Legs · ↑↓ 1–6 “a”", '── Legs · ↑↓ 1-6 "a"'),
        ("Jörg 世 हि", "Jörg 世 हि"),  # a stranger's name, as well as the font can
    ],
)
def test_what_the_console_has_not_gets_a_stand_in_as_wide(text: str, shown: str) -> None:
    (made,) = ConsoleSigns().apply([Segment(text)], BLACK)
    assert made.text == shown
    assert cells(made.text) == cells(text)


def test_plain_text_and_control_codes_are_left_alone() -> None:
    plain = [Segment("Acme"), Segment("\x1b[1;1H", None, [(ControlType.HOME,)])]
    assert ConsoleSigns().apply(plain, BLACK) == plain


@pytest.mark.parametrize("keys", ["123456", "h", "?G", "n", ":"])
async def test_in_ascii_no_sign_of_ours_is_a_question_mark(browsing: Browsing, keys: str) -> None:
    async with browsing(CALL, size=(120, 36)) as sitting:
        for key in keys:
            await sitting.burst(key)
            for line in sitting.text.split("\n"):
                shown = line.encode("ascii", "cells").decode()
                assert cells(shown) == cells(line)
                assert shown.count("?") == line.count("?") + line.count("�"), line
        await sitting.burst("escape")


async def test_the_help_shows_the_marks_as_they_look_there(start: Started) -> None:
    async with start(size=(100, 60)) as sitting:
        await sitting.until("type to filter")
        for key in ("tab", "?", "G"):
            await sitting.burst(key)
        await sitting.until("a pinned lookup")
        said = sitting.text.encode("ascii", "cells").decode()
        for sign, meaning in (
            ("x !", "an error"), ("* -", "worth knowing"), ("&", "the leg that is marked"),
            ("*", "a tab with something"), ("> <", "the party called"),
            (". #", "ringing and talking"), ("P", "a pinned lookup"), ("%", "not the same"),
            ("~ ?", "cut here"),
        ):  # fmt: skip
            assert any(line.split(meaning)[0].strip() == sign for line in said.split("\n")), sign
    assert SIGNS["█"] == "#"
