"""Calls as they really occur: queues, ring groups, forwarding, parking, NAT, legs that are missing.

Each is told in the full shape of a 4.3 record; those that are healthy also as older and newer
platforms write them.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest

from vinix_tui.calls.interaction import Interaction
from vinix_tui.diagnosis.diagnose import diagnose
from vinix_tui.diagnosis.finding import Finding, Severity, Verdict
from vinix_tui.sandbox.account import PHONE, REALM
from vinix_tui.sandbox.scenarios._cast import (
    AMARA,
    JONAS,
    KIM,
    LENA,
    NORTHLINE,
    PRIYA,
    SOUTHPORT,
    Caller,
    Carrier,
    Device,
    uuid,
)
from vinix_tui.sandbox.scenarios._sdp import audio, image
from vinix_tui.sandbox.scenarios._shape import At, Call, alone, join, unbridged

NORMAL, INFO, WARNING, ERROR = Severity
Document = dict[str, Any]
Legs = tuple[Document, ...]

OTTO = Caller("Otto Frank", "+13125550111")
OUTSIDE = "+13125550142"
EASTLINE = Carrier("eastline", "192.0.2.30", "192.0.2.31")


class Expected(NamedTuple):
    outcome: str
    side: str
    headline: str
    """What stands in it."""
    worst: Severity


class Real(NamedTuple):
    name: str
    documents: Legs
    expected: Expected


REAL: list[Real] = []
HEALTHY: list[tuple[str, Legs]] = []


def real(
    outcome: str, side: str, headline: str, worst: Severity
) -> Callable[[Callable[[Call], Legs]], Callable[[Call], Legs]]:
    """A call and its verdict; with none above information it has the same in every shape."""

    def enter(tell: Callable[[Call], Legs]) -> Callable[[Call], Legs]:
        documents = tell(Call("2026-11-20 10:00:02.271", f"{len(REAL):08x}"))
        name = tell.__name__.replace("_", " ")
        REAL.append(Real(name, documents, Expected(outcome, side, headline, worst)))
        if worst <= INFO:
            HEALTHY.append((name, documents))
        return tell

    return enter


def without(leg: Document, *names: str) -> Document:
    return {name: value for name, value in leg.items() if name not in names}


def older(legs: Legs) -> Legs:
    """As 4.0 to 4.2 write it: numbers as text, ringing counted until it rings."""
    made = []
    for leg in copy.deepcopy(legs):
        leg["ringing_seconds"] = _until_it_rang(leg)
        for name in ("duration_seconds", "billing_seconds", "ringing_seconds"):
            leg[name] = str(leg[name])
        made.append(leg)
    return tuple(made)


def newer(legs: Legs) -> Legs:
    """As K5 writes it: the call's start as every leg's stamp, ringing counted until it rings."""
    made = []
    for leg in copy.deepcopy(legs):
        leg |= {
            "ringing_seconds": _until_it_rang(leg),
            "timestamp": leg["interaction_time"],
            "node": uuid("core"),
            "event_category": "cdr",
            "custom_sip_headers": {"in": leg["custom_sip_headers"], "out": {}},
        }
        made.append(leg)
    return tuple(made)


def _until_it_rang(leg: Document) -> int:
    unanswered: int = leg["duration_seconds"] - leg["billing_seconds"]
    return max(0, unanswered - int(leg["ringing_seconds"]))


def verdict(legs: Legs) -> Verdict:
    return diagnose(Interaction.of(legs))


def findings(legs: Legs, number: str) -> list[Finding]:
    return [found for found in verdict(legs).findings if found.id == number]


def _talk(call: Call, ended: float, answered: float = 4.9) -> tuple[Document, Document]:
    kim = call.from_device(KIM, "2002", At(0, 1, answered + 0.1, ended + 0.1))
    priya = call.to_device(PRIYA, kim, At(0.2, 0.9, answered, ended))
    join(kim, priya)
    return kim, priya


# -- queues, groups, forwarding ------------------------------------------------------------------

QUEUE = {"queue_id": "sales"}


def _waiting(call: Call, ended: float) -> Document:
    return call.from_carrier(NORTHLINE, OTTO, At(0, None, 0.6, ended), vars=QUEUE)


def _agent(call: Call, member: Document, who: Device, at: At, *end: str) -> Document:
    """An agent's leg is placed by the queue and names its member only once they talk."""
    leg = call.to_device(who, member, at, *end, vars=QUEUE | {"agent_id": who.ext})
    if at.answered is None:
        unbridged(leg)
        del leg["custom_channel_vars"]["bridge_id"]
    return leg


