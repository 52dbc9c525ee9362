"""A call as a line of the list, and the words for a time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from vinix_tui.calls import clock
from vinix_tui.calls.call_row import CallRow
from vinix_tui.calls.text import cells
from vinix_tui.ui.listed import TODAY, Period
from vinix_tui.ui.widgets import call_rows

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
DOCUMENT = {
    "id": "202611-3c8b0c1a",
    "interaction_id": "63962647202-00000002",
    "caller_id_number": "+12025550101",
    "caller_id_name": "Acme Accounts Payable, the second floor",
    "callee_id_number": "2001",
    "callee_id_name": "Kim Larsen",
    "hangup_cause": "NORMAL_CLEARING",
    "billing_seconds": "33",
    "duration_seconds": "41",
}


def spans(width: int, *, one_day: bool = True, **fields: str) -> tuple[tuple[str, str], ...]:
    shape = call_rows.columns(width, one_day=one_day)
    return call_rows.drawn(CallRow.of(DOCUMENT | fields), shape, UTC).spans


def text(width: int, *, one_day: bool = True, **fields: str) -> str:
    return "".join(text for text, _ in spans(width, one_day=one_day, **fields))


@pytest.mark.parametrize("one_day", [True, False])
def test_a_row_is_no_wider_than_the_list_at_any_width(one_day: bool) -> None:
    for width in range(57, 300):
        shape = call_rows.columns(width, one_day=one_day)
        assert cells(call_rows.header(shape).text) <= width
        row = text(width, one_day=one_day, hangup_cause="MEDIA_TIMEOUT_" * 9)
        assert cells(row) <= width, width
        assert "…" in row


@pytest.mark.parametrize("width", [57, 77, 117, 297])
def test_numbers_are_whole_and_a_name_is_there_where_some_of_it_can_be_read(width: int) -> None:
    row = text(width)
    assert "+12025550101" in row and " → 2001 Kim" in row
    assert ("Acme" in row) == (width > 100)
    assert ("63962647202-00000002" in row) == (width > 100)


@pytest.mark.parametrize(
    ("cause", "mark", "style"),
    [
        ("NORMAL_CLEARING", " ", ""),
        ("USER_BUSY", " ", "warn"),
        ("NO_ROUTE_DESTINATION", "✗", "bad"),
        ("CALL_REJECTED", "✗", "bad"),
        ("WHO_KNOWS", " ", "warn"),
    ],
)
def test_what_failed_has_a_mark_not_only_a_colour(cause: str, mark: str, style: str) -> None:
    said, painted = spans(80, hangup_cause=cause)[-1]
    assert (said[0], painted) == (mark, style)


def test_talk_that_never_was_is_a_dash_and_unknown_talk_is_nothing() -> None:
    assert " 0:33 " in text(80)
    assert " – " in text(80, billing_seconds="0") and " – " not in text(80, billing_seconds="")


def test_the_preview_tells_who_when_how_long_why_and_both_ids() -> None:
    told = call_rows.told(CallRow.of(DOCUMENT), UTC)
    assert told == (
        "Acme Accounts Payable, the second floor +12025550101 → Kim Larsen 2001,"
        " Mon 23 Nov 2026 10:00:02, talked 0:33 of 0:41."
        " Normal: Somebody hung up in the ordinary way."
        "\n63962647202-00000002 · 202611-3c8b0c1a"
    )
    unanswered = call_rows.told(CallRow.of(DOCUMENT | {"billing_seconds": "0"}), UTC)
    assert "not answered, over after 0:41." in unanswered
    assert call_rows.told(CallRow.of({}), UTC).startswith("unknown → unknown, at an unknown time")


def test_a_time_has_its_name_for_as_long_as_that_is_true() -> None:
    kolkata = ZoneInfo("Asia/Kolkata")
    with clock.stopped_at(NOON):
        today, yesterday = Period.named(TODAY, UTC), Period.named("yesterday", UTC)
        assert today.words(UTC) == "today until 12:00"
        assert yesterday.words(UTC) == "yesterday"
        assert today.words(None) == "today until 12:00"  # the machine's own is UTC here, too
        assert today.words(kolkata) == "23 Nov 05:30 – 17:30"
        assert yesterday.words(kolkata) == "22 Nov 05:30 – 23 Nov 05:30"
        assert Period.named("last 7 days", UTC).words(UTC) == "last 7 days until 12:00"
    with clock.stopped_at(NOON + timedelta(days=1)):
        assert today.words(UTC) == "23 Nov 00:00 – 12:00"
        assert today.anew(UTC).words(UTC) == "today until 12:00"


def test_a_time_tells_the_command_that_lists_the_same() -> None:
    with clock.stopped_at(NOON):
        assert Period.named(TODAY, UTC).command() == "vinix-tui recent"
        written = Period.written("2026-11-22 10:00", "1h", UTC)
        assert written.command() == "vinix-tui recent --from '2026-11-22 10:00' --to 1h"
        assert not written.one_day(UTC) and Period.written("10:00", "", UTC).one_day(UTC)
