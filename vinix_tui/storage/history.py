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
from vinix_tui.storage.history_body import BodyError, pack
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
from vinix_tui.storage.history_put import (
    SAME,
    Stored,
    annotate,
    days_before,
    make_room,
    pin,
    put,
    same,
    stored,
)
from vinix_tui.storage.history_search import conditions, words_of
from vinix_tui.storage.history_time import keep_in_order

__all__ = ["PATIENCE", "Entry", "History", "HistoryTrouble", "Stored", "Taken"]

PATIENCE = 10.0
"""Seconds to wait for another process that is writing."""


Taken = Literal["new", "newer", "known", "no room"]
"""What became of a lookup from elsewhere; "no room" is also for one that is too old to be kept."""


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

    def save(self, lookup: Lookup, headline: str) -> Stored | None:
        """Store a lookup. One that is stored already is replaced, its pin and note stay, and it
        is handed back as it was, if its reply was kept.
        """
        if self._keep == "off":
            return None
        columns, body = self._made(lookup, headline, "not saved")

        def work(connection: sqlite3.Connection) -> Stored | None:
            earlier = stored(connection, SAME, same(columns))
            key = put(connection, columns, body)
            keep_in_order(connection, key, micros(self._now()))
            self._make_room(connection, key)
            return earlier if earlier and earlier.body is not None else None

        return self._file.write("not saved", work, make=True)

    def take(self, lookup: Lookup, headline: str, note: str, *, pinned: bool) -> Taken:
        """Store a lookup that was fetched elsewhere, unless a copy as new is here already.

        Nothing here is lost by it: a pin stays, and so does a note, unless there was none.
        """
        if self._keep == "off":
            raise HistoryTrouble("not imported: the history is off.")
        columns, body = self._made(lookup, headline, "not imported")
        now = micros(self._now())
        columns["fetched_at"] = min(columns["fetched_at"], now)  # or it would stay on top for good
        note = _one_line(note)

        def work(connection: sqlite3.Connection) -> Taken:
            here = stored(connection, SAME, same(columns))
            known = here is not None and (
                micros(here.entry.fetched_at) >= columns["fetched_at"]
                and (here.entry.kept or body is None)
            )
            key = here.entry.key if here and known else put(connection, columns, body)
            if note and not (here and here.entry.note):
                annotate(connection, key, note)
            if pinned:
                pin(connection, key, True)
            self._make_room(connection, key, spare=False)
            sql = "SELECT 1 FROM lookups WHERE key = ?"
            if connection.execute(sql, (key,)).fetchone() is None:
                return "no room"
            return "known" if known else "newer" if here else "new"

        return self._file.write("not imported", work, make=True) or "no room"

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
        sql = f"SELECT {COLUMNS} FROM lookups WHERE {SAME}"  # noqa: S608 - of our own constants
        row = self._file.read(lambda connection: connection.execute(sql, wanted).fetchone())
        return entry_of(row) if row else None

    def load(self, key: int) -> Lookup:
        """The stored reply of an Entry, as it came. Raises HistoryTrouble when it is not there."""
        found = self._file.read(lambda connection: stored(connection, "key = ?", (key,)))
        if found is None:
            raise HistoryTrouble(_GONE)
        return found.lookup()

    def pin(self, key: int, on: bool) -> None:
        """Pin a lookup, so that neither age nor size removes it, or let it go."""
        if not self._file.write("not changed", lambda connection: pin(connection, key, on)):
            raise HistoryTrouble(_GONE)

    def note(self, key: int, text: str) -> None:
        """Write a note of one line on a lookup; an empty one removes it."""
        note = _one_line(text)
        if not self._file.write("not changed", lambda connection: annotate(connection, key, note)):
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
            before = days_before(micros(self._now()), older_than_days)
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

    def _made(self, lookup: Lookup, headline: str, failed: str) -> tuple[dict[str, Any], Any]:
        """A lookup as columns, and its reply packed, or None where that is not to be kept."""
        ids_only = self._keep == "ids"
        try:
            body = None if ids_only else pack(lookup.documents)
        except BodyError as error:
            raise HistoryTrouble(f"{failed}: {error}") from error
        return columns_of(lookup, headline, len(body or b""), ids_only=ids_only), body

    def _make_room(self, connection: sqlite3.Connection, key: int, *, spare: bool = True) -> None:
        now = micros(self._now())
        make_room(connection, now, self._days, self._most, key if spare else None)
        if key % _TIDY == 0:
            forget(connection)


_SHRINK = "PRAGMA incremental_vacuum"
_NEWEST = "ORDER BY fetched_at DESC, key DESC LIMIT ?"
_TIDY = 200  # saves until nothing is left in the index of what went for its age or the room
_EVER = 2**63 - 1  # microseconds: later than any
_GONE = "This lookup is not in the history any more."


def _among(keys: list[int] | None) -> str:
    """Where to look: in the lookups of these keys, or in all, which are walked newest first."""
    if keys is None:
        return "WHERE"
    # NOT INDEXED: by key; the index by time would lead through all of them.
    return f"NOT INDEXED WHERE key IN ({','.join(map(str, keys))}) AND"


def _one_line(note: str) -> str:
    return printable(note.strip())[:LONGEST_NOTE]