@real("answered", "callee", "Otto Frank talked to Amara Okafor for 2:25", INFO)
def a_queue_that_calls_several_agents_in_turn(call: Call) -> Legs:
    member = _waiting(call, 190.4)
    first = [_agent(call, member, who, At(12, 13, None, 27), "NO_ANSWER") for who in (KIM, PRIYA)]
    declined = _agent(call, member, JONAS, At(28, 29, None, 33.1), "CALL_REJECTED", "sip:603")
    amara = _agent(call, member, AMARA, At(40, 41, 46.2, 190.3))
    join(member, amara)
    return (member, *first, declined, amara)


@real("answered-by-platform", "caller", "in a queue for 1:24 and hung up while Priya Nair", INFO)
def a_caller_who_leaves_the_queue_while_an_agent_is_called(call: Call) -> Legs:
    member = _waiting(call, 84.4)
    kim = _agent(call, member, KIM, At(12, 13, None, 27), "NO_ANSWER")
    priya = _agent(call, member, PRIYA, At(70, 71, None, 84.4), "ORIGINATOR_CANCEL", "sip:487")
    return alone(member), kim, priya


@real("answered-by-platform", "caller", "was in a queue for 1:24; nobody took the call", NORMAL)
def a_queue_in_which_no_agent_is_free(call: Call) -> Legs:
    return (alone(_waiting(call, 84.4)),)


@real("busy", "callee", "2500 was busy when Lena Novak called.", INFO)
def a_ring_group_whose_phones_are_all_busy(call: Call) -> Legs:
    lena = call.from_device(LENA, "2500", At(0, None, None, 1.9), "USER_BUSY", "sip:486")
    return lena, *(
        call.to_device(who, lena, At(0.3, None, None, 0.6), "USER_BUSY", "sip:486")
        for who in (KIM, PRIYA, JONAS)
    )


@real("answered", "callee", "Otto Frank talked to Amara Okafor for 1:13", INFO)
def phones_that_are_called_one_after_the_other(call: Call) -> Legs:
    otto = call.from_carrier(NORTHLINE, OTTO, At(0, 1.5, 48.2, 120.3))
    kim = call.to_device(KIM, otto, At(0.3, 1.4, None, 20.3), "NO_ANSWER")
    priya = call.to_device(PRIYA, otto, At(20.6, 21.7, None, 40.6), "NO_ANSWER")
    amara = call.to_device(AMARA, otto, At(40.8, 41.9, 48.1, 120.2))
    join(otto, amara)
    return otto | {"hangup_cause": "NO_ANSWER"}, kim, priya, amara


@real("answered", "callee", "Otto Frank talked to +12025550163 for 1:28", INFO)
def a_forward_whose_helper_legs_left_no_record(call: Call) -> Legs:
    otto = call.from_carrier(NORTHLINE, OTTO, At(0, 1.5, 33.2, 120.3))
    kim = call.to_device(KIM, otto, At(0.3, 1.4, None, 20.3), "NO_ANSWER")
    forwarded = {"call_forward": "true", "is_call_forward": "true"}
    mobile = call.to_carrier(
        SOUTHPORT, "+12025550163", otto, At(21.1, 26.4, 33.1, 120.2), vars=forwarded
    )
    join(otto, mobile)
    otto["other_leg_call_id"], mobile["other_leg_call_id"] = uuid("helper a"), uuid("helper b")
    mobile["custom_channel_vars"]["bridge_id"] = uuid("helper b")
    return otto, kim, mobile


@real("answered-by-platform", "caller", "Kim Larsen was not reached (busy); the platform", INFO)
def voicemail_a_second_after_busy(call: Call) -> Legs:
    otto = alone(call.from_carrier(NORTHLINE, OTTO, At(0, None, 1.3, 29.4)))
    kim = call.to_device(
        KIM, otto | {"callee_id_number": PHONE}, At(0.3, None, None, 0.6), "USER_BUSY", "sip:486"
    )
    return otto, kim


