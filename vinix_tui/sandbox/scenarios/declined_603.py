"""The far side declines; whether it was a person or a spam filter, nobody can tell."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import AMARA, NORTHLINE
from vinix_tui.sandbox.scenarios._shape import At, Call, Document

_NUMBER: Final = "+16285550112"


def _told() -> tuple[Document, ...]:
    amara = _CALL.from_device(AMARA, _NUMBER, At(0, 2.4, None, 6.21), "CALL_REJECTED", "sip:603")
    line = _CALL.to_carrier(
        NORTHLINE, _NUMBER, amara, At(0.31, 2.36, None, 6.14), "CALL_REJECTED", "sip:603"
    )
    return amara, line


_CALL: Final = Call("2026-11-19 13:05:48.272", "c6a1590d")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Declined (603)",
    "a person or a spam filter declined the call",
    _told,
    verdict=Expected(
        "rejected",
        "Amara Okafor's call to +16285550112 was refused: the called party or a network on"
        " the way declined it.",
        "callee",
        ("R13", "R60"),
    ),
)
