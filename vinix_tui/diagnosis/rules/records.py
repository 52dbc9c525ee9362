"""Several legs together, who the parties are, and what the records are worth: R54 to R63."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from typing import Any, Final

from vinix_tui.calls import sip
from vinix_tui.calls.causes import CAUSES
from vinix_tui.calls.clock import instant, interaction_start, whole
from vinix_tui.calls.coerce import words
from vinix_tui.calls.text import cut, cut_middle
from vinix_tui.diagnosis.answers import number_of
from vinix_tui.diagnosis.byes import CLOCKS_APART, TRANSFERS
from vinix_tui.diagnosis.case import Case
from vinix_tui.diagnosis.case_leg import CaseLeg
from vinix_tui.diagnosis.evidence import NOT_RECORDED, cited
from vinix_tui.diagnosis.finding import Confidence, Evidence, Severity, Sign
from vinix_tui.diagnosis.names import sentence, spoken
from vinix_tui.diagnosis.rule import rule
from vinix_tui.diagnosis.times import ended_at, same_clock

NORMAL, INFO, WARNING = Severity.NORMAL, Severity.INFO, Severity.WARNING
MEDIUM, HIGH = Confidence.MEDIUM, Confidence.HIGH

_QUOTED: Final = 6  # legs or values of one kind that are quoted; more say nothing new

# -- several legs ---------------------------------------------------------------------------------

APART: Final = 5
"""Seconds between two answers, or two talk times, that are more than rounding and set-up."""
APART_SHARE: Final = 0.2
"""The same as a share of the longer talk: what matters for a bill."""
KEPT_RUNNING: Final = 3
"""Seconds after the caller's end; a BYE is passed on within one."""
CROSSED: Final = 1
"""Seconds of talk on a leg that was answered in the moment in which its caller gave up."""


@rule(
    "R54",
    fires="the caller was answered well before the callee, or the callee well before the caller",
    source="Kazoo: each leg is billed from its own answer",
)
def answered_apart(case: Case) -> Iterator[Sign]:
    for caller, _ in case.pairs:
        callee = _first_to_answer(caller)
        if callee is None or caller.leg.is_conference:
            continue
        longer = max(caller.leg.talk, callee.leg.talk)
        difference = abs(caller.leg.talk - callee.leg.talk)
        if difference <= max(APART, APART_SHARE * longer):
            continue
        if any(_outlived(at, caller) >= KEPT_RUNNING for at in case.partners(caller)):
            continue  # the talk times differ by their ends, too
        one, two = caller.leg.answered_at, callee.leg.answered_at
        if one is None or two is None:
            continue
        apart = whole((two - one).total_seconds())
        if abs(apart) < APART:
            continue
        if apart > 0:
            first, later = caller, callee
            told = f"was answered (a menu, a queue or an early answer) {apart} s before"
        else:
            first, later = callee, caller
            told = f"answered {-apart} s before the platform answered"
        yield Sign(
            INFO,
            HIGH,
            sentence(
                f"{first.person} {told} {later.person}: the billed {first.leg.talk} s are not the"
                " length of the conversation."
            ),
            f"For a question about the bill, count the talk time of {later.person}:"
            f" {later.leg.talk} s.",
            (caller.index, callee.index),
            cited(
                at.cite(field)
                for at in (caller, callee)
                for field in ("billing_seconds", "duration_seconds")
            ),
        )


def _first_to_answer(caller: CaseLeg) -> CaseLeg | None:
    """Of those who talked to a caller the first one; after a transfer there are several."""
    talked = caller.case.partners(caller)
    if len(talked) < 2:
        return next(iter(talked), None)
    return min(talked, key=lambda at: (at.leg.answered_at is None, at.leg.answered_at, at.index))


@rule(
    "R55",
    fires="an answered leg went on without its caller, who was gone or never answered",
    source="FreeSWITCH issue 960 and its like: a BYE that was lost",
)
def kept_running(case: Case) -> Iterator[Sign]:
    for at in case.placed:
        caller = at.caller
        if caller is None or not at.leg.answered:
            continue
        seconds = _outlived(at, caller)
        unheard = not caller.leg.answered and at.leg.talk > CROSSED
        if seconds < KEPT_RUNNING and not unheard:
            continue
        if not _tied(at, caller) or _went_on_elsewhere(case, caller, at):
            continue
        if seconds >= KEPT_RUNNING:
            told = f"the leg of {at.party} kept running for {seconds} s after the caller was gone"
        else:
            told = f"{at.party} was answered for {at.leg.talk} s, but the caller never was"
        yield Sign(
            WARNING,
            MEDIUM,
            sentence(f"{told}."),
            f"Check the signalling with {at.party}: NAT, a firewall or SIP-ALG can swallow a BYE."
            " The time may have been billed.",
            (at.index, caller.index),
            cited(
                each.cite(field)
                for each in (at, caller)
                for field in ("billing_seconds", "duration_seconds", "msg_id")
            ),
            why=told,
            settles="A SIP trace shows whether our BYE was sent and answered.",
        )


