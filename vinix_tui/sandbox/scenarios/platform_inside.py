"""A new media server tells the phones its own inside address; the carrier gets the right one."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import NORTHLINE, PRIYA, Caller
from vinix_tui.sandbox.scenarios._sdp import audio
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join

_INSIDE: Final = "10.4.0.23"  # the media server, as it knows itself


def _told() -> tuple[Document, ...]:
    asks = _CALL.from_carrier(
        NORTHLINE, Caller("Tidewater Boats", "+17575550128"), At(0, 1.5, 6.02, 20.41)
    )
    priya = _CALL.to_device(
        PRIYA,
        asks,
        At(0.31, 1.46, 5.94, 20.34),
        local_sdp=audio(_INSIDE, ("PCMU", "PCMA"), "ours from inside"),
    )
    join(asks, priya)
    return asks, priya


_CALL: Final = Call("2026-11-19 13:36:20.517", "8e02d7a5", switch=3)
SCENARIO: Final = Scenario(
    _CALL.id,
    "Platform's private address",
    "the media server sent its inside address to a phone",
    _told,
    verdict=Expected(
        "answered",
        (
            "Tidewater Boats was connected to Priya Nair for 0:15: the platform gave device "
            "Priya Nair 10.4.0.23 for audio, a private address."
        ),
        "callee",
        ("R30c", "R02", "R60"),
    ),
)
