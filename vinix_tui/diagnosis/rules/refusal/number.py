"""The number is wrong, or there is no way to it: R14 and R15."""

from __future__ import annotations

from collections.abc import Iterator

from vinix_tui.diagnosis.answers import (
    answer,
    code_of,
    number_of,
    rang,
    said_of,
)
from vinix_tui.diagnosis.case import Case
from vinix_tui.diagnosis.case_leg import CaseLeg
from vinix_tui.diagnosis.declines import ASK_CARRIER
from vinix_tui.diagnosis.evidence import cited
from vinix_tui.diagnosis.finding import Confidence, Severity, Sign
from vinix_tui.diagnosis.names import sentence
from vinix_tui.diagnosis.rule import rule

INFO, WARNING, ERROR = Severity.INFO, Severity.WARNING, Severity.ERROR
MEDIUM, HIGH = Confidence.MEDIUM, Confidence.HIGH


@rule(
    "R14",
    fires="a leg was answered 404 or 604, or no route was found; also on the platform itself",
    source="FreeSWITCH sofia_glue.c: 404 becomes UNALLOCATED_NUMBER; Kazoo stepswitch: no resource",
)
def no_such_number(case: Case) -> Iterator[Sign]:
    for at in case.refused("no such number"):
        dialled, said = number_of(at), said_of(at, "no such number")
        if at.leg.inbound:
            yield _no_route_here(at, dialled)
            continue
        confidence, settles = HIGH, ""
        if at.is_carrier and at.leg.cause.name == "NO_ROUTE_TRANSIT_NET":
            told = f"{at.party} knows no network that leads to {dialled} ({said})"
            then = f"Try another carrier. {ASK_CARRIER}"
            why = f"{at.party} knows no way to {dialled}"
        elif at.leg.sip_code is None and at.leg.cause.name == "NO_ROUTE_DESTINATION":
            told = f"no way to {dialled} was found over {at.party}; no SIP code is recorded"
            then = "Check the carrier resource: its address, its rules, the form of the number."
            if not at.is_carrier:
                then = "Check the address that the phone registered with, or the route to it."
            why = f"no way to {dialled} was found over {at.party}"
            confidence = MEDIUM
            settles = "A SIP trace shows whether a call request was sent at all."
        elif at.is_carrier:
            told = f"{at.party} says that {dialled} does not exist as it was dialled ({said})"
            then = (
                "Compare the digits with the number in full (+ and country code). If the number is"
                " known to work, ask the carrier with the Call-ID."
            )
            why = f"{at.party} says that the number does not exist"
            if rang(at):
                told += ", although it had been ringing"
                then = (
                    "Ask the carrier with the Call-ID what was reached; the number seems to exist."
                )
        else:
            told = (
                f"{at.party}, or the proxy before it, knows no such user ({said}): its login or its"
                " registration is missing or out of date"
            )
            then = f"Let {at.party} register again, and compare its user name with the platform's."
            why = f"{at.party} or the proxy before it knows no such user"
            confidence = MEDIUM
            settles = "The platform's log of registrations tells whether it was there."
        yield Sign(
            ERROR,
            confidence,
            sentence(f"{told}."),
            then,
            (at.index,),
            answer(at, "request", "custom_channel_vars.resource_id"),
            why=why,
            settles=settles,
        )


def _no_route_here(at: CaseLeg, dialled: str) -> Sign:
    """Nobody was called; with a code on its leg it may be that of an attempt not in the records."""
    sure = at.leg.hangup_code is None
    then = f"See that {dialled} is assigned to the account and has a callflow."
    if not at.is_carrier:
        then = (
            f"See that {dialled} has a callflow, or that a carrier resource takes numbers written"
            " like it."
        )
    return Sign(
        ERROR,
        HIGH if sure else MEDIUM,
        f"The platform had no route for {dialled}: no callflow, a number assigned to nobody, or no"
        " carrier for it. By these records it called nobody.",
        then,
        (at.index,),
        cited(
            at.cite("request"),
            at.cite("hangup_cause"),
            [] if sure else [at.cite("hangup_code")],
        ),
        why="the platform had no route for that number",
        settles="" if sure else "The platform's log tells whether it tried anybody at all.",
    )


@rule(
    "R15",
    fires="a leg was answered 484 or 485, or ended with INVALID_NUMBER_FORMAT",
    source="RFC 3261 sections 21.4.22 and 21.4.23",
)
def incomplete_number(case: Case) -> Iterator[Sign]:
    for at in case.refused("incomplete"):
        dialled = number_of(at)
        who = "the platform" if at.leg.inbound else at.party
        what = "incomplete or wrongly written"
        if code_of(at, "incomplete") == 485:
            what = "ambiguous"
        yield Sign(
            ERROR,
            HIGH,
            sentence(
                f"{who} takes {dialled}, as it was dialled, for {what}"
                f" ({said_of(at, 'incomplete')})."
            ),
            "Compare it with the number in full (+ and country code), and check the rule that"
            " rewrites the digits.",
            (at.index,),
            answer(at, "request", "to"),
            why=f"the number is {what}",
        )
