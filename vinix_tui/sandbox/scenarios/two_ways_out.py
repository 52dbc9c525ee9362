"""Jonas's office has two lines to the internet: signalling takes the one, audio the other."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import AMARA, JONAS
from vinix_tui.sandbox.scenarios._sdp import audio
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join

_SECOND_LINE: Final = "192.0.2.133"


def _told() -> tuple[Document, ...]:
    jonas = _CALL.from_device(
        JONAS,
        "2004",
        At(0, 1.2, 5.61, 73.46),
        remote_sdp=audio(_SECOND_LINE, JONAS.codecs, "jonas by the second line", by="-", changes=0),
    )
    amara = _CALL.to_device(AMARA, jonas, At(0.29, 1.17, 5.53, 73.41))
    join(jonas, amara)
    return jonas, amara


_CALL: Final = Call("2026-11-18 11:42:37.260", "5c8ad31e")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Two ways to the internet",
    "signalling and audio come from different networks",
    _told,
    verdict=Expected(
        "answered",
        "Jonas Weber talked to Amara Okafor for 1:08; Amara Okafor probably hung up.",
        "callee",
        (
            "R02",
            "R32",
            "R60",
        ),
    ),
)
