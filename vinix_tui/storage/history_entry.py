"""A stored lookup as a list shows it, and how it lies in the file's columns.

The file may have been written by a stranger, so what comes out of it is cleaned once more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from vinix_tui.calls.lookup import Lookup
from vinix_tui.calls.text import printable
from vinix_tui.storage.history_search import search_text

COLUMNS = (
    "key, account_id, interaction_id, base, fetched_at, started_at, legs, parties, headline, note,"
    " pinned, size"
)
"""What `entry_of` reads, in its order."""

LONGEST_HEADLINE = 500
LONGEST_NOTE = 1_000
"""Characters; a longer text is cut."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True)
class Entry:
    """A stored lookup; every text is printable, times are aware (UTC)."""

    key: int
    account_id: str
    interaction_id: str
    base: str
    fetched_at: datetime
    started_at: datetime | None
    legs: int
    parties: str  # from → to, of the first leg; empty when only ids are kept
    headline: str
    note: str
    pinned: bool
    kept: bool  # whether the reply itself is stored


def entry_of(row: tuple[Any, ...]) -> Entry:
    """A row of COLUMNS, whatever is in it."""
    key, account, interaction, base, fetched, started, legs, parties, headline, note = row[:10]
    pinned, size = row[10:]
    return Entry(
        _whole(key),
        _text(account),
        _text(interaction),
        _text(base),
        _moment(fetched) or _EPOCH,
        _moment(started),
        _whole(legs),
        _text(parties),
        _text(headline),
        _text(note),
        bool(_whole(pinned)),
        _whole(size) > 0,
    )


def columns_of(lookup: Lookup, headline: str, size: int, *, ids_only: bool) -> dict[str, Any]:
    """The columns of a lookup without key, pin and note; its search text has an empty note."""
    headline = "" if ids_only else printable(headline)[:LONGEST_HEADLINE]
    start = lookup.interaction.start
    return {
        "base": printable(lookup.base),
        "account_id": printable(lookup.account_id),
        "interaction_id": printable(lookup.interaction_id),
        "fetched_at": micros(lookup.fetched_at),
        "started_at": micros(start) if start else None,
        "legs": len(lookup.interaction.legs),
        "parties": "" if ids_only else _parties(lookup),
        "headline": headline,
        "size": size,
        "search": search_text(lookup, headline, ids_only=ids_only),
    }


def micros(moment: datetime) -> int:
    """Unix microseconds of an aware time: whole, so that it comes back exactly."""
    return (moment - _EPOCH) // _MICROSECOND


def _parties(lookup: Lookup) -> str:
    legs = lookup.interaction.legs
    if not legs:
        return ""
    return f"{legs[0].from_number or 'unknown'} → {legs[0].to_number or 'unknown'}"


def _text(value: object) -> str:
    return printable(value) if isinstance(value, str) else ""


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _moment(value: object) -> datetime | None:
    try:
        when = _EPOCH + _MICROSECOND * value if isinstance(value, int) else None
    except OverflowError:
        return None
    # A hand-made row; at the ends of the calendar the change to a zone would overflow.
    return when if when and 1970 <= when.year <= 2200 else None
