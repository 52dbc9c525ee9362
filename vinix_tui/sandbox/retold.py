"""A scenario told anew: at another time, among other people, with ids of its own.

All its lengths, addresses of servers and descriptions stay, and so does the verdict that it gets.
"""

from __future__ import annotations

import json
import re
from functools import cache, cached_property
from typing import Final, NamedTuple
from zlib import crc32

from vinix_tui.calls.clock import GREGORIAN_OFFSET, instant
from vinix_tui.sandbox.account import PHONE
from vinix_tui.sandbox.legs import Document, oldest_first
from vinix_tui.sandbox.rows import NEEDED
from vinix_tui.sandbox.scenario import Scenario
from vinix_tui.sandbox.scenarios._cast import (
    AMARA,
    JONAS,
    KIM,
    LENA,
    PRIYA,
    TOMAS,
    Device,
    hexes,
)

_CAST: Final = (KIM, PRIYA, JONAS, AMARA, LENA, TOMAS)
_FIRST: Final = ("Ada", "Ben", "Chen", "Dora", "Emil", "Fatima", "Goran", "Hana", "Ivo", "Jada")
_LAST: Final = ("Abara", "Bloom", "Castillo", "Dvorak")
_STAFF: Final = (
    *_CAST,
    *(
        Device(f"{first} {last}", f"{2100 + number}", f"203.0.113.{130 + number}", "", "")
        for number, (first, last) in enumerate((first, last) for last in _LAST for first in _FIRST)
    ),
)
_APART: Final = 7
"""Places in the staff between two of one call; it shares no divisor with their number, 46."""
_FIRMS: Final = (
    "Birch Optical",
    "Bluebird Cafe",
    "Bluebird Travel",
    "Cedar Dental",
    "Dana Whitfield",
    "Delta Freight",
    "Elm Street Books",
    "Fern & Sons",
    "Granite Dental",
    "Harbor Bakery",
    "Harbor Clinic",
    "Hilltop Vets",
    "Juniper Hotel",
    "Lucia Ferro",
    "Maple Dental",
    "Maple Realty",
    "Mara Lindqvist",
    "Noor Haddad",
    "Orchard Supply",
    "Quarry Lane Clinic",
    "Robert Hale",
    "Summit Legal",
    "Sycamore Press",
    "Tidewater Boats",
    "Willow Cafe",
)
"""Who calls from outside, and has a name."""
_AREAS: Final = ("202", "312", "404", "415", "503", "617", "713", "773", "917")

_UUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DAY: Final = 86_400
_OUTSIDE: Final = r"(?<![0-9])1?(?P<outside>[2-9][0-9]{2}55501[0-9]{2})(?![0-9])"
_TIME: Final = r"(?<![0-9])(?P<time>[0-9]{10,16})(?![0-9])"


class _Piece(NamedTuple):
    """Of a text: what stays, and the token behind it, which changes in a way of its kind."""

    before: str
    kind: str | None
    token: str


class Mould:
    """A scenario to be told again and again. Its documents are made at the first use."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self._second = int(scenario.id[:11])

    @cached_property
    def seconds(self) -> int:
        """Until its last leg has ended, and records of all of them stand in the lists."""
        return max(int(leg["duration_seconds"]) for leg in self.scenario.documents)

    def first_leg(self, second: int, key: str) -> Document:
        """What a list needs to know of it, for a call of that second (Gregorian) and key."""
        return dict(json.loads(self._told(self._head, second, key)))

    def documents(self, second: int, key: str) -> tuple[Document, ...]:
        """All its legs."""
        return tuple(json.loads(self._told(self._whole, second, key)))

    @cached_property
    def _whole(self) -> tuple[_Piece, ...]:
        return self._pieces(self.scenario.documents)

    @cached_property
    def _head(self) -> tuple[_Piece, ...]:
        first = oldest_first(self.scenario.documents)[0]
        return self._pieces({name: first[name] for name in NEEDED if name in first})

    @cached_property
    def _tokens(self) -> re.Pattern[str]:
        """All that changes; a longer one goes before what it may hold."""
        named = [*self._renamed("", 0), *(token for who in _CAST for token in _tokens(who))]
        words = "|".join(re.escape(token) for token in sorted(named, key=len, reverse=True))
        firms = "|".join(_FIRMS)
        # 2001:db8::7 is no extension.
        return re.compile(
            rf"(?<![0-9A-Za-z_])(?:{words})(?![0-9A-Za-z_]|:[0-9a-f]*:)"
            rf"|(?P<firm>{firms})|{_OUTSIDE}|{_TIME}"
        )

    def _pieces(self, documents: object) -> tuple[_Piece, ...]:
        text = json.dumps(documents, ensure_ascii=False)
        pieces = []
        end = 0
        for found in self._tokens.finditer(text):
            begin, after = found.span(found.lastgroup or 0)
            pieces.append(_Piece(text[end:begin], found.lastgroup, text[begin:after]))
            end = after
        return *pieces, _Piece(text[end:], None, "")

    def _renamed(self, key: str, second: int) -> dict[str, str]:
        was, month = self.scenario.id, _month(self._second)
        new = {was: f"{second}-{key}", was[12:]: key}
        for leg in self.scenario.documents:
            named = str(leg["call_id"])
            told = f"{key}{named[8:]}" if _UUID.fullmatch(named) else f"{key}-{named}"
            new |= {named: told, f"{month}-{named}": f"{_month(second)}-{told}"}
        return new

    def _told(self, pieces: tuple[_Piece, ...], second: int, key: str) -> str:
        chance = crc32(key.encode())
        new = self._renamed(key, second) | {"": ""}
        for place, who in enumerate(_CAST):
            stands_in = _STAFF[(chance + place * _APART) % len(_STAFF)]
            new |= zip(_tokens(who), _tokens(stands_in), strict=True)
        calls = next((token for _, kind, token in pieces if kind == "outside"), "0")
        firm = _FIRMS[int(_outside(calls, chance)[-2:]) % len(_FIRMS)]  # one number, one name
        told = []
        for before, kind, token in pieces:
            told.append(before)
            if kind == "time":
                told.append(self._moved(token, second - self._second))
            elif kind == "outside":
                told.append(_outside(token, chance))
            elif kind == "firm":
                told.append(firm)
            else:
                told.append(new[token])
        return "".join(told)

    def _moved(self, digits: str, seconds: int) -> str:
        """A count of time that is one of this call's, moved; any other number as it is."""
        for begin, unit in (
            (self._second, 1),
            (self._second - GREGORIAN_OFFSET, 1),
            (self._second - GREGORIAN_OFFSET, 1_000_000),
        ):
            if abs(int(digits) - begin * unit) < _DAY * unit:
                return str(int(digits) + seconds * unit)
        return digits


@cache
def _tokens(who: Device) -> tuple[str, ...]:
    """What names a phone and whose it is, in the order in which another's take their places."""
    owner = who.owner or hexes(who.name)
    return who.name, who.ext, who.ip, who.username, hexes(who.username), owner


def _outside(number: str, chance: int) -> str:
    """Another number of those kept for fiction: two of one call stay two, and none is ours."""
    if number in PHONE:
        return number
    last = (int(number[-2:]) - 1 + chance) % 99 + 1
    area = _AREAS[(int(number[:3]) + chance) % len(_AREAS)]
    return f"{area}55501{last:02}"


def _month(second: int) -> str:
    when = instant(second)
    return f"{when:%Y%m}" if when else ""
