"""A network failed, or nothing answered at all: R18 to R20."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from vinix_tui.calls.clock import duration
from vinix_tui.diagnosis.answers import (
    AT_ONCE,
    ELSEWHERE,
    FETCH_AGAIN,
    TRACE,
    after,
    answer,
    code_of,
    said_of,
    silence,
    tried_elsewhere,
)
from vinix_tui.diagnosis.case import Case
from vinix_tui.diagnosis.case_leg import CaseLeg
from vinix_tui.diagnosis.declines import ASK_CARRIER
from vinix_tui.diagnosis.finding import Confidence, Severity, Sign
from vinix_tui.diagnosis.names import sentence
from vinix_tui.diagnosis.results import overcome
from vinix_tui.diagnosis.rule import rule

INFO, WARNING, ERROR = Severity.INFO, Severity.WARNING, Severity.ERROR
MEDIUM, HIGH = Confidence.MEDIUM, Confidence.HIGH

CUT_BY: Final = frozenset(
    {
        "NETWORK_OUT_OF_ORDER", "DESTINATION_OUT_OF_ORDER", "NORMAL_TEMPORARY_FAILURE",
        "NORMAL_CIRCUIT_CONGESTION", "SWITCH_CONGESTION", "PROTOCOL_ERROR", "GATEWAY_DOWN",
    }
)  # fmt: skip
"""Causes with which a network cuts a call that was answered; those that a person's hanging up gets
on some ways into the telephone network (no reason, interworking) are not among them."""
_UNANSWERED: Final = (408, 504)
"""Codes by which a request within the call went without a reply; the timing tells of that."""


@rule(
    "R18",
    fires="a leg failed in the network: 400, 481, 500, 502, 503 or such a cause, or was cut by it",
    source="RFC 3261 sections 21.4 and 21.5; ITU-T Q.850 causes 34 to 47",
)
def network_failure(case: Case) -> Iterator[Sign]:
    all_failed = {at.index: _all_over_carriers_failed(at) for at in case.callers}
    what_worked = {at.index: _what_worked(at) for at in case.callers}
    for at in case.refused("failing"):
        said, code = said_of(at, "failing"), code_of(at, "failing")
        why = f"{at.party} could not complete it ({said})"
        told = f"{at.party} could not complete the call ({said})"
        then = at.leg.cause.next_step
        if not at.is_carrier and not at.leg.inbound:
            then = f"Try again. If it repeats, check the network and the settings of {at.party}."
        if tried_elsewhere(at):
            told, why, then = (
                f"the call of {at.person} failed ({said}); {ELSEWHERE}",
                "",
                FETCH_AGAIN,
            )
        elif at.leg.inbound:
            told = f"the platform could not handle the call of {at.person} ({said})"
            why = f"the platform could not handle it ({said})"
        elif code is None:
            way = "over" if at.is_carrier else "to"
            told = f"the call {way} {at.party} failed ({said}). {at.leg.cause.meaning}"
            why = f"the call {way} {at.party} failed ({said})"
        elif at.is_carrier:
            then = f"{ASK_CARRIER} See that another route comes next."
            if code == 503 and at.leg.before_answer <= AT_ONCE:
                told = f"over {at.party} the call failed at once ({said})"
                then += (
                    " So soon it can be the platform's own doing: a name unknown to DNS, or a"
                    " refused connection."
                )
        attempts = all_failed.get(at.caller.index, 0) if at.caller else 0
        if attempts and at.is_carrier:
            tried = "both" if attempts == 2 else f"all {attempts}"
            last = (
                f", the last one with {said}" if at.caller and at is at.caller.attempts[-1] else ""
            )
            why = f"{tried} attempts over carriers failed{last}"
        severity = ERROR
        worked = what_worked[at.caller.index] if at.caller and overcome(at) else ""
        if worked:
            severity, told, then = INFO, f"{told.removesuffix('.')}; {worked}", ""
        yield Sign(
            severity,
            HIGH,
            sentence(f"{told.removesuffix('.')}."),
            then,
            (at.index,),
            answer(at, "custom_channel_vars.resource_id", "duration_seconds"),
            why="" if worked else why,
        )
    for at in case.placed:
        named, code = at.leg.cause.name, at.leg.sip_code
        timed_out = named == "RECOVERY_ON_TIMER_EXPIRE" and code == 200  # the far side's own timer
        if at.leg.answered and (timed_out or (named in CUT_BY and code not in _UNANSWERED)):
            yield _cut(at)


def _cut(at: CaseLeg) -> Sign:
    """A call that was under way; which side of the leg it was, its cause does not tell."""
    words = at.leg.cause.words
    return Sign(
        WARNING,
        MEDIUM,
        sentence(
            f"the call with {at.party} was cut after {duration(at.leg.talk)}: its cause, {words},"
            " is not that of people who hang up."
        ),
        f"{ASK_CARRIER}" if at.is_carrier else f"Check the network of {at.party}.",
        (at.index,),
        answer(at, "billing_seconds"),
        why=f"the call with {at.party} was cut ({words})",
        settles="A SIP trace shows the Reason in the BYE and which side sent it.",
    )


def _all_over_carriers_failed(caller: CaseLeg) -> int:
    """How many attempts there were over carriers for a caller, where several were and all failed
    in the network.
    """
    over = [at for at in caller.attempts if at.is_carrier]
    return len(over) if len(over) > 1 and all("failing" in at.refusals for at in over) else 0


def _what_worked(caller: CaseLeg) -> str:
    """Which attempt was answered of those for a caller, as a clause."""
    worked = caller.winner
    if worked is None:
        return ""
    if worked not in caller.attempts:
        return f"{worked.person} took the call"
    way = "over" if worked.is_carrier else "to"
    return f"attempt {caller.attempts.index(worked) + 1}, {way} {worked.party}, worked"


@rule(
    "R19",
    fires="a leg ended with 408, 504 or RECOVERY_ON_TIMER_EXPIRE, mostly after 32 s",
    source="RFC 3261 section 17.1.1.2 (Timer B); Kazoo hangups",
)
def no_sip_answer(case: Case) -> Iterator[Sign]:
    for at in case.refused("no reply"):
        waited, said = at.leg.before_answer, said_of(at, "no reply")
        confidence, settles = HIGH, ""
        why = f"nothing answered the call request (INVITE) to {at.party}"
        then = (
            "Turn off SIP-ALG in the phone's router, try TCP or another port, and let the phone"
            " register again."
        )
        if at.is_carrier:
            then = f"See whether the carrier can be reached from the media server. {ASK_CARRIER}"
        what = silence(at)
        if tried_elsewhere(at):
            told, why, then = (
                f"{at.person} got no reply in time ({said}); {ELSEWHERE}",
                "",
                FETCH_AGAIN,
            )
        elif at.leg.inbound:
            told = f"the platform gave up on the call of {at.person} after {waited} s ({said})"
            why = "the platform waited in vain for a reply"
            then = "Look at the platform's log for what it waited for."
        elif what == "rang":
            told = f"{at.party} rang, and {waited} s later the call was given up ({said})"
            why = f"{at.party} rang and then fell silent"
            confidence, settles = MEDIUM, TRACE
        elif what == "nothing came":
            told = (
                f"nothing answered our call request (INVITE) to {at.party} within {waited} s: lost"
                " packets, a firewall or SIP-ALG in between, or it is down"
            )
        else:
            told = (
                f"for {at.party} the answer {after(waited)} was {said}: from it, or from a server"
                " on the way that waited in vain for the next one"
            )
            why = f"a server on the way to {at.party} got no reply in time"
            confidence, settles = MEDIUM, TRACE
        yield Sign(
            ERROR,
            confidence,
            sentence(f"{told}."),
            then,
            (at.index,),
            answer(at, "duration_seconds", "ringing_seconds"),
            why=why,
            settles=settles,
        )


@rule(
    "R20",
    fires="a leg ended with PROGRESS_TIMEOUT",
    source="Kazoo hangups; its default is 8 s for carriers",
)
def no_progress(case: Case) -> Iterator[Sign]:
    for at in case.refused("no progress"):
        waited = at.leg.before_answer
        caller = at.caller
        later = caller is not None and caller.attempts[-1:] not in ((), (at,))
        who = "whoever was called" if at.leg.inbound else at.party
        yield Sign(
            WARNING,
            HIGH,
            sentence(
                f"{who} showed no sign of ringing or audio within {waited} s, so the platform gave"
                f" up{' and tried the next route' if later else ''}."
            ),
            "Once, nothing. If it repeats, ask the carrier about its capacity, or put it further"
            " down in the order of routes."
            if at.is_carrier
            else "Check the network and the registration of the phone.",
            (at.index,),
            answer(at, "duration_seconds", "custom_channel_vars.resource_id"),
            why=f"{who} showed no sign of ringing within {waited} s",
        )
