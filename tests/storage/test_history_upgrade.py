"""A history of an earlier version: brought up to date whole, or left and used as it is."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from vinix_tui.calls.lookup import Lookup
from vinix_tui.storage import history_index, history_schema
from vinix_tui.storage.history import Entry, History, HistoryTrouble

MakeLookup = Callable[..., Lookup]

VERSION_1 = """
CREATE TABLE lookups (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  base TEXT NOT NULL,
  account_id TEXT NOT NULL,
  interaction_id TEXT NOT NULL,
  fetched_at INTEGER NOT NULL,  -- Unix microseconds, as the next one
  started_at INTEGER,
  legs INTEGER NOT NULL,
  parties TEXT NOT NULL,
  headline TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  pinned INTEGER NOT NULL DEFAULT 0,
  size INTEGER NOT NULL,  -- bytes of the body, 0 where none is kept
  search TEXT NOT NULL,
  UNIQUE (base, account_id, interaction_id)
);
CREATE TABLE bodies (
  key INTEGER PRIMARY KEY REFERENCES lookups (key) ON DELETE CASCADE,
  body BLOB NOT NULL
);
CREATE INDEX lookups_newest ON lookups (fetched_at, key, search);
CREATE INDEX lookups_oldest ON lookups (pinned, fetched_at, size);
PRAGMA user_version = 1;
"""
"""As the program made it then; it stays as it is."""


@pytest.fixture
def old(home: Path, make_lookup: MakeLookup) -> Path:
    """A file of version 1 with two lookups, one of them pinned and with a note."""
    path = home / "cache/vinix-tui/history.db"
    path.parent.mkdir(parents=True, mode=0o700)
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript("PRAGMA page_size = 8192; PRAGMA auto_vacuum = INCREMENTAL;" + VERSION_1)
    path.chmod(0o600)
    fill(path, make_lookup)
    return path


def fill(path: Path, make_lookup: MakeLookup) -> None:
    with pytest.MonkeyPatch.context() as patch, closing(History(path)) as history:
        patch.setattr(history_index, "possible", lambda: False)
        history.save(make_lookup(1), "first")
        history.save(make_lookup(2, caller_id_name="Zanzibar"), "second")
        history.note(1, "ticket 4711")
        history.pin(1, True)
    assert version(path) == 1


@pytest.fixture
def history(old: Path) -> Iterator[History]:
    with closing(History(old, patience=0.05)) as history:
        yield history


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as raw:
        return int(raw.execute("PRAGMA user_version").fetchone()[0])


def works(history: History, lookup: Lookup) -> None:
    """Everything in the file can be found, opened and added to."""
    assert [entry.headline for entry in history.find()] == ["second", "first"]
    assert [entry.key for entry in history.find("4711")] == [1]
    assert [entry.key for entry in history.find("zanzi")] == [2]
    assert history.load(1).documents
    history.save(lookup, "third")
    assert [entry.headline for entry in history.find("third")] == ["third"]


def everything(path: Path) -> list[Entry]:
    with pytest.MonkeyPatch.context() as patch, closing(History(path)) as history:
        patch.setattr(history_index, "possible", lambda: False)
        return history.find()


def test_a_file_of_version_1_is_upgraded_when_it_is_opened(
    old: Path, history: History, make_lookup: MakeLookup
) -> None:
    before = everything(old)
    assert history.find() == before
    assert version(old) == history_schema.VERSION
    assert history.remark is None
    words = [["4711"]]
    assert history._file.read(lambda raw: history_index.candidates(raw, words)) == [1]
    works(history, make_lookup(3))


def test_a_damaged_reply_does_not_keep_the_others_from_the_upgrade(
    old: Path, history: History, make_lookup: MakeLookup
) -> None:
    with closing(sqlite3.connect(old)) as raw, raw:
        raw.execute("UPDATE bodies SET body = x'789c00' WHERE key = 2")
        raw.execute("UPDATE lookups SET search = x'ff00', note = 7 WHERE key = 2")
    assert [entry.headline for entry in history.find()] == ["second", "first"]
    assert version(old) == history_schema.VERSION
    assert [(entry.note, entry.pinned) for entry in history.find("4711")] == [("ticket 4711", True)]
    with pytest.raises(HistoryTrouble, match=r"The stored copy of .* is damaged"):
        history.load(2)
    history.save(make_lookup(2), "again")
    assert history.load(2).documents and history.load(1).documents


def test_every_earlier_version_is_known_and_has_its_own_upgrade_here() -> None:
    """A later version that is added without a stored file of this one here fails."""
    assert history_schema.VERSION == 2 and set(history_schema._VERSIONS) == {1, 2}


def test_an_upgraded_file_is_made_like_a_new_one(
    old: Path, history: History, home: Path, make_lookup: MakeLookup
) -> None:
    history.find()
    new = home / "cache/vinix-tui/new.db"
    with closing(History(new)) as other:
        other.save(make_lookup(1), "")
    made = []
    for path in (old, new):
        with closing(sqlite3.connect(path)) as raw:
            made.append(set(raw.execute("SELECT type, name, sql FROM sqlite_master")))
            assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert made[0] == made[1]


def test_an_upgrade_that_fails_leaves_the_file_byte_for_byte_and_it_is_used(
    old: Path, history: History, make_lookup: MakeLookup, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = old.read_bytes()
    build = history_index.build

    def fails_at_the_end(connection: sqlite3.Connection) -> None:
        build(connection)
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(history_index, "build", fails_at_the_end)
    assert len(history.find("acme")) == 1
    assert old.read_bytes() == before
    works(history, make_lookup(3))
    assert version(old) == 1


def test_a_disk_too_full_for_the_index_leaves_the_file_as_it_was(
    old: Path, history: History, make_lookup: MakeLookup, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = old.read_bytes()
    build = history_index.build

    def full(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA max_page_count = 1")  # as many as there are
        try:
            build(connection)
        finally:
            connection.execute("PRAGMA max_page_count = 1000000")

    monkeypatch.setattr(history_index, "build", full)
    assert len(history.find("acme")) == 1
    assert old.read_bytes() == before
    works(history, make_lookup(3))
    assert version(old) == 1


KILLED = """
import os, signal, sys
from pathlib import Path
from vinix_tui.storage import history_index
from vinix_tui.storage.history import History

