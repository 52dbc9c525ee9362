"""A month of calls before today: some 900 on a working day, nearly all between eight and five.

Nothing is made before it is asked for. A day's calls are the same whenever they are asked for, so
one that was looked up yesterday is found again today.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate
from typing import Final
from zlib import crc32

from vinix_tui.calls.clock import GREGORIAN_OFFSET
from vinix_tui.sandbox.legs import Document
from vinix_tui.sandbox.retold import Mould

CALLS: Final = 20_000
DAYS: Final = 31

_DAY: Final = 86_400
_WORKING, _WEEKEND = 910, 90
"""Calls of a day; ten weekend days in a month leave just over 20,000."""
_HOURS: Final = (
    1, 1, 1, 1, 1, 3, 10, 30, 75, 98, 100, 92, 70, 84, 100, 95, 80, 45, 18, 9, 6, 4, 2, 1,
)  # fmt: skip
"""How busy each hour is (UTC)."""

_IN_A_DAY: Final = 1_024
_KEYS: Final = 2**32
_STRIDE: Final = 0x9E3779B1
"""Odd, so that each call has a key of its own, and the key tells the call."""
_BACK: Final = pow(_STRIDE, -1, _KEYS)


@dataclass(frozen=True)
class Call:
    """One of a day's calls, by its place in the day; days are counted from 1970."""

    day: int
    place: int

    @cached_property
    def second(self) -> int:
        """When it began, in Gregorian seconds."""
        places = _places(self.day)
        hour = bisect_right(places, self.place) - 1
        first, after = places[hour : hour + 2]
        within = self.place - first + crc32(b"%d %d" % (self.day, self.place)) / _KEYS
        return self.day * _DAY + GREGORIAN_OFFSET + int((hour + within / (after - first)) * 3_600)

    @property
    def key(self) -> str:
        """Eight hexadecimal digits that no other call has."""
        return f"{(self.day * _IN_A_DAY + self.place) * _STRIDE % _KEYS:08x}"

    @property
    def id(self) -> str:
        """The interaction id."""
        return f"{self.second}-{self.key}"

    @property
    def mould(self) -> Mould:
        """The scenario that it is."""
        moulds, weights = _moulds()
        return moulds[bisect_right(weights, crc32(self.key.encode(), 1) % weights[-1])]

    def first_leg(self) -> Document:
        """What a list needs to know of its first leg."""
        return self.mould.first_leg(self.second, self.key)

    def documents(self) -> tuple[Document, ...]:
        """All its legs."""
        return self.mould.documents(self.second, self.key)


class Month:
    """The last 20,000 calls up to the end of a day. `now` is Unix seconds."""

    def __init__(self, now: float) -> None:
        self._days = range(int(now // _DAY) - DAYS + 1, int(now // _DAY) + 1)

    def between(self, first: int, last: int, now: float) -> Iterator[Call]:
        """Those that began in a range of Gregorian seconds and are over, the newest first."""
        calls = range(self._until[-1] - CALLS, self._until[-1])
        begin = bisect_left(calls, first, key=lambda number: self._call(number).second)
        end = bisect_right(calls, last, key=lambda number: self._call(number).second)
        for number in reversed(calls[begin:end]):
            call = self._call(number)
            if call.second - GREGORIAN_OFFSET + call.mould.seconds <= now:
                yield call

    def find(self, wanted: str) -> Call | None:
        """The call that an interaction id or a CDR id names, if there is one."""
        key = wanted[12:] if wanted[11:12] == "-" else wanted[7:15]
        try:
            day, place = divmod(int(key, 16) * _BACK % _KEYS, _IN_A_DAY)
        except ValueError:
            return None
        if day not in self._days or place >= _count(day):
            return None
        call = Call(day, place)
        ids = (call.id, *(leg["id"] for leg in call.documents()))
        return call if wanted in ids else None

    @cached_property
    def _until(self) -> tuple[int, ...]:
        return tuple(accumulate(map(_count, self._days)))

    def _call(self, number: int) -> Call:
        at = bisect_right(self._until, number)
        return Call(self._days[at], number - (self._until[at - 1] if at else 0))


def _count(day: int) -> int:
    return _WEEKEND if (day + 3) % 7 >= 5 else _WORKING  # 1970 began on a Thursday


def _places(day: int) -> tuple[int, ...]:
    return _shared_out(_count(day))


@cache
def _shared_out(count: int) -> tuple[int, ...]:
    """How many calls of a day there are before each hour, and at its end."""
    return tuple(round(count * weight / sum(_HOURS)) for weight in accumulate(_HOURS, initial=0))


@cache
def _moulds() -> tuple[tuple[Mould, ...], tuple[int, ...]]:
    from vinix_tui.sandbox.month_mix import MIX

    moulds = tuple(Mould(scenario) for scenario, _ in MIX)
    return moulds, tuple(accumulate(weight for _, weight in MIX))
