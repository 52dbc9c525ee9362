"""The phone was not there: R16."""

from __future__ import annotations

from collections.abc import Iterator

from vinix_tui.diagnosis.answers import (
    answer,
    not_there,
    number_of,
    said_of,
    when,
)
from vinix_tui.diagnosis.case import Case
from vinix_tui.diagnosis.case_leg import CaseLeg
from vinix_tui.diagnosis.finding import Confidence, Severity, Sign
from vinix_tui.diagnosis.names import sentence
from vinix_tui.diagnosis.rule import rule

INFO, WARNING, ERROR = Severity.INFO, Severity.WARNING, Severity.ERROR
MEDIUM, HIGH = Confidence.MEDIUM, Confidence.HIGH


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
    at_once = not_there(at)
    whom = number_of(at) if at.is_carrier else at.party
    if at_once:
        told = f"{whom} was not available when the call arrived ({said})"
        then = f"Check the registration of {whom}{when(at)}, its network, and do-not-disturb."
        told += ": switched off or without signal" if at.is_carrier else ": not registered"
        told += ", or set to take no calls"
        if at.is_carrier:
            then = "Try again later: a mobile may be off or without signal."
        why = f"{whom} was not available"
        settles = "The platform's log of registrations tells whether it was there."
    else:
        told = (
            f"{whom} was reported as not available after {waited} s ({said}): nobody took the call,"
            " or a setting such as do-not-disturb did"
        )
        then = "Ask the called party, and check the phone's do-not-disturb and forwarding."
        why = ""  # that nobody answered is all there is to say
        settles = "The called party knows whether the phone rang."
    if at.is_carrier:
        settles = "The carrier knows whether the called party was there."
    return Sign(
        ERROR if at_once else INFO,
        MEDIUM,
        sentence(f"{told}."),
        then,
        (at.index,),
        answer(at, "duration_seconds", "ringing_seconds"),
        why=why,
        settles=settles,
    )
