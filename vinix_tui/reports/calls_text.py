"""An account's calls as lines for a shell, in columns that stay where they are while more come."""

from __future__ import annotations

from datetime import timedelta, tzinfo
from typing import TYPE_CHECKING, Final

from vinix_tui.calls import clock
from vinix_tui.calls.text import cells, cut, cut_middle
from vinix_tui.reports.layout import in_ascii

if TYPE_CHECKING:
    from vinix_tui.calls.call_row import CallRow
    from vinix_tui.calls.time_range import TimeRange

_GAP: Final = "  "
_TALK, _ID = 7, 20
_CAUSE = 16
_NUMBERS: Final = 19  # +12025550101 → 2001
_WITH_NAMES: Final = 40
_UNCUT: Final = 48
_WITH_ID: Final = 76
"""Cells of a line; in fewer, who called whom says more than the id."""


class CallLines:
    """At a terminal a line fits in `width` cells; without one (None) nothing is cut.

    `zone` None is the machine's own.
    """

    def __init__(
        self,
        range: TimeRange,  # noqa: A002
        zone: tzinfo | None,
        *,
        width: int | None = None,
        ascii_only: bool = False,
    ) -> None:
        last = (range.end - timedelta(seconds=1)).astimezone(zone)
        self._one_day = range.start.astimezone(zone).date() == last.date()
        self._zone = zone
        self._width = width
        self._ascii = ascii_only
        self._with_id = width is None or width >= _WITH_ID
        when = 20 if width is None else 8 if self._one_day else 12
        fixed = [when, 3, _TALK, *([_ID] if self._with_id else [])]
        self._left = (width or 0) - sum(fixed) - len(_GAP) * (len(fixed) + 1)
        self._cause = _CAUSE if self._left >= _NUMBERS + _CAUSE else max(8, self._left - _NUMBERS)

    def line(self, row: CallRow) -> str:
        """Time, way, how long they talked, from and to, how it ended, the id; and a line end."""
        columns = [
            self._when(row),
            f"{row.way:<3}",
            f"{clock.duration(row.talk):>{_TALK}}",
            *(self._parties_and_cause(row)),
        ]
        if self._with_id:
            named = row.interaction_id or row.cdr_id or ""
            columns.append(named if self._width is None else cut_middle(named, _ID))
        line = _GAP.join(columns).rstrip()
        line = line if self._width is None else cut(line, self._width)
        return f"{in_ascii(line) if self._ascii else line}\n"

    def _when(self, row: CallRow) -> str:
        if row.started_at is None:
            return " " * (20 if self._width is None else 8 if self._one_day else 12)
        if self._width is None:
            return clock.day_and_time(row.started_at, self._zone)[4:]
        if self._one_day:
            return clock.time_of_day(row.started_at, self._zone, exact=False).strip()
        return clock.short(row.started_at, self._zone)[4:]

    def _parties_and_cause(self, row: CallRow) -> tuple[str, str]:
        if self._width is None:
            return _padded(_parties(row, names=True), _UNCUT), _padded(row.cause.words, _CAUSE)
        wide = max(1, self._left - self._cause)
        said = _parties(row, names=wide >= _WITH_NAMES)
        return (
            _padded(cut_middle(said, wide), wide),
            _padded(cut(row.cause.words, self._cause), self._cause),
        )


def _parties(row: CallRow, *, names: bool) -> str:
    def party(number: str | None, name: str | None) -> str:
        said = (number, name) if names else (number or name,)
        return " ".join(filter(None, said)) or "?"

    caller = party(row.caller_number, row.caller_name)
    return f"{caller} → {party(row.callee_number, row.callee_name)}"


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cells(text))
