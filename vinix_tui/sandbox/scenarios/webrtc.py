"""Tomás calls from his browser: ICE, DTLS and Opus on one side, a desk phone on the other."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._browser import answer, offer
from vinix_tui.sandbox.scenarios._cast import PRIYA, TOMAS
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join


def _told() -> tuple[Document, ...]:
    tomas = _CALL.from_device(
        TOMAS, "2002", At(0, 1.5, 5.38, 218.94), remote_sdp=offer(), local_sdp=answer(_CALL.ip)
    )
    priya = _CALL.to_device(PRIYA, tomas, At(0.34, 1.47, 5.3, 218.99))
    join(tomas, priya)
    return tomas, priya


_CALL: Final = Call("2026-11-23 13:41:55.092", "e9310fb7", switch=2)
SCENARIO: Final = Scenario(
    _CALL.id,
    "Call from a browser",
    "WebRTC with Opus on one side, a desk phone on the other",
    _told,
    Expected(
        "answered",
        "Tomás Rivera talked to Priya Nair for 3:34; Tomás Rivera probably hung up.",
        "caller",
        ("R45", "R33b", "R02", "R01", "R60", "R63"),
    ),
)
