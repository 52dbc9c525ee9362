"""An account's calls for a script or a spreadsheet, each row by itself as it comes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any, Final

from vinix_tui.calls import coerce
from vinix_tui.calls.call_row import CallRow
from vinix_tui.reports.bundle import dumps, utc
from vinix_tui.reports.csv import cell
from vinix_tui.reports.redaction import Redaction, redacted

FIELDS: Final = (
    "id", "call_id", "caller_id_number", "caller_id_name", "callee_id_number", "callee_id_name",
    "duration_seconds", "billing_seconds", "timestamp", "hangup_cause", "disposition",
    "other_leg_call_id", "owner_id", "to", "from", "direction", "request", "authorizing_id",
    "cost", "dialed_number", "calling_from", "datetime", "unix_timestamp",
    "unix_timestamp_micro", "rfc_1036", "iso_8601", "iso_8601_combined", "call_type", "rate",
    "rate_name", "bridge_id", "recording_url", "media_recordings", "media_server",
    "call_priority", "interaction_id", "inception_direction", "reseller_cost",
    "reseller_call_type",
)  # fmt: skip
"""What a row of any version has (kzd_cdrs.hrl), in the API's order."""


def redacted_row(row: CallRow, redaction: Redaction) -> CallRow:
    """The row as it may leave."""
    if redaction is Redaction.OFF:
        return row
    return CallRow.of(redacted((row.document,), redaction)[0])


def facts(row: CallRow) -> dict[str, Any]:
    """What the row says, typed: times in UTC, lengths in whole seconds, None where unknown."""
    return {
        "started_at": utc(row.started_at),
        "way": row.way,
        "from": row.caller_number,
        "from_name": row.caller_name,
        "to": row.callee_number,
        "to_name": row.callee_name,
        "duration_seconds": row.seconds,
        "talk_seconds": row.talk,
        "cause": row.cause.name or None,
        "cause_in_words": row.cause.words,
        "cdr_id": row.cdr_id,
        "interaction_id": row.interaction_id,
        "call_id": row.call_id,
    }


def as_json(row: CallRow) -> str:
    """The row as a JSON object, with the reply's own document as `raw`; no line end behind it."""
    return dumps(facts(row) | {"raw": row.document}).rstrip("\n")


class CsvRows:
    """Lines of CSV (RFC 4180): the facts, then every field of the documents under its own name.

    The header has to come first, so of fields that nobody knows it has those of the first rows.
    """

    def __init__(self, first: Iterable[CallRow]) -> None:
        known = dict.fromkeys(FIELDS) | dict.fromkeys(
            str(name) for row in first for name in row.document
        )
        self._fields = tuple(known)

    def header(self) -> str:
        """The names; what a document calls by a name that a fact has, too, has `raw_` before it."""
        told = facts(CallRow.of({}))
        return _line((*told, *(f"raw_{name}" if name in told else name for name in self._fields)))

    def line(self, row: CallRow) -> str:
        """One row; what is neither text nor number stands there as JSON."""
        flat = (_flat(row.document.get(name)) for name in self._fields)
        return _line((*facts(row).values(), *flat))


def _line(values: Iterable[object]) -> str:
    page = io.StringIO()
    csv.writer(page).writerow(map(cell, values))
    return page.getvalue()


def _flat(value: object) -> object:
    if value is None or value in ([], {}):
        return ""
    return value if isinstance(value, (str, int, float)) else coerce.as_json(value)
