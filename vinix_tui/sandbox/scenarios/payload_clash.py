"""A door phone answers with a number for Opus that the platform had used for the keypad."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import AMARA, Device
from vinix_tui.sandbox.scenarios._sdp import lines
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join

_DOOR: Final = Device("Front door", "2051", "203.0.113.51", "DoorLine 3.1", "trunk")


def _answer() -> str:
    return lines(
        "v=0",
        f"o=- 51007 51007 IN IP4 {_DOOR.ip}",
        "s=DoorLine",
        f"c=IN IP4 {_DOOR.ip}",
        "t=0 0",
        "m=audio 14008 RTP/AVP 0 101 102",
        "a=rtpmap:0 PCMU/8000",
        "a=rtpmap:101 opus/48000/2",
        "a=rtpmap:102 telephone-event/8000",
        "a=sendrecv",
    )


def _told() -> tuple[Document, ...]:
    amara = _CALL.from_device(AMARA, "2051", At(0, 0.9, 3.15, 31.88))
    door = _CALL.to_device(_DOOR, amara, At(0.24, 0.86, 3.08, 31.93), remote_sdp=_answer())
    join(amara, door)
    return amara, door


_CALL: Final = Call("2026-11-20 07:48:30.702", "3a65be1f")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Payload numbers clash",
    "one number means Opus to one side, keys to the other",
    _told,
    verdict=Expected(
        "answered",
        (
            "Amara Okafor talked to Front door for 0:29. Worth a look: device Front door "
            "and the platform do not mean the same by payload number 101."
        ),
        "caller",
        ("R34", "R02", "R60"),
    ),
)
