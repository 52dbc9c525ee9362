"""The catalogue of rules, a module a chapter; importing this fills it."""

from vinix_tui.diagnosis.rules import (
    codecs,
    encryption,
    fax,
    media,
    outcome,
    records,
    refusal,
    timing,
)

__all__ = ["codecs", "encryption", "fax", "media", "outcome", "records", "refusal", "timing"]
