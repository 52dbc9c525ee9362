"""The one sentence about a call: who called whom, what happened, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from vinix_tui.calls.clock import duration
from vinix_tui.calls.text import cut
from vinix_tui.diagnosis.case import Case, CaseLeg, sentence
from vinix_tui.diagnosis.finding import Confidence, EndedBy, Finding, Outcome, Severity
from vinix_tui.diagnosis.outcome import decisive
from vinix_tui.diagnosis.ranking import HARD_CAUSES, all_is_well

_NAME: Final = 30  # columns of a party's name; two names and a reason fit two lines of 80
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
_MEANWHILE: Final = frozenset({"R38"})
"""Findings about a state in which the call was when it ended."""

_FAILED: Final[dict[str, str]] = {
    "busy": "{callee} was busy when {caller} called",
    "cancelled": "{caller} hung up after {waited}, before {callee} answered",
    "rejected": "{caller}'s call to {callee} was refused",
    "unreachable": "{caller}'s call did not reach {callee}",
    "barred": "The platform refused {caller}'s call to {callee}",
    "failed": "{caller}'s call to {callee} failed",
    "not-answered": "{callee} did not answer {caller}'s call",
    "unknown": "These records do not tell what came of {caller}'s call to {callee}",
}


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
    told = _FAILED[outcome].format(
        caller=_cut(first.person) if first.leg.inbound else "the platform",
        callee=_callee(first),
        waited=f"{first.leg.before_answer} s",
    )
    reasons = [each for each in findings if each.why and each.severity >= Severity.INFO]
    reason = _reason(case, reasons) if outcome != "cancelled" else ""
    return sentence(f"{told}{reason}.")


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
    talked = _talked(case, first, "was connected to" if broken else "talked to")
    told = talked + _ending(case, _hung_up(case, first, ended), findings)
    if len(told) > _TWO_LINES:
        told = talked + _ending(case, "", findings)
    return sentence(told)


def _talked(case: Case, first: CaseLeg, verb: str) -> str:
    caller = _cut(first.person)
    if not first.leg.inbound:
        call = "the fax call" if first.leg.role == "fax" else "the platform's call"
        return f"{call} to {caller} was answered and lasted {duration(first.leg.talk)}"
    partners = case.partners(first)
    if first.leg.is_conference:
        others = f"{len(partners)} others" if len(partners) > 1 else "one other"
        return f"{caller} was in a conference with {others} for {duration(first.leg.talk)}"
    if not partners:
        length = max(at.leg.talk for at in case.shown)
        return f"{caller}'s call was answered and lasted {duration(length)}"
    if len(partners) == 1:
        length = min(first.leg.talk, partners[0].leg.talk) or partners[0].leg.talk
        return f"{caller} {verb} {_cut(partners[0].person)} for {duration(length)}"
    names = ", then to ".join(_cut(at.person) for at in partners[:3])
    more = f" and {len(partners) - 3} more" if len(partners) > 3 else ""
    length = first.leg.talk or max(at.leg.talk for at in partners)
    return f"{caller} {verb} {names}{more}, {duration(length)} in all"


def _ending(case: Case, hung: str, findings: Sequence[Finding]) -> str:
    """Who hung up, and what broke the call; what only may have harmed it stands apart."""
    broken = [each for each in findings if each.why and _ends_a_call(each)]
    if broken:
        reason = _reason(case, broken, findings)
        return f", then {hung}{reason}." if hung else f"{reason}."
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
    refused = decisive(case)
    if refused is None or not case.placed:
        return f"The platform itself (voicemail, menu or queue) answered {caller} for {length}."
    why = refused.leg.cause.words
    return (
        f"{_cut(refused.person)} was not reached ({why}); the platform, probably voicemail or a"
        f" menu, then took {caller}'s call for {length}."
    )


def _fax(case: Case, findings: Sequence[Finding]) -> str:
    fax = next(each.leg.fax for each in case.shown if each.leg.fax)
    failed = next((found for found in findings if found.id in BEHIND), None)
    return fax.words.removesuffix(".") + (_behind(case, failed, findings) if failed else "") + "."


def _callee(first: CaseLeg) -> str:
    """Whom they called: the only one who was tried, else what was dialled."""
    people = {at.person for at in first.attempts}
    dialled = first.leg.to_number if first.leg.inbound else None
    return _cut(people.pop() if len(people) == 1 else dialled or first.person)


def _cut(name: str) -> str:
    return cut(name, _NAME)
