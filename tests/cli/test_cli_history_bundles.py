"""`history export` and `history import`: lookups to another machine and back."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from vinix_tui.calls.lookup import Lookup
from vinix_tui.desk import Desk
from vinix_tui.storage.history import History
from vinix_tui.storage.settings import Settings

Run = Callable[..., Any]
BASE = "https://a.example.com/v2"


def lookup(number: int, **fields: Any) -> Lookup:
    name = f"63962647202-0000000{number}"
    leg = {"call_id": name, "caller_id_number": "+12025550101", "digits_dialed": "9876", **fields}
    when = datetime.now(UTC) - timedelta(days=10 - number)
    return Lookup("acc", name, (leg,), "api", BASE, when)


def history_at(home: Path) -> History:
    return History(home / ".cache/vinix-tui/history.db")


@pytest.fixture
def stored(home: Path) -> History:
    history = Desk(Settings(), environ={}).history
    for number in (1, 2, 3):
        history.save(lookup(number), f"headline {number}")
    history.note(2, "ticket 4711")
    history.pin(3, True)
    return history


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], History]:
    """Go to another machine; its history."""

    def gone() -> History:
        home = tmp_path / "elsewhere"
        home.mkdir()
        monkeypatch.setenv("HOME", str(home))
        return history_at(home)

    return gone


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize("place", ["out", "out.jsonl"])
def test_all_goes_to_another_machine_with_notes_and_pins(
    run: Run, tmp_path: Path, elsewhere: Callable[[], History], stored: History, place: str
) -> None:
    out = tmp_path / place
    said = run("history", "export", out, "--no-redact")
    assert (said.code, said.out) == (0, "") and f"3 lookups written to {out}" in said.err
    files = [out] if out.is_file() else [*out.iterdir()]
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in files)
    there = elsewhere()
    said = run("history", "import", out)
    assert said.code == 0 and said.err == "3 imported.\n"
    for here, came in zip(stored.find(), there.find(), strict=True):
        assert (here.interaction_id, here.note, here.pinned, here.fetched_at, here.base) == (
            came.interaction_id,
            came.note,
            came.pinned,
            came.fetched_at,
            came.base,
        )
        assert stored.load(here.key).documents == there.load(came.key).documents
    assert "headline" not in there.find()[0].headline  # judged anew, whatever the bundle says
    assert (
        run("history", "import", out).err == "0 imported; 3 were here already, as new or newer.\n"
    )


@pytest.mark.usefixtures("stored")
def test_through_a_pipe_and_only_what_has_the_words(
    run: Run, elsewhere: Callable[[], History]
) -> None:
    said = run("history", "export", "-", "ticket", "4711")
    assert said.code == 0 and said.out.count("\n") == 1
    there = elsewhere()
    assert run("history", "import", "-", stdin=said.out.encode()).err == "1 imported.\n"
    assert [entry.note for entry in there.find()] == ["ticket 4711"]


@pytest.mark.usefixtures("stored")
def test_secrets_stay_here_unless_they_are_let_go(run: Run) -> None:
    assert "9876" not in run("history", "export", "-").out
    assert "9876" in run("history", "export", "-", "--no-redact").out


@pytest.mark.usefixtures("stored")
def test_nothing_is_overwritten(run: Run, tmp_path: Path) -> None:
    out, file = tmp_path / "out", tmp_path / "all.jsonl"
    run("history", "export", out)
    before = {each: each.read_bytes() for each in out.iterdir()}
    assert "0 lookups written" in (said := run("history", "export", out, "--no-redact")).err
    assert "3 of the same time stood there already" in said.err
    assert {each: each.read_bytes() for each in out.iterdir()} == before
    file.write_text("mine")
    said = run("history", "export", file)
    assert said.code == 2 and "never overwritten" in said.complaint
    assert file.read_text() == "mine"


def test_a_directory_that_is_there_keeps_its_mode(
    run: Run, stored: History, tmp_path: Path
) -> None:
    del stored
    tmp_path.chmod(0o755)
    run("history", "export", tmp_path)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_of_a_directory_only_plain_files_are_taken(
    run: Run, stored: History, tmp_path: Path
) -> None:
    del stored
    run("history", "export", tmp_path / "out")
    os.mkfifo(tmp_path / "out" / "pipe.json")  # nobody writes to it
    (tmp_path / "out" / "link.json").symlink_to("/dev/zero")
    assert run("history", "import", tmp_path / "out").code == 0


def test_a_damaged_one_is_named_and_one_of_ids_is_counted(
    run: Run, stored: History, tmp_path: Path
) -> None:
    def damage(connection: Any) -> None:
        connection.execute("UPDATE bodies SET body = x'00' WHERE key = 2")
        connection.execute("UPDATE lookups SET size = 0 WHERE key = 3")

    stored._file.write("", damage)
    said = run("history", "export", tmp_path / "out")
    assert said.code == 2
    assert "left out: The stored copy of 63962647202-00000002 is damaged" in said.err
    assert "1 lookup written" in said.err and "only their ids are stored: 1." in said.err


def test_what_is_broken_is_named_in_a_line_and_the_rest_goes_on(
    run: Run, stored: History, tmp_path: Path, file: Callable[..., Path]
) -> None:
    good = tmp_path / "good.jsonl"
    run("history", "export", good)
    stored.clear(pinned_too=True)
    bundle = json.loads(good.read_text().splitlines()[0])
    deep = b'{"format":"vinix-tui/1","legs":' + b"[" * 100_000
    lines = [b'{"a":1}', b"", good.read_bytes().splitlines()[1], b"\x1b[2J", b"null"]
    bad = [
        file(b"\x00\x01", "binary"),
        file(deep, "deep.json"),
        file(bundle | {"legs": "\x1b[2J"}, "legs.json"),
        file(b"\n".join(lines), "mixed.jsonl"),
        tmp_path / "missing.json",
        file({"data": [], "status": "success"}, "reply.json"),
    ]
    said = run("history", "import", *bad[:3], good, *bad[3:])
    assert said.code == 2 and said.out == "" and "\x1b" not in said.err
    told = said.err.splitlines()
    for name, line in zip(
        ("binary", "deep.json", "legs.json", "mixed.jsonl, line 1,", "mixed.jsonl, line 4,",
         "mixed.jsonl, line 5,", "missing.json", "reply.json"), told, strict=False,
    ):  # fmt: skip
        assert name in line
    assert told[8:] == [
        "3 imported; 1 were here already, as new or newer; 8 not taken, as said above."
    ]
    assert len(stored.find()) == 3


def test_thousands_of_wrong_lines_are_not_all_told(run: Run, file: Callable[..., Path]) -> None:
    said = run("history", "import", file(b'{"a":1}\n' * 5000, "log.jsonl"))
    assert said.code == 2 and len(said.err.splitlines()) == 12
    assert "4,990 more lines like these" in said.err


def test_a_huge_file_is_refused_unread(run: Run, tmp_path: Path) -> None:
    huge = tmp_path / "huge.json"
    with huge.open("wb") as sparse:
        sparse.truncate(2**40)
    assert "huge.json is larger than 64 MiB" in run("history", "import", huge).err


def test_lookups_of_the_demo_stay_apart(run: Run, tmp_path: Path, home: Path) -> None:
    run("show", "--demo", "63962647202-00000002")
    run("--demo", "history", "export", tmp_path / "demo.jsonl")
    said = run("history", "import", tmp_path / "demo.jsonl")
    assert said.code == 2 and "is a bundle of the demo" in said.err
    assert run("--demo", "history", "import", tmp_path / "demo.jsonl").code == 0
    assert not history_at(home).find()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("export",), "needs a place"),
        (("import",), "needs files"),
        (("clear", "kim"), "takes no words"),
        (("kim", "--no-redact"), "belong to: vinix-tui history export"),
        (("export", "x", "--older-than", "3"), "belong to: vinix-tui history clear"),
        (("kim", "--find", "kim"), "in quotes"),
    ],
)
def test_a_command_line_that_says_too_little_or_too_much_is_told(
    run: Run, words: tuple[str, ...], why: str
) -> None:
    said = run("history", *words)
    assert said.code == 2 and why in said.complaint


def test_a_word_that_is_a_command_can_be_looked_for(run: Run, stored: History) -> None:
    stored.note(1, "clear the export")
    assert len(run("history", "--find", "clear").out.splitlines()) == 1
    assert len(run("history", "ticket", "4711").out.splitlines()) == 1
    assert len(stored.find()) == 3


def test_nothing_to_export_ends_with_4(run: Run, stored: History, tmp_path: Path) -> None:
    del stored
    said = run("history", "export", tmp_path / "out", "nobody")
    assert said.code == 4 and "these words" in said.complaint and not (tmp_path / "out").exists()


def test_a_history_of_a_later_version_takes_nothing_but_is_exported(
    run: Run, stored: History, tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    run("history", "export", out)
    stored._file.write("", lambda connection: connection.execute("PRAGMA user_version = 3"))
    stored.close()
    said = run("history", "import", out)
    assert said.code == 2 and "a newer vinix-tui has written it" in said.complaint
    said = run("history", "export", tmp_path / "again.jsonl")
    assert said.code == 0 and "3 lookups written" in said.err and "is only read" in said.err
