"""The history's index: finds what reading every text finds, and holds nothing that is gone."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from vinix_tui.calls.lookup import Lookup
from vinix_tui.storage import history, history_index
from vinix_tui.storage.history import History
from vinix_tui.storage.history_search import words_of

MakeLookup = Callable[..., Lookup]


@pytest.fixture
def stored(path: Path) -> Iterator[History]:
    with closing(History(path)) as stored:
        yield stored


def named(stored: History, text: str, most: int = 100) -> list[int] | None:
    """The keys that the index names for what was typed."""
    words = words_of(text)
    return stored._file.read(lambda connection: history_index.candidates(connection, words, most))


def grams(path: Path) -> set[str]:
    """Every three letters that the index holds."""
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE VIRTUAL TABLE temp.all_grams USING fts5vocab('main', 'words', 'row')")
        return {gram for (gram,) in raw.execute("SELECT term FROM temp.all_grams")}


def blocks(path: Path) -> list[bytes]:
    """The bytes of the index."""
    with closing(sqlite3.connect(path)) as raw:
        return _blocks(raw)


def anew(path: Path) -> list[bytes]:
    """What they would be if the index were made of what is stored now."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as raw:
        with closing(sqlite3.connect(path)) as file:
            file.backup(raw)
        raw.execute("DROP TABLE words")
        raw.executescript("DROP TRIGGER words_saved; DROP TRIGGER words_changed;")
        raw.execute("DROP TRIGGER words_deleted")
        history_index.build(raw)
        raw.execute("INSERT INTO words (words) VALUES ('optimize')")
        return _blocks(raw)


def _blocks(raw: sqlite3.Connection) -> list[bytes]:
    sql = "SELECT block FROM words_data WHERE id > 10 ORDER BY id"  # 1 and 10 describe the rest
    return [block for (block,) in raw.execute(sql)]


LETTERS = "ab7 -+ſßé字🎧\"'*%_\\\n"


