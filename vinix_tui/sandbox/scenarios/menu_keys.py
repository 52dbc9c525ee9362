"""A caller presses keys in a menu and hangs up there."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import SOUTHPORT, Caller
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, alone


def _told() -> tuple[Document, ...]:
    asks = _CALL.from_carrier(
        SOUTHPORT,
        Caller("Willow Cafe", "+17865550173"),
        At(0, None, 0.58, 41.22),
        digits_dialed="24",
    )
    return (alone(asks),)


_CALL: Final = Call("2026-11-17 15:44:29.985", "3fd95c61")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Keys pressed in a menu",
    "the caller chose 2 and then 4, and hung up in the menu",
    _told,
    verdict=Expected(
        "answered-by-platform",
        "The platform itself (voicemail, menu or queue) answered Willow Cafe for 0:41.",
        "caller",
        ("R61", "R63"),
    ),
)
