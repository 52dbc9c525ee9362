"""Busy, or declined: R12 and R13."""

from __future__ import annotations

from collections.abc import Iterator

from vinix_tui.diagnosis import declines
from vinix_tui.diagnosis.answers import (
    AT_ONCE,
    ELSEWHERE,
    FETCH_AGAIN,
    LONGEST,
    answer,
    code_of,
    is_emergency,
    number_of,
    said_of,
    tried_elsewhere,
)
from vinix_tui.diagnosis.case import Case
from vinix_tui.diagnosis.declines import CODE_OF_CAUSE
from vinix_tui.diagnosis.finding import Confidence, Severity, Sign
from vinix_tui.diagnosis.names import sentence, spoken
from vinix_tui.diagnosis.rule import rule
from vinix_tui.diagnosis.trunks import (
    met_limits,
)

INFO, WARNING, ERROR = Severity.INFO, Severity.WARNING, Severity.ERROR
MEDIUM, HIGH = Confidence.MEDIUM, Confidence.HIGH


@rule(
    "R12",
    fires="a leg was answered 486 or 600, or ended with USER_BUSY",
    source="RFC 3261 sections 21.4.24 and 21.6.1; the time that it took",
)
def busy(case: Case) -> Iterator[Sign]:
    for at in case.refused("busy"):
        if met_limits(at):  # R17
            continue
        waited, said = at.leg.before_answer, said_of(at, "busy")
        settles = "The called party knows whether they were on the phone or rejected the call."
        if tried_elsewhere(at):
            told = f"{at.person} was answered {said}; {ELSEWHERE}"
            then, why, settles = FETCH_AGAIN, "", "That leg tells who was busy."
        elif at.leg.inbound:
            told = f"the platform answered {at.person} {said} and, by these records, called nobody"
            then = "Look at the callflow, and at the account's credit and trunks at that time."
            why = "the platform itself answered busy"
            settles = "The platform's log of the call tells which step answered busy."
        elif at.is_carrier:
            told = f"{at.party} reported {number_of(at)} as busy at once ({said})"
            then = "Try again later, or ask the called party."
            # "Busy" is all there is to say, unless the other of code and cause says otherwise.
            why = f"{at.party} reported the number as busy" if len(at.refusals) > 1 else ""
            if waited > AT_ONCE:
                told = (
                    f"{at.party} reported {number_of(at)} as busy after {waited} s ({said}): a call"
                    " was going on there, or somebody rejected this one"
                )
        elif waited <= AT_ONCE:
            told = (
                f"{at.party} answered busy at once ({said}): it is on do-not-disturb, or all its"
                " lines are in use"
            )
            then = f"Check do-not-disturb, call waiting and the number of lines of {at.party}."
            why = f"{at.party} was on do-not-disturb or had no free line"
        else:
            told = (
                f"{at.party} answered busy after {waited} s ({said}): somebody pressed reject, or"
                " its lines filled up meanwhile"
            )
            then = f"Ask {at.person} whether they rejected the call; check the number of lines."
            why = f"somebody at {at.party} pressed reject, or its lines filled up"
        if not at.leg.inbound and at.caller is not None and len(at.caller.attempts) > 1:
            why = ""  # one of several tells only of itself
        yield Sign(
            INFO,
            MEDIUM,
            sentence(f"{told}."),
            then,
            (at.index,),
            answer(at, "duration_seconds", "ringing_seconds"),
            why=why,
            settles=settles,
        )


@rule(
    "R13",
    fires="a leg was answered 401, 402, 403, 407, 433, 603, 607 or 608, or ended as refused",
    source="RFC 3261 sections 21.4.2 to 21.4.4 and 21.6.2; RFC 5079; RFC 8197; RFC 8688",
)
def declined(case: Case) -> Iterator[Sign]:
    for at in case.refused("declined"):
        code = code_of(at, "declined") or CODE_OF_CAUSE.get(at.leg.cause.name)
        words = declines.BY_CODE.get(code, declines.BY_CODE[None])
        told = words.carrier if at.is_carrier else words.device
        then = words.carrier_step if at.is_carrier else words.device_step
        why = words.why if at.is_carrier else words.device_why or words.why
        severity = ERROR
        if at.is_carrier and code == 403 and is_emergency(at):
            then = declines.EMERGENCY_STEP
        if code == 603 and not at.is_carrier and not at.leg.inbound:
            severity = INFO  # as with busy: it is for the called party to say no
            if at.leg.before_answer <= AT_ONCE:
                told = declines.AT_ONCE_603
        if tried_elsewhere(at):
            told = "the call of {person} was refused ({code}); " + ELSEWHERE
            then, why = FETCH_AGAIN, ""
        elif at.leg.inbound:
            told = (
                "the platform refused the call of {person} ({code}) and, by these records, called"
                " nobody"
            )
            then = (
                "Look for a restriction, a missing permission or a step of the callflow that"
                " refuses calls."
            )
            why = "the platform itself refused it"
        number = at.leg.from_number
        filled = {
            "who": at.party,
            "person": at.person,
            "shown": spoken(number, LONGEST) if number else "the caller number",
            "code": said_of(at, "declined"),
            "bare": str(code or ""),
            "after": f" after {at.leg.before_answer} s" if at.leg.before_answer > AT_ONCE else "",
        }
        yield Sign(
            severity,
            HIGH,
            sentence(told.format(**filled) + "."),
            sentence(then.format(**filled)),
            (at.index,),
            answer(at, "caller_id_number", "custom_channel_vars.resource_id"),
            why=why.format(**filled),
        )
