"""The one sentence about a call: who called whom, what happened, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from vinix_tui.calls.clock import duration
from vinix_tui.calls.text import cut
from vinix_tui.diagnosis.case import Case, CaseLeg, sentence
from vinix_tui.diagnosis.finding import EndedBy, Finding, Outcome, Severity
from vinix_tui.diagnosis.outcome import decisive

_NAME: Final = 30  # columns of a party's name; two names and a reason fit two lines of 80
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
    reason = _reason(findings)
    if outcome in ("fax-ok", "fax-failed"):
        return _fax(case)
    if outcome == "answered":
        return sentence(f"{_talked(case, first)}{_ending(case, first, ended, reason)}")
    if outcome == "answered-by-platform":
        return sentence(_taken_by_the_platform(case, first))
    told = _FAILED[outcome].format(
        caller=_cut(first.person),
        callee=_callee(first),
        waited=f"{first.leg.before_answer} s",
    )
    return sentence(told + (f": {reason}." if reason and outcome != "cancelled" else "."))


def _reason(findings: Sequence[Finding]) -> str:
    """The worst finding's reason, with its doubt; "either … or" where one has a rival."""
    told = [each for each in findings if each.why and each.severity >= Severity.WARNING]
    if not told:
        told = [each for each in findings if each.why and each.severity is Severity.INFO][:1]
    if not told:
        return ""
    worst = told[0]
    rival = next((each for each in told if each.id in worst.rivals), None)
    if rival is not None:
        return f"either {worst.why}, or {rival.why}"
    return f"{worst.confidence.adverb}{worst.why}"


def _talked(case: Case, first: CaseLeg) -> str:
    caller = _cut(first.person)
    partners = case.partners(first)
    if first.leg.is_conference:
        others = f"{len(partners)} others" if len(partners) > 1 else "one other"
        return f"{caller} was in a conference with {others} for {duration(first.leg.talk)}"
    if not partners:
        length = max(at.leg.talk for at in case.shown)
        return f"{caller}'s call was answered and lasted {duration(length)}"
    if len(partners) == 1:
        length = min(first.leg.talk, partners[0].leg.talk) or partners[0].leg.talk
        return f"{caller} talked to {_cut(partners[0].person)} for {duration(length)}"
    names = ", then to ".join(_cut(at.person) for at in partners[:3])
    more = f" and {len(partners) - 3} more" if len(partners) > 3 else ""
    length = first.leg.talk or max(at.leg.talk for at in partners)
    return f"{caller} talked to {names}{more}, {duration(length)} in all"


def _ending(case: Case, first: CaseLeg, ended: EndedBy, reason: str) -> str:
    who = {"caller": first, "callee": next(iter(case.partners(first)[-1:]), None)}.get(ended.side)
    if ended.side == "unknown":
        return f"; {reason}." if reason else "; nothing unusual is recorded."
    if ended.side == "platform":
        hung = f"{ended.confidence.adverb}the platform ended the call"
    else:
        named = _cut(who.person) if who else f"the {ended.side}"
        hung = f"{named} {ended.confidence.adverb}hung up"
    if not reason:
        return f"; {hung}."
    return f", then {hung}: {reason}."


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


def _fax(case: Case) -> str:
    at = next(each for each in case.shown if each.leg.fax)
    fax = at.leg.fax
    assert fax is not None
    return fax.words


def _callee(first: CaseLeg) -> str:
    """Whom they called: the only one who was tried, else what was dialled."""
    people = {at.person for at in first.attempts}
    dialled = first.leg.to_number if first.leg.inbound else None
    return _cut(people.pop() if len(people) == 1 else dialled or first.person)


def _cut(name: str) -> str:
    return cut(name, _NAME)
