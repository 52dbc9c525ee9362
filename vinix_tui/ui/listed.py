"""The calls of an account that are listed: of which time, how far, and what the filter keeps.

No Textual here. A sitting has one at most, so a list that is opened again is as it was left.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Final

from vinix_tui.calls import clock
from vinix_tui.calls.call_row import CallRow
from vinix_tui.calls.sought import Sought
from vinix_tui.calls.time_range import TimeRange

if TYPE_CHECKING:
    from vinix_tui.api.recent import RecentCalls
    from vinix_tui.ui.session import Session

TODAY: Final = "today"
_NAMED: Final = {
    TODAY: ("", ""),
    "yesterday": ("yesterday", "yesterday"),
    "last 7 days": ("7d", ""),
    "last 31 days": ("31d", ""),
}


@dataclass(frozen=True)
class Period:
    """A range of time, and how somebody has asked for it."""

    range: TimeRange
    zone: tzinfo | None
    asked_at: datetime
    typed: tuple[str, str]
    """From and to, as they were written; "" is the beginning of today, and now."""
    name: str = ""

    @classmethod
    def named(cls, name: str, zone: tzinfo | None) -> Period:
        """One of those with a name, as of now."""
        return replace(cls.written(*_NAMED[name], zone), name=name)

    @classmethod
    def written(cls, start: str, end: str, zone: tzinfo | None) -> Period:
        """From one time to another. Raises RangeRefused."""
        now = clock.now()
        return cls(TimeRange.of(start, end, now, zone), zone, now, (start, end))

    def anew(self, zone: tzinfo | None) -> Period:
        """The same, as of now."""
        return replace(Period.written(*self.typed, zone), name=self.name)

    def one_day(self, zone: tzinfo | None) -> bool:
        """Whether all of it is on one day, so that a row needs no date."""
        last = self.range.end - timedelta(seconds=1)
        return self.range.start.astimezone(zone).date() == last.astimezone(zone).date()

    def command(self) -> str:
        """The command line that lists the same."""
        given = zip(("--from", "--to"), self.typed, strict=True)
        options = (f" {option} {shlex.quote(text)}" for option, text in given if text.strip())
        return f"vinix-tui recent{''.join(options)}"

    def still(self, zone: tzinfo | None) -> bool:
        """Whether its name still says what it was: today is another day in another zone."""
        then = self.asked_at.astimezone(zone)
        same_zone = then.utcoffset() == self.asked_at.astimezone(self.zone).utcoffset()
        same_day = then.date() == clock.now().astimezone(zone).date()
        return bool(self.name) and same_zone and same_day

    def words(self, zone: tzinfo | None) -> str:
        """`today until 12:03`, `yesterday`; else `23 Nov 10:00 – 24 Nov 12:00`."""
        first, last = (when.astimezone(zone) for when in (self.range.start, self.range.end))
        if not self.still(zone):
            to = f"{last:%H:%M}" if first.date() == last.date() else clock.short(last, zone)[4:]
            return f"{clock.short(first, zone)[4:]} – {to}"
        return self.name if self.name == "yesterday" else f"{self.name} until {last:%H:%M}"


class Listed:
    """Calls of a time as far as they were fetched, and those of them that a filter keeps."""

    def __init__(self, period: Period, account_id: str | None) -> None:
        """`account_id` None is the login's own."""
        self.period = period
        self.account_id = account_id
        self.typed = ""
        self.kept: list[CallRow] = []
        self.cursor = ""  # the key of the row that somebody looked at last
        self.scroll = 0  # and the first line in view
        self.hear: Callable[[str], None] = lambda _why: None
        """Is told why we wait; whichever screen shows the list."""
        self._sought = Sought()
        self._calls: RecentCalls | None = None
        self._rows: dict[str, CallRow] = {}

    @property
    def count(self) -> int:
        """How many were fetched."""
        return len(self._rows)

    @property
    def finished(self) -> bool:
        """Whether there are no further pages."""
        return self._calls is not None and self._calls.finished

    def row(self, key: str) -> CallRow | None:
        """The call of a key; None for none."""
        return self._rows.get(key)

    def seek(self, typed: str) -> None:
        """Keep what has all that was typed."""
        if typed != self.typed:
            self.typed = typed
            self._sought = Sought.of(typed)
            self.kept = [row for row in self._rows.values() if self._sought.keeps(row)]

    async def more(self, session: Session) -> int:
        """Fetch the next page; how many rows it has brought. Raises VinixError."""
        if self._calls is None:
            self._calls = session.recent(
                self.period.range, lambda why: self.hear(why), self.account_id
            )
            self.account_id = self.account_id or session.account_id
        new = await self._calls.more()
        self._rows.update((row.key, row) for row in new)
        self.kept = [*self.kept, *filter(self._sought.keeps, new)]
        return len(new)
