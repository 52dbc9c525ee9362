"""Tomás's browser reaches no STUN server and gives only addresses of the network it sits in."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._browser import answer, offer
from vinix_tui.sandbox.scenarios._cast import JONAS, TOMAS
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join


def _told() -> tuple[Document, ...]:
    tomas = _CALL.from_device(
        TOMAS,
        "2003",
        At(0, 1.6, 5.21, 19.74),
        remote_sdp=offer(found_outside=False),
        local_sdp=answer(_CALL.ip),
    )
    jonas = _CALL.to_device(JONAS, tomas, At(0.34, 1.57, 5.13, 19.66))
    join(tomas, jonas)
    return tomas, jonas


_CALL: Final = Call("2026-11-22 10:52:17.331", "2d6c95e8", switch=2)
SCENARIO: Final = Scenario(
    _CALL.id,
    "Browser without STUN",
    "only local candidates: nobody outside can send it audio",
    _told,
    Expected(
        "answered",
        "Tomás Rivera talked to Jonas Weber for 0:15; Jonas Weber probably hung up. Worth a"
        " look: device Tomás Rivera gave only addresses of its own network for audio.",
        "callee",
        ("R46", "R45", "R33b", "R02", "R60"),
    ),
)
