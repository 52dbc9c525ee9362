"""Kim listens to her messages."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import KIM
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, alone


def _told() -> tuple[Document, ...]:
    kim = _CALL.from_device(KIM, "*97", At(0, None, 0.21, 52.47), digits_dialed="4711#1")
    return (alone(kim),)


_CALL: Final = Call("2026-11-20 08:02:11.301", "70a6d2f5")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Own voicemail",
    "Kim dialled *97, her PIN and 1 for the new messages",
    _told,
    verdict=Expected(
        "answered-by-platform",
        "Kim Larsen called the voicemail and listened for 0:53.",
        "caller",
        ("R61", "R60", "R62", "R63"),
    ),
)