@real(
    "answered-by-platform", "caller", "None of 2 attempts reached anybody (no answer, not", WARNING
)
def voicemail_for_two_phones_of_which_one_is_off(call: Call) -> Legs:
    otto = alone(call.from_carrier(NORTHLINE, OTTO, At(0, 1.3, 21.4, 52.2)))
    for_him = otto | {"callee_id_number": PHONE}
    kim = call.to_device(KIM, for_him, At(0.3, 1.2, None, 20.3), "NO_ANSWER")
    priya = call.to_device(PRIYA, for_him, At(0.31, None, None, 0.35), "USER_NOT_REGISTERED")
    return otto, kim, priya


@real("cancelled", "caller", "Otto Frank hung up after 13 s, before", WARNING)
def a_caller_who_gave_up_while_one_of_two_phones_was_off(call: Call) -> Legs:
    otto = call.from_carrier(
        NORTHLINE, OTTO, At(0, 1.3, None, 13.2), "ORIGINATOR_CANCEL", "sip:487"
    )
    kim = call.to_device(KIM, otto, At(0.3, 1.2, None, 13.1), "ORIGINATOR_CANCEL", "sip:487")
    priya = call.to_device(PRIYA, otto, At(0.31, None, None, 0.35), "USER_NOT_REGISTERED")
    return otto, kim, priya


@real("cancelled", "caller", "Kim Larsen hung up after 8 s, just when Priya Nair answered", INFO)
def a_caller_who_gives_up_in_the_moment_of_the_answer(call: Call) -> Legs:
    kim = call.from_device(KIM, "2002", At(0, 1, None, 8.2), "ORIGINATOR_CANCEL", "sip:487")
    return kim, call.to_device(PRIYA, kim, At(0.3, 1.1, 8.1, 8.3))


# -- handed on -----------------------------------------------------------------------------------

TO = f"<sip:{{}}@{REALM}>"


def _handed_on(
    call: Call, to: str, ended: float, talked: float = 31.6
) -> tuple[Document, Document]:
    """Otto talks to Kim, who transfers him blindly."""
    otto = call.from_carrier(NORTHLINE, OTTO, At(0, 1.5, 6.3, ended))
    by = {"referred_by": TO.format(KIM.username), "referred_to": TO.format(to)}
    kim = call.to_device(KIM, otto, At(0.3, 1.4, 6.2, talked), "BLIND_TRANSFER", vars=by)
    join(otto, kim)
    return otto, kim


@real("answered", "callee", "talked to Kim Larsen, then to Priya Nair, 3:04 in all", INFO)
def a_call_that_is_parked_and_picked_up(call: Call) -> Legs:
    otto, kim = _handed_on(call, "*3101", 189.4)
    priya = call.from_device(PRIYA, "*3101", At(75.2, None, 75.5, 189.3))
    join(otto, priya)
    return otto, kim, priya


@real("answered", "callee", "talked to Kim Larsen twice, 3:04 in all", INFO)
def a_parked_call_that_comes_back(call: Call) -> Legs:
    otto, kim = _handed_on(call, "*3101", 189.4)
    again = call.to_device(KIM, otto, At(92.3, 93.4, 97.2, 189.3))
    join(otto, again)
    return otto, kim, again


@real("answered", "unknown", "Kim Larsen for 0:26 and was then transferred", INFO)
def a_transfer_to_voicemail(call: Call) -> Legs:
    return _handed_on(call, "*2003", 75.1)


@real("answered", "callee", "to Kim Larsen, then to Jonas Weber, then to Amara Okafor", INFO)
def a_transfer_after_a_transfer(call: Call) -> Legs:
    otto = call.from_carrier(NORTHLINE, OTTO, At(0, 1.5, 5.3, 400.9))
    attended = "ATTENDED_TRANSFER"
    kim = call.to_device(KIM, otto, At(0.4, 1.5, 5.2, 81.24), attended)
    asks = call.from_device(KIM, "2003", At(62, 63.1, 66.8, 81.25), attended)
    jonas = call.to_device(JONAS, asks, At(62.3, 63, 66.7, 150.1), "BLIND_TRANSFER")
    amara = call.to_device(AMARA, otto, At(150.3, 151.2, 158.4, 400.8))
    for one, other in ((otto, kim), (asks, jonas), (otto, jonas), (otto, amara)):
        join(one, other)
    return otto, kim, asks, jonas, amara


@real("answered", "caller", "Kim Larsen talked to Jonas Weber for 0:15", INFO)
def a_consultation_whose_caller_is_in_another_interaction(call: Call) -> Legs:
    asks = call.from_device(KIM, "2003", At(0, 1.1, 4.8, 19.2))
    jonas = call.to_device(JONAS, asks, At(0.3, 1, 4.7, 152.1))
    join(asks, jonas)
    return asks, jonas | {"other_leg_call_id": "filed-elsewhere@192.0.2.10"}


