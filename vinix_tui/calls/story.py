"""An interaction told in words: what each leg did, how it ended, and the order of events.

Facts only, as the records state them; why it happened is for the diagnosis to say.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from vinix_tui.calls.clock import duration
from vinix_tui.calls.sip import sip_words

if TYPE_CHECKING:  # the first paint needs none of them
    from vinix_tui.calls.interaction import Interaction
    from vinix_tui.calls.leg import Leg


class Moment(NamedTuple):
    """Something that happened on a leg, at a time."""

    at: datetime
    leg: int
    words: str
    exact: bool
    """Whether the moment is recorded; one that is counted from whole seconds is a second or so off.
    """


def parties(interaction: Interaction) -> str:
    """Who called whom: `+12025550101 → 2001`."""
    first = _first(interaction)
    if first is None:
        return ""
    return f"{first.from_number or 'unknown'} → {first.to_number or 'unknown'}"


def ending(leg: Leg) -> str:
    """How a leg ended, short: `normal`, `486 busy`; the code first, since ends are cut."""
    code = leg.sip_code
    return leg.cause.words if code in (None, 200) else f"{code} {leg.cause.words}"


def ending_at_length(leg: Leg) -> str:
    """How a leg went and ended, in a sentence without its subject."""
    ended = leg.cause.words
    if leg.sip_code not in (None, 200):
        ended += f", SIP {sip_words(leg.sip_code)}"
    if leg.duration_seconds is None:  # then nobody knows how long it took
        went = f"answered, talked {duration(leg.talk)}" if leg.answered else "not answered"
        return f"{went}, ended: {ended}"
    if leg.answered:
        waited = f"after {leg.before_answer} s" if leg.before_answer else "at once"
        return f"answered {waited}, talked {duration(leg.talk)}, ended: {ended}"
    return f"not answered, given up after {leg.before_answer} s: {ended}"


def fold(interaction: Interaction, index: int) -> str | None:
    """What is folded under a leg: `3 more phones rang, this one answered first`."""
    helpers = [interaction.legs[helper] for helper in interaction.under(index)]
    lost = sum(leg.lost_race for leg in helpers)
    inside = len(helpers) - lost
    said = []
    if lost:
        home = interaction.legs[index]
        won = home.answered and not home.inbound
        phones = _count(lost, "phone" if home.inbound else "more phone")
        said.append(f"{phones} rang, {'this' if won else 'another'} one answered first")
    if inside:
        said.append(f"{_count(inside, 'helper leg')} inside the switch")
    return ", ".join(said) or None


def time_line(interaction: Interaction) -> list[Moment]:
    """What happened in the order of time; folded legs are left to the leg they belong under."""
    moments: list[Moment] = []
    for index in interaction.shown:
        leg = interaction.legs[index]
        if not leg.start or not leg.end:
            continue
        recorded = leg.channel_created_time is not None
        moments.append(Moment(leg.start, index, _begun(leg), recorded))
        if leg.answered_at:
            moments.append(
                Moment(
                    leg.answered_at,
                    index,
                    f"{leg.who} is answered" if leg.inbound else f"{leg.who} answers",
                    exact=False,
                )
            )
        ended = f"{leg.who} ends: {ending(leg)}"
        moments.append(Moment(leg.end, index, ended, leg.ended_exactly is not None))
    return sorted(moments, key=lambda moment: moment.at)


def roles(interaction: Interaction) -> str:
    """What kinds of legs there are: `1 carrier, 4 devices`."""
    counted = Counter(leg.role for leg in interaction.legs)
    return ", ".join(_count(count, role) for role, count in counted.items())


def _first(interaction: Interaction) -> Leg | None:
    """The leg that tells the story: whoever called, else the oldest; no helper leg."""
    shown = [interaction.legs[index] for index in interaction.shown]
    return next((leg for leg in shown if leg.inbound), shown[0] if shown else None)


def _begun(leg: Leg) -> str:
    if leg.inbound:
        return f"{leg.who} calls {leg.to_number or 'an unknown number'}"
    return f"{leg.who} is called"


def _count(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 'es' if thing.endswith('x') else 's'}"
