"""The carrier packs 30 ms of audio into a packet, the platform 20 ms."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import KIM, SOUTHPORT
from vinix_tui.sandbox.scenarios._sdp import audio
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join


def _told() -> tuple[Document, ...]:
    kim = _CALL.from_device(KIM, "+14045550139", At(0, 2.4, 9.06, 152.68))
    out = _CALL.to_carrier(
        SOUTHPORT,
        "+14045550139",
        kim,
        At(0.34, 2.35, 8.99, 152.61),
        remote_sdp=audio(
            SOUTHPORT.media, ("PCMU",), "thirty", by=SOUTHPORT.name, changes=0, ptime=30
        ),
    )
    join(kim, out)
    return kim, out


_CALL: Final = Call("2026-11-18 08:21:46.715", "7d1e94c2")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Packet times differ",
    "30 ms of audio in a packet here, 20 ms there",
    _told,
    verdict=Expected(
        "answered",
        "Kim Larsen talked to +14045550139 for 2:24; +14045550139 probably hung up.",
        "callee",
        (
            "R02",
            "R36",
            "R60",
        ),
    ),
)
