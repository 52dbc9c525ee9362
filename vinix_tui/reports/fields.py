"""Which fields of a record hold people, and which the switch fills with words of its own."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache
from typing import Final


class Holds(Enum):
    """What a field holds, by its name."""

    NAME = auto()
    NUMBER = auto()
    """A number, a user or an address: whoever is meant."""
    HOST = auto()
    """A host, or something of the platform at one."""
    ID = auto()
    """What joins legs; it may name a host."""
    AGENT = auto()
    """A make and version, sometimes with a serial number."""
    SDP = auto()
    OTHER = auto()


_KINDS: Final = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (Holds.SDP, ".*_sdp"),
        (Holds.AGENT, "(?:.*_)?(?:user_agent|useragent|server_header)"),
        (
            Holds.HOST,
            ".*(?:realm|hostname|_host|host|domain|domain_name|nodename|_server|_ip|node)"
            "|switch_ur[il]",
        ),
        (
            Holds.ID,
            "id|.*(?:call_id|_uuid|bridge_id|fetch_id|msg_id|account_id|reseller_id"
            "|_rev|doc_id|interaction_id|recording_id|resource_id|authorizing_id|callflow_id)"
            "|transferee|transferer|replaced_by",
        ),
        (
            Holds.NUMBER,
            "(?:.*_)?(?:number|station_id|username|user|extension|e164_destination"
            "|e164_origination|presence_id|inception|aor|redirected_by|referred_by|referred_to"
            "|call_forward_from|channel_name|from|to|request|from_uri|to_uri|caller_id|callee_id"
            "|did|dnis|ani|diversion|contact|identity|party_id|history_info|email|phone)",
        ),
        (
            Holds.NAME,
            "(?!(?:app|application|event|rate|media|encoding|fax_encoding|codec|variable)_name$)"
            "(?:(?:.*_)?name|display|ringgroup"
            "|(?:agent|owner|queue|conference|group|media_group)_id)",
        ),
    )
)
_MACHINE: Final = re.compile(
    "hangup_cause|hangup_code|.*disposition|.*direction|app_.*|application_name|channel_state"
    "|channel_call_state|channel_answer_state|event_.*|.*_type|type|causes?|.*_seconds|.*_time"
    "|timestamp|.*_billing|.*trunk_usage|.*rate.*|.*cost|surcharge|did_classifier"
    "|fax_(?!identity|local|remote|info).*|.*port|.*reason|interaction_.*|.*_tag|msg_id"
    "|privacy_.*|caller_privacy_.*|.*_rev|pvt_.*|billing_.*|ringing_.*|duration_.*"
)
_WORD: Final = re.compile(r"[\w .:/+#-]{0,60}", re.ASCII)


@lru_cache(2048)
def holds(key: str) -> Holds:
    """What a field holds, by its name in the spelling of documents or of events."""
    name = _spelled(key)
    return next((kind for kind, named in _KINDS if named.fullmatch(name)), Holds.OTHER)


def is_machine_word(key: str, text: str) -> bool:
    """Whether a value is the switch's own word: in a field that has such, and shaped like one."""
    return _machine(key) and _WORD.fullmatch(text) is not None


@lru_cache(2048)
def _machine(key: str) -> bool:
    return _MACHINE.fullmatch(_spelled(key)) is not None


def _spelled(key: str) -> str:
    return key[:100].lower().replace("-", "_")
