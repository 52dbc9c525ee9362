"""Stored lookups: found again by any word, opened without the network.

One SQLite file, any number of processes and threads. Nothing is touched before the first call.
What cannot be done raises HistoryTrouble with a sentence, and everything else goes on.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from vinix_tui.calls import clock
from vinix_tui.calls.lookup import Lookup
from vinix_tui.calls.text import printable
from vinix_tui.storage.history_body import BodyError, pack, unpack
from vinix_tui.storage.history_connection import HistoryConnection, HistoryTrouble
from vinix_tui.storage.history_entry import (
    COLUMNS,
    LONGEST_NOTE,
    Entry,
    columns_of,
    entry_of,
    micros,
)
from vinix_tui.storage.history_index import candidates, forget, removing
from vinix_tui.storage.history_search import conditions, with_note, words_of
from vinix_tui.storage.history_time import keep_in_order, sane

__all__ = ["PATIENCE", "Entry", "History", "HistoryTrouble"]

PATIENCE = 10.0
"""Seconds to wait for another process that is writing."""


class History:
    """The lookups stored in one file. Safe to call from several threads."""

    def __init__(
        self,
        path: Path,
        keep: Literal["full", "ids", "off"] = "full",
        days: int = 90,
        max_mb: int = 256,
        now: Callable[[], datetime] = clock.now,
        *,
        patience: float = PATIENCE,
    ) -> None:
        """`keep`: whole replies; or only ids, times and notes; or nothing new at all.

        When a lookup is saved, others that are not pinned go, the oldest first: all fetched more
        than `days` ago, and as many as must for a file of `max_mb` megabytes, its index and all.
        """
        self._keep = keep
        self._days = days
        self._most = max_mb * 1024 * 1024
        self._now = now
        self._file = HistoryConnection(path, now, patience)

    @property
    def remark(self) -> str | None:
        """A sentence on the file that the user should see, such as that it was damaged."""
        return self._file.remark

    def save(self, lookup: Lookup, headline: str) -> None:
        """Store a lookup; one that is stored already is replaced, its pin and note stay."""
        if self._keep == "off":
            return
        ids_only = self._keep == "ids"
        try:
            body = None if ids_only else pack(lookup.documents)
        except BodyError as error:
            raise HistoryTrouble(f"not saved: {error}") from error
        columns = columns_of(lookup, headline, len(body or b""), ids_only=ids_only)

        def work(connection: sqlite3.Connection) -> None:
            key = _put(connection, columns)
            connection.execute("DELETE FROM bodies WHERE key = ?", (key,))
            if body:
                connection.execute("INSERT INTO bodies (key, body) VALUES (?, ?)", (key, body))
            keep_in_order(connection, key, micros(self._now()))
            self._make_room(connection, key)
            if key % _TIDY == 0:
                forget(connection)

        self._file.write("not saved", work, make=True)

    def find(self, text: str = "", limit: int = 500) -> list[Entry]:
        """Lookups in which every word of `text` occurs, the latest first.

        Looks in ids, numbers (in any spelling), names, headline and note.
        """
        words = words_of(text)
        where, parameters = conditions(words)

        def work(connection: sqlite3.Connection) -> list[Any]:
            keys = candidates(connection, words) if words else None
            sql = f"SELECT {COLUMNS} FROM lookups {_among(keys)} {where} {_NEWEST}"  # noqa: S608
            return connection.execute(sql, (*parameters, limit)).fetchall()

        return [entry_of(row) for row in self._file.read(work) or []]

    def count(self) -> int:
        """How many lookups are stored."""
        sql = "SELECT count(*) FROM lookups"
        return self._file.read(lambda connection: int(connection.execute(sql).fetchone()[0])) or 0

    def newest(self, base: str, account_id: str, interaction_id: str) -> Entry | None:
        """The stored lookup of one interaction, if any."""
        wanted = tuple(printable(part) for part in (base, account_id, interaction_id))
        sql = f"SELECT {COLUMNS} FROM lookups WHERE {_SAME}"  # noqa: S608 - of our own constants
        row = self._file.read(lambda connection: connection.execute(sql, wanted).fetchone())
        return entry_of(row) if row else None

    def load(self, key: int) -> Lookup:
        """The stored reply of an Entry, as it came. Raises HistoryTrouble when it is not there."""
        body_too = "(SELECT body FROM bodies WHERE bodies.key = lookups.key)"
        sql = f"SELECT {COLUMNS}, {body_too} FROM lookups WHERE key = ?"  # noqa: S608
        row = self._file.read(lambda connection: connection.execute(sql, (key,)).fetchone())
        if row is None:
            raise HistoryTrouble(_GONE)
        found, body = entry_of(row[:-1]), row[-1]
        name = found.interaction_id
        if body is None:
            raise HistoryTrouble(f"Only the ids of {name} are stored, not its legs: fetch it anew.")
        try:
            documents = unpack(body)
        except BodyError as error:
            raise HistoryTrouble(f"The stored copy of {name} is damaged ({error}).") from error
        return Lookup(found.account_id, name, documents, "history", found.base, found.fetched_at)

    def pin(self, key: int, on: bool) -> None:
        """Pin a lookup, so that neither age nor size removes it, or let it go."""

        def work(connection: sqlite3.Connection) -> int:
            sql = "UPDATE lookups SET pinned = ? WHERE key = ?"
            return connection.execute(sql, (int(on), key)).rowcount

        if not self._file.write("not changed", work):
            raise HistoryTrouble(_GONE)

    def note(self, key: int, text: str) -> None:
        """Write a note of one line on a lookup; an empty one removes it."""
        note = printable(text.strip())[:LONGEST_NOTE]

        def work(connection: sqlite3.Connection) -> int:
            row = connection.execute("SELECT search FROM lookups WHERE key = ?", (key,)).fetchone()
            search = with_note(row[0] if row else "", note)
            sql = "UPDATE lookups SET note = ?, search = ? WHERE key = ?"
            return connection.execute(sql, (note, search, key)).rowcount

        if not self._file.write("not changed", work):
            raise HistoryTrouble(_GONE)

    def delete(self, key: int) -> None:
        """Remove a lookup; one that is gone already is fine."""

        def work(connection: sqlite3.Connection) -> None:
            with removing(connection):
                connection.execute("DELETE FROM lookups WHERE key = ?", (key,))

        self._file.write("not deleted", work)

    def clear(self, older_than_days: int | None = None, pinned_too: bool = False) -> int:
        """Remove all lookups, or those fetched more than so many days ago; how many went."""
        before = _EVER
        if older_than_days is not None:
            before = _days_before(micros(self._now()), older_than_days)
        values = (before, pinned_too)

        def work(connection: sqlite3.Connection) -> int:
            doomed = "FROM lookups WHERE fetched_at < ? AND (pinned = 0 OR ?)"
            (going,) = connection.execute(f"SELECT count(*) {doomed}", values).fetchone()
            (stored,) = connection.execute("SELECT count(*) FROM lookups").fetchone()
            with removing(connection, most=2 * going > stored):
                connection.execute(f"DELETE {doomed}", values)
            return int(going)

        gone = self._file.write("not cleared", work) or 0
        with suppress(HistoryTrouble):  # giving the room back can wait until the next time
            # A script, since execute() takes one step of it, which is one page.
            self._file.read(lambda connection: connection.executescript(_SHRINK))
        return gone

    def close(self) -> None:
        """Close the file; a later call opens it again."""
        self._file.close()

    def _make_room(self, connection: sqlite3.Connection, saved: int) -> None:
        old = "DELETE FROM lookups WHERE pinned = 0 AND fetched_at < ? AND key <> ?"
        before = _days_before(sane(connection, micros(self._now())), self._days)
        connection.execute(old, (before, saved))
        excess = _used(connection) - self._most
        if excess <= 0:
            return
        oldest = "SELECT key, size FROM lookups WHERE pinned = 0 AND key <> ? ORDER BY fetched_at"
        for key, size in connection.execute(oldest, (saved,)).fetchall():
            connection.execute("DELETE FROM lookups WHERE key = ?", (key,))
            excess -= size + _BESIDE
            if excess <= 0:
                break


_SHRINK = "PRAGMA incremental_vacuum"
_SAME = "base = ? AND account_id = ? AND interaction_id = ?"
_NEWEST = "ORDER BY fetched_at DESC, key DESC LIMIT ?"
_BESIDE = 1_000  # bytes that a lookup takes beside its reply: columns, search text, indexes
_TIDY = 200  # saves until nothing is left in the index of what went for its age or the room
_EVER = 2**63 - 1  # microseconds: later than any
_DAY = 86_400_000_000  # microseconds
_GONE = "This lookup is not in the history any more."


def _days_before(when: int, days: int) -> int:
    return when - min(days, 1_000_000) * _DAY


def _among(keys: list[int] | None) -> str:
    """Where to look: in the lookups of these keys, or in all, which are walked newest first."""
    if keys is None:
        return "WHERE"
    # NOT INDEXED: by key; the index by time would lead through all of them.
    return f"NOT INDEXED WHERE key IN ({','.join(map(str, keys))}) AND"


def _put(connection: sqlite3.Connection, columns: dict[str, Any]) -> int:
    """Write the columns of a lookup, keeping the pin and note of the stored one; its key."""
    same = (columns["base"], columns["account_id"], columns["interaction_id"])
    sql = f"SELECT key, note FROM lookups WHERE {_SAME}"  # noqa: S608 - of our own constants
    stored = connection.execute(sql, same).fetchone()
    if stored is None:
        names = ", ".join(columns)
        marks = ", ".join(f":{name}" for name in columns)
        sql = f"INSERT INTO lookups ({names}) VALUES ({marks})"  # noqa: S608
        return int(connection.execute(sql, columns).lastrowid or 0)
    key, note = stored
    changed = {**columns, "search": with_note(columns["search"], note), "key": key}
    settings = ", ".join(f"{name} = :{name}" for name in columns)
    connection.execute(f"UPDATE lookups SET {settings} WHERE key = :key", changed)  # noqa: S608
    return int(key)


def _used(connection: sqlite3.Connection) -> int:
    """Bytes of the file that hold something."""
    pages, free, size = (
        connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("page_count", "freelist_count", "page_size")
    )
    return int(pages - free) * int(size)
