"""The leg table: a row a leg, oldest first, with its lane on the interaction's axis of time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.message import Message
from textual.reactive import var

from vinix_tui.calls import clock, story
from vinix_tui.calls.flags import flags
from vinix_tui.calls.text import cut_middle, fit
from vinix_tui.ui.view import View
from vinix_tui.ui.widgets import marks
from vinix_tui.ui.widgets.line import Line, Rows
from vinix_tui.ui.widgets.lines import Lines

if TYPE_CHECKING:
    from vinix_tui.calls.interaction import Interaction
    from vinix_tui.calls.leg import Leg

RINGING, TALKING = "░", "█"
MARKED = "&"
"""Behind the number of the leg that another one is to be compared with; no sign looks like it where
there is nothing but ASCII.
"""


class Columns(NamedTuple):
    """Widths; 0 = not shown. What names the leg is there at every width."""

    who: int
    number: int
    starts: int
    lane: int
    talk: int
    ended: int
    flags: int
    both_numbers: bool


def columns(width: int) -> Columns:
    """The columns for a width: flags and lane go first, mark and party never."""
    rest = width - 8  # mark, number, sign, arrow and their spaces
    if width < 72:
        ended = max(8, min(14, rest - 38))
        return Columns(max(8, rest - 13 - 5 - ended - 3), 13, 0, 0, 5, ended, 0, False)
    if width < 100:
        who = 18 if width > 76 else 16
        return Columns(who, 13, 7, rest - who - 13 - 7 - 5 - 14 - 5, 5, 14, 0, False)
    who = min(26, rest // 5)
    if width < 110:
        return Columns(who, 29, 8, rest - who - 29 - 8 - 7 - 20 - 5, 7, 20, 0, True)
    who, flagged = who - 2, 14  # `NAT WEBRTC SDP`
    return Columns(who, 27, 8, rest - who - 27 - 8 - 7 - 18 - flagged - 6, 7, 18, flagged, True)


def leg_of(key: str) -> int | None:
    """The leg that a row of the table is about."""
    return int(key.partition(":")[2]) if key else None


class LegTable(Lines):
    """The legs of the view; the cursor's leg is the one that the tabs show."""

    view: var[View | None] = var(None, init=False)
    marked: var[View | None] = var(None, init=False)
    """The leg that another one is to be compared with; of this call or of any other."""

    class PageWanted(Message):
        """A page key was pressed and all legs stand there: the page is that of the open tab."""

        def __init__(self, action: str) -> None:
            self.action = action
            super().__init__()

    def watch_marked(self) -> None:
        """Draw the mark, or take it away."""
        if self.view is not None:
            self._rebuild(self.cursor_key)

    def watch_view(self, old: View | None, new: View | None) -> None:
        """Draw other legs, or only move the cursor where the legs are the same."""
        if new is None:
            return
        if old and old.lookup is new.lookup and old.unfolded == new.unfolded:
            self.go_to(f"leg:{new.leg_index}")
            return
        self.header = None
        self.show(lambda width: self._table(new, width), key=f"leg:{new.leg_index}")

    def action_page_up(self) -> None:
        """A page up, here or in the open tab."""
        if self._all_stand_here:
            self.post_message(self.PageWanted("page_up"))
        else:
            super().action_page_up()

    def action_page_down(self) -> None:
        """A page down, here or in the open tab."""
        if self._all_stand_here:
            self.post_message(self.PageWanted("page_down"))
        else:
            super().action_page_down()

    @property
    def _all_stand_here(self) -> bool:
        return len(self.lines) <= self._rows

    def _table(self, view: View, width: int) -> Rows:
        shape = columns(width)
        interaction = view.lookup.interaction
        self.header = _header(shape)
        marked = view.place_of(self.marked)
        found = marks.of_legs(view.verdict)
        rows: list[tuple[int, str | None]] = []  # each leg, and what is folded below it
        for index in view.visible:
            rows.append((index, None))
            told = story.fold(interaction, index)
            if told and not view.unfolded and index not in interaction.folded:
                rows.append((index, told))

        def draw(at: int) -> Line:
            index, told = rows[at]
            if told is not None:
                return Line(((f"       └ {told}", "dim"), ("  f", "dim")), f"leg:{index}")
            mark = found.get(index, (" ", ""))
            sign = MARKED if index == marked else " "
            row = _row(interaction, index, shape, sign, helper=index in interaction.folded)
            return row._replace(spans=(mark, *row.spans))

        return Rows([f"leg:{index}" for index, _ in rows], draw)


def _header(shape: Columns) -> Line:
    cells = [
        fit("who", shape.who),
        fit("from → to" if shape.both_numbers else "number", shape.number),
        fit("starts", shape.starts, right=True),
        fit("lane", shape.lane),
        fit("talk", shape.talk, right=True),
        fit("ended", shape.ended),
        fit("flags", shape.flags),
    ]
    return Line((("   #   " + " ".join(cell for cell in cells if cell), "label"),))


def _row(interaction: Interaction, index: int, shape: Columns, sign: str, *, helper: bool) -> Line:
    leg = interaction.legs[index]
    after = interaction.starts_after(leg)
    arrow = "└" if helper else "→" if leg.inbound else "←"
    spans = [
        (fit(str(index + 1), 3, right=True) + sign, "number"),
        (arrow + " ", "dim" if helper else "strong"),
        (fit(leg.who, shape.who), "dim" if helper else ""),
        (" " + fit(_numbers(leg, shape), shape.number), ""),
    ]
    if shape.starts:
        starts = clock.offset(after) if after is not None else ""
        spans.append((" " + fit(starts, shape.starts, right=True), "dim"))
    if shape.lane:
        spans += _lane(interaction, leg, shape.lane)
    talk = clock.duration(leg.talk) if leg.answered else "–"
    spans.append((" " + fit(talk, shape.talk, right=True), "" if leg.answered else "dim"))
    style = "" if leg.cause.kind in ("ok", "transfer") else "warn"
    spans.append((" " + fit(story.ending(leg), shape.ended), style))
    if shape.flags:
        spans.append((" " + fit(" ".join(flags(leg)), shape.flags), "dim"))
    return Line(tuple(spans), f"leg:{index}")


def _numbers(leg: Leg, shape: Columns) -> str:
    if not shape.both_numbers:
        return cut_middle(leg.number or "unknown", shape.number)
    half = (shape.number - 3) // 2
    from_, to = leg.from_number or "unknown", leg.to_number or "unknown"
    return f"{cut_middle(from_, half)} → {cut_middle(to, half)}"


def _lane(interaction: Interaction, leg: Leg, width: int) -> list[tuple[str, str]]:
    blank, ringing, talking = interaction.lane(leg, width)
    drawn = " " * blank + RINGING * ringing, TALKING * talking
    return [(" " + drawn[0], "dim"), (fit(drawn[1], width - blank - ringing), "good")]
