"""The ACK of Lena's softphone never reaches the platform, which gives up after 32 seconds."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import AMARA, LENA
from vinix_tui.sandbox.scenarios._sdp import audio
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join

_INSIDE: Final = "192.168.7.31"  # Lena's softphone, as it knows itself


def _told() -> tuple[Document, ...]:
    lena = _CALL.from_device(
        LENA,
        "2004",
        At(0, 1.2, 4.41, 36.43),
        "NORMAL_UNSPECIFIED",
        remote_sdp=audio(_INSIDE, LENA.codecs, "lena at home", by="-", changes=0),
    )
    amara = _CALL.to_device(AMARA, lena, At(0.29, 1.16, 4.34, 36.5), "NORMAL_UNSPECIFIED")
    join(lena, amara)
    return lena, amara


_CALL: Final = Call("2026-11-20 14:47:31.586", "1f6b93d4")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Dropped after 32 seconds",
    "the ACK of Lena's phone was lost behind NAT",
    _told,
    verdict=Expected(
        "answered",
        (
            "Lena Novak talked to Amara Okafor for 0:33, then probably the platform ended the "
            "call; probably the ACK of the answer never reached the platform."
        ),
        "platform",
        (
            "R27",
            "R30",
            "R02",
            "R60",
        ),
    ),
)
