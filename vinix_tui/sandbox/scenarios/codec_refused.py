"""Two warehouse phones that speak only G.729 are offered G.711."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import NORTHLINE, Caller, Device
from vinix_tui.sandbox.scenarios._sdp import audio
from vinix_tui.sandbox.scenarios._shape import At, Call, Document

_GATE: Final = Device("Warehouse gate", "2041", "203.0.113.41", "GateCom 2.4", "trunk")
_DOCK: Final = Device("Warehouse dock", "2042", "203.0.113.42", "GateCom 1.9", "trunk")


def _told() -> tuple[Document, ...]:
    asks = _CALL.from_carrier(
        NORTHLINE,
        Caller("Fern & Sons", "+13055550152"),
        At(0, None, None, 1.46),
        "INCOMPATIBLE_DESTINATION",
        "sip:488",
    )
    gate = _CALL.to_device(
        _GATE, asks, At(0.38, None, None, 0.63), "INCOMPATIBLE_DESTINATION", "sip:488"
    )
    # The other one takes the call with a codec that it was never offered; the switch hangs up.
    dock = _CALL.to_device(
        _DOCK,
        asks,
        At(0.41, 0.72, None, 1.42),
        "INCOMPATIBLE_DESTINATION",
        disposition="CODEC NEGOTIATION ERROR",
        remote_sdp=audio(_DOCK.ip, ("G729",), "dock", by="-", changes=0),
    )
    return asks, gate, dock


_CALL: Final = Call("2026-11-23 07:55:36.120", "92fa6e3d")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Codec refused",
    "phones that speak only G.729 were offered G.711 (488)",
    _told,
    verdict=Expected(
        "failed",
        "Fern & Sons's call to +12025550100 failed: device Warehouse dock and the platform"
        " have no codec in common.",
        "callee",
        ("R21", "R21", "R60"),
    ),
)
