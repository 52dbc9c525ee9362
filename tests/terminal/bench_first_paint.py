"""First paint of the program against a bare Textual app, in one run, one after the other.

`python tests/terminal/bench_first_paint.py [RUNS]` prints medians, their ratio, and bytes.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.terminal.terminal import PROGRAM, Terminal

HERE = Path(__file__).parent
COMMANDS = {
    "bare app": ([sys.executable, str(HERE / "bare_app.py")], "READY-TO-USE"),
    "login": ([PROGRAM], "Password"),
    "demo": ([PROGRAM, "--demo"], "One-way audio"),
}


def first_paint(argv: list[str], words: str, home: str) -> tuple[float, int]:
    """Seconds until the words are painted, and the bytes sent by then."""
    env = {
        "HOME": home,
        "XDG_RUNTIME_DIR": home,
    }
    with Terminal(argv, columns=120, rows=36, env=env) as terminal:
        terminal.until(words)
        took = time.perf_counter() - terminal.started
        terminal.quiet(0.5)
        return took, len(terminal.bytes)


def main(runs: int) -> None:
    """Print a row a command."""
    with tempfile.TemporaryDirectory() as home:
        times: dict[str, list[float]] = {name: [] for name in COMMANDS}
        sizes: dict[str, int] = {}
        for _ in range(runs):
            for name, (argv, words) in COMMANDS.items():
                took, sizes[name] = first_paint(argv, words, home)
                times[name].append(took)
        bare = statistics.median(times["bare app"])
        for name, took_all in times.items():
            took = statistics.median(took_all)
            row = f"{name:10} {took * 1000:6.0f} ms  {took / bare:5.2f} x bare  {sizes[name]:7} B"
            sys.stdout.write(f"{row}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
