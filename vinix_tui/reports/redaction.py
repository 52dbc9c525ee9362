"""How much of a lookup leaves: all, all but its secrets, or nobody's numbers and names either."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vinix_tui.calls.lookup import Lookup


class Redaction(Enum):
    """What is taken out of whatever leaves; the value says it in a word or some."""

    OFF = "off"
    SECRETS = "secrets"
    """Keys, passwords, tokens, digits that were pressed."""
    PEOPLE = "also numbers, names and addresses"
    """The secrets, and made-up numbers, names and addresses in the place of the real ones."""

    @property
    def takes_out(self) -> bool:
        """Whether anything is taken out."""
        return self is not Redaction.OFF

    @classmethod
    def by_setting(cls, redact: bool) -> Redaction:
        """What `redact` in the settings, or `--redact`, means."""
        return cls.SECRETS if redact else cls.OFF


REPLACED = "Numbers, names and addresses are made up here; the same stands for the same throughout."
"""What a report says of itself where that is so."""


def redacted(
    documents: Iterable[dict[str, Any]], redaction: Redaction
) -> tuple[dict[str, Any], ...]:
    """The documents of one lookup without what is to stay; all of them together, as the legs must
    still match.
    """
    kept = tuple(documents)
    if redaction is Redaction.OFF:
        return kept
    from vinix_tui.reports.redact import redact

    kept = tuple(map(redact, kept))
    if redaction is Redaction.SECRETS:
        return kept
    from vinix_tui.reports.people import People

    return People.of(kept).documents(kept)


def redacted_lookup(lookup: Lookup, redaction: Redaction) -> Lookup:
    """The same of a lookup, whose id may be a Call-ID that names a host."""
    if redaction is Redaction.OFF:
        return lookup
    documents = redacted(lookup.documents, Redaction.SECRETS)
    if redaction is Redaction.SECRETS:
        return replace(lookup, documents=documents)
    from vinix_tui.reports.people import People

    people = People.of((*documents, {"id": lookup.interaction_id}))
    return replace(
        lookup,
        documents=people.documents(documents),
        interaction_id=people.text(lookup.interaction_id),
        base=people.text(lookup.base),
        made_up=True,
    )
