"""Call analytics in the network take the account's number for a spammer's."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import LENA, SOUTHPORT
from vinix_tui.sandbox.scenarios._shape import At, Call, Document

_NUMBER: Final = "+12135550171"


def _told() -> tuple[Document, ...]:
    lena = _CALL.from_device(LENA, _NUMBER, At(0, None, None, 1.74), "CALL_REJECTED", "sip:608")
    line = _CALL.to_carrier(
        SOUTHPORT, _NUMBER, lena, At(0.34, None, None, 1.68), "CALL_REJECTED", "sip:608"
    )
    return lena, line


_CALL: Final = Call("2026-11-18 15:51:20.907", "28f4ad76")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Blocked as spam (608)",
    "call analytics blocked Lena's call",
    _told,
    verdict=Expected(
        "rejected",
        "Lena Novak's call to +12135550171 was refused: a spam filter in the network blocked it.",
        "callee",
        ("R13", "R60"),
    ),
)
