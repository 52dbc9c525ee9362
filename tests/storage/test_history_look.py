"""A look at the history's file: what it tells, and that it leaves the file alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from vinix_tui.calls.lookup import Lookup
from vinix_tui.storage import history_index, paths
from vinix_tui.storage.history import History, HistoryTrouble
from vinix_tui.storage.history_look import look
from vinix_tui.storage.history_schema import NEWER, NO_INDEX, VERSION

MakeLookup = Callable[..., Lookup]


@pytest.fixture
def file(make_lookup: MakeLookup) -> Path:
    """A history with two lookups."""
    path = paths.history_file()
    history = History(path)
    for number in (1, 2):
        history.save(make_lookup(number), "it rang")
    history.close()
    return path


def test_there_is_nothing_to_tell_before_the_first_lookup() -> None:
    assert look(paths.history_file()) is None
    assert not paths.history_file().parent.exists()


def test_version_lookups_size_and_index_are_told(file: Path) -> None:
    found = look(file)
    assert found is not None
    assert found.version == VERSION and found.lookups == 2
    assert found.bytes == file.stat().st_size
    assert found.indexed and found.only_read == ""


def test_the_file_stays_as_it_was_to_the_byte(file: Path) -> None:
    file.chmod(0o644)  # which a real use would close
    with closing(sqlite3.connect(file)) as raw:
        raw.executescript("DROP TABLE words; PRAGMA user_version = 1")
    before, others = file.read_bytes(), sorted(file.parent.iterdir())
    found = look(file)
    assert found is not None and found.version == 1 and not found.indexed
    assert file.read_bytes() == before and sorted(file.parent.iterdir()) == others
    assert file.stat().st_mode & 0o777 == 0o644


def test_why_it_would_only_be_read_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history_index, "possible", lambda: False)
    found = look(file)
    assert found is not None and found.only_read == NO_INDEX
    with closing(sqlite3.connect(file)) as raw:
        raw.execute(f"PRAGMA user_version = {VERSION + 1}")
    found = look(file)
    assert found is not None and found.only_read == NEWER


@pytest.mark.parametrize(
    "content", [b"no history at all, " * 100, b"SQLite format 3\0" + b"x" * 5000]
)
def test_what_is_damaged_is_told_and_not_set_aside(content: bytes, file: Path) -> None:
    file.write_bytes(content)
    with pytest.raises(HistoryTrouble, match="damaged"):
        look(file)
    assert file.read_bytes() == content


def test_what_cannot_be_opened_is_told(file: Path) -> None:
    file.unlink()
    file.mkdir()
    with pytest.raises(HistoryTrouble, match=r"history\.db cannot be read"):
        look(file)
