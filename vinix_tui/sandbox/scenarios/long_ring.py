"""A phone rings for long before it is answered: a patient caller, and no trouble."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import LENA, NORTHLINE, Caller
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join


def _told() -> tuple[Document, ...]:
    asks = _CALL.from_carrier(
        NORTHLINE, Caller("Sycamore Press", "+14045550193"), At(0, 1.3, 41.12, 213.58)
    )
    lena = _CALL.to_device(LENA, asks, At(0.36, 1.28, 41.05, 213.51))
    join(asks, lena)
    return asks, lena


_CALL: Final = Call("2026-11-18 14:26:40.129", "ed5c8134")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Rang for long, then well",
    "Lena answered after 40 s of ringing",
    _told,
    verdict=Expected(
        "answered",
        "Sycamore Press talked to Lena Novak for 2:53; Lena Novak probably hung up.",
        "callee",
        ("R02", "R01", "R60", "R63"),
    ),
)
