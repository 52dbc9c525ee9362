"""What the history's file is like, told without changing it: not made, not upgraded, not mended."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from vinix_tui.storage import history_index
from vinix_tui.storage.history_connection import HistoryTrouble
from vinix_tui.storage.history_file import is_damage
from vinix_tui.storage.history_schema import NEWER, NO_INDEX, VERSION

_PATIENCE = 2.0  # seconds for another process that is writing


class HistoryLook(NamedTuple):
    """Its tables' version, how many lookups and bytes it has, and whether words are indexed.

    `only_read` is why this program would not write to it, or "".
    """

    version: int
    lookups: int
    bytes: int
    indexed: bool
    only_read: str


def look(path: Path) -> HistoryLook | None:
    """None where there is no history yet. Raises HistoryTrouble."""
    if not path.exists():
        return None
    try:
        size = path.stat().st_size
        uri = f"{path.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True, timeout=_PATIENCE)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
            lookups = 0
            if "lookups" in tables:
                (lookups,) = connection.execute("SELECT count(*) FROM lookups").fetchone()
    except sqlite3.Error as error:
        why = "it is damaged, or no history" if is_damage(error) else str(error)
        raise HistoryTrouble(f"{path} cannot be read: {why}") from error
    except OSError as error:
        raise HistoryTrouble(f"{path} cannot be read: {error.strerror or error}") from error
    indexed = "words" in tables
    only_read = ""
    if version > VERSION:
        only_read = NEWER
    elif indexed and not history_index.possible():
        only_read = NO_INDEX
    return HistoryLook(version, lookups, size, indexed, only_read)
