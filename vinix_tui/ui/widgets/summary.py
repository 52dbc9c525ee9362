"""The Summary tab: the verdict, what was found and where, the order of events, the facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinix_tui.calls import clock, story
from vinix_tui.calls.text import cells, fit, printable, wrap
from vinix_tui.ui.view import View
from vinix_tui.ui.widgets import changed, marks
from vinix_tui.ui.widgets.facts import fact, heading, sentence
from vinix_tui.ui.widgets.line import READABLE, Line
from vinix_tui.ui.widgets.places import CALL_INFO, Place, place

if TYPE_CHECKING:
    from vinix_tui.diagnosis.finding import Evidence, Finding, Verdict

_INDENT = "  "  # under a mark


def draw(view: View, width: int) -> list[Line]:
    """The whole interaction: verdict first. Lines of findings and events lead on by Enter."""
    prose = min(width, READABLE)
    lines = _verdict(view.verdict, prose)
    lines += fact("note", view.note, prose, style="strong")  # whole: lists and the status cut it
    lines += changed.draw(view, prose)
    for count, finding in enumerate(view.verdict.findings):
        lines += _finding(finding, count, prose)
    lines += sentence(view.verdict.cannot_show, width, style="dim")
    return lines + _time_line(view, width) + _facts(view, width)


def leads_to(view: View, key: str) -> Place | None:
    """Where a line of this tab leads: a finding to its first evidence, an event to its leg."""
    kind, *numbers = key.split(":")
    if kind == "since":
        return changed.leads_to(view, numbers)
    if kind == "moment":
        return Place(int(numbers[1]), CALL_INFO)
    if kind not in ("finding", "evidence"):
        return None
    finding = view.verdict.findings[int(numbers[0])]
    if finding.evidence:
        from vinix_tui.diagnosis import wording

        evidence, _ = wording.shown(finding)
        return place(evidence[int(numbers[1]) if kind == "evidence" else 0])
    return Place(finding.legs[0], CALL_INFO) if finding.legs else None


# -- the verdict ----------------------------------------------------------------------------------


def _verdict(verdict: Verdict, width: int) -> list[Line]:
    from vinix_tui.diagnosis import wording

    sign, style = marks.mark(verdict.severity)
    head = f"{sign} " if wording.matters(verdict.severity) else ""
    lines = [
        Line(((head if number == 0 else " " * len(head), style), (part, "strong")))
        for number, part in enumerate(wrap(verdict.headline, width - len(head)))
    ]
    if verdict.trouble:
        lines += [Line(((part, ""),)) for part in wrap(f"Trouble {verdict.trouble}", width)]
    said = wording.ended_by(verdict.ended_by)
    first, *rest = wrap(f"{said}. {verdict.ended_by.basis}", width)
    lines.append(Line(((first[: len(said)], ""), (first[len(said) :], "dim"))))
    return lines + [Line(((part, "dim"),)) for part in rest]


def _finding(finding: Finding, count: int, width: int) -> list[Line]:
    """What is the matter and what to do; below it the evidence, a line of its own each."""
    from vinix_tui.diagnosis import wording

    key = f"finding:{count}"
    sign, style = marks.mark(finding.severity)
    room = width - len(_INDENT)
    head = f"{finding.id} {wording.doubt(finding.confidence)}"
    first, *rest = wrap(f"{head}{finding.sentence}", room)
    ink = "" if finding.severity else "dim"
    lines = [
        Line(((f"{sign} ", style), (first[: len(head)], style), (first[len(head) :], ink)), key),
        *(Line(((_INDENT, ""), (part, ink)), key) for part in rest),
    ]
    word = finding.severity.word if finding.severity else ""  # where a mark can not be shown
    tail = " · ".join(filter(None, (word, wording.legs(finding.legs))))
    lines[-1:] = _with_tail(lines[-1], tail, width)
    told = (f"{finding.id} {wording.doubt(finding.confidence)}{finding.sentence}", tail)
    said = "\n".join([" · ".join(filter(None, told)), *wording.advice(finding)])
    lines[0] = lines[0]._replace(value=said)
    for advice in wording.advice(finding):
        label, colon, _ = advice.partition(":")
        first, *rest = wrap(advice, room)
        cut = len(label + colon)
        lines.append(Line(((_INDENT, ""), (first[:cut], "label"), (first[cut:], ink)), key))
        lines += [Line(((_INDENT, ""), (part, ink)), key) for part in rest]
    if finding.severity:
        facts, more = wording.shown(finding)
        for number, evidence in enumerate(facts):
            lines += _fact_of(evidence, f"evidence:{count}:{number}", width)
        if more:
            lines.append(Line(((f"    and {more} more like these", "dim"),)))
    return lines


def _fact_of(evidence: Evidence, key: str, width: int) -> list[Line]:
    from vinix_tui.diagnosis import wording

    where = f"{printable(wording.place(evidence))}: "
    first, *rest = wrap(where + printable(evidence.value), width - 6)
    spans = (("    ", ""), (first[: len(where)], "dim"), (first[len(where) :], "code"))
    lines = [Line(spans, key, evidence.value)]
    return lines + [Line((("      ", ""), (part, "code")), key) for part in rest]


def _with_tail(line: Line, tail: str, width: int) -> list[Line]:
    """Words at the right end; below the line where it has no room for them."""
    room = width - cells(line.text) - cells(tail)
    if room > 1:
        return [line._replace(spans=(*line.spans, (" " * room + tail, "dim")))]
    return [line, Line(((fit(tail, width, right=True), "dim"),), line.key)] if tail else [line]


# -- the rest -------------------------------------------------------------------------------------


def _time_line(view: View, width: int) -> list[Line]:
    interaction = view.lookup.interaction
    lines = heading("In the order of time")
    for count, moment in enumerate(story.time_line(interaction)):
        since = (moment.at - interaction.start).total_seconds() if interaction.start else 0.0
        text = f"{clock.offset(since, exact=moment.exact):>8}  {moment.words}"
        lines += _numbered(moment.leg, text, width, f"moment:{count}:{moment.leg}")
    return lines


def _facts(view: View, width: int) -> list[Line]:
    interaction = view.lookup.interaction
    lines = heading("The call")
    lines += fact("from → to", story.parties(interaction), width)
    if interaction.start:
        when = clock.day_and_time(interaction.start, view.zone)
        lasted = clock.duration(interaction.seconds)
        lines += fact("began", f"{when}, over after {lasted}", width)
    lines += fact("legs", story.roles(interaction), width)
    lines += fact("interaction", interaction.id, width)
    fetched = clock.day_and_time(view.lookup.fetched_at, view.zone)
    lines += fact("fetched", fetched, width, remark=view.lookup.base)
    # Down here, as a line above the findings would move them all: 3.4 kB for a pin.
    return lines + fact("pinned", "kept whatever its age" if view.pinned else "", width)


def _numbered(index: int, text: str, width: int, key: str) -> list[Line]:
    number = fit(str(index + 1), 3, right=True) + "  "
    first, *rest = wrap(text, min(width - 5, READABLE))
    lines = [Line(((number, "number"), (first, "")), key)]
    return lines + [Line((("     ", ""), (part, "")), key) for part in rest]