# -- without anybody who called ------------------------------------------------------------------


def _called_back(call: Call, second: At, *end: str) -> tuple[Document, Document]:
    """Click to call: first the platform calls Kim, then whom she wanted."""
    asked = {"caller_id_name": "Click to call", "caller_id_number": OUTSIDE, "call_id": "none"}
    asked |= {"call_direction": "outbound", "callee_id_number": "2001"}
    kim = unbridged(
        call.to_device(
            KIM, asked | {"custom_channel_vars": {"bridge_id": "none"}}, At(0, 1.1, 5.2, 130.4)
        )
    )
    kim["custom_channel_vars"]["bridge_id"] = kim["call_id"]
    return kim, call.to_carrier(NORTHLINE, OUTSIDE, kim, second, *end)


@real("answered", "callee", "The platform called Kim Larsen and connected +13125550142", INFO)
def click_to_call(call: Call) -> Legs:
    kim, outside = _called_back(call, At(5.5, 8.2, 14.3, 130.3))
    kim["other_leg_call_id"] = outside["call_id"]
    return kim, outside


@real("busy", "callee", "+13125550142 was busy when Kim Larsen called.", INFO)
def click_to_call_to_a_busy_number(call: Call) -> Legs:
    return _called_back(call, At(5.5, None, None, 6.3), "USER_BUSY", "sip:486")


@real("answered", "unknown", "A call to +13125550142 was answered and lasted 1:30; a leg", INFO)
def the_second_leg_alone(call: Call) -> Legs:
    kim = call.from_device(KIM, OUTSIDE, At(0, 2, 6.2, 96))
    outside = call.to_carrier(NORTHLINE, OUTSIDE, kim, At(0.3, 1.9, 6.1, 95.9))
    return (outside,)


@real("rejected", "callee", "Acme Telecom's call to +13125550142 was refused", ERROR)
def the_second_leg_alone_that_was_refused(call: Call) -> Legs:
    kim = call.from_device(KIM, OUTSIDE, At(0, None, None, 3.2))
    return (
        call.to_carrier(
            NORTHLINE, OUTSIDE, kim, At(0.3, None, None, 3.1), "CALL_REJECTED", "sip:403"
        ),
    )


@real("busy", "unknown", "2002 was busy when Kim Larsen called.", INFO)
def the_first_leg_alone_of_a_call_that_was_busy(call: Call) -> Legs:
    return (
        call.from_device(
            KIM, "2002", At(0, None, None, 1.9), "USER_BUSY", "sip:486",
            other_leg_call_id=uuid("not here yet"),
        ),
    )  # fmt: skip


@real("answered", "unknown", "Kim Larsen was in a conference with 2 others for 15:00", NORMAL)
def a_conference_into_which_all_dialled(call: Call) -> Legs:
    room: dict[str, Any] = {"is_conference": True}
    kim = alone(call.from_device(KIM, "*5001", At(0, None, 0.4, 900.2), **room))
    return kim, *(
        alone(call.from_carrier(carrier, who, At(at, None, at + 1.4, 880.2 + at), **room))
        for carrier, who, at in (
            (NORTHLINE, OTTO, 30), (SOUTHPORT, Caller("Ida Holm", "+13125550112"), 60),
        )
    )  # fmt: skip


@real("answered", "unknown", "Kim Larsen was in a conference for 5:00", NORMAL)
def a_conference_to_which_nobody_else_came(call: Call) -> Legs:
    return (alone(call.from_device(KIM, "*5001", At(0, None, 0.4, 300.2), is_conference=True)),)


@real("answered-by-platform", "caller", "Kim Larsen dialled *552002; the platform itself", NORMAL)
def a_feature_code(call: Call) -> Legs:
    return (alone(call.from_device(KIM, "*552002", At(0, None, 0.4, 61.2))),)


# -- carriers ------------------------------------------------------------------------------------


def _refusals(call: Call, kim: Document) -> Iterator[Document]:
    """Three carriers, each with another answer."""
    for number, (way, cause, code) in enumerate(
        (
            (NORTHLINE, "NORMAL_TEMPORARY_FAILURE", "sip:503"),
            (SOUTHPORT, "CALL_REJECTED", "sip:403"),
            (EASTLINE, "UNALLOCATED_NUMBER", "sip:404"),
        )
    ):
        at = At(0.3 + number, None, None, 1.1 + number)
        yield call.to_carrier(way, OUTSIDE, kim, at, cause, code)


