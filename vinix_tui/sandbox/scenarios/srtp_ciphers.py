"""Amara's phone answers with a cipher that it was not offered."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import AMARA, KIM
from vinix_tui.sandbox.scenarios._sdp import audio
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join


def _told() -> tuple[Document, ...]:
    kim = _CALL.from_device(KIM, "2004", At(0, 1.3, 6.11, 13.52))
    answer = audio(AMARA.ip, ("PCMU",), "amara's cipher", by="-", changes=0, srtp=True)
    amara = _CALL.to_device(
        AMARA,
        kim,
        At(0.28, 1.26, 6.03, 13.45),
        local_sdp=audio(_CALL.ip, ("PCMU", "PCMA"), "cipher to amara", srtp=True),
        remote_sdp=answer.replace("AES_CM_128_HMAC_SHA1_80", "AES_CM_128_HMAC_SHA1_32"),
    )
    join(kim, amara)
    return kim, amara


_CALL: Final = Call("2026-11-19 08:27:49.902", "1fa68bd3", switch=2)
SCENARIO: Final = Scenario(
    _CALL.id,
    "No cipher in common",
    "SHA1_80 was offered, SHA1_32 answered: nothing is heard",
    _told,
    Expected(
        "answered",
        "Kim Larsen was connected to Amara Okafor for 0:08, then Amara Okafor probably hung up:"
        " device Amara Okafor and the platform have no SRTP cipher in common.",
        "callee",
        ("R43c", "R02", "R60"),
    ),
)
