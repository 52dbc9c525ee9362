"""Words that the reports for people share: times with their zone, sides, places of evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Final

from vinix_tui.calls.clock import day_and_time
from vinix_tui.diagnosis.finding import EndedBy, Evidence, Finding, Outcome, Severity

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
_SIDES: Final = {
    "caller": "the caller",
    "callee": "the called side",
    "platform": "the platform",
    "unknown": "cannot tell",
}
_MARKS: Final = {
    Severity.ERROR: ("✗", "x"),
    Severity.WARNING: ("▲", "!"),
    Severity.INFO: ("•", "i"),
    Severity.NORMAL: ("·", "."),
}
_MOST_LEGS: Final = 8
_MOST_EVIDENCE: Final = 8
_MOST_OF_INFORMATION: Final = 3
"""Facts below one finding, and below one that is not bad; what is beyond stands in the JSON."""


def mark(severity: Severity, *, ascii_only: bool = False) -> str:
    """A severity in one column: `✗`."""
    return _MARKS[severity][ascii_only]


def ended_by(ended: EndedBy) -> str:
    """`the platform (sure). The cause recorded is ...`."""
    said = "" if ended.side == "unknown" else f" ({ended.confidence.said})"
    return f"{_SIDES[ended.side]}{said}. {ended.basis}".rstrip()


def standing(finding: Finding) -> str:
    """How bad, how sure and where: `error · sure · leg 2`."""
    said = (finding.severity.word, finding.confidence.said, legs(finding.legs))
    return " · ".join(filter(None, said))


def legs(indexes: Sequence[int]) -> str:
    """Legs by the numbers that the table gives them: `legs 1, 2`."""
    if not indexes:
        return ""
    named = ", ".join(str(index + 1) for index in indexes[:_MOST_LEGS])
    more = f" and {len(indexes) - _MOST_LEGS} more" if len(indexes) > _MOST_LEGS else ""
    return f"leg{'' if len(indexes) == 1 else 's'} {named}{more}"


def place(evidence: Evidence) -> str:
    """Where a fact stands: `leg 2, remote SDP line 4`."""
    field = _FIELDS.get(evidence.field, evidence.field)
    line = "" if evidence.line is None else f" line {evidence.line}"
    return f"leg {evidence.leg + 1}, {field}{line}"


_FIELDS: Final = {"remote_sdp": "remote SDP", "local_sdp": "local SDP"}


def shown(finding: Finding) -> tuple[Sequence[Evidence], str]:
    """The evidence that is printed, and what is said of the rest."""
    bad = finding.severity >= Severity.WARNING
    most = _MOST_EVIDENCE if bad else _MOST_OF_INFORMATION
    rest = len(finding.evidence) - most
    more = f"and {rest} more, which the JSON has" if rest > 0 else ""
    return finding.evidence[:most], more


def advice(finding: Finding) -> list[str]:
    """What to make of a finding: what it competes with, what would settle it, what to do next."""
    said = []
    if finding.rivals:
        said.append(f"Either this or {' or '.join(finding.rivals)} is true, not both.")
    if finding.settles:
        said.append(f"To be sure: {finding.settles}")
    if finding.next_step:
        said.append(f"Next: {finding.next_step}")
    return said


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
