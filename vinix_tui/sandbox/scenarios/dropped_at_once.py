"""The callee answers and is gone two seconds later."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import KIM, NORTHLINE
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join

_NUMBER: Final = "+17735550108"


def _told() -> tuple[Document, ...]:
    kim = _CALL.from_device(KIM, _NUMBER, At(0, 2.3, 8.64, 10.61))
    line = _CALL.to_carrier(NORTHLINE, _NUMBER, kim, At(0.3, 2.25, 8.57, 10.52))
    join(kim, line)
    return kim, line


_CALL: Final = Call("2026-11-22 11:33:19.947", "e06d7a32")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Answered and dropped",
    "the callee hung up within two seconds",
    _told,
    verdict=Expected(
        "answered",
        "Kim Larsen talked to +17735550108 for 0:02; +17735550108 probably hung up. Worth a"
        " look: it was dropped within 2 s of the answer.",
        "callee",
        ("R31b", "R02", "R60"),
    ),
)
