"""Why an attempt was refused or reached nobody: R12 to R25.

They look at legs that nobody answered and whose code and cause are their own. What another attempt
made of it is the ranking's business; only R18 tells which one worked.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from typing import Final

from vinix_tui.calls import sip
from vinix_tui.calls.causes import cause
from vinix_tui.calls.clock import time_of_day
from vinix_tui.calls.sip import sip_words
from vinix_tui.calls.text import cut
from vinix_tui.diagnosis import declines
from vinix_tui.diagnosis.case import Case, CaseLeg, cited, sentence
from vinix_tui.diagnosis.declines import ASK_CARRIER, CODE_OF_CAUSE
from vinix_tui.diagnosis.finding import Confidence, Evidence, Severity, Sign
from vinix_tui.diagnosis.misfit import codecs_of, misfit_of
from vinix_tui.diagnosis.refused import BY_CODE
from vinix_tui.diagnosis.rule import rule
from vinix_tui.diagnosis.trunks import BILLING, USAGE, refused_by_limits, trunks_in_use

INFO, WARNING, ERROR = Severity.INFO, Severity.WARNING, Severity.ERROR
MEDIUM, HIGH = Confidence.MEDIUM, Confidence.HIGH

AT_ONCE: Final = 1
"""Seconds: a refusal within one is a phone's or a network's own, no finger is that fast."""
BARELY_RANG: Final = 5
"""Seconds: whoever is not available within five, without having rung, was not there."""
TIMER_B: Final = (29, 35)
"""Seconds around 32, after which a call request that nothing answered is given up: 64 times the
half second that a packet may take (RFC 3261 section 17.1.1.2)."""
_LONGEST: Final = 40  # columns of what a stranger sent: a number, a list of codecs
_TRACE: Final = "A SIP trace of such a call shows the final answer and who sent it."


# -- busy and declined ----------------------------------------------------------------------------


@rule(
    "R12",
    fires="a leg was answered 486 or 600, or ended with USER_BUSY",
    source="RFC 3261 sections 21.4.24 and 21.6.1; the time that it took",
)
def busy(case: Case) -> Iterator[Sign]:
    for at in case.refused("busy"):
        if _met_limits(at):  # R17
            continue
        waited, said = at.leg.before_answer, _said(at, "busy")
        if at.leg.inbound:
            told = f"the platform answered {at.party} {said} and called nobody"
            then = "Look at the callflow, and at the account's credit and trunks at that time."
            why = "the platform itself answered busy"
        elif at.is_carrier:
            told = f"{at.party} reported {_number(at)} as busy at once ({said})"
            then = "Try again later, or ask the called party."
            # "Busy" is all there is to say, unless the other of code and cause says otherwise.
            why = f"{at.party} reported the number as busy" if len(at.refusals) > 1 else ""
            if waited > AT_ONCE:
                told = (
                    f"{at.party} reported {_number(at)} as busy after {waited} s ({said}): a call"
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
        yield Sign(
            INFO,
            MEDIUM,
            sentence(f"{told}."),
            then,
            (at.index,),
            _answer(at, "duration_seconds", "ringing_seconds"),
            why=why,
            settles=(
                "The platform's log of the call tells which step answered busy."
                if at.leg.inbound
                else "The called party knows whether they were on the phone or rejected the call."
            ),
        )


@rule(
    "R13",
    fires="a leg was answered 401, 402, 403, 407, 433, 603, 607 or 608, or ended as refused",
    source="RFC 3261 sections 21.4.2 to 21.4.4 and 21.6.2; RFC 5079; RFC 8197; RFC 8688",
)
def declined(case: Case) -> Iterator[Sign]:
    for at in case.refused("declined"):
        code = _code(at, "declined") or CODE_OF_CAUSE.get(at.leg.cause.name)
        words = declines.BY_CODE.get(code, declines.BY_CODE[None])
        told = words.carrier if at.is_carrier else words.device
        then = words.carrier_step if at.is_carrier else words.device_step
        why = words.why if at.is_carrier else words.device_why or words.why
        if at.leg.inbound:
            told = "the platform refused the call of {who} ({code}) and called nobody"
            then = (
                "Look for a restriction, a missing permission or a step of the callflow that"
                " refuses calls."
            )
            why = "the platform itself refused it"
        filled = {
            "who": at.party,
            "person": at.person,
            "shown": cut(at.leg.from_number or "the caller number", _LONGEST),
            "code": _said(at, "declined"),
            "bare": str(code or ""),
            "after": f" after {at.leg.before_answer} s" if at.leg.before_answer > AT_ONCE else "",
        }
        yield Sign(
            ERROR,
            HIGH,
            sentence(told.format(**filled) + "."),
            sentence(then.format(**filled)),
            (at.index,),
            _answer(at, "caller_id_number", "custom_channel_vars.resource_id"),
            why=why.format(**filled),
        )


# -- the number -----------------------------------------------------------------------------------


@rule(
    "R14",
    fires="a leg was answered 404 or 604, or no route was found; also on the platform itself",
    source="FreeSWITCH sofia_glue.c: 404 becomes UNALLOCATED_NUMBER; Kazoo stepswitch: no resource",
)
def no_such_number(case: Case) -> Iterator[Sign]:
    for at in case.refused("no such number"):
        dialled, said = _number(at), _said(at, "no such number")
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
        else:
            told = (
                f"{at.party} does not know the user who was called there ({said}): its login or its"
                " registration is out of date"
            )
            then = f"Let {at.party} register again, and compare its user name with the platform's."
            why = f"{at.party} does not know the user who was called"
        yield Sign(
            ERROR,
            confidence,
            sentence(f"{told}."),
            then,
            (at.index,),
            _answer(at, "request", "custom_channel_vars.resource_id"),
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
        " carrier for it. It called nobody.",
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
        dialled = _number(at)
        who = "the platform" if at.leg.inbound else at.party
        what = "incomplete or wrongly written"
        if _code(at, "incomplete") == 485:
            what = "ambiguous"
        yield Sign(
            ERROR,
            HIGH,
            sentence(
                f"{who} takes {dialled}, as it was dialled, for {what} ({_said(at, 'incomplete')})."
            ),
            "Compare it with the number in full (+ and country code), and check the rule that"
            " rewrites the digits.",
            (at.index,),
            _answer(at, "request", "to"),
            why=f"the number is {what}",
        )


# -- nobody there ---------------------------------------------------------------------------------


@rule(
    "R16",
    fires="a phone was not registered, or was not available at once (480)",
    source="FreeSWITCH mod_sofia.c, where no contact is found; RFC 3261 section 21.4.18",
)
def phone_not_registered(case: Case) -> Iterator[Sign]:
    for at in case.refused("not registered"):
        said = _said(at, "not registered")
        if at.is_carrier and not at.leg.inbound:
            told = f"{at.party} cannot reach {_number(at)} now ({said}): switched off, or no signal"
            then, why = "Try again later.", f"{_number(at)} could not be reached"
        else:
            who = f"the phone of {_number(at)}" if at.leg.inbound else at.party
            told, why = (
                f"{who} was not registered when the call arrived",
                f"{who} was not registered",
            )
            then = f"Check its registration{_when(at)}, its power and its network."
        yield Sign(
            ERROR,
            HIGH,
            sentence(f"{told}."),
            then,
            (at.index,),
            _answer(at, "ringing_seconds"),
            why=why,
        )
    for at in case.refused("unavailable"):
        if not at.leg.inbound:
            yield _not_available(at)


def _not_available(at: CaseLeg) -> Sign:
    """A phone that is off, or one that rang and then said so: the time tells them apart."""
    waited, said = at.leg.before_answer, _said(at, "unavailable")
    at_once = waited <= AT_ONCE or (waited <= BARELY_RANG and not _rang(at))
    whom = _number(at) if at.is_carrier else at.party
    if at_once:
        told = f"{whom} was not reachable when the call arrived ({said})"
        then = f"Check the registration of {whom}{_when(at)}, its power and its network."
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
        _answer(at, "duration_seconds", "ringing_seconds"),
        why=why,
        settles=(
            "The platform's log of registrations tells whether it was there."
            if not at.is_carrier
            else "The carrier knows whether the called party was there."
        ),
    )


# -- limits of the account ------------------------------------------------------------------------

_KILLED_WITHIN: Final = 2
"""Seconds in which the platform refuses a call that the limits do not allow."""


@rule(
    "R17",
    fires="OUTGOING_CALL_BARRED, or a caller who was busy at once while limits were met",
    source="Kazoo ecallmgr_fs_authz: it ends calls in as USER_BUSY, calls out as barred; jonny5",
)
def barred(case: Case) -> Iterator[Sign]:
    limited = [at for at in case.refused("busy") if _met_limits(at)]
    for at in (*case.refused("barred"), *limited):
        full = trunks_in_use(at)
        if full:
            owner, count = full
            trunks = f"all {count} trunks" if count > 1 else "the only trunk"
            why = f"{trunks} of the {owner} {'were' if count > 1 else 'was'} in use"
            then = "Compare the calls at that time with the trunks booked; book more if needed."
        elif refused_by_limits(at):
            why = "the account had no credit or no free trunk"
            then = "Check the account's credit, its trunks and the state of its service."
        else:
            why = "the account had no credit or no free trunk, or calls there are restricted"
            then = "Check the account's credit, its trunks, and the restrictions on the caller."
        yield Sign(
            ERROR,
            HIGH,
            f"The platform refused the call: {why}.",
            then,
            (at.index,),
            cited(
                at.cite("hangup_cause"),
                (at.cite(f"custom_channel_vars.{name}") for name in (*BILLING, *USAGE)),
            ),
            why=why,
        )


def _met_limits(at: CaseLeg) -> bool:
    """For a caller who was answered busy: whether that was the limits' doing."""
    soon = at.leg.inbound and at.leg.duration <= _KILLED_WITHIN
    return soon and (refused_by_limits(at) or trunks_in_use(at) is not None)


