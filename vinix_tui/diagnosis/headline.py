"""The one sentence about a call: who called whom, what happened, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from vinix_tui.calls.clock import duration
from vinix_tui.calls.text import cut
from vinix_tui.diagnosis.answers import after
from vinix_tui.diagnosis.audio import is_fax
from vinix_tui.diagnosis.case import Case
from vinix_tui.diagnosis.case_leg import CaseLeg
from vinix_tui.diagnosis.finding import Confidence, EndedBy, Finding, Outcome, Severity
from vinix_tui.diagnosis.names import sentence, spoken
from vinix_tui.diagnosis.outcome import decisive
from vinix_tui.diagnosis.ranking import HARD_CAUSES, all_is_well
from vinix_tui.diagnosis.results import result_of_attempt
from vinix_tui.diagnosis.rule import CATALOGUE
from vinix_tui.diagnosis.times import was_answered_before

_NAME: Final = 30  # columns of a party's name; two names and a reason fit two lines of 80
_CAUSES: Final = 50  # columns of why several attempts failed
_TWO_LINES: Final = 158
BEHIND: Final[dict[str, tuple[str, ...]]] = {
    "R29": ("R30c", "R30", "R46"),
    "R42": ("R30c", "R30", "R46"),
    "R48": ("R49", "R50", "R51", "R52"),
}
"""A finding -> those on the same leg that may be the reason behind it, or belong beside it."""
_BESIDE: Final = frozenset({"R30", "R46"})
"""Of those the ones that are no reason: an address that cannot be reached stops what goes there,
not what comes from there."""
_NO_TALK: Final = frozenset(
    {"R29", "R30c", "R33", "R39", "R40", "R42", "R43", "R43c", "R44", "R45"}
)
"""Errors after which nobody can say that the two have talked."""
_CUT: Final = frozenset({"R18"})
"""Findings of an answered call that nobody hung up, whichever leg ended first."""
_MEANWHILE: Final = frozenset({"R38"})
"""Findings about a state in which the call was when it ended."""

_FAILED: Final[dict[str, str]] = {
    "busy": "{callee} was busy when {caller} called",
    "cancelled": "{caller} hung up {after}, {until} {callee} answered",
    "rejected": "{caller}'s call to {callee} was refused",
    "unreachable": "{caller}'s call did not reach {callee}",
    "barred": "The platform refused {caller}'s call to {callee}",
    "failed": "{caller}'s call to {callee} failed",
    "not-answered": "{callee} did not answer {caller}'s call",
    "unknown": "{caller}'s call to {callee} ended {after}, and no talk is recorded",
}
_UNTIMED: Final = "These records do not tell what came of {caller}'s call to {callee}"
_REASONS: Final = frozenset({"refusal", "outcome", "fax", "encryption", "codecs"})
"""Chapters whose findings can tell why nobody was reached; the timing and the state of the records
stand beside it."""


def headline(case: Case, outcome: Outcome, ended: EndedBy, findings: Sequence[Finding]) -> str:
    """At most two lines of 80 columns, unless names or reasons are very long."""
    first = case.caller
    if first is None:
        return "These records hold no legs, so nothing can be said of the call."
    if outcome in ("fax-ok", "fax-failed"):
        return _fax(case, findings)
    if outcome == "answered":
        return _answered(case, first, ended, findings)
    if outcome == "answered-by-platform":
        told, more = _taken_by_the_platform(case, first), _worth_a_look(findings)
        return sentence(told + more if len(told + more) <= _TWO_LINES else told)
    return _failed(case, first, outcome, findings)


def _failed(case: Case, first: CaseLeg, outcome: Outcome, findings: Sequence[Finding]) -> str:
    timed = outcome != "unknown" or first.leg.duration_seconds is not None
    told = (_FAILED[outcome] if timed else _UNTIMED).format(
        caller=_caller(first),
        callee=_callee(first),
        after=after(first.leg.before_answer),
        until="just when" if any(at.leg.answered for at in first.attempts) else "before",
    )
    decided = decisive(case)
    reasons = [each for each in findings if each.why and each.severity >= Severity.INFO]
    reasons = [each for each in reasons if _tells_why(each)]
    # What decided the call comes before what else went wrong with it.
    reasons.sort(key=lambda each: decided is None or decided.index not in each.legs)
    told += f"{_reason(case, reasons) if outcome != 'cancelled' else ''}."
    more = _worth_a_look([each for each in findings if not _tells_why(each)])
    return sentence(told + more if len(told + more) <= _TWO_LINES else told)


def _tells_why(found: Finding) -> bool:
    return CATALOGUE[found.id].chapter in _REASONS or found.id == "R59"


def _caller(first: CaseLeg) -> str:
    """On whose behalf the call was: where nobody called the platform, whoever is indicated."""
    if first.leg.inbound or first.attempts:
        return _cut(first.person)
    for_somebody = first.leg.other_leg_call_id not in (None, first.leg.call_id)
    indicated = first.leg.caller_id_name or first.leg.from_number
    return spoken(indicated, _NAME) if for_somebody and indicated else "the platform"


def _reason(case: Case, told: Sequence[Finding], findings: Sequence[Finding] = ()) -> str:
    """Why, by the first finding of those that tell: sure after a colon, else with its doubt."""
    if not told:
        return ""
    worst = told[0]
    rival = next((each for each in told if each.id in worst.rivals), None)
    if rival is not None:
        return f", either because {worst.why}, or because {rival.why}"
    deeper = _behind(case, worst, findings)
    if worst.confidence is Confidence.HIGH:
        return f": {worst.why}{deeper}"
    return f", {worst.confidence.adverb}because {worst.why}{deeper}"


def _behind(case: Case, worst: Finding, findings: Sequence[Finding]) -> str:
    """What may be behind a reason: `, probably because it …`; or belongs beside it: `, which …`."""
    if len(worst.legs) > 1:  # nobody knows on which of them it was
        return ""
    for number in BEHIND.get(worst.id, ()):
        for found in findings:
            shared = [leg for leg in found.legs if leg in worst.legs]
            if found.id == number and found.why and shared:
                party = case.legs[shared[0]].party
                named = worst.why.endswith(party) and found.why.startswith(f"{party} ")
                rest = found.why.removeprefix(party)
                if number in _BESIDE:
                    return f", which{rest}" if named else f"; {found.why}"
                return f", probably because {f'it{rest}' if named else found.why}"
    return ""


def _answered(case: Case, first: CaseLeg, ended: EndedBy, findings: Sequence[Finding]) -> str:
    """With who hung up, unless that would take a third line: the line below tells it as well."""
    broken = any(each.id in _NO_TALK and each.severity is Severity.ERROR for each in findings)
    verb = "was connected to" if broken else "talked to"
    if case.talk and any(is_fax(at) for at in case.talk):
        verb = "was connected by fax to"
    talked = _talked(case, first, verb)
    cut_off = any(each.id in _CUT and each.severity is Severity.WARNING for each in findings)
    told = talked + _ending(case, "" if cut_off else _hung_up(case, first, ended), findings)
    if len(told) > _TWO_LINES:
        told = talked + _ending(case, "", findings)
    return sentence(told)


def _talked(case: Case, first: CaseLeg, verb: str) -> str:
    caller, length = _cut(first.person), duration(first.leg.talk)
    partners = case.partners(first)
    if first.leg.is_conference:
        there = [at for at in case.shown if at.leg.is_conference and at.leg.answered]
        others = len({at.index for at in (*there, *partners)} - {first.index})
        counted = f" with {others} others" if others > 1 else " with one other" if others else ""
        return f"{caller} was in a conference{counted} for {length}"
    if not first.leg.inbound:
        return _placed(first, partners)
    if not partners:
        length = duration(max(at.leg.talk for at in case.shown))
        return f"{caller}'s call was answered and lasted {length}"
    if not first.leg.answered:
        answered = max(partners, key=lambda at: at.leg.talk)
        return f"{_cut(answered.person)} answered {caller}'s call for {duration(answered.leg.talk)}"
    people = list(dict.fromkeys(_cut(at.person) for at in partners))
    if len(partners) == 1:
        length = duration(min(first.leg.talk, partners[0].leg.talk))
        more = " and was then transferred" if partners[0].leg.cause.kind == "transfer" else ""
        return f"{caller} {verb} {people[0]} for {length}{more}"
    if len(people) == 1:
        times = "twice" if len(partners) == 2 else f"{len(partners)} times"
        return f"{caller} {verb} {people[0]} {times}, {length} in all"
    names = ", then to ".join(people[:3])
    more = f" and {len(people) - 3} more" if len(people) > 3 else ""
    return f"{caller} {verb} {names}{more}, {length} in all"


def _placed(first: CaseLeg, partners: Sequence[CaseLeg]) -> str:
    """Of a call that nobody called the platform for: a fax, a call back, half of what there was."""
    who, length = _cut(first.person), duration(first.leg.talk)
    if partners:
        length = duration(min(first.leg.talk, partners[-1].leg.talk))
        return f"the platform called {who} and connected {_cut(partners[-1].person)} for {length}"
    call = "the platform's call"
    if first.leg.role == "fax":
        call = "the fax call"
    elif first.leg.other_leg_call_id not in (None, first.leg.call_id):
        call = "a call"
    return f"{call} to {who} was answered and lasted {length}"


def _ending(case: Case, hung: str, findings: Sequence[Finding]) -> str:
    """Who hung up, and what broke the call; what only may have harmed it stands apart."""
    broken = [each for each in findings if each.why and _ends_a_call(each)]
    if broken:
        then = f", then {hung}" if hung else ""
        if broken[0].confidence is Confidence.HIGH:
            return f"{then}{_reason(case, broken, findings)}."
        deeper = _behind(case, broken[0], findings)
        return f"{then}; {broken[0].confidence.adverb}{broken[0].why}{deeper}."
    odd = any(each.severity >= Severity.WARNING for each in findings)
    if odd:
        return f"{f'; {hung}' if hung else ''}.{_worth_a_look(findings)}"
    beside = next((each for each in findings if each.why), None)
    if beside is None or beside.severity < Severity.INFO:
        nothing = "; nothing unusual is recorded" if all_is_well(findings) else ""
        return f"; {hung}." if hung else f"{nothing}."
    joint = " while " if hung and beside.id in _MEANWHILE else "; "
    return f"; {hung}{joint}{beside.why}." if hung else f"; {beside.why}."


def _worth_a_look(findings: Sequence[Finding]) -> str:
    """The worst warning that tells why, as a sentence of its own."""
    told = [each for each in findings if each.why and each.severity >= Severity.WARNING]
    return f" Worth a look: {told[0].why}." if told else ""


def _ends_a_call(found: Finding) -> bool:
    """Whether it tells why the call ended or was in vain, rather than what may have harmed it."""
    hard = found.id in HARD_CAUSES and found.severity is Severity.WARNING
    return hard or found.severity is Severity.ERROR


def _hung_up(case: Case, first: CaseLeg, ended: EndedBy) -> str:
    if ended.side == "unknown":
        return ""
    if ended.side == "platform":
        return f"{ended.confidence.adverb}the platform ended the call"
    called = next(iter(case.partners(first)[-1:]), None if first.leg.inbound else first)
    who = first if ended.side == "caller" else called
    named = _cut(who.person) if who else f"the {ended.side}"
    return f"{named} {ended.confidence.adverb}hung up"


def _taken_by_the_platform(case: Case, first: CaseLeg) -> str:
    caller, length = _cut(first.person), duration(first.leg.talk)
    if first.leg.role == "voicemail":
        return f"{caller} called the voicemail and listened for {length}."
    queued = first.leg.variable("queue_id") is not None
    tried = [at for at in first.attempts if not at.leg.answered]
    for at in reversed(tried):
        if "cancelled" in at.refusals and was_answered_before(first, at):
            where = "in a queue" if queued else "with the platform (a menu or a queue)"
            return (
                f"{caller} was {where} for {length} and hung up while {_cut(at.person)} was called."
            )
    refused = decisive(case)
    if refused is None or not tried:
        return _taken_alone(first, caller, length, queued)
    whom, why = f"{_cut(refused.person)} was not reached", refused.leg.cause.words
    if len({at.person for at in tried}) > 1:
        whom = f"none of {len(tried)} attempts reached anybody"
        why = ", ".join(dict.fromkeys(at.leg.cause.words for at in tried))
    if was_answered_before(first, refused):
        by = "a queue" if queued else "the platform (a menu or a queue)"
        return f"{by} answered {caller} for {length}; {whom} ({cut(why, _CAUSES)})."
    return (
        f"{whom} ({cut(why, _CAUSES)}); the platform, probably voicemail or a menu, then took"
        f" {caller}'s call for {length}."
    )


def _taken_alone(first: CaseLeg, caller: str, length: str, queued: bool) -> str:
    """Without a leg of anybody who was called."""
    if queued:
        return f"{caller} was in a queue for {length}; nobody took the call."
    dialled = first.leg.dialled or ""
    if dialled.startswith("*"):
        return (
            f"{caller} dialled {spoken(dialled, _NAME)}; the platform itself took the call for"
            f" {length}."
        )
    failed = result_of_attempt(first)
    if failed is not None:
        return (
            f"{_callee(first)} was probably not reached ({failed.words}); the platform itself took"
            f" {caller}'s call for {length}."
        )
    return f"The platform itself (voicemail, menu or queue) answered {caller} for {length}."


def _fax(case: Case, findings: Sequence[Finding]) -> str:
    fax = next(each.leg.fax for each in case.shown if each.leg.fax)
    failed = next((found for found in findings if found.id in BEHIND), None)
    return fax.words.removesuffix(".") + (_behind(case, failed, findings) if failed else "") + "."


def _callee(first: CaseLeg) -> str:
    """Whom they called: the only one who was tried, else what was dialled."""
    people = {at.person for at in first.attempts}
    dialled = first.leg.to_number if first.leg.inbound else None
    if len(people) != 1 and dialled:
        return spoken(dialled, _NAME)
    return _cut(people.pop() if len(people) == 1 else first.person)


def _cut(name: str) -> str:
    """A name of those in quotes or not, shorter still; quotes stay closed."""
    short = cut(name, _NAME)
    return short if short == name or name[0] != '"' else f'{cut(name, _NAME - 1)}"'
