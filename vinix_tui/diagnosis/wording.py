"""How a verdict is put: the marks and phrases that the screen and the reports share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from vinix_tui.diagnosis.finding import Confidence, Severity

if TYPE_CHECKING:
    from vinix_tui.diagnosis.finding import EndedBy, Evidence, Finding, Side, Verdict

MARKS: Final[Mapping[Severity, str]] = {
    Severity.ERROR: "✗",
    Severity.WARNING: "▲",
    Severity.INFO: "•",
    Severity.NORMAL: "·",
}
"""A severity in one column."""

SIDES: Final[Mapping[Side, str]] = {
    "caller": "the caller",
    "callee": "the called side",
    "platform": "the platform",
    "unknown": "cannot tell",
}
_APART: Final = " — "
_FIELDS: Final = {"remote_sdp": "remote SDP", "local_sdp": "local SDP"}
_MOST_LEGS: Final = 8
_MOST_EVIDENCE: Final = 8
_MOST_OF_INFORMATION: Final = 3
"""Facts below one finding, and below one that is not bad; what is beyond stands in the JSON."""


def matters(severity: Severity) -> bool:
    """Whether something is the matter: an error or a warning."""
    return severity >= Severity.WARNING


def doubt(confidence: Confidence) -> str:
    """What stands before a sentence that is not sure: `probable · `."""
    return "" if confidence is Confidence.HIGH else f"{confidence.said} · "


class Listed(NamedTuple):
    """A verdict in a list, taken apart again."""

    mark: str
    """Of an error or a warning, else ""."""
    gist: str
    """What it comes to: the reason where something is the matter, else the headline."""
    headline: str


def in_a_line(verdict: Verdict) -> str:
    """A verdict for a list, the reason first, as lists cut the ends of their lines:
    `✗ no audio arrived from device Kim — Acme was connected to Kim for 0:33: …`.
    """
    if not matters(verdict.severity):
        return verdict.headline
    found = next((found for found in verdict.findings if found.why), None)
    gist = f"{doubt(found.confidence)}{found.why}{_APART}" if found else ""
    return f"{MARKS[verdict.severity]} {gist}{verdict.headline}"


def out_of_a_line(text: str) -> Listed:
    """The parts of such a line; one that never was such is all headline."""
    mark, _, rest = text.partition(" ")
    if mark not in MARKS.values():
        return Listed("", text, text)
    gist, apart, headline = rest.partition(_APART)
    return Listed(mark, gist, headline if apart else rest)


def ended_by(ended: EndedBy) -> str:
    """`Ended by the platform · sure`; `Who ended the call: cannot tell`."""
    if ended.side == "unknown":
        return f"Who ended the call: {SIDES['unknown']}"
    return f"Ended by {SIDES[ended.side]} · {ended.confidence.said}"


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


def shown(finding: Finding) -> tuple[Sequence[Evidence], int]:
    """The evidence that is shown, each piece once, and how much more there is."""
    most = _MOST_EVIDENCE if matters(finding.severity) else _MOST_OF_INFORMATION
    facts = tuple(dict.fromkeys(finding.evidence))
    return facts[:most], max(0, len(facts) - most)


def advice(finding: Finding) -> list[str]:
    """What to make of a finding: what it competes with, what to do next, what would settle it."""
    said = []
    if finding.rivals:
        said.append(f"Either this or {' or '.join(finding.rivals)} is true, not both.")
    if finding.next_step:
        said.append(f"Next: {finding.next_step}")
    if finding.settles:
        said.append(f"To be sure: {finding.settles}")
    return said
