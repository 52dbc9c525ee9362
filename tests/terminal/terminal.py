"""A real pseudo-terminal around the real program: keys in, bytes and a screen out.

The bytes are kept as they came, since that is what a terminal would obey; a terminal emulator
makes the screen of them, for tests that look for words.
"""

from __future__ import annotations

import fcntl
import os
import pty
import resource
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyte

PROGRAM = str(Path(sys.executable).parent / "vinix-tui")
PATIENCE = 60.0
"""Seconds until a test gives up: ten times what the slowest step takes on a busy machine."""
DOWN, UP, PAGE_DOWN, SHIFT_TAB, ESC = "\x1b[B", "\x1b[A", "\x1b[6~", "\x1b[Z", "\x1b"

# A session leader's first terminal becomes its own: only so it is hung up on, as by a lost SSH
# connection. A process of its own does that (20 ms), since a fork may not run Python among threads.
_LAUNCH = """import os, signal, sys
os.close(os.open(sys.argv[1], os.O_RDWR))
signal.signal(signal.SIGPIPE, signal.SIG_DFL)
for number in filter(None, sys.argv[2].split(",")):
    signal.signal(int(number), signal.SIG_IGN)
if sys.argv[3]:  # Python has put it there, for want of a locale that knows UTF-8
    os.environ.pop(sys.argv[3], None)
os.execvp(sys.argv[4], sys.argv[4:])
"""
_ANSWERS = (
    (b"\x1b[c", b"\x1b[?62;c"),  # what are you
    (b"\x1b[?2026$p", b"\x1b[?2026;0$y"),  # no synchronized output
    (b"\x1b[?2048$p", b"\x1b[?2048;0$y"),  # no in-band resize
)


class Terminal:
    """A program in a terminal of so many columns and rows, with 256 colours, as over SSH.

    `env` changes the environment; None takes a variable away. `ignored` are signals that the
    program finds ignored when it starts, as under nohup.
    """

    def __init__(
        self,
        argv: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        env: Mapping[str, str | None] | None = None,
        ignored: Iterable[int] = (),
    ) -> None:
        self.bytes = bytearray()
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._answered = 0
        self.code: int | None = None
        self.usage: resource.struct_rusage | None = None
        locale = {"LANG": "C.UTF-8", "LC_ALL": None}
        given = {**os.environ, "TERM": "xterm-256color", **locale, **(env or {})}
        full = {name: value for name, value in given.items() if value is not None}
        self.started = self.heard = time.perf_counter()
        self.took = 0.0
        self.came = 0.0
        self.handle, line = pty.openpty()
        fcntl.ioctl(line, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        numbers = ",".join(str(int(number)) for number in ignored)
        unset = "" if "LC_CTYPE" in full else "LC_CTYPE"
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _LAUNCH, os.ttyname(line), numbers, unset, *argv],
            stdin=line,
            stdout=line,
            stderr=line,
            start_new_session=True,
            env=full,
        )
        os.close(line)

    @property
    def pid(self) -> int:
        """The program's process."""
        return self._process.pid

    # -- input --------------------------------------------------------------------------------

    def send(self, keys: str) -> None:
        """Type, as a terminal would send it."""
        self.send_bytes(keys.encode(errors="surrogatepass"))

    def send_bytes(self, data: bytes) -> None:
        """Bytes to the program, which is read from meanwhile so that neither blocks the other."""
        while data:
            data = data[os.write(self.handle, data[:512]) :]
            if data:
                self.read(0)

    def paste(self, text: str) -> None:
        """Paste as a terminal with bracketed paste does, and one that strips nothing."""
        self.send(f"\x1b[200~{text}\x1b[201~")

    def resize(self, columns: int, rows: int) -> None:
        """Another size, announced by SIGWINCH."""
        fcntl.ioctl(self.handle, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen.resize(rows, columns)

    # -- output -------------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """The screen as lines without trailing spaces."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    @property
    def looks(self) -> list[list[Any]]:
        """Every cell of the screen with its colours."""
        rows, columns = range(self.screen.lines), range(self.screen.columns)
        return [[self.screen.buffer[row][column] for column in columns] for row in rows]

    @property
    def attributes(self) -> list[Any]:
        """The line's settings (echo, line mode, signals), as `stty` shows them."""
        return termios.tcgetattr(self.handle)

    def has(self, words: str) -> bool:
        """Whether words stand on the screen, also where a line end parts them."""
        return " ".join(words.split()) in " ".join(self.text.split())

    def until(self, condition: str | Callable[[], bool], seconds: float = PATIENCE) -> str:
        """Read until words are on the screen or a condition holds; the screen then."""
        deadline = time.monotonic() + seconds
        while not (self.has(condition) if isinstance(condition, str) else condition()):
            count = self.read(0.05)
            if count < 0 or (not count and time.monotonic() > deadline):
                why = "the program is gone" if count < 0 else "time is up"
                raise AssertionError(f"{condition!r} never came about, {why}:\n{self.text}")
        self.came = self.heard
        return self.quiet(0.02)  # the rest of the same frame

    def press(self, keys: str, words: str | Callable[[], bool]) -> str:
        """Type, and wait for what that brings."""
        self.send(keys)
        return self.until(words)

    def quiet(self, seconds: float = 0.3) -> str:
        """Read until nothing came for a while; the screen then."""
        while self.read(seconds) > 0:
            pass
        return self.text

    def read(self, seconds: float) -> int:
        """Read what there is, waiting so long at most; how many bytes, -1 at the end."""
        ready, _, _ = select.select([self.handle], [], [], seconds)
        if not ready:
            return 0
        try:
            data = os.read(self.handle, 65_536)
        except OSError:  # Linux says EIO when the program's end is closed
            return -1
        self.heard = time.perf_counter()
        self.bytes += data
        self._stream.feed(data)
        self._answer()
        return len(data) or -1

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

    def wait(self, seconds: float = PATIENCE) -> int:
        """Read until the program ends; its exit code, or minus the signal that killed it."""
        deadline = time.monotonic() + seconds
        while self.code is None:
            if self.handle < 0 or self.read(0.02) < 0:
                select.select([], [], [], 0.02)  # nothing to read any more
            pid, status, usage = os.wait4(self.pid, os.WNOHANG)
            if pid:
                self._ended(os.waitstatus_to_exitcode(status))
                self.usage = usage
                while self.handle >= 0 and self.read(0.02) > 0:
                    pass
            elif time.monotonic() > deadline:
                raise AssertionError(f"still running:\n{self.text}")
        return self.code

    def _ended(self, code: int) -> None:
        self.code = self._process.returncode = code

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
            self._process.kill()
            self._ended(self._process.wait())
        if self.handle >= 0:
            os.close(self.handle)
