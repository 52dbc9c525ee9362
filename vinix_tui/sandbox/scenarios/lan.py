"""Platform and phones stand in one LAN, so their private addresses are right."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import AMARA, JONAS
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join

_AMARA: Final = replace(AMARA, ip="192.168.20.104")
_JONAS: Final = replace(JONAS, ip="192.168.20.103")


class _InTheLan(Call):
    """A call of a platform that the phones reach without a router."""

    def __init__(self, began: str, key: str) -> None:
        super().__init__(began, key, switch=4)
        self.ip = "192.168.20.9"


def _told() -> tuple[Document, ...]:
    amara = _CALL.from_device(_AMARA, "2003", At(0, 0.9, 4.66, 139.12))
    jonas = _CALL.to_device(_JONAS, amara, At(0.22, 0.87, 4.6, 139.18))
    join(amara, jonas)
    return amara, jonas


_CALL: Final = _InTheLan("2026-11-21 12:31:07.238", "ee84a1d0")
SCENARIO: Final = Scenario(
    _CALL.id,
    "All inside one LAN",
    "private addresses on both sides, and all is well",
    _told,
    verdict=Expected(
        "answered",
        "Amara Okafor talked to Jonas Weber for 2:15; Amara Okafor probably hung up.",
        "caller",
        ("R02", "R01", "R60", "R63"),
    ),
)
