"""The records were fetched before the other leg had its own."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import LENA, PRIYA
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join


def _told() -> tuple[Document, ...]:
    priya = _CALL.from_device(PRIYA, LENA.ext, At(0, 1.2, 4.87, 66.04))
    lena = _CALL.to_device(LENA, priya, At(0.25, 1.17, 4.8, 66.09))
    join(priya, lena)
    return (priya,)


_CALL: Final = Call("2026-11-18 16:39:18.472", "91b4ee05")
SCENARIO: Final = Scenario(
    _CALL.id,
    "A leg is missing",
    "Priya's leg names Lena's, which is not there yet",
    _told,
    verdict=Expected(
        "answered",
        ("Priya Nair's call was answered and lasted 1:02; a leg of it is not in these records."),
        "unknown",
        (
            "R56",
            "R60",
        ),
    ),
)
