"""Two desk phones talk in wideband (G.722), and all is well."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import KIM, PRIYA
from vinix_tui.sandbox.scenarios._sdp import audio
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join

_WIDE: Final = ("G722", "PCMU")


def _told() -> tuple[Document, ...]:
    priya = _CALL.from_device(
        PRIYA,
        "2001",
        At(0, 1.1, 4.2, 167.55),
        remote_sdp=audio(PRIYA.ip, _WIDE, "priya wide", by="-", changes=0),
        local_sdp=audio(_CALL.ip, ("G722",), "to priya wide"),
    )
    kim = _CALL.to_device(
        KIM,
        priya,
        At(0.26, 1.05, 4.13, 167.49),
        local_sdp=audio(_CALL.ip, _WIDE, "to kim wide"),
        remote_sdp=audio(KIM.ip, ("G722",), "kim wide", by="-", changes=0),
    )
    join(priya, kim)
    return priya, kim


_CALL: Final = Call("2026-11-20 15:55:37.446", "92b5d80e")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Wideband call (G.722)",
    "G.722 on both legs, and all is well",
    _told,
    verdict=Expected(
        "answered",
        "Priya Nair talked to Kim Larsen for 2:44; Kim Larsen probably hung up.",
        "callee",
        ("R02", "R36c", "R01", "R60", "R63"),
    ),
)
