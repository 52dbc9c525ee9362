"""Three epochs, the spelling of times, and what time it is.

Kazoo counts seconds from the year 0 (Gregorian), FreeSWITCH microseconds from 1970, and both turn
up under the same field names; they are told apart by size, never by name.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, tzinfo

GREGORIAN_OFFSET = 62_167_219_200
"""Seconds between the year 0 and 1970: Gregorian = Unix + this."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = tuple("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())  # noqa: SIM905 - it reads
_INTERACTION = re.compile(r"^([0-9]{11})-")
_stopped: list[datetime] = []  # module-wide, since threads ask, too


def now() -> datetime:
    """The wall clock (aware, UTC). It may jump: waits are measured by `time.monotonic`.

    Nothing else reads it, so that `stopped_at` holds for the whole program.
    """
    return _stopped[-1] if _stopped else datetime.now(UTC)


@contextmanager
def stopped_at(when: datetime) -> Iterator[None]:
    """Let it be one moment for as long as the block lasts: for pictures, and for tests."""
    _stopped.append(when)
    try:
        yield
    finally:
        _stopped.pop()


def instant(value: float | None) -> datetime | None:
    """The moment (aware, UTC) that a count means, recognised by its size.

    Unix seconds (from 1973), Gregorian seconds (from 1970), Unix milliseconds and microseconds;
    any other size is no time that a call can have, and gives None.
    """
    if value is None:
        return None
    if 1e8 <= value < 2e10:
        return _after(value)
    if GREGORIAN_OFFSET <= value < 1e11:
        return _after(value - GREGORIAN_OFFSET)
    if 1e12 <= value < 2e13:
        return _after(value / 1e3)
    if 1e15 <= value < 2e16:
        return _EPOCH + timedelta(microseconds=int(value))
    return None


def gregorian(when: datetime) -> int:
    """Whole Gregorian seconds of a moment."""
    return (when - _EPOCH) // timedelta(seconds=1) + GREGORIAN_OFFSET


def microseconds(when: datetime | None) -> int | None:
    """Whole Unix microseconds of a moment."""
    return None if when is None else (when - _EPOCH) // timedelta(microseconds=1)


def interaction_start(interaction_id: str) -> datetime | None:
    """When the call began, read from its id (`<11-digit Gregorian seconds>-<key>`)."""
    found = _INTERACTION.match(interaction_id)
    return instant(int(found[1])) if found else None


def whole(seconds: float) -> int:
    """Whole seconds, halves up: the one way for moments and lengths, so that one reads the same
    wherever it stands, and the parts of a call add up to the whole.
    """
    return math.floor(seconds + 0.5)  # round() makes 8 of 8.5 but 42 of 41.5, 33 s later


def duration(seconds: float | None) -> str:
    """A length of time as `0:33`, `12:05` or `1:02:03`; nothing for None."""
    if seconds is None:
        return ""
    minutes, second = divmod(max(0, whole(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{second:02}" if hours else f"{minutes}:{second:02}"


def age(then: datetime) -> str:
    """How long ago: `40 s`, `12 min`, `3 h`, `5 days`."""
    seconds = max(0, int((now() - then).total_seconds()))
    if seconds < 120:
        return f"{seconds} s"
    if seconds < 7200:
        return f"{seconds // 60} min"
    return f"{seconds // 3600} h" if seconds < 172_800 else f"{seconds // 86_400} days"


def offset(seconds: float, *, exact: bool = True) -> str:
    """How long after the call's start: `0.0 s`, `+1.5 s`, `+12 s`, `+2:05`; before it, with a -.

    What is not exact is told in whole seconds: `+2 s`.
    """
    far = abs(seconds)
    if not exact and far < 9.95:
        return f"{whole(seconds):+} s"
    if far < 0.05:
        return "0.0 s"
    if far < 9.95:  # so that nothing is rounded up into the next spelling: +10.0 s, +60 s
        return f"{seconds:+.1f} s"
    return (
        f"{whole(seconds):+} s"
        if whole(far) < 60
        else f"{'-' if seconds < 0 else '+'}{duration(far)}"
    )


def day_and_time(when: datetime, zone: tzinfo | None) -> str:
    """`Mon 23 Nov 2026 10:00:04`; the zone None is the machine's own."""
    return _month_name(when.astimezone(zone), "%a %d {} %Y %H:%M:%S")


def short(when: datetime, zone: tzinfo | None) -> str:
    """`Mon 23 Nov 10:00`, where the year is plain."""
    return _month_name(when.astimezone(zone), "%a %d {} %H:%M")


def time_of_day(when: datetime, zone: tzinfo | None, *, exact: bool = True) -> str:
    """`10:00:04.071`; what is not exact is a whole second and as wide: `10:00:04    `."""
    if exact:
        return f"{when.astimezone(zone):%H:%M:%S}.{when.microsecond // 1000:03}"
    nearest = _after(whole((when - _EPOCH).total_seconds()))
    return f"{nearest.astimezone(zone):%H:%M:%S}    "


def _month_name(when: datetime, layout: str) -> str:
    # English whatever the locale, like every other word of the program.
    layout = layout.replace("%a", _DAYS[when.weekday()])
    return when.strftime(layout.format(_MONTHS[when.month - 1]))


def _after(seconds: float) -> datetime:
    return _EPOCH + timedelta(seconds=seconds)
