"""Kim opens a town hall and the platform calls 299 phones: six pages of legs."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import KIM, Device
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, alone, unbridged

_LEGS: Final = 300
_FIRST: Final = (
    "Ada", "Ben", "Chen", "Dora", "Emil", "Fatima", "Goran", "Hana", "Ivo", "Jada", "Kofi", "Lior",
    "Mina", "Nils", "Olga", "Pedro", "Qi", "Rosa", "Sven", "Tara",
)  # fmt: skip
_LAST: Final = (
    "Abara", "Bloom", "Castillo", "Dvorak", "Eriksen", "Fontaine", "Gupta", "Hansen", "Ito",
    "Jansen", "Keller", "Lopez", "Mbeki", "Nowak", "Okoye", "Petrov",
)  # fmt: skip


def _told() -> tuple[Document, ...]:
    host = _CALL.from_device(
        KIM, "*5000", At(0, None, 0.88, 1_712.4), is_conference=True, vars=_ROOM
    )
    guests = [_guest(number, host) for number in range(1, _LEGS)]
    return alone(host), *guests


def _guest(number: int, host: Document) -> Document:
    phone = Device(
        f"{_FIRST[number % 20]} {_LAST[number // 20]}",
        str(3000 + number),
        f"203.0.113.{30 + number % 220}",
        "Yealink SIP-T31P 124.86.0.40",
        "yealink",
    )
    called = 1.5 + number * 0.02
    rang = called + 0.9
    cause = code = ""
    if number % 23 == 0:
        at, cause, code = At(called, None, None, called + 0.4), "USER_BUSY", "sip:486"
    elif number % 17 == 0:
        at, cause = At(called, rang, None, called + 30), "NO_ANSWER"
    else:
        at = At(called, rang, called + 3 + number % 9, 1_650.3 + number * 37 % 60)
    return unbridged(_CALL.to_device(phone, host, at, cause, code, is_conference=True, vars=_ROOM))


_ROOM: Final = {"conference_id": "town-hall"}
_CALL: Final = Call("2026-11-18 09:00:00.402", "c3a7705f", switch=2)
SCENARIO: Final = Scenario(
    _CALL.id,
    "Conference of 300",
    "the platform called 299 phones; some were busy or silent",
    _told,
    verdict=Expected(
        "answered",
        "Kim Larsen was in a conference with 269 others for 28:32.",
        "unknown",
        (
            "R12",
            "R60",
        ),
    ),
)
