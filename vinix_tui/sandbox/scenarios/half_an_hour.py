"""A healthy call that happens to last as long as a session timer."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import JONAS, NORTHLINE, Caller
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join


def _told() -> tuple[Document, ...]:
    asks = _CALL.from_carrier(
        NORTHLINE, Caller("Quarry Lane Clinic", "+16125550181"), At(0, 1.5, 5.38, 1_805.74)
    )
    jonas = _CALL.to_device(JONAS, asks, At(0.39, 1.46, 5.31, 1_805.83))
    join(asks, jonas)
    return asks, jonas


_CALL: Final = Call("2026-11-18 13:30:25.217", "5a9be6f3")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Half an hour, and well",
    "the caller hung up after thirty minutes",
    _told,
    verdict=Expected(
        "answered",
        (
            "Quarry Lane Clinic talked to Jonas Weber for 30:01; Quarry Lane Clinic probably "
            "hung up."
        ),
        "caller",
        (
            "R02",
            "R28",
            "R60",
        ),
    ),
)