# -- the network ----------------------------------------------------------------------------------


@rule(
    "R18",
    fires="a leg failed in the network: 400, 481, 500, 502, 503 or the like, or such a cause",
    source="RFC 3261 sections 21.4 and 21.5; ITU-T Q.850 causes 34 to 47",
)
def network_failure(case: Case) -> Iterator[Sign]:
    all_failed = {at.index: _all_over_carriers_failed(at) for at in case.callers}
    for at in case.refused("failing"):
        said, code = _said(at, "failing"), _code(at, "failing")
        why = f"{at.party} could not complete it ({said})"
        told = f"{at.party} could not complete the call ({said})"
        then = at.leg.cause.next_step
        if at.leg.inbound:
            told = f"the platform could not handle the call of {at.party} ({said})"
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
            why = f"{'both' if attempts == 2 else f'all {attempts}'} attempts over carriers failed"
        severity = ERROR
        worked = _what_worked(at)
        if worked:
            severity, told, then = INFO, f"{told.removesuffix('.')}; {worked}", ""
        yield Sign(
            severity,
            HIGH,
            sentence(f"{told.removesuffix('.')}."),
            then,
            (at.index,),
            _answer(at, "custom_channel_vars.resource_id", "duration_seconds"),
            why="" if worked else why,
        )


