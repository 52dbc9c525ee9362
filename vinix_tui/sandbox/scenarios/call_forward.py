"""Lena forwards her calls to her mobile: a pair of helper legs stands between the two carriers."""

from __future__ import annotations

from typing import Any, Final

from vinix_tui.sandbox.account import REALM
from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import LENA, NORTHLINE, SOUTHPORT, Caller, uuid
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join

_MOBILE: Final = "+12025550163"
_FORWARDED: Final = {
    "call_forward": "true",
    "call_forward_from": LENA.ext,
    "is_call_forward": "true",
    "require_ignore_early_media": "true",
}


def _helper(leg: Document, half: str, other: str) -> Document:
    """One of the two halves: no phone, so no SDP, tags, URIs, user agent or SIP code."""
    lost = ("_sdp", "_tag", "_uri", "user_agent", "hangup_code")
    helper: dict[str, Any] = {
        name: value
        for name, value in leg.items()
        if not name.endswith(lost) or name.startswith("switch")
    }
    return helper | {
        "request": f"{_MOBILE}@{REALM}",
        "channel_name": f"loopback/{_MOBILE}-{half.lower()}",
        "channel_is_loopback": True,
        "channel_loopback_leg": half,
        "channel_loopback_other_leg_id": other,
        "channel_loopback_bowout": False,
        "channel_loopback_bowout_execute": False,
        "custom_sip_headers": {},
    }


def _told() -> tuple[Document, ...]:
    asks = _CALL.from_carrier(
        NORTHLINE, Caller("Dana Whitfield", "+16465550137"), At(0, 2.4, 7.05, 96.44)
    )
    first = _CALL.to_device(LENA, asks, At(0.3, 2.38, 7.01, 96.41), vars=_FORWARDED)
    second = _CALL.to_device(LENA, asks, At(0.31, 2.37, 6.98, 96.41), vars=_FORWARDED)
    second |= {
        "call_direction": "inbound",
        "call_id": uuid("lena-b"),
        "callee_id_name": _MOBILE,
        "callee_id_number": _MOBILE,
    }
    second["id"] = f"{_CALL.month}-{second['call_id']}"
    mobile = _CALL.to_carrier(
        SOUTHPORT, _MOBILE, second, At(0.62, 2.36, 6.97, 96.37), vars=_FORWARDED
    )
    join(asks, first)
    join(second, mobile)
    return (
        asks,
        _helper(first, "A", second["call_id"]),
        _helper(second, "B", first["call_id"]),
        mobile,
    )


_CALL: Final = Call("2026-11-23 15:48:22.811", "05e9b2c8")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Forwarded to a mobile",
    "two helper legs inside the switch join two carriers",
    _told,
    verdict=Expected(
        "answered",
        "Dana Whitfield talked to +12025550163 for 1:30; +12025550163 probably hung up.",
        "callee",
        ("R02", "R01", "R11", "R63"),
    ),
)
