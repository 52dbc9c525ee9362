"""A lookup from elsewhere put among the stored ones: the newer copy wins, nothing here is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from vinix_tui.calls.lookup import Lookup
from vinix_tui.storage.history import History, HistoryTrouble

MakeLookup = Callable[..., Lookup]
DAY = timedelta(days=1)


@pytest.fixture
def now(make_lookup: MakeLookup) -> datetime:
    return make_lookup(9).fetched_at


@pytest.fixture
def history(home: Path, now: datetime) -> Iterator[History]:
    with closing(History(home / "cache/history.db", now=lambda: now)) as history:
        yield history


def test_a_new_one_comes_with_its_note_and_pin(history: History, make_lookup: MakeLookup) -> None:
    taken = history.take(make_lookup(1), "busy", "ticket \x1b4711", pinned=True)
    [entry] = history.find("4711")
    assert taken == "new" and entry.pinned and entry.headline == "busy"
    assert entry.note == "ticket ␛4711"
    assert history.load(entry.key).documents == make_lookup(1).documents


def test_a_newer_copy_wins_and_the_note_and_pin_stay(
    history: History, make_lookup: MakeLookup
) -> None:
    history.save(make_lookup(1, DAY), "old")
    history.note(1, "mine")
    history.pin(1, True)
    assert history.take(make_lookup(1, billing_seconds=7), "new", "theirs", pinned=False) == "newer"
    [entry] = history.find()
    assert (entry.headline, entry.note, entry.pinned) == ("new", "mine", True)
    assert history.load(entry.key).documents[0]["billing_seconds"] == 7
    assert [each.key for each in history.find("mine")] == [1]


@pytest.mark.parametrize("age", [DAY, timedelta()], ids=["older", "as old"])
def test_an_older_copy_changes_nothing_but_brings_a_note_where_there_is_none(
    history: History, make_lookup: MakeLookup, age: timedelta
) -> None:
    history.save(make_lookup(1), "here")
    taken = history.take(make_lookup(1, age, billing_seconds=7), "else", "theirs", pinned=True)
    [entry] = history.find("theirs")
    assert taken == "known" and entry.headline == "here" and entry.pinned
    assert history.load(entry.key).documents == make_lookup(1).documents


def test_a_copy_with_legs_takes_the_place_of_one_whose_ids_only_are_kept(
    home: Path, now: datetime, make_lookup: MakeLookup
) -> None:
    path = home / "cache/history.db"
    with closing(History(path, "ids", now=lambda: now)) as history:
        history.save(make_lookup(1), "")
        assert history.take(make_lookup(1), "", "", pinned=False) == "known"
    with closing(History(path, now=lambda: now)) as history:
        assert history.take(make_lookup(1), "whole", "", pinned=False) == "newer"
        assert history.load(1).documents


def test_one_from_the_future_is_taken_as_of_now(
    history: History, make_lookup: MakeLookup, now: datetime
) -> None:
    history.take(make_lookup(1, -1000 * DAY), "", "", pinned=False)
    history.save(make_lookup(2, 2 * DAY), "")
    assert max(entry.fetched_at for entry in history.find()) == now


def test_one_that_is_too_old_to_be_kept_is_not_taken_unless_it_is_pinned(
    history: History, make_lookup: MakeLookup
) -> None:
    history.save(make_lookup(9, callee_id_number="2009"), "")
    assert history.take(make_lookup(1, 200 * DAY), "", "", pinned=False) == "no room"
    assert history.take(make_lookup(2, 200 * DAY), "", "", pinned=True) == "new"
    history.save(make_lookup(9), "")
    assert {entry.interaction_id[-1] for entry in history.find()} == {"2", "9"}


def test_a_full_history_does_not_give_way_to_older_ones(
    home: Path, now: datetime, make_lookup: MakeLookup
) -> None:
    large = "".join(f"{number:x}" for number in range(100_000))  # half a megabyte
    with closing(History(home / "cache/history.db", max_mb=1, now=lambda: now)) as history:
        for number in range(2, 9):
            history.save(make_lookup(number, remote_sdp=large + str(number)), "")
        before = history.find()
        taken = history.take(make_lookup(1, DAY, remote_sdp=large), "", "", pinned=False)
        assert taken == "no room" and history.find() == before


def test_where_the_history_is_off_nothing_is_taken(home: Path, make_lookup: MakeLookup) -> None:
    path = home / "cache/history.db"
    with closing(History(path, "off")) as history, pytest.raises(HistoryTrouble, match="is off"):
        history.take(make_lookup(1), "", "", pinned=False)
    assert not path.exists()


def test_a_save_hands_back_the_copy_that_it_replaces(
    history: History, make_lookup: MakeLookup
) -> None:
    first, second = make_lookup(1, DAY), make_lookup(1, billing_seconds=7)
    assert history.save(first, "busy") is None
    earlier = history.save(second, "answered")
    assert earlier is not None and earlier.entry.headline == "busy"
    assert earlier.lookup().documents == first.documents
    assert earlier.lookup().fetched_at == first.fetched_at
