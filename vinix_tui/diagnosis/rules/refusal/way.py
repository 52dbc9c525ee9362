"""The call went round, was redirected, or its caller was not believed: R23 to R25."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from vinix_tui.calls import sip
from vinix_tui.calls.causes import cause
from vinix_tui.calls.text import cut
from vinix_tui.diagnosis.answers import (
    LONGEST,
    answer,
    code_of,
    number_of,
    said_of,
)
from vinix_tui.diagnosis.case import Case
from vinix_tui.diagnosis.case_leg import CaseLeg
from vinix_tui.diagnosis.evidence import cited
from vinix_tui.diagnosis.finding import Confidence, Severity, Sign
from vinix_tui.diagnosis.names import sentence, spoken
from vinix_tui.diagnosis.rule import rule

INFO, WARNING, ERROR = Severity.INFO, Severity.WARNING, Severity.ERROR
MEDIUM, HIGH = Confidence.MEDIUM, Confidence.HIGH


_LOOPING: Final = 3
"""Legs on which two numbers take turns as caller and called; two are a call and its return."""


@rule(
    "R23",
    fires="a leg was answered 482 or 483, or numbers called each other on three legs or more",
    source="RFC 3261 sections 16.3 and 21.4.20; FreeSWITCH switch_ivr.c",
)
def routing_loop(case: Case) -> Iterator[Sign]:
    then = (
        "Look for phones, numbers or callflows that forward to each other, and for redirects at the"
        " carrier."
    )
    looped = list(case.refused("loop"))
    for at in looped:
        yield Sign(
            ERROR,
            HIGH,
            sentence(
                f"the call to {number_of(at)} went round in a loop or over too many stations"
                f" ({said_of(at, 'loop')}), as {'the platform' if at.leg.inbound else at.party}"
                " found."
            ),
            then,
            (at.index,),
            answer(at, "request", "custom_channel_vars.redirected_by"),
            why="the call went round in a loop",
        )
    if not looped and case.caller is not None:
        yield from _going_round(case, case.caller, then)


def _going_round(case: Case, caller: CaseLeg, then: str) -> Iterator[Sign]:
    """Told of the caller's leg: what became of each attempt is another matter."""
    if not caller.attempts or len(case.shown) < _LOOPING:
        return
    if any(at.leg.answered for at in case.shown):  # then it came out somewhere
        return
    ways: dict[tuple[str, str], list[CaseLeg]] = {}
    for at in case.shown:
        one, other = at.leg.from_number, at.leg.to_number
        if one and other and one != other:
            ways.setdefault((one, other), []).append(at)
    for (one, other), legs in ways.items():
        back = ways.get((other, one), [])
        if one < other and back and len(legs) + len(back) >= _LOOPING:
            around = sorted((*legs, *back), key=lambda at: at.index)
            yield Sign(
                ERROR,
                MEDIUM,
                f"{sentence(spoken(one, LONGEST))} and {spoken(other, LONGEST)} call each other on"
                f" {len(around)} legs and nobody answers: they seem to forward to each other.",
                then,
                (caller.index,),
                cited(
                    at.cite(field)
                    for at in around[:3]
                    for field in ("caller_id_number", "callee_id_number")
                ),
                why=f"{spoken(one, LONGEST)} and {spoken(other, LONGEST)} forward to each other",
                settles="The forwarding set on both numbers tells.",
            )
            return


@rule(
    "R24",
    fires="a leg was answered 300, 301, 302 or 410, or redirected_by is set",
    source="RFC 3261 sections 8.3 and 21.3",
)
def redirected(case: Case) -> Iterator[Sign]:
    told_of: set[str] = set()
    for at in case.refused("redirected"):
        said = said_of(at, "redirected")
        gone = at.leg.sip_code == 410 or at.leg.cause.name == "NUMBER_CHANGED"
        if gone and at.leg.sip_code not in (300, 301, 302):
            who = "the platform" if at.leg.inbound else at.party
            told = f"{who} says that {number_of(at)} is no longer in use or has moved ({said})"
            then, why = "Ask for the new number.", f"{number_of(at)} is no longer in use"
        elif at.is_carrier or at.leg.inbound:
            who = "the platform" if at.leg.inbound else at.party
            told = f"{who} sent the call elsewhere ({said}), and the call was not followed there"
            then = "Ask the carrier why it redirects, or allow the platform to follow it."
            why = f"{who} redirected it"
        else:
            told = (
                f"{at.party} redirected the call ({said}): forwarding is set on the phone itself,"
                " not on the platform"
            )
            then = (
                "Remove the forwarding on the handset; set on the platform, it works and can be"
                " seen."
            )
            why = f"{at.party} forwards its calls by itself"
        redirection = at.leg.variable("redirected_by")
        told_of |= {redirection} if redirection else set()
        yield Sign(
            WARNING,
            HIGH,
            sentence(f"{told}."),
            then,
            (at.index,),
            answer(at, "request", *_REDIRECTION),
            why=why,
        )
    answered = any(at.leg.answered for at in case.shown)
    for at in case.shown:
        by = at.leg.variable("redirected_by")
        if by and by not in told_of:
            told_of.add(by)
            yield _noted_redirect(at, by, answered=answered)


_REDIRECTION: Final = (
    "custom_channel_vars.redirected_by",
    "custom_channel_vars.redirected_reason",
)


def _noted_redirect(at: CaseLeg, by: str, *, answered: bool) -> Sign:
    """A redirect that was followed; no harm where it led to somebody."""
    who = spoken(sip.address(by).user or by, LONGEST)
    reason = at.leg.variable("redirected_reason")
    return Sign(
        INFO if answered else WARNING,
        HIGH,
        f"{sentence(who)} redirected the call{f' ({cut(reason, LONGEST)})' if reason else ''}:"
        " forwarding is set on that phone, not on the platform.",
        "If that is not wanted, remove the forwarding on the handset.",
        (at.index,),
        cited(at.cite(name) for name in _REDIRECTION),
        why="" if answered else f"{who} forwards its calls by itself",
    )


_SIGNATURES: Final = {
    428: "NO_IDENTITY",
    429: "BAD_IDENTITY_INFO",
    436: "BAD_IDENTITY_INFO",
    437: "UNSUPPORTED_CERTIFICATE",
    438: "INVALID_IDENTITY",
}
"""Code -> the cause whose words tell what is wrong with a caller's signature."""


@rule(
    "R25",
    fires="a leg was answered 428, 429, 436, 437 or 438, or ended with a cause of that kind",
    source="RFC 8224 section 6.2.2; FreeSWITCH sofia_glue.c takes 429 for BAD_IDENTITY_INFO",
)
def caller_signature_refused(case: Case) -> Iterator[Sign]:
    for at in case.refused("identity"):
        code = code_of(at, "identity")
        named = cause(_SIGNATURES[code]) if code else at.leg.cause
        who = "the platform" if at.leg.inbound else at.party
        said = said_of(at, "identity")
        yield Sign(
            ERROR,
            HIGH,
            sentence(f"{who} refused the call over the caller's signature ({said}).")
            + f" {named.meaning}",
            named.next_step,
            (at.index,),
            answer(at, "caller_id_number", "custom_channel_vars.resource_id"),
            why=f"{who} refused the caller's signature, STIR/SHAKEN ({said})",
        )