def _all_over_carriers_failed(caller: CaseLeg) -> int:
    """How many attempts there were over carriers for a caller, where several were and all failed
    in the network.
    """
    over = [at for at in caller.attempts if at.is_carrier]
    return len(over) if len(over) > 1 and all("failing" in at.refusals for at in over) else 0


def _what_worked(at: CaseLeg) -> str:
    """For an attempt that failed: which one was answered, as a clause."""
    caller = at.caller
    if caller is None or caller.winner is None or not at.overcome:
        return ""
    worked = caller.winner
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
        waited, said = at.leg.before_answer, _said(at, "no reply")
        confidence, settles = HIGH, ""
        why = f"nothing answered the call request (INVITE) to {at.party}"
        then = (
            "Turn off SIP-ALG in the phone's router, try TCP or another port, and let the phone"
            " register again."
        )
        if at.is_carrier:
            then = f"See whether the carrier can be reached from the media server. {ASK_CARRIER}"
        if at.leg.inbound:
            told = f"the platform gave up on the call of {at.party} after {waited} s ({said})"
            why = "the platform waited in vain for a reply"
            then = "Look at the platform's log for what it waited for."
        elif _rang(at):
            told = f"{at.party} rang, and {waited} s later the call was given up ({said})"
            why = f"{at.party} rang and then fell silent"
            confidence, settles = MEDIUM, _TRACE
        elif at.leg.sip_code is None or TIMER_B[0] <= waited <= TIMER_B[1]:
            told = (
                f"nothing answered our call request (INVITE) to {at.party} within {waited} s: lost"
                " packets, a firewall or SIP-ALG in between, or it is down"
            )
        else:
            told = (
                f"{at.party}, or the network behind it, gave up after {waited} s ({said}): it got"
                " no reply from the next server"
            )
            why = f"a server behind {at.party} did not reply in time"
            confidence, settles = MEDIUM, _TRACE
        yield Sign(
            ERROR,
            confidence,
            sentence(f"{told}."),
            then,
            (at.index,),
            _answer(at, "duration_seconds", "ringing_seconds"),
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
            _answer(at, "duration_seconds", "custom_channel_vars.resource_id"),
            why=f"{who} showed no sign of ringing within {waited} s",
        )


