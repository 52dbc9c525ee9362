"""What came of the call, and who ended it: R01 to R11."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC
from typing import Final

from vinix_tui.calls.clock import duration, time_of_day
from vinix_tui.calls.text import cut
from vinix_tui.diagnosis.answers import LONGEST, after
from vinix_tui.diagnosis.audio import is_fax
from vinix_tui.diagnosis.byes import first_to_end
from vinix_tui.diagnosis.case import Case
from vinix_tui.diagnosis.case_leg import CaseLeg
from vinix_tui.diagnosis.evidence import cited
from vinix_tui.diagnosis.finding import Confidence, Severity, Sign
from vinix_tui.diagnosis.names import sentence
from vinix_tui.diagnosis.refused import NOT_REACHED, gave_up
from vinix_tui.diagnosis.results import borrowed_from, overcome, result_of_attempt
from vinix_tui.diagnosis.rule import rule
from vinix_tui.diagnosis.times import quiet_seconds, same_clock, was_answered_before
from vinix_tui.diagnosis.transfers import Transfer, transfers

NORMAL, INFO, WARNING = Severity.NORMAL, Severity.INFO, Severity.WARNING
MEDIUM, HIGH = Confidence.MEDIUM, Confidence.HIGH

VERY_EARLY: Final = 6
"""Seconds: who gives up sooner has hardly heard it ring, which takes a second or two to begin."""
A_LONG_WAIT: Final = 55
"""Seconds: about ten rings, and longer than any usual ring time-out."""
NOTABLE_SILENCE: Final = 4
"""Seconds without a ringing tone that a caller notices."""
DEFAULT_RING: Final = (19, 21)
"""Seconds: Kazoo rings for 20 where nobody has set anything else."""
_QUOTED: Final = 6  # legs of one kind that are quoted; more say nothing new


@rule(
    "R01",
    fires="both legs of a conversation were answered and ended with NORMAL_CLEARING",
    source="ITU-T Q.850 cause 16",
)
def normal_call(case: Case) -> Iterator[Sign]:
    """Whether anything else is wrong, other rules say."""
    if case.talk is None or not all(map(_ended_normally, case.talk)):
        return
    caller, callee = case.talk
    if caller.leg.is_conference:
        return
    length = duration(min(caller.leg.talk, callee.leg.talk))
    fax = any(is_fax(at) for at in case.talk)
    verb = "was connected by fax to" if fax else "talked to"
    yield Sign(
        NORMAL,
        HIGH,
        sentence(
            f"{caller.person} {verb} {callee.person} for {length}, and the call ended normally."
        ),
        "",
        (caller.index, callee.index),
        cited(
            callee.cite("billing_seconds"),
            (at.cite(field) for at in case.talk for field in ("hangup_cause", "hangup_code")),
        ),
    )


def _ended_normally(at: CaseLeg) -> bool:
    borrowed = borrowed_from(at)
    if borrowed:  # its own cause is not recorded, so that nothing speaks against it
        return at.leg.sip_code in (None, 200, borrowed.leg.sip_code)
    return at.leg.cause.name == "NORMAL_CLEARING" and at.leg.sip_code in (None, 200)


@rule(
    "R02",
    fires="the two legs of an answered call tell, or fail to tell, which of them ended first",
    source="FreeSWITCH sofia.c (recv_bye, send_bye); the order in which the legs ended",
)
def who_ended_first(case: Case) -> Iterator[Sign]:
    ending = first_to_end(case)
    if ending is None or len(ending.legs) < 2:
        return
    if ending.who is not None:
        told = f"{ending.who.person} ended the call first."
    elif ending.side == "platform":
        told = "The platform ended the call."
    else:
        told = "These records cannot tell who hung up."
    sure = ending.confidence is HIGH
    yield Sign(
        INFO,
        ending.confidence,
        sentence(f"{told} {ending.basis}"),
        "",
        ending.legs,
        ending.evidence,
        settles="" if sure else "A SIP trace shows which side sent the first BYE.",
    )


@rule(
    "R03",
    fires="the caller was answered although no phone was: the last attempt failed",
    source="Kazoo hangup-cause.xml: an answered leg keeps the result of the attempt before",
)
def answered_by_the_platform(case: Case) -> Iterator[Sign]:
    for at in case.callers:
        if not at.alone or not at.leg.inbound:
            continue
        failed = [each for each in at.attempts if each.leg.cause.name in NOT_REACHED]
        result = failed[0].leg.cause if failed else result_of_attempt(at)
        if result is None:
            continue
        whom = failed[0].party if failed else cut(at.leg.to_number or "the callee", LONGEST)
        missed = f"{whom} was not reached ({result.words})"
        if len(failed) > 1:
            causes = dict.fromkeys(each.leg.cause.words for each in failed)
            missed = f"none of {len(failed)} attempts reached anybody ({', '.join(causes)})"
        told = (
            f"{missed}; the platform (voicemail, a menu or the next step) then answered"
            f" {at.person} for {at.leg.talk} s."
        )
        if failed and was_answered_before(at, failed[0]):
            told = f"the platform answered {at.person} ({at.leg.talk} s in all), then {missed}."
        yield Sign(
            INFO,
            HIGH if failed else MEDIUM,
            sentence(told),
            "Look at the unanswered leg for the reason, and at what the callflow does next.",
            (at.index, *(each.index for each in failed)),
            cited(
                at.cite("disposition"),
                at.cite("hangup_cause"),
                at.cite("billing_seconds"),
                (each.cite("hangup_cause") for each in failed[:_QUOTED]),
            ),
            settles=""
            if failed
            else "The leg of that attempt would show it; it is not in these records.",
        )


@rule(
    "R04",
    fires="a leg was answered and others that rang with it lost the race",
    source="FreeSWITCH switch_ivr_originate.c",
)
def others_rang(case: Case) -> Iterator[Sign]:
    lost: dict[int, list[CaseLeg]] = {}
    for index, home in case.interaction.folded.items():
        if case.legs[index].leg.lost_race and case.legs[home].leg.answered:
            lost.setdefault(home, []).append(case.legs[index])
    for home, legs in lost.items():
        count = f"{len(legs)} other phone{'s' if len(legs) > 1 else ''}"
        won = case.legs[home]
        first = won.party if not won.leg.inbound else "another one"
        yield Sign(
            NORMAL,
            HIGH,
            f"{count} rang as well; {first} answered first.",
            "",
            (home, *(at.index for at in legs)),
            cited(at.cite("hangup_cause") for at in legs[:_QUOTED]),
        )


@rule("R05", fires="a ringing leg ended with PICKED_OFF", source="FreeSWITCH switch_ivr_bridge.c")
def picked_up_elsewhere(case: Case) -> Iterator[Sign]:
    for at in case.placed:
        if at.leg.cause.name != "PICKED_OFF":
            continue
        taker = at.caller.taker if at.caller else None
        who = taker.person if taker else "somebody else"
        yield Sign(
            NORMAL,
            HIGH,
            sentence(f"{who} took the call (pickup or intercept) while {at.party} was ringing."),
            "",
            (at.index, *([taker.index] if taker else [])),
            cited(at.cite("hangup_cause"), [taker.cite("request")] if taker else ()),
        )


@rule(
    "R06",
    fires="an unanswered caller's leg ended with ORIGINATOR_CANCEL or SIP 487",
    source="RFC 3261 sections 9 and 15",
)
def caller_gave_up(case: Case) -> Iterator[Sign]:
    for at in case.callers:
        if not _gave_up(at):
            continue
        waited = at.leg.before_answer
        silence = _silence(at)
        heard = f", after at least {silence} s without a ringing tone," if silence else ""
        crossed = [each for each in at.attempts if each.leg.answered]
        until = f"just when {crossed[0].person} answered" if crossed else "before anybody answered"
        told = f"{at.person} hung up {after(waited)}{heard} {until}."
        step = "If callers complain, compare the wait with how long the phones ring."
        if waited < VERY_EARLY:
            told += " That is very early, as after a misdial or when no ringing is heard."
            step = "Ask the caller: a wrong number, or no ringing tone?"
        elif waited >= A_LONG_WAIT:
            told += " That is a long wait."
            step = "See who should have answered, and what the callflow does after so long."
        yield Sign(
            INFO,
            HIGH,
            sentence(told),
            step,
            (at.index, *(each.index for each in at.attempts)),
            cited(
                at.cite("hangup_cause"),
                at.cite("hangup_code"),
                at.cite("duration_seconds"),
                (each.cite("ringing_seconds") for each in at.attempts[:_QUOTED]),
            ),
        )


def _gave_up(at: CaseLeg) -> bool:
    """A code 487 alone proves nothing: the platform's own CANCEL of a phone is answered by it."""
    named = at.leg.cause.name
    cancelled = named == "ORIGINATOR_CANCEL" or (
        at.leg.sip_code == 487 and named in ("", "NONE", "UNSPECIFIED", "NORMAL_CLEARING")
    )
    return (cancelled or gave_up(at.leg)) and at.leg.inbound and not at.leg.answered


