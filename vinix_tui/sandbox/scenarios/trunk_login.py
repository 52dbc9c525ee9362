"""The carrier asks for a login, and the trunk's password is not the right one."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import KIM, SOUTHPORT
from vinix_tui.sandbox.scenarios._shape import At, Call, Document

_NUMBER: Final = "+14085550184"


def _told() -> tuple[Document, ...]:
    kim = _CALL.from_device(KIM, _NUMBER, At(0, None, None, 0.94), "CALL_REJECTED", "sip:407")
    line = _CALL.to_carrier(
        SOUTHPORT, _NUMBER, kim, At(0.29, None, None, 0.88), "CALL_REJECTED", "sip:407"
    )
    return kim, line


_CALL: Final = Call("2026-11-17 09:42:15.584", "0be7c93a")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Trunk login refused",
    "the carrier asked for credentials (407)",
    _told,
    verdict=Expected(
        "rejected",
        "Kim Larsen's call to +14085550184 was refused: the carrier asked for a login that"
        " it did not get or did not accept.",
        "callee",
        ("R13", "R60"),
    ),
)
