"""Lena's softphone wants its audio by IPv6, the platform only knows IPv4."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import LENA, PRIYA
from vinix_tui.sandbox.scenarios._sdp import audio
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join


def _told() -> tuple[Document, ...]:
    priya = _CALL.from_device(PRIYA, "2005", At(0, 1.7, 7.21, 18.95))
    lena = _CALL.to_device(
        LENA,
        priya,
        At(0.28, 1.64, 7.12, 19.01),
        remote_sdp=audio("2001:db8:25::5", ("PCMU",), "lena by ipv6", by="-", changes=0),
    )
    join(priya, lena)
    return priya, lena


_CALL: Final = Call("2026-11-21 10:05:44.175", "17e9c4b3")
SCENARIO: Final = Scenario(
    _CALL.id,
    "IPv6 phone, IPv4 platform",
    "the phone wants audio where the platform cannot send it",
    _told,
    verdict=Expected(
        "answered",
        (
            "Priya Nair was connected to Lena Novak for 0:12, then Priya Nair probably hung "
            "up: device Lena Novak wants audio by IPv6, the platform by IPv4."
        ),
        "caller",
        ("R40", "R02", "R60"),
    ),
)
