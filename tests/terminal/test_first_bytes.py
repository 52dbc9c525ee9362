"""What happens before the first paint, and how many bytes each step sends to a 120x36 terminal."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from tests.diagnosis.bench_diagnosis import legs
from tests.terminal.steps import IDLE, START, STEPS, take
from tests.terminal.terminal import PROGRAM, Terminal
from vinix_tui.sandbox.scenarios import one_way_audio

CALL = one_way_audio.SCENARIO
WATCHED = [sys.executable, str(Path(__file__).with_name("first_paint.py"))]
LATE = {"httpx", "pydantic", "sqlite3", "uvicorn", "keyring", "vinix_tui.diagnosis.finding"}
"""Together 300 ms of imports; nobody waits for them before something stands on the screen."""
MOST = {"login": (65, 0), "demo": (170, 2), "open an id": (210, 8), "open a file": (110, 4)}
"""How many modules of ours (0.1 ms each, if it is small) and dataclasses (0.8 ms) each first screen
takes; the demo's list has a module for each call."""


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
    modules, dataclasses = MOST[start]
    assert len([name for name in seen["modules"] if name.startswith("vinix_tui")]) <= modules
    assert len(seen["dataclasses"]) <= dataclasses, seen["dataclasses"]
    asked = [what for what in seen["done"] if what[0] != "open"]
    assert asked == []
    opened = {Path(what[1]).name for what in seen["done"] if what[0] == "open"}
    assert opened <= {"config.toml", "theme"}


def test_each_step_keeps_its_budget_and_idling_costs_nothing() -> None:
    with Terminal([PROGRAM, "--demo"], columns=120, rows=36) as terminal:
        terminal.until("One-way audio")
        terminal.quiet(0.5)
        spent = {"start": len(terminal.bytes)}
        spent |= {name: take(terminal, name) for name in STEPS}
        spent["nothing in 5 s"] = max(0, terminal.read(5.0))  # waits for bytes; none may come
        terminal.send("q")
        assert terminal.wait() == 0
    bounds = {name: budget for name, (_, _, budget) in STEPS.items()}
    bounds |= {"start": START, "nothing in 5 s": IDLE}
    assert {name: count for name, count in spent.items() if count > bounds[name]} == {}, spent
    assert spent["start"] > 5_000 and spent["pin"] > 50  # bytes were counted at all


def test_what_was_sent_in_pieces_looks_as_if_all_of_it_had_been_sent() -> None:
    with Terminal([PROGRAM, "--demo"], columns=120, rows=36) as terminal:
        terminal.until("One-way audio")
        for name in STEPS:
            take(terminal, name)
            seen = terminal.looks
            before = len(terminal.bytes)
            terminal.screen.reset()
            terminal.press("\x0c", lambda: len(terminal.bytes) > before + 3_000)  # noqa: B023
            terminal.quiet(0.1)
            assert terminal.looks == seen, name
        terminal.send("q")
        assert terminal.wait() == 0


def test_of_legs_that_a_held_key_runs_through_only_the_last_is_painted(tmp_path: Path) -> None:
    file = tmp_path / "legs.json"
    file.write_text(json.dumps(legs(40)))
    with Terminal([PROGRAM, "open", str(file)], columns=120, rows=36) as terminal:
        terminal.until("1–6 tabs")
        terminal.press("2", "[2 Call info")
        terminal.quiet(0.4)
        before = len(terminal.bytes)
        terminal.press("]" * 30, "Leg 31")
        terminal.quiet(0.4)
        spent = len(terminal.bytes) - before
        terminal.send("q")
        assert terminal.wait() == 0
    assert spent < 3 * 6_000  # three frames at most, not thirty
