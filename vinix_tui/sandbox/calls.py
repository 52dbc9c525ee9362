"""The list of an account's calls: one row an interaction, the newest first, page by page."""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import merge
from itertools import dropwhile, islice
from typing import Any, Final

from vinix_tui.sandbox.envelope import Refusal
from vinix_tui.sandbox.legs import Document, asked_range, oldest_first, page_size
from vinix_tui.sandbox.month import Month
from vinix_tui.sandbox.rows import row
from vinix_tui.sandbox.scenario import Scenario

MOST_AT_ONCE: Final = 5_000
"""Rows that `paginate=false` gives; where there are more, the API gives none."""


@dataclass(frozen=True)
class _Entry:
    second: int
    """When the call began, in Gregorian seconds."""
    id: str
    first_leg: Callable[[], Document]


class Calls:
    """The calls of one account: told ones at their fixed times, and those of a month."""

    def __init__(self, scenarios: Iterable[Scenario], month: Month | None = None) -> None:
        told = [_Entry(int(each.id[:11]), each.id, _first_leg_of(each)) for each in scenarios]
        self._told = sorted(told, key=_second, reverse=True)
        self._month = month

    def page(self, query: Mapping[str, str], now: float) -> tuple[list[Document], dict[str, Any]]:
        """The rows that the query asks for, and what the envelope says of the page.

        The reply comes in chunks, whose trailer has everything as text. `now` is Unix seconds.
        """
        first, last = asked_range(query, now)
        size = page_size(query)
        key = query.get("start_key", "")
        entries = self._from(key, first, last, now) if key else self._between(first, last, now)
        if query.get("paginate") == "false":
            rows = _rows(islice(entries, MOST_AT_ONCE + 1))
            if len(rows) > MOST_AT_ONCE:
                raise Refusal(416, "range not satisfiable")
            return rows, {}
        rows = _rows(islice(entries, size))
        paging = {"page_size": str(len(rows)), **({"start_key": key} if key else {})}
        following = next(entries, None)
        if following:
            paging["next_start_key"] = _key(following)
        return rows, paging

    def _between(self, first: int, last: int, now: float) -> Iterator[_Entry]:
        told = (entry for entry in self._told if first <= entry.second <= last)
        if self._month is None:
            return told
        calls = self._month.between(first, last, now)
        made = (_Entry(call.second, call.id, call.first_leg) for call in calls)
        return merge(told, made, key=_second, reverse=True)

    def _from(self, key: str, first: int, last: int, now: float) -> Iterator[_Entry]:
        second, begin = _position(key)
        entries = self._between(first, min(last, second), now)
        return dropwhile(lambda entry: entry.second == second and entry.id != begin, entries)


def _rows(entries: Iterable[_Entry]) -> list[Document]:
    return [row(entry.first_leg()) for entry in entries]


def _first_leg_of(told: Scenario) -> Callable[[], Document]:
    def first_leg() -> Document:
        leg = oldest_first(told.documents)[0]
        return leg | {"interaction_id": told.id}

    return first_leg


def _second(entry: _Entry) -> int:
    return entry.second


def _key(entry: _Entry) -> str:
    return urlsafe_b64encode(entry.id.encode()).rstrip(b"=").decode()


def _position(start_key: str) -> tuple[int, str]:
    try:
        begin = urlsafe_b64decode(start_key + "=" * (-len(start_key) % 4)).decode()
        return int(begin[:11]), begin
    except (binascii.Error, ValueError) as trouble:
        raise Refusal(404, "faulty_request") from trouble