build = history_index.build

def killed(connection):
    connection.execute("PRAGMA cache_size = 1")  # so that changed pages go to the file at once
    build(connection)
    os.kill(os.getpid(), signal.SIGKILL)

history_index.build = killed
History(Path(sys.argv[1])).find()
"""


def test_an_upgrade_that_is_killed_is_undone_and_made_by_the_next_one(
    old: Path, history: History, make_lookup: MakeLookup
) -> None:
    before = everything(old)
    ended = subprocess.run([sys.executable, "-c", KILLED, str(old)], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert old.with_name("history.db-journal").stat().st_size > 0
    assert history.find() == before
    assert version(old) == history_schema.VERSION
    works(history, make_lookup(3))


def test_a_file_whose_upgrade_was_killed_is_still_of_version_1_and_works(
    old: Path, history: History, make_lookup: MakeLookup, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(old)
    subprocess.run([sys.executable, "-c", KILLED, str(old)], check=False)
    monkeypatch.setattr(history_index, "possible", lambda: False)  # no second upgrade hides it
    assert history.find() == before
    works(history, make_lookup(3))
    assert version(old) == 1
    with closing(sqlite3.connect(old)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_while_another_process_writes_the_file_is_read_as_it_is_and_upgraded_later(
    old: Path, history: History, make_lookup: MakeLookup
) -> None:
    with closing(sqlite3.connect(old, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert len(history.find("zanzi")) == 1
        assert version(old) == 1
        other.execute("ROLLBACK")
    works(history, make_lookup(3))
    history.close()
    assert len(history.find()) == 3
    assert version(old) == history_schema.VERSION


def test_a_file_that_cannot_be_written_is_read_as_it_is(
    plain_user: Path, make_lookup: MakeLookup
) -> None:
    path = plain_user / "vinix-tui/history.db"
    with pytest.MonkeyPatch.context() as patch, closing(History(path)) as history:
        patch.setattr(history_index, "possible", lambda: False)
        history.save(make_lookup(1), "first")
    path.chmod(0o400)
    path.parent.chmod(0o500)
    with closing(History(path)) as history:
        assert [entry.headline for entry in history.find("acme")] == ["first"]
        assert history.remark is None
        with pytest.raises(HistoryTrouble, match=r"^not saved: .*(read-only|cannot be opened)"):
            history.save(make_lookup(2), "")


OPENER = """
import sys
from pathlib import Path
from vinix_tui.storage.history import History

history = History(Path(sys.argv[1]))
print(len(history.find("acme")), history.remark)
"""


def test_many_that_upgrade_at_once_agree(
    old: Path, history: History, make_lookup: MakeLookup
) -> None:
    command = [sys.executable, "-c", OPENER, str(old)]
    every = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    assert [process.communicate()[0] for process in every] == ["1 None\n"] * 4
    assert version(old) == history_schema.VERSION
    works(history, make_lookup(3))


def test_a_program_of_version_1_that_has_the_file_open_damages_nothing(
    old: Path, history: History
) -> None:
    with closing(sqlite3.connect(old, isolation_level=None)) as older:
        older.execute("PRAGMA trusted_schema = OFF")  # as it was then
        older.execute("SELECT count(*) FROM lookups").fetchall()
        assert len(history.find()) == 2
        for sql in (
            "DELETE FROM lookups WHERE key = 1",
            "UPDATE lookups SET search = 'other' WHERE key = 1",
        ):
            # Triggers keep the index, or else the change is refused whole.
            try:
                older.execute(sql)
            except sqlite3.Error as error:
                assert "unsafe use" in str(error)
                assert [entry.key for entry in history.find("4711")] == [1]
            else:
                assert history.find("4711") == []
        older.execute("UPDATE lookups SET pinned = 1 WHERE key = 2")
    assert len(history.find("zanzi")) == 1


def test_without_fts5_an_upgraded_file_is_only_read(
    old: Path, history: History, make_lookup: MakeLookup, monkeypatch: pytest.MonkeyPatch
) -> None:
    history.find()
    history.close()
    before = old.read_bytes()
    monkeypatch.setattr(history_index, "possible", lambda: False)
    assert [entry.key for entry in history.find("zanzi")] == [2]
    assert history.remark == f"The history is only read: {history_schema.NO_INDEX}."
    with pytest.raises(HistoryTrouble, match=r"^not saved: its index needs an SQLite with FTS5"):
        history.save(make_lookup(3), "")
    assert old.read_bytes() == before
