"""One leg's record contradicts itself, and half of a line of its SDP is gone."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import JONAS, KIM
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join


def _told() -> tuple[Document, ...]:
    kim = _CALL.from_device(KIM, "2003", At(0, 1.2, 5.61, 58.33))
    jonas = _CALL.to_device(JONAS, kim, At(0.27, 1.19, 5.53, 58.39))
    join(kim, jonas)
    jonas["duration_seconds"] = 12  # less than it talked
    jonas["remote_sdp"] = jonas["remote_sdp"].replace("a=rtpmap:0 PCMU/8000", "a=rtpmap:0")
    return kim, jonas


_CALL: Final = Call("2026-11-17 11:13:46.091", "c80f5a2e")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Damaged record",
    "a leg that talked for longer than it existed",
    _told,
    verdict=Expected(
        "answered",
        "Kim Larsen talked to Jonas Weber for 0:53.",
        "unknown",
        (
            "R57",
            "R02",
            "R60",
        ),
    ),
)
