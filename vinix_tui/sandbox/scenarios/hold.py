"""Priya puts Kim on hold; Kim gives up waiting."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import KIM, PRIYA
from vinix_tui.sandbox.scenarios._sdp import audio
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join


def _told() -> tuple[Document, ...]:
    kim = _CALL.from_device(KIM, "2002", At(0, 1.1, 4.63, 128.57))
    priya = _CALL.to_device(
        PRIYA,
        kim,
        At(0.29, 1.08, 4.55, 128.63),
        remote_sdp=audio(PRIYA.ip, ("PCMU",), "priya holds", by="-", changes=2, way="sendonly"),
        local_sdp=audio(_CALL.ip, ("PCMU",), "priya's line", changes=3, way="recvonly"),
    )
    join(kim, priya)
    return kim, priya


_CALL: Final = Call("2026-11-23 09:58:44.027", "7ab05e61")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Ended on hold",
    "Kim hung up while Priya's phone held the call",
    _told,
    verdict=Expected(
        "answered",
        (
            "Kim Larsen talked to Priya Nair for 2:04; Kim Larsen probably hung up while device"
            " Priya Nair had the call on hold."
        ),
        "caller",
        (
            "R38",
            "R02",
            "R60",
        ),
    ),
)
