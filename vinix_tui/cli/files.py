"""WHAT as a file: an existing path, or `-` for standard input."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from vinix_tui.calls.text import cut_middle, printable
from vinix_tui.cli.outcome import USAGE, Trouble

if TYPE_CHECKING:
    from vinix_tui.calls.lookup import Lookup

LIMIT = 64 * 2**20
"""Bytes; as much as one reply of the API may have."""
STDIN = "standard input"

_LIKE_A_PATH = re.compile(
    r"(?!.*(?:://|/accounts/|/cdrs/))(?:[~/.].*|.*\.(?:json|jsonl|txt|log|html?|gz|zip))", re.S
)


def named_by(what: str) -> Path | None:
    """The file that WHAT names, `Path("-")` for standard input; None where it is no file.

    Raises Trouble for what can only be meant as a file and is not there.
    """
    path = Path(what)
    if what == "-" or (what and os.path.lexists(path)):
        return path
    if _LIKE_A_PATH.fullmatch(what.strip()):
        raise Trouble(f"{cut_middle(printable(what), 200)}: there is no such file.", USAGE)
    return None


def shown(path: Path) -> str:
    """How a file is called in a message."""
    return STDIN if str(path) == "-" else cut_middle(printable(str(path)), 200)


def named(path: Path) -> str:
    """The same without its directories, for a title."""
    return STDIN if str(path) == "-" else cut_middle(printable(path.name), 60)


def check(path: Path, *, plain: bool = False) -> None:
    """Refuse what cannot be a file of legs, by a look from outside. Raises Trouble.

    `plain` refuses pipes and devices too: the app would wait for them with nothing to show.
    """
    if str(path) == "-":
        if sys.stdin is None or sys.stdin.closed:
            raise Trouble("Standard input is closed.", USAGE)
        return
    try:
        state = path.stat()
    except OSError as error:
        raise _unreadable(path, error) from error
    if stat.S_ISDIR(state.st_mode):
        raise Trouble(f"{shown(path)} is a directory; name a file in it.", USAGE)
    if plain and not stat.S_ISREG(state.st_mode):
        raise Trouble(f"{shown(path)} is no plain file; use: vinix-tui show {shown(path)}", USAGE)
    if stat.S_ISREG(state.st_mode) and state.st_size > LIMIT:
        raise _too_large(path)


def read(path: Path, remark: Callable[[str], None]) -> Lookup:
    """The lookup in a file; `remark` is told what else there is to say. Raises Trouble."""
    check(path)
    try:
        if str(path) == "-":
            data, saved_at = _taken(sys.stdin.buffer, path), None
        else:
            with path.open("rb") as file:
                data, saved_at = _taken(file, path), _saved_at(file)
    except OSError as error:
        raise _unreadable(path, error) from error
    from vinix_tui.reports import reading

    try:
        return reading.read(data, shown(path), saved_at=saved_at, remark=remark)
    except reading.NotLegs as refused:
        raise Trouble(str(refused), USAGE) from refused


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A file of any size, or standard input, to be read piece by piece. Raises Trouble."""
    try:
        if str(path) == "-":
            check(path)
            yield sys.stdin.buffer
        else:
            with path.open("rb") as file:
                yield file
    except OSError as error:
        raise _unreadable(path, error) from error


def _taken(file: BinaryIO, path: Path) -> bytes:
    data = file.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise _too_large(path)
    return data


def _saved_at(file: BinaryIO) -> datetime | None:
    state = os.fstat(file.fileno())
    if not stat.S_ISREG(state.st_mode):
        return None
    try:
        return datetime.fromtimestamp(state.st_mtime, UTC)
    except (OverflowError, ValueError, OSError):  # a disk may hold any number
        return None


def _too_large(path: Path) -> Trouble:
    return Trouble(f"{shown(path)} is larger than 64 MiB, as no reply of the API is.", USAGE)


def _unreadable(path: Path, error: OSError) -> Trouble:
    reason = (error.strerror or str(error)).lower()
    return Trouble(f"{shown(path)} cannot be read: {reason}.", USAGE)
