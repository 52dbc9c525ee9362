"""Stored lookups: saved, listed, opened again as they were, pinned, noted, removed."""

from __future__ import annotations

import random
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from vinix_tui.calls import clock
from vinix_tui.calls.lookup import Lookup
from vinix_tui.storage.history import Entry, History, HistoryTrouble

MakeLookup = Callable[..., Lookup]


def saved(history: History, lookup: Lookup, headline: str = "normal call") -> Entry:
    history.save(lookup, headline)
    entry = history.newest(lookup.base, lookup.account_id, lookup.interaction_id)
    assert entry is not None
    return entry


def test_nothing_is_touched_before_something_is_saved(home: Path, history: History) -> None:
    assert history.find() == []
    assert history.newest("base", "account", "interaction") is None
    assert history.clear() == 0
    history.delete(1)
    assert list(home.iterdir()) == []


def test_a_saved_lookup_is_listed_with_what_a_person_knows_it_by(
    history: History, make_lookup: MakeLookup
) -> None:
    lookup = make_lookup(2)
    entry = saved(history, lookup, "No audio from device Kim.")
    assert entry == Entry(
        key=1,
        account_id=lookup.account_id,
        interaction_id="63962647204-00000002",
        base=lookup.base,
        fetched_at=lookup.fetched_at,
        started_at=datetime(2026, 11, 23, 10, 0, 4, tzinfo=UTC),
        legs=1,
        parties="+12025550101 → 2001",
        headline="No audio from device Kim.",
        note="",
        pinned=False,
        kept=True,
    )
    assert history.find() == [entry]


def test_a_lookup_comes_back_as_it_was(history: History, make_lookup: MakeLookup) -> None:
    lookup = make_lookup(1, weird="\ud800\x00é\u202e", deep={"a": [1, 2.5, None, True, "x" * 999]})
    entry = saved(history, lookup)
    loaded = history.load(entry.key)
    assert loaded.documents == lookup.documents
    assert loaded.kind == "history"
    assert (loaded.base, loaded.account_id, loaded.interaction_id, loaded.fetched_at) == (
        lookup.base,
        lookup.account_id,
        lookup.interaction_id,
        lookup.fetched_at,
    )
    ours, theirs = loaded.interaction.legs, lookup.interaction.legs
    assert [leg.raw for leg in ours] == [leg.raw for leg in theirs]


def test_a_lookup_without_legs_or_numbers_is_stored_as_well(history: History) -> None:
    when = datetime(2026, 11, 23, tzinfo=UTC)
    empty = saved(history, Lookup("a", "none", (), "api", "b", when))
    bare = saved(history, Lookup("a", "bare", ({"call_id": "c"},), "api", "b", when))
    assert (empty.legs, empty.parties, empty.started_at) == (0, "", None)
    assert history.load(empty.key).documents == ()
    assert (bare.legs, bare.parties) == (1, "unknown → unknown")


def test_saving_again_replaces_the_reply_and_keeps_pin_and_note(
    history: History, make_lookup: MakeLookup
) -> None:
    first = saved(history, make_lookup(1, hangup_cause="OLD"), "the old headline")
    history.pin(first.key, True)
    history.note(first.key, "ticket 4711")
    again = make_lookup(1, -timedelta(days=1), hangup_cause="NEW")
    second = saved(history, again, "the new headline")
    assert second.key == first.key
    assert (second.pinned, second.note) == (True, "ticket 4711")
    assert (second.headline, second.fetched_at) == ("the new headline", again.fetched_at)
    assert history.load(second.key).documents == again.documents
    assert history.find() == [second]
    assert history.find("4711 new") == [second]
    assert history.find("old") == []


def test_the_same_call_on_two_servers_or_accounts_is_stored_twice(
    history: History, make_lookup: MakeLookup
) -> None:
    one = make_lookup(1)
    for base, account in (("b1", "a1"), ("b2", "a1"), ("b1", "a2"), ("b1", "a1")):
        history.save(
            Lookup(account, one.interaction_id, one.documents, "api", base, one.fetched_at), ""
        )
    assert len(history.find()) == 3


def test_the_latest_stand_first_and_a_limit_holds(
    history: History, make_lookup: MakeLookup
) -> None:
    for number in (2, 3, 1):
        history.save(make_lookup(number), "")
    assert [entry.legs and entry.interaction_id[-1] for entry in history.find()] == ["3", "2", "1"]
    assert len(history.find(limit=2)) == 2


def test_a_pin_goes_on_and_off(history: History, make_lookup: MakeLookup) -> None:
    entry = saved(history, make_lookup())
    history.pin(entry.key, True)
    assert history.find()[0].pinned
    history.pin(entry.key, False)
    assert not history.find()[0].pinned


def test_a_note_is_one_printable_line_of_bounded_length(
    history: History, make_lookup: MakeLookup
) -> None:
    entry = saved(history, make_lookup())
    history.note(entry.key, "  rang\nagain\x1b[31m\ud800" + "x" * 5000)
    note = history.find()[0].note
    assert note.startswith("rang␊again␛[31m�xxx")
    assert len(note) == 1000
    history.note(entry.key, "")
    assert history.find()[0].note == ""
    assert history.find("rang") == []