def _outlived(at: CaseLeg, caller: CaseLeg) -> int:
    """Seconds by which a leg ended later than its caller's; 0 where nobody knows."""
    mine, theirs = ended_at(at), ended_at(caller)
    if mine is None or theirs is None:
        return 0
    seconds = whole((mine - theirs) / 1e6)
    within = CLOCKS_APART // 1_000_000  # what two servers' clocks may make of nothing
    return seconds if same_clock(at, caller) or seconds > within else 0


def _tied(at: CaseLeg, caller: CaseLeg) -> bool:
    """Whether a leg itself names the caller; the first caller stands in for one that is missing."""
    return bool({caller.leg.call_id} & {at.leg.bridge_id, at.leg.other_leg_call_id} - {None})


def _went_on_elsewhere(case: Case, caller: CaseLeg, at: CaseLeg) -> bool:
    """Whether it is no wonder that a leg outlived its caller: a transfer or a conference."""
    if caller.leg.is_conference or at.leg.is_conference:
        return True
    told = (caller.leg.replaced_by, at.leg.transfer_history, at.leg.variable("referred_by"))
    if caller.leg.cause.name in TRANSFERS or caller.leg.transfer_history or any(told):
        return True
    named = at.leg.other_leg_call_id
    if named is not None and named not in case.call_ids:
        return True  # joined to a leg that is not here, as by a transfer to another interaction
    partner = case.legs[case.interaction.partner.get(at.index, caller.index)]
    return partner is not caller and partner.leg.answered and not partner.folded


# -- what the records lack, and what is wrong with them -------------------------------------------

_HELPERS: Final = ("LOSE_RACE", "BOWOUT", "PICKED_OFF", "NO_PICKUP")
"""Causes of legs that may leave no record, and would add nothing to it."""
_LONGEST_ID: Final = 36  # columns: a UUID; longer ids differ at both ends


@rule(
    "R56",
    fires="other_leg_call_id, bridge_id or originated_legs name a leg that is not there",
    source="Kazoo cb_cdrs: legs come from one month's database, and only those that have ended",
)
def missing_leg(case: Case) -> Iterator[Sign]:
    here = case.call_ids | {at.leg.channel_loopback_other_leg_id for at in case.legs}
    missing: dict[str, tuple[CaseLeg, str]] = {}
    for at in case.shown:
        for call_id, field in _named(at, here):
            missing.setdefault(call_id, (at, field))
    if not missing:
        return
    ids = ", ".join(cut_middle(call_id, _LONGEST_ID) for call_id in list(missing)[:2])
    more = f" and {len(missing) - 2} more" if len(missing) > 2 else ""
    one = len(missing) == 1
    namer = "the only one here names" if len(case.legs) == 1 else "the others name"
    transferred = any(at.leg.cause.name in TRANSFERS or at.leg.transfer_history for at in case.legs)
    yield Sign(
        INFO,
        HIGH,
        f"{'A leg' if one else f'{len(missing)} legs'} that {namer}"
        f" {'is' if one else 'are'} not in these records ({ids}{more}): what they show is partial.",
        (
            "A transfer can file legs under another interaction; look for the call there."
            if transferred
            else "Fetch again once all legs have ended; at the turn of a month look into the other"
            " month as well."
        ),
        tuple(dict.fromkeys(at.index for at, _ in missing.values())),
        tuple(at.cite(field) for at, field in list(dict.fromkeys(missing.values()))[:_QUOTED]),
        why=f"{'a leg' if one else f'{len(missing)} legs'} of it"
        f" {'is' if one else 'are'} not in these records",
    )


def _named(at: CaseLeg, here: Set[str | None]) -> Iterator[tuple[str, str]]:
    """Call-IDs that a leg names and that are not there, each with the field that names it."""
    if _may_name_a_helper(at):
        return
    other, bridge = at.leg.other_leg_call_id, at.leg.bridge_id
    if other and other not in here:
        yield other, "other_leg_call_id"
    # Where the other leg is there, a bridge named otherwise is no leg that anybody misses.
    if bridge and bridge not in here and (not other or other not in here):
        yield bridge, "custom_channel_vars.bridge_id"
    for call_id in _originated(at.leg.originated_legs):
        if call_id not in here:
            yield call_id, "originated_legs"


