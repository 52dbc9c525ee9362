"""What changed since a call was looked up before, its verdict included."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vinix_tui.calls import clock
from vinix_tui.calls.changes import Changes, changes
from vinix_tui.diagnosis.diagnose import diagnose

if TYPE_CHECKING:
    from vinix_tui.calls.lookup import Lookup
    from vinix_tui.diagnosis.finding import Verdict


@dataclass(frozen=True, eq=False)
class Since:
    """An earlier copy, and how the later one differs from it."""

    earlier: Lookup
    was: Verdict
    """What the rules of today say of the earlier copy."""
    changes: Changes
    verdict_was: str
    """The headline of that where it is not the later one's, else ""."""

    @property
    def words(self) -> str:
        """`Since 3 h ago: 2 more legs; the verdict was: Acme's call was not answered.`"""
        verdict = f"the verdict was: {self.verdict_was}" if self.verdict_was else ""
        said = "; ".join(filter(None, (self.changes.words, verdict)))
        return f"Since {clock.age(self.earlier.fetched_at)} ago: {said}"


def since(earlier: Lookup, later: Lookup, verdict: Verdict | None = None) -> Since | None:
    """How a call differs from an earlier copy of it; None where nothing does.

    Both copies are judged by the rules of today, so that a verdict differs only where the records
    do. `verdict` is the later one's, if it is at hand.
    """
    if not earlier.documents or earlier.documents == later.documents:
        return None
    found = changes(earlier.interaction, later.interaction)
    if not found:
        return None  # the same legs in another order
    was = diagnose(earlier.interaction)
    now = verdict or diagnose(later.interaction)
    return Since(earlier, was, found, was.headline if was.headline != now.headline else "")
