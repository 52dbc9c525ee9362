"""The walk through the demo by keys at every size, resized while it runs, on several terminals."""

from __future__ import annotations

import re

import pytest

from tests.terminal.stream import shapes
from tests.terminal.terminal import ESC, PROGRAM, Terminal
from tests.terminal.walk import pick, tab
from vinix_tui.sandbox.scenarios import one_way_audio

CALL = one_way_audio.SCENARIO.id
SIZES = [(60, 20), (80, 24), (120, 36), (300, 80)]
LEGS = (
    ("carrier Acme", "+12025550101", "0:33", "normal"),
    ("device Kim Larsen", "2001", "0:33", "no audio"),
)
"""What the two legs' rows say at any width: who, number, talk, end."""


def whole_or_marked(value: str, line: str) -> bool:
    """Whether a value stands in a line, or the beginning of it with the mark of a cut."""
    return value in line or any(f"{value[:end]}…" in line for end in range(1, len(value)))


def check_the_frame(terminal: Terminal) -> None:
    """Title, leg table, status and hints: each where it belongs, nothing cut without a mark."""
    lines = terminal.text.split("\n")
    assert whole_or_marked("demo · acme-telecom", lines[0])
    assert whole_or_marked("local", lines[0]) or lines[0].endswith("UTC")
    assert lines[1].startswith(" Account 5a4db0")
    assert whole_or_marked(CALL, lines[1])
    assert lines[2].startswith("── Legs · 2 of 5, 3 folded ─")
    assert lines[-1].endswith("? help")
    for number, values in enumerate(LEGS, 1):
        (row,) = [line for line in lines if re.match(rf"[ ▸][ ✗▲] {{1,2}}{number} [→←] ", line)]
        assert all(whole_or_marked(value, row) for value in values), row
    assert any(line.lstrip().startswith("└ 3 more phones rang") for line in lines)


def without_the_clock(text: str) -> str:
    """A screen without what changes by itself."""
    return re.sub(r"token \d+ min", "token", text)


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_the_walk_by_keys_and_a_terminal_that_changes_its_size(columns: int, rows: int) -> None:
    with Terminal([PROGRAM, "--demo"], columns=columns, rows=rows) as terminal:
        terminal.until("type to filter")
        pick(terminal, "One-way audio behind NAT", other="Attended transfer")
        terminal.until("? help")
        terminal.until("acme-telecom")
        check_the_frame(terminal)
        for number in range(1, 7):
            tab(terminal, number)
            check_the_frame(terminal)
        tab(terminal, 2)
        before = without_the_clock(terminal.quiet(0.1))
        for size in ((20, 5), (79, 23), (1, 1), (columns, 3), (3, rows)):
            terminal.resize(*size)
            terminal.quiet(0.05)
        terminal.resize(columns, rows)
        terminal.until(lambda: without_the_clock(terminal.text) == before)
        terminal.press("h", "▸today")
        assert any(whole_or_marked("+12025550101 → 2001", line) for line in terminal.screen.display)
        terminal.resize(20, 5)
        terminal.quiet(0.05)
        terminal.resize(columns, rows)
        terminal.until("type to filter: ids")
        terminal.press("\r", "stored copy")
        terminal.send("q")
        assert terminal.wait() == 0


@pytest.mark.parametrize("keys", ["", "4G", ":", "n", "?G", "h"])
def test_a_terminal_that_is_too_small_says_so_and_all_is_back_when_it_grows(keys: str) -> None:
    with Terminal([PROGRAM, "open", CALL, "--demo"]) as terminal:
        terminal.until("saved")
        terminal.send(keys)
        before = without_the_clock(terminal.quiet(0.3))
        for size in ((59, 24), (30, 8), (80, 10)):
            terminal.resize(*size)
            terminal.until(f"Too small: {size[0]}x{size[1]}. Make it 60x11 or larger.")
            assert len([line for line in terminal.quiet(0.1).split("\n") if line]) <= 2
        for width in range(1, 70, 3):  # a window that is dragged
            terminal.resize(width, max(1, width // 3))
            terminal.read(0.005)
        terminal.resize(1, 1)
        terminal.quiet(0.1)
        terminal.resize(80, 24)
        terminal.until(lambda: without_the_clock(terminal.text) == before)
        terminal.send("\x11")
        assert terminal.wait() == 0


def test_a_program_started_too_small_begins_when_the_terminal_grows() -> None:
    with Terminal([PROGRAM, "open", CALL, "--demo"], columns=30, rows=6) as terminal:
        terminal.until("Too small: 30x6.")
        terminal.resize(80, 24)
        terminal.until("saved")
        terminal.until("c compare")  # the legs have the focus a moment later
        check_the_frame(terminal)
        terminal.send("q")
        assert terminal.wait() == 0


def test_the_login_fits_at_the_smallest_size() -> None:
    with Terminal([PROGRAM], columns=60, rows=20) as terminal:
        terminal.until("Demo, no network needed")
        for words in ("Server", "Account", "User", "Password", "Sign in", "(an hour at most)"):
            assert words in terminal.text
        terminal.press("\r", "✗")
        assert terminal.screen.display[-1].startswith(" Enter sign in")
        terminal.resize(20, 5)
        terminal.quiet(0.05)
        terminal.resize(60, 20)
        terminal.until("Demo, no network needed")
        terminal.send("\x11")
        assert terminal.wait() == 0


KINDS: dict[str, dict[str, str | None]] = {
    "GNU screen": {"TERM": "screen-256color", "STY": "1.pts-0.host"},
    "older GNU screen": {"TERM": "screen", "STY": "1.pts-0.host"},
    "tmux": {"TERM": "tmux-256color", "TMUX": "/tmp/tmux-0/default,1,0"},
    "xterm": {"TERM": "xterm"},
    "VT100": {"TERM": "vt100"},
    "one that nobody knows": {"TERM": "acme-9000"},
    "Linux console": {"TERM": "linux"},
    "locale C": {"LANG": "C", "LC_ALL": "C"},
    "no locale": {"LANG": None, "LC_ALL": None},
    "ASCII": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "Latin-1": {"PYTHONIOENCODING": "latin-1"},
    "no colour": {"NO_COLOR": "1"},
    "truecolor": {"COLORTERM": "truecolor"},
}
ASCII = {"locale C", "no locale", "ASCII"}


@pytest.mark.parametrize("kind", KINDS)
def test_another_kind_of_terminal_is_no_reason_to_fail(kind: str) -> None:
    with Terminal([PROGRAM, "open", CALL, "--demo"], env=KINDS[kind]) as terminal:
        terminal.until("no audio")
        terminal.press("2", "inbound")
        terminal.press("?", "Go to the search pane")
        terminal.send(ESC)
        terminal.until("no audio")
        terminal.send("\x11")
        assert terminal.wait() == 0
    sent = shapes(bytes(terminal.bytes))
    colours = {shape for shape in sent if re.fullmatch(r"SGR (3|4|9|10)\d.*", shape)}
    if kind == "no colour":
        assert colours == {"SGR 39", "SGR 49"}  # the terminal's own, never black on black
    elif kind in ASCII:
        assert terminal.bytes.isascii()
    elif kind == "Linux console":
        assert not {"▸", "✗", "…"} & set(terminal.bytes.decode())
        assert {"→", "█", "─", "·"} <= set(terminal.bytes.decode())
        assert colours and "SGR 38;5" not in colours  # sixteen colours
    elif kind == "truecolor":
        assert "SGR 38;2" in colours
    else:
        assert "SGR 38;5" in colours or "SGR 38;2" not in colours