def _may_name_a_helper(at: CaseLeg) -> bool:
    """A forwarded call runs through helper legs, which often leave no record."""
    attempts = at.attempts if at.leg.inbound else (at,)
    return any(
        each.leg.variable(name) == "true"
        for each in (at, *attempts)
        for name in ("call_forward", "is_call_forward")
    )


def _originated(said: Any) -> Iterator[str]:
    for each in said if isinstance(said, list) else [said]:
        if isinstance(each, Mapping) and str(each.get("cause", "")).upper() not in _HELPERS:
            call_id = words(each.get("call_id"))
            if call_id:
                yield call_id


@rule(
    "R57",
    fires="a record contradicts itself, or holds what nobody can read",
    source="RFC 8866 for SDP; the leg document of Kazoo",
)
def damaged_record(case: Case) -> Iterator[Sign]:
    for at in case.legs:
        broken = list(_contradictions(at))
        told = broken + list(_unreadable(at))
        if not told:
            yield from _strange(at)
            continue
        shown = "; ".join(said for said, _ in told[:2])
        more = f"; and {len(told) - 2} more" if len(told) > 2 else ""
        yield Sign(
            WARNING,
            HIGH if broken else MEDIUM,
            f"The record of {at.party} looks damaged: {shown}{more}.",
            "Look at the raw document, and do not rely on what else is said of this leg.",
            (at.index,),
            tuple(evidence for _, evidence in told[:_QUOTED]),
            settles="" if broken else "The raw document shows what was really sent or stored.",
        )


def _strange(at: CaseLeg) -> Iterator[Sign]:
    """A cause that no table has: newer platforms and applications may have words of their own."""
    named = at.leg.cause
    if named.kind == "unknown" and named.name and named.name not in CAUSES:
        yield Sign(
            INFO,
            HIGH,
            f"The record of {at.party} has the cause {cut(named.name, _LONGEST_ID)}, which this"
            " program does not know.",
            named.next_step,
            (at.index,),
            (at.cite("hangup_cause"),),
        )


_Trouble = tuple[str, Evidence]
_COUNTS: Final = ("duration_seconds", "billing_seconds", "ringing_seconds")
_OTHER_CODES: Final = re.compile(r"(?:sips?:\s*)?[0-9]{1,2}|(?:q850|verto):.*", re.IGNORECASE)
"""Codes that are no SIP status: `sip:0` for none, those of other networks."""


def _contradictions(at: CaseLeg) -> Iterator[_Trouble]:
    """What cannot be true, whoever wrote it."""
    leg = at.leg
    for field in _COUNTS:
        value = getattr(leg, field)
        if value is None:
            cite = at.cite(field)
            if cite.value != NOT_RECORDED:
                yield f"{field} is no number", cite
        elif value < 0:
            yield f"{field} is negative", at.cite(field)
    if leg.duration_seconds is not None and 0 <= leg.duration_seconds < leg.talk - 1:
        said = f"it talked for {leg.talk} s of a life of {leg.duration} s"
        yield said, at.cite("billing_seconds")
    created, stamp = instant(leg.channel_created_time), instant(leg.timestamp)
    if created and stamp and stamp < created:
        # Newer platforms stamp every leg with the call's start, which may well come before it.
        begun = interaction_start(leg.interaction_id or "") or instant(leg.interaction_time)
        early = (created - stamp).total_seconds()
        if begun and early > _CLOCKS and abs((stamp - begun).total_seconds()) > _CLOCKS:
            yield f"it ended {whole(early)} s before it began", at.cite("timestamp")


_CLOCKS: Final = 2
"""Seconds that whole-second stamps and the clocks of two servers may differ."""


def _unreadable(at: CaseLeg) -> Iterator[_Trouble]:
    """What is damaged, or sent so by the party."""
    leg = at.leg
    if leg.hangup_code and not leg.sip_code and not _OTHER_CODES.fullmatch(leg.hangup_code):
        yield f"{cut(leg.hangup_code, _LONGEST_ID)} is no code", at.cite("hangup_code")
    for field, sdp in (("remote_sdp", leg.remote), ("local_sdp", leg.local)):
        for warned in sdp.warnings:
            if warned.damaged:
                side = field.replace("_sdp", " SDP")
                yield (
                    f"line {warned.line} of the {side}: {warned.words}",
                    at.cite(field, warned.line),
                )


