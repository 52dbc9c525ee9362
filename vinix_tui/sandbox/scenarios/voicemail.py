"""Nobody answers, the voicemail takes the call: the disposition still tells of the failure."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import PRIYA, SOUTHPORT, Caller
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, alone


def _told() -> tuple[Document, ...]:
    asks = _CALL.from_carrier(
        SOUTHPORT,
        Caller("Noor Haddad", "+19175550164"),
        At(0, 1.5, 21.62, 48.19),
        disposition="NO_ANSWER",  # of the last attempt, not of this answered leg
        digits_dialed="#",
    )
    priya = _CALL.to_device(PRIYA, asks, At(0.52, 1.44, None, 20.53), cause="NO_ANSWER")
    return alone(asks), priya


_CALL: Final = Call("2026-11-23 12:40:09.184", "d8356b4e")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Voicemail took the call",
    "rang 19 s unanswered, then a 27 s message",
    _told,
    verdict=Expected(
        "answered-by-platform",
        (
            "Priya Nair was not reached (no answer); the platform, probably voicemail or a "
            "menu, then took Noor Haddad's call for 0:27."
        ),
        "caller",
        (
            "R03",
            "R07",
            "R61",
            "R60",
        ),
    ),
)
