"""Leg documents in the shape of the real ones at platform version 4.3: what each kind of leg
holds, and what it lacks.

A scenario says who called whom, when and how it ended; here it becomes the 50 or so keys of a
CHANNEL_DESTROY record. Where a real record has no key, there is none here either.
"""

from __future__ import annotations

from typing import Any, Final

from vinix_tui.sandbox.account import PHONE, REALM
from vinix_tui.sandbox.scenarios import _vars
from vinix_tui.sandbox.scenarios._cast import ACME, PROXY, Caller, Carrier, Device, call_id, uuid
from vinix_tui.sandbox.scenarios._record import At, Document, Record

__all__ = ["At", "Call", "Document", "alone", "join", "unbridged"]

_OTHER_LEG: Final = (
    "other_leg_call_id",
    "other_leg_caller_id_name",
    "other_leg_caller_id_number",
    "other_leg_destination_number",
    "other_leg_direction",
)


class Call(Record):
    """One interaction being told; its methods hand out the legs' documents.

    Their keyword arguments are fields of the document and win over what would be there; None takes
    a field away. `vars` are further custom channel variables.
    """

    def from_device(
        self, who: Device, dialled: str, at: At, cause: str = "", code: str = "", **fields: Any
    ) -> Document:
        """A phone of the account calls."""
        named = call_id(who.form, who.ip, f"{self.id}{who.ext}{at.created}")
        aor = f"{who.username}@{REALM}"
        leg = self._leg(named, "inbound", at, cause, code)
        leg |= self._addresses(aor, f"{dialled}@{REALM}", f"{dialled}@{REALM}", aor)
        leg |= {
            "caller_id_name": who.name,
            "caller_id_number": who.ext,
            "callee_id_name": dialled,
            "callee_id_number": dialled,
            "presence_id": f"{who.ext}@{REALM}",
            "user_agent": who.agent,
            "custom_sip_headers": {"x_auth_ip": who.ip, "x_auth_port": "5060"},
            "custom_channel_vars": _vars.caller(who, named),
        }
        return self._finished(leg, who.ip, who.codecs, "-", fields)

    def to_device(
        self, who: Device, caller: Document, at: At, cause: str = "", code: str = "", **fields: Any
    ) -> Document:
        """The platform calls a phone of the account on behalf of another leg."""
        named = uuid(f"{self.id}{who.ext}{at.created}")
        aor = f"{who.username}@{REALM}"
        leg = self._leg(named, "outbound", at, cause, code)
        leg |= self._addresses(
            f"{caller['caller_id_number']}@{REALM}", f"{who.ext}@{REALM}", aor, aor
        )
        leg |= self._for(caller) | {
            "callee_id_name": who.name,
            "callee_id_number": who.ext,
            "presence_id": f"{who.ext}@{REALM}",
            "user_agent": who.agent,
            "custom_sip_headers": {"x_auth_ip": who.ip, "x_auth_port": "5060"},
            "custom_channel_vars": _vars.called(who, _bridge(caller)),
        }
        return self._finished(leg, who.ip, ("PCMU",), "-", fields)

    def from_carrier(
        self,
        carrier: Carrier,
        who: Caller,
        at: At,
        cause: str = "",
        code: str = "",
        **fields: Any,
    ) -> Document:
        """A call comes in from outside, for the account's own number."""
        named = call_id(carrier.form, carrier.ip, f"{self.id}{who.number}")
        leg = self._leg(named, "inbound", at, cause, code)
        leg |= self._addresses(
            f"{who.number}@{carrier.ip}",
            f"{PHONE}@{PROXY}",
            f"{PHONE}@{PROXY}",
            f"{who.number}@{carrier.ip}",
            port=":5060",
        )
        leg |= {
            "caller_id_name": who.name,
            "caller_id_number": who.number,
            "callee_id_name": PHONE,
            "callee_id_number": PHONE,
            "custom_channel_vars": _vars.origination(carrier, named, f"{PHONE}@{PROXY}"),
        }
        return self._finished(leg, carrier.media, ("PCMU", "G729"), carrier.name, fields)

    def to_carrier(
        self,
        carrier: Carrier,
        number: str,
        caller: Document | None,
        at: At,
        cause: str = "",
        code: str = "",
        **fields: Any,
    ) -> Document:
        """The platform calls somebody outside; without `caller` for itself, such as for a fax."""
        named = uuid(f"{self.id}{number}{at.created}")
        leg = self._leg(named, "outbound", at, cause, code)
        there = f"{number}@{carrier.ip}"
        leg |= self._addresses(f"{PHONE}@{REALM}", there, there, there, port=":5060")
        leg |= (self._for(caller) if caller else {}) | {
            "caller_id_name": ACME.name,
            "caller_id_number": ACME.number,
            "callee_id_name": number,
            "callee_id_number": number,
            "e164_destination": number,
            "e164_origination": PHONE,
            "did_classifier": "did_us",
            "custom_channel_vars": _vars.termination(
                carrier, _bridge(caller) if caller else named, number
            ),
        }
        return self._finished(leg, carrier.media, ("PCMU",), carrier.name, fields)


def join(caller: Document, callee: Document) -> None:
    """Two legs have talked to each other: each names the other one."""
    caller |= {
        "callee_id_name": callee["callee_id_name"],
        "callee_id_number": callee["callee_id_number"],
        "other_leg_call_id": callee["call_id"],
        "other_leg_caller_id_name": callee["caller_id_name"],
        "other_leg_caller_id_number": callee["caller_id_number"],
        "other_leg_destination_number": callee["request"].split("@")[0],
        "other_leg_direction": callee["call_direction"],
    }
    callee["other_leg_call_id"] = caller["call_id"]


def unbridged(leg: Document) -> Document:
    """A leg that talked to no single other one, such as in a conference."""
    for name in _OTHER_LEG:
        leg.pop(name, None)
    return leg


def alone(leg: Document) -> Document:
    """A leg that the platform itself took, such as its voicemail: no callee, no other leg."""
    del leg["callee_id_name"], leg["callee_id_number"]
    return unbridged(leg)


def _bridge(leg: Document) -> str:
    return str(leg["custom_channel_vars"]["bridge_id"])
