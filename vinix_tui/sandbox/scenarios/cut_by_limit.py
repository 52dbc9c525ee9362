"""A call runs into the account's longest permitted length."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import AMARA, SOUTHPORT
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join

_NUMBER: Final = "+16175550147"


def _told() -> tuple[Document, ...]:
    # The platform ends both legs, so that neither has a SIP code.
    amara = _CALL.from_device(AMARA, _NUMBER, At(0, 2.2, 8.11, 5_408.02), "ALLOTTED_TIMEOUT")
    line = _CALL.to_carrier(
        SOUTHPORT, _NUMBER, amara, At(0.35, 2.16, 8.04, 5_408.03), "ALLOTTED_TIMEOUT"
    )
    join(amara, line)
    return amara, line


_CALL: Final = Call("2026-11-18 13:00:07.519", "4b7de130")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Cut by a time limit",
    "90 minutes were all that the account allows for a call",
    _told,
    verdict=Expected(
        "answered",
        "Amara Okafor talked to +16175550147 for 1:30:00, then the platform ended the call: a limit"
        " on its length, 1:30:00, was reached.",
        "platform",
        ("R08", "R02", "R60"),
    ),
)
