"""Lena's softphone names the address of her home network; the platform answers to where audio
comes from, and all goes well.
"""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import LENA, SOUTHPORT
from vinix_tui.sandbox.scenarios._sdp import audio
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join

_INSIDE: Final = "192.168.178.23"  # Lena's softphone, as it knows itself


def _told() -> tuple[Document, ...]:
    lena = _CALL.from_device(
        LENA,
        "+13035550121",
        At(0, 2.3, 8.14, 104.72),
        remote_sdp=audio(_INSIDE, ("PCMU", "PCMA"), "lena at home", by="-", changes=0),
    )
    out = _CALL.to_carrier(SOUTHPORT, "+13035550121", lena, At(0.33, 2.27, 8.05, 104.77))
    join(lena, out)
    return lena, out


_CALL: Final = Call("2026-11-20 09:27:16.884", "d3b60e94")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Behind NAT, and well",
    "a private address in the SDP that did no harm this time",
    _told,
    verdict=Expected(
        "answered",
        "Lena Novak talked to +13035550121 for 1:37; Lena Novak probably hung up.",
        "caller",
        (
            "R30",
            "R02",
            "R60",
        ),
    ),
)
