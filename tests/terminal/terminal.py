"""A real pseudo-terminal around the real program: keys in, bytes and a screen out.

The bytes are kept as they came, since that is what a terminal would obey; a terminal emulator
makes the screen of them, for tests that look for words.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Self

import pyte

_ANSWERS = (
    (b"\x1b[c", b"\x1b[?62;c"),  # what are you
    (b"\x1b[?2026$p", b"\x1b[?2026;0$y"),  # no synchronized output
    (b"\x1b[?2048$p", b"\x1b[?2048;0$y"),  # no in-band resize
)


class Terminal:
    """A program in a terminal of so many columns and rows, with 256 colours, as over SSH."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        env: Mapping[str, str] | None = None,
    ) -> None:
        self.bytes = bytearray()
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._answered = 0
        self.started = time.perf_counter()
        self.pid, self.handle = pty.fork()
        if self.pid == 0:  # the child: nothing but exec, whatever happens
            with suppress(BaseException):
                full = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", **(env or {})}
                os.execvpe(argv[0], list(argv), full)  # noqa: S606
            os._exit(127)
        self.resize(columns, rows)
        self.code: int | None = None

    # -- input --------------------------------------------------------------------------------

    def send(self, keys: str) -> None:
        """Type, as a terminal would send it."""
        os.write(self.handle, keys.encode())

    def resize(self, columns: int, rows: int) -> None:
        """Another size, announced by SIGWINCH."""
        fcntl.ioctl(self.handle, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen.resize(rows, columns)

    # -- output -------------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """The screen as lines without trailing spaces."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def until(self, condition: str | Callable[[], bool], seconds: float = 20.0) -> str:
        """Read until words are on the screen or a condition holds; the screen then."""
        deadline = time.monotonic() + seconds
        while not (condition in self.text if isinstance(condition, str) else condition()):
            if not self.read(0.05) and time.monotonic() > deadline:
                raise AssertionError(f"{condition!r} never came about on:\n{self.text}")
        return self.text

    def quiet(self, seconds: float = 0.3) -> str:
        """Read until nothing came for a while; the screen then."""
        while self.read(seconds):
            pass
        return self.text

    def read(self, seconds: float) -> int:
        """Read what there is, waiting so long at most; how many bytes it was."""
        ready, _, _ = select.select([self.handle], [], [], seconds)
        if not ready:
            return 0
        try:
            data = os.read(self.handle, 65_536)
        except OSError:  # Linux says EIO when the program's end is closed
            return 0
        self.bytes += data
        self._stream.feed(data)
        self._answer()
        return len(data)

    def _answer(self) -> None:
        new = bytes(self.bytes[max(0, self._answered - 16) :])
        for question, answer in _ANSWERS:
            if question in new and self.bytes.rfind(question) >= self._answered - len(question):
                with suppress(OSError):
                    os.write(self.handle, answer)
        self._answered = len(self.bytes)

    # -- the end ------------------------------------------------------------------------------

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    def wait(self, seconds: float = 20.0) -> int:
        """Read until the program ends; its exit code, or minus the signal that killed it."""
        deadline = time.monotonic() + seconds
        while self.code is None:
            self.read(0.02)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.code = os.waitstatus_to_exitcode(status)
                while self.read(0.02):
                    pass
            elif time.monotonic() > deadline:
                raise AssertionError(f"still running:\n{self.text}")
        return self.code

    def hang_up(self) -> None:
        """Close the line, as a lost SSH connection does."""
        os.close(self.handle)
        self.handle = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self.code is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        if self.handle >= 0:
            os.close(self.handle)
