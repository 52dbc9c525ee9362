"""A queue answers the caller at once; an agent does 49 seconds later."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import AMARA, NORTHLINE, Caller
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join

_QUEUE: Final = {"queue_id": "front-desk"}


def _told() -> tuple[Document, ...]:
    asks = _CALL.from_carrier(
        NORTHLINE, Caller("Birch Optical", "+12065550182"), At(0, None, 0.62, 171.44), vars=_QUEUE
    )
    amara = _CALL.to_device(
        AMARA,
        asks,
        At(43.18, 44.2, 49.53, 171.38),
        vars=_QUEUE | {"member_call_id": asks["call_id"], "agent_id": "amara"},
    )
    join(asks, amara)
    return asks, amara


_CALL: Final = Call("2026-11-19 12:04:33.907", "27ce4a8b")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Waited in a queue",
    "the queue answered at once, Amara 49 s later",
    _told,
    verdict=Expected(
        "answered",
        "Birch Optical talked to Amara Okafor for 2:02; Amara Okafor probably hung up.",
        "callee",
        ("R54", "R02", "R01", "R60", "R63"),
    ),
)
