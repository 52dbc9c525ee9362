"""Two legs compared, as lines: beside each other where there is room, else below each other."""

from __future__ import annotations

from typing import NamedTuple

from vinix_tui.calls import clock
from vinix_tui.calls.compare import Comparison, Described
from vinix_tui.calls.compare_lines import Lined
from vinix_tui.calls.compared import Compared
from vinix_tui.calls.text import cells, cut_middle, fit, printable, wrap
from vinix_tui.ui.view import View
from vinix_tui.ui.widgets.facts import heading, sentence
from vinix_tui.ui.widgets.line import Line
from vinix_tui.ui.widgets.lines import Lines

_BESIDE = 98  # columns from which both values stand beside each other: a screen of 100
_SAME_KEPT = 2  # unchanged lines of an SDP between two changed ones; more are told by number
_ONE, _OTHER = "number", "name"  # styles: each leg's own, wherever it is spoken of
_ABSENT = "–"


class Names(NamedTuple):
    """How the two legs are called."""

    one: str
    other: str
    """`leg 2`, `leg 3`; with one number `marked` and `this`, of two copies `earlier` and `now`."""
    titles: tuple[str, str]
    """`leg 2 device Kim`, with the interaction where there are two."""

    @classmethod
    def of(cls, one: View, other: View) -> Names:
        """The names of the marked leg and of the one that it is compared with."""
        apart = one.lookup.interaction_id != other.lookup.interaction_id
        titles = [f"leg {view.leg_index + 1} {view.leg.who}" for view in (one, other)]
        if apart:
            ids = (cut_middle(printable(view.lookup.interaction_id), 20) for view in (one, other))
            titles = [f"{title} of {id_}" for title, id_ in zip(titles, ids, strict=True)]
        tags = [f"leg {view.leg_index + 1}" for view in (one, other)]
        if tags[0] == tags[1]:
            tags = ["marked", "this"]
        if not apart and one.lookup.fetched_at != other.lookup.fetched_at:
            whens = (clock.short(view.lookup.fetched_at, view.zone) for view in (one, other))
            titles = [f"{when}: {title}" for title, when in zip(titles, whens, strict=True)]
            tags = ["earlier", "now"] if tags[0] == "marked" else tags
        return cls(tags[0], tags[1], (titles[0], titles[1]))


class Comparing(Lines):
    """The comparison of two legs; its header names the columns."""

    def compare(self, told: Comparison, names: Names, *, everything: bool) -> None:
        """Show what differs, or everything; the cursor stays where it was."""

        def build(width: int) -> list[Line]:
            self.header = _header(names, width) if width >= _BESIDE else None
            return draw(told, names, width, everything=everything)

        self.show(build, key=self.cursor_key)


def draw(told: Comparison, names: Names, width: int, *, everything: bool) -> list[Line]:
    """The comparison for a width; without `everything`, only what tells something."""
    page = _Page(names, width, everything)
    page.chapter(told.went.title, told.went.things)
    for each, whose in ((told.remote, "each party"), (told.local, "the platform")):
        page.media(each, whose)
    for chapter in told.records:
        page.chapter(chapter.title, chapter.things)
    for each in (told.remote, told.local):
        page.sdp(each)
    if not page.lines:
        text = "Nothing differs but what differs on any two legs: ids, tags and times."
        return sentence(text, width, key="nothing")
    return page.lines


