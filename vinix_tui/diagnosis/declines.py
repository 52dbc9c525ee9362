"""How a declined call is told: the words for each SIP code, for a carrier and for a phone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

ASK_CARRIER: Final = "Ask the carrier with the Call-ID, the number and the time."


AT_ONCE_603: Final = (
    "{who} declined the call at once ({code}): do-not-disturb, a block list or another setting"
)
"""Of a phone, when no finger was that fast."""
EMERGENCY_STEP: Final = (
    "See that an emergency address (E911) is set for {shown} with the carrier, and test with its"
    " test number, such as 933."
)


class Decline(NamedTuple):
    """One code. `{who}` and `{person}` are the party, `{shown}` the caller's number, `{code}` the
    code in words, `{bare}` without them, and `{after}` the time that it took.
    """

    carrier: str
    device: str
    why: str
    carrier_step: str
    device_step: str
    device_why: str = ""
    """Where it differs from `why`."""


_LOGIN: Final = Decline(
    "{who} asked for a login ({bare}), and the trunk's credentials were missing or refused",
    "{who} asked the platform to log in ({bare}), and the credentials were missing or refused",
    "{who} asked for a login that it did not get or did not accept",
    "Compare user name and password of the trunk with the carrier's, and see whether the carrier"
    " knows the platform's address.",
    "Turn off the login for incoming calls on the phone, or set it as the platform has it.",
)
BY_CODE: Final[Mapping[int | None, Decline]] = {
    401: _LOGIN,
    407: _LOGIN,
    402: Decline(
        "{who} asks for payment ({bare}): the account there has no credit",
        "{who} asks for payment ({bare})",
        "{who} asks for payment",
        "Check the balance and the contract with the carrier.",
        "Ask whoever runs that phone or gateway.",
    ),
    403: Decline(
        "{who} refused the call ({code}): it does not accept the caller number {shown}, or has"
        " no permission for such calls",
        "{who} refused the call ({code}): by its settings it takes no calls from this caller or"
        " from the platform",
        "{who} forbids it (403)",
        "Give the caller number in full (+ and country code), one that belongs to the account;"
        " check the trunk's permissions. " + ASK_CARRIER,
        "Check from whom the phone takes calls, and its block list.",
    ),
    433: Decline(
        "{who} refuses callers who hide their number ({bare})",
        "{who} refuses callers who hide their number ({bare})",
        "{who} refuses callers who hide their number",
        "Call again with the number shown.",
        "Call again with the number shown, or let the phone take such calls.",
    ),
    603: Decline(
        "{who} passed on a refusal ({code}): either the called party declined, or a network on the"
        " way blocked the call as spam",
        "{who} declined the call{after} ({code}): somebody pressed reject, or a setting such as"
        " do-not-disturb did",
        "the called party or a network on the way declined it",
        "Ask the called party. If they saw no call, ask the carrier whether {shown} is listed as"
        " spam.",
        "Ask {person}; check do-not-disturb, the block list and other rules of the phone.",
        "{who} declined it",
    ),
    607: Decline(
        "the called party has marked this caller as unwanted ({bare})",
        "{who} has marked this caller as unwanted ({bare})",
        "the called party has marked this caller as unwanted",
        "Check whether {shown} is listed as spam, and ask the called party.",
        "Ask {person}; look into the block list of the phone.",
    ),
    608: Decline(
        "a spam filter in the network blocked the call ({code})",
        "a spam filter on the way to {who} blocked the call ({code})",
        "a spam filter in the network blocked it",
        "Ask the carrier whose filter it was, and have {shown} taken off its list.",
        "Find out which filter stands before the phone.",
    ),
    None: Decline(
        "{who} refused the call; no SIP code is recorded that would tell why",
        "{who} refused the call; no SIP code is recorded that would tell why",
        "{who} refused it",
        "Check the caller number {shown} (in full, with + and country code) and the trunk's login. "
        + ASK_CARRIER,
        "Ask {person}; check do-not-disturb, the block list and other rules of the phone.",
    ),
}
CODE_OF_CAUSE: Final = {"DECLINE": 603, "REJECT_ALL": 603, "UNWANTED": 607, "USER_CHALLENGE": 401}
"""Causes that mean the same as a code."""
