"""A lookup as plain text, made to be read in a terminal or in a ticket."""

from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING

from vinix_tui.calls import story
from vinix_tui.calls.clock import day_and_time, duration, offset, time_of_day
from vinix_tui.calls.text import cut_middle
from vinix_tui.diagnosis.diagnose import diagnose
from vinix_tui.diagnosis.finding import Severity
from vinix_tui.diagnosis.wording import advice, place
from vinix_tui.reports import wording
from vinix_tui.reports.layout import Column, Page
from vinix_tui.reports.redaction import REPLACED

if TYPE_CHECKING:
    from vinix_tui.calls.interaction import Interaction
    from vinix_tui.calls.leg import Leg
    from vinix_tui.calls.lookup import Lookup
    from vinix_tui.diagnosis.finding import Finding, Verdict

_COLUMNS = (
    Column(1, right=True),  # the worst finding's mark, and the number
    Column(1),  # direction
    Column(8),  # who
    Column(7, middle=True),  # from
    Column(9, middle=True),  # to, behind its arrow
    Column(5, right=True),  # starts
    Column(4, right=True),  # talk
    Column(8),  # ended
)
_HEADINGS = ("#", "", "who", "from", "→ to", "starts", "talk", "ended")


def text(
    lookup: Lookup,
    *,
    zone: tzinfo | None,
    width: int = 80,
    wrapped: bool = True,
    colour: bool = False,
    ascii_only: bool = False,
    source: str = "",
) -> str:
    """The whole report, ended by a line feed; no line is wider than `width` cells.

    Where it is not `wrapped`, only the table keeps to the width and each sentence is one line, as
    tickets wrap by themselves and `grep` does not.
    `zone` None is the machine's own. `source` names the file that the documents came from.
    With `ascii_only`, arrows become `->` and what is not ASCII becomes its backslash escape; with
    `colour`, headings are bold and what is folded is dim.
    """
    page = Page(width, wrapped=wrapped, colour=colour, ascii_only=ascii_only)
    interaction = lookup.interaction
    named = interaction.id or lookup.interaction_id
    page.heading(cut_middle(f"Interaction {named}" if named else "A call without an id", width))
    if interaction.legs:
        verdict = diagnose(interaction)
        page.item("", verdict.headline, most=4)
        page.blank()
        _facts(page, lookup, zone)
        page.item("Parties   ", story.parties(interaction))
        page.item("Outcome   ", wording.OUTCOMES[verdict.outcome])
        if verdict.trouble:
            page.item("Trouble   ", verdict.trouble)
        page.item("Ended by  ", wording.ended_by(verdict.ended_by), most=4)
        _findings(page, verdict, ascii_only)
        _legs(page, interaction, verdict, ascii_only)
        _endings(page, interaction)
        _time_line(page, interaction, zone)
    else:
        _facts(page, lookup, zone)
        page.heading("No legs were found.")
        for reason in wording.NOT_FOUND:
            page.item("- ", reason)
    page.blank()
    page.item("Source    ", wording.source(lookup, zone, source))
    if lookup.made_up:
        page.item("Remark    ", REPLACED)
    return str(page)


def _facts(page: Page, lookup: Lookup, zone: tzinfo | None) -> None:
    interaction = lookup.interaction
    if interaction.start:
        length = f", {duration(interaction.seconds)} long" if interaction.legs else ""
        page.item("When      ", wording.time(interaction.start, zone) + length)
    if lookup.account_id:
        page.item("Account   ", lookup.account_id)


def _findings(page: Page, verdict: Verdict, ascii_only: bool) -> None:
    if verdict.findings:
        page.heading("Findings")
    wide = max((len(found.id) for found in verdict.findings), default=0)
    for found in verdict.findings:
        label = f"{wording.mark(found.severity, ascii_only=ascii_only)} {found.id:<{wide}}  "
        if found.severity is Severity.NORMAL:
            page.item(label, found.sentence, most=2)
        else:
            _finding(page, found, label)
    page.blank()
    page.item("", verdict.cannot_show)


def _finding(page: Page, found: Finding, label: str) -> None:
    page.item(label, found.sentence, most=6)
    indent = " " * len(label)
    page.item(indent, wording.standing(found), dim=True)
    evidence, more = wording.shown(found)
    for fact in evidence:
        page.item(indent, f"{place(fact)}: {fact.value}")
    if more:
        page.item(indent, more)
    for said in advice(found):
        page.item(indent, said, most=6)


def _legs(page: Page, interaction: Interaction, verdict: Verdict, ascii_only: bool) -> None:
    folded = f", {len(interaction.folded)} of them folded" if interaction.folded else ""
    count = len(interaction.legs)
    page.heading(f"{count} leg{'' if count == 1 else 's'}{folded}")
    rows: list[tuple[str, ...]] = [_HEADINGS]
    below: list[str | None] = [None]

    def add(index: int, remark: str | None) -> None:
        worst = verdict.worst(index) or Severity.NORMAL
        marked = ""
        if worst >= Severity.WARNING:
            marked = wording.mark(worst, ascii_only=ascii_only) + " "
        rows.append((f"{marked}{index + 1}", *_row(interaction, index)))
        below.append(remark)

    for index in interaction.shown:
        add(index, story.fold(interaction, index))
        for helper in interaction.under(index):  # in a pipe nobody can unfold them
            add(helper, None)
    page.table(_COLUMNS, rows, below)


def _row(interaction: Interaction, index: int) -> tuple[str, ...]:
    leg = interaction.legs[index]
    starts = interaction.starts_after(leg)
    return (
        "└" if index in interaction.folded else "→" if leg.inbound else "←",
        leg.who,
        leg.from_number or "unknown",
        f"→ {leg.to_number or 'unknown'}",
        "" if starts is None else offset(starts),
        duration(leg.talk) if leg.answered else "–",
        story.ending(leg),
    )


def _endings(page: Page, interaction: Interaction) -> None:
    page.heading("How each leg went")
    for index in interaction.shown:  # of the folded ones the table has said all
        leg = interaction.legs[index]
        page.item(f"{index + 1}  ", f"{_party(leg)}: {story.ending_at_length(leg)}")
        if leg.fax:
            page.item(f"{' ' * len(str(index + 1))}  ", leg.fax.words)


def _party(leg: Leg) -> str:
    return cut_middle(leg.who, 60)  # leaves room for the sentence on its three lines


def _time_line(page: Page, interaction: Interaction, zone: tzinfo | None) -> None:
    begun, moments = interaction.start, story.time_line(interaction)
    if begun is None or not moments:
        return
    page.heading(f"Time line, {wording.zone_at(begun, zone)}")
    day = begun.astimezone(zone).date()
    for moment in moments:
        if moment.at.astimezone(zone).date() != day:
            day = moment.at.astimezone(zone).date()
            page.item("", f"{day_and_time(moment.at, zone).rsplit(' ', 1)[0]}")
        at = time_of_day(moment.at, zone, exact=moment.exact)
        page.item(f"{at}  {moment.leg + 1}  ", moment.words, most=2)
