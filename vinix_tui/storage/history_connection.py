"""One connection to the history's file, shared by threads, that survives what happens to the file.

Waits for other processes, sets a damaged file aside and begins a new one, and notices when the
file under the name is not the one that it opened any more. Errors leave as HistoryTrouble.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from vinix_tui.calls.text import printable
from vinix_tui.storage.history_file import (
    DamagedError,
    Opened,
    code,
    identity,
    is_damage,
    open_history,
    rescue,
    set_aside,
)
from vinix_tui.storage.private import StorageError

Result = TypeVar("Result")
Work = Callable[[sqlite3.Connection], Result]


class HistoryTrouble(Exception):
    """The history could not do what was asked; str(e) is one line that says what and why."""

    def __init__(self, text: str) -> None:
        """`text` may hold paths and a system's words: it is made printable here."""
        super().__init__(printable(text))


class HistoryConnection:
    """Runs work on the history's file. Opens it at the first work, and again whenever needed."""

    def __init__(self, path: Path, now: Callable[[], datetime], patience: float) -> None:
        """`patience`: seconds to wait for other processes. Nothing is touched yet."""
        self.remark: str | None = None
        self._path = path
        self._now = now
        self._patience = patience
        self._opened: Opened | None = None
        self._lock = threading.RLock()

    def read(self, work: Work[Result]) -> Result | None:
        """What `work` finds; None when there is no history yet."""
        return self._run("the history cannot be read", self._reading(work))

    def write(self, failed: str, work: Work[Result], *, make: bool = False) -> Result | None:
        """Run `work` whole or not at all. `make`: begin a history when there is none.

        `failed` begins the sentence of a HistoryTrouble: "not saved".
        """
        return self._run(failed, self._writing(failed, work, make))

    def close(self) -> None:
        """Close the file; the next work opens it again."""
        with self._lock:
            if self._opened:
                self._opened.connection.close()
                self._opened = None

    def _run(self, failed: str, attempt: Callable[[], Result | None]) -> Result | None:
        deadline = time.monotonic() + self._patience
        mended = False
        with self._lock:
            while True:
                try:
                    return attempt()
                except _TROUBLES as error:
                    found = self._opened.identity if self._opened else None
                    self.close()
                    if _is_broken(error) and not mended:
                        mended = True
                        self._mend(failed, getattr(error, "identity", found))
                    elif _is_busy(error) and time.monotonic() < deadline:
                        time.sleep(_PAUSE)
                    else:
                        raise HistoryTrouble(f"{failed}: {_reason(error, self._path)}") from error

    def _reading(self, work: Work[Result]) -> Callable[[], Result | None]:
        def attempt() -> Result | None:
            opened = self._current(make=False)
            return work(opened.connection) if opened else None

        return attempt

    def _writing(self, failed: str, work: Work[Result], make: bool) -> Callable[[], Result | None]:
        def attempt() -> Result | None:
            while opened := self._current(make=make):
                if opened.only_read:
                    raise HistoryTrouble(f"{failed}: {opened.only_read}")
                result = _transaction(opened.connection, work)
                if identity(self._path) == opened.identity:
                    return result
                # Set aside or removed between opening and committing: once more, into the new one.
            return None

        return attempt

    def _current(self, *, make: bool) -> Opened | None:
        if self._opened and self._opened.identity != identity(self._path):
            self.close()
        if not self._opened:
            self._opened = open_history(self._path, make=make, patience=self._patience)
            if self._opened and self._opened.only_read:
                self.remark = f"The history is only read: {self._opened.only_read}."
        return self._opened

    def _mend(self, failed: str, found: tuple[int, int] | None) -> None:
        try:
            aside = set_aside(self._path, found, self._now())
        except (OSError, StorageError) as error:
            what = f"{self._path} is damaged and cannot be set aside"
            raise HistoryTrouble(f"{failed}: {what}: {error}") from error
        if aside:
            rescued = self._rescue(aside)
            rest = f", with all {rescued:,} lookups of it" if rescued else ""
            self.remark = printable(
                f"The history was damaged. It is set aside as {aside}, and a new one begins{rest}."
            )

    def _rescue(self, aside: Path) -> int:
        """How many lookups the new file has from the damaged one: all of them, or none."""
        try:
            opened = self._current(make=True)
            return rescue(opened.connection, aside) if opened else 0
        except _TROUBLES:
            self.close()
            return 0


_TROUBLES = (sqlite3.Error, DamagedError, StorageError, OSError, MemoryError)
_PAUSE = 0.02  # seconds; SQLite itself waits for most locks, but not for another's roll-back

_REASONS = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_READONLY: "the file or its directory is read-only",
    sqlite3.SQLITE_CANTOPEN: "the file or its journal cannot be opened",
    sqlite3.SQLITE_BUSY: "another program has kept it locked for too long",
    sqlite3.SQLITE_LOCKED: "another program has kept it locked for too long",
    sqlite3.SQLITE_IOERR: "the disk reports an error",
    sqlite3.SQLITE_NOTADB: "it is damaged",
    sqlite3.SQLITE_CORRUPT: "it is damaged",
}


def _transaction(connection: sqlite3.Connection, work: Work[Result]) -> Result:
    # IMMEDIATE: two readers that both want to write would each wait for the other.
    connection.execute("BEGIN IMMEDIATE")
    try:
        result = work(connection)
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):  # after a full disk SQLite has rolled back already
            connection.execute("ROLLBACK")
        raise
    return result


def _is_broken(error: Exception) -> bool:
    return isinstance(error, DamagedError) or (
        isinstance(error, sqlite3.Error) and is_damage(error)
    )


def _is_busy(error: Exception) -> bool:
    busy = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    return isinstance(error, sqlite3.Error) and code(error) in busy


def _reason(error: Exception, path: Path) -> str:
    if isinstance(error, sqlite3.Error):
        return f"{_REASONS.get(code(error), str(error))} ({path})"
    return "there is not enough memory" if isinstance(error, MemoryError) else str(error)
