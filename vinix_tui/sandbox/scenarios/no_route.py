"""An extension that has no callflow is dialled: the platform calls nobody."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import PRIYA
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, unbridged


def _told() -> tuple[Document, ...]:
    priya = _CALL.from_device(PRIYA, "2099", At(0, None, None, 0.31), "NO_ROUTE_DESTINATION")
    return (unbridged(priya),)


_CALL: Final = Call("2026-11-21 13:22:08.655", "91d3fa4c")
SCENARIO: Final = Scenario(
    _CALL.id,
    "No route on the platform",
    "nothing answers to extension 2099",
    _told,
    verdict=Expected(
        "unreachable",
        "Priya Nair's call did not reach 2099: the platform had no route for that number.",
        "platform",
        ("R14", "R60"),
    ),
)
