"""A lookup as Markdown for a ticket system; nothing that a stranger wrote is markup in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING

from vinix_tui.calls import story
from vinix_tui.calls.clock import day_and_time, duration, offset, time_of_day
from vinix_tui.calls.text import cut, printable
from vinix_tui.diagnosis.diagnose import diagnose
from vinix_tui.diagnosis.finding import Severity
from vinix_tui.diagnosis.wording import advice, place
from vinix_tui.reports import unmarked, wording
from vinix_tui.reports.layout import in_ascii
from vinix_tui.reports.redaction import REPLACED

if TYPE_CHECKING:
    from vinix_tui.calls.interaction import Interaction
    from vinix_tui.calls.lookup import Lookup
    from vinix_tui.diagnosis.finding import Finding, Verdict

_LONGEST = 1_000  # columns of one sentence or value: a name of 5 kB gains nothing by more
_LONGEST_CELL = 60
_COLUMNS = ("#", "", "who", "from", "to", "starts", "talk", "ended")
_ALIGNED = "| --: | --- | --- | --- | --- | --: | --: | --- |"


def markdown(
    lookup: Lookup,
    *,
    zone: tzinfo | None,
    ascii_only: bool = False,
    source: str = "",
) -> str:
    """The whole report, ended by a line feed, for any renderer of GitHub's Markdown.

    `zone` None is the machine's own. `source` names the file that the documents came from.
    With `ascii_only`, arrows become `->` and what is not ASCII becomes its backslash escape.
    """
    page = _Page(ascii_only)
    interaction = lookup.interaction
    named = interaction.id or lookup.interaction_id
    page.heading("###", f"Interaction {page.code(named)}" if named else "A call without an id")
    if interaction.legs:
        verdict = diagnose(interaction)
        page.add(f"**{page.words(verdict.headline)}**", "")
        _facts(page, lookup, zone)
        page.item("Parties", page.words(story.parties(interaction)))
        page.item("Outcome", wording.OUTCOMES[verdict.outcome])
        if verdict.trouble:
            page.item("Trouble", page.words(verdict.trouble))
        page.item("Ended by", page.words(wording.ended_by(verdict.ended_by)))
        _findings(page, verdict)
        _legs(page, interaction, verdict)
        _endings(page, interaction)
        _time_line(page, interaction, zone)
    else:
        page.add("**No legs were found.**", "")
        _facts(page, lookup, zone)
        page.add(*(f"- {page.words(reason)}" for reason in wording.NOT_FOUND))
    page.add("", f"Source: {page.words(wording.source(lookup, zone, source))}")
    if lookup.made_up:
        page.add("", page.words(REPLACED))
    return str(page)


class _Page:
    """Lines of Markdown. What is added is Markdown already; `words` and `code` make it of text."""

    def __init__(self, ascii_only: bool) -> None:
        self.ascii = ascii_only
        self._lines: list[str] = []

    def __str__(self) -> str:
        return "".join(f"{line}\n" for line in self._lines)

    def add(self, *lines: str) -> None:
        self._lines += lines

    def heading(self, level: str, made: str) -> None:
        if self._lines:
            self.add("")
        self.add(f"{level} {made}", "")

    def item(self, label: str, made: str) -> None:
        self.add(f"- **{label}:** {made}")

    def row(self, cells: Sequence[str]) -> None:
        made = (unmarked.cell(each, ascii_only=self.ascii) for each in cells)
        self.add(f"| {' | '.join(made)} |")

    def words(self, text: str, longest: int = _LONGEST) -> str:
        return unmarked.words(self._say(text, longest))

    def code(self, text: str, longest: int = _LONGEST) -> str:
        return unmarked.code(self._say(text, longest))

    def mark(self, severity: Severity) -> str:
        mark = wording.mark(severity, ascii_only=self.ascii)
        return rf"\{mark}" if mark in "*-" else mark  # they would begin a list in the list

    def _say(self, text: str, longest: int) -> str:
        text = cut(printable(text), longest)
        return in_ascii(text) if self.ascii else text


def _facts(page: _Page, lookup: Lookup, zone: tzinfo | None) -> None:
    interaction = lookup.interaction
    if interaction.start:
        length = f", {duration(interaction.seconds)} long" if interaction.legs else ""
        page.item("When", page.words(wording.time(interaction.start, zone) + length))
    if lookup.account_id:
        page.item("Account", page.code(lookup.account_id))


def _findings(page: _Page, verdict: Verdict) -> None:
    if verdict.findings:
        page.heading("####", "Findings")
    for found in verdict.findings:
        page.add(f"- {page.mark(found.severity)} **{found.id}** {page.words(found.sentence)}")
        if found.severity is not Severity.NORMAL:
            _finding(page, found)
    page.add("", page.words(verdict.cannot_show))


def _finding(page: _Page, found: Finding) -> None:
    page.add(f"  - {page.words(wording.standing(found))}")
    evidence, more = wording.shown(found)
    for fact in evidence:
        page.add(f"  - {page.words(place(fact))}: {page.code(fact.value)}")
    if more:
        page.add(f"  - {more}")
    for said in advice(found):
        page.add(f"  - {page.words(said)}")


def _legs(page: _Page, interaction: Interaction, verdict: Verdict) -> None:
    folded = f", {len(interaction.folded)} of them folded" if interaction.folded else ""
    count = len(interaction.legs)
    page.heading("####", f"{count} leg{'' if count == 1 else 's'}{folded}")
    page.row(_COLUMNS)
    page.add(_ALIGNED)
    for index in interaction.shown:
        _row(page, interaction, verdict, index)
        for helper in interaction.under(index):
            _row(page, interaction, verdict, helper)


def _row(page: _Page, interaction: Interaction, verdict: Verdict, index: int) -> None:
    leg = interaction.legs[index]
    worst = verdict.worst(index) or Severity.NORMAL
    starts = interaction.starts_after(leg)
    said = (
        "└" if index in interaction.folded else "→" if leg.inbound else "←",
        leg.who,
        leg.from_number or "unknown",
        leg.to_number or "unknown",
        "" if starts is None else offset(starts),
        duration(leg.talk) if leg.answered else "–",
        story.ending(leg),
    )
    marked = f"{page.mark(worst)} " if worst >= Severity.WARNING else ""
    page.row([f"{marked}{index + 1}", *(page.words(text, _LONGEST_CELL) for text in said)])


def _endings(page: _Page, interaction: Interaction) -> None:
    page.heading("####", "How each leg went")
    for index in interaction.shown:  # of the folded ones the table has said all
        leg = interaction.legs[index]
        went = f"{cut(leg.who, _LONGEST_CELL)}: {story.ending_at_length(leg)}"
        page.add(f"- leg {index + 1}, {page.words(went)}")
        if leg.fax:
            page.add(f"  - {page.words(leg.fax.words)}")


def _time_line(page: _Page, interaction: Interaction, zone: tzinfo | None) -> None:
    begun, moments = interaction.start, story.time_line(interaction)
    if begun is None or not moments:
        return
    page.heading("####", f"Time line, {page.words(wording.zone_at(begun, zone))}")
    day = begun.astimezone(zone).date()
    for moment in moments:
        at = time_of_day(moment.at, zone, exact=moment.exact).rstrip()
        if moment.at.astimezone(zone).date() != day:
            day = moment.at.astimezone(zone).date()
            at = f"{day_and_time(moment.at, zone).rsplit(' ', 1)[0]} {at}"
        page.add(f"- {page.code(at)} leg {moment.leg + 1}: {page.words(moment.words)}")