def test_a_deleted_lookup_is_gone_and_its_key_means_nothing_else(
    history: History, make_lookup: MakeLookup
) -> None:
    entry = saved(history, make_lookup(1))
    history.delete(entry.key)
    history.delete(entry.key)
    assert saved(history, make_lookup(2)).key != entry.key
    for use in (
        lambda: history.load(entry.key),
        lambda: history.pin(entry.key, True),
        lambda: history.note(entry.key, "x"),
    ):
        with pytest.raises(HistoryTrouble, match="not in the history any more"):
            use()


def test_clearing_spares_the_pinned_ones_unless_told(path: Path, make_lookup: MakeLookup) -> None:
    with closing(History(path)) as history:
        for number in (1, 2, 3):
            history.save(make_lookup(number), "")
        history.pin(2, True)
        assert history.clear() == 2
        assert [entry.key for entry in history.find()] == [2]
        assert history.clear(pinned_too=True) == 1
        assert history.find() == []


def test_clearing_can_spare_the_younger_ones(path: Path, make_lookup: MakeLookup) -> None:
    now = make_lookup(0).fetched_at
    with closing(History(path, now=lambda: now)) as history:
        for days in (1, 5, 9):
            history.save(make_lookup(days, timedelta(days=days)), "")
        assert history.clear(older_than_days=4) == 2
        assert len(history.find()) == 1
        assert history.clear(older_than_days=10**12) == 0


def test_what_was_cleared_is_not_in_the_file_any_more(path: Path, make_lookup: MakeLookup) -> None:
    with closing(History(path)) as history:
        for number in range(20):
            bulk = random.Random(number).randbytes(5000).hex()
            lookup = make_lookup(number, caller_id_name="Zanzibar Ltd", bulk=bulk)
            history.save(lookup, "Zanzibar calls")
        assert b"Zanzibar" in path.read_bytes()
        assert path.stat().st_size > 150_000
        history.clear()
    content = path.read_bytes()
    for piece in (b"zan", b"anz", b"nzi", b"zib", b"iba"):  # as the index has it
        assert piece not in content
    assert path.stat().st_size < 95_000  # an empty history


def test_with_ids_only_neither_numbers_nor_names_nor_legs_are_stored(
    path: Path, make_lookup: MakeLookup
) -> None:
    lookup = make_lookup(1, caller_id_name="Zanzibar Ltd")
    with closing(History(path, keep="ids")) as history:
        entry = saved(history, lookup, "Zanzibar rang")
        assert (entry.kept, entry.parties, entry.headline) == (False, "", "")
        assert (entry.legs, entry.started_at) == (1, lookup.interaction.start)
        with pytest.raises(HistoryTrouble, match=f"Only the ids of {lookup.interaction_id}"):
            history.load(entry.key)
        history.note(entry.key, "ticket 4711")
        assert history.find("call-1@ 4711") == history.find()
        assert history.find("zanzibar") == []
    content = path.read_bytes()
    assert b"12025550101" not in content
    assert b"anzibar" not in content


def test_ids_only_takes_the_reply_of_an_earlier_save_away(
    path: Path, make_lookup: MakeLookup
) -> None:
    with closing(History(path)) as history:
        saved(history, make_lookup())
    with closing(History(path, keep="ids")) as history:
        assert not saved(history, make_lookup()).kept
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT count(*) FROM bodies").fetchone() == (0,)


def test_switched_off_nothing_is_stored_and_what_is_there_can_be_read(
    path: Path, make_lookup: MakeLookup
) -> None:
    with closing(History(path, keep="off")) as history:
        history.save(make_lookup(), "")
        assert history.find() == []
        assert not path.parent.exists()
    with closing(History(path)) as history:
        saved(history, make_lookup(1))
    with closing(History(path, keep="off")) as history:
        history.save(make_lookup(2), "")
        assert len(history.find()) == 1


def test_it_opens_again_after_closing(history: History, make_lookup: MakeLookup) -> None:
    entry = saved(history, make_lookup())
    history.close()
    history.close()
    assert history.load(entry.key).documents


def test_several_threads_may_use_one_history(history: History, make_lookup: MakeLookup) -> None:
    troubles: list[BaseException] = []

    def work(first: int) -> None:
        try:
            for number in range(first, first + 25):
                history.save(make_lookup(number), "")
                history.find("acme")
        except HistoryTrouble as trouble:
            troubles.append(trouble)

    threads = [threading.Thread(target=work, args=(start,)) for start in (0, 25, 50, 75)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []
    assert len(history.find()) == 100


def test_the_usual_clock_and_settings_keep_a_fresh_lookup(
    path: Path, make_lookup: MakeLookup
) -> None:
    fresh, old = make_lookup(1), make_lookup(2, timedelta(days=91))
    with clock.stopped_at(fresh.fetched_at), closing(History(path)) as history:
        history.save(old, "")
        history.save(fresh, "")
        assert [entry.interaction_id for entry in history.find()] == [fresh.interaction_id]
