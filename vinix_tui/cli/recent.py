"""`recent`: an account's calls in a range of time, printed page by page as they come."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING

from vinix_tui.calls import clock
from vinix_tui.calls.sought import Sought
from vinix_tui.calls.time_range import RangeRefused, TimeRange
from vinix_tui.cli import output
from vinix_tui.cli.outcome import FINE, NOTHING, USAGE, Trouble
from vinix_tui.cli.setting import desk_for

if TYPE_CHECKING:
    from datetime import tzinfo

    from vinix_tui.api.client import VinixClient
    from vinix_tui.api.login import Token
    from vinix_tui.api.recent import RecentCalls
    from vinix_tui.calls.call_row import CallRow
    from vinix_tui.desk import Desk


def recent(options: Namespace) -> int:
    """Print the calls and return the exit code. Raises Trouble."""
    desk = desk_for(options)
    try:
        range_ = TimeRange.of(options.start or "", options.end or "", clock.now(), desk.zone())
    except RangeRefused as refused:
        raise Trouble(str(refused), USAGE) from refused
    sought = Sought() if options.number is None else _number(options.number)
    printed = _Printed(options, desk, range_)
    try:
        _print(desk, options.account, range_, sought, printed)
    finally:
        printed.end()
        desk.close()
    if printed.count:
        return FINE
    output.remark(f"vinix-tui: {_nothing(options.number, range_, desk.zone())}")
    return NOTHING


def _print(
    desk: Desk, account: str | None, range_: TimeRange, sought: Sought, printed: _Printed
) -> None:
    from vinix_tui.cli.fetch import account_for, signed_in

    begun: list[RecentCalls] = []

    async def work(client: VinixClient, token: Token) -> None:
        if not begun:  # after a second sign-in the same list goes on
            begun.append(client.recent(account_for(desk, account, token), range_))
        while not begun[0].finished:
            page = await begun[0].more()
            printed.page([row for row in page if sought.keeps(row)])

    signed_in(desk, work)


def _number(text: str) -> Sought:
    sought = Sought.of(text)
    if sought != Sought(numbers=sought.numbers) or not sought.numbers:
        raise Trouble(f"--number {text}: that is no number.", USAGE)
    return sought


class _Printed:
    """What has been printed, in the format that was asked for; nothing before the first page."""

    def __init__(self, options: Namespace, desk: Desk, range_: TimeRange) -> None:
        from vinix_tui.reports.redaction import Redaction

        wanted = desk.settings.redact if options.redact is None else options.redact
        self._redaction = Redaction.by_setting(wanted)
        self._format: str = options.format
        self._range = range_
        self._zone = desk.zone()
        self._line: Callable[[CallRow], str] | None = None
        self.count = 0

    def page(self, rows: list[CallRow]) -> None:
        """Print some more."""
        from vinix_tui.reports.calls import redacted_row

        shown = [redacted_row(row, self._redaction) for row in rows]
        if self._line is None:
            self._line = self._begun(shown)
        lines = []
        for row in shown:
            lines.append(("," if self.count else "") + "\n" if self._format == "json" else "")
            lines.append(self._line(row))
            self.count += 1
        output.write("".join(lines))

    def end(self) -> None:
        """What comes last, also where it ends too early: a list that can be read."""
        if self._format == "json" and self._line is not None:
            output.write("\n]\n" if self.count else "]\n")

    def _begun(self, first: list[CallRow]) -> Callable[[CallRow], str]:
        if self._format == "json":
            from vinix_tui.reports.calls import as_json

            output.write("[")
            return as_json
        if self._format == "csv":
            from vinix_tui.reports.calls import CsvRows

            rows = CsvRows(first)
            output.write(rows.header())
            return rows.line
        from vinix_tui.reports.calls_text import CallLines

        width = output.width() if output.is_terminal() else None  # in a pipe nothing is cut
        return CallLines(self._range, self._zone, width=width, ascii_only=output.ascii_only()).line


def _nothing(number: str | None, range_: TimeRange, zone: tzinfo | None) -> str:
    of = "no calls" if number is None else f"no call from or to {number}"
    first, last = (clock.day_and_time(when, zone) for when in (range_.start, range_.end))
    return f"{of} between {first} and {last} ({range_.end.astimezone(zone).tzname()})."
