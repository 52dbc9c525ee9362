"""Four phones ring, one answers, three lose the race: a healthy ring group."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import AMARA, JONAS, KIM, PRIYA, SOUTHPORT, Caller
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join

_GROUP: Final = {"media_group_id": "front-desk", "ringgroup": "front-desk"}


def _told() -> tuple[Document, ...]:
    asks = _CALL.from_carrier(
        SOUTHPORT, Caller("Bluebird Cafe", "+13125550118"), At(0, 1.4, 6.12, 141.37), vars=_GROUP
    )
    priya = _CALL.to_device(PRIYA, asks, At(0.44, 1.38, 6.05, 141.31), vars=_GROUP)
    join(asks, priya)
    others = (
        _CALL.to_device(who, asks, At(0.44, rang, None, 6.09), cause="LOSE_RACE", vars=_GROUP)
        for who, rang in ((KIM, 1.35), (JONAS, 1.52), (AMARA, 1.61))
    )
    return asks, priya, *others


_CALL: Final = Call("2026-11-23 09:12:47.318", "3e8a51c7")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Ring group",
    "four phones rang, Priya answered, three lost the race",
    _told,
    verdict=Expected(
        "answered",
        "Bluebird Cafe talked to Priya Nair for 2:16; Priya Nair probably hung up.",
        "callee",
        ("R02", "R01", "R04", "R60", "R63"),
    ),
)
