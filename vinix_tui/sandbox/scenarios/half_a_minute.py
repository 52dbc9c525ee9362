"""A short talk that happens to last as long as the time-out of a lost ACK, and is healthy."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import JONAS, PRIYA
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join


def _told() -> tuple[Document, ...]:
    jonas = _CALL.from_device(JONAS, "2002", At(0, 1.1, 4.36, 35.31))
    priya = _CALL.to_device(PRIYA, jonas, At(0.26, 1.07, 4.29, 35.38))
    join(jonas, priya)
    return jonas, priya


_CALL: Final = Call("2026-11-20 11:52:04.418", "08e3c7b9")
SCENARIO: Final = Scenario(
    _CALL.id,
    "31 seconds, and well",
    "Jonas asked Priya something and hung up",
    _told,
    verdict=Expected(
        "answered",
        "Jonas Weber talked to Priya Nair for 0:31; Jonas Weber probably hung up.",
        "caller",
        ("R02", "R01", "R60", "R63"),
    ),
)
