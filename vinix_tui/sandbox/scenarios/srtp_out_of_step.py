"""Amara comes back from a hold with keys that the platform cannot read, which ends the call."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import AMARA, NORTHLINE, Caller
from vinix_tui.sandbox.scenarios._sdp import audio
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join


def _told() -> tuple[Document, ...]:
    # The platform ends both legs, so that neither has a SIP code.
    asks = _CALL.from_carrier(
        NORTHLINE,
        Caller("Bluebird Travel", "+12065550138"),
        At(0, 1.5, 4.9, 96.33),
        cause="NORMAL_CLEARING",
    )
    amara = _CALL.to_device(
        AMARA,
        asks,
        At(0.35, 1.46, 4.82, 96.28),
        cause="SRTP_READ_ERROR",
        local_sdp=audio(_CALL.ip, ("PCMU", "PCMA"), "keys to amara", changes=3, srtp=True),
        remote_sdp=audio(AMARA.ip, ("PCMU",), "amara's keys", by="-", changes=2, srtp=True),
    )
    join(asks, amara)
    return asks, amara


_CALL: Final = Call("2026-11-20 16:12:26.447", "c84e27f1", switch=2)
SCENARIO: Final = Scenario(
    _CALL.id,
    "Undecryptable after a hold",
    "the phone's keys fell out of step; the platform hung up",
    _told,
    Expected(
        "answered",
        "Bluebird Travel was connected to Amara Okafor for 1:32, then the platform ended the"
        " call: the audio from device Amara Okafor could not be decrypted.",
        "platform",
        ("R44", "R02", "R60"),
    ),
)
