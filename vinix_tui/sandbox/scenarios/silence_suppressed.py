"""A carrier that may fall silent in G.729, and a platform that does not expect it."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import JONAS, NORTHLINE
from vinix_tui.sandbox.scenarios._sdp import audio
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join


def _told() -> tuple[Document, ...]:
    jonas = _CALL.from_device(JONAS, "+19195550164", At(0, 2.0, 6.74, 118.33))
    out = _CALL.to_carrier(
        NORTHLINE,
        "+19195550164",
        jonas,
        At(0.37, 1.95, 6.66, 118.39),
        local_sdp=audio(_CALL.ip, ("G729", "PCMU"), "low rate"),
        remote_sdp=audio(
            NORTHLINE.media,
            ("G729 with silence suppression",),
            "low rate there",
            by=NORTHLINE.name,
            changes=0,
        ),
    )
    join(jonas, out)
    return jonas, out


_CALL: Final = Call("2026-11-16 13:08:25.809", "40c7fb6a")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Silence suppression differs",
    "G.729 with Annex B on one side only",
    _told,
    verdict=Expected(
        "answered",
        "Jonas Weber talked to +19195550164 for 1:52; Jonas Weber probably hung up.",
        "caller",
        (
            "R33b",
            "R36b",
            "R02",
            "R60",
        ),
    ),
)
