"""The contract's budgets, measured: `python -m tests.terminal.bench_budgets [RUNS]`.

Prints a table in Markdown: each budget, its limit, this program, a bare Textual app with the same
widget kinds, and harlequin (a large Textual app) where it is installed. All in one run, at 120x36
and 256 colours in a pseudo-terminal, programs in turn, so that a slow moment hits all of them;
times are medians of so many runs (5). Bytes are before compression.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import httpx

from tests.diagnosis.bench_diagnosis import legs
from tests.storage.bench_history import typing_ms
from tests.terminal.served import served
from tests.terminal.steps import START, STEPS, take
from tests.terminal.terminal import DOWN, ESC, PROGRAM, Terminal
from vinix_tui.sandbox.account import ACCOUNT_ID, PASSWORD
from vinix_tui.sandbox.scenario import Scenario
from vinix_tui.sandbox.vinix import Sandbox

BARE = [sys.executable, str(Path(__file__).with_name("bare_app.py"))]
HARLEQUIN = shutil.which("harlequin")
_NOTHING = "–"
_BARE_STEPS = {"another leg": "]", "Call info": "2", "Summary": "1", "pin": "p", "note": "n"}
_ROWS = {  # the steps that stand for a budget's row
    "Down in a list": ["down in a list"],
    "another leg": ["another leg", "the leg before, in Call info"],
    "a tab, its first look": ["Call info", "Raw"],
    "a dialog": ["compare", "help", "note", "palette", "history"],
    "status line": ["pin"],
}


def main(runs: int) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as home:
        row("budget", "limit", "vinix-tui", "bare Textual", "harlequin")
        row("---", "---", "---", "---", "---")
        _first_paint(home, runs)
        _bytes(home)
        _lookups(home, runs)
        _keys(home)
        _history()
        _show(home, runs)


def row(*cells: str) -> None:
    """A row of the table."""
    sys.stdout.write("| " + " | ".join(cells) + " |\n")
    sys.stdout.flush()


@contextmanager
def started(argv: list[str], words: str, home: str, **known: str) -> Iterator[Terminal]:
    """A program that shows its first screen; its bytecode may be kept, as where it is installed."""
    env = {"HOME": home, "XDG_RUNTIME_DIR": home, "PYTHONDONTWRITEBYTECODE": None, **known}
    with Terminal(argv, columns=120, rows=36, env=env) as terminal:
        while not terminal.has(words) and terminal.read(5.0) > 0:
            pass
        terminal.took = terminal.heard - terminal.started  # of the first frame that has them
        terminal.until(words)
        terminal.quiet(0.5)
        yield terminal


def _first_paint(home: str, runs: int) -> None:
    programs = {
        "bare": (BARE, "READY-TO-USE"),
        "login": ([PROGRAM], "Password"),
        "demo": ([PROGRAM, "--demo"], "One-way audio"),
    }
    if HARLEQUIN:
        programs["harlequin"] = ([HARLEQUIN], "Query")
    took: dict[str, list[float]] = {name: [] for name in programs}
    size: dict[str, int] = {}
    for run in range(runs + 1):
        for name, (argv, words) in programs.items():
            with started(argv, words, home) as terminal:
                if run:  # the first one compiles
                    took[name].append(terminal.took * 1000)
                size[name] = len(terminal.bytes)
    middle = {name: statistics.median(times) for name, times in took.items()}

    def ratio(name: str) -> str:
        if name not in middle:
            return _NOTHING
        return f"{middle[name] / middle['bare']:.2f} ({middle[name]:.0f} ms)"

    for name in ("login", "demo"):
        row(
            f"first paint, {name}, against a bare app",
            "1.25",
            ratio(name),
            ratio("bare"),
            ratio("harlequin"),
        )
    start = max(size["login"], size["demo"])
    big = kilo(size["harlequin"]) if HARLEQUIN else _NOTHING
    row("bytes of the start", kilo(START), kilo(start), kilo(size["bare"]), big)


def _bytes(home: str) -> None:
    with started([PROGRAM, "--demo"], "One-way audio", home) as terminal:
        spent = {name: take(terminal, name) for name in STEPS}
        idle = max(0, terminal.read(5.0))
    bare: dict[str, int] = {}
    with started(BARE, "READY-TO-USE", home) as terminal:
        for name, keys in {"down in a list": DOWN, **_BARE_STEPS}.items():
            before = len(terminal.bytes)
            terminal.send(keys)
            terminal.until(lambda: len(terminal.bytes) > before)  # noqa: B023
            terminal.quiet(0.4)
            bare[name] = len(terminal.bytes) - before
        terminal.send(ESC)
        terminal.quiet(0.5)
        bare_idle = max(0, terminal.read(5.0))
    for name, steps in _ROWS.items():
        limit = STEPS[steps[0]][2]
        worst = max(spent[step] for step in steps)
        beside = [bare[step] for step in steps if step in bare]
        said = kilo(max(beside)) if beside else _NOTHING
        row(f"bytes of {name}", kilo(limit), kilo(worst), said, _NOTHING)
    row("bytes in 5 s of nothing", "0", str(idle), str(bare_idle), _NOTHING)


def _lookups(home: str, runs: int) -> None:
    calls = {count: f"6396264720{number}-00000010" for number, count in enumerate((10, 500))}
    for count, call in calls.items():
        spent = []
        for _ in range(runs):
            told = Scenario(call, "many legs", "many", partial(_documents, count, call))
            with _signed_in(home, Timed([told])) as (terminal, sandbox):
                terminal.send("s")
                terminal.paste(call)
                sandbox.busy = 0.0
                sent = time.perf_counter()
                terminal.press("\r", "fetched in")
                spent.append((terminal.came - sent - sandbox.busy) * 1000)  # the line painted last
                memory = _memory(terminal.pid)
        limit = "60 ms" if count == 10 else "250 ms"
        took = f"{statistics.median(spent):.0f} ms"
        row(f"lookup to painted, {count} legs", limit, took, _NOTHING, _NOTHING)
    row("memory with 500 legs", "90 MB", f"{memory:.0f} MB", _NOTHING, _NOTHING)


def _documents(count: int, call: str) -> tuple[dict[str, Any], ...]:
    return tuple({**leg, "interaction_id": call} for leg in legs(count))


class Timed(Sandbox):
    """A sandbox that knows how long it took to answer."""

    busy = 0.0

    def respond(self, request: httpx.Request) -> httpx.Response:
        """The reply."""
        begun = time.perf_counter()
        response = super().respond(request)
        self.busy += time.perf_counter() - begun
        return response


@contextmanager
def _signed_in(home: str, sandbox: Timed) -> Iterator[tuple[Terminal, Timed]]:
    with served(sandbox) as base:
        known = {
            "VINIX_BASE": base,
            "VINIX_ACCOUNT_NAME": "acme-telecom",
            "VINIX_USERNAME": "kim@example.com",
            "VINIX_ACCOUNT_ID": ACCOUNT_ID,
        }
        with started([PROGRAM, "--no-history"], "Sign in to Vinix", home, **known) as terminal:
            terminal.send(PASSWORD)
            terminal.press("\r", "No call looked up yet")
            terminal.press(ESC, "[ ] leg")
            terminal.quiet(1.0)  # nobody pastes an id while the program still loads the rules
            yield terminal, sandbox


def _memory(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def _keys(home: str) -> None:
    file = Path(home, "legs.json")
    file.write_text(json.dumps(legs(500)))
    keys = {
        "down": DOWN,
        "another leg": "]",
        "Call info": "2",
        "leg in Call info": "]",
        "SIP/SDP": "3",
        "leg in SIP/SDP": "]",
        "Raw": "6",
        "leg in Raw": "]",
        "fold": "f",
        "all the room": "m",
        "shared": "m",
        "help": "?",
        "back": ESC,
        "palette": ":",
        "back again": ESC,
        "history": "h",
        "back from it": ESC,
        "Summary": "1",
    }
    worst = 0.0, ""
    with started([PROGRAM, "open", str(file)], "[ ] leg", home) as terminal:
        terminal.quiet(1.5)  # the look for garbage after a call is painted is no key's work
        for name, key in keys.items():
            before = len(terminal.bytes)
            worked = _worked(terminal.pid)
            terminal.send(key)
            terminal.until(lambda: len(terminal.bytes) > before)  # noqa: B023
            terminal.quiet(0.3)
            worst = max(worst, (_worked(terminal.pid) - worked, name))
    said = f"{worst[0]:.0f} ms ({worst[1]})"
    row("work for the slowest of 18 keys, 500 legs", "50 ms", said, _NOTHING, _NOTHING)


def _worked(pid: int) -> float:
    """Milliseconds that the program's first thread, which its event loop is in, was at work."""
    return int(Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()[0]) / 1e6


