"""A lookup as plain text, made to be read in a terminal or in a ticket."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Final

from vinix_tui.calls import story
from vinix_tui.calls.clock import day_and_time, duration, offset, time_of_day
from vinix_tui.calls.text import cut_middle
from vinix_tui.reports.layout import Column, Page

if TYPE_CHECKING:
    from vinix_tui.calls.interaction import Interaction
    from vinix_tui.calls.leg import Leg
    from vinix_tui.calls.lookup import Lookup

NOT_FOUND: Final = (
    "The account may be another one: this one can be read, but the call belongs to a different"
    " one, perhaps a sub-account. Check the account id.",
    "It may be too early: a leg is recorded when it ends, and found some seconds later. Try again"
    " after the call.",
    "The month may be archived: call records can be read for some months only. Ask whoever runs"
    " the platform for older ones.",
    "The id may be mistyped: copy it again from where it is shown.",
)
"""The four likely reasons why an id has no legs, each with what to do."""

_COLUMNS = (
    Column(1, right=True),  # number
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
    colour: bool = False,
    ascii_only: bool = False,
    source: str = "",
) -> str:
    """The whole report, ended by a line feed; no line is wider than `width` cells.

    `zone` None is the machine's own. `source` names the file that the documents came from. With
    `ascii_only`, arrows become `->` and what is not ASCII becomes its backslash escape; with
    `colour`, headings are bold and what is folded is dim.
    """
    page = Page(width, colour=colour, ascii_only=ascii_only)
    interaction = lookup.interaction
    named = interaction.id or lookup.interaction_id
    page.heading(cut_middle(f"Interaction {named}" if named else "A call without an id", width))
    if interaction.start:
        length = f", {duration(interaction.seconds)} long" if interaction.legs else ""
        page.item("When     ", _named(interaction.start, zone) + length)
    if lookup.account_id:
        page.item("Account  ", lookup.account_id)
    if interaction.legs:
        page.item("Parties  ", story.parties(interaction))
        page.item("Outcome  ", story.headline(interaction))
        _legs(page, interaction)
        _endings(page, interaction)
        _time_line(page, interaction, zone)
    else:
        page.heading("No legs were found.")
        for reason in NOT_FOUND:
            page.item("- ", reason)
    page.blank()
    page.item("Source   ", _source(lookup, zone, source))
    return str(page)


def _legs(page: Page, interaction: Interaction) -> None:
    folded = f", {len(interaction.folded)} of them folded" if interaction.folded else ""
    count = len(interaction.legs)
    page.heading(f"{count} leg{'' if count == 1 else 's'}{folded}")
    rows: list[tuple[str, ...]] = [_HEADINGS]
    below: list[str | None] = [None]
    for index in interaction.shown:
        rows.append(_row(interaction, index))
        below.append(_folded(interaction, index))
        for helper in interaction.under(index):  # in a pipe nobody can unfold them
            rows.append(_row(interaction, helper))
            below.append(None)
    page.table(_COLUMNS, rows, below)


def _row(interaction: Interaction, index: int) -> tuple[str, ...]:
    leg = interaction.legs[index]
    starts = interaction.starts_after(leg)
    return (
        str(index + 1),
        "└" if index in interaction.folded else "→" if leg.inbound else "←",
        leg.who,
        leg.from_number or "unknown",
        f"→ {leg.to_number or 'unknown'}",
        "" if starts is None else offset(starts),
        duration(leg.talk) if leg.answered else "–",
        story.ending(leg),
    )


def _folded(interaction: Interaction, index: int) -> str | None:
    return story.fold(interaction, index)


def _endings(page: Page, interaction: Interaction) -> None:
    page.heading("How each leg went")
    for index, leg in enumerate(interaction.legs):
        page.item(f"{index + 1}  ", f"{_party(leg)}: {story.ending_at_length(leg)}")
        if leg.fax:
            page.item(f"{' ' * len(str(index + 1))}  ", leg.fax.words)


def _party(leg: Leg) -> str:
    return cut_middle(leg.who, 60)  # leaves room for the sentence on its three lines


def _time_line(page: Page, interaction: Interaction, zone: tzinfo | None) -> None:
    page.heading("Time line")
    day = interaction.start.astimezone(zone).date() if interaction.start else None
    for moment in story.time_line(interaction):
        if moment.at.astimezone(zone).date() != day:
            day = moment.at.astimezone(zone).date()
            page.item("", f"{day_and_time(moment.at, zone).rsplit(' ', 1)[0]}")
        page.item(f"{time_of_day(moment.at, zone)}  {moment.leg + 1}  ", moment.words, most=2)


def _source(lookup: Lookup, zone: tzinfo | None, source: str) -> str:
    when = _named(lookup.fetched_at, zone)
    if lookup.kind == "demo":
        return f"the demo's made-up calls, fetched {when}"
    if lookup.kind == "history":
        return f"the copy in the history of {lookup.base}, fetched {when}"
    if lookup.kind == "api":
        return f"{lookup.base}, fetched {when}"
    file = source or "a file"
    return f"{file}, fetched from {lookup.base} {when}" if lookup.base else f"{file}, saved {when}"


def _named(when: datetime, zone: tzinfo | None) -> str:
    """A time with its zone: `Mon 23 Nov 2026 10:00:04 CET (UTC+01:00)`."""
    there = when.astimezone(zone)
    name = there.tzname() or ""
    ahead = there.strftime("%z")
    if name == "UTC" or not ahead:
        return f"{day_and_time(when, zone)} UTC"
    return f"{day_and_time(when, zone)} {name} (UTC{ahead[:3]}:{ahead[3:5]})"
