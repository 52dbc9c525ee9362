"""The caller is gone, and the leg to the carrier goes on for most of a minute."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import PRIYA, SOUTHPORT
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join

_NUMBER: Final = "+15125550116"


def _told() -> tuple[Document, ...]:
    priya = _CALL.from_device(PRIYA, _NUMBER, At(0, 2.4, 7.28, 64.51))
    line = _CALL.to_carrier(SOUTHPORT, _NUMBER, priya, At(0.34, 2.35, 7.21, 112.83))
    join(priya, line)
    return priya, line


_CALL: Final = Call("2026-11-19 08:47:25.148", "5ea80d72")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Carrier leg kept running",
    "Priya hung up; the carrier's leg went on for 48 s",
    _told,
    verdict=Expected(
        "answered",
        (
            "Priya Nair talked to +15125550116 for 0:58; Priya Nair probably hung up. Worth a "
            "look: the leg of the carrier kept running for 48 s after the caller was gone."
        ),
        "caller",
        (
            "R55",
            "R02",
            "R60",
        ),
    ),
)
