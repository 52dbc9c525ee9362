"""A text in the user's own pager, through its standard input, while the app stands aside."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
import termios
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from textual.app import SuspendNotSupported

from vinix_tui.calls.text import cut, printable
from vinix_tui.ui.clipboard import cleaned

if TYPE_CHECKING:
    from vinix_tui.ui.app import VinixApp

_OURS_TOO: Final = (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP)
"""What the keyboard sends to the pager and to us alike, where it is meant for the pager."""
_ENDING: Final = (signal.SIGTERM, signal.SIGHUP)
_GRACE: Final = 0.5
"""Seconds that a pager has to leave by itself."""
_KILLED: Final = "\x1b[?1000l\x1b[?1006l\x1b[?1l\x1b>\x1b[?1049l\x1b[?25h\x1b[0m"
"""Undoes what a pager that was killed had no time to: mouse, keypad, screen, cursor, colours."""


def page(app: VinixApp, text: str, environ: Mapping[str, str] = os.environ) -> str:
    """Show a text in $PAGER (else less, else more) and wait for it; what to say of it, if anything.

    Nothing is left on the disk: less keeps no history of what was searched for.
    """
    data = cleaned(text).encode()
    try:
        argv = _pager(environ)
        with app.suspend():
            code = _run(argv, data, environ)
    except SuspendNotSupported:
        return "A pager cannot be opened here."
    except (OSError, ValueError) as error:
        return _unusable(environ, error)
    if isinstance(code, OSError):
        return _unusable(environ, code)
    return f"The pager was ended by signal {-code}." if code < 0 else ""


def _unusable(environ: Mapping[str, str], error: Exception) -> str:
    why = getattr(error, "strerror", None) or str(error)
    named = cut(printable(environ.get("PAGER", "").strip() or "less, more"), 40)
    return f"The pager ({named}) cannot be started: {why.lower()}. Set PAGER to one, as less."


def _pager(environ: Mapping[str, str]) -> list[str]:
    argv = shlex.split(environ.get("PAGER", ""))
    if argv:
        return argv
    known = next(filter(shutil.which, ("less", "more")), None)
    if known is None:
        raise FileNotFoundError(2, "no such program")
    return [known]


def _run(argv: list[str], data: bytes, environ: Mapping[str, str]) -> int | OSError:
    """The pager's exit code, minus the signal that ended it, or why it did not start.

    Returned, not raised: Textual does not come back from a suspension that an error ends.
    """
    less = f"{environ.get('LESS', '')} -+F".strip()  # -F: a short text would be gone at once
    env = {**environ, "LESS": less, "LESSHISTFILE": "-"}
    with _line_kept():
        try:
            process = subprocess.Popen(argv, stdin=subprocess.PIPE, env=env)  # noqa: S603 - no shell
        except OSError as error:
            return error
        with _deaf(), _ended_with_us(process):
            feeder = threading.Thread(target=_feed, args=(process, data), daemon=True)
            feeder.start()
            code = _wait(process)
            feeder.join(1)
        if code < 0 and sys.__stderr__ is not None:
            sys.__stderr__.write(_KILLED)
            sys.__stderr__.flush()
    return code


def _feed(process: subprocess.Popen[bytes], data: bytes) -> None:
    with suppress(OSError, ValueError):  # it may leave without having read all
        assert process.stdin is not None
        with process.stdin:
            process.stdin.write(data)


def _wait(process: subprocess.Popen[bytes]) -> int:
    """Wait for its end. Where it stops itself (Ctrl+Z) it goes on: no shell is there to wake it."""
    while True:
        _, status = os.waitpid(process.pid, os.WUNTRACED)
        if not os.WIFSTOPPED(status):
            process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode
        os.kill(process.pid, signal.SIGCONT)


@contextmanager
def _deaf() -> Iterator[None]:
    """Hear nothing of what the keyboard sends. Begun after the pager, which would inherit it."""
    before = [(number, signal.signal(number, signal.SIG_IGN)) for number in _OURS_TOO]
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)


@contextmanager
def _ended_with_us(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """End the pager where somebody ends us; the loop, which waits meanwhile, hears of it then.

    Its handlers only run between two steps of the program. They are told through a pipe, into
    which Python writes whatever handler there is, so ours need not call them.
    """
    late = threading.Timer(_GRACE, os.kill, (process.pid, signal.SIGKILL))
    late.daemon = True

    def end(_number: int, _frame: object) -> None:
        with suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGTERM)
            os.kill(process.pid, signal.SIGCONT)
        with suppress(RuntimeError):  # a second signal: it runs already
            late.start()

    before = [(number, signal.signal(number, end)) for number in _ENDING]
    try:
        yield
    finally:
        late.cancel()
        for number, handler in before:
            signal.signal(number, handler)


@contextmanager
def _line_kept() -> Iterator[None]:
    """The line's settings as they were before, and no key that was meant for the pager."""
    line = sys.__stdin__.fileno() if sys.__stdin__ else 0
    before = termios.tcgetattr(line)
    try:
        yield
    finally:
        termios.tcsetattr(line, termios.TCSAFLUSH, before)