@real("unreachable", "callee", "the third carrier says that the number does not exist", ERROR)
def three_carriers_that_all_refuse(call: Call) -> Legs:
    kim = call.from_device(KIM, OUTSIDE, At(0, None, None, 3.3), "UNALLOCATED_NUMBER", "sip:404")
    return kim, *_refusals(call, kim)


@real("answered", "callee", "Kim Larsen talked to +13125550142 for 1:55", INFO)
def three_carriers_that_refuse_before_one_takes_it(call: Call) -> Legs:
    kim = call.from_device(KIM, OUTSIDE, At(0, 5.2, 15.3, 130.3))
    worked = call.to_carrier(
        Carrier("westline", "192.0.2.70", "192.0.2.71"), OUTSIDE, kim, At(3.4, 5.1, 15.2, 130.2)
    )
    join(kim, worked)
    left = {"hangup_cause": "NORMAL_TEMPORARY_FAILURE", "hangup_code": "sip:503"}
    return kim | left, *_refusals(call, kim), worked


@real("not-answered", "callee", "+13125550142 did not answer Kim Larsen's call.", INFO)
def a_480_after_an_announcement(call: Call) -> Legs:
    end = ("NORMAL_CLEARING", "sip:480")
    kim = call.from_device(KIM, OUTSIDE, At(0, None, None, 14.3), *end)
    return kim, call.to_carrier(NORTHLINE, OUTSIDE, kim, At(0.3, None, None, 14.1), *end)


@real(
    "unknown", "unknown", "Kim Larsen's call to +13125550142 ended after 14 s, and no talk", NORMAL
)
def a_call_that_somebody_cleared_before_the_answer(call: Call) -> Legs:
    kim = call.from_device(KIM, OUTSIDE, At(0, 2, None, 14.3), "NORMAL_CLEARING")
    return kim, call.to_carrier(NORTHLINE, OUTSIDE, kim, At(0.3, 2, None, 14.1), "NORMAL_CLEARING")


@real(
    "answered",
    "callee",
    "talked to +13125550142 for 1:01. Worth a look: the call with the",
    WARNING,
)
def a_carrier_that_cuts_a_call(call: Call) -> Legs:
    kim = call.from_device(KIM, OUTSIDE, At(0, 2, 6.2, 66.9))
    outside = call.to_carrier(NORTHLINE, OUTSIDE, kim, At(0.3, 1.9, 6.1, 66.8))
    join(kim, outside)
    cause = {"hangup_cause": "NETWORK_OUT_OF_ORDER"}
    return kim | cause, outside | cause


@real(
    "answered", "platform", "Worth a look: a SIP message to device Kim Larsen got no reply", WARNING
)
def a_phone_that_vanishes_in_a_call(call: Call) -> Legs:
    kim, priya = _talk(call, 66.9)
    lost = {"hangup_cause": "RECOVERY_ON_TIMER_EXPIRE", "hangup_code": "sip:408"}
    return kim | lost, priya | lost


@real("failed", "platform", "probably because no emergency address (E911) is set", ERROR)
def an_emergency_call_that_the_platform_denies(call: Call) -> Legs:
    at = At(0, None, None, 0.9)
    return (call.from_device(KIM, "911", at, "MANDATORY_IE_MISSING", "sip:403"),)


@real("answered-by-platform", "unknown", "was probably not reached (outgoing barred)", INFO)
def a_barred_call_with_an_announcement(call: Call) -> Legs:
    leg = call.from_device(KIM, "+442079460123", At(0, None, 0.4, 5.2), "OUTGOING_CALL_BARRED")
    return (alone(leg),)


# -- media ---------------------------------------------------------------------------------------


def _inside(address: str, **more: Any) -> Document:
    return {"remote_sdp": audio(address, ("PCMU",), address, by="-", **more)}


@real("answered", "callee", "Kim Larsen talked to Priya Nair for 5:08; Priya Nair probably", INFO)
def two_phones_behind_nat(call: Call) -> Legs:
    kim, priya = _talk(call, 312.4)
    return kim | _inside("192.168.1.50"), priya | _inside("100.72.3.4")


