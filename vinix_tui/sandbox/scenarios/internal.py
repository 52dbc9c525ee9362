"""One colleague calls another, and all is well. As stored: with the keys the API keeps back."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.account import ACCOUNT_ID
from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import AMARA, PRIYA, hexes
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join


def _stored(leg: Document) -> Document:
    return leg | {
        "_id": leg["id"],
        "_rev": f"1-{hexes(leg['id'])}",
        "pvt_account_id": ACCOUNT_ID,
        "pvt_created": leg["timestamp"],
        "pvt_type": "cdr",
    }


def _told() -> tuple[Document, ...]:
    priya = _CALL.from_device(PRIYA, "2004", At(0, 1.2, 5.34, 92.48))
    amara = _CALL.to_device(AMARA, priya, At(0.27, 1.17, 5.26, 92.54))
    join(priya, amara)
    return _stored(priya), _stored(amara)


_CALL: Final = Call("2026-11-23 10:41:16.503", "5f0c1a9e")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Internal call",
    "Priya talked to Amara for a minute and a half",
    _told,
    verdict=Expected(
        "answered",
        "Priya Nair talked to Amara Okafor for 1:28; Priya Nair probably hung up.",
        "caller",
        ("R02", "R01", "R60", "R63"),
    ),
)
