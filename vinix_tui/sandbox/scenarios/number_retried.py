"""The first carrier does not know the number, the second one does."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import AMARA, NORTHLINE, SOUTHPORT
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join

_NUMBER: Final = "+15135550124"


def _told() -> tuple[Document, ...]:
    amara = _CALL.from_device(AMARA, _NUMBER, At(0, 3.4, 9.26, 187.73))
    failed = _CALL.to_carrier(
        NORTHLINE, _NUMBER, amara, At(0.34, None, None, 1.22), "UNALLOCATED_NUMBER", "sip:404"
    )
    worked = _CALL.to_carrier(SOUTHPORT, _NUMBER, amara, At(1.3, 3.35, 9.19, 187.66))
    join(amara, worked)
    return amara, failed, worked


_CALL: Final = Call("2026-11-17 13:26:58.402", "d05b83ea")
SCENARIO: Final = Scenario(
    _CALL.id,
    "404, then the right carrier",
    "only the second carrier knows the number",
    _told,
    verdict=Expected(
        "answered",
        "Amara Okafor talked to +15135550124 for 2:59; +15135550124 probably hung up.",
        "callee",
        (
            "R14",
            "R02",
            "R60",
        ),
    ),
)
