"""The stored copy that a fresh one has replaced, put against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vinix_tui.calls.lookup import Lookup
    from vinix_tui.diagnosis.finding import Verdict
    from vinix_tui.diagnosis.since import Since
    from vinix_tui.storage.history import Stored


def since(replaced: Stored, lookup: Lookup, verdict: Verdict | None = None) -> Since | None:
    """How a lookup differs from the copy that it has replaced; None where nothing does.

    A damaged copy has nothing to say. One that was imported without its secrets is compared with
    the lookup without its own. 500 legs take 0.4 s: not for the event loop.
    """
    from vinix_tui.diagnosis import since as changed
    from vinix_tui.reports.redact import holds_redactions
    from vinix_tui.reports.redaction import Redaction, redacted_lookup
    from vinix_tui.storage.history import HistoryTrouble

    try:
        earlier = replaced.lookup()
    except HistoryTrouble:
        return None
    if earlier.documents != lookup.documents and any(map(holds_redactions, earlier.documents)):
        lookup, verdict = redacted_lookup(lookup, Redaction.SECRETS), None
    return changed.since(earlier, lookup, verdict)
