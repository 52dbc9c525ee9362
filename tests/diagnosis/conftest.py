"""Legs made for one rule, and what that rule says of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from vinix_tui.calls.interaction import Interaction
from vinix_tui.diagnosis.case import Case
from vinix_tui.diagnosis.finding import Sign
from vinix_tui.diagnosis.rule import CATALOGUE
from vinix_tui.diagnosis.rules import __all__ as _chapters  # importing them fills the catalogue

assert _chapters

Document = dict[str, Any]
_BEGAN = 1_795_428_000_000_000  # Unix microseconds of 2026-11-23 10:00:00 UTC


def _leg(call_id: str, direction: str, start: float, length: int, talk: int) -> Document:
    created = _BEGAN + round(start * 1e6)
    return {
        "call_id": call_id,
        "id": f"202611-{call_id}",
        "interaction_id": "63962647200-00000001",
        "call_direction": direction,
        "channel_created_time": created,
        "msg_id": str(created + length * 1_000_000),
        "duration_seconds": length,
        "billing_seconds": talk,
        "hangup_cause": "NORMAL_CLEARING",
    }


def _merged(leg: Document, fields: Document) -> Document:
    variables = fields.pop("vars", {})
    made = leg | fields
    made["custom_channel_vars"] = made.get("custom_channel_vars", {}) | variables
    return {key: value for key, value in made.items() if value is not None}


def caller(*, start: float = 0, length: int = 40, talk: int = 33, **fields: Any) -> Document:
    """The leg of somebody who called: a phone of the account named Kim, unless fields differ.

    `vars` are further channel variables; None takes a field away. Seconds throughout.
    """
    leg = _leg("a-leg", "inbound", start, length, talk) | {
        "caller_id_name": "Kim",
        "caller_id_number": "2001",
        "callee_id_number": "2002",
        "request": "2002@acme.example.com",
        "custom_channel_vars": {"bridge_id": "a-leg", "authorizing_type": "device"},
    }
    return _merged(leg, fields)


def called(*, start: float = 0.3, length: int = 40, talk: int = 33, **fields: Any) -> Document:
    """The leg to a phone of the account named Priya, placed for `caller()`."""
    leg = _leg("b-leg", "outbound", start, length, talk) | {
        "caller_id_name": "Kim",
        "caller_id_number": "2001",
        "callee_id_name": "Priya",
        "callee_id_number": "2002",
        "other_leg_call_id": "a-leg",
        "custom_channel_vars": {"bridge_id": "a-leg", "authorizing_type": "device"},
    }
    return _merged(leg, fields)


def carrier(*, start: float = 0.3, length: int = 40, talk: int = 33, **fields: Any) -> Document:
    """The leg to +12025550144 over a carrier, placed for `caller()`."""
    leg = _leg("c-leg", "outbound", start, length, talk) | {
        "caller_id_name": "Kim",
        "caller_id_number": "+12025550100",
        "callee_id_number": "+12025550144",
        "request": "+12025550144@192.0.2.10",
        "other_leg_call_id": "a-leg",
        "custom_channel_vars": {
            "bridge_id": "a-leg",
            "authorizing_type": "resource",
            "resource_type": "offnet-termination",
            "resource_id": "northline",
        },
    }
    return _merged(leg, fields)


def from_carrier(*, start: float = 0, length: int = 40, talk: int = 33, **fields: Any) -> Document:
    """The leg of a call that came in from +12025550101 over a carrier."""
    leg = _leg("a-leg", "inbound", start, length, talk) | {
        "caller_id_name": "Acme",
        "caller_id_number": "+12025550101",
        "callee_id_number": "+12025550100",
        "request": "+12025550100@198.51.100.5",
        "custom_channel_vars": {
            "bridge_id": "a-leg",
            "resource_type": "offnet-origination",
            "resource_id": "northline",
        },
    }
    return _merged(leg, fields)


def sdp(
    *lines: str,
    address: str = "203.0.113.7",
    medium: str = "audio 30002 RTP/AVP 0 101",
    origin: str = "- 1 1",
) -> str:
    """A description of one medium; `lines` follow the medium. By default PCMU and keypad events."""
    mapped = ["a=rtpmap:101 telephone-event/8000"] if medium.endswith(" 101") else []
    head = [
        f"v=0\r\no={origin} IN IP4 {address}\r\ns=-\r\nc=IN IP4 {address}\r\nt=0 0\r\nm={medium}"
    ]
    return "\r\n".join([*head, *mapped, *lines]) + "\r\n"


Judged = Callable[..., list[Sign]]


@pytest.fixture
def judged() -> Judged:
    """What one rule sees in some legs: `judged("R29", caller(), called(...))`."""

    def judge(number: str, *documents: Document) -> list[Sign]:
        case = Case(Interaction.of(documents))
        return list(CATALOGUE[number].judge(case))

    return judge
