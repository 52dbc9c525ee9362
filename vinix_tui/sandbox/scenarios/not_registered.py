"""The called phone is not there."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import JONAS, KIM
from vinix_tui.sandbox.scenarios._shape import At, Call, Document


def _told() -> tuple[Document, ...]:
    kim = _CALL.from_device(KIM, "2003", At(0, None, None, 0.48), "USER_NOT_REGISTERED", "sip:480")
    # Nothing was sent to the phone, so that nothing is known from it.
    jonas = _CALL.to_device(
        JONAS,
        kim,
        At(0.22, None, None, 0.23),
        "USER_NOT_REGISTERED",
        local_sdp=None,
        user_agent=None,
        custom_sip_headers={},
    )
    return kim, jonas


_CALL: Final = Call("2026-11-20 06:14:38.289", "28c6f57b")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Phone not registered",
    "Jonas's phone was offline when Kim called",
    _told,
    verdict=Expected(
        "unreachable",
        "Kim Larsen's call did not reach Jonas Weber: device Jonas Weber was not registered.",
        "platform",
        ("R16", "R60"),
    ),
)
