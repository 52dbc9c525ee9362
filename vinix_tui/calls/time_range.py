"""A range of time as somebody writes it, and the spans in which the API gives it out.

The API refuses more than 31 days and an hour at a time, and counts whole Gregorian seconds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from vinix_tui.calls.clock import gregorian
from vinix_tui.calls.text import cut, printable

LONGEST_SPAN = timedelta(days=31)
"""What is asked for at a time."""
LONGEST = timedelta(days=366)
"""What somebody may ask for at all: twelve requests before the first row of a quiet account."""

_SECOND = timedelta(seconds=1)
_AGO = re.compile(r"-?([0-9]{1,5})\s*(m|min|h|d|w)(?: ago)?")
_UNITS = {
    "m": timedelta(minutes=1),
    "min": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
}
_WRITTEN = re.compile(
    r"(today|yesterday|[0-9]{4}-[0-9]{2}-[0-9]{2})?(?:[t ]|^|$)"
    r"(?:([0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)(?:\.[0-9]+)?)?\s*(z|[+-][0-9]{2}:?[0-9]{2})?"
)
FORMS = "today, yesterday, 10:30, 2026-11-23, 2026-11-23 10:30, or 2h, 3d, 1w for so long ago"
"""How a time may be written."""


class RangeRefused(ValueError):
    """What was written is no time, or the two are no range; the text says why."""


@dataclass(frozen=True)
class TimeRange:
    """From a moment up to, not including, another; both aware, and whole seconds once checked."""

    start: datetime
    end: datetime

    @classmethod
    def of(cls, start: str, end: str, now: datetime, zone: tzinfo | None) -> TimeRange:
        """What two texts mean in a zone (None: the machine's own); "" is the beginning of today,
        and now.

        A day alone is its first second as a start, and its last as an end. Raises RangeRefused.
        """
        first = _moment(start if start.strip() else "today", now, zone, last=False)
        last = _moment(end if end.strip() else "now", now, zone, last=True)
        return cls(first, last).checked(now)

    def checked(self, now: datetime) -> TimeRange:
        """The range in whole seconds, cut off after this one. Raises RangeRefused."""
        start = self.start.astimezone(UTC).replace(microsecond=0)
        this = now.astimezone(UTC).replace(microsecond=0)
        end = min(_next_whole(self.end.astimezone(UTC)), this + _SECOND)
        if start > this:
            raise RangeRefused("That lies in the future: no call has been made there yet.")
        if start >= end:
            raise RangeRefused("The time from which on must lie before the time up to which.")
        if end - start > LONGEST:
            raise RangeRefused(f"That is more than {LONGEST.days} days: ask for less at once.")
        return TimeRange(start, end)

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
        """The range as the API takes it, which includes both seconds."""
        last = gregorian(self.end) - 1
        return {"created_from": str(gregorian(self.start)), "created_to": str(last)}


def _next_whole(when: datetime) -> datetime:
    return when.replace(microsecond=0) + _SECOND if when.microsecond else when


def _moment(text: str, now: datetime, zone: tzinfo | None, *, last: bool) -> datetime:
    said = " ".join(text.casefold().split())
    if said == "now":
        return now
    if ago := _AGO.fullmatch(said):
        return now - int(ago[1]) * _UNITS[ago[2]]
    written = _WRITTEN.fullmatch(said)
    try:
        if written and (written[1] or written[2]):
            return _wall(written, now, zone, last=last)
    except (ValueError, OverflowError):  # the 31st of February, 25:00, the year 0
        pass
    raise RangeRefused(f"“{cut(printable(said), 40)}” is no time; write {FORMS}.")


def _wall(written: re.Match[str], now: datetime, zone: tzinfo | None, *, last: bool) -> datetime:
    """The moment of a day, a time of day, or both; what is not written is today, and all day."""
    day, clock, offset = written.groups()
    named = {"today": 0, "yesterday": 1, None: 0}
    if day in named:
        on = now.astimezone(zone).date() - timedelta(days=named[day])
    else:
        on = date.fromisoformat(day)
    if clock is None:  # as an end, a day is over when the next one begins
        return _first(datetime.combine(on + timedelta(days=last), time.min), zone)
    at = datetime.combine(on, time.fromisoformat(clock.zfill(8 if clock.count(":") == 2 else 5)))
    if offset:
        return datetime.fromisoformat(f"{at.isoformat()}{offset.upper()}")
    # When clocks go back, an hour is there twice: a range has both.
    return max(_first(at, zone), _first(at.replace(fold=1), zone)) if last else _first(at, zone)


def _first(wall: datetime, zone: tzinfo | None) -> datetime:
    """A wall clock's time; of an hour that is there twice the first, unless its fold is set."""
    return (wall.replace(tzinfo=zone) if zone else wall.astimezone()).astimezone(UTC)
