"""The tables of the history's file by version, and how a file of an earlier version gets there.

Version 1 has the lookups and their replies. Version 2 has the index that finds words in them (see
history_index); where SQLite cannot keep one, version 1 is still made and used.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress

from vinix_tui.storage import history_index

VERSION = 2
"""PRAGMA user_version of the newest tables."""

NEWER = "a newer vinix-tui has written it"
NO_INDEX = "its index needs an SQLite with FTS5 and trigrams (3.34 or later)"
"""Why a file is only read."""

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
    # What goes first when the history is too old or too large.
    "lookups_oldest": "CREATE INDEX lookups_oldest ON lookups (pinned, fetched_at, size)",
}

_VERSIONS = {1: _TABLES, 2: {**_TABLES, **history_index.INDEX}}


class StrangeError(Exception):
    """A database, but not ours."""


def prepare(connection: sqlite3.Connection) -> str:
    """Make the tables in a new file, bring those of an older one up to date.

    An upgrade that cannot be made now (no right to write, a full disk, another process at work)
    leaves the file as it was, and it is used so. Returns why the file can only be read, or "".
    Raises sqlite3.Error, StrangeError.
    """
    version, tables = _state(connection)
    if version > VERSION:
        return _only_read(connection, NEWER)
    connection.execute("PRAGMA journal_mode = DELETE")
    if not tables:
        _make(connection)
        version, tables = _state(connection)
    if tables != _VERSIONS.get(version):
        raise StrangeError
    if version == 1 and history_index.possible():
        with suppress(sqlite3.OperationalError):  # damage is another kind, DatabaseError
            _upgrade(connection)
        version, tables = _state(connection)
    if version == 1:
        return ""
    if not history_index.possible():
        return _only_read(connection, NO_INDEX)
    history_index.open_index(connection)
    if not history_index.is_whole(connection):
        raise StrangeError
    return ""


def take_over(connection: sqlite3.Connection, uri: str) -> int:
    """Copy all lookups of a file with our tables, if every one can be read; how many.

    Raises sqlite3.Error or StrangeError, and then nothing is copied.
    """
    connection.execute("ATTACH ? AS old", (uri,))
    try:
        version, tables = _state(connection, "old")
        if tables != _VERSIONS.get(version):
            raise StrangeError
        connection.execute("BEGIN IMMEDIATE")
        with connection:
            # NOT INDEXED: a damaged index on the side is no loss
            copied = connection.execute("INSERT INTO lookups SELECT * FROM old.lookups NOT INDEXED")
            connection.execute("INSERT INTO bodies SELECT * FROM old.bodies NOT INDEXED")
        return copied.rowcount
    finally:
        connection.execute("DETACH old")


def _only_read(connection: sqlite3.Connection, why: str) -> str:
    connection.execute("PRAGMA query_only = ON")
    return why


def _make(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA page_size = 8192")  # two thirds of 4096 for replies of 2 to 3 kB
    connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
    connection.execute("BEGIN IMMEDIATE")
    with connection:  # commits, or rolls back
        if not _tables(connection, "main"):  # else another instance was faster
            for sql in _TABLES.values():
                connection.execute(sql)
            connection.execute("PRAGMA user_version = 1")


def _upgrade(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        if _version(connection, "main") == 1:  # else another instance was faster
            history_index.build(connection)
            connection.execute(f"PRAGMA user_version = {VERSION}")


def _state(connection: sqlite3.Connection, name: str = "main") -> tuple[int, dict[str, str]]:
    """Version and tables of one moment: another process may be upgrading."""
    connection.execute("BEGIN")
    with connection:
        return _version(connection, name), _tables(connection, name)


def _version(connection: sqlite3.Connection, name: str) -> int:
    row = connection.execute(f"PRAGMA {name}.user_version").fetchone()
    return int(row[0])


def _tables(connection: sqlite3.Connection, name: str) -> dict[str, str]:
    sql = f"SELECT type, name, sql FROM {name}.sqlite_master"  # noqa: S608 - main or old
    return {
        table: sql
        for kind, table, sql in connection.execute(sql)
        if not str(table).startswith("sqlite_")
        and (kind != "table" or table not in history_index.SHADOWS)  # written as FTS5 likes
    }
