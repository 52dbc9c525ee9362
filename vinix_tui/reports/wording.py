"""Words that the reports for people share: outcomes, times with their zone, sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Final

from vinix_tui.calls.clock import day_and_time
from vinix_tui.calls.letters import SIGNS
from vinix_tui.diagnosis import wording
from vinix_tui.diagnosis.finding import EndedBy, Evidence, Finding, Outcome, Severity
from vinix_tui.diagnosis.wording import MARKS, SIDES

if TYPE_CHECKING:
    from vinix_tui.calls.lookup import Lookup

NOT_FOUND: Final = (
    "The account may be another one: this one can be read, but the call belongs to a different"
    " one, perhaps a sub-account. Check the account id.",
    "It may be too early: a leg is recorded when it ends, and found some seconds later. Try again"
    " after the call.",
    "The month may be archived: call records can be read for some months only. Ask whoever runs"
    " the platform for older ones.",
    "The id may be mistyped: copy it again from where it is shown.",
)
"""The four likely reasons why an id has no legs, each with what to do."""

OUTCOMES: Final[Mapping[Outcome, str]] = {
    "answered": "answered",
    "answered-by-platform": "answered by the platform itself",
    "not-answered": "not answered",
    "busy": "busy",
    "cancelled": "given up by the caller",
    "rejected": "rejected",
    "unreachable": "not reachable",
    "barred": "barred by the platform",
    "failed": "failed",
    "fax-ok": "fax went through",
    "fax-failed": "fax failed",
    "unknown": "unknown",
}


def mark(severity: Severity, *, ascii_only: bool = False) -> str:
    """A severity in one column, `✗`; in ASCII as the screens have it there."""
    return SIGNS[MARKS[severity]] if ascii_only else MARKS[severity]


def ended_by(ended: EndedBy) -> str:
    """`the platform (sure). The cause recorded is ...`."""
    said = "" if ended.side == "unknown" else f" ({ended.confidence.said})"
    return f"{SIDES[ended.side]}{said}. {ended.basis}".rstrip()


def standing(finding: Finding) -> str:
    """How bad, how sure and where: `error · sure · leg 2`."""
    said = (finding.severity.word, finding.confidence.said, wording.legs(finding.legs))
    return " · ".join(filter(None, said))


def shown(finding: Finding) -> tuple[Sequence[Evidence], str]:
    """The evidence that is printed, and what is said of the rest."""
    evidence, rest = wording.shown(finding)
    return evidence, f"and {rest} more, which the JSON has" if rest else ""


def source(lookup: Lookup, zone: tzinfo | None, file: str) -> str:
    """Where the legs came from and when; `file` is what the file is called, if they are in one."""
    when = time(lookup.fetched_at, zone)
    if lookup.kind == "demo":
        return f"the demo's made-up calls, fetched {when}"
    if lookup.kind == "history":
        return f"the copy in the history of {lookup.base}, fetched {when}"
    if lookup.kind == "api":
        return f"{lookup.base}, fetched {when}"
    file = file or "a file"
    return f"{file}, fetched from {lookup.base} {when}" if lookup.base else f"{file}, saved {when}"


def time(when: datetime, zone: tzinfo | None) -> str:
    """A time with its zone: `Mon 23 Nov 2026 10:00:04 CET (UTC+01:00)`."""
    return f"{day_and_time(when, zone)} {zone_at(when, zone)}"


def zone_at(when: datetime, zone: tzinfo | None) -> str:
    """The zone as it is at that time: `CET (UTC+01:00)`."""
    there = when.astimezone(zone)
    name = there.tzname() or ""
    ahead = there.strftime("%z")
    return "UTC" if name == "UTC" or not ahead else f"{name} (UTC{ahead[:3]}:{ahead[3:5]})"
