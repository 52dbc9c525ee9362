"""Several instances at once: none waits for another for long, and each sees what all have saved."""

from __future__ import annotations

from contextlib import ExitStack

from tests.terminal.terminal import PROGRAM, Terminal
from vinix_tui.sandbox.scenarios import ALL, conference

CALLS = [told.id for told in ALL if told is not conference.SCENARIO][:9]


def test_three_at_once_save_into_one_history() -> None:
    with ExitStack() as stack:
        seats = [stack.enter_context(Terminal([PROGRAM, "open", CALLS[0], "--demo"], rows=40))
                 for _ in range(3)]  # fmt: skip
        for seat in seats:
            seat.until("· saved")
        for turn in (0, 3, 6):
            for seat, call in zip(seats, CALLS[turn : turn + 3], strict=True):
                seat.send("s")
                seat.paste(call)
                seat.send("\r")
            for seat, call in zip(seats, CALLS[turn : turn + 3], strict=True):
                seat.until(f"{call} fetched in")
                seat.until("· saved")
        for seat in seats:
            seat.press("h", lambda seat=seat: seat.text.count("today ") == len(CALLS))  # type: ignore[misc]
            seat.send("\x1b")
            seat.until("Legs ·")
            seat.send("q")
            assert seat.wait() == 0
