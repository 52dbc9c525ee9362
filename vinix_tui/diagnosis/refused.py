"""Why a leg was not answered, in the kinds that the rules tell apart.

A SIP code says more than the cause that the switch made of it: 401, 402, 403, 407, 603 and 608 all
become CALL_REJECTED. Where a code is recorded that became the cause, the code alone counts; where
the two cannot have become each other, both do.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from vinix_tui.calls.leg import Leg


def refusals(leg: Leg) -> tuple[str, ...]:
    """The kinds that its code and its cause speak of: none, one, or two that contradict."""
    code = leg.sip_code
    by_code = BY_CODE.get(code or 0)
    by_cause = BY_CAUSE.get(leg.cause.name)
    if by_code is None or by_cause is None or by_code == by_cause:
        kind = by_code or by_cause
        return (kind,) if kind else ()
    if code in leg.cause.receives or (code == leg.cause.sends and leg.inbound):
        return (by_code,)
    return by_code, by_cause


BY_CODE: Final[Mapping[int, str]] = {
    code: kind
    for kind, codes in {
        "busy": (486, 600),
        "declined": (401, 402, 403, 407, 603, 607, 608),
        "no such number": (404, 604),
        "incomplete": (484,),
        "unavailable": (480,),
        "failing": (400, 481, 500, 502, 503),
        "no reply": (408, 504),
        "media": (415, 488, 606),
        "loop": (482, 483),
        "redirected": (300, 301, 302, 410),
        "identity": (428, 429, 436, 437, 438),
        "cancelled": (487,),
    }.items()
    for code in codes
}

BY_CAUSE: Final[Mapping[str, str]] = {
    cause: kind
    for kind, causes in {
        "busy": ("USER_BUSY", "BUSY_EVERYWHERE"),
        "declined": ("CALL_REJECTED", "DECLINE", "REJECT_ALL", "UNWANTED", "USER_CHALLENGE"),
        "no such number": (
            "UNALLOCATED_NUMBER", "NO_ROUTE_DESTINATION", "NO_ROUTE_TRANSIT_NET",
            "DOES_NOT_EXIST_ANYWHERE",
        ),
        "incomplete": ("INVALID_NUMBER_FORMAT",),
        "not registered": ("USER_NOT_REGISTERED", "SUBSCRIBER_ABSENT"),
        "unavailable": ("NO_USER_RESPONSE",),
        "no answer": ("NO_ANSWER",),
        "barred": ("OUTGOING_CALL_BARRED", "INCOMING_CALL_BARRED"),
        "failing": (
            "NORMAL_TEMPORARY_FAILURE", "NORMAL_CIRCUIT_CONGESTION", "SWITCH_CONGESTION",
            "NETWORK_OUT_OF_ORDER", "SERVICE_UNAVAILABLE", "GATEWAY_DOWN",
            "DESTINATION_OUT_OF_ORDER",
        ),
        "no reply": ("RECOVERY_ON_TIMER_EXPIRE",),
        "no progress": ("PROGRESS_TIMEOUT",),
        "media": (
            "INCOMPATIBLE_DESTINATION", "BEARERCAPABILITY_NOTAUTH", "BEARERCAPABILITY_NOTAVAIL",
            "BEARERCAPABILITY_NOTIMPL", "NOT_ACCEPTABLE",
        ),
        "credentials or media": ("MANDATORY_IE_MISSING",),
        "loop": ("EXCHANGE_ROUTING_ERROR",),
        "redirected": ("NUMBER_CHANGED", "REDIRECTION_TO_NEW_DESTINATION"),
        "identity": (
            "NO_IDENTITY", "BAD_IDENTITY_INFO", "UNSUPPORTED_CERTIFICATE", "INVALID_IDENTITY",
            "STALE_DATE",
        ),
        "cancelled": ("ORIGINATOR_CANCEL",),
        "elsewhere": ("LOSE_RACE", "PICKED_OFF", "NO_PICKUP"),
        "platform stopped it": ("MANAGER_REQUEST", "SYSTEM_SHUTDOWN", "CRASH"),
        "time limit": ("ALLOTTED_TIMEOUT",),
    }.items()
    for cause in causes
}  # fmt: skip
