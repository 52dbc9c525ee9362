"""What a cause means on the leg that bears it: a phone's busy is not a carrier's, nor a caller's.

A caller's leg mostly repeats what the legs placed for it met, even where it was answered in the
end, by voicemail say; then the cause is that of an attempt which failed before.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from vinix_tui.calls.interaction import Interaction
    from vinix_tui.calls.leg import Leg

Role = Literal["caller", "device", "carrier"]
"""Who is on the leg: whoever called the platform, a phone that it called, or a way out."""

AT_ONCE: Final = 1
"""Seconds until a refusal that no person has made: phones answer busy within tens of ms."""

_CUT: Final = ("media", "internal", "timeout")
"""Kinds of causes by which the platform itself ends a conversation."""
_ITS_OWN: Final = (*_CUT, "ok", "transfer")
"""Kinds of causes that end conversations; an answered leg with any other borrowed it."""


class Explained(NamedTuple):
    """A cause in the words for one leg."""

    meaning: str
    next_step: str


def explain(interaction: Interaction, index: int) -> Explained:
    """What the cause of a leg means there, and what to do; the general words where that is all."""
    leg = interaction.legs[index]
    name = leg.cause.name
    met = _where_it_was_met(interaction, leg)
    if met is not None and leg.answered:
        return Explained(
            f"Leg {met + 1}, which was tried before, ended like this. It is not how this answered"
            " leg ended; the record has no other cause for it.",
            f"For what happened there, see leg {met + 1}.",
        )
    if met is not None:
        return Explained(
            f"Passed on from leg {met + 1}, where it happened.",
            f"See leg {met + 1} for the reason.",
        )
    if leg.answered:
        cut = _cut_short(interaction, index)
        said = _ANSWERED.get((name, role_of(leg)))
        if cut is not None:
            said = Explained(
                "The platform hung up here because the leg on the other side was over:"
                f" {interaction.legs[cut].cause.words}.",
                f"See leg {cut + 1} for the reason.",
            )
    else:
        when = "at once" if leg.before_answer <= AT_ONCE else "later"
        said = _REFUSED.get((name, role_of(leg), when)) or _REFUSED.get((name, role_of(leg), ""))
    return said or Explained(leg.cause.meaning, leg.cause.next_step)


def role_of(leg: Leg) -> Role:
    """Who is on a leg, in the three kinds that matter here."""
    if leg.inbound:
        return "caller"
    return "carrier" if leg.role == "carrier" else "device"


def _cut_short(interaction: Interaction, index: int) -> int | None:
    """For a leg that ended as normal: its partner, where the platform ended that one."""
    partner = interaction.partner.get(index)
    if partner is None or interaction.legs[index].cause.name != "NORMAL_CLEARING":
        return None
    other = interaction.legs[partner]
    return partner if other.answered and other.cause.kind in _CUT else None


def _where_it_was_met(interaction: Interaction, leg: Leg) -> int | None:
    """The unanswered leg that gave a caller's leg its cause: the last one that has the same."""
    if not leg.inbound or (leg.answered and leg.cause.kind in _ITS_OWN):
        return None
    if leg.cause.name == "ORIGINATOR_CANCEL" or not leg.cause.name:
        return None  # this one the callers cause themselves
    placed = (
        index
        for index in reversed(interaction.shown)
        if not (other := interaction.legs[index]).inbound
        and not other.answered
        and other.cause.name == leg.cause.name
    )
    return next(placed, None)


