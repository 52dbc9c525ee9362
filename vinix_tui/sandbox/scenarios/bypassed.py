"""The platform leaves the audio of two phones to themselves (bypass media)."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import KIM, PRIYA
from vinix_tui.sandbox.scenarios._sdp import audio
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join


def _told() -> tuple[Document, ...]:
    # What one phone says goes to the other one as it is, but for the name of who wrote it.
    kims = audio(KIM.ip, ("PCMU",), "kim to priya", by="-", changes=0)
    priyas = audio(PRIYA.ip, ("PCMU",), "priya to kim", by="-", changes=0)
    kim = _CALL.from_device(
        KIM, "2002", At(0, 1.1, 4.87, 62.3), remote_sdp=kims, local_sdp=_passed_on(priyas)
    )
    priya = _CALL.to_device(
        PRIYA, kim, At(0.25, 1.06, 4.8, 62.24), remote_sdp=priyas, local_sdp=_passed_on(kims)
    )
    join(kim, priya)
    return kim, priya


def _passed_on(sdp: str) -> str:
    return sdp.replace("o=- ", "o=FreeSWITCH ").replace("s=SIP Call", "s=FreeSWITCH")


_CALL: Final = Call("2026-11-18 15:27:03.948", "f20d86a7")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Audio past the platform",
    "each phone was told the other one's address",
    _told,
    verdict=Expected(
        "answered",
        "Kim Larsen talked to Priya Nair for 0:58; Priya Nair probably hung up.",
        "callee",
        ("R41", "R02", "R01", "R60", "R63"),
    ),
)
