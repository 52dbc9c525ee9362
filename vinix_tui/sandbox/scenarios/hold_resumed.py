"""Priya puts Amara on hold and takes the call back: both descriptions say sendrecv again."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import AMARA, PRIYA
from vinix_tui.sandbox.scenarios._sdp import audio
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join


def _told() -> tuple[Document, ...]:
    amara = _CALL.from_device(AMARA, "2002", At(0, 1.2, 5.07, 246.71))
    priya = _CALL.to_device(
        PRIYA,
        amara,
        At(0.28, 1.16, 5.0, 246.65),
        remote_sdp=audio(PRIYA.ip, ("PCMU",), "priya resumes", by="-", changes=3),
        local_sdp=audio(_CALL.ip, ("PCMU",), "priya's line again", changes=4),
    )
    join(amara, priya)
    return amara, priya


_CALL: Final = Call("2026-11-19 16:58:50.576", "1a2d9fc3")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Held and resumed",
    "Priya held the call and took it back; all is well",
    _told,
    verdict=Expected(
        "answered",
        "Amara Okafor talked to Priya Nair for 4:02; Priya Nair probably hung up.",
        "callee",
        ("R02", "R01", "R60", "R63"),
    ),
)
