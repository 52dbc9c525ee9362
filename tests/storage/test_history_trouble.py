"""What befalls the history's file: said in a sentence, and everything else goes on."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from vinix_tui.calls.lookup import Lookup
from vinix_tui.storage import history_connection, history_file
from vinix_tui.storage.history import History, HistoryTrouble

MakeLookup = Callable[..., Lookup]
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
ASIDE = "history.db.damaged-20261123T100000Z"


@pytest.fixture
def path(two_stored: Path) -> Path:
    return two_stored


@pytest.fixture
def history(path: Path) -> Iterator[History]:
    with closing(History(path, now=lambda: NOW, patience=0.05)) as history:
        yield history


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        for statement in statements:
            raw.execute(statement)


def goes_on(history: History, lookup: Lookup) -> None:
    """Saving and finding work, in a new file."""
    history.save(lookup, "after")
    assert [entry.headline for entry in history.find()] == ["after"]


DAMAGES: dict[str, Callable[[Path], object]] = {
    "no database": lambda path: path.write_bytes(b"x" * 5000),
    "a short text": lambda path: path.write_text("hello"),
    "cut off": lambda path: os.truncate(path, 20_000),
    "a page of noise": lambda path: path.write_bytes(
        path.read_bytes()[:8192] + b"\xa5" * (path.stat().st_size - 8192)
    ),
    "a table too few": lambda path: change(path, "DROP TABLE bodies"),
    "a table too many": lambda path: change(path, "CREATE TABLE more (x)"),
    "a trigger": lambda path: change(
        path, "CREATE TRIGGER t AFTER INSERT ON lookups BEGIN DELETE FROM bodies; END"
    ),
    "another column": lambda path: change(path, "ALTER TABLE lookups ADD COLUMN extra"),
    "another program's": lambda path: change(path, "PRAGMA user_version = 0"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_file_is_set_aside_and_named_and_work_goes_on(
    path: Path, history: History, make_lookup: MakeLookup, damage: Callable[[Path], object]
) -> None:
    damage(path)
    damaged = path.read_bytes()
    assert history.find() == []
    assert history.remark == (
        f"The history was damaged. It is set aside as {path.with_name(ASIDE)}, "
        "and a new one begins."
    )
    assert path.with_name(ASIDE).read_bytes() == damaged
    goes_on(history, make_lookup(3))


def test_damage_that_shows_at_saving_does_not_lose_what_is_saved(
    path: Path, history: History, make_lookup: MakeLookup
) -> None:
    path.write_bytes(b"x" * 5000)
    goes_on(history, make_lookup(3))
    assert history.remark is not None


def test_damage_under_an_open_history_is_noticed(
    path: Path, history: History, make_lookup: MakeLookup
) -> None:
    assert len(history.find()) == 2
    with path.open("r+b") as file:
        file.write(b"x" * 30_000)
    assert history.find() == []
    assert path.with_name(ASIDE).exists()
    goes_on(history, make_lookup(3))


def test_a_damaged_file_takes_its_journal_along(path: Path) -> None:
    journal = path.with_name("history.db-journal")
    journal.write_text("the journal")  # SQLite itself removes one that it can make nothing of
    aside = history_file.set_aside(path, history_file.identity(path), NOW)
    assert aside == path.with_name(ASIDE)
    assert path.with_name(f"{ASIDE}-journal").read_text() == "the journal"
    assert not journal.exists()


def test_a_second_damaged_file_gets_a_name_of_its_own(path: Path) -> None:
    taken = path.with_name(f"{ASIDE}-2-journal")
    taken.write_text("somebody's")
    for content in ("one", "two", "three"):
        path.write_text(content)
        with closing(History(path, now=lambda: NOW)) as history:
            assert history.find() == []
    assert path.with_name(ASIDE).read_text() == "one"
    assert path.with_name(f"{ASIDE}-3").read_text() == "two"
    assert path.with_name(f"{ASIDE}-4").read_text() == "three"
    assert taken.read_text() == "somebody's"


def test_a_file_that_another_instance_has_set_aside_already_is_left_alone(
    path: Path, history: History, make_lookup: MakeLookup
) -> None:
    found = history_file.identity(path)
    path.rename(path.with_name("moved"))
    history.save(make_lookup(3), "")
    assert history_file.set_aside(path, found, NOW) is None
    assert history_file.set_aside(path, None, NOW) is None
    assert len(history.find()) == 1


def test_a_damaged_file_that_cannot_be_set_aside_is_told(
    path: Path, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path.write_text("damaged")
    monkeypatch.setattr(history_connection, "set_aside", refuse)
    with pytest.raises(HistoryTrouble, match="is damaged and cannot be set aside"):
        history.find()
    assert path.read_text() == "damaged"


def test_damage_that_comes_back_at_once_is_told(
    path: Path, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_connection, "set_aside", lambda *_: None)
    path.write_text("damaged")
    with pytest.raises(HistoryTrouble, match=r"^the history cannot be read: "):
        history.find()


def test_a_file_that_was_set_aside_while_it_was_open_gets_nothing_more(
    path: Path, history: History, make_lookup: MakeLookup
) -> None:
    history.find()
    path.rename(path.with_name("moved"))
    goes_on(history, make_lookup(3))


def test_a_save_that_ended_in_a_file_set_aside_meanwhile_is_made_again(
    path: Path, history: History, make_lookup: MakeLookup, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = history_connection._transaction
    moved = path.with_name("moved")

    def swapped(connection: sqlite3.Connection, work: Callable[..., object]) -> object:
        result = run(connection, work)
        if not moved.exists():
            path.rename(moved)
        return result

    monkeypatch.setattr(history_connection, "_transaction", swapped)
    goes_on(history, make_lookup(3))


def test_a_change_in_a_file_that_was_removed_is_told(path: Path, history: History) -> None:
    assert len(history.find()) == 2
    path.unlink()
    with pytest.raises(HistoryTrouble, match="not in the history any more"):
        history.pin(1, True)


def test_a_later_version_is_only_read(
    path: Path, history: History, make_lookup: MakeLookup
) -> None:
    change(path, "PRAGMA user_version = 3", "ALTER TABLE lookups ADD COLUMN extra")
    before = path.read_bytes()
    assert [entry.headline for entry in history.find()] == ["second", "first"]
    assert history.remark == "The history is only read: a newer vinix-tui has written it."
    for use in (
        lambda: history.save(make_lookup(3), ""),
        lambda: history.pin(1, True),
        lambda: history.clear(),
    ):
        with pytest.raises(HistoryTrouble, match="a newer vinix-tui has written it"):
            use()
    assert path.read_bytes() == before


def test_a_later_version_that_cannot_be_read_is_told_and_left(path: Path, history: History) -> None:
    change(path, "PRAGMA user_version = 3", "ALTER TABLE lookups RENAME TO calls")
    with pytest.raises(HistoryTrouble, match=r"^the history cannot be read: no such table"):
        history.find()
    assert path.exists()


def test_a_full_disk_is_told_and_what_was_stored_is_there(
    path: Path, make_lookup: MakeLookup, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared = history_file._prepared

    def small(connection: sqlite3.Connection) -> str:
        newer = prepared(connection)
        connection.execute("PRAGMA max_page_count = 1")  # as many as there are
        return newer

    monkeypatch.setattr(history_file, "_prepared", small)
    with closing(History(path)) as history:
        with pytest.raises(HistoryTrouble, match=r"^not saved: the disk is full"):
            history.save(make_lookup(3, bulk=os.urandom(50_000).hex()), "")
        assert len(history.find()) == 2
        assert history.load(1).documents


def test_a_file_that_is_locked_for_too_long_is_told(
    path: Path, history: History, make_lookup: MakeLookup
) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(HistoryTrouble, match=r"^not saved: another program has kept it locked"):
            history.save(make_lookup(3), "")
        with pytest.raises(HistoryTrouble, match=r"^the history cannot be read: another program"):
            history.find()
        other.execute("ROLLBACK")
    history.save(make_lookup(3), "")
    assert len(history.find()) == 3


def test_a_lock_that_goes_in_time_is_waited_for(
    path: Path, make_lookup: MakeLookup, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    waiting = threading.Event()
    monkeypatch.setattr(time, "sleep", lambda seconds: waiting.set())
    release = threading.Thread(target=lambda: (waiting.wait(), other.execute("ROLLBACK")))
    release.start()
    with closing(History(path, patience=60)) as history:
        # SQLite's own waiting is off, so that the waiting around it is seen.
        opened = history_file.open_history

        def impatient(path: Path, *, make: bool, patience: float) -> history_file.Opened | None:
            return opened(path, make=make, patience=0)

        monkeypatch.setattr(history_connection, "open_history", impatient)
        history.save(make_lookup(3), "")
        assert len(history.find()) == 3
    release.join()
    other.close()


def test_a_link_in_place_of_the_file_or_its_journal_is_refused(
    path: Path, history: History, make_lookup: MakeLookup, tmp_path: Path
) -> None:
    target = tmp_path / "target"
    target.write_text("precious")
    journal = path.with_name("history.db-journal")
    journal.symlink_to(target)
    with pytest.raises(HistoryTrouble, match=r"^not saved: .*-journal is a link"):
        history.save(make_lookup(3), "")
    journal.unlink()
    path.unlink()
    path.symlink_to(target)
    with pytest.raises(HistoryTrouble, match=r"^not saved: .*history.db is a link"):
        history.save(make_lookup(3), "")
    with pytest.raises(HistoryTrouble, match="is a link"):
        history.find()
    assert target.read_text() == "precious"
