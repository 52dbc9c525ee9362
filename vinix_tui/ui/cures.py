"""Every trick that leans on what Textual does not promise, in one place (Textual 8.2).

Each has a test that fails when Textual changes; figures are bytes to a 120x36 terminal.
"""

from __future__ import annotations

import asyncio
import os
import signal
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from encodings.utf_8 import IncrementalDecoder
from types import FrameType
from typing import TYPE_CHECKING, TypeVar, cast

from rich.console import Console, RenderableType
from textual import events
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual._context import active_message_pump
from textual._styles_cache import StylesCache
from textual.app import App, ScreenError
from textual.await_complete import AwaitComplete
from textual.drivers import linux_driver
from textual.drivers._writer_thread import WriterThread
from textual.geometry import Size
from textual.reactive import Reactive
from textual.screen import Screen
from textual.strip import Strip
from textual.theme import Theme
from textual.widget import Widget
from textual.widgets import Input

from vinix_tui.ui import commands, too_small
from vinix_tui.ui.columns import placed
from vinix_tui.ui.frame import Frame, Piece

if TYPE_CHECKING:
    from typing_extensions import Buffer  # collections.abc has it from 3.12 on

Result = TypeVar("Result")


_TYPED = commands.typed_actions()


class QuietScreen(Screen[Result]):
    """A screen that takes each key where it belongs, also when many come in one packet."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """Textual paints the whole screen anew whenever the focus moves: 3 ms, and a frame later."""

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


class FrugalApp(App[Result]):
    """An app that sends only the cells that changed (the first look at a tab: 6 kB, not 16), and
    that ends with a report, not with everybody's data in a traceback.
    """

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self.frame = Frame()
        self._too_small: Size | None = None
        self._has_failed = False

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        update = renderable
        if isinstance(renderable, LayoutUpdate | ChopsUpdate):
            if self._too_small is None:
                changes = _Changes(_painted(renderable), self.frame, screen.size)
            else:
                told = ((0, y, row) for y, row in enumerate(too_small.rows(self._too_small)))
                changes = _Changes(told, self.frame, self._too_small)
            update = cast("RenderableType", changes)
        super()._display(screen, update)

    def on_resize(self, event: events.Resize) -> None:
        """Terminals wrap, cut or clear what stood there, also where the size is soon the old.

        Too small a size reaches no screen: focus, cursors and scroll places are as they were when
        the terminal grows again.
        """
        small = too_small.is_too_small(event.size)
        self._too_small = event.size if small else None
        if small:
            event.prevent_default()
        with suppress(ScreenError):  # there is none yet
            self.paint_anew()

    def paint_anew(self) -> None:
        """Send the whole screen, whatever the terminal shows."""
        self.frame.forget()
        self.screen.refresh()

    def pop_screen(self) -> AwaitComplete:
        """Nothing for a screen that is gone: two Enters in a packet would end the program."""
        asking = active_message_pump.get(None)
        if isinstance(asking, Screen) and asking not in self.screen_stack:
            return AwaitComplete()
        return super().pop_screen()

    def failed(self, error: BaseException) -> int:
        """Report a fault of the program; the exit code."""
        raise NotImplementedError

    def _handle_exception(self, error: Exception) -> None:
        """Textual would print a traceback with the local variables, passwords among them."""
        if self.is_headless:  # the tests want to see it
            super()._handle_exception(error)
            return
        # Left, or failed, while a screen was half made, which then misses its widgets.
        if self._exit or self._has_failed:
            return
        self._has_failed = True
        inner = getattr(error, "error", None)  # a worker's failure carries what failed in it
        self._return_code = self.failed(inner if isinstance(inner, BaseException) else error)
        self.panic()


class _Changes(CompositorUpdate):
    """An update that is compared with the frame when it is sent; some never are."""

    def __init__(self, painted: Iterator[Piece], frame: Frame, size: Size) -> None:
        self._painted = painted
        self._frame = frame
        self._size = size

    def render_segments(self, console: Console) -> str:
        return "".join(
            placed(x, y, strip, console)
            for x, y, strip in self._frame.changes(self._painted, self._size)
        )


def _painted(update: LayoutUpdate | ChopsUpdate) -> Iterator[Piece]:
    if isinstance(update, LayoutUpdate):
        for y, line in enumerate(update.strips, update.region.y):
            yield update.region.x, y, Strip.join(line)
        return
    for y, first, last in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=True):
            if strip is not None and x < last and end > first:
                yield x, y, strip.crop(0, min(end, last) - x)


def write_to_terminal(app: App[Result], sequence: str) -> None:
    """Send a sequence as it is, in turn with the frames: Textual's own copying wraps nothing for
    GNU screen, and nothing else of it writes what is no text."""
    if app._driver is not None:
        app._driver.write(sequence)


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


def dress(app: App[Result], theme: Theme) -> None:
    """Wear a theme from the first paint on.

    By `app.theme = …` all styles would be parsed, applied and laid out in Textual's own colours,
    and then once more: 20 ms that somebody waits for.
    """
    app.register_theme(theme)
    app.set_reactive(App.theme, theme.name)
    app._refresh_truecolor_filter(app.ansi_theme)
    app.stylesheet.set_variables(app.get_css_variables())


def let_widgets_go() -> None:
    """Let what a closed screen had drawn go with it.

    Textual caches a method together with its object, 1,024 times: after some hundred dialogs that
    is 100 MB of lines that nobody sees any more. The answer is the same for all objects.
    """
    cached = vars(StylesCache)["get_inner_outer"]
    if not isinstance(cached, classmethod):
        type.__setattr__(StylesCache, "get_inner_outer", classmethod(cached))


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
