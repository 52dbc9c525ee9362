"""The first carrier shows no sign of life for eight seconds, the second one connects."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import KIM, NORTHLINE, SOUTHPORT
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join

_NUMBER: Final = "+14255550169"


def _told() -> tuple[Document, ...]:
    kim = _CALL.from_device(KIM, _NUMBER, At(0, 10.2, 14.31, 122.46))
    silent = _CALL.to_carrier(
        NORTHLINE, _NUMBER, kim, At(0.31, None, None, 8.36), "PROGRESS_TIMEOUT"
    )
    worked = _CALL.to_carrier(SOUTHPORT, _NUMBER, kim, At(8.44, 10.15, 14.24, 122.4))
    join(kim, worked)
    return kim, silent, worked


_CALL: Final = Call("2026-11-21 15:37:26.062", "7a95b1c8")
SCENARIO: Final = Scenario(
    _CALL.id,
    "First carrier gave no sign",
    "eight silent seconds, then the second carrier",
    _told,
    verdict=Expected(
        "answered",
        "Kim Larsen talked to +14255550169 for 1:49; +14255550169 probably hung up. Worth a"
        " look: the caller heard no ringing for at least 10 s.",
        "callee",
        ("R26", "R20", "R02", "R60"),
    ),
)
