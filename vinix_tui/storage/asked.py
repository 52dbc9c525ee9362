"""Run a program that prints a secret, and take the first line of what it prints.

No shell, no standard input, a session of its own so that the whole of it can be ended; bounded in
time and output. What it prints never becomes part of a message; what it complains of does.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import shlex
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence

from pydantic import SecretStr

from vinix_tui.calls.text import cells, cut, printable

_MOST = 64 * 1024  # bytes of output; a token has about a thousand
_WIDEST = 300  # columns of its complaint
_BEAT = 0.05  # seconds; a child that ended may have left its pipes to a daemon that it started


class SecretTrouble(Exception):
    """A secret could not be had; str(e) says from where and why. `silent`: it is just not there."""

    def __init__(self, text: str, *, silent: bool = False) -> None:
        """`silent` marks a program that failed without a word."""
        super().__init__(text)
        self.silent = silent


class Asked:
    """The program that runs now, if any, so that another thread can end it."""

    def __init__(self) -> None:
        """Nothing runs yet."""
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self.cancelled = False

    def cancel(self) -> None:
        """End the program and all that it started."""
        with self._lock:
            self.cancelled = True
            if self._process:
                _end(self._process)

    def start(self, command: Sequence[str], environ: Mapping[str, str]) -> subprocess.Popen[bytes]:
        """Start a program. Raises OSError."""
        with self._lock:
            self.cancelled = False
            self._process = subprocess.Popen(  # noqa: S603 - the user's own command, no shell
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=dict(environ),
                start_new_session=True,
            )
            return self._process

    def finish(self) -> None:
        """End whatever is left of the program."""
        with self._lock:
            if process := self._process:
                self._process = None
                _end(process)
                for pipe in (process.stdout, process.stderr):
                    if pipe:
                        pipe.close()


def ask(
    command: str | Sequence[str],
    source: str,
    environ: Mapping[str, str],
    patience: float,
    running: Asked,
) -> SecretStr:
    """The first line that `command` prints. `source` names it in messages, `patience` is seconds.

    Raises SecretTrouble when it cannot start, fails, takes too long, or prints nothing.
    """
    words = _words(command, source)
    try:
        process = running.start(words, environ)
        output, complaint = _read(process, time.monotonic() + patience)
        return _judged(process, output, complaint, source, running)
    except _TooLongError as error:
        took = f"{source} did not finish in {patience:g} s, or printed without end; it was ended."
        said = _said(error.complaint)
        hint = f"It said: {said}" if said else "Does it wait for a window or a key?"
        raise SecretTrouble(f"{took} {hint}") from None
    except (OSError, ValueError) as error:
        program = printable(words[0])
        reason = getattr(error, "strerror", None) or "it cannot be run"
        raise SecretTrouble(
            f"{source} could not start {program}: {reason.lower()}. "
            "It runs without a shell: no ~, $ or | in it."
        ) from error
    finally:
        running.finish()


def first_line(output: bytes, source: str) -> SecretStr:
    """The first line of some output, without its end. Raises SecretTrouble if it is empty."""
    try:
        secret = SecretStr(output.split(b"\n", 1)[0].removesuffix(b"\r").decode())
    except UnicodeDecodeError:
        secret = None
    if secret is None:  # raised out here, so that the bytes are not in the traceback's chain
        raise SecretTrouble(f"{source} holds something else than UTF-8 text.")
    if not secret.get_secret_value():
        raise SecretTrouble(f"{source} gives an empty first line instead of the secret.")
    return secret


def _words(command: str | Sequence[str], source: str) -> list[str]:
    try:
        words = shlex.split(command) if isinstance(command, str) else list(command)
    except ValueError:
        words = []
    if not words:
        raise SecretTrouble(f'{source} is no command line: {source} = "pass show vinix" is one.')
    return words


class _TooLongError(Exception):
    """The program took longer than it may; `complaint` is what it had complained of by then."""

    def __init__(self, complaint: bytes | bytearray) -> None:
        super().__init__()
        self.complaint = bytes(complaint)


def _read(process: subprocess.Popen[bytes], deadline: float) -> tuple[bytes, bytes]:
    taken = (bytearray(), bytearray())
    with selectors.DefaultSelector() as pipes:
        for pipe, kept in zip((process.stdout, process.stderr), taken, strict=True):
            pipes.register(pipe, selectors.EVENT_READ, kept)  # type: ignore[arg-type]  # both set
        while pipes.get_map():
            ended = process.poll() is not None
            left = deadline - time.monotonic()
            if left <= 0 or max(map(len, taken)) > _MOST:
                raise _TooLongError(taken[1])
            ready = pipes.select(0 if ended else min(left, _BEAT))
            if ended and not ready:
                break
            for key, _ in ready:
                data = os.read(key.fd, _MOST)
                key.data.extend(data)
                if not data:
                    pipes.unregister(key.fileobj)
    try:
        process.wait(max(0.0, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        raise _TooLongError(taken[1]) from None
    return bytes(taken[0]), bytes(taken[1])


def _judged(
    process: subprocess.Popen[bytes], output: bytes, complaint: bytes, source: str, running: Asked
) -> SecretStr:
    if running.cancelled:
        raise SecretTrouble(f"{source} was cancelled.")
    said = _said(complaint)
    if process.returncode == 0 and (output.strip() or not said):
        return first_line(output, source)
    if process.returncode == 0:
        raise SecretTrouble(f"{source} gives nothing, and says: {said}")
    how = f"failed (exit code {process.returncode})"
    if process.returncode < 0:
        how = f"was ended by signal {-process.returncode}"
    raise SecretTrouble(f"{source} {how}{': ' + said if said else '.'}", silent=not said)


def _said(complaint: bytes) -> str:
    return _tail(printable(" ".join(complaint.decode(errors="replace").split())))


def _tail(text: str) -> str:
    # The end of it: what a program gives up with stands last, and after a traceback.
    return text if cells(text) <= _WIDEST else cut(text[::-1], _WIDEST)[::-1]


def _end(process: subprocess.Popen[bytes]) -> None:
    # While poll() has not taken its exit, its id cannot name anything else, and its session has
    # the same id, so this reaches what it started, too.
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
