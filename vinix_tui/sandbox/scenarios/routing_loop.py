"""Two networks hand the call to each other until it has been through too many."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import JONAS, NORTHLINE
from vinix_tui.sandbox.scenarios._shape import At, Call, Document

_NUMBER: Final = "+15595550177"


def _told() -> tuple[Document, ...]:
    jonas = _CALL.from_device(
        JONAS, _NUMBER, At(0, None, None, 5.83), "EXCHANGE_ROUTING_ERROR", "sip:483"
    )
    line = _CALL.to_carrier(
        NORTHLINE, _NUMBER, jonas, At(0.32, None, None, 5.77), "EXCHANGE_ROUTING_ERROR", "sip:483"
    )
    return jonas, line


_CALL: Final = Call("2026-11-22 16:20:31.469", "f18a4be5")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Routing loop",
    "the call went through too many hops (483)",
    _told,
    verdict=Expected(
        "failed",
        "Jonas Weber's call to +15595550177 failed: the call went round in a loop.",
        "callee",
        ("R23", "R60"),
    ),
)
