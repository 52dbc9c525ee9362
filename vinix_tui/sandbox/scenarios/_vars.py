"""The custom channel variables that real legs carry, all of them strings: one function a kind."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.account import ACCOUNT_ID, ACCOUNT_NAME, PHONE, REALM
from vinix_tui.sandbox.scenarios._cast import APPS, RESELLER_ID, Carrier, Device, hexes, uuid

Variables = dict[str, str]

_RATED: Final = {
    "account_billing": "flat_rate",
    "account_trunk_usage": "0/0/20/0/1/0",  # limits in/out/both/burst, then in use in/out
    "base_cost": "0",
    "pvt_cost": "0",
    "rate": "2262",  # in 1/10,000 of a dollar
    "rate_description": "ANY",
    "rate_increment": "60",
    "rate_minimum": "60",
    "rate_name": "ANY",
    "rate_nocharge_time": "0",
    "reseller_billing": "flat_rate",
    "reseller_trunk_usage": "20/20/20/0/1/0",
    "surcharge": "0",
}


def caller(who: Device, call_id: str) -> Variables:
    """Of a phone that calls."""
    return (
        _every(call_id)
        | _device(who)
        | _application(call_id)
        | {
            "account_billing": "limits_disabled",
            "reseller_billing": "limits_disabled",
            "caller_privacy_name": "false",
            "caller_privacy_number": "false",
        }
    )


def called(who: Device, bridge_id: str) -> Variables:
    """Of a phone that is called."""
    return (
        _every(bridge_id)
        | _device(who)
        | {
            "account_billing": "limits_disabled",
            "reseller_billing": "limits_disabled",
            "x_kazoo_invite_format": "contact",
        }
    )


def origination(carrier: Carrier, call_id: str, dialled: str) -> Variables:
    """Of a call that comes in from a carrier."""
    return (
        _every(call_id)
        | _application(call_id)
        | _RATED
        | {
            "global_resource": "false",
            "inception": dialled,
            "resource_id": hexes(carrier.name),
            "resource_type": "offnet-origination",
        }
    )


def termination(carrier: Carrier, bridge_id: str, number: str) -> Variables:
    """Of a call that goes out to a carrier."""
    return (
        _every(bridge_id)
        | _RATED
        | {
            "authorizing_id": hexes(carrier.name),
            "authorizing_type": "resource",
            "did_classifier": "did_us",
            "e164_destination": number,
            "e164_origination": PHONE,
            "global_resource": "false",
            "matched_number": number,
            "original_number": number,
            "resource_id": hexes(carrier.name),
            "resource_type": "offnet-termination",
        }
    )


def _every(bridge_id: str) -> Variables:
    return {
        "account_id": ACCOUNT_ID,
        "bridge_id": bridge_id,
        "channel_authorized": "true",
        "ecallmgr_node": f"ecallmgr@{APPS}",
        "privacy_hide_name": "false",
        "privacy_hide_number": "false",
        "reseller_id": RESELLER_ID,
    }


def _device(who: Device) -> Variables:
    return {
        "account_name": ACCOUNT_NAME,
        "account_realm": REALM,
        "authorizing_id": hexes(who.username),
        "authorizing_type": "device",
        "owner_id": who.owner or hexes(who.name),
        "presence_id": f"{who.ext}@{REALM}",
        "realm": REALM,
        "register_overwrite_notify": "false",
        "suppress_unregister_notifications": "false",
        "username": who.username,
        "x_kazoo_aor": f"sip:{who.username}@{REALM}",
    }


def _application(call_id: str) -> Variables:
    return {
        "application_name": "callflow",
        "application_node": f"kazoo_apps@{APPS}",
        "callflow_id": hexes(f"callflow{call_id}"),
        "fetch_id": uuid(f"fetch{call_id}"),
    }
