"""The Summary tab: the interaction's facts, how each leg ended, and the order of events."""

from __future__ import annotations

from vinix_tui.calls import clock, story
from vinix_tui.calls.text import fit
from vinix_tui.ui.view import View
from vinix_tui.ui.widgets.facts import fact, heading, sentence
from vinix_tui.ui.widgets.line import Line


def draw(view: View, width: int) -> list[Line]:
    """The whole interaction in words; lines about a leg lead to it by Enter."""
    interaction = view.lookup.interaction
    lines = sentence(
        f"{story.parties(interaction)} · {story.headline(interaction)}", width, style="strong"
    )
    if interaction.start:
        when = clock.day_and_time(interaction.start, view.zone)
        lasted = clock.duration(interaction.seconds)
        lines += fact("began", f"{when}, over after {lasted}", width)
    lines += fact("legs", story.roles(interaction), width)
    lines += fact("interaction", interaction.id, width)
    lines += fact(
        "fetched",
        clock.day_and_time(view.lookup.fetched_at, view.zone),
        width,
        remark=view.lookup.base,
    )
    lines += heading("How each leg ended")
    for index in interaction.shown:
        leg = interaction.legs[index]
        told = f"{leg.who}: {story.ending_at_length(leg)}"
        lines += _numbered(index, told, width, f"end:{index}")
        folded = story.fold(interaction, index)
        if folded:
            lines += _numbered(None, folded, width, f"end:{index}")
    lines += heading("In the order of time")
    for count, moment in enumerate(story.time_line(interaction)):
        since = (moment.at - interaction.start).total_seconds() if interaction.start else 0.0
        text = f"{clock.offset(since):>8}  {moment.words}"
        lines += _numbered(moment.leg, text, width, f"moment:{count}:{moment.leg}")
    return lines


def leg_of(key: str) -> int | None:
    """The leg that a line of this tab leads to."""
    name, _, rest = key.partition(":")
    return int(rest.rpartition(":")[2]) if name in ("end", "moment") else None


def _numbered(index: int | None, text: str, width: int, key: str) -> list[Line]:
    number = fit("" if index is None else str(index + 1), 3, right=True) + "  "
    first, *rest = sentence(text, width - 5, key=key)
    lines = [Line(((number, "number"), *first.spans), key)]
    return lines + [Line((("     ", ""), *line.spans), key) for line in rest]
