"""Hang-up, end, Ctrl+Z and going on, each between two steps of the program."""

from __future__ import annotations

import asyncio
import signal
import termios
from collections.abc import Callable
from contextlib import suppress
from types import FrameType


def leave_on_signals(leave: Callable[[int], None]) -> None:
    """Leave cleanly on SIGHUP, SIGINT and SIGTERM.

    By default two of them kill the process with the terminal in raw mode; with SIGHUP ignored
    Textual's input thread spins at 100 % CPU once the line is gone.
    """
    loop = asyncio.get_running_loop()
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, leave, number)


def stop_and_go_on(paint_anew: Callable[[], None]) -> None:
    """Stop on SIGTSTP (Ctrl+Z) and go on at SIGCONT, each between two steps of the program.

    Textual does both within the signal, and waits for ever where that came while it was writing.
    It also starts its threads again on every SIGCONT: after a SIGSTOP, or one that a lost line
    brings beside SIGHUP, an input thread then outlives the program's end, and the process with it.
    """
    stop, resume = signal.getsignal(signal.SIGTSTP), signal.getsignal(signal.SIGCONT)
    driver = getattr(stop, "__self__", None)
    if not callable(stop) or not callable(resume) or driver is None:  # without a terminal
        return
    loop = asyncio.get_running_loop()
    stopped = False

    def pause() -> None:
        nonlocal stopped
        stopped = True
        stop(signal.SIGTSTP, None)

    def go_on() -> None:
        nonlocal stopped
        with suppress(termios.error):
            termios.tcgetattr(0)  # is there still a line?
            if stopped:
                stopped = False
                resume(signal.SIGCONT, None)
            else:
                paint_anew()

    def hear(number: int, frame: FrameType | None) -> None:
        if driver._auto_restart:
            loop.call_soon_threadsafe(pause if number == signal.SIGTSTP else go_on)
        elif number == signal.SIGTSTP:  # another program has the terminal, and the loop waits
            stop(number, frame)

    signal.signal(signal.SIGTSTP, hear)
    signal.signal(signal.SIGCONT, hear)
