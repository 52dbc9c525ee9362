"""From legs to a verdict: run the rules, rank what they found, and say it in one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from vinix_tui.calls.interaction import Interaction
from vinix_tui.diagnosis import rules
from vinix_tui.diagnosis.case import Case
from vinix_tui.diagnosis.case_leg import CaseLeg
from vinix_tui.diagnosis.ended import ended_by
from vinix_tui.diagnosis.finding import EndedBy, Finding, Severity, Verdict
from vinix_tui.diagnosis.headline import headline
from vinix_tui.diagnosis.outcome import decisive, outcome_of
from vinix_tui.diagnosis.ranking import ranked
from vinix_tui.diagnosis.rule import CATALOGUE

assert rules  # importing them fills the catalogue

CANNOT_SHOW: Final = (
    "These records cannot show packet loss, jitter, repeated SIP messages or registrations."
)
CANNOT_SHOW_SIP: Final = "These records cannot show single SIP messages or registrations."
"""The same where the platform counted the audio packets."""


def diagnose(interaction: Interaction) -> Verdict:
    """The verdict on an interaction; pure, and it never raises whatever the legs hold."""
    case = Case(interaction)
    findings = ranked(case, _found(case))
    outcome = outcome_of(case)
    ended = ended_by(case)
    worst = max((found.severity for found in findings), default=Severity.NORMAL)
    measured = any("channel_stats" in at.leg.extended_data for at in case.legs)
    return Verdict(
        outcome=outcome,
        headline=headline(case, outcome, ended, findings),
        severity=worst,
        ended_by=ended,
        findings=findings,
        cannot_show=CANNOT_SHOW_SIP if measured else CANNOT_SHOW,
        originate_type=_type(_origin(case)),
        terminate_type=_type(_last(case)),
        failure_location=_location(case, ended, findings),
        trouble=_trouble(case, ended, findings),
    )


def _found(case: Case) -> Iterator[Finding]:
    for rule in CATALOGUE.values():
        for sign in rule.judge(case):
            yield Finding(
                id=rule.id,
                name=rule.name,
                severity=sign.severity,
                confidence=sign.confidence,
                sentence=sign.sentence,
                next_step=sign.next_step,
                source=rule.source,
                legs=sign.legs,
                evidence=sign.evidence,
                why=sign.why,
                settles=sign.settles,
            )


def _origin(case: Case) -> CaseLeg | None:
    """What the call came from; nothing, where the platform began it for itself, as for a fax."""
    first = case.caller
    return first if first is not None and (first.leg.inbound or first.attempts) else None


def _last(case: Case) -> CaseLeg | None:
    """Where the call went in the end: who answered, else the last one that was tried."""
    if case.talk is not None:
        return case.talk[1]
    if case.placed:
        return case.placed[-1]
    return None if case.caller is None or case.caller.leg.inbound else case.caller


def _type(at: CaseLeg | None) -> str:
    return "" if at is None else "carrier" if at.is_carrier else "phone"


def _location(case: Case, ended: EndedBy, findings: tuple[Finding, ...]) -> str:
    """On whose leg the worst finding stands; `none` where nothing is worse than information."""
    if not findings or findings[0].severity < Severity.WARNING:
        return "none"
    legs = [case.legs[index] for index in findings[0].legs]
    refused = decisive(case)
    if not legs or (refused in legs and ended.side == "platform"):
        return "platform"
    called_us = legs[0].leg.inbound and legs[0] in case.callers
    return "origination" if called_us else "termination"


def _trouble(case: Case, ended: EndedBy, findings: tuple[Finding, ...]) -> str:
    where = _location(case, ended, findings)
    if where == "none":
        return ""
    if where == "platform":
        return "on the platform"
    index = findings[0].legs[0]
    return f"on the leg of {case.legs[index].party} (leg {index + 1})"