# -- who the parties are --------------------------------------------------------------------------

_WITHHELD: Final = frozenset({"anonymous", "restricted", "private", "withheld"})
"""What stands for a number that its owner hides (RFC 3323)."""
_ABSENT: Final = frozenset({"unavailable", "unknown"})
"""What stands for a number that is hidden, or that a network on the way does not know."""
_NO_NUMBER: Final = _WITHHELD | _ABSENT


@rule(
    "R58",
    fires="the caller's number or name is hidden, or stands as anonymous",
    source="RFC 3323 section 4.1, RFC 3325",
)
def withheld_number(case: Case) -> Iterator[Sign]:
    ways_out = [at for at in case.placed if at.is_carrier]
    hidden = [(at, what, said) for at in (*case.callers, *ways_out) for what, said in _hidden(at)]
    if not hidden:
        return
    kinds = {what for _, what, _ in hidden}
    sure = True
    if "number" in kinds:
        told = "The caller withheld the number."
    elif "absent" in kinds:
        told = "The call came without the caller's number: withheld, or lost on the way."
        sure = False
    else:
        told = "The caller withheld the name; the number is shown."
    out = any(at.is_carrier and not at.leg.inbound for at, _, _ in hidden)
    if out:
        told += " Carriers may refuse a call that shows no valid number."
    yield Sign(
        INFO,
        HIGH if sure else MEDIUM,
        told,
        (
            "Where a carrier refuses it, set a caller-ID for calls to the outside."
            if out
            else "To know who called, ask the carrier with the Call-ID and the time."
        ),
        tuple(dict.fromkeys(at.index for at, _, _ in hidden)),
        tuple(said for _, _, said in hidden[:_QUOTED]),
        settles="" if sure else "The carrier knows whether the number was withheld or missing.",
    )


def _hidden(at: CaseLeg) -> Iterator[tuple[str, Evidence]]:
    """What is hidden of the caller (number or name; absent: perhaps), and where it says so."""
    leg = at.leg
    for variable in _PRIVACY:
        if (leg.variable(variable) or "").lower() == "true":
            yield variable.rpartition("_")[2], at.cite(f"custom_channel_vars.{variable}")
    for field, said in (("caller_id_number", leg.caller_id_number), ("from", leg.from_)):
        spelled = (said or "").lower()
        if not any(word in spelled for word in _NO_NUMBER):  # taking all apart would take longer
            continue
        user = sip.address(spelled).user or ""
        if user in _NO_NUMBER:
            yield "number" if user in _WITHHELD else "absent", at.cite(field)


_PRIVACY: Final = (
    "privacy_hide_number", "caller_privacy_number", "privacy_hide_name", "caller_privacy_name",
)  # fmt: skip


_FULL: Final = re.compile(r"\+?[1-9][0-9]{6,14}")
"""E.164: a country code and up to 15 digits in all; the shortest numbers in use have 7."""
_SHORTEST_WITHOUT_PLUS: Final = 11
"""Digits: a shorter number without its + may as well be a national one, such as 10 in America."""


@rule(
    "R59",
    fires="a carrier is called with a caller number that is no full international one",
    source="ITU-T E.164; carriers that answer such a call with 403",
)
def short_caller_number(case: Case) -> Iterator[Sign]:
    by_number: dict[str, list[CaseLeg]] = {}
    for at in case.placed:
        number = at.leg.caller_id_number
        if at.is_carrier and number and not _is_full(number):
            by_number.setdefault(number, []).append(at)
    for number, legs in by_number.items():
        if number.lower() in _NO_NUMBER:
            continue
        answered = any(at.leg.answered for at in legs)
        shown = spoken(number, 30)
        told = f"The caller number sent to {legs[0].party} is {shown}, no full international one"
        yield Sign(
            INFO if answered else WARNING,
            MEDIUM,
            (
                f"{told}; the call was taken, but the called phone may show a wrong number."
                if answered
                else f"{told}; many carriers refuse such a call (403)."
            ),
            "Set an external caller-ID for the phone, the user or the account: +, country code,"
            " number.",
            tuple(at.index for at in legs),
            cited(at.cite("caller_id_number") for at in legs[:_QUOTED]),
            why="" if answered else f"the caller number {shown} is no full international one",
            settles="The carrier can say in which form it wants the caller number.",
        )


