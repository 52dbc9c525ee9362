"""The forms in which a lookup leaves: text, Markdown, a JSON bundle, CSV."""

from __future__ import annotations

from datetime import tzinfo
from enum import Enum
from typing import TYPE_CHECKING

from vinix_tui.reports.redaction import Redaction, redacted_lookup

if TYPE_CHECKING:
    from vinix_tui.calls.lookup import Lookup

WIDTH = 80
"""Cells of the table in a text, as tickets and mails show it; sentences they wrap themselves."""


class Form(Enum):
    """A form; the value is what the files of it end in."""

    TEXT = "txt"
    MARKDOWN = "md"
    JSON = "json"
    CSV = "csv"


def written(
    lookup: Lookup,
    form: Form,
    redaction: Redaction,
    *,
    zone: tzinfo | None,
    source: str = "",
) -> str:
    """A lookup in a form, without what is to stay; see the modules of the forms for the rest."""
    if form is Form.JSON:
        from vinix_tui.reports import bundle

        return bundle.dumps(bundle.bundle(lookup, redaction=redaction))
    lookup = redacted_lookup(lookup, redaction)
    if form is Form.CSV:
        from vinix_tui.reports.csv import table

        return table(lookup)
    if form is Form.MARKDOWN:
        from vinix_tui.reports.markdown import markdown

        return markdown(lookup, zone=zone, source=source)
    from vinix_tui.reports.text import text

    return text(lookup, zone=zone, width=WIDTH, wrapped=False, source=source)
