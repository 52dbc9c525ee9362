"""Rows of calls as lines of text, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.calls.test_call_row import ROW, row
from vinix_tui.calls.call_row import CallRow
from vinix_tui.calls.text import cells
from vinix_tui.calls.time_range import TimeRange
from vinix_tui.reports.calls import FIELDS, CsvRows, as_json, redacted_row
from vinix_tui.reports.calls_text import CallLines
from vinix_tui.reports.redaction import Redaction

DAY = TimeRange(datetime(2026, 11, 23, tzinfo=UTC), datetime(2026, 11, 24, tzinfo=UTC))
WEEK = TimeRange(DAY.start - timedelta(days=6), DAY.end)


@pytest.mark.parametrize(
    ("range_", "width", "line"),
    [
        (DAY, 60, "10:00:02  out     0:33  2001 → +12025550144  normal"),
        (DAY, 80, "10:00:02  out     0:33  2001 → +12025550144  normal         "
                  "63962647202-00000002"),
        (WEEK, 80, "23 Nov 10:00  out     0:33  2001 → +12025550144  normal     "
                   "63962647202-00000002"),
        (WEEK, None, "23 Nov 2026 10:00:02  out     0:33  2001 Kim Larsen → +12025550144"
                     "                    normal            63962647202-00000002"),
    ],
)  # fmt: skip
def test_a_line_has_what_its_width_can_hold(
    range_: TimeRange, width: int | None, line: str
) -> None:
    assert CallLines(range_, UTC, width=width).line(row()) == f"{line}\n"


def test_names_stand_there_where_they_fit() -> None:
    lines = CallLines(DAY, UTC, width=120)
    assert "2001 Kim Larsen → +12025550144" in lines.line(row())
    long = row(caller_id_name="Kim " * 50)
    assert "…" in lines.line(long) and cells(lines.line(long).rstrip()) <= 120
    assert "Kim " * 50 in CallLines(DAY, UTC).line(long)


def test_times_are_of_the_zone_and_a_day_is_one_there() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    day = TimeRange(DAY.start - timedelta(hours=1), DAY.end - timedelta(hours=1))
    assert CallLines(day, berlin, width=80).line(row()).startswith("11:00:02  ")
    assert CallLines(DAY, berlin, width=80).line(row()).startswith("23 Nov 11:00  ")


def test_what_is_unknown_leaves_the_columns_where_they_are() -> None:
    line = CallLines(DAY, UTC, width=80).line(CallRow.of({}))
    assert line.rstrip() == "          in            ? → ?                no cause"
    assert CallLines(DAY, UTC).line(CallRow.of({})).index("in") == 22


def test_without_our_signs_a_line_is_ascii() -> None:
    line = CallLines(DAY, UTC, ascii_only=True).line(row(caller_id_name="Tomás"))
    assert line.isascii() and "2001 Tom\\xe1s -> +12025550144" in line


@given(st.integers(20, 200), st.dictionaries(st.sampled_from(tuple(ROW)), st.text()))
def test_no_line_is_wider_than_the_terminal_or_steers_it(width: int, bent: dict[str, Any]) -> None:
    line = CallLines(WEEK, UTC, width=width).line(CallRow.of(bent))
    assert line.endswith("\n") and line.count("\n") == 1
    assert cells(line[:-1]) <= width
    assert line[:-1].isprintable()


def test_json_is_ascii_and_has_the_document_as_it_came() -> None:
    text = as_json(row(caller_id_name="Tomás\x1b", odd=float("inf")))
    assert text.isascii() and "\x1b" not in text
    assert json.loads(text)["raw"]["caller_id_name"] == "Tomás\x1b"
    assert json.loads(text)["raw"]["odd"] is None


def test_csv_has_the_fields_of_every_version_and_what_nobody_knows() -> None:
    calls = [row(odd=[1, {"a": True}]), row(odd="", billing_seconds="")]
    table = CsvRows(calls)
    text = table.header() + "".join(map(table.line, calls))
    assert text.count("\r\n") == 3
    first, second = csv.DictReader(io.StringIO(text))
    for name in FIELDS:
        assert name in first or f"raw_{name}" in first
    assert json.loads(first["odd"]) == [1, {"a": True}]
    assert (second["odd"], second["billing_seconds"], second["talk_seconds"]) == ("", "", "")
    assert len(set(table.header().strip().split(","))) == len(first)


def test_a_secret_is_taken_out_of_the_document_and_of_what_was_read_from_it() -> None:
    secret = row(
        recording_url="https://rec.example.com/a?token=s3cret", caller_id_name="x?api_key=s3cret"
    )
    shown = redacted_row(secret, Redaction.SECRETS)
    assert "s3cret" not in as_json(shown) and "2001" in as_json(shown)
    assert redacted_row(secret, Redaction.OFF) is secret
