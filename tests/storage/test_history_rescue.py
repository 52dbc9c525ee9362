"""A file whose index is damaged: set aside, and every lookup is in the new one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import pytest

from vinix_tui.calls.lookup import Lookup
from vinix_tui.storage import history_index, history_schema
from vinix_tui.storage.history import Entry, History, HistoryTrouble

MakeLookup = Callable[..., Lookup]
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
ASIDE = "history.db.damaged-20261123T100000Z"
LOOKUPS = 40


@pytest.fixture
def path(home: Path, make_lookup: MakeLookup) -> Path:
    path = home / "cache/vinix-tui/history.db"
    with closing(History(path)) as history:
        for number in range(1, LOOKUPS):
            history.save(make_lookup(number), "first")
        history.save(make_lookup(LOOKUPS, caller_id_name="Zanzibar"), "last")
        history.note(7, "ticket 4711")
        history.pin(7, True)
        history.delete(3)
    return path


@pytest.fixture
def history(path: Path) -> Iterator[History]:
    with closing(History(path, now=lambda: NOW)) as history:
        yield history


def stored(path: Path) -> list[Entry]:
    with closing(History(path)) as history:
        return history.find()


def noise_in_the_blocks(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("UPDATE words_data SET block = randomblob(length(block)) WHERE id <> 1")


def noise_in_its_head(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("UPDATE words_data SET block = x'a5a5a5a5a5a5a5a5a5a5' WHERE id = 10")


def noise_in_the_pages(path: Path) -> None:
    noise_in_the_page(path, "words_data")


def noise_in_the_page(path: Path, table: str) -> None:
    """Overwrite the first page of a table or index of SQLite's own."""
    with closing(sqlite3.connect(path)) as raw:
        sql = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        (page,) = raw.execute(sql, (table,)).fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * 8192)
        file.write(b"\xa5" * 8192)


@pytest.mark.parametrize("damage", [noise_in_the_blocks, noise_in_its_head, noise_in_the_pages])
@pytest.mark.parametrize("use", ["find", "save", "delete"])
def test_damage_in_the_index_is_not_damage_of_the_lookups(
    path: Path,
    history: History,
    make_lookup: MakeLookup,
    damage: Callable[[Path], None],
    use: str,
) -> None:
    before = stored(path)
    damage(path)
    damaged = path.read_bytes()
    if use == "find":
        assert [entry.key for entry in history.find("zanzi")] == [LOOKUPS]
    elif use == "save":
        history.save(make_lookup(99), "more")
        history.delete(history.find("more")[0].key)
    else:
        history.delete(LOOKUPS)
        before = before[1:]
    assert history.find() == before
    assert [entry.key for entry in history.find("4711")] == [7]
    assert history.load(7).documents == make_lookup(7).documents
    assert history.remark == (
        f"The history was damaged. It is set aside as {path.with_name(ASIDE)}, "
        f"and a new one begins, with all {LOOKUPS - 1} lookups of it."
    )
    assert path.with_name(ASIDE).read_bytes() == damaged


def test_an_index_that_asks_for_any_amount_of_memory_is_damaged(
    path: Path, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = stored(path)
    expressions = history_index._expressions

    def once(*_: object) -> NoReturn:
        monkeypatch.setattr(history_index, "_expressions", expressions)
        raise MemoryError

    monkeypatch.setattr(history_index, "_expressions", once)
    assert [entry.key for entry in history.find("zanzi")] == [LOOKUPS]
    assert history.find() == before
    assert path.with_name(ASIDE).exists()


def test_too_little_memory_for_a_save_is_told_and_no_damage(
    path: Path, history: History, make_lookup: MakeLookup, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> NoReturn:
        raise MemoryError

    monkeypatch.setattr("vinix_tui.storage.history.put", refuse)
    with pytest.raises(HistoryTrouble, match=r"^not saved: there is not enough memory"):
        history.save(make_lookup(99), "")
    assert history.count() == LOOKUPS - 1
    assert history.remark is None


@pytest.mark.parametrize("name", ["lookups_newest", "lookups_oldest"])
def test_neither_is_damage_in_another_index(path: Path, history: History, name: str) -> None:
    before = stored(path)
    noise_in_the_page(path, name)
    history.find("audio")
    history.clear(older_than_days=10_000)
    assert history.find() == before


@pytest.mark.parametrize("name", ["lookups", "bodies"])
def test_lookups_that_cannot_be_read_whole_are_not_taken_over(
    path: Path, history: History, make_lookup: MakeLookup, name: str
) -> None:
    noise_in_the_page(path, name)
    noise_in_its_head(path)
    history.save(make_lookup(99), "after")
    assert [entry.headline for entry in history.find()] == ["after"]
    assert history.remark is not None and history.remark.endswith("and a new one begins.")


def test_a_strange_file_is_not_taken_over(path: Path, history: History) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE more (x)")
    assert history.find() == []
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (history_schema.VERSION,)


@pytest.mark.parametrize(
    "sql", ["DROP TABLE words_idx", "DROP TABLE words_config", "UPDATE words_config SET v = 99"]
)
def test_an_index_whose_own_tables_are_gone_or_strange_is_made_anew(
    path: Path, history: History, sql: str
) -> None:
    before = stored(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute(sql)
    assert [entry.headline for entry in history.find("zanzibar")] == ["last"]
    assert history.find() == before
    assert history.remark is not None and ASIDE in history.remark
