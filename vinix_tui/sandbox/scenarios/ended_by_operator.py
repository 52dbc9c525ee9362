"""Somebody ends a call from outside, by the API or at the console of the switch."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import NORTHLINE, PRIYA, Caller
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join


def _told() -> tuple[Document, ...]:
    # Nobody sent a BYE to the platform, so that neither leg has a SIP code.
    asks = _CALL.from_carrier(
        NORTHLINE,
        Caller("Maple Realty", "+15035550119"),
        At(0, 1.4, 5.33, 74.62),
        "MANAGER_REQUEST",
    )
    priya = _CALL.to_device(PRIYA, asks, At(0.37, 1.36, 5.26, 74.63), "MANAGER_REQUEST")
    join(asks, priya)
    return asks, priya


_CALL: Final = Call("2026-11-20 14:11:52.804", "a5d83f16")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Ended by an operator",
    "a command ended the call, neither side hung up",
    _told,
    verdict=Expected(
        "answered",
        "Maple Realty talked to Priya Nair for 1:10, then the platform ended the call: an operator"
        " or a program ended it by a command.",
        "platform",
        ("R10", "R02", "R60"),
    ),
)
