"""A media server is restarted under a running call."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import AMARA, LENA
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join


def _told() -> tuple[Document, ...]:
    lena = _CALL.from_device(LENA, "2004", At(0, 1.1, 3.92, 251.37), "SYSTEM_SHUTDOWN")
    amara = _CALL.to_device(AMARA, lena, At(0.23, 1.08, 3.85, 251.37), "SYSTEM_SHUTDOWN")
    join(lena, amara)
    return lena, amara


_CALL: Final = Call("2026-11-17 04:58:10.660", "f96b20c4", switch=2)
SCENARIO: Final = Scenario(
    _CALL.id,
    "Server restarted",
    "the media server went down in the middle of the call",
    _told,
    verdict=Expected(
        "answered",
        "Lena Novak talked to Amara Okafor for 4:08, then the platform ended the call: the media"
        " server was shut down or restarted.",
        "platform",
        ("R10", "R02", "R60"),
    ),
)
