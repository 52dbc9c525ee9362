"""Stored lookups: found again by any word, opened without the network.

One SQLite file, any number of processes and threads. Nothing is touched before the first call.
What cannot be done raises HistoryTrouble with a sentence, and everything else goes on.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal, TypeVar

from vinix_tui.calls.lookup import Lookup
from vinix_tui.calls.text import printable
from vinix_tui.storage import history_body
from vinix_tui.storage.history_file import (
    DamagedError,
    Opened,
    code,
    identity,
    is_damage,
    open_history,
    set_aside,
)
from vinix_tui.storage.history_search import conditions, search_text, with_note
from vinix_tui.storage.private import StorageError

PATIENCE = 10.0
"""Seconds to wait for another process that is writing."""

_Result = TypeVar("_Result")


class HistoryTrouble(Exception):  # noqa: N818 - it reads as what it says
    """The history could not do what was asked; str(e) is a sentence that says what and why."""


@dataclass(frozen=True)
class Entry:
    """A stored lookup as a list shows it; every text is printable, times are aware (UTC)."""

    key: int
    account_id: str
    interaction_id: str
    base: str
    fetched_at: datetime
    started_at: datetime | None
    legs: int
    parties: str  # from → to, of the first leg
    headline: str
    note: str
    pinned: bool
    kept: bool  # whether the reply itself is stored


def _now() -> datetime:
    return datetime.now(UTC)


class History:
    """The lookups stored in one file. Safe to call from several threads."""

    def __init__(
        self,
        path: Path,
        keep: Literal["full", "ids", "off"] = "full",
        days: int = 90,
        max_mb: int = 256,
        now: Callable[[], datetime] = _now,
        *,
        patience: float = PATIENCE,
    ) -> None:
        """`keep`: whole replies, only ids and times, or nothing. Older than `days`, or beyond
        `max_mb` megabytes of replies, the oldest that are not pinned go when one is saved.
        """
        self.remark: str | None = None
        """A sentence on the file that the user should see once, such as that it was damaged."""
        self._keep = keep
        self._days = days
        self._max_mb = max_mb
        self._file = HistoryConnection(path, now, patience, self._say)
        self._now = now

    def save(self, lookup: Lookup, headline: str) -> None:
        """Store a lookup; one that is stored already is replaced, its pin and note stay."""
        if self._keep == "off":
            return
        row = _row(lookup, headline, ids_only=self._keep == "ids")
