"""What is told of colours and clipboard without Textual is what the app does."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.ui.conftest import Started
from vinix_tui.cli.app import prepare_environment
from vinix_tui.storage import themes
from vinix_tui.ui.clipboard_way import way
from vinix_tui.ui.colours import colours, suited


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ({"TERM": "xterm-256color"}, "256"),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "truecolor"),
        ({"TERM": "xterm"}, "standard"),
        ({"TERM": "linux"}, "standard"),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "none"),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, "256"),
        ({"TERM": "vt100"}, "none"),
    ],
)
async def test_the_app_has_as_many_colours_as_are_told(
    start: Started, monkeypatch: pytest.MonkeyPatch, given: dict[str, str], used: str
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    prepare_environment(os.environ)
    told = colours(os.environ)
    async with start() as sitting:
        assert sitting.app.looks.colours == told == used
        assert sitting.app.theme == suited(themes.read("vinix-dark"), told).name


@pytest.mark.parametrize(
    ("environ", "goes"),
    [
        ({"TERM": "xterm-256color"}, "terminal"),
        ({"TERM": "tmux-256color", "TMUX": "/tmp/t,1,0"}, "tmux"),
        ({"TERM": "linux", "TMUX": "/tmp/t,1,0", "STY": "1.x"}, "tmux"),
        ({"TERM": "screen", "STY": "1.x"}, "screen"),
        ({"TERM": "linux"}, "file"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, "file"),
        ({}, "terminal"),
    ],
)
def test_the_way_to_the_clipboard_is_told_by_the_environment(
    environ: dict[str, str], goes: str
) -> None:
    assert way(environ) == goes


def test_neither_needs_textual() -> None:
    code = (
        "import sys; import vinix_tui.ui.colours as c, vinix_tui.ui.clipboard_way;"
        "c.colours({'TERM': 'xterm'}); print('textual' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
