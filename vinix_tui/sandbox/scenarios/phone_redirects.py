"""Jonas has set forwarding on his phone, where the platform does not follow it."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.account import REALM
from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import AMARA, JONAS
from vinix_tui.sandbox.scenarios._shape import At, Call, Document


def _told() -> tuple[Document, ...]:
    amara = _CALL.from_device(
        AMARA, "2003", At(0, None, None, 0.71), "REDIRECTION_TO_NEW_DESTINATION", "sip:410"
    )
    jonas = _CALL.to_device(
        JONAS,
        amara,
        At(0.27, None, None, 0.66),
        "REDIRECTION_TO_NEW_DESTINATION",
        "sip:302",
        vars={"redirected_by": f"<sip:2003@{REALM}>", "redirected_reason": "unconditional"},
    )
    return amara, jonas


_CALL: Final = Call("2026-11-18 12:17:44.601", "6b30c9ae")
SCENARIO: Final = Scenario(
    _CALL.id,
    "The phone redirects",
    "Jonas's phone forwards by itself (302)",
    _told,
    verdict=Expected(
        "failed",
        "Amara Okafor's call to Jonas Weber failed: device Jonas Weber forwards its calls by"
        " itself.",
        "callee",
        ("R24", "R60"),
    ),
)