def _silence(at: CaseLeg) -> int | None:
    """Seconds that a caller heard no ringing, at least, where that is notable and sure."""
    waits = []
    for each in at.attempts:
        quiet = quiet_seconds(each)
        if quiet is None or at.leg.start is None or each.leg.start is None:
            return None
        if not same_clock(at, each):
            return None
        waits.append(quiet[0] + int((each.leg.start - at.leg.start).total_seconds()))
    shortest = min(waits, default=0)
    return shortest if shortest >= NOTABLE_SILENCE else None


@rule(
    "R07",
    fires="all that was tried for a caller at once ended with NO_ANSWER after the same time",
    source="FreeSWITCH switch_ivr_originate.c: the time-out becomes NO_ANSWER; Kazoo's is 20 s",
)
def nobody_answered(case: Case) -> Iterator[Sign]:
    for caller in case.callers:
        if caller.winner is not None or _gave_up(caller):
            continue
        silent = [
            at for at in caller.attempts if at.leg.cause.name == "NO_ANSWER" and not at.leg.answered
        ]
        for group in _by_duration(silent):
            longest = group[-1].leg.duration
            usual = DEFAULT_RING[0] <= longest <= DEFAULT_RING[1]
            whom = group[0].party if len(group) == 1 else f"{len(group)} phones"
            yield Sign(
                INFO,
                HIGH,
                f"Nobody answered: {whom} {'was' if len(group) == 1 else 'were'} called for"
                f" {longest} s, then the ring time-out gave up."
                + (" 20 s is the platform's default." if usual else ""),
                "Ring longer, or check that voicemail or the next step takes over.",
                tuple(at.index for at in group),
                cited(
                    at.cite(field)
                    for at in group[:_QUOTED]
                    for field in ("duration_seconds", "hangup_cause")
                ),
                why=f"the ring time-out of about {longest} s was over",
            )


