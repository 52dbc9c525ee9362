"""An encrypted call: both phones exchange their keys in the SDP (SDES, RFC 4568)."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import AMARA, KIM
from vinix_tui.sandbox.scenarios._sdp import audio
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join


def _told() -> tuple[Document, ...]:
    kim = _CALL.from_device(
        KIM,
        "2004",
        At(0, 1.4, 6.27, 155.83),
        remote_sdp=audio(KIM.ip, ("PCMA", "PCMU"), "srtp kim", by="-", changes=0, srtp=True),
        local_sdp=audio(_CALL.ip, ("PCMA",), "srtp to kim", srtp=True),
    )
    amara = _CALL.to_device(
        AMARA,
        kim,
        At(0.31, 1.36, 6.2, 155.79),
        local_sdp=audio(_CALL.ip, ("PCMA", "PCMU"), "srtp to amara", srtp=True),
        remote_sdp=audio(AMARA.ip, ("PCMA",), "srtp amara", by="-", changes=0, srtp=True),
    )
    join(kim, amara)
    return kim, amara


_CALL: Final = Call("2026-11-21 09:36:27.659", "be720c5d", switch=2)
SCENARIO: Final = Scenario(
    _CALL.id,
    "Encrypted call (SRTP)",
    "both phones sent their keys in the SDP",
    _told,
    Expected(
        "answered",
        "Kim Larsen talked to Amara Okafor for 2:30; Amara Okafor probably hung up.",
        "callee",
        ("R02", "R01", "R60", "R63"),
    ),
)