@pytest.mark.parametrize("most", [0, 3, 1000])
def test_the_index_finds_what_reading_every_text_finds(
    stored: History, make_lookup: MakeLookup, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    dice = random.Random(most)
    for number in range(40):
        name = "".join(dice.choices(LETTERS, k=dice.randrange(9)))
        stored.save(make_lookup(number, caller_id_name=name), name[::-1])
    candidates = history_index.candidates
    monkeypatch.setattr(
        history, "candidates", lambda connection, words: candidates(connection, words, most)
    )
    needles = ["".join(dice.choices(LETTERS, k=dice.randrange(1, 6))) for _ in range(150)]
    found = [stored.find(needle) for needle in needles]
    monkeypatch.setattr(history, "candidates", lambda *_: None)
    assert found == [stored.find(needle) for needle in needles]
    assert any(0 < len(each) < 40 for each in found)


@pytest.mark.parametrize("typed", ["zanzibar", "nzi", "z", "zi", "r\u200bltd zan", "Ж", "ж7"])
def test_a_rare_word_of_any_length_is_named_without_reading_the_others(
    stored: History, make_lookup: MakeLookup, typed: str
) -> None:
    for number in range(20):
        stored.save(make_lookup(number), "")
    stored.save(make_lookup(99, caller_id_name="Zanzibar Ltd"), "")
    stored.save(make_lookup(98, caller_id_name="Ж7"), "")
    keys = named(stored, typed.replace("\u200b", " "), 5)
    assert keys == [entry.key for entry in stored.find(typed.replace("\u200b", " "))]
    assert len(keys) == 1


def test_words_of_any_length_that_are_nowhere_name_nothing(
    stored: History, make_lookup: MakeLookup
) -> None:
    stored.save(make_lookup(), "")
    for typed in ("q", "qq", "qqq", "acme q", "ö acme"):
        assert named(stored, typed) == []


def test_what_is_too_common_is_left_to_reading_newest_first(
    stored: History, make_lookup: MakeLookup
) -> None:
    for number in range(5):
        stored.save(make_lookup(number), "")
    for typed in ("acme", "a", "ac", ""):
        assert named(stored, typed, 4) is None
        assert len(stored.find(typed)) == 5
    assert named(stored, "acme", 5) == [1, 2, 3, 4, 5]
    assert named(stored, "a call-3@", 4) == [4]


def test_the_index_follows_every_change(stored: History, make_lookup: MakeLookup) -> None:
    stored.save(make_lookup(1), "first headline")
    stored.save(make_lookup(2), "")
    stored.note(1, "ticket 4711")
    assert named(stored, "4711") == [1]
    stored.note(1, "")
    assert named(stored, "4711") == []
    stored.save(make_lookup(1), "second one")
    assert (named(stored, "first"), named(stored, "second")) == ([], [1])
    stored.delete(1)
    assert named(stored, "second") == []
    assert named(stored, "acme") == [2]


def test_nothing_of_a_deleted_lookup_is_left_in_the_index(
    path: Path, stored: History, make_lookup: MakeLookup
) -> None:
    for number in range(30):
        stored.save(make_lookup(number), "")
    before = grams(path)
    stored.save(make_lookup(77, caller_id_name="Quux Zanzibar"), "")
    assert {"qux", "uux", "zan"} & grams(path)
    stored.delete(31)
    assert grams(path) == before
    assert blocks(path) == anew(path)


def test_nothing_is_left_in_the_index_of_a_cleared_history(
    path: Path, stored: History, make_lookup: MakeLookup
) -> None:
    for number in range(200):
        stored.save(make_lookup(number), "")
    assert blocks(path)
    stored.clear()
    assert blocks(path) == [] and grams(path) == set()


def test_what_went_for_its_age_leaves_the_index_with_the_two_hundredth_save(
    path: Path, make_lookup: MakeLookup
) -> None:
    now = make_lookup(0).fetched_at
    with closing(History(path, days=30, now=lambda: now)) as stored:
        stored.save(make_lookup(1, timedelta(days=31), caller_id_name="Quux Zanzibar"), "")
        for number in range(2, 201):
            stored.save(make_lookup(number), "")
        assert stored.count() == 199
    assert blocks(path) == anew(path)


@pytest.mark.parametrize("kept", [5, 150])
def test_clearing_a_part_leaves_the_rest_in_the_index(
    path: Path, stored: History, make_lookup: MakeLookup, kept: int
) -> None:
    for number in range(200):
        name = "Kim Larsen" if number < kept else "Quux Zanzibar"
        stored.save(make_lookup(number, caller_id_name=name), "")
        if number < kept:
            stored.pin(number + 1, True)
    assert stored.clear() == 200 - kept
    assert len(stored.find("kim")) == kept
    assert not {"qux", "uux", "zan", "nzi"} & grams(path)
    if kept > 100:
        assert blocks(path) == anew(path)
    stored.save(make_lookup(500, caller_id_name="Quux"), "")
    assert named(stored, "quux") == [201]


def test_with_ids_only_the_index_holds_nothing_but_ids(path: Path, make_lookup: MakeLookup) -> None:
    with closing(History(path, keep="ids")) as stored:
        stored.save(make_lookup(1, caller_id_name="Zanzibar Ltd"), "quux")
        assert named(stored, "call-1@") == [1]
    assert not {"zan", "qux", "uux", "555"} & grams(path)


@pytest.mark.usefixtures("without_fts5")
def test_without_fts5_every_text_is_read(
    path: Path, stored: History, make_lookup: MakeLookup
) -> None:
    stored.save(make_lookup(1, caller_id_name="Zanzibar Ltd"), "")
    assert [entry.key for entry in stored.find("zanzi acme")] == []
    assert [entry.key for entry in stored.find("zanzi ltd")] == [1]
    stored.delete(1)
    assert stored.count() == stored.clear() == 0
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (1,)


def test_an_index_of_grams_is_possible_only_where_sqlite_has_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert history_index.possible()
    monkeypatch.setitem(history_index.INDEX, "words", "CREATE VIRTUAL TABLE w USING fts9(x)")
    history_index.possible.cache_clear()
    try:
        assert not history_index.possible()
    finally:
        history_index.possible.cache_clear()