def _by_duration(legs: Iterable[CaseLeg]) -> list[list[CaseLeg]]:
    """Legs that were given up after the same time, a second more or less."""
    groups: list[list[CaseLeg]] = []
    for at in sorted(legs, key=lambda at: (at.leg.duration, at.index)):
        if groups and at.leg.duration - groups[-1][0].leg.duration <= 1:
            groups[-1].append(at)
        else:
            groups.append([at])
    return groups


@rule(
    "R08",
    fires="a leg ended with ALLOTTED_TIMEOUT",
    source="FreeSWITCH: sched_hangup, the limit on an answer, and the time limit of one leg",
)
def time_limit(case: Case) -> Iterator[Sign]:
    hit = [at for at in case.shown if at.leg.cause.name == "ALLOTTED_TIMEOUT"]
    cut = [at for at in hit if at.leg.answered and borrowed_from(at) is None]
    if cut:
        length = max(at.leg.talk for at in cut)
        yield Sign(
            WARNING,
            HIGH,
            f"A limit on its length cut the call after {length} s ({duration(length)}).",
            "Look for a maximum call length on the account, phone or carrier, and at prepaid"
            " credit.",
            tuple(at.index for at in cut),
            cited(at.cite(field) for at in cut for field in ("hangup_cause", "billing_seconds")),
            why=f"a limit on its length, {duration(length)}, was reached",
        )
    for at in hit:
        if at.leg.answered or overcome(at):
            continue
        yield Sign(
            WARNING,
            HIGH,
            f"The time limit for reaching {at.party} was over after {at.leg.duration} s.",
            "Look at the time limit of that leg, and at why nobody answered before it.",
            (at.index,),
            cited(at.cite("hangup_cause"), at.cite("duration_seconds")),
            why=f"the time limit of {at.leg.duration} s for {at.party} was over",
        )