def _is_full(number: str) -> bool:
    digits = re.sub(r"[ ().-]", "", number)
    if not _FULL.fullmatch(digits):
        return False
    return digits.startswith("+") or len(digits) >= _SHORTEST_WITHOUT_PLUS


@rule(
    "R60",
    fires="the user agent of a caller or callee is recorded",
    source="RFC 3261 sections 20.35 and 20.41 (Server, User-Agent)",
)
def equipment(case: Case) -> Iterator[Sign]:
    """The last message's sender names itself there, which may be a proxy."""
    parties = case.talk or tuple(case.callers[:1]) + tuple(case.placed[:1])
    known = [at for at in parties if at.leg.user_agent]
    if not known:
        return
    said = [
        f"{at.party} is {spoken(at.leg.user_agent or '', 40)}" + (f" ({codec})" if codec else "")
        for at in known
        for codec in [_codec(at)]
    ]
    others = [at for at in parties if at not in known and at.is_carrier]
    said += [f"{at.party} speaks {codec}" for at in others if (codec := _codec(at))]
    yield Sign(
        NORMAL,
        HIGH,
        sentence(f"{'; '.join(said)}."),
        "",
        tuple(at.index for at in known),
        cited(at.cite("user_agent") for at in known),
    )


def _codec(at: CaseLeg) -> str:
    audio = at.leg.media.audio if at.leg.answered else None
    return audio.used.words if audio and audio.used else ""


_NO_KEYS: Final = frozenset({"none", "undefined"})
_LEFT_OUT: Final = "[redacted]"
"""What stands for the keys in a record that was redacted, and does not tell how many there were."""
_SHOWN_KEYS: Final = 6
"""Pressed keys that are shown; more may be the number of a card, and few of a menu are."""


@rule(
    "R61",
    fires="keys were pressed by a caller who was alone with the platform",
    source="FreeSWITCH switch_channel.c: the log of keypad events",
)
def pressed_keys(case: Case) -> Iterator[Sign]:
    for at in case.callers:
        keys = (at.leg.digits_dialed or "").strip()
        if not keys or keys.lower() in _NO_KEYS or not at.alone:
            continue
        secret = len(keys) > _SHOWN_KEYS or at.leg.role == "voicemail"  # where a PIN comes first
        plural = "s" if len(keys) > 1 else ""
        count = f"{len(keys)} key{plural}"
        shown = f"{count}, which are not shown: a PIN or the number of a card may be among them"
        if not secret:
            shown = f"the key{plural} {keys}"
        if keys == _LEFT_OUT:
            secret, shown = False, "keys, which are left out of this record"
        quoted = at.cite("digits_dialed")
        yield Sign(
            INFO,
            HIGH,
            sentence(f"{at.person} pressed {shown}."),
            "",
            (at.index,),
            (quoted._replace(value=f"{count}, hidden") if secret else quoted,),
        )


@rule(
    "R62",
    fires="a phone called the voicemail, its own extension or itself",
    source="Kazoo: authorizing_id, and the feature code *97",
)
def called_itself(case: Case) -> Iterator[Sign]:
    for at in case.callers:
        leg = at.leg
        evidence: tuple[Evidence, ...]
        if leg.role == "voicemail":
            told = f"{at.person} called the voicemail ({number_of(at)})."
            evidence = (at.cite("request"),)
        elif at.is_device and leg.caller_id_number and leg.dialled == leg.caller_id_number:
            told = f"{at.person} called their own extension {number_of(at)}."
            evidence = (at.cite("caller_id_number"), at.cite("request"))
        else:
            own = leg.variable("authorizing_id") if at.is_device else None
            same = [each for each in at.attempts if each.leg.variable("authorizing_id") == own]
            if not own or not same or len(same) < len(at.attempts):
                continue
            told = f"{at.party} called itself."
            field = "custom_channel_vars.authorizing_id"
            evidence = (at.cite(field), same[0].cite(field))
        legs = tuple(dict.fromkeys(item.leg for item in evidence))
        yield Sign(NORMAL, HIGH, sentence(told), "", legs, evidence)


@rule("R63", fires="there are legs, and no rule warns", source="what leg records hold")
def no_problem_found(case: Case) -> Iterator[Sign]:
    """Always said; the ranking drops it where something is wrong."""
    if not case.legs:
        return
    silent = not any(at.leg.answered or at.refusals for at in case.shown)
    yield Sign(
        NORMAL,
        HIGH,
        "These records show that nobody was answered, and not why."
        if silent
        else "These records show no problem.",
        "If people complain all the same, take a SIP trace and RTP statistics of such a call.",
        (),
        (),
    )
