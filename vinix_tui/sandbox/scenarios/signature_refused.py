"""The far network finds the signature of the caller number invalid."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import KIM, NORTHLINE
from vinix_tui.sandbox.scenarios._shape import At, Call, Document

_NUMBER: Final = "+12065550135"


def _told() -> tuple[Document, ...]:
    kim = _CALL.from_device(KIM, _NUMBER, At(0, None, None, 1.66), "INVALID_IDENTITY", "sip:438")
    line = _CALL.to_carrier(
        NORTHLINE, _NUMBER, kim, At(0.3, None, None, 1.6), "INVALID_IDENTITY", "sip:438"
    )
    return kim, line


_CALL: Final = Call("2026-11-21 11:55:02.398", "82ce57fd")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Caller signature refused",
    "the number's STIR/SHAKEN signature failed (438)",
    _told,
    verdict=Expected(
        "rejected",
        "Kim Larsen's call to +12065550135 was refused: the carrier refused the caller's"
        " signature, STIR/SHAKEN (438 caller signature not valid).",
        "callee",
        ("R25", "R60"),
    ),
)