@rule(
    "R09",
    fires="a transfer's cause, referred_by or referred_to, or a transfer history",
    source="RFC 3515 (REFER), RFC 3891 (Replaces)",
)
def transferred(case: Case) -> Iterator[Sign]:
    """Once a transfer; one that did not work is the only one that matters."""
    for each in transfers(case):
        onward = case.known_as.get(each.to)
        step = (
            f"For how it went on, look at the leg of {each.to}."
            if onward
            else (
                "For how it went on, look at the leg that ended last; after a transfer legs can be"
                " filed under another interaction."
            )
        )
        legs = [*each.ended, *([onward] if onward else [])]
        yield Sign(
            NORMAL,
            HIGH,
            sentence(_handed_on(each)),
            step,
            tuple(dict.fromkeys(at.index for at in legs))
            or tuple(dict.fromkeys(item.leg for item in each.evidence)),
            tuple(dict.fromkeys(each.evidence)),
        )
    for at in case.shown:
        said = {(at.leg.disposition or "").upper(), (at.leg.endpoint_disposition or "").upper()}
        if "ATTENDED_TRANSFER_ERROR" in said:
            yield Sign(
                WARNING,
                MEDIUM,
                f"A transfer that {at.party} began did not work.",
                f"Ask {at.person} whom the call was for; check how the phone transfers.",
                (at.index,),
                cited(at.cite("disposition"), at.cite("endpoint_disposition")),
                why=f"a transfer by {at.party} did not work",
                settles="A SIP trace shows whether the phone's REFER was refused, and why.",
            )


def _handed_on(each: Transfer) -> str:
    way = f" ({each.kind} transfer)" if each.kind else ""
    if each.by and each.to and each.kind == "attended":
        told = f"{each.by} asked {each.to} first and then handed the call over{way}."
    elif each.by and each.to and each.kind == "blind":
        told = f"{each.by} transferred the call to {each.to} without asking first{way}."
    elif each.by:
        told = f"{each.by} transferred the call{f' to {each.to}' if each.to else ''}{way}."
    else:
        told = f"the call was transferred{f' to {each.to}' if each.to else ''}{way}."
    ended = {at.index: at.party for at in each.ended}
    if len(ended) == 1:
        return f"{told} That ended the leg of {next(iter(ended.values()))}."
    if ended and len(set(ended.values())) == 1:
        return f"{told} That ended {len(ended)} legs of {next(iter(ended.values()))}."
    return told


@rule(
    "R10",
    fires="a leg ended with MANAGER_REQUEST, SYSTEM_SHUTDOWN or CRASH",
    source="FreeSWITCH switch_core.c; mod_commands, where uuid_kill's cause is MANAGER_REQUEST",
)
def ended_by_command_or_restart(case: Case) -> Iterator[Sign]:
    for name, (told, why) in _STOPPED.items():
        legs = [
            at
            for at in case.shown
            if at.leg.cause.name == name and borrowed_from(at) is None and not overcome(at)
        ]
        if not legs:
            continue
        first = legs[0].leg
        name = cut(first.media_server or first.switch_hostname or "", LONGEST)
        host = f"the media server {name}".rstrip()
        when = f" at {time_of_day(first.end, UTC)} UTC" if first.end else ""
        yield Sign(
            WARNING,
            HIGH,
            sentence(told.format(host=host, after=_after(legs[0]))),
            f"Look into the log of {host}{when}."
            + (" Find out who may end calls there." if name == "MANAGER_REQUEST" else ""),
            tuple(at.index for at in legs),
            cited(
                at.cite(field)
                for at in legs[:_QUOTED]
                for field in ("hangup_cause", "media_server")
            ),
            why=why,
        )


_STOPPED: Final = {
    "MANAGER_REQUEST": (
        "An operator or a program ended the call by a command, {after}.",
        "an operator or a program ended it by a command",
    ),
    "SYSTEM_SHUTDOWN": (
        "{host} was shut down or restarted, which ended the call {after}.",
        "the media server was shut down or restarted",
    ),
    "CRASH": (
        "{host} crashed, which ended the call {after}.",
        "the media server crashed",
    ),
}
"""Causes that come from outside the call: what is told, and why it ended."""


def _after(at: CaseLeg) -> str:
    if at.leg.answered:
        return f"after {duration(at.leg.talk)} of talking"
    return f"before {at.party} was answered" if at.leg.inbound else f"before {at.party} answered"


@rule("R11", fires="a loopback leg, or the cause BOWOUT", source="FreeSWITCH mod_loopback")
def helper_legs(case: Case) -> Iterator[Sign]:
    legs = [at for at in case.legs if at.leg.loopback or at.leg.cause.name == "BOWOUT"]
    if legs:
        one = len(legs) == 1
        yield Sign(
            NORMAL,
            HIGH,
            f"{'1 helper leg' if one else f'{len(legs)} helper legs'} inside the switch"
            f" {'joins' if one else 'join'} the others, as for a forwarded call; no phone is on"
            f" {'it' if one else 'them'}.",
            "",
            tuple(at.index for at in legs),
            cited(at.cite("channel_name") for at in legs[:_QUOTED]),
        )
