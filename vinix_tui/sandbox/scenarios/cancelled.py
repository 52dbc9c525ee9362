"""The caller hangs up before anybody answers."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import AMARA, NORTHLINE, Caller
from vinix_tui.sandbox.scenarios._shape import At, Call, Document


def _told() -> tuple[Document, ...]:
    asks = _CALL.from_carrier(
        NORTHLINE,
        Caller("Lucia Ferro", "+14045550125"),
        At(0, 1.6, None, 13.42),
        "ORIGINATOR_CANCEL",
        "sip:487",
    )
    amara = _CALL.to_device(
        AMARA, asks, At(0.36, 1.55, None, 13.45), "ORIGINATOR_CANCEL", "sip:487"
    )
    return asks, amara


_CALL: Final = Call("2026-11-23 16:02:53.370", "f4187c0a")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Caller hung up early",
    "gave up after 13 s while Amara's phone rang (487)",
    _told,
    verdict=Expected(
        "cancelled",
        "Lucia Ferro hung up after 13 s, before Amara Okafor answered.",
        "caller",
        (
            "R06",
            "R60",
        ),
    ),
)
