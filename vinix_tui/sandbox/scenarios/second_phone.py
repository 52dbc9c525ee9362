"""Priya's first phone is busy, and her second one takes the call."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import PRIYA, SOUTHPORT, Caller, Device
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join

_SOFTPHONE: Final = Device(
    "Priya Nair", "2012", "203.0.113.62", "Z 5.6.4 v2.10.20.4", "softphone", ("PCMU", "PCMA")
)


def _told() -> tuple[Document, ...]:
    asks = _CALL.from_carrier(
        SOUTHPORT, Caller("Harbor Bakery", "+16195550157"), At(0, 1.4, 6.83, 75.29)
    )
    busy = _CALL.to_device(PRIYA, asks, At(0.41, None, None, 0.63), "USER_BUSY", "sip:486")
    took = _CALL.to_device(_SOFTPHONE, asks, At(0.42, 1.36, 6.77, 75.22))
    join(asks, took)
    return asks, busy, took


_CALL: Final = Call("2026-11-22 08:56:40.125", "47fa0b9c")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Second phone took it",
    "the desk phone was busy, the softphone was not",
    _told,
    verdict=Expected(
        "answered",
        "Harbor Bakery talked to Priya Nair for 1:09; Priya Nair probably hung up.",
        "callee",
        (
            "R12",
            "R02",
            "R60",
        ),
    ),
)
