"""The hangup causes: what ended a leg, what that means, and what to do next. One table.

Names, numbers and both SIP columns are FreeSWITCH's (switch_channel.c, mod_sofia.c,
sofia_glue.c); numbers up to 127 are ITU-T Q.850's, those above are its own. Of the SIP codes,
401, 402, 403, 407, 603 and 608 all become one cause, and so do 400, 481, 500 and 503: where a
code was recorded, it tells more than the cause.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Kind = Literal[
    "ok", "busy", "no answer", "rejected", "bad number", "routing", "network", "congestion",
    "barred", "codec", "protocol", "timeout", "internal", "transfer", "auth", "media", "identity",
    "forward", "cancelled", "unknown",
]  # fmt: skip


@dataclass(frozen=True)
class Cause:
    """One hangup cause. `words` fits a column of 16; the sentences end with a full stop."""

    name: str
    number: int | None
    sends: int | None
    """The SIP status that the switch answers with for this cause."""
    receives: tuple[int, ...]
    """The SIP statuses that become this cause when somebody sends them to the switch."""
    kind: Kind
    words: str
    meaning: str
    next_step: str


def cause(name: str | None) -> Cause:
    """The cause of that name, in any case, with spaces or hyphens as well; never raises.

    An unknown name comes back as a cause of kind "unknown" with that name, as it was sent; its
    `words` are as long as the name. None and "" are `NO_CAUSE`.
    """
    if not name or not name.strip():
        return NO_CAUSE
    return CAUSES.get(re.sub(r"[\s_-]+", "_", name.strip()).upper()) or Cause(
        name,
        None,
        None,
        (),
        "unknown",
        " ".join(name.lower().replace("_", " ").split()) or name,
        f"The platform recorded a cause that we do not know: {name}.",
        "Read the SIP code of this leg and the causes of the other legs instead.",
    )


NO_CAUSE = Cause(
    "",
    None,
    None,
    (),
    "unknown",
    "no cause",
    "No cause was recorded for this leg.",
    "Judge by its SIP code, its talk time and the leg on the other side of the bridge.",
)

# name, Q.850 number, SIP sent, SIP received, kind, words
#   meaning
#   next step
# fmt: off
_TABLE = (
    Cause("NONE", 0, 480, (), "unknown", "no cause",
        "The switch ended this leg without noting a cause.",
        "Judge by its SIP code, its talk time and the leg on the other side of the bridge."),
    Cause("UNALLOCATED_NUMBER", 1, 404, (404,), "bad number", "no such number",
        "Nobody has the dialled number, or the far side does not know it.",
        "Check the digits and the country code. If the number is known to work, ask the carrier; "
        "behind a trunk, see that the customer's phone system has the number set up."),
    Cause("NO_ROUTE_TRANSIT_NET", 2, 404, (), "routing", "no transit route",
        "The network that was to carry the call onward is not known.",
        "This is the carrier's routing. Try another carrier, and report number and time."),
    Cause("NO_ROUTE_DESTINATION", 3, 404, (485, 604), "routing", "no route",
        "There is no way to that destination: no carrier for it, no callflow, or the number is "
        "assigned to no account.",
        "For a call in, see that the number is assigned and has a callflow. For a call out, see "
        "that a carrier resource matches the digits as dialled."),
    Cause("CHANNEL_UNACCEPTABLE", 6, 480, (), "network", "channel refused",
        "The channel that was offered for the call could not be used.",
        "Rare with SIP. Look at the gateway to the telephone network."),
    Cause("CALL_AWARDED_DELIVERED", 7, 480, (), "network", "handed over",
        "The call was handed over on a channel that was open already.",
        "Only gateways to the telephone network say this. It is no fault by itself."),
    Cause("NORMAL_CLEARING", 16, 480, (200,), "ok", "normal",
        "Somebody hung up in the ordinary way.",
        "Nothing to fix in the signalling. If there was no talk, or complaints about the sound, "
        "compare the addresses and codecs of both sides."),
    Cause("USER_BUSY", 17, 486, (486, 600), "busy", "busy",
        "The called party was busy, or the phone answered for it that it is.",
        "Within a second: do-not-disturb, or every line in use. Later: somebody pressed reject. "
        "Check call waiting and the number of lines; a caller's own leg that was busy at once may "
        "have met the account's limits."),
    Cause("NO_USER_RESPONSE", 18, 408, (480,), "no answer", "no response",
        "The called side did not take up the call, or said that it is not available now.",
        "For a phone, check its registration, network and firewall. For a carrier, try another."),
    Cause("NO_ANSWER", 19, 480, (), "no answer", "no answer",
        "It rang, and nobody answered in time.",
        "Check the ring time-out, forwarding and voicemail. In a ring group it is normal."),
    Cause("SUBSCRIBER_ABSENT", 20, 480, (), "no answer", "not reachable",
        "The called user could not be reached: not registered, or the mobile was off.",
        "See whether the phone was registered at that time."),
    Cause("CALL_REJECTED", 21, 603, (401, 402, 403, 407, 603, 608), "rejected", "call refused",
        "The far side refused the call.",
        "Read the SIP code. 401, 403, 407: credentials, address or caller number not allowed. 603: "
        "declined by the user or blocked by the carrier. After a carrier, the next one is tried."),
    Cause("NUMBER_CHANGED", 22, 410, (410,), "bad number", "number changed",
        "The number has moved or is no longer in use.",
        "Ask the customer for the new number."),
    Cause("REDIRECTION_TO_NEW_DESTINATION", 23, 410, (), "forward", "redirected",
        "The phone answered that calls should go elsewhere; forwarding is set on the phone itself.",
        "Look for forwarding on the handset. Forwarding set on the platform is easier to follow."),
    Cause("EXCHANGE_ROUTING_ERROR", 25, 483, (482, 483), "routing", "routing error",
        "A switch on the way could not route the call, or the call went round in a loop.",
        "Look for phones or numbers that forward to each other. Else try another carrier."),
    Cause("DESTINATION_OUT_OF_ORDER", 27, 502, (), "network", "far side down",
        "The far side's equipment is out of order, or audio towards it could not be set up.",
        "Ask whoever runs the far gateway or phone system whether it is up."),
    Cause("INVALID_NUMBER_FORMAT", 28, 484, (484,), "bad number", "number malformed",
        "Digits are missing, or they are in the wrong form.",
        "Check prefix and country code, and what the dial plan makes of the digits."),
    Cause("FACILITY_REJECTED", 29, 501, (), "rejected", "feature refused",
        "The far side refused an extra feature that the call asked for.",
        "Find out which feature the carrier does not allow: hiding the number, say, or transfer."),
    Cause("RESPONSE_TO_STATUS_ENQUIRY", 30, 480, (), "network", "status reply",
        "This is the answer to a question about a line's state.",
        "Only gateways to the telephone network say this. It is no fault by itself."),
    Cause("NORMAL_UNSPECIFIED", 31, 480, (), "unknown", "no reason given",
        "The leg ended without a reason; the switch also files SIP codes here that it cannot map.",
        "Where a SIP code is recorded, that is the real answer. After an answered call without "
        "one, suspect that the phone's confirmation never arrived."),
    Cause("NORMAL_CIRCUIT_CONGESTION", 34, 503, (), "congestion", "no free channel",
        "Every channel on that way was in use.",
        "Compare the calls at that time with the trunk's or account's limit, then try again."),
    Cause("NETWORK_OUT_OF_ORDER", 38, 503, (502,), "network", "network down",
        "The network on that way is failing.",
        "Use another carrier. If it repeats, report the outage or the broken gateway."),
    Cause("NORMAL_TEMPORARY_FAILURE", 41, 503, (400, 481, 500, 503), "network", "temporary fault",
        "The far side could not handle the call at that moment.",
        "Try again. If one carrier does it often, give them the SIP code and the Call-ID."),
    Cause("SWITCH_CONGESTION", 42, 503, (), "congestion", "switch overload",
        "A switch had too much to do to take the call.",
        "Try later, and watch the load of the platform."),
    Cause("ACCESS_INFO_DISCARDED", 43, 480, (), "network", "details dropped",
        "A part of the signalling was thrown away on its way.",
        "Rare. Take it to the carrier with number and time."),
    Cause("REQUESTED_CHAN_UNAVAIL", 44, 503, (), "congestion", "line unavailable",
        "The channel or endpoint that was asked for is not available; a redirect that was not "
        "followed ends like this too.",
        "Check the state of the gateway. With a SIP code of 300 to 302, look at the redirect."),
    Cause("PRE_EMPTED", 45, 480, (), "internal", "cut by priority",
        "The call was dropped to make room for a more important one.",
        "Check the call priorities that are set."),
    Cause("FACILITY_NOT_SUBSCRIBED", 50, 480, (), "rejected", "feature missing",
        "The line or account does not have a feature that the call asked for.",
        "Order the feature or switch it on."),
    Cause("OUTGOING_CALL_BARRED", 52, 403, (), "barred", "outgoing barred",
        "The caller may not make this call: a restriction, no credit, or every trunk in use.",
        "Check restrictions, credit and trunks. The channel variables account_billing and "
        "reseller_billing show who refused."),
    Cause("INCOMING_CALL_BARRED", 54, 403, (), "barred", "incoming barred",
        "The called side does not accept calls like this one.",
        "Check the restrictions and closed groups of the called party."),
    Cause("BEARERCAPABILITY_NOTAUTH", 57, 403, (), "codec", "media forbidden",
        "The caller may not use the kind of media that the call asked for.",
        "Check what the trunk is allowed to carry."),
    Cause("BEARERCAPABILITY_NOTAVAIL", 58, 503, (), "codec", "no media now",
        "The kind of media that the call asked for is not available at the moment.",
        "Try again. If it stays, take it to the carrier."),
    Cause("SERVICE_UNAVAILABLE", 63, 480, (405,), "network", "no service",
        "The far side does not offer this service, or not now.",
        "Try again or another way. With SIP code 405, the far side lacks that kind of request."),
    Cause("BEARERCAPABILITY_NOTIMPL", 65, 488, (), "codec", "unknown media",
        "The far side cannot handle the kind of media that the call asked for.",
        "Compare the codecs that both sides offered."),
    Cause("CHAN_NOT_IMPLEMENTED", 66, 480, (), "network", "channel unknown",
        "The far side does not know that type of channel.",
        "Rare. Look at the configuration of the gateway."),
    Cause("FACILITY_NOT_IMPLEMENTED", 69, 501, (), "rejected", "feature unknown",
        "The far side does not know a feature that the call asked for.",
        "Do without the feature on that route."),
    Cause("SERVICE_NOT_IMPLEMENTED", 79, 501, (406, 415, 501), "rejected", "not supported",
        "The far side cannot handle this kind of request or what was in it.",
        "See what was unusual about the call: video, T.38 fax, encryption."),
    Cause("INVALID_CALL_REFERENCE", 81, 480, (), "network", "call unknown",
        "A message spoke of a call that the other side does not know.",
        "One side had lost the call. Look for a restart or a switch-over at that time."),
    Cause("INCOMPATIBLE_DESTINATION", 88, 488, (488, 606), "codec", "no common media",
        "The sides found no codec or no encryption that both accept.",
        "Compare the offer and the answer: codecs, encryption, T.38. Enable a codec that both "
        "sides know."),
    Cause("INVALID_MSG_UNSPECIFIED", 95, 480, (), "protocol", "bad message",
        "A signalling message was malformed or came unexpectedly.",
        "Take a SIP trace. Suspect the phone's firmware, or a router that rewrites SIP."),
    Cause("MANDATORY_IE_MISSING", 96, 480, (), "protocol", "setup incomplete",
        "Something needed for the call was missing: mostly a login that was not answered, or a "
        "codec that both sides accept.",
        "Check the credentials of this leg first, then the codecs that both sides offered."),
    Cause("MESSAGE_TYPE_NONEXIST", 97, 480, (), "protocol", "unknown message",
        "One side sent a type of message that the other does not know.",
        "The two sides speak different versions of a protocol. Take a trace to whoever runs them."),
    Cause("WRONG_MESSAGE", 98, 480, (), "protocol", "untimely message",
        "A message came that does not fit the state of the call.",
        "The sides disagree on the protocol, or messages overtook each other. Take a trace."),
    Cause("IE_NONEXIST", 99, 480, (), "protocol", "unknown element",
        "A message held an element that the other side does not know.",
        "The two sides speak different versions of a protocol. Take a trace to whoever runs them."),
    Cause("INVALID_IE_CONTENTS", 100, 480, (), "protocol", "bad value",
        "An element of a message had a value that makes no sense.",
        "Check how numbers and headers are written."),
    Cause("WRONG_CALL_STATE", 101, 480, (), "internal", "wrong state",
        "A message did not fit the state of the call: often the caller gave up before the call was "
        "routed, or permissions were mixed up.",
        "Newer platforms keep no record of these. If you see many, check the access lists."),
    Cause("RECOVERY_ON_TIMER_EXPIRE", 102, 504, (408, 504), "timeout", "no reply in time",
        "The far side never answered our signalling.",
        "A phone: check router, firewall and registration; try TCP or another port, and turn off "
        "SIP-ALG, the router's rewriting of SIP. A carrier: it may be down."),
    Cause("MANDATORY_IE_LENGTH_ERROR", 103, 480, (), "protocol", "wrong length",
        "A required element of a message had the wrong length.",
        "The two sides speak different versions of a protocol. Take a trace to whoever runs them."),
    Cause("PROTOCOL_ERROR", 111, 480, (), "protocol", "protocol error",
        "One side broke the protocol in some other way.",
        "Take a SIP trace."),
    Cause("INTERWORKING", 127, 480, (413, 414, 416, 420, 421, 423, 505, 513), "protocol",
        "network mismatch",
        "Two networks of different kinds could not be matched.",
        "Read the SIP code. Often a message was too large or an extension is not supported."),
    Cause("SUCCESS", 142, 480, (), "ok", "success",
        "The switch's own mark that a step worked, such as a forwarded leg that arrived.",
        "Nothing to fix."),
    Cause("ORIGINATOR_CANCEL", 487, 487, (487,), "cancelled", "caller gave up",
        "The caller hung up before anybody answered.",
        "Normal. If customers complain of missed calls, compare how long it rang with the ring "
        "time-out."),
    Cause("CRASH", 700, 480, (), "internal", "server crash",
        "The leg was lost when the media server crashed.",
        "Give the Call-ID, the media server and the time to the provider."),
    Cause("SYSTEM_SHUTDOWN", 701, 480, (), "internal", "server shutdown",
        "The media server was shut down or restarted.",
        "See whether there was a maintenance window."),
    Cause("LOSE_RACE", 702, 480, (), "ok", "lost the race",
        "Several phones rang, and another one was answered first.",
        "Normal for ring groups and for users with several devices."),
    Cause("MANAGER_REQUEST", 703, 480, (), "internal", "ended by command",
        "An operator or a program ended the call.",
        "Find out who hung up calls at that time, by hand or through the API."),
    Cause("BLIND_TRANSFER", 800, 480, (), "transfer", "blind transfer",
        "The leg ended because its call was transferred without asking first.",
        "Follow the other legs of the interaction."),
    Cause("ATTENDED_TRANSFER", 801, 480, (), "transfer", "transferred",
        "The leg ended because its call was transferred after a word with the new party.",
        "Follow the other legs; some may stand under another interaction."),
    Cause("ALLOTTED_TIMEOUT", 802, 480, (), "timeout", "time limit",
        "The time allowed for this call or this leg was used up.",
        "Check the longest call that is allowed, and prepaid credit."),
    Cause("USER_CHALLENGE", 803, 480, (), "auth", "asked to log in",
        "The leg was asked for credentials, and the call ended there.",
        "Check the credentials of the phone or trunk."),
    Cause("MEDIA_TIMEOUT", 804, 480, (), "media", "no audio",
        "For too long no audio packets arrived, so the platform ended the call.",
        "A firewall, a router or the network stopped the audio. Compare the addresses of both "
        "sides, and see whether the call was on hold."),
    Cause("PICKED_OFF", 805, 480, (), "ok", "taken elsewhere",
        "Another phone picked this call up.",
        "Normal. Follow the other legs."),
    Cause("USER_NOT_REGISTERED", 806, 480, (), "no answer", "not registered",
        "The called phone was not registered.",
        "Bring the phone online. Check its credentials, and that its router keeps the connection "
        "open."),
    Cause("PROGRESS_TIMEOUT", 807, 480, (), "timeout", "no ring in time",
        "No ringing, answer or sound came back in the time allowed, so the platform gave up.",
        "Once: ignore it, the next carrier is tried. Often with one carrier or phone: take it out "
        "of the routing or mend its network."),
    Cause("INVALID_GATEWAY", 808, 484, (), "routing", "unknown gateway",
        "The route names a gateway that does not exist.",
        "Correct the carrier resource."),
    Cause("GATEWAY_DOWN", 809, 503, (), "network", "gateway down",
        "The route's gateway is marked as down.",
        "Check the trunk's registration and whether it answers pings."),
    Cause("INVALID_URL", 810, 484, (), "routing", "bad dial string",
        "The address to call was malformed.",
        "Correct the route, or the rule that rewrites the number."),
    Cause("INVALID_PROFILE", 811, 502, (), "internal", "profile missing",
        "The media server lacks the SIP profile that the route names.",
        "This is for whoever configures the platform."),
    Cause("NO_PICKUP", 812, 480, (), "no answer", "nobody picked up",
        "Nobody picked the call up.",
        "Treat it like a call that was not answered."),
    Cause("SRTP_READ_ERROR", 813, 480, (), "media", "audio unreadable",
        "Encrypted audio arrived that could not be decrypted.",
        "Compare the encryption settings of both sides. After a hold, suspect the firmware."),
    Cause("BOWOUT", 814, 480, (), "internal", "helper leg left",
        "A helper leg inside the switch took itself out of the call.",
        "Harmless. Look at the other legs."),
    Cause("BUSY_EVERYWHERE", 815, 600, (), "busy", "busy everywhere",
        "The called party was busy at every place where it can be reached.",
        "As for busy: do-not-disturb, lines in use, or a rejected call."),
    Cause("DECLINE", 816, 603, (), "rejected", "declined",
        "The called party declined the call.",
        "Ask the called party; blocking by the carrier looks the same."),
    Cause("DOES_NOT_EXIST_ANYWHERE", 817, 604, (), "bad number", "does not exist",
        "The called party does not exist anywhere.",
        "Check the digits and the country code."),
    Cause("NOT_ACCEPTABLE", 818, 606, (), "codec", "offer refused",
        "What the call offered is not acceptable at any place of the called party.",
        "Compare codecs and encryption of both sides."),
    Cause("UNWANTED", 819, 607, (607,), "rejected", "unwanted call",
        "The called party marked the call as unwanted.",
        "The number may be listed as spam. Check its reputation."),
    Cause("NO_IDENTITY", 820, 428, (428,), "identity", "unsigned caller",
        "The far side wants the caller number signed (STIR/SHAKEN), and it was not.",
        "The carrier must sign; check that the number belongs to the customer."),
    Cause("BAD_IDENTITY_INFO", 821, 429, (429,), "identity", "bad signer link",
        "The certificate behind the caller's signature (STIR/SHAKEN) could not be fetched or used.",
        "Ask the signing carrier to check the set-up."),
    Cause("UNSUPPORTED_CERTIFICATE", 822, 437, (437,), "identity", "bad certificate",
        "The far side does not accept the certificate of the caller's signature (STIR/SHAKEN).",
        "Ask the signing carrier to check the certificate."),
    Cause("INVALID_IDENTITY", 823, 438, (438,), "identity", "bad signature",
        "The signature of the caller number (STIR/SHAKEN) is not valid.",
        "The number was changed on its way, or it was signed wrongly. Ask the carrier."),
    Cause("STALE_DATE", 824, 403, (), "identity", "stale signature",
        "The signature of the caller number (STIR/SHAKEN) is too old.",
        "The signer's clock is wrong, or an old call was sent again."),
    Cause("REJECT_ALL", 825, 603, (), "rejected", "all refused",
        "The call was refused on behalf of every phone that could have taken it.",
        "As for a refused call: read the SIP code and ask the called party."),
    # Not in the switch's chart; Kazoo and its web interface write them.
    Cause("UNSPECIFIED", 0, 480, (), "unknown", "no cause",
        "The switch ended this leg without noting a cause.",
        "Judge by its SIP code, its talk time and the leg on the other side of the bridge."),
    Cause("NO_RESPONSE", None, None, (), "no answer", "target silent",
        "The place that the call was sent on to did not respond, or could not be routed to.",
        "Check the number or phone that the call is forwarded to."),
    Cause("UNKNOWN", None, None, (), "unknown", "unknown cause",
        "The platform could not say why the leg ended.",
        "Read the SIP code of this leg and the causes of the other legs instead."),
)
# fmt: on

CAUSES: Mapping[str, Cause] = MappingProxyType({row.name: row for row in _TABLE})
