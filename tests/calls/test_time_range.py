"""A range of time: what people write, in their zone, and the spans that the API gives out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinix_tui.calls.clock import gregorian
from vinix_tui.calls.time_range import FORMS, LONGEST_SPAN, RangeRefused, TimeRange

NOW = datetime(2026, 11, 25, 19, 52, 3, 500, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
CHICAGO = ZoneInfo("America/Chicago")
CAIRO = ZoneInfo("Africa/Cairo")


def of(start: str, end: str = "", zone: tzinfo | None = UTC, now: datetime = NOW) -> TimeRange:
    return TimeRange.of(start, end, now, zone)


def told(start: str, end: str = "", zone: tzinfo | None = UTC) -> tuple[str, str]:
    found = of(start, end, zone)
    return f"{found.start:%m-%d %H:%M:%S}", f"{found.end:%m-%d %H:%M:%S}"


THIS_SECOND = "11-25 19:52:04"


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("", "", "11-25 00:00:00", THIS_SECOND),
        ("today", "now", "11-25 00:00:00", THIS_SECOND),
        ("Yesterday", "yesterday", "11-24 00:00:00", "11-25 00:00:00"),
        ("10:30", "11:00", "11-25 10:30:00", "11-25 11:00:00"),
        ("9:30", "", "11-25 09:30:00", THIS_SECOND),
        ("9:30:15", "9:30:16", "11-25 09:30:15", "11-25 09:30:16"),
        ("2026-11-23", "2026-11-23", "11-23 00:00:00", "11-24 00:00:00"),
        ("2026-11-23 10:30", "2026-11-24", "11-23 10:30:00", "11-25 00:00:00"),
        ("yesterday 8:00", "today 9:00", "11-24 08:00:00", "11-25 09:00:00"),
        ("2h", "", "11-25 17:52:03", THIS_SECOND),
        ("-3d", "1w ago", "11-22 19:52:03", ""),
        ("3 d ago", "90m", "11-22 19:52:03", "11-25 18:22:04"),
        ("2026-11-23T10:30Z", "2026-11-23t11:30:00.5+01:00", "11-23 10:30:00", ""),
        ("2026-11-23 10:30+05:30", "2026-11-23T10:30Z", "11-23 05:00:00", "11-23 10:30:00"),
        ("  10:30 ", " ", "11-25 10:30:00", THIS_SECOND),
    ],
)
def test_a_time_may_be_written_in_many_ways(start: str, end: str, first: str, last: str) -> None:
    if not last:
        with pytest.raises(RangeRefused, match="must lie before"):
            of(start, end)
        end = ""
        last = THIS_SECOND
    assert told(start, end) == (first, last)


def test_every_way_that_is_named_is_understood() -> None:
    ways = FORMS.replace(", or ", ", ").removesuffix(" for so long ago").split(", ")
    assert len(ways) == 8
    for way in ways:
        assert of(way).end > of(way).start


@pytest.mark.parametrize(
    "text",
    ["nix", "z", "25:00", "10:61", "2026-02-31", "0000-01-01", "23.11.",
     "10", "1795428002", "20261123", "tomorrow", "10:30 10:30", "99999999d", "٣d",
     "+02:00", "\x1b[2J"],
)  # fmt: skip
def test_what_is_no_time_is_refused_with_what_is_one(text: str) -> None:
    with pytest.raises(RangeRefused, match=r"is no time; write today, yesterday, 10:30"):
        of(text)
    with pytest.raises(RangeRefused) as refused:
        of("today", text * 30)
    assert len(str(refused.value)) < 180 and "\x1b" not in str(refused.value)


@pytest.mark.parametrize(
    ("start", "end", "why"),
    [
        ("11:00", "10:00", "must lie before"),
        ("10:00", "10:00", "must lie before"),
        ("23:00", "", "in the future"),
        ("2027-01-01", "", "in the future"),
        ("2025-11-01", "", "more than 366 days"),
        ("0001-01-01", "", "."),
        ("9999-12-31", "9999-12-31", "."),
        ("99999w", "", "more than 366 days"),
    ],
)
def test_what_is_no_range_is_refused(start: str, end: str, why: str) -> None:
    with pytest.raises(RangeRefused, match=why):
        of(start, end)


def test_the_future_is_cut_off_after_this_second() -> None:
    assert of("today", "2026-12-24").end == NOW.replace(second=4, microsecond=0)


@pytest.mark.parametrize(
    ("zone", "day", "hours", "starts"),
    [
        (BERLIN, "2026-03-29", 23, "2026-03-28T23:00"),
        (BERLIN, "2026-10-25", 25, "2026-10-24T22:00"),
        (CHICAGO, "2026-03-08", 23, "2026-03-08T06:00"),
        (CHICAGO, "2026-11-01", 25, "2026-11-01T05:00"),
        (CAIRO, "2026-04-24", 23, "2026-04-23T22:00"),  # begins at 01:00: midnight is left out
        (CAIRO, "2026-10-29", 25, "2026-10-28T21:00"),
        (ZoneInfo("Asia/Kathmandu"), "2026-11-20", 24, "2026-11-19T18:15"),
        (UTC, "2026-03-29", 24, "2026-03-29T00:00"),
    ],
)
def test_a_day_is_as_long_as_it_is_in_the_zone(
    zone: tzinfo, day: str, hours: int, starts: str
) -> None:
    found = of(day, day, zone)
    assert found.end - found.start == timedelta(hours=hours)
    assert found.start == datetime.fromisoformat(f"{starts}Z")


def test_today_is_the_zones_own_day() -> None:
    late = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)
    assert of("today", zone=BERLIN, now=late).start == datetime(2026, 11, 25, 23, tzinfo=UTC)
    assert of("today", zone=CHICAGO, now=late).start == datetime(2026, 11, 25, 6, tzinfo=UTC)


def test_an_hour_that_is_there_twice_is_in_the_range_as_a_whole() -> None:
    assert told("2026-10-25 2:30", "2026-10-25 2:30", BERLIN) == (
        "10-25 00:30:00",
        "10-25 01:30:00",
    )


def test_a_time_that_is_left_out_is_that_of_an_unchanged_clock() -> None:
    assert told("2026-03-29 02:30", "2026-03-29 04:00", BERLIN)[0] == "03-29 01:30:00"


def test_without_a_zone_it_is_the_machines_own(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    try:
        assert told("2026-10-25", "2026-10-25", None) == told("2026-10-25", "2026-10-25", BERLIN)
    finally:
        monkeypatch.setenv("TZ", "UTC")
        time.tzset()


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),
    st.timedeltas(timedelta(0), timedelta(days=366)),
    st.timedeltas(timedelta(days=-1), timedelta(days=400)),
)
def test_spans_are_of_31_days_at_most_with_no_gap_and_no_second_twice(
    start: datetime, length: timedelta, ago: timedelta
) -> None:
    try:
        found = TimeRange(start, start + length).checked(start + ago)
    except RangeRefused:
        return
    spans = found.spans()
    asked = [(int(span.query()["created_from"]), int(span.query()["created_to"])) for span in spans]
    assert all(span.end - span.start <= LONGEST_SPAN for span in spans)
    assert all(first <= last < first + 31 * 86_400 for first, last in asked)
    assert asked[0][1] == gregorian(found.end) - 1 and asked[-1][0] == gregorian(start)
    assert all(older[1] + 1 == newer[0] for newer, older in pairwise(asked))
    assert len(spans) <= 12
