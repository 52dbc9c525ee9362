"""Jonas takes a call back from hold, but both sides go on only sending: nobody hears anything."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import JONAS, NORTHLINE, Caller
from vinix_tui.sandbox.scenarios._sdp import audio
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join


def _told() -> tuple[Document, ...]:
    asks = _CALL.from_carrier(
        NORTHLINE, Caller("Granite Dental", "+16035550117"), At(0, 1.6, 6.44, 141.07)
    )
    jonas = _CALL.to_device(
        JONAS,
        asks,
        At(0.36, 1.57, 6.37, 141.14),
        remote_sdp=audio(
            JONAS.ip, ("PCMU",), "jonas tries to resume", by="-", changes=3, way="sendonly"
        ),
        local_sdp=audio(_CALL.ip, ("PCMU",), "still held", changes=4, way="sendonly"),
    )
    join(asks, jonas)
    return asks, jonas


_CALL: Final = Call("2026-11-19 14:50:09.426", "60fb2c8d")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Hold never taken back",
    "both sides only send audio, neither listens",
    _told,
    verdict=Expected(
        "answered",
        (
            "Granite Dental was connected to Jonas Weber for 2:15, then Granite Dental "
            "probably hung up: device Jonas Weber and the platform both only send audio."
        ),
        "caller",
        ("R39", "R02", "R60"),
    ),
)
