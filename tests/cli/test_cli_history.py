"""`history`: lists, finds and clears what `show` has stored."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from vinix_tui.calls.lookup import Lookup
from vinix_tui.desk import Desk
from vinix_tui.storage.history import History
from vinix_tui.storage.settings import Settings

Run = Callable[..., Any]


@pytest.fixture
def stored(home: Path) -> Iterator[History]:
    """Three lookups: of today, of three days ago with a note, and a pinned one of last month."""
    history = Desk(Settings(), environ={}).history
    for name, days in (("63962647202-00000001", 0), ("63962647202-00000002", 3),
                       ("63962647202-00000003", 30)):  # fmt: skip
        leg = {"call_id": name, "caller_id_number": "+12025550101", "callee_id_number": name[-4:]}
        when = datetime.now(UTC) - timedelta(days=days)
        base = "https://a.example.com/v2"
        history.save(Lookup("acc", name, (leg,), "api", base, when), "busy \x1b[2J")
    old, noted = history.find("0003")[0], history.find("0002")[0]
    history.pin(old.key, True)
    history.note(noted.key, "ticket 4711")
    yield history
    history.close()


def test_nothing_stored_ends_with_4(run: Run) -> None:
    said = run("history")
    assert said.code == 4 and said.out == "" and "nothing stored yet" in said.complaint
    assert run("history", "--format", "json").out == "[]\n"


@pytest.mark.usefixtures("stored")
def test_the_latest_is_listed_first_in_text_that_is_harmless(run: Run) -> None:
    said = run("history")
    assert said.code == 0 and said.err == ""
    rows = said.out.splitlines()
    assert ["00000001" in rows[0], "00000002" in rows[1], "00000003" in rows[2]] == [True] * 3
    assert "ticket 4711" in rows[1] and "*" in rows[2]
    assert "\x1b" not in said.out and all(len(row) <= 100 for row in rows)


@pytest.mark.usefixtures("stored")
def test_words_narrow_the_list(run: Run) -> None:
    said = run("history", "ticket 0002")
    assert said.code == 0 and len(said.out.splitlines()) == 1
    said = run("history", "nobody")
    assert said.code == 4 and "these words" in said.complaint


@pytest.mark.usefixtures("stored")
def test_json_holds_each_fact(run: Run) -> None:
    first, second, third = json.loads(run("history", "--format", "json").out)
    assert first["interaction_id"] == "63962647202-00000001"
    assert first["account_id"] == "acc" and first["base"] == "https://a.example.com/v2"
    assert first["fetched_at"].endswith("Z") and first["legs"] == 1 and first["kept"] is True
    assert second["note"] == "ticket 4711" and third["pinned"] is True
    assert first["parties"] == "+12025550101 → 0001"


def test_clearing_leaves_pinned_ones_unless_told_otherwise(run: Run, stored: History) -> None:
    said = run("history", "clear", "--older-than", "1")
    assert said.code == 0 and "1 lookup." in said.err
    assert len(stored.find()) == 2
    assert "1 lookup." in run("history", "clear").err
    assert [entry.pinned for entry in stored.find()] == [True]
    said = run("history", "clear", "--pinned-too")
    assert "1 lookup." in said.err and stored.find() == []
    assert "0 lookups" in run("history", "clear").err


def test_only_ids_are_marked_as_that(run: Run, home: Path) -> None:
    (home / ".config/vinix-tui").mkdir(parents=True)
    (home / ".config/vinix-tui/config.toml").write_text('[history]\nkeep = "ids"\n')
    run("show", "--demo", "63962647202-00000002")
    history = home / ".cache/vinix-tui"
    (history / "demo-history.db").rename(history / "history.db")
    assert "(id only)" in run("history").out


def test_a_damaged_history_is_remarked_on(run: Run, home: Path) -> None:
    (home / ".cache/vinix-tui").mkdir(parents=True, mode=0o700)
    (home / ".cache/vinix-tui/history.db").write_bytes(b"no database" * 1000)
    said = run("history")
    assert said.code == 4 and "damaged" in said.err and "Traceback" not in said.err


def test_a_history_that_cannot_be_read_ends_with_2(run: Run, home: Path) -> None:
    (home / ".cache/vinix-tui/history.db").mkdir(parents=True, mode=0o700)
    said = run("history")
    assert said.code == 2 and "history.db" in said.complaint


def test_a_history_of_a_later_version_is_listed_and_not_changed(run: Run, stored: History) -> None:
    stored._file.write("", lambda connection: connection.execute("PRAGMA user_version = 3"))
    stored.close()
    said = run("history")
    assert said.code == 0 and len(said.out.splitlines()) == 3
    assert said.err == "The history is only read: a newer vinix-tui has written it.\n"
    said = run("history", "clear")
    assert said.code == 2 and "not cleared: a newer vinix-tui has written it" in said.complaint
    assert len(stored.find()) == 3