def _history() -> None:
    times = sorted(typing_ms(100_000))
    said = f"{times[int(len(times) * 0.95)]:.0f} ms"
    row("history filter, 100,000 lookups, 95 %", "30 ms", said, _NOTHING, _NOTHING)


def _show(home: str, runs: int) -> None:
    file = Path(home, "leg.json")
    file.write_text(json.dumps(legs(4)))
    env = {"HOME": home, "PATH": "/usr/bin:/bin"}
    commands = {
        "pydantic": [sys.executable, "-c", "import pydantic"],
        "show": [PROGRAM, "show", str(file)],
    }
    took: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(2 * runs):
        for name, argv in commands.items():
            took[name].append(_timed(lambda: _run(argv, env)))  # noqa: B023
    ratio = statistics.median(took["show"]) / statistics.median(took["pydantic"])
    milliseconds = statistics.median(took["show"]) * 1000
    said = f"{ratio:.2f} ({milliseconds:.0f} ms)"
    row("`show FILE` against `import pydantic`", "2.00", said, _NOTHING, _NOTHING)


def _run(argv: list[str], env: Mapping[str, str]) -> None:
    subprocess.run(argv, env=env, check=True, stdout=subprocess.DEVNULL)


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def kilo(count: int) -> str:
    """Bytes as people read them: `11.2 kB`."""
    return f"{count / 1000:.1f} kB"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
