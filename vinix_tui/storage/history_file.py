"""The history's file: opened safely, made when missing, set aside when it is damaged.

A rollback journal, since home directories are on NFS, where write-ahead logs do not work. With
synchronous=EXTRA a save that has returned is on the disk and so is its journal's removal: neither
kill -9 nor a power cut takes it back. That costs one more fsync than FULL (which would let a power
cut, though not a kill, undo the last save).
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from vinix_tui.storage import private
from vinix_tui.storage.history_schema import StrangeError, prepare, take_over
from vinix_tui.storage.private import AlreadyThereError

_BESIDE = ("-journal", "-wal", "-shm")
_DAMAGED = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)


class DamagedError(Exception):
    """The file is no history: `identity` is the file's, to be sure to set aside the same one."""

    def __init__(self, identity: tuple[int, int] | None) -> None:
        """`identity` as `identity()` gives it."""
        super().__init__("the history is damaged")
        self.identity = identity


@dataclass(frozen=True)
class Opened:
    """An open history. `only_read`: why nothing can be written to it, or ""."""

    connection: sqlite3.Connection
    identity: tuple[int, int] | None
    only_read: str


def open_history(path: Path, *, make: bool, patience: float) -> Opened | None:
    """Open the file; None when there is none and `make` is off. `patience`: seconds for locks.

    Raises StorageError, sqlite3.Error, or DamagedError.
    """
    if not make:
        try:
            path.lstat()  # Path.exists says no, from Python 3.14 on, of what may not be looked at
        except (FileNotFoundError, NotADirectoryError):
            return None
    private.directory(path.parent)
    if make:
        private.make_empty(path)
    private.check(path)
    for suffix in _BESIDE:  # SQLite opens these by name, too
        private.check(path.with_name(path.name + suffix))
    found = identity(path)
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",  # rw: never makes a file by its own umask
        uri=True,
        timeout=patience,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        return Opened(connection, found, _prepared(connection))
    except sqlite3.Error as error:
        connection.close()
        if code(error) in _DAMAGED:
            raise DamagedError(found) from error
        raise
    except StrangeError as error:
        connection.close()
        raise DamagedError(found) from error


def set_aside(path: Path, found: tuple[int, int] | None, now: datetime) -> Path | None:
    """Move a damaged history, with its journal, to a name that nothing has yet; its new name.

    None when it is not there any more: another instance was faster. Raises OSError, StorageError.
    """
    with _alone(path):
        if found is None or identity(path) != found:
            return None
        aside = _free_name(path, now)
        for suffix in (*_BESIDE, ""):  # the journal first: it must never meet the new file
            beside = path.with_name(path.name + suffix)
            with suppress(FileNotFoundError):
                beside.replace(aside.with_name(aside.name + suffix))
        return aside


def rescue(connection: sqlite3.Connection, aside: Path) -> int:
    """Copy the lookups of a file that was set aside into an open history; how many.

    Only when all can be read, so the damage was elsewhere: in an index, or in what is free. The
    damaged file is not written to. Raises sqlite3.Error or DamagedError.
    """
    try:
        return take_over(connection, f"{aside.absolute().as_uri()}?mode=ro")
    except StrangeError as error:
        raise DamagedError(None) from error


def identity(path: Path) -> tuple[int, int] | None:
    """Which file stands under that name now: device and inode."""
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_dev, state.st_ino


def code(error: sqlite3.Error) -> int:
    """SQLite's primary result code; 0 when the error is not SQLite's own."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the error says that the file is broken, rather than the disk or the moment."""
    return code(error) in _DAMAGED


def _prepared(connection: sqlite3.Connection) -> str:
    # A stranger's text may be no UTF-8; temporary tables stay off the disk; what was deleted is
    # overwritten; nothing in the file's schema runs, unless it is found to be ours.
    connection.text_factory = lambda data: data.decode(errors="replace")
    for pragma in (
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "temp_store = MEMORY",
        "secure_delete = ON",
        "foreign_keys = ON",
        "synchronous = EXTRA",
    ):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    return prepare(connection)


def _free_name(path: Path, now: datetime) -> Path:
    stem = f"{path.name}.damaged-{now:%Y%m%dT%H%M%SZ}"
    number = 1
    while True:
        aside = path.with_name(stem if number == 1 else f"{stem}-{number}")
        number += 1
        if any(os.path.lexists(f"{aside}{suffix}") for suffix in _BESIDE):
            continue
        with suppress(AlreadyThereError):
            private.write_new(aside, b"")  # the name is ours now
            return aside


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with private.open_append(path.with_name(path.name + ".lock")) as file:
        with suppress(OSError):  # a file system without locks: the identity still guards most
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
