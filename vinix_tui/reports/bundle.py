"""A lookup as JSON, for a script, a ticket or a file that opens again offline."""

from __future__ import annotations

import dataclasses
import json
import math
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from vinix_tui.diagnosis.diagnose import diagnose
from vinix_tui.reports.media import media
from vinix_tui.reports.reading import FORMAT, NotLegs, read
from vinix_tui.reports.redact import holds_redactions
from vinix_tui.reports.redaction import REPLACED, Redaction, redacted_lookup

if TYPE_CHECKING:
    from vinix_tui.calls.interaction import Interaction
    from vinix_tui.calls.leg import Leg
    from vinix_tui.calls.lookup import Lookup
    from vinix_tui.diagnosis.finding import Finding, Verdict

__all__ = ["NotLegs", "bundle", "dumps", "read"]


def bundle(lookup: Lookup, *, redaction: Redaction) -> dict[str, Any]:
    """The lookup in the shape of `vinix-tui/1`, its keys always in this order.

    Times are ISO 8601 in UTC, lengths whole seconds, what is unknown is null, and so is the verdict
    where there are no legs. Findings name legs by `call_id`, which is null for a leg without one.
    What `redaction` takes out is taken out of `raw` and of all that is read from it, evidence too,
    and the bundle says so; a lookup that was redacted before says so too.
    """
    lookup = redacted_lookup(lookup, redaction)
    redacted = redaction is not Redaction.OFF or any(map(holds_redactions, lookup.documents))
    interaction = lookup.interaction
    made: dict[str, Any] = {
        "format": FORMAT,
        "source": {
            "kind": lookup.kind,
            "base": lookup.base,
            "fetched_at": utc(lookup.fetched_at),
        },
        "account_id": lookup.account_id,
        "interaction_id": interaction.id or lookup.interaction_id,
        "started_at": utc(interaction.start),
        "ended_at": utc(interaction.end),
    }
    if redacted:
        made["redacted"] = True
    if lookup.made_up:
        made["remark"] = REPLACED
    verdict = diagnose(interaction) if interaction.legs else None
    return made | {
        "verdict": _verdict(verdict) if verdict else None,
        "findings": [_finding(interaction, found) for found in verdict.findings] if verdict else [],
        "legs": [_leg(interaction, index) for index in range(len(interaction.legs))],
    }


def dumps(document: dict[str, Any]) -> str:
    """A bundle as ASCII text that any JSON reader takes, ended by a line feed."""
    try:
        text = json.dumps(document, indent=2, allow_nan=False)
    except ValueError:  # 1e999 in a reply reads as infinity, which JSON cannot write
        text = json.dumps(_finite(document), indent=2)
    return text + "\n"


def _verdict(verdict: Verdict) -> dict[str, Any]:
    ended = verdict.ended_by
    return {
        "outcome": verdict.outcome,
        "headline": verdict.headline,
        "severity": verdict.severity.word,
        "ended_by": {
            "side": ended.side,
            "confidence": ended.confidence.word,
            "basis": ended.basis,
        },
        # The names that Kazoo's own call inspector has for its analysis.
        "originate_type": verdict.originate_type or None,
        "terminate_type": verdict.terminate_type or None,
        "failure_location": verdict.failure_location,
        "reason": verdict.reason or None,
        "cannot_show": verdict.cannot_show,
    }


def _finding(interaction: Interaction, found: Finding) -> dict[str, Any]:
    return {
        "id": found.id,
        "name": found.name,
        "severity": found.severity.word,
        "confidence": found.confidence.word,
        "sentence": found.sentence,
        "next_step": found.next_step,
        "source": found.source,
        "legs": [_call_id(interaction, index) for index in found.legs],
        "evidence": [
            {
                "leg": _call_id(interaction, fact.leg),
                "field": fact.field,
                "line": fact.line,
                "value": fact.value,
            }
            for fact in found.evidence
        ],
        "settles": found.settles or None,
        "rivals": list(found.rivals),
    }


def _leg(interaction: Interaction, index: int) -> dict[str, Any]:
    leg = interaction.legs[index]
    return {
        "call_id": leg.call_id,
        "role": leg.role,
        "direction": leg.call_direction,
        "started_at": utc(leg.start),
        "answered_at": utc(leg.answered_at),
        "ended_at": utc(leg.end),
        "who": leg.who,
        "from": leg.from_number,
        "to": leg.to_number,
        "talk_seconds": leg.talk,
        "duration_seconds": leg.duration,
        "cause": leg.cause.name if leg.hangup_cause else None,
        "sip_code": leg.sip_code,
        "partner": _call_id(interaction, interaction.partner.get(index)),
        "folded_under": _call_id(interaction, interaction.folded.get(index)),
        "fax": _fax(leg),
        "media": media(leg),
        "raw": leg.raw,
    }


def _call_id(interaction: Interaction, index: int | None) -> str | None:
    return None if index is None else interaction.legs[index].call_id


def _fax(leg: Leg) -> dict[str, Any] | None:
    if leg.fax is None:
        return None
    facts = dataclasses.asdict(leg.fax)
    return {"words": leg.fax.words, **facts, "extra": dict(leg.fax.extra)}


def utc(when: datetime | None) -> str | None:
    """A time as ISO 8601 in UTC, with Z."""
    return when.astimezone(UTC).isoformat().replace("+00:00", "Z") if when else None


def _finite(value: object) -> object:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    return [_finite(item) for item in value] if isinstance(value, (list, tuple)) else value
