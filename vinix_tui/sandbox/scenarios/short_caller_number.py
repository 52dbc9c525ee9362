"""A phone without an external number calls out, and the carrier refuses its extension."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import JONAS, SOUTHPORT
from vinix_tui.sandbox.scenarios._shape import At, Call, Document

_NUMBER: Final = "+14155550198"


def _told() -> tuple[Document, ...]:
    jonas = _CALL.from_device(JONAS, _NUMBER, At(0, None, None, 1.02), "CALL_REJECTED", "sip:403")
    line = _CALL.to_carrier(
        SOUTHPORT,
        _NUMBER,
        jonas,
        At(0.33, None, None, 0.96),
        "CALL_REJECTED",
        "sip:403",
        caller_id_name=JONAS.name,
        caller_id_number=JONAS.ext,
        e164_origination=None,
        vars={"e164_origination": JONAS.ext},
    )
    return jonas, line


_CALL: Final = Call("2026-11-19 09:15:02.750", "d41a6e98")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Extension as caller number",
    "the carrier refused a call that showed 2003 (403)",
    _told,
    verdict=Expected(
        "rejected",
        "Jonas Weber's call to +14155550198 was refused: the carrier forbids it (403).",
        "callee",
        ("R13", "R59", "R60"),
    ),
)
