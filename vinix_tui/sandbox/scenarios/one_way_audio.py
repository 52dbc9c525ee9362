"""A ring group's first phone answers from behind a router and is never heard."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import AMARA, JONAS, KIM, NORTHLINE, PRIYA, Caller
from vinix_tui.sandbox.scenarios._sdp import audio
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join

_INSIDE: Final = "192.168.1.50"  # Kim's phone, as it knows itself


def _told() -> tuple[Document, ...]:
    # The platform ends both legs, so that neither has a SIP code.
    asks = _CALL.from_carrier(
        NORTHLINE,
        Caller("Acme", "+12025550101"),
        At(0, 1.7, 2.31, 35.28),
        cause="NORMAL_CLEARING",
        vars={"media_group_id": "sales"},
    )
    kim = _CALL.to_device(
        KIM,
        asks,
        At(1.02, 1.7, 2.26, 35.19),
        cause="MEDIA_TIMEOUT",
        remote_sdp=audio(_INSIDE, ("PCMU",), "kim at home", by="-", changes=0),
    )
    join(asks, kim)
    others = (
        _CALL.to_device(who, asks, At(1.02, rang, None, 2.29), cause="LOSE_RACE")
        for who, rang in ((PRIYA, 1.72), (JONAS, 1.66), (AMARA, 1.81))
    )
    return asks, kim, *others


_CALL: Final = Call("2026-11-23 10:00:02.071", "00000002")
SCENARIO: Final = Scenario(
    _CALL.id,
    "One-way audio behind NAT",
    "phone gave a private address; cut after 33 s without audio",
    _told,
    verdict=Expected(
        "answered",
        (
            "Acme was connected to Kim Larsen for 0:33: no audio arrived from device Kim "
            "Larsen, which gave 192.168.1.50 for audio, a private address."
        ),
        "platform",
        (
            "R29",
            "R30",
            "R02",
            "R04",
            "R60",
        ),
    ),
)
