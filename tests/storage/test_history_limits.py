"""The history stays within its days and megabytes; what is pinned stays, whatever its age."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from vinix_tui.calls.lookup import Lookup
from vinix_tui.storage import history_body
from vinix_tui.storage.history import History, HistoryTrouble
from vinix_tui.storage.history_body import pack
from vinix_tui.storage.history_entry import columns_of
from vinix_tui.storage.history_put import put

MakeLookup = Callable[..., Lookup]
BULK = random.Random(1).randbytes(150_000).hex()  # 150 kB however it is compressed


def ids(history: History, limit: int = 500) -> list[int]:
    return [int(entry.interaction_id[-8:], 16) for entry in history.find(limit=limit)]


def fill(history: History, make_lookup: MakeLookup, count: int) -> None:
    """Store lookups 1 to `count` in one transaction, which no limit has a look at."""

    def work(connection: sqlite3.Connection) -> None:
        for number in range(1, count + 1):
            lookup = make_lookup(number)
            body = pack(lookup.documents)
            put(connection, columns_of(lookup, "", len(body), ids_only=False), body)

    history._file.write("not filled", work, make=True)


def test_what_is_too_old_goes_when_the_next_one_is_saved(
    path: Path, make_lookup: MakeLookup
) -> None:
    now = make_lookup(0).fetched_at
    with closing(History(path, days=30, now=lambda: now)) as history:
        history.save(make_lookup(40, timedelta(days=40)), "")
        history.pin(1, True)
        history.save(make_lookup(31, timedelta(days=31)), "")
        history.save(make_lookup(29, timedelta(days=29)), "")
        history.save(make_lookup(1), "")
        assert ids(history) == [1, 29, 40]


def test_age_counts_from_the_latest_fetch(path: Path, make_lookup: MakeLookup) -> None:
    now = make_lookup(0).fetched_at
    with closing(History(path, days=30, now=lambda: now)) as history:
        history.save(make_lookup(1, timedelta(days=29)), "")
        history.save(make_lookup(1, timedelta(days=1)), "")
        history.save(make_lookup(2), "")
        assert ids(history) == [2, 1]


def test_the_oldest_go_when_the_replies_grow_too_large(path: Path, make_lookup: MakeLookup) -> None:
    with closing(History(path, max_mb=1)) as history:
        for number in range(1, 13):
            history.save(make_lookup(number, bulk=f"{number}{BULK}"), "")
            if number == 1:
                history.pin(1, True)
        kept = ids(history)
    assert kept[-1] == 1  # pinned
    assert kept[:-1] == list(range(12, 12 - len(kept) + 1, -1))
    assert 5 <= len(kept) <= 7
    assert path.stat().st_size < 1.5 * 2**20


def test_what_was_just_saved_stays_even_if_it_is_too_large_alone(
    path: Path, make_lookup: MakeLookup
) -> None:
    with closing(History(path, max_mb=1)) as history:
        history.save(make_lookup(1), "")
        history.save(make_lookup(2, bulk=[f"{n}{BULK}" for n in range(9)]), "")
        assert ids(history) == [2]
        assert history.load(2).documents


def test_what_small_lookups_take_beside_their_replies_counts(
    path: Path, make_lookup: MakeLookup
) -> None:
    # A megabyte holds a good thousand of these, whose replies are 0.3 kB each: columns and index
    # take the rest.
    with closing(History(path, max_mb=1)) as history:
        fill(history, make_lookup, 1500)
        history.save(make_lookup(1501), "")
        kept = ids(history, 2000)
        assert kept == list(range(1501, 1501 - len(kept), -1))
        assert 700 < len(kept) < 1400
        history.clear()
    assert path.stat().st_size < 95_000  # all of the room is given back


def test_a_reply_that_cannot_be_packed_is_not_saved_and_that_is_said(
    path: Path, make_lookup: MakeLookup, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    lookup = make_lookup(1)
    lookup.interaction  # noqa: B018 - made from what can be read
    lookup.documents[0]["deep"] = deep
    with closing(History(path)) as history:
        with pytest.raises(HistoryTrouble, match=r"^not saved: the reply is nested too deeply"):
            history.save(lookup, "")
        monkeypatch.setattr(history_body, "LIMIT", 1000)
        with pytest.raises(HistoryTrouble, match=r"^not saved: the reply is larger than"):
            history.save(make_lookup(2, bulk="x" * 1000), "")
        assert history.find() == []
    while deep:  # taken apart by hand: the collector's way down is as deep
        deep = deep[0]  # type: ignore[assignment]
