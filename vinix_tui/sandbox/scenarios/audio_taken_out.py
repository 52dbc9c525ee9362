"""In the middle of a call the carrier takes the audio out, and puts nothing in its place."""

from __future__ import annotations

import re
from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import AMARA, SOUTHPORT
from vinix_tui.sandbox.scenarios._sdp import audio
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join


def _taken_out(sdp: str) -> str:
    return re.sub(r"m=audio \d+ ", "m=audio 0 ", sdp)


def _told() -> tuple[Document, ...]:
    amara = _CALL.from_device(AMARA, "+16155550173", At(0, 2.1, 7.33, 66.2))
    out = _CALL.to_carrier(
        SOUTHPORT,
        "+16155550173",
        amara,
        At(0.35, 2.06, 7.25, 66.26),
        remote_sdp=_taken_out(
            audio(SOUTHPORT.media, ("PCMU",), "without audio", by=SOUTHPORT.name, changes=1)
        ),
        local_sdp=_taken_out(audio(_CALL.ip, ("PCMU",), "without audio too", changes=2)),
    )
    join(amara, out)
    return amara, out


_CALL: Final = Call("2026-11-17 14:19:51.633", "b4093ef8")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Audio taken out",
    "in mid-call the carrier set the audio to port 0",
    _told,
    verdict=Expected(
        "answered",
        (
            "Amara Okafor talked to +16155550173 for 0:59; Amara Okafor probably hung up. "
            "Worth a look: audio was taken out of the call with the carrier."
        ),
        "caller",
        ("R37", "R02", "R60"),
    ),
)
