"""A leg as the API's lists show it: other names than the leg's own, everything as text but lengths.

The order and the spelling are those of platform version 4.3; what is unknown is "".
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any, Final

from vinix_tui.calls.clock import GREGORIAN_OFFSET, gregorian, instant, interaction_start
from vinix_tui.sandbox.account import ACCOUNT_ID

Document = dict[str, Any]

_UNITS: Final = 10_000
"""Of a rate, in one dollar."""
_MOST: Final = 10**11
_COUNT: Final = re.compile("-?[0-9]{1,11}")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS: Final = tuple("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())  # noqa: SIM905

NEEDED: Final = (
    "id", "call_id", "caller_id_number", "caller_id_name", "callee_id_number", "callee_id_name",
    "duration_seconds", "billing_seconds", "timestamp", "hangup_cause", "disposition",
    "other_leg_call_id", "to", "from", "call_direction", "request", "custom_channel_vars",
    "recording_url", "media_recordings", "media_server", "call_priority", "interaction_id",
)  # fmt: skip
"""What a row is made of."""


def row(leg: Document) -> Document:
    """The row of an interaction whose earliest leg this is."""
    given = leg.get("custom_channel_vars")
    variables = given if isinstance(given, dict) else {}
    authorising = variables.get("authorizing_id", "")
    outside = variables.get("resource_type") == "offnet-origination"
    start = _start(leg)
    then = _EPOCH if start is None else start

    def said(name: str) -> Any:
        return leg.get(name, "")

    return {
        "id": said("id"),
        "call_id": said("call_id"),
        "caller_id_number": said("caller_id_number"),
        "caller_id_name": said("caller_id_name"),
        "callee_id_number": said("callee_id_number"),
        "callee_id_name": said("callee_id_name"),
        "duration_seconds": _or_nothing(_whole(said("duration_seconds"))),
        "billing_seconds": _or_nothing(_whole(said("billing_seconds"))),
        "timestamp": str(gregorian(then)),
        "hangup_cause": said("hangup_cause"),
        "disposition": said("disposition"),
        "other_leg_call_id": said("other_leg_call_id"),
        "owner_id": variables.get("owner_id", ""),
        "to": said("to"),
        "from": said("from"),
        "direction": said("call_direction"),
        "request": said("request"),
        "authorizing_id": "" if authorising == ACCOUNT_ID else authorising,
        "cost": "0",
        "dialed_number": str(said("request")).partition("@")[0],
        "calling_from": str(said("from")).partition("@")[0],
        "datetime": f"{then:%Y-%m-%d %H:%M:%S}",
        "unix_timestamp": str(gregorian(then) - GREGORIAN_OFFSET),
        "rfc_1036": _rfc_1036(then),
        "iso_8601": f"{then:%Y-%m-%d}",
        "iso_8601_combined": f"{then:%Y-%m-%dT%H:%M:%SZ}",
        "call_type": variables.get("account_billing", ""),
        "rate": f"{(_whole(variables.get('rate')) or 0) / _UNITS:g}",
        "rate_name": variables.get("rate_name", ""),
        "bridge_id": variables.get("bridge_id", ""),
        "recording_url": said("recording_url"),
        "media_recordings": leg.get("media_recordings", []),
        "media_server": said("media_server"),
        "call_priority": said("call_priority"),
        "interaction_id": said("interaction_id"),
        "inception_direction": "origination" if outside else "termination",
    }


def _start(leg: Document) -> datetime | None:
    """The record's own time less the duration, as the API has it; wrong where that is the start."""
    at = (_whole(leg.get("timestamp")) or 0) - max(0, _whole(leg.get("duration_seconds")) or 0)
    return instant(at) or interaction_start(str(leg.get("interaction_id")))


def _or_nothing(count: int | None) -> int | str:
    return "" if count is None else count


def _whole(value: object) -> int | None:
    if type(value) is int:
        return value if abs(value) < _MOST else None
    return int(value) if isinstance(value, str) and _COUNT.fullmatch(value) else None


def _rfc_1036(when: datetime) -> str:
    # English, whatever the locale of this machine.
    return f"{_DAYS[when.weekday()]}, {when:%d} {_MONTHS[when.month - 1]} {when:%Y %H:%M:%S} GMT"
