"""What happens before the first paint, and how many bytes each step sends to a 120x36 terminal."""

from __future__ import annotations

import json
import os
import sys
from functools import partial
from pathlib import Path

import pytest

from tests.terminal.terminal import DOWN, ESC, PROGRAM, Terminal
from vinix_tui.sandbox.scenarios import one_way_audio

CALL = one_way_audio.SCENARIO
WATCHED = [sys.executable, str(Path(__file__).with_name("first_paint.py"))]
LATE = {"httpx", "pydantic", "sqlite3", "uvicorn", "keyring", "vinix_tui.diagnosis.finding"}
"""Together 300 ms of imports; nobody waits for them before something stands on the screen."""


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A call in a file."""
    file = tmp_path / "call.json"
    file.write_text(json.dumps(list(CALL.documents)))
    return file


@pytest.mark.parametrize("start", ["login", "demo", "open an id", "open a file"])
def test_nothing_slow_is_done_before_the_first_paint(
    start: str, saved: Path, tmp_path: Path, home: Path
) -> None:
    argv = {
        "login": [],
        "demo": ["--demo"],
        "open an id": ["open", CALL.id, "--demo"],
        "open a file": ["open", str(saved)],
    }[start]
    out = tmp_path / "seen.json"
    (home / ".cache").mkdir()
    env = {"PYTHONPATH": os.pathsep.join(sys.path), "VINIX_PASSWORD": "never asked for"}
    with Terminal([*WATCHED, str(out), *argv], env=env) as terminal:
        terminal.until(lambda: out.exists() and out.read_text().endswith("}"))
        terminal.quiet(0.2)
        terminal.send("\x11")
        assert terminal.wait() == 0
    seen = json.loads(out.read_text())
    assert "textual.app" in seen["modules"]
    assert not LATE.intersection(seen["modules"])
    asked = [what for what in seen["done"] if what[0] != "open"]
    assert asked == []
    opened = {Path(what[1]).name for what in seen["done"] if what[0] == "open"}
    assert opened <= {"config.toml", "theme"}


STEPS = {
    # name: keys, words to wait for, budget in bytes
    "down in a list": (DOWN, "", 700),
    "up in a list": ("\x1b[A", "", 700),
    "a lookup": ("\r", "· saved", None),
    "another leg": ("]", "▸✗  2", 6_000),
    "Call info": ("2", "[2 Call info", 12_000),
    "Raw": ("6", "[6 Raw", 12_000),
    "Call info again": ("2", "[2 Call info", 12_000),
    "the leg before, in Call info": ("[", "▸   1", 6_000),
    "Summary": ("1", "[1 Summary", 12_000),
    "a finding's evidence": ("\r", "▸cause", 12_000),
    "Summary again": ("1", "[1 Summary", 12_000),
    "the leg before, in Summary": ("[", "▸   1", 1_500),
    "pin": ("p", "Pinned", 300),
    "mark": ("c", "is marked", 2_500),
    "the leg after": ("]", "▸✗  2", 6_000),
    "compare": ("c", "How it went", 16_000),
    "compare away": (ESC, "── Legs", 16_000),
    "help": ("?", "── Help", 16_000),
    "help away": (ESC, "── Legs", 16_000),
    "note": ("n", "Note on", 16_000),
    "note away": (ESC, "── Legs", 16_000),
    "palette": (":", "Search for", 16_000),
    "palette away": (ESC, "── Legs", 16_000),
    "history": ("h", "▸today", 16_000),
    "history away": (ESC, "── Legs", 16_000),
}


def test_each_step_keeps_its_budget_and_idling_costs_nothing() -> None:
    with Terminal([PROGRAM, "--demo"], columns=120, rows=36) as terminal:
        terminal.until("One-way audio")
        terminal.quiet(0.5)
        spent = {"start": len(terminal.bytes)}
        for name, (keys, words, _) in STEPS.items():
            before = len(terminal.bytes)
            terminal.send(keys)
            terminal.until(partial(_has_come, terminal, before, words))
            terminal.quiet(0.4)  # a second frame counts to the step that caused it
            spent[name] = len(terminal.bytes) - before
        spent["nothing in 5 s"] = max(0, terminal.read(5.0))  # waits for bytes; none may come
        terminal.send("q")
        assert terminal.wait() == 0
    bounds = {name: budget for name, (_, _, budget) in STEPS.items() if budget}
    bounds |= {"start": 30_000, "nothing in 5 s": 0}
    over = {name: count for name, count in spent.items() if count > bounds.get(name, count)}
    assert over == {}, spent
    assert spent["start"] > 10_000 and spent["pin"] > 50  # bytes were counted at all


def test_what_was_sent_in_pieces_looks_as_if_all_of_it_had_been_sent() -> None:
    with Terminal([PROGRAM, "--demo"], columns=120, rows=36) as terminal:
        terminal.until("One-way audio")
        for name, (keys, words, _) in STEPS.items():
            before = len(terminal.bytes)
            terminal.send(keys)
            terminal.until(partial(_has_come, terminal, before, words))
            terminal.quiet(0.4)
            seen = terminal.looks
            before = len(terminal.bytes)
            terminal.screen.reset()
            terminal.send("\x0c")  # Ctrl+L
            terminal.until(partial(_has_come, terminal, before + 3_000, ""))
            assert terminal.looks == seen, name
        terminal.send("q")
        assert terminal.wait() == 0


def _has_come(terminal: Terminal, before: int, words: str) -> bool:
    return len(terminal.bytes) > before and terminal.has(words)