# -- media ----------------------------------------------------------------------------------------


@rule(
    "R21",
    fires="a leg was answered 415, 488 or 606, or no codec could be agreed on",
    source="RFC 3261 section 21.4.26; RFC 3264 section 6",
)
def media_refused(case: Case) -> Iterator[Sign]:
    refused = [(at, misfit_of(at)) for at in case.refused("media")]
    any_reason = any(misfit for _, misfit in refused)
    for at, misfit in refused:
        who, whose = at.party, "the platform's"
        if at.leg.inbound:
            who, whose = "the platform", f"{at.party}'s"
        said = _said(at, "media")
        evidence = _answer(at, "disposition")
        if misfit:
            told, why = f"{who} refused {whose} media ({said}): {misfit.told}", misfit.why
            then, evidence = misfit.then, (*evidence, *misfit.evidence)
        else:
            told = f"{who} refused {whose} media ({said}); what {who} can do is not recorded"
            # Where another leg tells what did not fit, that is the better reason.
            why = "" if any_reason else f"{who} accepted nothing of what was offered"
            then = "Compare the codecs, the encryption and T.38 of both sides."
            offer = at.leg.media.audio.offer if at.leg.media.audio else None
            if offer is not None:
                listed = codecs_of(offer)
                told += f", the offer was {listed}" if listed else ""
                field = "remote_sdp" if at.leg.inbound else "local_sdp"
                evidence = (*evidence, at.cite(field, offer.line))
        yield Sign(ERROR, HIGH, sentence(f"{told}."), then, (at.index,), cited(evidence), why=why)


_EMERGENCY: Final = frozenset({"911", "933", "112", "999", "000"})
"""Numbers of emergency services, and 933 for testing that of North America."""


@rule(
    "R22",
    fires="a leg ended with MANDATORY_IE_MISSING",
    source="Kazoo hangups; FreeSWITCH sofia.c; Kazoo stepswitch, where it denies emergency calls",
)
def setup_incomplete(case: Case) -> Iterator[Sign]:
    for at in case.refused("credentials or media"):
        if at.leg.sip_code == 403 and _is_emergency(at):
            told = "the emergency call was refused (403): no emergency address is set for it"
            why = "no emergency address (E911) is set for the number"
            then = "Set an emergency address and number for the caller, and test with 933."
        else:
            told = (
                f"either a login that {at.party} asked for was not given or not accepted, or no"
                " codec fits both sides: the switch reports both alike"
            )
            why = "a login was not accepted or no codec fits both sides"
            then = "Check the trunk's credentials first, then the codecs of both sides."
            misfit = misfit_of(at)
            if misfit:
                told = f"the call could not be set up: {misfit.told}"
                why, then = misfit.why, misfit.then
        yield Sign(
            ERROR,
            MEDIUM,
            sentence(f"{told}."),
            then,
            (at.index,),
            _answer(at, "custom_channel_vars.resource_id"),
            why=why,
            settles="A SIP trace shows whether 401 or 407 (a login) came, or 488 (codecs).",
        )


def _is_emergency(at: CaseLeg) -> bool:
    classified = at.leg.did_classifier or at.leg.variable("did_classifier")
    return classified == "emergency" or _number(at) in _EMERGENCY


