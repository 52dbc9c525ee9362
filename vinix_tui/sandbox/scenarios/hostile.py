"""A call whose every field attacks whoever looks at it, and whose records contradict themselves."""

from __future__ import annotations

from itertools import cycle
from typing import Any, Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import JONAS, KIM, NORTHLINE, PRIYA, Caller
from vinix_tui.sandbox.scenarios._hostile_text import (
    ESCAPES,
    KEYS,
    MARKUP,
    SCRIPTS,
    SHAPES,
    broken_sdp,
    nested,
    wide_sdp,
)
from vinix_tui.sandbox.scenarios._shape import At, Call, Document

_TEXTS: Final = ESCAPES | MARKUP | SCRIPTS | SHAPES
_BENT: Final = "c\x1b[31m@[b]:5060;x=%2F/.."
"""A Call-ID that is hard to put into an address, or on a screen."""
_TEXT_FIELDS: Final = (
    "caller_id_name", "callee_id_name", "other_leg_caller_id_name", "user_agent", "request",
    "from", "to", "media_server", "node", "from_tag", "to_tag", "channel_name", "disposition",
    "other_leg_destination_number", "presence_id", "switch_hostname",
)  # fmt: skip


def _poisoned(legs: list[Document]) -> None:
    """A hostile text in every text field of every leg, each at least once; and in variables."""
    texts = cycle(_TEXTS.values())
    for field in _TEXT_FIELDS:
        for leg in legs:
            leg[field] = next(texts)
    asks, kim, *_ = legs
    asks["custom_channel_vars"] |= dict.fromkeys(KEYS, _TEXTS["action"])
    asks["custom_application_vars"] = {"deep": nested(30), **{key: [] for key in KEYS}}
    asks["custom_sip_headers"] = {"x_[/x]": _TEXTS["clear"], **dict.fromkeys(KEYS, "\x1b[2J")}
    kim["custom_channel_vars"] |= {f"text {name}": text for name, text in _TEXTS.items()}
    kim["custom_application_vars"] = []  # an empty object, as the platform may write it
    for key in KEYS[2:]:
        kim.setdefault(key, _TEXTS["colour"])  # top-level keys that nobody has heard of


def _damaged(legs: list[Document]) -> None:
    """Numbers that are none, times out of range, partners that are missing or go in circles."""
    asks, kim, priya, jonas, twin = legs
    asks |= {
        "other_leg_call_id": _BENT,  # whose other leg is Priya's, whose other leg is this one
        "remote_sdp": broken_sdp(),
        "local_sdp": wide_sdp(),
        "hangup_code": "sip:[red]",
    }
    kim |= {
        "id": f"{_CALL.month}-{_BENT}",
        "call_id": _BENT,
        "other_leg_call_id": priya["call_id"],
        "channel_created_time": 9 * 10**18,
        "timestamp": 10**30,
        "duration_seconds": -7,
        "billing_seconds": "NaN",
        "ringing_seconds": "-Infinity",
        "hangup_code": 99999,
        "hangup_cause": "[/x]\x1b[2J",
        "extended_data": nested(30),
        "fax_info": "none",
    }
    priya |= {
        "other_leg_call_id": asks["call_id"],
        "channel_created_time": -62_135_596_800_000_000,
        "duration_seconds": 10**400,
        "billing_seconds": 1e308,
        "ringing_seconds": "",
        "timestamp": "tomorrow",
        "media_recordings": "[red]one",
        "hangup_code": "q850:16",
        "custom_channel_vars": [],
        "transfer_history": [["x", {"y": None}]],
        "is_conference": "on",
    }
    jonas |= {
        "other_leg_call_id": jonas["call_id"],
        "duration_seconds": -(2**63),
        "msg_id": "9" * 400,
        "billing_seconds": True,
        "channel_created_time": "0x7fff",
        "interaction_time": 1e-320,
        "fax_info": {
            "fax_result_code": "1e9",
            "fax_result_text": _TEXTS["title"],
            "fax_success": "perhaps",
            "fax_total_pages": -1,
            **dict.fromkeys(KEYS, 1),
        },
    }
    twin |= {
        "other_leg_call_id": "nobody@192.0.2.99", "timestamp": None, "duration_seconds": "1e9",
        "billing_seconds": "9" * 5_000, "custom_channel_vars": {"bridge_id": "nobody@192.0.2.99"},
        "call_direction": "sideways", "remote_sdp": {"not": "text"}, "local_sdp": 17,
    }  # fmt: skip


def _told() -> tuple[dict[str, Any], ...]:
    asks = _CALL.from_carrier(NORTHLINE, Caller("", "+12025550199"), At(0, 1.2, 4.4, 61.3))
    asks["caller_id_name"] = ""
    kim, priya, jonas = (
        _CALL.to_device(who, asks, At(0.4, 1.1, 4.3, 61.2)) for who in (KIM, PRIYA, JONAS)
    )
    twin = _CALL.to_device(JONAS, asks, At(0.5, 1.1, 4.3, 61.2))
    legs = [asks, kim, priya, jonas, twin]
    _poisoned(legs)
    _damaged(legs)
    return tuple(legs)


_CALL: Final = Call("2026-11-17 03:33:33.333", "0ff1ce66")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Hostile text",
    "escape codes, markup and broken records in every field",
    _told,
    verdict=Expected(
        "answered-by-platform",
        (
            "The platform itself (voicemail, menu or queue) answered"
            ' "\u241b]52;c;cm0gLXJmIH4=\u2407Kim" for 0:57.'
        ),
        "unknown",
        (
            "R34",
            "R57",
            "R48",
            "R56",
            "R60",
        ),
    ),
)