@real("answered", "callee", "Kim Larsen talked to Priya Nair for 0:41; Priya Nair probably", INFO)
def a_phone_behind_nat_in_a_call_of_half_a_minute(call: Call) -> Legs:
    kim, priya = _talk(call, 45.4)
    return kim | _inside("192.168.1.50"), priya


@real("answered", "callee", "Hillside PBX talked to +13125550142 for 8:33", INFO)
def a_trunk_of_a_pbx_behind_nat(call: Call) -> Legs:
    pbx = Device("Hillside PBX", "5000", "203.0.113.99", "Asterisk PBX 18.10", "grandstream")
    leg = call.from_device(pbx, OUTSIDE, At(0, 2, 8.2, 520.3)) | _inside("192.168.10.5")
    outside = call.to_carrier(NORTHLINE, OUTSIDE, leg, At(0.3, 1.9, 8.1, 520.2))
    join(leg, outside)
    return leg, outside


@real("answered", "platform", "; probably no audio arrived from device Kim Larsen or device", ERROR)
def two_phones_behind_nat_that_heard_nothing(call: Call) -> Legs:
    legs = [
        leg | _inside(address) | {"hangup_cause": "MEDIA_TIMEOUT"}
        for leg, address in zip(_talk(call, 306.2), ("192.168.1.50", "192.168.1.51"), strict=True)
    ]
    return tuple(without(leg, "hangup_code") for leg in legs)


@real("answered", "callee", "Kim Larsen talked to Priya Nair for 2:08", INFO)
def an_offer_of_encryption_that_nobody_takes_up(call: Call) -> Legs:
    kim, priya = _talk(call, 132.5)
    offer = audio(KIM.ip, ("PCMU",), "offer", by="-", srtp=True).replace("SAVP", "AVP")
    return kim | {"remote_sdp": offer}, priya


@real("answered", "callee", "Kim Larsen was connected by fax to +13125550142", INFO)
def a_fax_machine_behind_a_phone_adapter(call: Call) -> Legs:
    kim = call.from_device(KIM, OUTSIDE, At(0, 2.1, 5.4, 79.6))
    outside = call.to_carrier(NORTHLINE, OUTSIDE, kim, At(0.2, 2.1, 5.3, 79.5))
    join(kim, outside)
    for leg, there in ((kim, KIM.ip), (outside, NORTHLINE.media)):
        leg |= {"remote_sdp": image(there, there, by="ATA"), "local_sdp": image(call.ip, "ours")}
    return kim, outside


@real("answered", "callee", "Kim Larsen talked to Priya Nair for 3:05; Priya Nair", INFO)
def a_phone_without_keypad_events_between_people(call: Call) -> Legs:
    kim, priya = _talk(call, 189.5)
    return kim, priya | _inside(PRIYA.ip, keypad=False)


# -- clocks --------------------------------------------------------------------------------------


def _by_another_clock(leg: Document, seconds: float) -> Document:
    """A leg that was recorded by another media server, whose clock is ahead or behind."""
    late = round(seconds * 1e6)
    return leg | {
        "channel_created_time": leg["channel_created_time"] + late,
        "msg_id": str(int(leg["msg_id"]) + late),
        "timestamp": leg["timestamp"] + round(seconds),
        "media_server": "fs9.voice.example.com",
        "switch_hostname": "fs9.voice.example.com",
    }


@real("answered", "unknown", "Kim Larsen talked to Priya Nair for 1:01; nothing unusual", INFO)
def a_second_leg_that_began_before_the_first(call: Call) -> Legs:
    kim, priya = _talk(call, 65.4)
    return kim, _by_another_clock(priya, -2)


@real("answered", "unknown", "Kim Larsen talked to Priya Nair for 1:01; nothing unusual", INFO)
def a_second_leg_that_seems_to_outlive_the_first(call: Call) -> Legs:
    kim, priya = _talk(call, 65.4)
    return kim, _by_another_clock(priya, 3.4)


@real("cancelled", "caller", "Kim Larsen hung up after 8 s, before Priya Nair answered", INFO)
def a_second_leg_that_seems_to_ring_late(call: Call) -> Legs:
    end = ("ORIGINATOR_CANCEL", "sip:487")
    kim = call.from_device(KIM, "2002", At(0, 1, None, 8.2), *end)
    priya = call.to_device(PRIYA, kim, At(0.3, 1.1, None, 8.1), *end)
    return kim, _by_another_clock(priya, 3.5)


