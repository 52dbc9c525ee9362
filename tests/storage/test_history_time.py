"""A clock that jumps costs no stored lookup, and hides none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from vinix_tui.calls import clock
from vinix_tui.calls.lookup import Lookup
from vinix_tui.storage.history import History

MakeLookup = Callable[..., Lookup]
TODAY = clock.interaction_start("63962650000-1") or datetime.min
YEAR = timedelta(days=365)


@pytest.fixture
def save(history: History, make_lookup: MakeLookup) -> Callable[..., None]:
    """Look a call of today up, at some moment of the machine's clock."""

    def saved(number: int, at: datetime) -> None:
        with clock.stopped_at(at):
            history.save(replace(make_lookup(number), fetched_at=at), str(number))

    return saved


def order(history: History) -> list[str]:
    return [entry.headline for entry in history.find()]


def test_a_clock_that_jumps_ahead_deletes_nothing(
    history: History, save: Callable[..., None]
) -> None:
    for number in (1, 2, 3):
        save(number, TODAY + timedelta(minutes=number))
    for number in (4, 5, 6):
        save(number, TODAY + YEAR + timedelta(minutes=number))
    assert order(history) == ["6", "5", "4", "3", "2", "1"]


def test_back_from_the_future_new_lookups_stand_above_those_of_then(
    history: History, save: Callable[..., None]
) -> None:
    save(1, TODAY)
    for number in (2, 3):
        save(number, TODAY + YEAR + timedelta(minutes=number))
    for number in (4, 5):
        save(number, TODAY + timedelta(minutes=number))
    assert order(history) == ["5", "4", "3", "2", "1"]
    assert max(entry.fetched_at for entry in history.find()) < TODAY + timedelta(hours=1)


def test_a_clock_that_is_behind_hides_nothing_and_nothing_is_old_once_it_is_right(
    history: History, save: Callable[..., None]
) -> None:
    save(1, TODAY)
    for number in (2, 3):
        save(number, TODAY - 50 * YEAR + timedelta(minutes=number))
    assert order(history) == ["3", "2", "1"]
    save(4, TODAY + timedelta(days=1))
    assert order(history) == ["4", "3", "2", "1"]


def test_with_a_right_clock_age_counts_as_before(
    history: History, save: Callable[..., None]
) -> None:
    save(1, TODAY - timedelta(days=100))
    save(2, TODAY - timedelta(days=80))
    save(3, TODAY)
    assert order(history) == ["3", "2"]
