"""The first carrier cannot take the call, the second one can."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import NORTHLINE, PRIYA, SOUTHPORT
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join

_NUMBER: Final = "+13125550142"


def _told() -> tuple[Document, ...]:
    priya = _CALL.from_device(PRIYA, _NUMBER, At(0, 2.1, 7.02, 233.71))
    failed = _CALL.to_carrier(
        NORTHLINE,
        _NUMBER,
        priya,
        At(0.33, None, None, 0.71),
        "NORMAL_TEMPORARY_FAILURE",
        "sip:503",
    )
    worked = _CALL.to_carrier(SOUTHPORT, _NUMBER, priya, At(0.79, 2.06, 6.94, 233.65))
    join(priya, worked)
    return priya, failed, worked


_CALL: Final = Call("2026-11-23 14:22:40.655", "1d7c3f86")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Second carrier worked",
    "first carrier answered 503, the second one connected",
    _told,
    verdict=Expected(
        "answered",
        "Priya Nair talked to +13125550142 for 3:47; +13125550142 probably hung up.",
        "callee",
        (
            "R18",
            "R02",
            "R60",
        ),
    ),
)
