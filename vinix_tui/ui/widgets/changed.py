"""What changed since the call was looked up before, as lines of the Summary; none where nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vinix_tui.calls import clock
from vinix_tui.ui.view import View
from vinix_tui.ui.widgets.facts import heading, sentence
from vinix_tui.ui.widgets.line import Line
from vinix_tui.ui.widgets.places import CALL_INFO, EARLIER, Place

if TYPE_CHECKING:
    from vinix_tui.calls.changes import ChangedLeg

_MOST = 12  # legs of a kind that have a line; the table and the comparison have the rest
_MOST_THINGS = 4


def draw(view: View, width: int) -> list[Line]:
    """The verdict as it was, then each leg that came, changed or went."""
    if view.since is None:
        return []
    since, legs = view.since, view.lookup.interaction.legs
    when = clock.short(since.earlier.fetched_at, view.zone)
    lines = heading(f"Changed since {when}")
    if since.verdict_was:
        lines += sentence(f"The verdict was: {since.verdict_was}", width)
    added, changed, gone = since.changes.added, since.changes.changed, since.changes.gone
    for index in added[:_MOST]:
        lines += _line("+", f"leg {index + 1}, {legs[index].who}, is new", width, index)
    for leg in changed[:_MOST]:
        told = f"leg {leg.index + 1}, {legs[leg.index].who}: {_things(leg)}"
        lines += _line("≠", told, width, leg.index)
    for lost in gone[:_MOST]:
        lines += _line("-", f"{lost.who} ({lost.call_id or 'no Call-ID'}) is gone", width)
    counts = (len(added), len(changed) + since.changes.more_changed, len(gone))
    more = sum(max(0, count - _MOST) for count in counts)
    if more:
        lines += sentence(f"and {more:,} more legs", width, style="dim")
    return [*lines, Line(())]


def leads_to(view: View, numbers: Sequence[str]) -> Place | None:
    """A changed leg leads to its two copies beside each other, a new one to what it is."""
    if not numbers:
        return None
    index = int(numbers[0])
    return Place(index, CALL_INFO if view.before(index) is None else EARLIER)


def _line(mark: str, text: str, width: int, index: int | None = None) -> list[Line]:
    key = "since" if index is None else f"since:{index}"
    first, *rest = sentence(text, width - 2, key=key)
    lines = [Line(((f"{mark} ", "number"), *first.spans), key)]
    return lines + [Line((("  ", ""), *line.spans), key) for line in rest]


def _things(leg: ChangedLeg) -> str:
    """`talking 0:12 → 0:33, cause nothing → NORMAL_CLEARING, and 6 more`."""
    things = leg.things
    said = [
        f"{thing.name} {thing.one or 'nothing'} → {thing.other or 'nothing'}"
        for thing in things[:_MOST_THINGS]
    ]
    if leg.lines:
        said.append(f"{leg.lines} SDP {'line' if leg.lines == 1 else 'lines'}")
    if len(things) > _MOST_THINGS:
        said.append(f"and {len(things) - _MOST_THINGS} more")
    return ", ".join(said)
