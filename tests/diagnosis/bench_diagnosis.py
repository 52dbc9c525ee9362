"""CPU that a verdict costs: `python -m tests.diagnosis.bench_diagnosis`.

Legs come in pairs, each with both descriptions, a fifth of them in trouble; every number of legs is
diagnosed several times, and the least of them is printed: the machine is noisy, the work is not.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import UTC, datetime
from typing import Any

from vinix_tui.calls.interaction import Interaction
from vinix_tui.calls.lookup import Lookup
from vinix_tui.diagnosis.diagnose import diagnose
from vinix_tui.diagnosis.finding import Verdict
from vinix_tui.sandbox.scenarios._cast import KIM, NORTHLINE, Caller, Device
from vinix_tui.sandbox.scenarios._sdp import audio
from vinix_tui.sandbox.scenarios._shape import At, Call, join
from vinix_tui.ui.aside import collect_rarely
from vinix_tui.ui.view import Opened, View
from vinix_tui.ui.widgets import summary
from vinix_tui.ui.widgets.leg_table import LegTable

_REPEATS = 7


def legs(count: int) -> list[dict[str, Any]]:
    """So many leg documents of one interaction, read from JSON as a reply is."""
    call = Call("2026-11-23 10:00:00.000", "00000500")
    made: list[dict[str, Any]] = []
    for number in range(count // 2):
        begins = number * 0.05
        asks = call.from_carrier(
            NORTHLINE,
            Caller(f"Customer {number}", f"+1202555{number % 100 + 100:04}"),
            At(begins, begins + 1, begins + 5, begins + 65 + number % 40),
        )
        phone = Device(
            f"Phone {number}", str(3000 + number), f"203.0.113.{number % 250}", KIM.agent, "trunk"
        )
        fields: dict[str, Any] = {}
        if number % 5 == 0:
            inside = audio("192.168.1.50", ("PCMU",), f"inside {number}", by="-", changes=0)
            fields = {"cause": "MEDIA_TIMEOUT", "remote_sdp": inside}
        answers = call.to_device(
            phone, asks, At(begins + 0.3, begins + 1, begins + 5, begins + 65), **fields
        )
        join(asks, answers)
        for leg in (asks, answers):
            leg["call_id"] = f"{number}-{leg['call_id']}"
            leg["id"] = f"202611-{leg['call_id']}"
        asks["other_leg_call_id"] = answers["call_id"]
        answers["other_leg_call_id"] = asks["call_id"]
        asks["custom_channel_vars"]["bridge_id"] = asks["call_id"]
        answers["custom_channel_vars"]["bridge_id"] = asks["call_id"]
        made += [asks, answers]
    read: list[dict[str, Any]] = json.loads(json.dumps(made))
    return read


def _least(count: int) -> tuple[float, float, float]:
    """Milliseconds of CPU: legs typed, verdict, first panes drawn."""
    documents = legs(count)
    best = (1e9, 1e9, 1e9)
    for _ in range(_REPEATS):
        begun = time.process_time()
        interaction = Interaction.of(documents)
        typed = time.process_time()
        verdict = diagnose(interaction)
        judged = time.process_time()
        _draw(interaction, verdict)
        drawn = time.process_time()
        best = min(best, (typed - begun, judged - typed, drawn - judged), key=sum)
    return best


def _draw(interaction: Interaction, verdict: Verdict) -> None:
    """The rows of the leg table that a screen has, and the Summary, in 120 columns."""
    lookup = Lookup("", "", (), "file", "", datetime(2026, 11, 23, tzinfo=UTC))
    object.__setattr__(lookup, "interaction", interaction)  # typed already, and timed above
    view = View.of(Opened(lookup, verdict), UTC, None)
    LegTable(id="legs")._table(view, 120)[:36]
    summary.draw(view, 120)


def main() -> None:
    """Print the figures."""
    diagnose(Interaction.of(legs(20)))  # imports and caches
    collect_rarely()  # as the app does
    say = sys.stdout.write
    say("legs   typed  verdict  drawn    all     per leg\n")
    for count in (50, 500, 1_000, 2_000, 5_000):
        parts = _least(count)
        typed, judged, drawn = (part * 1e3 for part in parts)
        whole, each = sum(parts) * 1e3, sum(parts) / count * 1e6
        say(f"{count:5} {typed:6.1f} {judged:8.1f} {drawn:6.1f} {whole:6.1f} ms {each:6.0f} us\n")


if __name__ == "__main__":
    main()
