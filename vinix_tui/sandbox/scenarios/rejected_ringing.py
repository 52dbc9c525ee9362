"""Priya's phone rings, and she presses reject."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import NORTHLINE, PRIYA, Caller
from vinix_tui.sandbox.scenarios._shape import At, Call, Document


def _told() -> tuple[Document, ...]:
    asks = _CALL.from_carrier(
        NORTHLINE,
        Caller("Juniper Hotel", "+15035550149"),
        At(0, 1.3, None, 7.44),
        "USER_BUSY",
        "sip:486",
    )
    priya = _CALL.to_device(PRIYA, asks, At(0.37, 1.27, None, 7.38), "USER_BUSY", "sip:486")
    return asks, priya


_CALL: Final = Call("2026-11-21 08:14:27.316", "5fc02e81")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Rejected while ringing",
    "Priya pressed reject after six seconds (486)",
    _told,
    verdict=Expected(
        "busy",
        (
            "Priya Nair was busy when Juniper Hotel called, probably because somebody at device"
            " Priya Nair pressed reject, or its lines filled up."
        ),
        "callee",
        (
            "R12",
            "R60",
        ),
    ),
)
