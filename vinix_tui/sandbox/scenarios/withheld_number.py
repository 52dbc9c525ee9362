"""Somebody calls without showing a number."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import JONAS, NORTHLINE, Caller
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join

_HIDDEN: Final = {"privacy_hide_name": "true", "privacy_hide_number": "true"}


def _told() -> tuple[Document, ...]:
    asks = _CALL.from_carrier(
        NORTHLINE, Caller("Anonymous", "anonymous"), At(0, 1.5, 6.02, 83.17), vars=_HIDDEN
    )
    jonas = _CALL.to_device(JONAS, asks, At(0.39, 1.46, 5.95, 83.24), vars=_HIDDEN)
    join(asks, jonas)
    return asks, jonas


_CALL: Final = Call("2026-11-18 10:31:55.336", "b2f7094c")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Number withheld",
    "an anonymous caller talked to Jonas",
    _told,
    verdict=Expected(
        "answered",
        "Anonymous talked to Jonas Weber for 1:18; Anonymous probably hung up.",
        "caller",
        ("R58", "R02", "R01", "R60", "R63"),
    ),
)
