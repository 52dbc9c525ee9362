"""Nobody answers the refresh of a session timer of 15 minutes."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import NORTHLINE, PRIYA
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join

_NUMBER: Final = "+14695550140"


def _told() -> tuple[Document, ...]:
    priya = _CALL.from_device(PRIYA, _NUMBER, At(0, 2.2, 6.35, 874.12), "RECOVERY_ON_TIMER_EXPIRE")
    line = _CALL.to_carrier(
        NORTHLINE, _NUMBER, priya, At(0.32, 2.14, 6.28, 874.07), "RECOVERY_ON_TIMER_EXPIRE"
    )
    join(priya, line)
    return priya, line


_CALL: Final = Call("2026-11-19 10:02:14.338", "cd82f51b")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Session timer ran out",
    "cut after 14:28, as by a refresh that failed",
    _told,
    verdict=Expected(
        "answered",
        "Priya Nair talked to +14695550140 for 14:28; probably the platform ended the call."
        " Worth a look: it ended where a 900 s session timer ends calls.",
        "platform",
        ("R28", "R02", "R60"),
    ),
)
