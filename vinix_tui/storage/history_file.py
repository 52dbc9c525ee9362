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
from vinix_tui.storage.private import AlreadyThereError

VERSION = 1
"""PRAGMA user_version of the tables below."""

_TABLES = {
    # AUTOINCREMENT: the key of a deleted lookup never comes to mean another one on some screen.
    "lookups": """CREATE TABLE lookups (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  base TEXT NOT NULL,
  account_id TEXT NOT NULL,
  interaction_id TEXT NOT NULL,
  fetched_at INTEGER NOT NULL,  -- Unix microseconds, as the next one
  started_at INTEGER,
  legs INTEGER NOT NULL,
  parties TEXT NOT NULL,
  headline TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  pinned INTEGER NOT NULL DEFAULT 0,
  size INTEGER NOT NULL,  -- bytes of the body, 0 where none is kept
  search TEXT NOT NULL,
  UNIQUE (base, account_id, interaction_id)
)""",
    # Apart, so that a search does not walk over the replies.
    "bodies": """CREATE TABLE bodies (
  key INTEGER PRIMARY KEY REFERENCES lookups (key) ON DELETE CASCADE,
  body BLOB NOT NULL
)""",
    # Holds all that a search reads, newest first: 35 ms at 100,000 lookups instead of 100.
    "lookups_newest": "CREATE INDEX lookups_newest ON lookups (fetched_at, key, search)",
    # What goes first when the history is too old or too large, and the sum of it.
    "lookups_oldest": "CREATE INDEX lookups_oldest ON lookups (pinned, fetched_at, size)",
}

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
    """An open history. `newer`: a later version wrote it, so it is read only."""

    connection: sqlite3.Connection
    identity: tuple[int, int] | None
    newer: bool


def open_history(path: Path, *, make: bool, patience: float) -> Opened | None:
    """Open the file; None when there is none and `make` is off. `patience`: seconds for locks.

    Raises StorageError, sqlite3.Error, or DamagedError.
    """
    if not make and not path.exists() and not path.is_symlink():
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
    except _StrangeError as error:
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


class _StrangeError(Exception):
    """A database, but not ours."""


def _prepared(connection: sqlite3.Connection) -> bool:
    # A stranger's text may be no UTF-8; temporary tables stay off the disk; what was deleted is
    # overwritten; nothing in the file's schema runs.
    connection.text_factory = lambda data: data.decode(errors="replace")
    for pragma in (
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "temp_store = MEMORY",
        "secure_delete = ON",
        "foreign_keys = ON",
        "synchronous = EXTRA",
    ):
        _pragma(connection, pragma)
    version = _pragma(connection, "user_version")
    if version > VERSION:
        _pragma(connection, "query_only = ON")
        return True
    _pragma(connection, "journal_mode = DELETE")
    if not _tables(connection):
        _make_tables(connection)
    if _pragma(connection, "user_version") != VERSION or _tables(connection) != _TABLES:
        raise _StrangeError
    return False


def _make_tables(connection: sqlite3.Connection) -> None:
    _pragma(connection, "page_size = 8192")  # two thirds of 4096 for replies of 2 to 3 kB
    _pragma(connection, "auto_vacuum = INCREMENTAL")
    connection.execute("BEGIN IMMEDIATE")
    with connection:  # commits, or rolls back
        if not _tables(connection):  # else another instance was faster
            for sql in _TABLES.values():
                connection.execute(sql)
            _pragma(connection, f"user_version = {VERSION}")


def _tables(connection: sqlite3.Connection) -> dict[str, str]:
    rows = connection.execute("SELECT name, sql FROM sqlite_master").fetchall()
    return {name: sql for name, sql in rows if not str(name).startswith("sqlite_")}


def _pragma(connection: sqlite3.Connection, pragma: str) -> int:
    row = connection.execute(f"PRAGMA {pragma}").fetchone()
    return row[0] if row and isinstance(row[0], int) else 0


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
