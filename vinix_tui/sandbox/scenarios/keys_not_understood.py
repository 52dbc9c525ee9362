"""A phone without keypad events calls a menu, which never hears a key."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import Device
from vinix_tui.sandbox.scenarios._sdp import audio
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, alone

_OLD: Final = Device(
    "Workshop", "2061", "203.0.113.61", "HT-286 1.1.0.45", "grandstream", codecs=("PCMU", "PCMA")
)


def _told() -> tuple[Document, ...]:
    workshop = _CALL.from_device(
        _OLD,
        "2900",
        At(0, None, 0.62, 47.29),
        remote_sdp=audio(_OLD.ip, _OLD.codecs, "workshop", by="-", changes=0, keypad=False),
        digits_dialed="none",
    )
    return (alone(workshop),)


_CALL: Final = Call("2026-11-17 08:33:12.351", "a9d4027c")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Keys not understood",
    "the phone sends no keypad events; a menu heard nothing",
    _told,
    verdict=Expected(
        "answered-by-platform",
        (
            "The platform itself (voicemail, menu or queue) answered Workshop for 0:47. Worth a"
            " look: device Workshop does not offer keypad events."
        ),
        "caller",
        (
            "R35",
            "R60",
        ),
    ),
)
