"""What came of a call, in one word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from vinix_tui.diagnosis.answers import not_there
from vinix_tui.diagnosis.case import Case
from vinix_tui.diagnosis.case_leg import CaseLeg
from vinix_tui.diagnosis.finding import Outcome


def outcome_of(case: Case) -> Outcome:
    """The outcome for whoever began the call: talk before fax facts before refusals."""
    first = case.caller
    if first is None:
        return "unknown"
    fax = next((at.leg.fax for at in case.shown if at.leg.fax), None)
    if fax is not None and fax.went_through is not None:
        return "fax-ok" if fax.went_through else "fax-failed"
    if was_answered(case):
        by_platform = first.leg.inbound and first.leg.answered and not _met_somebody(case, first)
        return "answered-by-platform" if by_platform else "answered"
    refused = decisive(case)
    kind = next(iter(refused.refusals), "") if refused else ""
    if refused is not None and kind == "unavailable" and not not_there(refused):
        return "not-answered"
    return BY_KIND.get(kind, "failed" if kind else "unknown")


def was_answered(case: Case) -> bool:
    """Whether the one who began the call was connected to anybody, were it the platform itself."""
    first = case.caller
    if first is None:
        return False
    if "cancelled" in first.refusals:
        return False  # whoever answered did so in the moment in which the caller gave up
    if first.leg.inbound:
        return first.leg.answered or any(at.leg.answered for at in case.placed)
    # A call that the platform placed and then connected: only the second half is what was wanted.
    met = first.winner is not None or any(at.winner for at in case.callers)
    return met or (first.leg.answered and not first.attempts)


def _met_somebody(case: Case, first: CaseLeg) -> bool:
    alone = first.alone or bool(first.attempts)
    return any(at.winner for at in case.callers) or bool(first.leg.is_conference) or not alone


def decisive(case: Case) -> CaseLeg | None:
    """The unanswered leg that decided the call: the caller who gave up, else the last attempt."""
    first = case.caller
    if first is None:
        return None
    if "cancelled" in first.refusals:
        return first
    tried = [at for at in case.judged_for_refusal if at.refusals]
    # A phone that rang in vain says more than one which was switched off at the same time.
    return max(tried, key=lambda at: (at.leg.duration > 1, at.index), default=None)


BY_KIND: Final[Mapping[str, Outcome]] = {
    "busy": "busy",
    "declined": "rejected",
    "no such number": "unreachable",
    "incomplete": "failed",
    "not registered": "unreachable",
    "unavailable": "unreachable",
    "no answer": "not-answered",
    "barred": "barred",
    "failing": "failed",
    "no reply": "unreachable",
    "no progress": "unreachable",
    "media": "failed",
    "credentials or media": "failed",
    "loop": "failed",
    "redirected": "failed",
    "identity": "rejected",
    "cancelled": "cancelled",
    "elsewhere": "answered",
    "platform stopped it": "failed",
    "time limit": "not-answered",
}
"""Kind of refusal -> outcome."""
