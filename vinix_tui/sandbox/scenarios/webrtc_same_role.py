"""A gateway in front of the platform leaves it open who begins the encryption, and nobody does."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._browser import answer, offer
from vinix_tui.sandbox.scenarios._cast import KIM, TOMAS
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join


def _told() -> tuple[Document, ...]:
    tomas = _CALL.from_device(
        TOMAS,
        "2001",
        At(0, 1.4, 3.85, 17.06),
        remote_sdp=offer(),
        local_sdp=answer(_CALL.ip, setup="actpass"),
    )
    kim = _CALL.to_device(KIM, tomas, At(0.32, 1.36, 3.77, 17.13))
    join(tomas, kim)
    return tomas, kim


_CALL: Final = Call("2026-11-21 11:20:34.805", "08b3d9c6", switch=2)
SCENARIO: Final = Scenario(
    _CALL.id,
    "Browser call without audio",
    "both sides said actpass: the encryption never began",
    _told,
    Expected(
        "answered",
        "Tomás Rivera was connected to Kim Larsen for 0:14: encryption with device Tomás Rivera"
        " cannot start, since neither chose who begins.",
        "caller",
        ("R45", "R33b", "R02", "R60"),
    ),
)
