"""Lookups to report on, and verdicts made by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from vinix_tui.calls.lookup import Kind, Lookup
from vinix_tui.diagnosis.finding import (
    Confidence,
    EndedBy,
    Evidence,
    Finding,
    Severity,
    Verdict,
)
from vinix_tui.reports import bundle, csv, markdown, text
from vinix_tui.sandbox.scenarios import ALL, hostile

WHEN = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
CALL = "63962647202-00000002"
LEG = {
    "call_id": "a1",
    "interaction_id": CALL,
    "call_direction": "inbound",
    "caller_id_number": "+12025550101",
    "callee_id_number": "2001",
    "caller_id_name": "Jörg → Ω",
    "channel_created_time": 1795428002071108,
    "duration_seconds": 35,
    "billing_seconds": 33,
    "hangup_cause": "NORMAL_CLEARING",
}
OTHER = LEG | {"call_id": "b1", "call_direction": "outbound", "callee_id_name": "Kim"}
HOSTILE = hostile.SCENARIO


def looked_up(
    *documents: dict[str, Any],
    kind: Kind = "api",
    base: str = "https://a.example.com/v2",
    named: str = CALL,
) -> Lookup:
    return Lookup("acc", named, documents, kind, base, WHEN)


def scenario(word: str) -> Lookup:
    """The lookup of the sandbox's call that has a word in its name."""
    told = next(each for each in ALL if word in each.name.lower())
    return looked_up(*told.documents, named=told.id)


def finding(number: str = "R29", severity: Severity = Severity.ERROR, /, **given: Any) -> Finding:
    fields: dict[str, Any] = {
        "name": "media-timeout",
        "confidence": Confidence.HIGH,
        "sentence": "No audio arrived from device Kim.",
        "next_step": "Look at the router of device Kim.",
        "source": "RFC 3550",
        "legs": (1,),
        "evidence": (Evidence(1, "hangup_cause", "MEDIA_TIMEOUT"),),
    }
    return Finding(number, severity=severity, **(fields | given))


def verdict(*findings: Finding, **given: Any) -> Verdict:
    fields: dict[str, Any] = {
        "outcome": "answered",
        "headline": "Jörg talked to Kim for 0:33, then the platform ended the call.",
        "severity": max((found.severity for found in findings), default=Severity.NORMAL),
        "ended_by": EndedBy("platform", Confidence.MEDIUM, "No BYE is recorded."),
        "cannot_show": "These records cannot show jitter.",
        "originate_type": "phone",
        "terminate_type": "carrier",
        "failure_location": "termination",
    }
    return Verdict(findings=findings, **(fields | given))


Judge = Callable[[Verdict], None]


@pytest.fixture
def judge(monkeypatch: pytest.MonkeyPatch) -> Judge:
    """Puts a verdict made by hand in the place of the diagnosis, in every report."""

    def put(made: Verdict) -> None:
        for module in (bundle, csv, markdown, text):
            monkeypatch.setattr(module, "diagnose", lambda _: made)

    return put
