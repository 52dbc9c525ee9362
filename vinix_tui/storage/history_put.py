"""How a lookup comes into the history's file: over a stored copy, with room made for it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from vinix_tui.calls.lookup import Lookup
from vinix_tui.storage.history_body import BodyError, unpack
from vinix_tui.storage.history_connection import HistoryTrouble
from vinix_tui.storage.history_entry import COLUMNS, Entry, entry_of
from vinix_tui.storage.history_search import with_note
from vinix_tui.storage.history_time import sane

SAME = "base = ? AND account_id = ? AND interaction_id = ?"

_BESIDE = 1_000  # bytes that a lookup takes beside its reply: columns, search text, indexes
_DAY = 86_400_000_000  # microseconds


@dataclass(frozen=True)
class Stored:
    """An entry with its reply, still packed."""

    entry: Entry
    body: object  # bytes, or whatever else a stranger's file has there; None where none is kept

    def lookup(self) -> Lookup:
        """The reply, as it came. Raises HistoryTrouble when it is not there or damaged."""
        entry = self.entry
        name = entry.interaction_id
        if self.body is None:
            raise HistoryTrouble(f"Only the ids of {name} are stored, not its legs: fetch it anew.")
        try:
            documents = unpack(self.body)
        except BodyError as error:
            raise HistoryTrouble(f"The stored copy of {name} is damaged ({error}).") from error
        return Lookup(entry.account_id, name, documents, "history", entry.base, entry.fetched_at)


def stored(connection: sqlite3.Connection, where: str, values: tuple[Any, ...]) -> Stored | None:
    """The lookup that a condition of ours names."""
    body = "(SELECT body FROM bodies WHERE bodies.key = lookups.key)"
    sql = f"SELECT {COLUMNS}, {body} FROM lookups WHERE {where}"  # noqa: S608 - of our constants
    row = connection.execute(sql, values).fetchone()
    return Stored(entry_of(row[:-1]), row[-1]) if row else None


def same(columns: dict[str, Any]) -> tuple[Any, ...]:
    """What SAME is asked for."""
    return columns["base"], columns["account_id"], columns["interaction_id"]


def put(connection: sqlite3.Connection, columns: dict[str, Any], body: bytes | None) -> int:
    """Write a lookup, keeping the pin and note of the stored one; its key."""
    sql = f"SELECT key, note FROM lookups WHERE {SAME}"  # noqa: S608 - of our own constants
    row = connection.execute(sql, same(columns)).fetchone()
    if row is None:
        names = ", ".join(columns)
        marks = ", ".join(f":{name}" for name in columns)
        sql = f"INSERT INTO lookups ({names}) VALUES ({marks})"  # noqa: S608
        key = int(connection.execute(sql, columns).lastrowid or 0)
    else:
        key, note = int(row[0]), row[1]
        changed = {**columns, "search": with_note(columns["search"], note), "key": key}
        settings = ", ".join(f"{name} = :{name}" for name in columns)
        connection.execute(f"UPDATE lookups SET {settings} WHERE key = :key", changed)  # noqa: S608
        connection.execute("DELETE FROM bodies WHERE key = ?", (key,))
    if body:
        connection.execute("INSERT INTO bodies (key, body) VALUES (?, ?)", (key, body))
    return key


def annotate(connection: sqlite3.Connection, key: int, note: str) -> bool:
    """Write a note, and let it be found; whether there is such a lookup."""
    row = connection.execute("SELECT search FROM lookups WHERE key = ?", (key,)).fetchone()
    search = with_note(row[0] if row else "", note)
    sql = "UPDATE lookups SET note = ?, search = ? WHERE key = ?"
    return connection.execute(sql, (note, search, key)).rowcount > 0


def pin(connection: sqlite3.Connection, key: int, on: bool) -> bool:
    """Pin a lookup, or let it go; whether there is such a one."""
    sql = "UPDATE lookups SET pinned = ? WHERE key = ?"
    return connection.execute(sql, (int(on), key)).rowcount > 0


def make_room(
    connection: sqlite3.Connection, now: int, days: int, most: int, spared: int | None = None
) -> None:
    """Remove what is older than so many days, then the oldest until `most` bytes are left.

    `spared`: the key of one that stays whatever its age. Pinned ones stay, too.
    """
    kept = -1 if spared is None else spared
    old = "DELETE FROM lookups WHERE pinned = 0 AND fetched_at < ? AND key <> ?"
    connection.execute(old, (days_before(sane(connection, now), days), kept))
    excess = _used(connection) - most
    if excess <= 0:
        return
    oldest = "SELECT key, size FROM lookups WHERE pinned = 0 AND key <> ? ORDER BY fetched_at"
    for key, size in connection.execute(oldest, (kept,)).fetchall():
        connection.execute("DELETE FROM lookups WHERE key = ?", (key,))
        excess -= size + _BESIDE
        if excess <= 0:
            break


def days_before(when: int, days: int) -> int:
    """Unix microseconds, so many days earlier."""
    return when - min(days, 1_000_000) * _DAY


def _used(connection: sqlite3.Connection) -> int:
    """Bytes of the file that hold something."""
    pages, free, size = (
        connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("page_count", "freelist_count", "page_size")
    )
    return int(pages - free) * int(size)
