"""Why a leg was not answered, in the kinds that the rules tell apart.

A SIP code says more than the cause that the switch made of it: 401, 402, 403, 407, 603 and 608 all
become CALL_REJECTED. Where a code is recorded that became the cause, the code alone counts; where
it was made of the cause, the cause does; where the two cannot have become each other, both do.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from vinix_tui.calls.leg import Leg


def refusals(leg: Leg) -> tuple[str, ...]:
    """The kinds that its code and its cause speak of: none, one, or two that contradict."""
    if gave_up(leg):
        return ("cancelled",)
    code, cause = leg.sip_code or 0, leg.cause
    by_code, by_cause = BY_CODE.get(code), BY_CAUSE.get(cause.name)
    if by_code is None and by_cause in (None, "failing") and _found_no_codec(leg):
        return ("media",)
    if by_code is None and by_cause is None:
        return ("failing",) if code >= 400 or cause.name == "NORMAL_UNSPECIFIED" else ()
    if by_code is None or by_cause is None or by_code == by_cause:
        return (by_code or by_cause or "",)
    if code == 487:  # a phone answers our own CANCEL so, whatever made us send it
        return (by_cause,)
    if code in cause.receives or code in _ALSO_BECAME.get(cause.name, ()):
        return (by_code,)
    if code == cause.sends or (leg.inbound and code in _KAZOO_ANSWERS.get(cause.name, ())):
        # On a leg that came in the platform made the code of the cause. From the far side both
        # came together; 480 says no more than "not now", any other code is its own word.
        return (by_cause,) if leg.inbound or code == 480 else (by_code,)
    return by_code, by_cause


def gave_up(leg: Leg) -> bool:
    """Whether the switch notes that a caller cancelled; the cause may be a reason that came along,
    such as a network's "normal".
    """
    return leg.inbound and (leg.sip_disposition or "").lower() == "recv_cancel"


def _found_no_codec(leg: Leg) -> bool:
    said = {(leg.disposition or "").upper(), (leg.endpoint_disposition or "").upper()}
    return bool(said & NO_CODEC)


NO_CODEC: Final = frozenset({"CODEC NEGOTIATION ERROR", "NO CODECS"})
"""What the endpoint says, as the leg's disposition, where it could not agree on audio."""

_ALSO_BECAME: Final[Mapping[str, tuple[int, ...]]] = {
    "MANDATORY_IE_MISSING": (401, 407, 488),  # a login or a codec that the switch could not give
    "REQUESTED_CHAN_UNAVAIL": (300, 301, 302),  # a redirect that it did not follow
}
"""Codes that end as a cause by another way than the table of codes and causes."""

_KAZOO_ANSWERS: Final[Mapping[str, tuple[int, ...]]] = {
    "FACILITY_REJECTED": (510,),
    "BEARERCAPABILITY_NOTAVAIL": (403,),
    "MANDATORY_IE_LENGTH_ERROR": (400,),
    "MANDATORY_IE_MISSING": (400, 403),  # 403: an emergency call without an emergency address
    "PROGRESS_TIMEOUT": (486,),
}
"""What Kazoo answers a caller for a cause, where it differs from what the switch would."""

BY_CODE: Final[Mapping[int, str]] = {
    code: kind
    for kind, codes in {
        "busy": (486, 600),
        "declined": (401, 402, 403, 407, 433, 603, 607, 608),
        "no such number": (404, 604),
        "incomplete": (484, 485),
        "unavailable": (480,),
        "failing": (
            400, 405, 406, 413, 414, 416, 420, 421, 422, 423, 470, 481, 489, 491, 493, 494, 500,
            501, 502, 503, 505, 510, 513, 555, 580,
        ),
        "no reply": (408, 504),
        "media": (415, 488, 606),
        "loop": (482, 483),
        "redirected": (300, 301, 302, 410),
        "identity": (428, 429, 436, 437, 438),
        "cancelled": (487,),
    }.items()
    for code in codes
}  # fmt: skip

BY_CAUSE: Final[Mapping[str, str]] = {
    cause: kind
    for kind, causes in {
        "busy": ("USER_BUSY", "BUSY_EVERYWHERE"),
        "declined": (
            "CALL_REJECTED", "DECLINE", "REJECT_ALL", "UNWANTED", "USER_CHALLENGE",
            "INCOMING_CALL_BARRED",
        ),
        "no such number": (
            "UNALLOCATED_NUMBER", "NO_ROUTE_DESTINATION", "NO_ROUTE_TRANSIT_NET",
            "DOES_NOT_EXIST_ANYWHERE",
        ),
        "incomplete": ("INVALID_NUMBER_FORMAT",),
        "not registered": ("USER_NOT_REGISTERED", "SUBSCRIBER_ABSENT"),
        "unavailable": ("NO_USER_RESPONSE",),
        "no answer": ("NO_ANSWER",),
        "barred": ("OUTGOING_CALL_BARRED",),
        "failing": (
            # the network, the far side's equipment
            "NORMAL_TEMPORARY_FAILURE", "NORMAL_CIRCUIT_CONGESTION", "SWITCH_CONGESTION",
            "NETWORK_OUT_OF_ORDER", "SERVICE_UNAVAILABLE", "DESTINATION_OUT_OF_ORDER",
            "CHANNEL_UNACCEPTABLE", "CHAN_NOT_IMPLEMENTED", "REQUESTED_CHAN_UNAVAIL", "PRE_EMPTED",
            "NO_RESPONSE",
            # the way to it
            "GATEWAY_DOWN", "INVALID_GATEWAY", "INVALID_PROFILE", "INVALID_URL",
            # what was asked of it
            "FACILITY_REJECTED", "FACILITY_NOT_SUBSCRIBED", "FACILITY_NOT_IMPLEMENTED",
            "SERVICE_NOT_IMPLEMENTED",
            # how it was said
            "INTERWORKING", "PROTOCOL_ERROR", "WRONG_CALL_STATE", "WRONG_MESSAGE",
            "MESSAGE_TYPE_NONEXIST", "INVALID_MSG_UNSPECIFIED", "INVALID_CALL_REFERENCE",
            "IE_NONEXIST", "INVALID_IE_CONTENTS", "MANDATORY_IE_LENGTH_ERROR",
            "ACCESS_INFO_DISCARDED", "CALL_AWARDED_DELIVERED", "RESPONSE_TO_STATUS_ENQUIRY",
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

NOT_REACHED: Final = frozenset(
    name
    for name, kind in BY_CAUSE.items()
    if kind not in ("elsewhere", "cancelled", "platform stopped it", "time limit")
)
"""Causes of an attempt that did not reach the callee."""
