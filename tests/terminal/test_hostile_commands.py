"""What the commands print of a hostile call: at a terminal colours at most, in a pipe only text."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.terminal.stream import PLAIN, faults
from tests.terminal.terminal import PROGRAM, Terminal
from vinix_tui.calls.lookup import Lookup
from vinix_tui.sandbox.scenarios import hostile
from vinix_tui.storage import paths
from vinix_tui.storage.history import History

CALL = hostile.SCENARIO.id
NAME = "[b]\x1b]0;owned\x07\u202e \x9b2J.json"
"""A file's name is somebody else's text, too."""


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """The hostile call as a reply that was saved, under a hostile name."""
    file = tmp_path / NAME
    file.write_text(json.dumps({"data": hostile.SCENARIO.documents, "status": "success"}))
    return file


@pytest.fixture(autouse=True)
def remembered(home: Path) -> None:
    """A history whose every text is hostile."""
    lookup = Lookup(NAME, NAME, hostile.SCENARIO.documents, "api", NAME, datetime.now(UTC))
    with closing(History(paths.history_file())) as history:
        history.save(lookup, NAME)
        history.note(history.find()[0].key, NAME)


def ways(saved: Path) -> dict[str, list[str]]:
    """Every command that prints what strangers wrote."""
    return {
        "a call": ["show", CALL, "--demo"],
        "a call, secrets and all": ["show", CALL, "--demo", "--no-redact"],
        "a call as JSON": ["show", CALL, "--demo", "--format", "json"],
        "a file": ["show", str(saved)],
        "a stranger's history": ["history"],
        "a stranger's history as JSON": ["history", "--format", "json"],
        "the history": ["--demo", "history"],
        "the history as JSON": ["--demo", "history", "--format", "json"],
    }


COMPLAINTS = [
    ["show", NAME],
    ["show", f"/tmp/{NAME}"],
    ["show", "\x1b]0;owned\x07"],
    ["show", f"202611-\u202e{NAME}", "--demo"],
    ["open", f"63962647202-\x1b[2J{NAME}"],
    ["--theme", NAME],
    ["--profile", NAME],
    ["--base", NAME, "show", CALL],
    ["sandbox", "--host", NAME, "--port", "0"],
    ["sandbox", "--fault", NAME],
    ["history", "--older-than", NAME],
    [NAME],
    [f"--{NAME}"],
]
"""Command lines that are refused, each with words of its own in the answer."""


def in_a_pipe(argv: Sequence[str]) -> tuple[int, bytes, bytes]:
    """Exit code and what came out of both ends."""
    done = subprocess.run([PROGRAM, *argv], stdin=subprocess.DEVNULL, capture_output=True)
    return done.returncode, done.stdout, done.stderr


def test_what_a_pipe_gets_of_a_hostile_call_is_text(saved: Path) -> None:
    for name, argv in ways(saved).items():
        code, out, err = in_a_pipe(argv)
        assert code == 0, name
        assert len(out) > 80, name
        assert faults(out + err, allowed=frozenset(), line_ends=("\n",)) == [], name
        if "json" in argv:
            assert out.isascii() and json.loads(out), name
    code, out, err = in_a_pipe(["--help"])
    assert (code, err) == (0, b"")
    assert CALL.encode() in out
    assert faults(out, allowed=frozenset(), line_ends=("\n",)) == []


def test_what_a_terminal_gets_of_a_hostile_call_is_text_and_colours(saved: Path) -> None:
    coloured = 0
    for name, argv in ways(saved).items():
        if "json" in argv:  # the same bytes as in a pipe
            continue
        with Terminal([PROGRAM, *argv], columns=100, rows=40) as terminal:
            assert terminal.wait() == 0, name
        sent = bytes(terminal.bytes)
        assert faults(sent, allowed=PLAIN) == [], name
        coloured += b"\x1b[" in sent
        if name == "a file":  # the last line is not the colour of what comes after it
            assert sent.rstrip().endswith(b"\x1b[0m") or not sent.rstrip().endswith(b"m")
    assert coloured >= 2
    with Terminal([PROGRAM, "show", CALL, "--demo"], env={"NO_COLOR": "1"}) as terminal:
        assert terminal.wait() == 0
    assert faults(bytes(terminal.bytes), allowed=frozenset()) == []


@pytest.mark.parametrize("argv", COMPLAINTS, ids=range(len(COMPLAINTS)))
def test_a_complaint_about_a_hostile_word_is_one_or_two_lines_of_text(argv: list[str]) -> None:
    code, out, err = in_a_pipe(argv)
    assert code in (2, 3, 4)
    assert out == b""
    assert faults(err, allowed=frozenset(), line_ends=("\n",)) == []
    assert 1 <= err.count(b"\n") <= 2
    assert b"Traceback" not in err
