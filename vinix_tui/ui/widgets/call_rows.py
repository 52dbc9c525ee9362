"""A call of an account's list as one line, and what more there is to say of it.

Columns stay where they are while further calls come: they go by the width alone.
"""

from __future__ import annotations

from datetime import tzinfo
from typing import Final, NamedTuple

from vinix_tui.calls import clock
from vinix_tui.calls.call_row import CallRow
from vinix_tui.calls.causes import Cause
from vinix_tui.calls.text import cells, cut, cut_middle, fit
from vinix_tui.ui.widgets.line import Line

_ID, _CAUSE = 20, 16
_PARTY: Final = 46  # columns; in more the eye loses the line
_WITH_ID: Final = 110
_NARROW: Final = 72
_OF_A_NAME: Final = 6  # columns; with fewer a name beside a number says nothing
_FINE: Final = ("ok", "transfer", "forward")
_EVERYDAY: Final = ("busy", "no answer", "cancelled", "unknown")
"""Kinds of causes that are nobody's fault as such."""


class Columns(NamedTuple):
    """Widths; 0 = not shown."""

    when: int
    party: int
    talk: int
    cause: int
    id: int
    one_day: bool


def columns(width: int, *, one_day: bool) -> Columns:
    """The columns for a width. A row of one day has seconds where there is room, else its date."""
    narrow = width < _NARROW
    when = (5 if narrow else 8) if one_day else 12
    talk = 5 if narrow else 7
    id_ = _ID + 1 if width >= _WITH_ID else 0
    rest = width - when - 1 - 4 - 3 - 1 - talk - 1 - 2 - id_
    cause = min(_CAUSE, max(10, rest - 26))
    party = max(4, min(_PARTY, (rest - cause) // 2))
    return Columns(when, party, talk, max(cause, min(24, rest - 2 * party)), id_, one_day)


def header(shape: Columns) -> Line:
    """What the columns are."""
    said = (
        fit("time", shape.when),
        "way",
        fit("from", shape.party) + " → " + fit("to", shape.party),
        fit("talk", shape.talk, right=True),
        fit("  ended", shape.cause + 2),
        "interaction" if shape.id else "",
    )
    return Line(((" ".join(said).rstrip(), "label"),))


def drawn(row: CallRow, shape: Columns, zone: tzinfo | None) -> Line:
    """The row; its key is the call's."""
    mark, style = _judged(row.cause)
    talk = clock.duration(row.talk) if row.talk else "–" if row.talk == 0 else ""
    spans = [
        (fit(_when(row, shape, zone), shape.when) + " ", "dim"),
        (fit(row.way, 3) + " ", ""),
        (_party(row.caller_number, row.caller_name, shape.party), ""),
        (" → ", "dim"),
        (_party(row.callee_number, row.callee_name, shape.party) + " ", ""),
        (fit(talk, shape.talk, right=True) + " ", "" if row.talk else "dim"),
        (mark + " " + fit(row.cause.words, shape.cause), style),
    ]
    if shape.id:
        spans.append((" " + cut_middle(row.interaction_id or row.cdr_id or "", _ID), "dim"))
    return Line(tuple(spans), row.key)


def told(row: CallRow, zone: tzinfo | None) -> str:
    """Who called whom, when, how long and how it ended; on a line of its own both ids."""
    who = " → ".join(
        " ".join(filter(None, (name, number))) or "unknown"
        for name, number in (
            (row.caller_name, row.caller_number),
            (row.callee_name, row.callee_number),
        )
    )
    when = clock.day_and_time(row.started_at, zone) if row.started_at else "at an unknown time"
    talked = f"talked {clock.duration(row.talk)} of" if row.talk else "not answered, over after"
    talked = f"{talked} {clock.duration(row.seconds) or 'an unknown time'}"
    ended = row.cause.words[:1].upper() + row.cause.words[1:]
    ids = " · ".join(filter(None, (row.interaction_id, row.cdr_id)))
    return f"{who}, {when}, {talked}. {ended}: {row.cause.meaning}\n{ids or 'No id.'}"


def _judged(cause: Cause) -> tuple[str, str]:
    if cause.kind in _FINE:
        return " ", ""
    return (" ", "warn") if cause.kind in _EVERYDAY else ("✗", "bad")


def _when(row: CallRow, shape: Columns, zone: tzinfo | None) -> str:
    if row.started_at is None:
        return "?"
    if shape.one_day:
        return clock.time_of_day(row.started_at, zone, exact=False)[: shape.when]
    return clock.short(row.started_at, zone)[4:]


def _party(number: str | None, name: str | None, width: int) -> str:
    """Number and name, the number whole where there is room; no name rather than a bit of one."""
    if number and name:
        room = width - cells(number) - 1
        if room >= min(_OF_A_NAME, cells(name)):
            return fit(f"{number} {cut(name, room)}", width)
    return fit(cut_middle(number or name or "unknown", width), width)
