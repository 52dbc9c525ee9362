"""The switch notes that something needed was missing, and not what."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import PRIYA, SOUTHPORT
from vinix_tui.sandbox.scenarios._shape import At, Call, Document

_NUMBER: Final = "+13105550103"


def _told() -> tuple[Document, ...]:
    priya = _CALL.from_device(PRIYA, _NUMBER, At(0, None, None, 0.87), "MANDATORY_IE_MISSING")
    line = _CALL.to_carrier(
        SOUTHPORT, _NUMBER, priya, At(0.3, None, None, 0.81), "MANDATORY_IE_MISSING"
    )
    return priya, line


_CALL: Final = Call("2026-11-16 16:41:09.228", "35ec8d07")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Login or codec",
    "the switch reports both alike, with no SIP code",
    _told,
    verdict=Expected(
        "failed",
        "Priya Nair's call to +13105550103 failed, probably because a login was not accepted"
        " or no codec fits both sides.",
        "callee",
        ("R22", "R60"),
    ),
)
