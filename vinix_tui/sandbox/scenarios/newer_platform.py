"""A healthy call as the newer platform records it."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import NORTHLINE, PRIYA, Caller
from vinix_tui.sandbox.scenarios._newer import NewerCall, originated
from vinix_tui.sandbox.scenarios._shape import At, Document, join


def _told() -> tuple[Document, ...]:
    asks = _CALL.from_carrier(
        NORTHLINE, Caller("Cedar Dental", "+16025550176"), At(0, 1.4, 5.72, 260.41)
    )
    priya = _CALL.to_device(PRIYA, asks, At(0.33, 1.39, 5.66, 260.34))
    join(asks, priya)
    asks, priya = _CALL.report(asks), _CALL.report(priya)
    originated(asks, priya)
    return asks, priya


_CALL: Final = NewerCall("2026-11-23 14:55:08.737", "64ef29b1", switch=2)
SCENARIO: Final = Scenario(
    _CALL.id,
    "Newer platform",
    "every leg is stamped with the call's start",
    _told,
    verdict=Expected(
        "answered",
        "Cedar Dental talked to Priya Nair for 4:15; Priya Nair probably hung up.",
        "callee",
        ("R02", "R01", "R60", "R63"),
    ),
)
