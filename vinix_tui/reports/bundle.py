"""A lookup as JSON, for a script, a ticket or a file that opens again offline."""

from __future__ import annotations

import dataclasses
import json
import math
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from vinix_tui.calls.interaction import Interaction
from vinix_tui.reports.reading import FORMAT, NotLegs, read
from vinix_tui.reports.redact import holds_redactions, redact

if TYPE_CHECKING:
    from vinix_tui.calls.leg import Leg
    from vinix_tui.calls.lookup import Lookup

__all__ = ["NotLegs", "bundle", "dumps", "read"]


def bundle(lookup: Lookup, *, redacted: bool) -> dict[str, Any]:
    """The lookup in the shape of `vinix-tui/1`, its keys always in this order.

    Times are ISO 8601 in UTC, lengths whole seconds, what is unknown is null. With `redacted`,
    `raw` and all that is read from it are without secrets, and the bundle says so; a lookup that
    was redacted before says so too.
    """
    documents = lookup.documents
    if redacted:
        documents = tuple(redact(document) for document in documents)
    elif any(holds_redactions(document) for document in documents):
        redacted = True
    interaction = Interaction.of(documents, lookup.interaction_id or None)
    made: dict[str, Any] = {
        "format": FORMAT,
        "source": {
            "kind": lookup.kind,
            "base": lookup.base,
            "fetched_at": _time(lookup.fetched_at),
        },
        "account_id": lookup.account_id,
        "interaction_id": interaction.id or lookup.interaction_id,
        "started_at": _time(interaction.start),
        "ended_at": _time(interaction.end),
    }
    if redacted:
        made["redacted"] = True
    return made | {
        "verdict": None,  # no diagnosis was made, which is not the same as nothing found
        "findings": [],
        "legs": [_leg(interaction, index) for index in range(len(interaction.legs))],
    }


def dumps(document: dict[str, Any]) -> str:
    """A bundle as ASCII text that any JSON reader takes, ended by a line feed."""
    try:
        text = json.dumps(document, indent=2, allow_nan=False)
    except ValueError:  # 1e999 in a reply reads as infinity, which JSON cannot write
        text = json.dumps(_finite(document), indent=2)
    return text + "\n"


def _leg(interaction: Interaction, index: int) -> dict[str, Any]:
    leg = interaction.legs[index]
    return {
        "call_id": leg.call_id,
        "role": leg.role,
        "direction": leg.call_direction,
        "started_at": _time(leg.start),
        "answered_at": _time(leg.answered_at),
        "ended_at": _time(leg.end),
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
        "media": None,  # what both SDPs mean together is not read out yet; `raw` holds them
        "raw": leg.raw,
    }


def _call_id(interaction: Interaction, index: int | None) -> str | None:
    return None if index is None else interaction.legs[index].call_id


def _fax(leg: Leg) -> dict[str, Any] | None:
    if leg.fax is None:
        return None
    facts = dataclasses.asdict(leg.fax)
    return {"words": leg.fax.words, **facts, "extra": dict(leg.fax.extra)}


def _time(when: datetime | None) -> str | None:
    return when.astimezone(UTC).isoformat().replace("+00:00", "Z") if when else None


def _finite(value: object) -> object:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    return [_finite(item) for item in value] if isinstance(value, (list, tuple)) else value
