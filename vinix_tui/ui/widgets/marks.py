"""How bad a finding is, in one column; whatever has a mark says it in words as well.

The diagnosis is imported on use: before the first paint there is nothing to mark.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from vinix_tui.diagnosis.finding import Severity, Verdict

_STYLES: Final = {"error": "bad", "warning": "warn", "info": "dim", "normal": "dim"}

MEANINGS: Final[Mapping[str, str]] = {
    "✗ ▲": "an error: the call failed or is broken by it; a warning: likely harmful",
    "• ·": "worth knowing; as it should be",
}
"""For the help; a leg's row has only the first two."""


def mark(severity: Severity) -> tuple[str, str]:
    """A severity's mark and its style."""
    from vinix_tui.diagnosis.wording import MARKS

    return MARKS[severity], _STYLES[severity.word]


def style_of(sign: str) -> str:
    """The style of a mark that stands in a text; "" for anything else."""
    return {"✗": "bad", "▲": "warn"}.get(sign, "")


def of_legs(verdict: Verdict) -> dict[int, tuple[str, str]]:
    """The marks of those legs that something is the matter with, by their worst finding."""
    from vinix_tui.diagnosis.wording import matters

    marks: dict[int, tuple[str, str]] = {}
    for finding in verdict.findings:  # the worst come first
        if matters(finding.severity):
            for leg in finding.legs:
                marks.setdefault(leg, mark(finding.severity))
    return marks
