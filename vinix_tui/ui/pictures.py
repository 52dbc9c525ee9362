"""Pictures of every screen, drawn by the program itself: keys are pressed, its screen is saved.

The same keys give the same picture, to the byte, on any machine: a fixed size, zone and clock, and
calls that are invented.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from textual.worker import WorkerCancelled

from vinix_tui.calls import clock
from vinix_tui.ui.app import VinixApp

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from vinix_tui.desk import Desk

SIZE: Final = (100, 30)
MOMENT: Final = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
"""A Monday noon, some hours after most of the demo's calls."""

_ONE_WAY: Final = ("enter",)  # the first call of the demo
_FAX: Final = (*"code 49", "enter")

LOGIN: Final = "login"
"""The one picture that is not of the demo."""

PICTURES: Final[Mapping[str, tuple[str, ...]]] = {
    "calls": (),
    "summary": _ONE_WAY,
    "call-info": (*_ONE_WAY, "right_square_bracket", "2"),
    "sip-sdp": (*_ONE_WAY, "right_square_bracket", "3"),
    "custom-vars": (*_ONE_WAY, "4"),
    "fax": (*_FAX, "right_square_bracket", "5"),
    "raw": (*_ONE_WAY, "6"),
    "compare": (*_ONE_WAY, "right_square_bracket", "c", "left_square_bracket", "c"),
    "recent": ("tab", "b", *["down"] * 4),
    "history": (*_ONE_WAY, "b", *_FAX, "p", "h"),
    "export": (*_ONE_WAY, "e", "right", "down", "right"),
    "themes": (*_ONE_WAY, "T"),
    "help": (*_ONE_WAY, "question_mark"),
    "palette": (*_ONE_WAY, "colon"),
}
"""A picture's name and the keys that lead to it from the demo's list of calls."""

_PATIENT: Final = ("export", "note")
"""Workers that wait for a dialog's end."""
_TOOK = re.compile(r"(fetched&#160;in&#160;)\d+\.\d")


async def draw(name: str, desk: Callable[[], Desk]) -> str:
    """One picture as SVG; `desk` makes the desk to sit at, new each time."""
    with clock.stopped_at(MOMENT):
        app = VinixApp(desk())
        async with app.run_test(size=SIZE) as pilot:
            await _settled(app, pilot)
            for key in PICTURES.get(name, ()):
                await pilot.press(key)
                await _settled(app, pilot)
            svg = app.export_screenshot(title="vinix-tui")
    # How long a lookup took is the machine's.
    return _TOOK.sub(r"\g<1>0.1", svg)


async def _settled(app: VinixApp, pilot: Pilot[None]) -> None:
    """Wait for what a key began; not for what waits for another key, as a dialog's opener does."""
    await pilot.pause()
    while waiting := [
        work for work in app.workers if not work.is_finished and work.group not in _PATIENT
    ]:
        with suppress(WorkerCancelled):  # another one came in its place
            await waiting[0].wait()
    await pilot.pause()
