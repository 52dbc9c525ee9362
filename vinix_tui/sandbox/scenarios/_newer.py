"""Leg documents as the newer platform writes them: a report of the switch itself (master, K5).

All legs of a call carry the call's start as their `timestamp`, `node` is the switch's own id, and
`ringing_seconds` is the time until it rang.
"""

from __future__ import annotations

from typing import Any

from vinix_tui.sandbox.account import ACCOUNT_ID, REALM
from vinix_tui.sandbox.scenarios._cast import APPS, uuid
from vinix_tui.sandbox.scenarios._record import until_it_rang
from vinix_tui.sandbox.scenarios._shape import At, Call, Document


class NewerCall(Call):
    """A call of the newer platform."""

    def _ringing(self, _unanswered: int, at: At) -> int:
        return until_it_rang(at)

    def report(self, leg: Document, **fields: Any) -> Document:
        """A leg of the older shape, as the switch's own report tells it."""
        came_in = leg["call_direction"] == "inbound"
        leg = leg | {
            "account_id": ACCOUNT_ID,
            "app_name": "freeswitch",
            "app_version": "1.0",
            "billing_milli_seconds": leg["billing_seconds"] * 1000
            - 417 * bool(leg["billing_seconds"]),
            "call_control": {"node": f"ecallmgr@{APPS}"},
            "caller_context": "context_2",
            "caller_destination_number": leg["request"].split("@")[0],
            "channel_answer_state": "hangup",
            "custom_sip_headers": {"in": leg["custom_sip_headers"], "out": {}},
            "domain_name": REALM,
            "event_category": "cdr",
            "event_name": "report",
            "interaction_is_root": came_in,
            "node": uuid(self.host),
            "timestamp": self.time,
        }
        return leg | fields


def originated(caller: Document, callee: Document) -> None:
    """One leg was started by the switch for another: each names the other one."""
    caller["originated_legs"] = [{"call_id": callee["call_id"]}]
    caller["originate_causes"] = [{"call_id": callee["call_id"], "cause": "SUCCESS"}]
    callee["originating_leg_uuid"] = caller["call_id"]
