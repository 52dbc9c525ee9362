"""The called line is busy at once."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import KIM, NORTHLINE
from vinix_tui.sandbox.scenarios._shape import At, Call, Document

_NUMBER: Final = "+12025550144"


def _told() -> tuple[Document, ...]:
    kim = _CALL.from_device(KIM, _NUMBER, At(0, None, None, 0.93), "USER_BUSY", "sip:486")
    line = _CALL.to_carrier(
        NORTHLINE, _NUMBER, kim, At(0.31, None, None, 0.87), "USER_BUSY", "sip:486"
    )
    return kim, line


_CALL: Final = Call("2026-11-23 08:31:20.114", "9bd0e1c2")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Busy",
    "the called line answered 486 at once",
    _told,
    verdict=Expected(
        "busy",
        "+12025550144 was busy when Kim Larsen called.",
        "callee",
        (
            "R12",
            "R60",
        ),
    ),
)
