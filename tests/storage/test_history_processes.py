"""Several instances at once, and ones that are killed: no save that has returned is lost."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from vinix_tui.storage.history import History

WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from vinix_tui.calls.lookup import Lookup
from vinix_tui.storage.history import History

path, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
history = History(path)
for number in range(count):
    id = f"{63962647202 + number}-{name}"
    document = {"call_id": f"{name}-{number}", "caller_id_number": "+12025550101", "x": "y" * 3000}
    now = datetime.now(UTC)
    history.save(Lookup("account", id, (document,), "api", "https://api.example.com/v2", now), name)
    print(id, flush=True)
print("remark:", history.remark)
"""


def writer(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def stored(path: Path) -> set[str]:
    with closing(History(path)) as history:
        ids = {entry.interaction_id for entry in history.find(limit=10_000)}
        for entry in history.find(limit=3):
            assert history.load(entry.key).documents
        assert history.remark is None
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    return ids


def test_two_instances_that_store_a_thousand_each_lose_none(path: Path) -> None:
    both = [writer(path, name, 1000) for name in ("one", "two")]
    said = [process.communicate()[0].splitlines() for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert [lines.pop() for lines in said] == ["remark: None"] * 2
    assert [len(lines) for lines in said] == [1000, 1000]
    assert stored(path) == {*said[0], *said[1]}


@pytest.mark.parametrize("after", [1, 7, 50])
def test_what_a_killed_writer_had_stored_is_there_and_the_file_opens(
    path: Path, after: int
) -> None:
    process = writer(path, "killed", 1_000_000)
    assert process.stdout
    said = [process.stdout.readline().strip() for _ in range(after)]
    process.kill()  # in the middle of whatever it does now
    said += process.stdout.read().splitlines()[:-1]  # the last line may be cut off
    process.stdout.close()
    assert process.wait() == -signal.SIGKILL
    found = stored(path)
    assert set(said) <= found
    assert len(found) <= len(said) + 2  # the one that was being said, and the one being stored


def test_a_writer_killed_between_writing_and_committing_leaves_what_was_there(path: Path) -> None:
    # Its journal is on the disk and the file is changed already: the next one rolls it back.
    first = writer(path, "first", 3)
    first.communicate()
    code = (
        "import os, signal, sqlite3, sys\n"
        "c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute('PRAGMA cache_size = 1')\n"  # so that changed pages go to the file at once
        "c.execute('BEGIN IMMEDIATE')\n"
        "c.execute('UPDATE bodies SET body = randomblob(200000)')\n"
        "c.execute('UPDATE lookups SET headline = 1')\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    journal = path.with_name("history.db-journal")
    assert journal.stat().st_size > 0
    assert len(stored(path)) == 3
    assert not journal.exists()


def test_many_instances_that_find_a_damaged_file_at_once_set_it_aside_once(path: Path) -> None:
    path.parent.mkdir(parents=True, mode=0o700)
    path.write_bytes(b"damaged" * 999)
    every = [writer(path, name, 20) for name in ("one", "two", "three", "four")]
    said = [process.communicate()[0].splitlines()[:-1] for process in every]
    assert [process.returncode for process in every] == [0] * 4
    assert stored(path) == {line for lines in said for line in lines}
    assert len(list(path.parent.glob("history.db.damaged-*"))) == 1