class _Page:
    def __init__(self, names: Names, width: int, everything: bool) -> None:
        self.names = names
        self.width = width
        self.everything = everything
        self.beside = width >= _BESIDE
        self.label = _label(width)
        self.lines: list[Line] = []

    def chapter(self, title: str, things: tuple[Compared, ...]) -> None:
        """A heading and what there is to show below it; nothing where there is nothing."""
        shown = [thing for thing in things if self.everything or thing.tells]
        if shown:
            self._heading(title)
        for thing in shown:
            self._thing(thing, f"{title}:{thing.name}")

    def media(self, each: Described, whose: str) -> None:
        """The media of one side by meaning, or who alone described any."""
        if bool(each.one) != bool(each.other):
            holder = self.names.one if each.one else self.names.other
            self._heading(f"Media by meaning · {each.side}, what {whose} said")
            text = f"Only {_spoken(holder)} has a {each.side} SDP on record."
            self.lines += sentence(f"  {text}", self.width, key=f"alone:{each.side}")
        else:
            self.chapter(f"Media by meaning · {each.side}, what {whose} said", each.meaning)

    def sdp(self, each: Described) -> None:
        """Both SDPs of one side, line by line."""
        if not each.lines:
            return
        title = f"{each.side.capitalize()} SDP line by line"
        key = f"{each.side} same"
        if all(line.same for line in each.lines) and not self.everything:
            return
        self._heading(title, f"- only {self.names.one} · + only {self.names.other}")
        run: list[Lined] = []
        for number, line in enumerate((*each.lines, None)):
            if line is not None and line.same:
                run.append(line)
                continue
            if self.everything or len(run) <= _SAME_KEPT:
                for place, same in enumerate(run):
                    self._sdp_line(each, same, f"{key}:{number}:{place}")
            else:
                told = f"    … {len(run)} lines the same"
                self.lines.append(Line(((told, "dim"),), f"{key}:{number}"))
            run = []
            if line is not None:
                self._sdp_line(each, line, f"{each.side}:{number}")

    def _heading(self, title: str, remark: str = "") -> None:
        self.lines += heading(title, first=not self.lines)
        if remark:
            last = self.lines[-1]
            self.lines[-1] = last._replace(spans=(*last.spans, ("  " + remark, "dim")))

    # -- one thing ----------------------------------------------------------------------------

    def _thing(self, thing: Compared, key: str) -> None:
        begun = len(self.lines)
        self._draw_thing(thing, key)
        both = dict.fromkeys((thing.one or _ABSENT, thing.other or _ABSENT))
        self.lines[begun] = self.lines[begun]._replace(value="\n".join(both))

    def _draw_thing(self, thing: Compared, key: str) -> None:
        sign = "≠ " if self.everything and thing.differs else "  "
        label = sign + thing.name
        if cells(label) >= self.label:  # a long name takes a line of its own rather than a cut
            self.lines += [Line(((part, "label"),), key) for part in wrap(label, self.width)]
            label = ""
        begun = fit(label, self.label)
        if self.beside:
            self._thing_beside(thing, key, begun)
            return
        tag = max(len("both"), *map(cells, self.names[:2])) + 2
        room = max(8, self.width - self.label - tag)
        values = [("both", "dim", thing.one or _ABSENT, "")]
        if thing.differs:
            values = [
                (self.names.one, _ONE, thing.one or _ABSENT, ""),
                (self.names.other, _OTHER, thing.other or _ABSENT, thing.remark),
            ]
        for whose, style, value, remark in values:
            for spans in _told(value, remark, room):
                line = ((begun, "label"), (fit(whose, tag), style), *spans)
                self.lines.append(Line(line, key))
                begun, whose = " " * self.label, ""

    def _thing_beside(self, thing: Compared, key: str, begun: str) -> None:
        half = _half(self.width - self.label)
        ours = wrap(thing.one or _ABSENT, half)
        theirs = _told(thing.other or _ABSENT, thing.remark, half)
        if not thing.differs:
            theirs = [(("the same", "dim"),)]
        for place in range(max(len(ours), len(theirs))):
            left = ours[place] if place < len(ours) else ""
            right = theirs[place] if place < len(theirs) else ()
            self.lines.append(Line(((begun, "label"), (fit(left, half) + "  ", ""), *right), key))
            begun = " " * self.label

    # -- one line of SDP ----------------------------------------------------------------------

    def _sdp_line(self, each: Described, line: Lined, key: str) -> None:
        ours = each.one.line(line.one) if line.one else None
        theirs = each.other.line(line.other) if line.other else None
        begun = len(self.lines)
        self._draw_sdp_line(ours, theirs, line.same, key)
        said = dict.fromkeys(text for text in (ours, theirs) if text is not None)
        self.lines[begun] = self.lines[begun]._replace(value="\n".join(said))

    def _draw_sdp_line(self, ours: str | None, theirs: str | None, same: bool, key: str) -> None:
        if self.beside:
            self._sdp_beside(ours, theirs, same, key)
        elif same:
            self._sdp_below(" ", ours or "", "dim", key)
        else:
            if ours is not None:
                self._sdp_below("-", ours, _ONE, key)
            if theirs is not None:
                self._sdp_below("+", theirs, _OTHER, key)

    def _sdp_below(self, sign: str, text: str, style: str, key: str) -> None:
        for part in wrap(text, max(8, self.width - 4)):
            said = style if style == "dim" else ""
            self.lines.append(Line(((f"  {sign} ", style), (part, said)), key))
            sign = " "

    def _sdp_beside(self, ours: str | None, theirs: str | None, same: bool, key: str) -> None:
        sign = " " if same else "-" if theirs is None else "+" if ours is None else "≠"
        style = "dim" if same else ""
        half = _half(self.width - 4)
        left = wrap(ours, half - 1) if ours is not None else []
        right = wrap(theirs, half - 1) if theirs is not None else []
        for place in range(max(len(left), len(right))):
            one = left[place] if place < len(left) else ""
            other = right[place] if place < len(right) else ""
            middle = f" {sign} " if place == 0 else "   "
            marked = _OTHER if sign == "+" else _ONE
            spans = (("  " + fit(one, half - 1), style), (middle, marked), (other, style))
            self.lines.append(Line(spans, key))


def _told(value: str, remark: str, width: int) -> list[tuple[tuple[str, str], ...]]:
    """A value in lines, and what it is against the other one: behind it, or below."""
    parts = wrap(value, width)
    lines: list[tuple[tuple[str, str], ...]] = [((part, ""),) for part in parts]
    if remark and cells(parts[-1]) + 2 + cells(remark) <= width:
        lines[-1] = (*lines[-1], ("  " + remark, "dim"))
    elif remark:
        lines += [((part, "dim"),) for part in wrap(remark, width)]
    return lines


def _header(names: Names, width: int) -> Line:
    half = _half(width - _label(width))
    one, other = (title[:1].upper() + title[1:] for title in names.titles)
    return Line(((" " * _label(width), ""), (fit(one, half) + "  ", _ONE), (other, _OTHER)))


def _label(width: int) -> int:
    """Columns for the names of things."""
    return max(20, min(26, width // 4))


def _half(width: int) -> int:
    """Columns of each of two values with two between them."""
    return (width - 2) // 2


def _spoken(tag: str) -> str:
    return {"marked": "the marked leg", "this": "this leg"}.get(tag, tag)
