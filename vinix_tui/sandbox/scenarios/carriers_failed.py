"""One carrier is overloaded and the other one out of order: the call fails."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import AMARA, NORTHLINE, SOUTHPORT
from vinix_tui.sandbox.scenarios._shape import At, Call, Document

_NUMBER: Final = "+17025550158"


def _told() -> tuple[Document, ...]:
    amara = _CALL.from_device(
        AMARA, _NUMBER, At(0, None, None, 4.06), "NETWORK_OUT_OF_ORDER", "sip:502"
    )
    first = _CALL.to_carrier(
        NORTHLINE, _NUMBER, amara, At(0.32, None, None, 2.61), "NORMAL_TEMPORARY_FAILURE", "sip:503"
    )
    second = _CALL.to_carrier(
        SOUTHPORT, _NUMBER, amara, At(2.68, None, None, 3.99), "NETWORK_OUT_OF_ORDER", "sip:502"
    )
    return amara, first, second


_CALL: Final = Call("2026-11-22 09:18:53.140", "a3016ed7")
SCENARIO: Final = Scenario(
    _CALL.id,
    "No carrier could take it",
    "one carrier answered 503, the other 502",
    _told,
    verdict=Expected(
        "failed",
        (
            "Amara Okafor's call to +17025550158 failed: both attempts over carriers failed, "
            "the last one with 502 bad gateway."
        ),
        "callee",
        (
            "R18",
            "R18",
            "R60",
        ),
    ),
)
