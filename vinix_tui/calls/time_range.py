"""A range of time as somebody writes it, and the spans in which the API gives it out.

The API refuses more than 31 days and an hour at a time, and counts Gregorian seconds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

from vinix_tui.calls.clock import gregorian

LONGEST_SPAN = timedelta(days=31)
"""What is asked for at a time."""
LONGEST = timedelta(days=366)
"""What somebody may ask for at all: thirteen requests before the first row of a quiet account."""

_AGO = re.compile(r"-?(\d{1,5})\s*(m|min|h|d|w)")
_UNITS = {
    "m": timedelta(minutes=1),
    "min": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
}
_CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d))?")
_FORMS = "today, yesterday, 10:30, 2026-11-23, 2026-11-23 10:30, or 2h, 3d, 1w for so long ago"


class RangeRefused(ValueError):
    """What was written is no time, or the two are no range; the text says why."""


@dataclass(frozen=True)
class TimeRange:
    """From a moment up to, not including, another; both aware."""

    start: datetime
    end: datetime

    @classmethod
    def of(cls, start: str, end: str, now: datetime, zone: tzinfo | None) -> TimeRange:
        """What two texts mean in a zone; "" is the beginning of today, and now.

        A day alone is its first second as a start, and its last as an end. Raises RangeRefused.
        """
        first = _moment(start or "today", now, zone, last=False)
        last = _moment(end, now, zone, last=True) if end.strip() else now
        return cls(first, last).checked(now)

    def checked(self, now: datetime) -> TimeRange:
        """The range, cut off at now. Raises RangeRefused."""
        if self.start >= self.end:
            raise RangeRefused("The time from which on must lie before the time up to which.")
        if self.start >= now:
            raise RangeRefused("That lies in the future: no call has been made there yet.")
        if self.end - self.start > LONGEST:
            raise RangeRefused(f"That is more than {LONGEST.days} days: ask for less at once.")
        return TimeRange(self.start, min(self.end, now + timedelta(seconds=1)))

    def spans(self) -> tuple[TimeRange, ...]:
        """The range in parts of at most 31 days, the newest first; no second is in two of them."""
        parts = []
        end = self.end
        while end > self.start:
            start = max(self.start, end - LONGEST_SPAN)
            parts.append(TimeRange(start, end))
            end = start
        return tuple(parts)

    def query(self) -> dict[str, str]:
        """The range as the API takes it, both seconds included."""
        first, last = gregorian(self.start), gregorian(self.end - timedelta(microseconds=1))
        return {"created_from": str(first), "created_to": str(max(first, last))}


def _moment(text: str, now: datetime, zone: tzinfo | None, *, last: bool) -> datetime:
    said = " ".join(text.casefold().split())
    there = now.astimezone(zone)
    if said == "now":
        return now
    if ago := _AGO.fullmatch(said):
        return now - int(ago[1]) * _UNITS[ago[2]]
    day, _, clock = said.partition(" ") if not _CLOCK.fullmatch(said) else ("today", "", said)
    date = {"today": there, "yesterday": there - timedelta(days=1)}.get(day)
    try:
        if date is None:
            if "t" in said:  # 2026-11-23T10:30Z, with or without a zone of its own
                given = datetime.fromisoformat(said.upper())
                return given if given.tzinfo else _in(given, zone)
            date = datetime.fromisoformat(day)
        if not clock:
            whole = _in(datetime.combine(date.date(), time.min), zone)
            return (
                _in(datetime.combine(date.date() + timedelta(days=1), time.min), zone)
                if last
                else whole
            )
        return _in(datetime.combine(date.date(), time.fromisoformat(clock.zfill(5))), zone)
    except (ValueError, OverflowError) as wrong:
        raise RangeRefused(f"“{said}” is no time; write {_FORMS}.") from wrong


def _in(naive: datetime, zone: tzinfo | None) -> datetime:
    """A wall clock's time in a zone; None is the machine's own."""
    return (naive.replace(tzinfo=zone) if zone else naive.astimezone()).astimezone(UTC)