# -- the way --------------------------------------------------------------------------------------

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
                f"the call to {_number(at)} went round in a loop or over too many stations"
                f" ({_said(at, 'loop')}), as {'the platform' if at.leg.inbound else at.party}"
                " found."
            ),
            then,
            (at.index,),
            _answer(at, "request", "custom_channel_vars.redirected_by"),
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
                f"{sentence(cut(one, _LONGEST))} and {cut(other, _LONGEST)} call each other on"
                f" {len(around)} legs and nobody answers: they seem to forward to each other.",
                then,
                (caller.index,),
                cited(
                    at.cite(field)
                    for at in around[:3]
                    for field in ("caller_id_number", "callee_id_number")
                ),
                why=f"{cut(one, _LONGEST)} and {cut(other, _LONGEST)} forward to each other",
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
        said = _said(at, "redirected")
        gone = at.leg.sip_code == 410 or at.leg.cause.name == "NUMBER_CHANGED"
        if gone and at.leg.sip_code not in (300, 301, 302):
            who = "the platform" if at.leg.inbound else at.party
            told = f"{who} says that {_number(at)} is no longer in use or has moved ({said})"
            then, why = "Ask for the new number.", f"{_number(at)} is no longer in use"
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
            _answer(at, "request", *_REDIRECTION),
            why=why,
        )
    for at in case.shown:
        by = at.leg.variable("redirected_by")
        if by and by not in told_of:
            told_of.add(by)
            yield _noted_redirect(case, at, by)


_REDIRECTION: Final = (
    "custom_channel_vars.redirected_by",
    "custom_channel_vars.redirected_reason",
)


def _noted_redirect(case: Case, at: CaseLeg, by: str) -> Sign:
    """A redirect that was followed; no harm where it led to somebody."""
    who = cut(sip.address(by).user or by, _LONGEST)
    reason = at.leg.variable("redirected_reason")
    answered = any(each.leg.answered for each in case.shown)
    return Sign(
        INFO if answered else WARNING,
        HIGH,
        f"{sentence(who)} redirected the call{f' ({cut(reason, _LONGEST)})' if reason else ''}:"
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
        code = _code(at, "identity")
        named = cause(_SIGNATURES[code]) if code else at.leg.cause
        who = "the platform" if at.leg.inbound else at.party
        said = _said(at, "identity")
        yield Sign(
            ERROR,
            HIGH,
            sentence(f"{who} refused the call over the caller's signature ({said}).")
            + f" {named.meaning}",
            named.next_step,
            (at.index,),
            _answer(at, "caller_id_number", "custom_channel_vars.resource_id"),
            why=f"{who} refused the caller's signature, STIR/SHAKEN ({said})",
        )


# -- what the rules share -------------------------------------------------------------------------


def _code(at: CaseLeg, kind: str) -> int | None:
    """The SIP code of a leg, where it is the code that speaks of this kind."""
    code = at.leg.sip_code
    if code is None or BY_CODE.get(code, "failing" if code >= 400 else "") != kind:
        return None
    return code


def _said(at: CaseLeg, kind: str) -> str:
    """What speaks of this kind, in words: `503 overloaded or out of service`, or the cause's."""
    code = _code(at, kind)
    return sip_words(code) if code else cut(at.leg.cause.words, _LONGEST)


def _answer(at: CaseLeg, *fields: str) -> tuple[Evidence, ...]:
    """Code and cause of a leg, and further fields of it."""
    return cited(at.cite(field) for field in ("hangup_code", "hangup_cause", *fields))


def _number(at: CaseLeg) -> str:
    """Whom a leg was to reach, as it was dialled: on a phone's leg its number, not its contact."""
    dialled = None
    if at.is_carrier or at.leg.inbound:
        dialled = sip.address(at.leg.request or "").user
    return cut(dialled or at.leg.to_number or "the number", _LONGEST)


def _rang(at: CaseLeg) -> bool:
    """Whether it is known to have rung before it ended."""
    quiet = at.quiet_seconds
    return quiet is not None and quiet[0] > 0


def _when(at: CaseLeg) -> str:
    return f" at {time_of_day(at.leg.start, UTC)[:8]} UTC" if at.leg.start else ""
