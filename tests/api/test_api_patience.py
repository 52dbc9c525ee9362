"""How long to wait."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinix_tui.api.patience import Pace, wait_before_repeat

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(("failed", "seconds"), [(1, 0.5), (2, 1.0), (3, 2.0), (9, 10.0)])
def test_waits_double_up_to_ten_seconds(failed: int, seconds: float) -> None:
    assert wait_before_repeat(failed, None, 0.5, NOW) == pytest.approx(seconds)


def test_chance_shifts_a_wait_by_a_tenth_at_most() -> None:
    assert wait_before_repeat(2, None, 0.0, NOW) == pytest.approx(0.9)
    assert wait_before_repeat(2, None, 1.0, NOW) == pytest.approx(1.1)


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        ("7", 7.0),
        (" 0 ", 0.0),
        ("1.5", 1.5),
        ("3600", 60.0),
        ("Mon, 23 Nov 2026 10:00:20 GMT", 20.0),
        ("Mon, 23 Nov 2026 11:00:20 +0100", 20.0),
        ("Mon, 23 Nov 2026 10:00:20 -0000", 20.0),
        ("Mon, 23 Nov 2026 09:00:00 GMT", 0.0),
        ("Tue, 24 Nov 2026 10:00:00 GMT", 60.0),
    ],
)
def test_what_the_server_asks_for_comes_first(asked: str, seconds: float) -> None:
    assert wait_before_repeat(1, asked, 0.9, NOW) == pytest.approx(seconds)


@pytest.mark.parametrize("asked", ["", "soon", "-5", "1e9", "٧", "nan", "9" * 500, "Mon, 99 Nov"])
def test_what_cannot_be_read_is_ignored(asked: str) -> None:
    assert wait_before_repeat(1, asked, 0.5, NOW) == pytest.approx(0.5)


@given(st.integers(1, 4), st.none() | st.text(max_size=40), st.floats(0, 1))
def test_no_wait_is_longer_than_a_minute(failed: int, asked: str | None, chance: float) -> None:
    assert 0 <= wait_before_repeat(failed, asked, chance, NOW) <= 60


@given(st.lists(st.floats(0, 3), max_size=60))
def test_no_second_ever_sees_more_than_ten_requests(gaps: list[float]) -> None:
    pace, now, turns = Pace(), 0.0, list[float]()
    for gap in gaps:
        now += gap
        turns.append(now + pace.wait(now))
    assert turns == sorted(turns)
    assert all(later - turn >= 0.999_999 for turn, later in zip(turns, turns[10:], strict=False))
