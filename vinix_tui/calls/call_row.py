"""One call of an account's list, as the API's lists have it: fewer fields than a leg, other names.

`/cdrs/interaction` gives a row for each interaction, and its earliest leg stands for it. Times and
numbers come as text, what is unknown as "". As with a leg, text is printable and what is absent is
None once a row is made; the document stays beside it, byte-true.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Literal

from vinix_tui.calls import coerce, sip
from vinix_tui.calls.causes import Cause, cause
from vinix_tui.calls.clock import instant, interaction_start

Way = Literal["out", "in"]

_DATETIME = re.compile(r"(\d{4}-\d\d-\d\d)[ _T](\d\d:\d\d:\d\d)")
_DIGITS = re.compile(r"\D+")
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

    @classmethod
    def of(cls, document: dict[str, Any]) -> CallRow:
        """A row from its document, whatever that holds; also from a leg's document."""

        def said(name: str) -> str | None:
            return coerce.words(document.get(name))

        seconds, talk = (
            _seconds(document, "duration_seconds"),
            _seconds(document, "billing_seconds"),
        )
        interaction_id = said("interaction_id")
        caller = said("caller_id_number") or sip.address(said("from")).user
        callee = (
            said("callee_id_number")
            or sip.address(said("request")).user
            or sip.address(said("to")).user
        )
        variables = coerce.mapping(document.get("custom_channel_vars"))
        authorised = said("authorizing_id") or coerce.words(variables.get("authorizing_id"))
        return cls(
            cdr_id=said("id"),
            interaction_id=interaction_id,
            call_id=said("call_id"),
            started_at=_started_at(document, interaction_id),
            seconds=seconds,
            talk=talk,
            caller_number=caller,
            caller_name=_name(said("caller_id_name"), caller),
            callee_number=callee,
            callee_name=_name(said("callee_id_name"), callee),
            way="out" if authorised else "in",
            cause=cause(said("hangup_cause")),
            document=document,
        )

    @property
    def key(self) -> str:
        """What tells the row from all others: its CDR id, else what it has of that kind."""
        return self.cdr_id or self.interaction_id or self.call_id or str(self.document)

    @property
    def wanted(self) -> tuple[str, ...]:
        """The ids to look it up by, the best first: by its CDR id every version finds the legs."""
        return tuple(filter(None, (self.cdr_id, self.interaction_id)))

    @cached_property
    def text(self) -> str:
        """All words that a search looks through, casefolded."""
        words = (
            self.caller_name,
            self.callee_name,
            self.caller_number,
            self.callee_number,
            self.cause.words,
            self.cause.name,
            self.interaction_id,
            self.cdr_id,
        )
        return "\n".join(filter(None, words)).casefold()

    @cached_property
    def digits(self) -> str:
        """The digits of both numbers, whatever they are written with."""
        numbers = (self.caller_number or "", self.callee_number or "")
        return "\n".join(_DIGITS.sub("", number) for number in numbers)


def _seconds(document: dict[str, Any], name: str) -> int | None:
    count = coerce.number(document.get(name))
    return None if count is None else min(max(0, count), _YEAR)  # Kazoo has negative ones


def _name(name: str | None, number: str | None) -> str | None:
    return name if name != number else None


def _started_at(document: dict[str, Any], interaction_id: str | None) -> datetime | None:
    """The call's start. A list's `timestamp` is that, unlike a leg's, which may be its end."""
    for name in ("channel_created_time", "unix_timestamp", "timestamp"):
        if found := instant(coerce.number(document.get(name))):
            return found
    for name in ("iso_8601_combined", "datetime"):  # both UTC
        if (match := _DATETIME.match(str(document.get(name)))) and (found := _utc(*match.groups())):
            return found
    return interaction_start(interaction_id or "")


def _utc(day: str, time: str) -> datetime | None:
    try:
        return datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=UTC)
    except ValueError:  # the 31st of February
        return None
