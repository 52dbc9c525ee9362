"""Lena's softphone sends a key with a plain transport, and nobody takes it up."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import LENA, PRIYA
from vinix_tui.sandbox.scenarios._sdp import audio
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join


def _told() -> tuple[Document, ...]:
    offer = audio(LENA.ip, ("PCMU", "PCMA"), "lena halfway", by="-", changes=0, srtp=True)
    lena = _CALL.from_device(
        LENA,
        "2002",
        At(0, 1.2, 4.37, 131.92),
        remote_sdp=offer.replace("RTP/SAVP", "RTP/AVP"),
    )
    priya = _CALL.to_device(PRIYA, lena, At(0.3, 1.17, 4.29, 131.98))
    join(lena, priya)
    return lena, priya


_CALL: Final = Call("2026-11-19 15:44:03.176", "73ce0af2")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Encryption set up by half",
    "a key came with plain RTP/AVP; the call ran unencrypted",
    _told,
    Expected(
        "answered",
        "Lena Novak talked to Priya Nair for 2:08; Lena Novak probably hung up.",
        "caller",
        (
            "R43b",
            "R02",
            "R60",
        ),
    ),
)
