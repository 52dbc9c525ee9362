"""A field of a leg as evidence, as the record has it, without its secrets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from vinix_tui.calls import coerce
from vinix_tui.calls.text import cut
from vinix_tui.diagnosis.finding import Evidence

if TYPE_CHECKING:
    from vinix_tui.calls.leg import Leg

NOT_RECORDED: Final = "not recorded"
_LONGEST_VALUE: Final = 200  # columns of a quoted value; the record has the rest
_SECRET: Final = (
    re.compile(  # what follows these is a key or a password, and whatever stands behind it
        # `++` gives nothing back: each part is read once, however long a stranger made it.
        r"(crypto\s*:(?:\s*+[0-9]++\s++[A-Z0-9]++(?:_[A-Z0-9]++)++\s++)?"
        r"|inline\s*:|ice-pwd\s*:|key-mgmt\s*:|\bk\s*=\s*(?:clear|base64|uri)\s*:).+",
        re.IGNORECASE,
    )
)


def evidence(index: int, leg: Leg, field: str, line: int | None) -> Evidence:
    """A field of a leg, or one line of an SDP; also one that is not there.

    Keys and passwords of media are left out, since evidence goes into tickets.
    """
    value: object
    if line is not None:
        value = (leg.remote if field == "remote_sdp" else leg.local).line(line)
    else:
        value = _at(leg.raw, field)
    said = _SECRET.sub(r"\g<1>[redacted]", coerce.words(value) or NOT_RECORDED)
    return Evidence(index, field, cut(said, _LONGEST_VALUE), line)


def cited(*evidence: Evidence | Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Evidence without what is not recorded."""
    flat: list[Evidence] = []
    for item in evidence:
        flat += [item] if isinstance(item, Evidence) else item
    return tuple(item for item in flat if item.value != NOT_RECORDED)


def _at(document: object, path: str) -> object:
    """What stands at a dotted path; the facts of a fax also where they are nested."""
    found = walk(document, path)
    if found is None and path.startswith("fax_"):
        info = walk(document, "fax_info")
        found = walk(info, path)
        if found is None:  # false is an answer
            found = walk(info, path.removeprefix("fax_"))
    return found


def walk(document: object, path: str) -> object:
    """What stands at a dotted path, in the spelling of documents or of events."""
    found: object = document
    for name in path.split("."):
        if not isinstance(found, dict):
            return None
        found = found[name] if name in found else _spelled(found, name)
    return found


def _spelled(document: dict[str, object], name: str) -> object:
    return next((v for k, v in document.items() if k.lower().replace("-", "_") == name), None)
