"""The platform calls Jonas's phone encrypted; its encryption is off, and it answers plainly."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import JONAS, NORTHLINE, Caller
from vinix_tui.sandbox.scenarios._sdp import audio
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join


def _told() -> tuple[Document, ...]:
    asks = _CALL.from_carrier(
        NORTHLINE, Caller("Delta Freight", "+14045550173"), At(0, 1.6, 5.12, 14.41)
    )
    jonas = _CALL.to_device(
        JONAS,
        asks,
        At(0.33, 1.55, 5.04, 14.47),
        local_sdp=audio(_CALL.ip, ("PCMU", "PCMA"), "srtp to jonas", srtp=True),
        remote_sdp=audio(JONAS.ip, ("PCMU",), "jonas plain", by="-", changes=0),
    )
    join(asks, jonas)
    return asks, jonas


_CALL: Final = Call("2026-11-18 14:06:12.518", "5b90de14")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Encrypted against plain",
    "offered SRTP, answered plain RTP: 10 s of noise",
    _told,
    Expected(
        "answered",
        "Delta Freight was connected to Jonas Weber for 0:10, then Delta Freight probably hung"
        " up: the platform encrypts the audio and device Jonas Weber does not.",
        "caller",
        ("R43", "R02", "R60"),
    ),
)
