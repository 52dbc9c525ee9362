"""Three epochs told apart by size, and how times and lengths of time are spelled."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vinix_tui.calls import clock
from vinix_tui.calls.clock import (
    GREGORIAN_OFFSET,
    day_and_time,
    duration,
    gregorian,
    instant,
    interaction_start,
    offset,
    short,
    time_of_day,
    whole,
)

MAY = datetime(2019, 5, 6, 23, 9, 58, tzinfo=UTC)
NOVEMBER = datetime(2026, 11, 23, 10, 0, 4, 71_999, UTC)


def at(*parts: int) -> datetime:
    """A moment in UTC."""
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("count", "moment"),
    [
        (1_557_184_198, MAY),  # Unix seconds
        (63_724_403_398, MAY),  # Gregorian seconds
        (1_557_184_198_000, MAY),  # Unix milliseconds
        (1_557_184_198_071_108, MAY + timedelta(microseconds=71_108)),
        (1_557_184_198.5, MAY + timedelta(seconds=0.5)),
    ],
)
def test_a_count_is_read_by_its_size(count: float, moment: datetime) -> None:
    assert instant(count) == moment


@pytest.mark.parametrize(
    ("count", "moment"),
    [
        (10**8 - 1, None),
        (10**8, at(1973, 3, 3, 9, 46, 40)),
        (2 * 10**10 - 1, at(2603, 10, 11, 11, 33, 19)),
        (2 * 10**10, None),
        (GREGORIAN_OFFSET - 1, None),
        (GREGORIAN_OFFSET, at(1970, 1, 1)),
        (10**11 - 1, at(3168, 11, 15, 9, 46, 39)),
        (10**11, None),
        (10**12 - 1, None),
        (10**12, at(2001, 9, 9, 1, 46, 40)),
        (2 * 10**13 - 1000, at(2603, 10, 11, 11, 33, 19)),
        (2 * 10**13, None),
        (10**15 - 1, None),
        (10**15, at(2001, 9, 9, 1, 46, 40)),
        (2 * 10**16 - 10**6, at(2603, 10, 11, 11, 33, 19)),
        (2 * 10**16, None),
    ],
)
def test_each_epoch_ends_where_its_counts_stop_making_sense(
    count: int, moment: datetime | None
) -> None:
    assert instant(count) == moment


@pytest.mark.parametrize(
    "count", [None, 0, -1, -1_557_184_198, True, 10**30, float("inf"), float("nan")]
)
def test_a_count_that_no_call_can_have_is_no_time(count: float | None) -> None:
    assert instant(count) is None


@given(st.integers() | st.integers(0, 10**17) | st.floats())
@settings(deadline=None)
def test_every_time_is_aware_and_in_utc_or_there_is_none(count: float) -> None:
    moment = instant(count)
    assert moment is None or (moment.utcoffset() == timedelta(0) and moment.year >= 1970)


@given(st.integers(0, 3 * 10**10))
@settings(deadline=None)
def test_gregorian_seconds_go_there_and_back(seconds: int) -> None:
    moment = instant(GREGORIAN_OFFSET + seconds)
    assert moment is not None
    assert gregorian(moment) == GREGORIAN_OFFSET + seconds
    assert gregorian(moment + timedelta(microseconds=999_999)) == GREGORIAN_OFFSET + seconds


def test_gregorian_seconds_do_not_depend_on_the_zone() -> None:
    assert gregorian(MAY.astimezone(timezone(timedelta(hours=-7)))) == 63_724_403_398


@pytest.mark.parametrize(
    ("interaction", "start"),
    [
        ("63724403398-af5b9a0e", MAY),
        ("63671370412-00000000", at(2017, 8, 31, 3, 46, 52)),
        ("63724403398-", MAY),
        ("6372440339-af5b9a0e", None),
        ("637244033980-af5b9a0e", None),
        ("63724403398", None),
        ("x63724403398-af5b9a0e", None),
        ("٦٣٧٢٤٤٠٣٣٩٨-af5b9a0e", None),
        ("99999999999-af5b9a0e", at(3168, 11, 15, 9, 46, 39)),
        ("00000000000-af5b9a0e", None),
        ("201905-abc@example.com", None),
        ("", None),
    ],
)
def test_an_interaction_id_tells_when_the_call_began(
    interaction: str, start: datetime | None
) -> None:
    assert interaction_start(interaction) == start


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, ""),
        (0, "0:00"),
        (-5, "0:00"),
        (33, "0:33"),
        (59.4, "0:59"),
        (59.6, "1:00"),
        (725, "12:05"),
        (3599.5, "1:00:00"),
        (3723, "1:02:03"),
        (31_536_000, "8760:00:00"),
    ],
)
def test_a_length_of_time_reads_like_a_clock(seconds: float | None, words: str) -> None:
    assert duration(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0.0 s"),
        (0.049, "0.0 s"),
        (-0.049, "0.0 s"),
        (0.05, "+0.1 s"),
        (1.5, "+1.5 s"),
        (9.94, "+9.9 s"),
        (9.96, "+10 s"),
        (12.4, "+12 s"),
        (59.4, "+59 s"),
        (59.6, "+1:00"),
        (125, "+2:05"),
        (-1.5, "-1.5 s"),
        (-12, "-12 s"),
        (-125, "-2:05"),
    ],
)
def test_an_offset_says_how_long_after_the_start(seconds: float, words: str) -> None:
    assert offset(seconds) == words


def test_days_and_months_are_english_in_any_zone() -> None:
    assert day_and_time(NOVEMBER, UTC) == "Mon 23 Nov 2026 10:00:04"
    assert day_and_time(NOVEMBER, ZoneInfo("Asia/Tokyo")) == "Mon 23 Nov 2026 19:00:04"
    assert day_and_time(at(2026, 3, 1, 2), ZoneInfo("America/New_York")) == (
        "Sat 28 Feb 2026 21:00:00"
    )
    assert short(NOVEMBER, UTC) == "Mon 23 Nov 10:00"
    assert short(NOVEMBER, None) == "Mon 23 Nov 10:00"  # the machine's own zone: UTC in tests


def test_the_time_of_day_is_cut_to_the_millisecond() -> None:
    assert time_of_day(NOVEMBER, UTC) == "10:00:04.071"
    assert time_of_day(NOVEMBER, ZoneInfo("Asia/Kolkata")) == "15:30:04.071"


def test_what_is_not_exact_is_told_in_the_nearest_second_everywhere() -> None:
    begun = at(2026, 11, 23, 10, 0, 2) + timedelta(seconds=0.9)
    answered = begun + timedelta(seconds=8.84)
    assert offset(8.84, exact=False) == "+9 s"
    assert time_of_day(begun, UTC) == "10:00:02.900"
    assert time_of_day(answered, UTC, exact=False).strip() == "10:00:12"
    assert time_of_day(answered, ZoneInfo("Asia/Kolkata"), exact=False).strip() == "15:30:12"


def test_halves_are_rounded_one_way_so_that_parts_add_up() -> None:
    assert [whole(half) for half in (0.5, 1.5, 8.5, 41.5, -1.5)] == [1, 2, 9, 42, -1]
    assert duration(41.5) == "0:42" and offset(8.5, exact=False) == "+9 s"


def test_only_one_place_reads_the_wall_clock_so_that_it_can_be_stopped() -> None:
    moment = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    with clock.stopped_at(moment):
        assert clock.now() == moment
        with clock.stopped_at(moment + timedelta(hours=1)):
            assert clock.now() > moment
        assert clock.now() == moment
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(minutes=1)
    here = Path(clock.__file__)
    reads = re.compile(r"\.now\((UTC|zone|tz|None)?\)|\.utcnow\(|\.today\(|\btime\.time\b")
    for file in here.parents[1].rglob("*.py"):
        for line in file.read_text(encoding="utf-8").splitlines():
            alone = line.replace("clock.now()", "").replace("self._now()", "")
            assert file == here or not reads.search(alone), f"{file.name}: {line}"
