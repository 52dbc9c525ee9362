"""A phone rings until the time-out, and there is no voicemail behind it."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import JONAS, KIM
from vinix_tui.sandbox.scenarios._shape import At, Call, Document


def _told() -> tuple[Document, ...]:
    kim = _CALL.from_device(KIM, "2003", At(0, 1.3, None, 30.41), "NO_ANSWER")
    jonas = _CALL.to_device(JONAS, kim, At(0.24, 1.26, None, 30.27), "NO_ANSWER")
    return kim, jonas


_CALL: Final = Call("2026-11-19 15:20:41.233", "e0925bd7")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Nobody answered",
    "Jonas's phone rang for 30 s, then the platform gave up",
    _told,
    verdict=Expected(
        "not-answered",
        ("Jonas Weber did not answer Kim Larsen's call: the ring time-out of about 30 s was over."),
        "platform",
        (
            "R07",
            "R60",
        ),
    ),
)
