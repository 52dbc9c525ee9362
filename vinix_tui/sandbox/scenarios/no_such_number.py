"""The number that Jonas dialled does not exist."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import JONAS, NORTHLINE
from vinix_tui.sandbox.scenarios._shape import At, Call, Document

_NUMBER: Final = "+19495550196"


def _told() -> tuple[Document, ...]:
    jonas = _CALL.from_device(
        JONAS, _NUMBER, At(0, None, None, 2.37), "UNALLOCATED_NUMBER", "sip:404"
    )
    line = _CALL.to_carrier(
        NORTHLINE, _NUMBER, jonas, At(0.33, None, None, 2.31), "UNALLOCATED_NUMBER", "sip:404"
    )
    return jonas, line


_CALL: Final = Call("2026-11-20 12:33:41.090", "e7b5082f")
SCENARIO: Final = Scenario(
    _CALL.id,
    "No such number",
    "the carrier does not know the number (404)",
    _told,
    verdict=Expected(
        "unreachable",
        "Jonas Weber's call did not reach +19495550196: the carrier says that the number"
        " does not exist.",
        "callee",
        ("R14", "R60"),
    ),
)
