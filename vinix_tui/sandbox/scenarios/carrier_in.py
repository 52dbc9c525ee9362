"""A customer calls and is answered; the call is recorded."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import AMARA, SOUTHPORT, Caller, hexes
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join

_RECORDING: Final = hexes("recording of 0109")


def _told() -> tuple[Document, ...]:
    asks = _CALL.from_carrier(
        SOUTHPORT,
        Caller("Elm Street Books", "+12025550109"),
        At(0, 1.3, 5.91, 412.36),
        custom_application_vars={"crm": {"ticket": 4711, "vip": False}},
        media_recordings=[_RECORDING],
    )
    amara = _CALL.to_device(
        AMARA,
        asks,
        At(0.4, 1.28, 5.84, 412.29),
        vars={"media_recorder": "kz_media_recording", "media_recording_id": _RECORDING},
    )
    join(asks, amara)
    return asks, amara


_CALL: Final = Call("2026-11-22 13:27:50.188", "83b1d6f4")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Call from outside",
    "a customer talked to Amara; the call was recorded",
    _told,
    verdict=Expected(
        "answered",
        "Elm Street Books talked to Amara Okafor for 6:47; Amara Okafor probably hung up.",
        "callee",
        ("R02", "R01", "R60", "R63"),
    ),
)