@real("answered", "callee", "Kim Larsen talked to Priya Nair for 9:00:00", INFO)
def nine_hours(call: Call) -> Legs:
    return _talk(call, 32_404.9)


@real("cancelled", "caller", "Kim Larsen hung up within a second, before 2002 answered", INFO)
def no_second_at_all(call: Call) -> Legs:
    at = At(0, None, None, 0.05)
    return (call.from_device(KIM, "2002", at, "ORIGINATOR_CANCEL", "sip:487"),)


# -- what is expected of them --------------------------------------------------------------------


@pytest.mark.parametrize("told", REAL, ids=[told.name for told in REAL])
def test_a_real_call_is_told_as_an_engineer_would(told: Real) -> None:
    found, expected = verdict(told.documents), told.expected
    assert (found.outcome, found.ended_by.side) == (expected.outcome, expected.side)
    assert expected.headline in found.headline
    assert found.severity is expected.worst, [each.sentence for each in found.findings]
    assert len(found.headline) <= 160


@pytest.mark.parametrize("shape", [older, newer])
@pytest.mark.parametrize(("name", "documents"), HEALTHY, ids=[name for name, _ in HEALTHY])
def test_a_healthy_call_is_healthy_on_every_platform(
    name: str, documents: Legs, shape: Callable[[Legs], Legs]
) -> None:
    told, reshaped = verdict(documents), verdict(shape(documents))
    assert name
    assert reshaped.severity <= INFO, [each.sentence for each in reshaped.findings]
    assert (reshaped.outcome, reshaped.headline) == (told.outcome, told.headline)
    assert reshaped.ended_by == told.ended_by


def _of(name: str) -> Legs:
    return next(told.documents for told in REAL if told.name == name)


def test_what_talk_belies_is_still_told_with_its_doubt() -> None:
    (kim, priya) = findings(_of("two phones behind nat"), "R30")
    assert {kim.severity, priya.severity} == {INFO}
    (offer,) = findings(_of("an offer of encryption that nobody takes up"), "R43b")
    assert offer.severity is INFO
    assert offer.sentence.endswith("Yet the call lasted 2:08, so audio probably flowed.")
    assert offer.settles


def test_routes_that_failed_are_named_where_they_kept_the_caller_waiting() -> None:
    legs = _of("three carriers that refuse before one takes it")
    slow = tuple(
        leg | {"ringing_seconds": leg["ringing_seconds"] - 5} if leg["billing_seconds"] else leg
        for leg in legs
    )
    (found,) = findings(slow, "R26")
    assert "3 s of it went into 3 attempts before" in found.sentence


def test_a_phone_that_is_off_beside_one_that_rang_is_no_error() -> None:
    (found,) = findings(_of("a caller who gave up while one of two phones was off"), "R16")
    assert found.severity is WARNING


def test_a_newer_platform_counts_an_answer_of_less_than_a_second_in_milliseconds() -> None:
    legs = newer(_talk(Call("2026-11-20 10:00:02.271", "0000ffff"), 5.3))
    short = tuple(leg | {"billing_seconds": 0, "billing_milli_seconds": 410} for leg in legs)
    assert verdict(short).headline.startswith("Kim Larsen talked to Priya Nair for 0:01")
    never = tuple(leg | {"billing_seconds": 0, "billing_milli_seconds": 0} for leg in legs)
    assert "no talk is recorded" in verdict(never).headline


def test_a_caller_whose_cancelling_is_noted_gave_up_whatever_reason_came_along() -> None:
    call = Call("2026-11-20 10:00:02.271", "0000fffe")
    otto = call.from_carrier(NORTHLINE, OTTO, At(0, 1.2, None, 61.4), "NORMAL_CLEARING")
    noted = without(otto, "hangup_code") | {"sip_disposition": "recv_cancel"}
    found = verdict((noted,))
    assert (found.outcome, found.ended_by.side) == ("cancelled", "caller")
    assert next(each.id for each in found.findings) == "R06"


def test_the_platforms_own_calls_come_from_nowhere() -> None:
    call = Call("2026-11-20 10:00:02.271", "0000fffd")
    fax = call.to_carrier(NORTHLINE, OUTSIDE, None, At(0, 2.1, 5.4, 79.6), hangup_code=None)
    assert (verdict((fax,)).originate_type, verdict((fax,)).terminate_type) == ("", "carrier")
    back = verdict(_of("click to call"))
    assert (back.originate_type, back.terminate_type) == ("phone", "carrier")
