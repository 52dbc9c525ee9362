"""Stopped and woken again, or shut out by a slow line, the program goes on or ends in order."""

from __future__ import annotations

import os
import select
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.terminal import PROGRAM, Terminal
from tests.terminal.test_leaving import OPEN, OUT, restored, spent
from vinix_tui.sandbox.scenarios import one_way_audio

CALL = one_way_audio.SCENARIO.id
CTRL_Z = "\x1a"


def stopped(terminal: Terminal) -> bool:
    """Whether the process stands still."""
    return "T (stopped)" in Path(f"/proc/{terminal.pid}/status").read_text()


def sleeps(terminal: Terminal) -> bool:
    """Whether nothing is to be read, and no thread of the program is at work."""
    before = spent(terminal.pid)
    return terminal.read(0.2) == 0 and spent(terminal.pid) - before < 0.02


def stop(terminal: Terminal, how: Callable[[Terminal], None], before: list[object]) -> None:
    """Stop it, and see the terminal as it was."""
    mark = len(terminal.bytes)
    how(terminal)
    terminal.until(lambda: OUT in terminal.bytes[mark:])
    terminal.until(lambda: stopped(terminal))
    terminal.quiet(0.05)
    assert restored(terminal, before)


WAYS: dict[str, Callable[[Terminal], None]] = {
    "the signal": lambda terminal: terminal.signal(signal.SIGTSTP),
    "the key": lambda terminal: terminal.send(CTRL_Z),
}


@pytest.mark.parametrize("how", WAYS.values(), ids=WAYS)
def test_stop_and_go_on(how: Callable[[Terminal], None]) -> None:
    with Terminal(OPEN) as terminal:
        before = terminal.attributes
        terminal.until("· saved")
        for _ in range(2):
            terminal.until(lambda: sleeps(terminal))
            stop(terminal, how, before)
            terminal.screen.reset()
            terminal.signal(signal.SIGCONT)
            terminal.until("Legs · 2 of 5")
        terminal.press("2", "[2 Call info")
        terminal.send("q")
        assert terminal.wait() == 0
        assert restored(terminal, before)


def test_a_dialog_with_what_was_typed_is_there_again_in_a_terminal_of_another_size() -> None:
    with Terminal(OPEN) as terminal:
        before = terminal.attributes
        terminal.until("· saved")
        terminal.press("n", "Note on")
        terminal.press("customer rang", "customer rang")
        stop(terminal, WAYS["the key"], before)
        terminal.screen.reset()
        terminal.resize(110, 40)
        terminal.signal(signal.SIGCONT)
        terminal.until("customer rang")
        terminal.press(" again\r", "Note kept: customer rang again")
        terminal.until(lambda: max(map(len, terminal.text.split("\n"))) > 100)
        terminal.send("q")
        assert terminal.wait() == 0


def test_frozen_and_thawed_it_paints_anew_and_still_ends() -> None:
    with Terminal(OPEN) as terminal:
        before = terminal.attributes
        terminal.until("· saved")
        for _ in range(2):
            terminal.signal(signal.SIGSTOP)  # what a debugger or a cgroup does: nobody is told
            terminal.until(lambda: stopped(terminal))
            terminal.quiet(0.05)
            terminal.screen.reset()
            terminal.signal(signal.SIGCONT)
            terminal.until("Legs · 2 of 5")
        terminal.press("2", "[2 Call info")
        terminal.send("q")
        assert terminal.wait() == 0
        assert restored(terminal, before)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_what_is_ended_while_it_is_stopped_ends_once_it_is_woken(number: signal.Signals) -> None:
    with Terminal(OPEN) as terminal:
        before = terminal.attributes
        terminal.until("· saved")
        stop(terminal, WAYS["the signal"], before)
        terminal.signal(number)
        terminal.signal(signal.SIGCONT)
        assert terminal.wait() == 128 + number
        assert restored(terminal, before)


def test_a_line_that_is_lost_while_the_program_is_stopped_ends_it() -> None:
    with Terminal(OPEN) as terminal:
        before = terminal.attributes
        terminal.until("· saved")
        stop(terminal, WAYS["the signal"], before)
        terminal.hang_up()  # the system sends SIGHUP and SIGCONT to what it stopped
        terminal.signal(signal.SIGCONT)
        assert terminal.wait() == 129


def test_a_terminal_that_does_not_read_costs_nothing_and_catches_up() -> None:
    with Terminal(OPEN, columns=120, rows=36) as terminal:
        terminal.until("· saved")
        terminal.until(lambda: sleeps(terminal))
        hammer(terminal)
        settle_unread(terminal)
        kept = resident(terminal)
        hammer(terminal)
        settle_unread(terminal)
        assert resident(terminal) - kept <= 4
        mark = len(terminal.bytes)
        terminal.resize(120, 36)
        terminal.press("2", "[2 Call info")
        assert len(terminal.bytes) - mark > 60_000  # the line was full indeed
        terminal.send("q")
        assert terminal.wait() == 0


def test_a_full_line_that_is_lost_ends_the_program() -> None:
    with Terminal(OPEN, columns=120, rows=36) as terminal:
        terminal.until("· saved")
        hammer(terminal)
        settle_unread(terminal)
        terminal.hang_up()
        assert terminal.wait() == 129


def hammer(terminal: Terminal) -> None:
    """Press keys and change the size, and read nothing: half a megabyte to paint."""
    for turn in range(40):
        terminal.resize(119 + turn % 2, 36)
        terminal.send("123456")
        select.select([], [], [], 0.02)  # else it skips most of the frames


def settle_unread(terminal: Terminal) -> None:
    """Wait until the program does nothing any more, without reading from it."""
    for _ in range(100):
        before = spent(terminal.pid)
        select.select([], [], [], 0.2)
        if spent(terminal.pid) - before < 0.02:
            return
    raise AssertionError("it spins")


def resident(terminal: Terminal) -> int:
    """Megabytes of memory that the program has."""
    pages = Path(f"/proc/{terminal.pid}/statm").read_text().split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE") // 2**20


@pytest.mark.parametrize("keys", ["", ":", "?", "h"], ids=["legs", "palette", "help", "history"])
def test_a_line_lost_anywhere_ends_the_program(keys: str) -> None:
    with Terminal([PROGRAM, "open", CALL, "--demo"]) as terminal:
        terminal.until("· saved")
        if keys:
            before = terminal.text
            terminal.press(keys, lambda: terminal.text != before)
        terminal.hang_up()
        assert terminal.wait() == 129
