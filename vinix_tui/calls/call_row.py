"""One call of an account's list, as the API's lists have it: fewer fields than a leg, other names.

`/cdrs/interaction` gives a row for each interaction, and its earliest leg stands for it. Times and
numbers come as text, what is unknown as "". As with a leg, text is printable and what is absent is
None once a row is made; the document stays beside it, byte-true.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from vinix_tui.calls import coerce, sip
from vinix_tui.calls.causes import Cause, cause
from vinix_tui.calls.clock import instant, interaction_start
from vinix_tui.calls.text import folded

Way = Literal["out", "in"]

FEWEST_DIGITS = 7
"""Digits that a number has at least where country or area are left away."""

_DATETIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ _T]([0-9]{2}:[0-9]{2}:[0-9]{2})")
_NO_DIGITS = re.compile(r"[^0-9]+")
_NUMERIC = re.compile(r"[0-9+() ./-]+")
_YEAR = 31_536_000  # seconds; no call is longer


@dataclass(frozen=True)
class CallRow:
    """A call as it stands in a list. Seconds are whole."""

    cdr_id: str | None
    interaction_id: str | None
    call_id: str | None
    started_at: datetime | None
    seconds: int | None
    """From the first leg's creation to its end."""
    talk: int | None
    """Seconds from answer to end; 0 was never answered."""
    caller_number: str | None
    caller_name: str | None
    callee_number: str | None
    callee_name: str | None
    way: Way
    """`out` where a phone of the account began it, else `in`."""
    cause: Cause
    document: dict[str, Any] = field(repr=False, hash=False, compare=False)  # customers' data
    # What a search looks through is made with the row: 20,000 of them at the first key take 0.2 s.
    text: str = field(repr=False, compare=False)
    """Names, numbers as they are written, and the cause; folded, a line each."""
    ids: str = field(repr=False, compare=False)
    """Its ids, folded, a line each."""
    digits: str = field(repr=False, compare=False)
    """The digits of both numbers, whatever they are written with; a line each."""
    endings: tuple[str, ...] = field(repr=False, compare=False)
    """The same where a number is long enough to be the end of a longer one."""

    @classmethod
    def of(cls, document: dict[str, Any]) -> CallRow:
        """A row from its document, whatever that holds; also from a leg's document."""

        def said(name: str) -> str | None:
            return coerce.words(document.get(name))

        interaction_id = said("interaction_id")
        ids = (said("id"), interaction_id, said("call_id"))
        caller = said("caller_id_number") or sip.address(said("from")).user
        callee = (
            said("callee_id_number")
            or sip.address(said("request")).user
            or sip.address(said("to")).user
        )
        caller_name = _name(said("caller_id_name"), caller)
        callee_name = _name(said("callee_id_name"), callee)
        variables = coerce.mapping(document.get("custom_channel_vars"))
        authorised = said("authorizing_id") or coerce.words(variables.get("authorizing_id"))
        ended = cause(said("hangup_cause"))
        digits = [_NO_DIGITS.sub("", number or "") for number in (caller, callee)]
        return cls(
            *ids,
            started_at=_started_at(document, interaction_id),
            seconds=_seconds(document, "duration_seconds"),
            talk=_seconds(document, "billing_seconds"),
            caller_number=caller,
            caller_name=caller_name,
            callee_number=callee,
            callee_name=callee_name,
            way="out" if authorised else "in",
            cause=ended,
            document=document,
            text=_searched(caller_name, callee_name, caller, callee, ended.words, ended.name),
            ids=_searched(*ids),
            digits="\n".join(digits),
            endings=tuple(
                ending for each in digits if len(ending := each.lstrip("0")) >= FEWEST_DIGITS
            ),
        )

    @property
    def key(self) -> str:
        """What tells the row from all others: its CDR id, else what it has of that kind."""
        one = self.cdr_id or self.interaction_id or self.call_id
        return one or coerce.as_json(self.document)

    @property
    def wanted(self) -> tuple[str, ...]:
        """The ids to look it up by, the best first: by its CDR id every version finds the legs."""
        return tuple(filter(None, (self.cdr_id, self.interaction_id)))


def _searched(*words: str | None) -> str:
    return "\n".join([folded(word) for word in words if word])


def _seconds(document: dict[str, Any], name: str) -> int | None:
    count = coerce.number(document.get(name))
    return None if count is None else min(max(0, count), _YEAR)  # Kazoo has negative ones


def _name(name: str | None, number: str | None) -> str | None:
    """A name, unless it is only the number once more, with or without its +."""
    if name and number and _NUMERIC.fullmatch(name):
        return name if _NO_DIGITS.sub("", name) != _NO_DIGITS.sub("", number) else None
    return name if name != number else None


def _started_at(document: dict[str, Any], interaction_id: str | None) -> datetime | None:
    """The call's start.

    A list's `timestamp` is the record's own less the duration. On platforms that record the start
    that is too early, so what the interaction's id tells comes first.
    """
    return (
        instant(coerce.number(document.get("channel_created_time")))
        or interaction_start(interaction_id or "")
        or instant(coerce.number(document.get("unix_timestamp")))
        or instant(coerce.number(document.get("timestamp")))
        or _utc(document.get("iso_8601_combined"))
        or _utc(document.get("datetime"))
    )


def _utc(text: object) -> datetime | None:
    """A time as the lists write it: `2019-05-06 23:09:58`, with `_` or `T`, and maybe a Z."""
    match = _DATETIME.match(text) if isinstance(text, str) else None
    try:
        return (
            datetime.fromisoformat(f"{match[1]}T{match[2]}").replace(tzinfo=UTC) if match else None
        )
    except ValueError:  # the 31st of February
        return None
