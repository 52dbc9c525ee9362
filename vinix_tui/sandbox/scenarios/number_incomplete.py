"""Kim dials too few digits."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import KIM, NORTHLINE
from vinix_tui.sandbox.scenarios._shape import At, Call, Document

_DIGITS: Final = "0118"


def _told() -> tuple[Document, ...]:
    kim = _CALL.from_device(
        KIM, _DIGITS, At(0, None, None, 1.12), "INVALID_NUMBER_FORMAT", "sip:484"
    )
    line = _CALL.to_carrier(
        NORTHLINE,
        _DIGITS,
        kim,
        At(0.3, None, None, 1.05),
        "INVALID_NUMBER_FORMAT",
        "sip:484",
    )
    return kim, line


_CALL: Final = Call("2026-11-17 10:29:36.771", "4e8d06bb")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Number incomplete",
    "the carrier wants more digits (484)",
    _told,
    verdict=Expected(
        "failed",
        "Kim Larsen's call to 0118 failed: the number is incomplete or wrongly written.",
        "callee",
        ("R15", "R60"),
    ),
)
