"""Jonas's router swallows the call request."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import JONAS, LENA
from vinix_tui.sandbox.scenarios._shape import At, Call, Document


def _told() -> tuple[Document, ...]:
    lena = _CALL.from_device(
        LENA, "2003", At(0, None, None, 32.51), "RECOVERY_ON_TIMER_EXPIRE", "sip:408"
    )
    jonas = _CALL.to_device(
        JONAS,
        lena,
        At(0.28, None, None, 32.44),
        "RECOVERY_ON_TIMER_EXPIRE",
        "sip:408",
        user_agent=None,  # the phone never said anything
    )
    return lena, jonas


_CALL: Final = Call("2026-11-20 17:04:12.853", "d9247fe0")
SCENARIO: Final = Scenario(
    _CALL.id,
    "No answer to the INVITE",
    "Jonas's phone said nothing for 32 s (408)",
    _told,
    verdict=Expected(
        "unreachable",
        "Lena Novak's call did not reach Jonas Weber: nothing answered the call request"
        " (INVITE) to device Jonas Weber.",
        "platform",
        ("R19", "R60"),
    ),
)
