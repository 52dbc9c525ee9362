"""A stored lookup as a bundle, with its note and its pin, and back.

Beside what every bundle has there is `"kept": {"note": "…", "pinned": false}`, so that any reader
of bundles opens it. Whoever made a bundle that comes back, nothing in it is believed but the legs,
whose they are and when they were fetched: the verdict is not even read.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vinix_tui.calls.coerce import mapping, words
from vinix_tui.reports.bundle import bundle, dumps
from vinix_tui.reports.reading import NotLegs, read_bundle

if TYPE_CHECKING:
    from vinix_tui.calls.lookup import Lookup
    from vinix_tui.reports.redaction import Redaction

__all__ = ["Kept", "NotLegs", "line_of", "page_of", "read_kept"]


@dataclass(frozen=True)
class Kept:
    """A lookup with what somebody has written on it. The note is printable text."""

    lookup: Lookup
    note: str
    pinned: bool


def page_of(kept: Kept, redaction: Redaction) -> str:
    """A file of its own, for people too."""
    return dumps(_document(kept, redaction))


def line_of(kept: Kept, redaction: Redaction) -> str:
    """One line of JSON, for a file of many."""
    return json.dumps(json.loads(page_of(kept, redaction)), separators=(",", ":")) + "\n"


def read_kept(data: bytes, name: str) -> Kept:
    """A bundle, ours or a stranger's. Raises NotLegs with a sentence that begins with `name`.

    A bundle without legs, without an id, or with made-up numbers is refused: it could not be told
    from a real lookup any more.
    """
    lookup, content = read_bundle(data, name)
    why = _unfit(lookup)
    if why:
        raise NotLegs(f"{name} {why}")
    beside = mapping(content.get("kept"))
    return Kept(lookup, words(beside.get("note")) or "", beside.get("pinned") is True)


def _document(kept: Kept, redaction: Redaction) -> dict[str, Any]:
    beside = {"note": kept.note, "pinned": kept.pinned}
    made = bundle(kept.lookup, redaction=redaction)
    # As it is stored: it may be another one than the legs tell, and must be found again by it.
    return made | {"interaction_id": kept.lookup.interaction_id, "kept": beside}


def _unfit(lookup: Lookup) -> str:
    if not lookup.documents:
        return "is a bundle without legs, of which the history keeps none."
    if not lookup.interaction_id:
        return "has no interaction id, by which the history keeps lookups apart."
    if lookup.made_up:
        return "has made-up numbers and names, which do not belong among real lookups."
    return ""
