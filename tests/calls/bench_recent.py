"""How long a key takes to filter 20,000 calls: `python -m tests.calls.bench_recent`.

Milliseconds of this process's own time for each key of what people type, letter by letter, the
95th of 100 in front. The limit is 20, so that under 50 there is room for the screen.
"""

from __future__ import annotations

import sys
import time
import tracemalloc
from statistics import median, quantiles

from vinix_tui.calls.call_row import CallRow
from vinix_tui.calls.sought import Sought
from vinix_tui.sandbox.month import Month
from vinix_tui.sandbox.rows import row

LIMIT = 20.0
NOW = 1_795_650_000.0
TYPED = (
    "+1 (202) 555-0144",
    "0012025550144",
    "2001 2102",
    "kim larsen",
    "no answer",
    "in >2m busy",
    "63962647202-00000002",
    "out tomás",
    "zzz",
)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def keystrokes(calls: list[CallRow]) -> dict[str, list[float]]:
    """Milliseconds of each key of each text."""
    took: dict[str, list[float]] = {}
    for typed in TYPED:
        took[typed] = []
        for end in range(1, len(typed) + 1):
            begun = time.process_time()
            sought = Sought.of(typed[:end])
            [call for call in calls if sought.keeps(call)]
            took[typed].append((time.process_time() - begun) * 1e3)
    return took


def main() -> int:
    """Print the figures; 1 where the limit is passed."""
    begun = time.process_time()
    documents = [row(call.first_leg()) for call in Month(NOW).between(0, 10**12, 1e12)]
    made = time.process_time()
    tracemalloc.start()
    calls = [CallRow.of(document) for document in documents]
    read = (time.process_time() - made) / len(calls) * 1e6
    memory = tracemalloc.get_traced_memory()[0] / len(calls)
    tracemalloc.stop()
    _say(f"{len(calls):,} rows, made by the sandbox in {made - begun:.1f} s")
    _say(f"a row is read in {read:.0f} us (traced), and takes {memory:.0f} bytes over its document")
    took = keystrokes(calls)
    for typed, each in took.items():
        _say(f"{max(each):6.1f} ms at most, {median(each):5.1f} ms by half  {typed}")
    worst = quantiles([key for each in took.values() for key in each], n=20)[-1]
    _say(f"{worst:6.1f} ms for 95 of 100 keys (limit {LIMIT:.0f})")
    return int(worst > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
