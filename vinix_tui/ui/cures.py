"""Every trick that leans on what Textual does not promise, in one place (Textual 8.2).

Each has a test that fails when Textual changes; figures are bytes to a 120x36 terminal.
"""

from __future__ import annotations

import asyncio
import os
import signal
import termios
import time
from collections.abc import Callable
from contextlib import suppress
from encodings.utf_8 import IncrementalDecoder
from types import FrameType
from typing import TYPE_CHECKING, Any, TypeVar

from textual.app import App
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.drivers import linux_driver
from textual.drivers._writer_thread import WriterThread
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Static

from vinix_tui.ui import commands

if TYPE_CHECKING:
    from typing_extensions import Buffer  # collections.abc has it from 3.12 on

Result = TypeVar("Result")


_TYPED = commands.typed_actions()


class QuietScreen(Screen[Result]):
    """A screen that a change of focus does not repaint whole (17–21 kB become under 9 kB).

    Keys that move the focus have priority: Textual hands each key to the widget that has the focus
    when the key arrives, so of `kim Tab secret` sent in one packet the secret would land in the
    user's field, readable. Priority bindings act before the next key is looked at.
    """

    BINDINGS = [
        Binding("tab", "app.focus_next", show=False, priority=True),
        Binding("shift+tab", "app.focus_previous", show=False, priority=True),
    ]

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def signed_in(self) -> None:
        """Somebody is signed in by now."""

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Once: what a second Enter chooses, or a worker that is late, finds the screen gone."""
        here = self in self.app.screen_stack
        return super().dismiss(result) if here else AwaitComplete()

    def _pop_result_callback(self) -> None:
        """The first screen of all was never pushed and awaits no result, yet may be switched."""
        if self._result_callbacks:
            super()._pop_result_callback()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Letters and digits type in inputs; there they are no commands."""
        if action in _TYPED and isinstance(self.focused, Input):
            return False
        return super().check_action(action, parameters)


class StillLoading(Static):
    """Stands in for the animated indicator, which sends 100 kB a second for as long as it runs."""

    DEFAULT_CSS = "StillLoading { width: 100%; height: 100%; content-align: center middle; }"

    def __init__(self) -> None:
        super().__init__("working …", markup=False)


def in_one_go(app: App[Any], seconds: float = 0.08) -> None:
    """Paint once, when a change of screens has settled (a start: 67 kB become 26 kB).

    Not by `delay_update`: that leaves the layouts for afterwards, and paints for each of them and
    once more for the whole screen (a comparison: 29 kB, not 12).
    """
    app._begin_batch()
    rounds = 3  # a list that is laid out gets a scroll bar, which takes another layout

    def settle() -> None:
        nonlocal rounds
        rounds -= 1
        if not app.screen_stack:  # the program has ended meanwhile
            return
        screen = app.screen
        if screen._layout_required and rounds:
            screen._layout_required = False
            screen._refresh_layout()
            app.set_timer(0.01, settle)
            return
        app._end_batch()
        if not app._batch_count:
            screen.refresh()

    app.set_timer(seconds, settle)


def leave_on_signals(leave: Callable[[int], None]) -> None:
    """Leave cleanly on SIGHUP, SIGINT and SIGTERM.

    By default two of them kill the process with the terminal in raw mode; with SIGHUP ignored
    Textual's input thread spins at 100 % CPU once the line is gone.
    """
    loop = asyncio.get_running_loop()
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, leave, number)
    _go_on_only_where_there_is_a_line()


def _go_on_only_where_there_is_a_line() -> None:
    """A line that is lost brings SIGCONT beside SIGHUP, on which Textual starts its threads again;
    of the input threads one then outlives the program's end, and the process with it."""
    resume = signal.getsignal(signal.SIGCONT)

    def go_on(number: int, frame: FrameType | None) -> None:
        with suppress(termios.error):
            termios.tcgetattr(0)
            if callable(resume):
                resume(number, frame)

    if callable(resume):
        signal.signal(signal.SIGCONT, go_on)


def guard_the_line() -> None:
    """Read what is no UTF-8 (é from a terminal set to Latin-1, half a character) as �; leave when
    the line is gone, also where no SIGHUP says so, and wait for nothing that is still to be sent.

    By default the first ends the program with Textual's traceback, the second spins a core for
    ever, and the third never ends: the writing thread dies, and Textual waits for it.
    """
    vars(linux_driver)["getincrementaldecoder"] = lambda _encoding: _Reader
    vars(linux_driver)["WriterThread"] = _Writer


class _Reader(IncrementalDecoder):
    def __init__(self) -> None:
        super().__init__(errors="replace")
        self._told = False

    def decode(self, data: Buffer, final: bool = False) -> str:
        if not data:
            if not self._told:
                os.kill(os.getpid(), signal.SIGHUP)  # what `leave_on_signals` waits for
            self._told = True
            time.sleep(0.05)  # Textual reads again at once, until the program has left
        return super().decode(data, final)


class _Writer(WriterThread):
    def run(self) -> None:
        """Write what comes; once the line is gone, take it all the same."""
        gone = False
        while (text := self._queue.get()) is not None:
            if not gone:
                try:
                    self._file.write(text)
                    if not self._queue.qsize():
                        self._file.flush()
                except OSError:
                    gone = True
        with suppress(OSError):
            self._file.flush()
