"""A history that a stranger wrote, or that lies where nothing can be written."""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from vinix_tui.calls.lookup import Lookup
from vinix_tui.storage.history import History, HistoryTrouble

MakeLookup = Callable[..., Lookup]


@pytest.fixture
def path(two_stored: Path) -> Path:
    return two_stored


def change(path: Path, sql: str, *values: object) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute(sql, values)


@pytest.mark.parametrize("body", [b"", b"noise", zlib.compress(b"[7]"), "text", 7])
def test_one_damaged_reply_is_told_by_its_call_and_the_others_open(
    path: Path, history: History, make_lookup: MakeLookup, body: object
) -> None:
    change(path, "UPDATE bodies SET body = ? WHERE key = 1", body)
    with pytest.raises(HistoryTrouble, match="The stored copy of 63962647203-00000001 is damaged"):
        history.load(1)
    assert history.load(2).documents == make_lookup(2).documents
    history.save(make_lookup(1), "anew")
    assert history.load(1).documents == make_lookup(1).documents


@pytest.mark.parametrize(
    "column", ["base", "account_id", "interaction_id", "parties", "headline", "note"]
)
def test_a_strangers_text_is_printable_when_it_comes_out(
    path: Path, history: History, column: str
) -> None:
    change(path, f"UPDATE lookups SET {column} = ? WHERE key = 1", "a\x1b]0;b\x07\u202e\nc")
    entry = history.find()[-1]
    assert getattr(entry, column) == "a␛]0;b␇�␊c"
    loaded = history.load(1)
    assert all(
        text.isprintable() for text in (loaded.base, loaded.account_id, loaded.interaction_id)
    )


VALUES = (b"\xff\xfe", "text", 2**62, -(2**62), 1.5, "\x00")
COLUMNS = ("fetched_at", "started_at", "legs", "pinned", "size", "headline", "parties")


@pytest.mark.parametrize(
    ("column", "value"),
    [*((column, value) for column in COLUMNS for value in VALUES), ("started_at", None)],
)
def test_a_strangers_value_of_any_kind_is_survived(
    path: Path, history: History, column: str, value: object
) -> None:
    change(path, f"UPDATE lookups SET {column} = ? WHERE key = 1", value)
    assert {entry.key for entry in history.find()} == {1, 2}
    assert history.load(1).documents
    history.pin(1, True)
    history.note(1, "x")


def test_text_that_is_no_utf_8_is_survived(path: Path, history: History) -> None:
    change(path, "UPDATE lookups SET headline = CAST(X'61FF62' AS TEXT) WHERE key = 1")
    assert history.find()[-1].headline == "a�b"


def test_a_time_that_no_calendar_has_becomes_the_oldest(path: Path, history: History) -> None:
    change(path, "UPDATE lookups SET fetched_at = ?, started_at = ? WHERE key = 1", 2**62, 2**62)
    entry = history.find()[0]
    assert (entry.fetched_at, entry.started_at) == (datetime(1970, 1, 1, tzinfo=UTC), None)


def test_a_write_ahead_file_becomes_one_with_a_journal(
    path: Path, history: History, make_lookup: MakeLookup
) -> None:
    change(path, "PRAGMA journal_mode = WAL")
    history.save(make_lookup(3), "")
    assert len(history.find()) == 3
    assert sorted(file.name for file in path.parent.iterdir()) == ["history.db"]


def test_the_file_is_private_whatever_the_umask(home: Path, make_lookup: MakeLookup) -> None:
    path = home / "cache/vinix-tui/history.db"
    for bits in (0o000, 0o777):
        before = os.umask(bits)
        try:
            with closing(History(path)) as history:
                history.save(make_lookup(bits), "")
                assert path.parent.stat().st_mode & 0o777 == 0o700
                assert path.stat().st_mode & 0o777 == 0o600
        finally:
            os.umask(before)
        path.unlink()


def test_the_journal_is_private_under_any_umask(
    path: Path, history: History, make_lookup: MakeLookup, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes = []

    def look(connection: sqlite3.Connection) -> int:
        modes.append(path.with_name("history.db-journal").stat().st_mode & 0o777)
        return 0

    monkeypatch.setattr("vinix_tui.storage.history_put._used", look)
    before = os.umask(0)
    try:
        history.save(make_lookup(3), "")
    finally:
        os.umask(before)
    assert modes == [0o600]


def test_a_file_that_was_open_to_others_is_closed(path: Path, history: History) -> None:
    path.chmod(0o644)
    path.parent.chmod(0o755)
    assert len(history.find()) == 2
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


class TestWithoutTheRightToWrite:
    """As a plain user, since root may write anywhere."""

    @pytest.fixture
    def stored(self, plain_user: Path, make_lookup: MakeLookup) -> Path:
        path = plain_user / "vinix-tui/history.db"
        with closing(History(path)) as history:
            history.save(make_lookup(1), "first")
        return path

    def test_a_read_only_file_is_read_and_saving_is_told(
        self, stored: Path, make_lookup: MakeLookup
    ) -> None:
        stored.chmod(0o400)
        with closing(History(stored)) as history:
            with pytest.raises(HistoryTrouble, match=r"^not saved: .*read-only"):
                history.save(make_lookup(2), "")
            assert history.load(history.find()[0].key).documents == make_lookup(1).documents

    def test_a_read_only_directory_is_read_and_saving_is_told(
        self, stored: Path, make_lookup: MakeLookup
    ) -> None:
        stored.parent.chmod(0o500)
        with closing(History(stored)) as history:
            with pytest.raises(HistoryTrouble, match=r"^not saved: .*(read-only|cannot be opened)"):
                history.save(make_lookup(2), "")
            assert len(history.find()) == 1

    def test_a_damaged_file_in_a_read_only_directory_is_told(self, stored: Path) -> None:
        stored.write_text("damaged")
        stored.parent.chmod(0o500)
        with (
            closing(History(stored)) as history,
            pytest.raises(HistoryTrouble, match="is damaged and cannot be set aside"),
        ):
            history.find()
        assert stored.read_text() == "damaged"

    def test_a_place_where_no_directory_can_be_made_is_told(
        self, plain_user: Path, make_lookup: MakeLookup
    ) -> None:
        plain_user.chmod(0o500)
        with closing(History(plain_user / "vinix-tui/history.db")) as history:
            with pytest.raises(HistoryTrouble, match=r"^not saved: .*you have no right to it"):
                history.save(make_lookup(1), "")
            assert history.find() == []

    def test_a_place_that_cannot_be_looked_at_is_told(self, stored: Path) -> None:
        stored.parent.chmod(0o000)
        with (
            closing(History(stored)) as history,
            pytest.raises(HistoryTrouble, match=r"^the history cannot be read: "),
        ):
            history.find()
