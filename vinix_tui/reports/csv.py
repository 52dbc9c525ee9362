"""The legs of a lookup as CSV (RFC 4180), for a spreadsheet or a script: one row a leg."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Final

from vinix_tui.calls.text import printable
from vinix_tui.diagnosis.diagnose import diagnose
from vinix_tui.reports.bundle import utc
from vinix_tui.reports.media import spelled

if TYPE_CHECKING:
    from vinix_tui.calls.interaction import Interaction
    from vinix_tui.calls.leg import Leg
    from vinix_tui.calls.lookup import Lookup
    from vinix_tui.diagnosis.finding import Verdict

HEADER: Final = (
    "leg",  # its number, as all reports have it
    "account_id", "interaction_id", "call_id", "role", "who", "from", "to", "direction",
    "started_at", "answered_at", "ended_at",  # ISO 8601, UTC
    "duration_seconds", "talk_seconds",
    "hangup_cause", "sip_code",
    "partner_leg", "folded_under_leg",  # numbers of other rows
    "codec", "fax",
    "worst_severity", "findings",  # `warning`, and numbers of the catalogue: `R30 R36`
)  # fmt: skip

# A cell that begins with one of these is a formula to a spreadsheet, and so is what follows a
# semicolon where that parts the cells, as in much of Europe, in quotes as well. An apostrophe makes
# it text.
# `+12025550101` and `-7` stay as telephony and arithmetic write them: a plain number does nothing.
_FORMULA: Final = re.compile(r"(^|;)(?=[ \"]*(?:[=@＝＠＋－]|[-+](?![0-9]+(?:\.[0-9]+)?(?:;|$))))")


def table(lookup: Lookup) -> str:
    """A header and one row a leg, oldest first; lines end with CRLF. What is unknown is empty."""
    interaction = lookup.interaction
    verdict = diagnose(interaction)
    page = io.StringIO()
    rows = csv.writer(page)
    about: dict[int, list[str]] = {}
    for found in verdict.findings:
        for index in found.legs:
            about.setdefault(index, []).append(found.id)
    rows.writerow(HEADER)
    for index in range(len(interaction.legs)):
        row = _row(lookup, interaction, verdict, index, about.get(index, ()))
        rows.writerow(map(cell, row))
    return page.getvalue()


def _row(
    lookup: Lookup, interaction: Interaction, verdict: Verdict, index: int, about: Iterable[str]
) -> tuple[object, ...]:
    leg = interaction.legs[index]
    worst = verdict.worst(index)
    return (
        index + 1,
        lookup.account_id,
        interaction.id or lookup.interaction_id,
        leg.call_id,
        leg.role,
        leg.who,
        leg.from_number,
        leg.to_number,
        leg.call_direction,
        leg.start,
        leg.answered_at,
        leg.end,
        leg.duration,
        leg.talk,
        leg.cause.name if leg.hangup_cause else None,
        leg.sip_code,
        _number(interaction.partner.get(index)),
        _number(interaction.folded.get(index)),
        _codec(leg),
        _fax(leg),
        None if worst is None else worst.word,
        " ".join(dict.fromkeys(about)),
    )


def _number(index: int | None) -> int | None:
    return None if index is None else index + 1


def _codec(leg: Leg) -> str | None:
    used = leg.media.audio.used if leg.media.audio else None
    return spelled(used) if used else None


def _fax(leg: Leg) -> str | None:
    if leg.fax is None:
        return None
    return {True: "ok", False: "failed", None: "unknown"}[leg.fax.went_through]


def cell(value: object) -> object:
    """A value as a cell that no spreadsheet takes for a formula; times as ISO 8601 in UTC."""
    if isinstance(value, datetime):
        return utc(value)
    if isinstance(value, str):
        return _FORMULA.sub(r"\1'", printable(value))
    return value
