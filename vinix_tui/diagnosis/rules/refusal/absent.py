"""The phone was not there: R16."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from vinix_tui.diagnosis.answers import (
    AT_ONCE,
    answer,
    number_of,
    rang,
    said_of,
    when,
)
from vinix_tui.diagnosis.case import Case, CaseLeg, sentence
from vinix_tui.diagnosis.finding import Confidence, Severity, Sign
from vinix_tui.diagnosis.rule import rule

INFO, WARNING, ERROR = Severity.INFO, Severity.WARNING, Severity.ERROR
MEDIUM, HIGH = Confidence.MEDIUM, Confidence.HIGH

BARELY_RANG: Final = 5
"""Seconds: whoever is not available within five, without having rung, was not there."""


@rule(
    "R16",
    fires="a phone was not registered, or was not available at once (480)",
    source="FreeSWITCH mod_sofia.c, where no contact is found; RFC 3261 section 21.4.18",
)
def phone_not_registered(case: Case) -> Iterator[Sign]:
    for at in case.refused("not registered"):
        said = said_of(at, "not registered")
        if at.is_carrier and not at.leg.inbound:
            told = (
                f"{at.party} cannot reach {number_of(at)} now ({said}): switched off, or no signal"
            )
            then, why = "Try again later.", f"{number_of(at)} could not be reached"
        else:
            who = f"the phone of {number_of(at)}" if at.leg.inbound else at.party
            told, why = (
                f"{who} was not registered when the call arrived",
                f"{who} was not registered",
            )
            then = f"Check its registration{when(at)}, its power and its network."
        yield Sign(
            ERROR,
            HIGH,
            sentence(f"{told}."),
            then,
            (at.index,),
            answer(at, "ringing_seconds"),
            why=why,
        )
    for at in case.refused("unavailable"):
        if not at.leg.inbound:
            yield _not_available(at)


def _not_available(at: CaseLeg) -> Sign:
    """A phone that is off, or one that rang and then said so: the time tells them apart."""
    waited, said = at.leg.before_answer, said_of(at, "unavailable")
    at_once = waited <= AT_ONCE or (waited <= BARELY_RANG and not rang(at))
    whom = number_of(at) if at.is_carrier else at.party
    if at_once:
        told = f"{whom} was not reachable when the call arrived ({said})"
        then = f"Check the registration of {whom}{when(at)}, its power and its network."
        if at.is_carrier:
            then = "Try again later: a mobile may be off or without signal."
        why = f"{whom} was not reachable"
    else:
        told = (
            f"{whom} was reported as not available after {waited} s ({said}): nobody took the call,"
            " or a setting such as do-not-disturb did"
        )
        then = "Ask the called party, and check the phone's do-not-disturb and forwarding."
        why = f"nobody took the call at {whom}"
    return Sign(
        ERROR if at_once else INFO,
        MEDIUM,
        sentence(f"{told}."),
        then,
        (at.index,),
        answer(at, "duration_seconds", "ringing_seconds"),
        why=why,
        settles=(
            "The platform's log of registrations tells whether it was there."
            if not at.is_carrier
            else "The carrier knows whether the called party was there."
        ),
    )