# (cause, who is on the leg, when it ended: "at once", "later", or "" for whenever)
_REFUSED: Final[Mapping[tuple[str, Role, str], Explained]] = {
    ("USER_BUSY", "device", "at once"): Explained(
        "The phone answered busy at once: do-not-disturb is on, or all its lines are in use.",
        "Check do-not-disturb, call waiting and the number of lines on the phone.",
    ),
    ("USER_BUSY", "device", "later"): Explained(
        "The phone rang and then answered busy: somebody pressed reject, or its last line was"
        " taken meanwhile.",
        "Ask the user. If nobody pressed anything, check the phone's number of lines.",
    ),
    ("USER_BUSY", "carrier", ""): Explained(
        "The called number was busy, says the carrier.",
        "Try again later. If it is always busy, ask the carrier whether it reaches that number.",
    ),
    ("USER_BUSY", "caller", "at once"): Explained(
        "The platform itself answered busy and called nobody: mostly the account is out of credit,"
        " or all its trunks are in use.",
        "Look at account_billing and account_trunk_usage among the channel variables.",
    ),
    ("CALL_REJECTED", "device", ""): Explained(
        "The phone refused the call: somebody declined it, or the phone lets nobody in from here.",
        "Read the SIP code. 603: declined, by hand or by a block list. 401, 403, 407: phone and"
        " platform disagree on who may call it.",
    ),
    ("CALL_REJECTED", "carrier", ""): Explained(
        "The carrier refused the call.",
        "Read the SIP code. 403: the caller number or the destination is not allowed. 401, 407: the"
        " trunk's credentials. 603, 608: declined, or blocked as spam. Give the carrier the"
        " Call-ID.",
    ),
    ("CALL_REJECTED", "caller", ""): Explained(
        "The platform refused this caller.",
        "Check the caller's credentials, and what it may dial.",
    ),
    ("NO_ANSWER", "device", ""): Explained(
        "The phone rang, and nobody picked up before the ring time-out.",
        "Ask the user. Check the ring time-out, and where the call should go then.",
    ),
    ("NO_ANSWER", "carrier", ""): Explained(
        "It rang at the called number, and nobody answered before the ring time-out.",
        "Normal if it happens once. Check the ring time-out if callers complain.",
    ),
    ("NO_USER_RESPONSE", "device", ""): Explained(
        "The phone did not take the call up, or said that it is not available now.",
        "Check whether it was registered and online at that time, and do-not-disturb.",
    ),
    ("NO_USER_RESPONSE", "carrier", ""): Explained(
        "The called party is not available now, says the carrier: a mobile that is off, say.",
        "Try again later, or another carrier.",
    ),
    ("UNALLOCATED_NUMBER", "device", ""): Explained(
        "The phone, or the phone system behind the trunk, does not know whom we asked it for.",
        "Compare the user in the request with what the phone has set up.",
    ),
    ("UNALLOCATED_NUMBER", "carrier", ""): Explained(
        "Nobody has the number as it was dialled, says the carrier.",
        "Compare the digits in the request, with their country code, with the number meant.",
    ),
    ("UNALLOCATED_NUMBER", "caller", ""): Explained(
        "The platform knows no such number and called nobody.",
        "See that the number is assigned to the account and has a callflow.",
    ),
    ("NO_ROUTE_DESTINATION", "caller", ""): Explained(
        "The platform has no way to the dialled number: no callflow, no carrier for it, or the"
        " number is assigned to no account.",
        "For a call in, check the number's assignment and callflow; for a call out, the carrier"
        " resources and the digits as dialled.",
    ),
    ("ORIGINATOR_CANCEL", "caller", ""): Explained(
        "This caller hung up before anybody answered.",
        "Normal. If customers complain of missed calls, compare how long it rang with the ring"
        " time-out.",
    ),
    ("ORIGINATOR_CANCEL", "device", ""): Explained(
        "The phone was still being called when the caller hung up.",
        "Normal; nothing is wrong with this phone.",
    ),
    ("ORIGINATOR_CANCEL", "carrier", ""): Explained(
        "The carrier was still putting the call through when the caller hung up.",
        "Normal. If it had not rung for long, see how long this carrier takes.",
    ),
    ("RECOVERY_ON_TIMER_EXPIRE", "device", ""): Explained(
        "The phone never replied to our call request: it is off, or a router drops the request.",
        "Check its power and network; turn off SIP-ALG, the router's rewriting of SIP; try TCP.",
    ),
    ("RECOVERY_ON_TIMER_EXPIRE", "carrier", ""): Explained(
        "The carrier never replied to our call request.",
        "See whether other calls to this carrier work; else it is down or unreachable.",
    ),
    ("PROGRESS_TIMEOUT", "device", ""): Explained(
        "The phone neither rang nor answered in the time allowed.",
        "Mend its network, or see why it is slow to ring.",
    ),
    ("PROGRESS_TIMEOUT", "carrier", ""): Explained(
        "The carrier made nothing ring in the time allowed, so the platform gave up on it.",
        "Once: ignore it, the next carrier is tried. Often: move this one down in the routing.",
    ),
    ("NORMAL_TEMPORARY_FAILURE", "device", ""): Explained(
        "The phone could not handle the call at that moment.",
        "Read the SIP code; try again, then look at the phone's own log.",
    ),
    ("NORMAL_TEMPORARY_FAILURE", "carrier", ""): Explained(
        "The carrier could not complete the call at that moment.",
        "If it happens often, give the carrier the SIP code and the Call-ID.",
    ),
    ("INCOMPATIBLE_DESTINATION", "device", ""): Explained(
        "The phone accepts none of the codecs, or not the encryption, that we offered.",
        "Compare both sides in the SIP/SDP tab, and enable a codec that both know.",
    ),
    ("INCOMPATIBLE_DESTINATION", "carrier", ""): Explained(
        "The carrier accepts none of the codecs, or not the encryption, that we offered.",
        "Compare what was offered with what the carrier's documents allow.",
    ),
    ("INCOMPATIBLE_DESTINATION", "caller", ""): Explained(
        "The platform accepts none of the codecs, or not the encryption, that this caller offered.",
        "Compare the caller's offer in the SIP/SDP tab with the codecs allowed for it.",
    ),
    ("MANDATORY_IE_MISSING", "device", ""): Explained(
        "The phone asked for a login that it did not get, or no codec suited both.",
        "Check the phone's credentials first, then the codecs that both offered.",
    ),
    ("MANDATORY_IE_MISSING", "carrier", ""): Explained(
        "The carrier asked for a login that it did not get, or no codec suited both.",
        "Check the trunk's credentials first, then the codecs that both offered.",
    ),
}  # fmt: skip

_ANSWERED: Final[Mapping[tuple[str, Role], Explained]] = {
    ("MEDIA_TIMEOUT", "caller"): Explained(
        "For too long no audio packets arrived from this caller, so the platform ended the call.",
        "A firewall, a router or the network stopped the audio: compare the addresses of both"
        " sides in the SIP/SDP tab, and see whether the call was on hold.",
    ),
    ("MEDIA_TIMEOUT", "device"): Explained(
        "For too long no audio packets arrived from this phone, so the platform ended the call.",
        "Compare the addresses of both sides in the SIP/SDP tab; look at the phone's router and"
        " firewall, and see whether the call was on hold.",
    ),
    ("MEDIA_TIMEOUT", "carrier"): Explained(
        "For too long no audio packets arrived from this carrier, so the platform ended the call.",
        "Compare the addresses of both sides in the SIP/SDP tab; ask the carrier, with the Call-ID,"
        " where its audio went.",
    ),
}
