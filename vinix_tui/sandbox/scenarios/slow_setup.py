"""Nine seconds of silence before the far phone rings."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import LENA, SOUTHPORT
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join

_NUMBER: Final = "+18085550129"


def _told() -> tuple[Document, ...]:
    lena = _CALL.from_device(LENA, _NUMBER, At(0, 9.6, 20.72, 153.18))
    line = _CALL.to_carrier(SOUTHPORT, _NUMBER, lena, At(0.35, 9.52, 20.66, 153.11))
    join(lena, line)
    return lena, line


_CALL: Final = Call("2026-11-22 14:08:36.714", "b9e14076")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Slow to ring",
    "nine silent seconds before it rang",
    _told,
    verdict=Expected(
        "answered",
        "Lena Novak talked to +18085550129 for 2:13; +18085550129 probably hung up. Worth a"
        " look: the caller heard no ringing for at least 9 s.",
        "callee",
        ("R26", "R02", "R60"),
    ),
)
