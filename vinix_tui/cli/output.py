"""Data to standard output, remarks to standard error, and nothing that could steer a terminal."""

from __future__ import annotations

import codecs
import os
import sys
from contextlib import suppress
from io import BufferedWriter, RawIOBase, TextIOWrapper
from typing import TextIO

from vinix_tui.calls import letters
from vinix_tui.calls.text import printable_lines
from vinix_tui.cli import terminal
from vinix_tui.cli.outcome import USAGE, Trouble

WIDTH = 100
"""Cells of a line, or at least of a table, where standard output is no terminal."""

_SIGNS = "→←·…–"


_IN_CELLS, _IN_ESCAPES = "vinix-tui.cells", "vinix-tui.escapes"


def prepare() -> None:
    """Let no character stop the output, whatever the locale; send a terminal what it can take."""
    codecs.register_error(_IN_ESCAPES, letters.in_escapes)
    _keep_all()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(encoding=terminal.encoding(stream.encoding))
            stream.reconfigure(errors=_IN_ESCAPES)


def _keep_all() -> None:
    """With PYTHONUNBUFFERED a text stream drops what a signal keeps the system from taking."""
    stream = sys.stdout
    if isinstance(stream, TextIOWrapper) and isinstance(stream.buffer, RawIOBase):
        encoding, buffered = stream.encoding, BufferedWriter(stream.detach())
        sys.stdout = sys.__stdout__ = TextIOWrapper(buffered, encoding=encoding)  # type: ignore[misc]


def prepare_screen() -> None:
    """The same for the stream that Textual draws on, where every letter must keep its columns."""
    codecs.register_error(_IN_CELLS, letters.in_cells)
    if isinstance(sys.stderr, TextIOWrapper):
        sys.stderr.reconfigure(errors=_IN_CELLS)


def write(text: str) -> None:
    """Data, printable already, to standard output at once. BrokenPipeError passes through."""
    if sys.stdout is None:
        raise Trouble("Standard output is closed, so there is nowhere to write to.", USAGE)
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        discard()
        reason = (error.strerror or str(error)).lower()
        raise Trouble(f"Cannot write to standard output: {reason}.", USAGE) from error


def lines(text: str) -> None:
    """Text of any origin to standard output, made printable line by line."""
    write("".join(f"{line}\n" for line in printable_lines(text) or ("",)))


def remark(text: str) -> None:
    """A remark for the user on standard error; where that cannot be written, none."""
    if sys.stderr is None:
        return
    with suppress(OSError, ValueError):
        for line in printable_lines(text):
            sys.stderr.write(f"{line}\n")
        sys.stderr.flush()


def discard() -> None:
    """Send what is still buffered nowhere, so that Python does not fail on it at its end."""
    _send_nowhere(sys.stdout)


def _send_nowhere(stream: TextIO) -> None:
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def settle() -> None:
    """Send what is still buffered, or nowhere where the line is lost: Python would end with 120."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            _send_nowhere(stream)


def is_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def width() -> int:
    """Cells of a line of text."""
    if not is_terminal():
        return WIDTH
    import shutil  # 4 ms, with the compressions that it knows

    return shutil.get_terminal_size().columns


def colour() -> bool:
    """Whether colours are wanted: at a terminal that has them, unless NO_COLOR is set."""
    return is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def ascii_only() -> bool:
    """Whether standard output cannot take our arrows, as in the locale C."""
    try:
        _SIGNS.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return True
    return False
