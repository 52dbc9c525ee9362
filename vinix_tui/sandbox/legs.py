"""The legs call: ids to documents, and documents to pages."""

from __future__ import annotations

import binascii
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from vinix_tui.calls.clock import GREGORIAN_OFFSET, gregorian, interaction_start
from vinix_tui.sandbox.envelope import Refusal
from vinix_tui.sandbox.scenario import Scenario

if TYPE_CHECKING:
    from vinix_tui.sandbox.month import Month

Document = dict[str, Any]

OLDEST_MONTH: Final = "202605"
"""The oldest month (UTC) that is not archived. The sandbox's calendar stands in November 2026."""
OLDEST_SECOND: Final = gregorian(datetime.strptime(f"{OLDEST_MONTH}+0000", "%Y%m%z"))
"""The same month's first second, Gregorian."""
PAGE_SIZE: Final = 50
LONGEST_RANGE: Final = 2_682_000
"""Seconds: 31 days and an hour."""


class Legs:
    """The stored legs of one account."""

    def __init__(self, scenarios: Iterable[Scenario], month: Month | None = None) -> None:
        self._month = month
        self._by_interaction = {each.id: oldest_first(each.documents) for each in scenarios}
        self._by_cdr = {
            cdr_id: interaction_id
            for interaction_id, documents in self._by_interaction.items()
            for document in documents
            for cdr_id in _cdr_ids(interaction_id, document)
        }

    def find(self, wanted: str) -> tuple[str, tuple[Document, ...]]:
        """The interaction id and its legs, oldest first, for an id in either form.

        The form is told by where the first dash may stand: `YYYYMM-...` or `<11 digits>-...`.
        """
        made = self._month.find(wanted) if self._month else None
        if made:
            return made.id, oldest_first(made.documents())
        if wanted[6:7] == "-":
            _digits(wanted[:6])
            interaction_id = self._by_cdr.get(wanted, "")
            if wanted[:6] < OLDEST_MONTH or not interaction_id:
                raise Refusal(404, "could not find legs for supplied id")
            return interaction_id, self._by_interaction[interaction_id]
        if wanted[11:12] == "-":
            if _digits(wanted[:11]) < OLDEST_SECOND:
                raise Refusal(503, "datastore missing view")
            return wanted, self._by_interaction.get(wanted, ())
        raise Refusal(404, "bad identifier", [wanted])


@dataclass(frozen=True)
class Page:
    """One page of legs and what the envelope says of it."""

    documents: list[Document]
    paging: dict[str, Any]


def page(interaction_id: str, stored: tuple[Document, ...], query: Mapping[str, str]) -> Page:
    """The page that the query asks for, of legs that are stored oldest first.

    The newest page comes first, yet the legs of a page are oldest first: the API reads backwards
    and turns each page over. `ascending=true` turns both around.
    """
    size = page_size(query)
    start = _position(interaction_id, query.get("start_key", ""))
    rows = stored if query.get("ascending") == "true" else stored[::-1]
    if query.get("paginate") == "false":
        return Page([_shown(row) for row in reversed(rows)], {})
    chosen = rows[start : start + size]
    paging: dict[str, Any] = {"page_size": len(chosen)}
    if start:
        paging["start_key"] = query["start_key"]
    if start + size < len(rows):
        paging["next_start_key"] = _key(interaction_id, start + size)
    return Page([_shown(row) for row in reversed(chosen)], paging)


def asked_range(query: Mapping[str, str], now: float) -> tuple[int, int]:
    """The first and the last Gregorian second of `created_from`..`created_to`.

    A backward or too long range is refused, in the legs call too, which ignores it.
    """
    try:
        last = int(query.get("created_to", int(now) + GREGORIAN_OFFSET))
        first = int(query.get("created_from", last - LONGEST_RANGE))
    except ValueError as trouble:
        raise _bad_range("the range is not in Gregorian seconds", None) from trouble
    if first > last:
        raise _bad_range("created_to is prior to created_from", first)
    if last - first > LONGEST_RANGE:
        raise _bad_range(f"created_to is more than {LONGEST_RANGE} seconds away", last)
    return first, last


def _bad_range(message: str, cause: int | None) -> Refusal:
    said = {"message": message} if cause is None else {"message": message, "cause": cause}
    return Refusal(400, "validation error", {"created_from": {"date_range": said}})


def _digits(prefix: str) -> int:
    if not re.fullmatch(r"[0-9]+", prefix):
        raise Refusal(500, "init failed")  # the API turns it into a number without looking
    return int(prefix)


def page_size(query: Mapping[str, str]) -> int:
    """How many are asked for at a time."""
    for name in ("page_size", "chunk_size"):
        if not re.fullmatch(r"0*[1-9][0-9]{0,8}", query.get(name, "1")):
            raise Refusal(404, "faulty_request")
    return int(query.get("page_size", PAGE_SIZE))


def _key(interaction_id: str, position: int) -> str:
    return urlsafe_b64encode(f"{position}:{interaction_id}".encode()).rstrip(b"=").decode()


def _position(interaction_id: str, start_key: str) -> int:
    if not start_key:
        return 0
    try:
        plain = urlsafe_b64decode(start_key + "=" * (-len(start_key) % 4)).decode()
    except (binascii.Error, ValueError) as trouble:
        raise Refusal(404, "faulty_request") from trouble
    position, _, of = plain.partition(":")
    if of != interaction_id or not re.fullmatch(r"[0-9]{1,9}", position):
        raise Refusal(404, "faulty_request")
    return int(position)


def _shown(document: Document) -> Document:
    return {key: value for key, value in document.items() if not key.startswith(("_", "pvt_"))}


def oldest_first(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Legs in the API's own order."""
    return tuple(sorted(documents, key=_created))


def _created(document: Document) -> int:
    """The API's own sort key, with its flaw: without `channel_created_time`, another epoch."""
    if created := _count(document.get("channel_created_time")):
        return created
    return _count(document.get("timestamp")) - _count(document.get("duration_seconds"))


def _count(value: object) -> int:
    return int(value) if isinstance(value, int | float | str) and _WHOLE.match(str(value)) else 0


_WHOLE: Final = re.compile(r"[0-9]{1,18}$")


def _cdr_ids(interaction_id: str, document: Document) -> set[str]:
    start = interaction_start(interaction_id)
    month = start.strftime("%Y%m") if start else ""
    return {str(document.get("id")), f"{month}-{document.get('call_id')}"}
