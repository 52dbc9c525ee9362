"""What the times of a call give away: R26 to R31b."""

from __future__ import annotations

from typing import Any

import pytest

from tests.diagnosis.conftest import Judged, called, caller, carrier, from_carrier, sdp
from vinix_tui.diagnosis.finding import Confidence, Severity, Sign
from vinix_tui.diagnosis.rules.timing import INTERVALS

INFO, WARNING, ERROR = Severity.INFO, Severity.WARNING, Severity.ERROR
LOW, MEDIUM, HIGH = Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH
Document = dict[str, Any]


def one(signs: list[Sign]) -> Sign:
    assert len(signs) == 1
    return signs[0]


def fields(sign: Sign) -> set[tuple[int, str]]:
    return {(each.leg, each.field) for each in sign.evidence}


# -- R26 ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ringing", [8, 10])
def test_a_phone_that_rings_late_by_either_meaning_of_ringing(judged: Judged, ringing: int) -> None:
    leg = called(length=51, talk=33, ringing_seconds=ringing)  # 18 s until the answer
    sign = one(judged("R26", caller(length=51), leg))
    assert (sign.severity, sign.confidence, sign.legs) == (WARNING, MEDIUM, (1,))
    assert "the caller heard no ringing for at least 8 s" in sign.sentence
    assert sign.settles


@pytest.mark.parametrize("ringing", [0, 2, 6, 12, 16, 18, None])
def test_a_phone_that_may_have_rung_at_once_does_not_count_as_slow(
    judged: Judged, ringing: int | None
) -> None:
    assert judged("R26", caller(length=51), called(length=51, ringing_seconds=ringing)) == []


def test_another_phone_that_rang_at_once_was_heard(judged: Judged) -> None:
    late = called(length=51, ringing_seconds=9)
    early = called(length=18, talk=0, ringing_seconds=1, hangup_cause="LOSE_RACE",
                   call_id="lost", id="202611-lost")  # fmt: skip
    assert judged("R26", caller(length=51), late, early) == []
    assert one(judged("R26", caller(length=51), late))


def test_a_caller_who_gave_up_in_the_silence(judged: Judged) -> None:
    gone: Document = {"talk": 0, "hangup_cause": "ORIGINATOR_CANCEL"}
    legs = (caller(length=17, **gone), carrier(length=16, ringing_seconds=8, **gone))
    assert one(judged("R26", *legs)).severity is WARNING


def test_a_route_without_a_sign_of_life_adds_to_the_silence(judged: Judged) -> None:
    lost = carrier(length=8, talk=0, hangup_cause="PROGRESS_TIMEOUT")
    worked = called(start=8.5, length=38, ringing_seconds=2)
    sign = one(judged("R26", caller(length=47, talk=33), lost, worked))
    assert sign.legs == (2, 1)
    assert "at least 10 s; 8 s of it went into an attempt before" in sign.sentence
    assert (1, "duration_seconds") in fields(sign)


def test_routes_that_refused_at_once_add_up(judged: Judged) -> None:
    refused = [
        carrier(start=at, length=1, talk=0, call_id=f"c{at}", id=f"202611-c{at}",
                hangup_cause="NORMAL_TEMPORARY_FAILURE", hangup_code="sip:503")
        for at in (0.3, 1.5, 2.7)
    ]  # fmt: skip
    worked = called(start=4, length=45, ringing_seconds=6)
    sign = one(judged("R26", caller(length=49, talk=33), *refused, worked))
    assert "at least 10 s; 4 s of it went into 3 attempts before" in sign.sentence
    assert "first" in sign.next_step


def test_two_servers_clocks_measure_no_silence(judged: Judged) -> None:
    late = called(start=4, length=45, ringing_seconds=6, media_server="fs2.example.com")
    assert judged("R26", caller(length=49, media_server="fs1.example.com"), late) == []
    assert one(judged("R26", caller(length=49, media_server="fs2.example.com"), late))


def test_a_menu_before_the_phones_is_no_silence(judged: Judged) -> None:
    menu = caller(length=60, talk=59)
    assert judged("R26", menu, called(start=20, length=40, ringing_seconds=3)) == []


def test_an_attempt_that_rang_in_vain_before_was_heard(judged: Judged) -> None:
    vain = called(length=20, talk=0, ringing_seconds=1, hangup_cause="NO_ANSWER",
                  call_id="vain", id="202611-vain")  # fmt: skip
    assert judged("R26", caller(length=60, talk=33), vain, called(start=21, length=38,
                  ringing_seconds=1)) == []  # fmt: skip


def test_a_carrier_that_reports_no_ringing_for_long(judged: Judged) -> None:
    sign = one(judged("R26", caller(length=48), carrier(length=48, ringing_seconds=0)))
    assert (sign.severity, sign.confidence, sign.why) == (INFO, LOW, "")
    assert "no ringing in the 15 s before the answer" in sign.sentence
    assert judged("R26", caller(length=44), carrier(length=44, ringing_seconds=0)) == []


# -- R27 ------------------------------------------------------------------------------------------

OUTSIDE: Document = {"custom_sip_headers": {"x_auth_ip": "203.0.113.7"}}
INSIDE = sdp(address="192.168.1.50")


def half_a_minute(
    talk: int = 32, *, caller_first: bool = False, apart: int = 60_000, **more: Any
) -> tuple[Document, Document]:
    """A call that ended after some 32 s, by default on the callee's side."""
    one_, other = caller(talk=talk, length=talk + 7), called(talk=talk, length=talk + 7)
    late = one_ if not caller_first else other
    end = max(int(one_["msg_id"]), int(other["msg_id"]))
    one_["msg_id"] = other["msg_id"] = str(end)
    late["msg_id"] = str(end + apart)
    for leg in (one_, other):
        leg["hangup_code"] = "sip:200"
        leg |= more
    return one_, other


@pytest.mark.parametrize("talk", [31, 32, 33])
def test_half_a_minute_that_the_callee_ended_is_hardly_worth_a_word(
    judged: Judged, talk: int
) -> None:
    sign = one(judged("R27", *half_a_minute(talk)))
    assert (sign.severity, sign.confidence, sign.why) == (INFO, LOW, "")
    assert "can be chance" in sign.sentence
    assert sign.settles


@pytest.mark.parametrize("talk", [29, 30, 34, 35])
def test_a_few_seconds_more_or_less_are_nothing(judged: Judged, talk: int) -> None:
    assert judged("R27", *half_a_minute(talk)) == []


def test_a_caller_who_hangs_up_after_half_a_minute_is_healthy(judged: Judged) -> None:
    assert judged("R27", *half_a_minute(caller_first=True)) == []


def test_a_bye_that_the_platform_noted_is_healthy(judged: Judged) -> None:
    one_, other = half_a_minute()
    other["sip_disposition"] = "recv_bye"
    one_["sip_disposition"] = "send_bye"
    assert judged("R27", one_, other) == []


def test_half_a_minute_of_which_nobody_knows_who_ended_it_is_silent(judged: Judged) -> None:
    assert judged("R27", *half_a_minute(apart=0)) == []


@pytest.mark.parametrize("talk", [31, 33])
def test_half_a_minute_with_a_called_phone_behind_nat_deserves_a_warning(
    judged: Judged, talk: int
) -> None:
    one_, other = half_a_minute(talk)
    other |= {"remote_sdp": INSIDE, **OUTSIDE}
    sign = one(judged("R27", one_, other))
    assert (sign.severity, sign.confidence, sign.legs) == (WARNING, MEDIUM, (1,))
    assert "on its way to device Priya" in sign.sentence
    assert {(1, "remote_sdp"), (1, "custom_sip_headers.x_auth_ip")} <= fields(sign)


@pytest.mark.parametrize("talk", [30, 34])
def test_nat_makes_nothing_of_other_lengths(judged: Judged, talk: int) -> None:
    one_, other = half_a_minute(talk)
    other |= {"remote_sdp": INSIDE, **OUTSIDE}
    assert judged("R27", one_, other) == []


def test_the_nat_of_a_caller_loses_no_ack_unless_the_record_says_so(judged: Judged) -> None:
    one_, other = half_a_minute()
    one_ |= {"remote_sdp": INSIDE, **OUTSIDE}
    assert one(judged("R27", one_, other)).severity is INFO


@pytest.mark.parametrize("cause", ["NORMAL_UNSPECIFIED", "RECOVERY_ON_TIMER_EXPIRE"])
def test_a_bye_is_a_bye_whatever_reason_the_far_side_gives(judged: Judged, cause: str) -> None:
    ended: Document = {"hangup_cause": cause, "hangup_code": "sip:200"}
    assert judged("R27", *half_a_minute(caller_first=True, **ended)) == []
    assert one(judged("R28", *long_call(1_800, **ended))).severity is INFO


def test_a_code_that_a_failed_attempt_left_is_no_sign(judged: Judged) -> None:
    message = from_carrier(talk=32, length=70, hangup_code="sip:408")
    failed = called(talk=0, length=32, hangup_cause="RECOVERY_ON_TIMER_EXPIRE",
                    hangup_code="sip:408")  # fmt: skip
    assert judged("R27", message, failed) == []


def test_a_private_address_in_a_lan_is_no_nat(judged: Judged) -> None:
    one_, other = half_a_minute(30)
    other |= {"remote_sdp": INSIDE, "custom_sip_headers": {"x_auth_ip": "192.168.1.50"}}
    assert judged("R27", one_, other) == []


@pytest.mark.parametrize(
    ("end", "confidence"),
    [
        ({"hangup_cause": "NORMAL_UNSPECIFIED", "hangup_code": None}, MEDIUM),
        ({"hangup_cause": "RECOVERY_ON_TIMER_EXPIRE", "hangup_code": None}, HIGH),
        ({"hangup_code": "sip:408"}, HIGH),
    ],
)
def test_half_a_minute_after_which_signalling_failed_lost_its_ack(
    judged: Judged, end: dict[str, Any], confidence: Confidence
) -> None:
    sign = one(judged("R27", *half_a_minute(34, **end)))
    assert (sign.severity, sign.confidence, sign.legs) == (ERROR, confidence, (0,))
    assert "between device Kim and the platform it got lost, and nobody hung up" in sign.sentence
    assert (0, "billing_seconds") in fields(sign)


def test_of_two_legs_the_one_behind_nat_lost_its_ack(judged: Judged) -> None:
    one_, other = half_a_minute(hangup_cause="NORMAL_UNSPECIFIED", hangup_code=None)
    other |= {"remote_sdp": INSIDE, **OUTSIDE}
    assert one(judged("R27", one_, other)).legs == (1,)


def test_a_caller_alone_with_the_platform_needs_a_sign_of_failure(judged: Judged) -> None:
    message: Document = {"talk": 32, "length": 40}
    assert judged("R27", from_carrier(**message)) == []
    assert one(judged("R27", from_carrier(**message, hangup_code="sip:408"))).severity is ERROR


@pytest.mark.parametrize("cause", ["MEDIA_TIMEOUT", "BLIND_TRANSFER", "ALLOTTED_TIMEOUT"])
def test_a_cause_that_tells_why_leaves_the_time_to_chance(judged: Judged, cause: str) -> None:
    assert judged("R27", *half_a_minute(hangup_cause=cause)) == []


def test_a_cause_that_an_earlier_attempt_left_is_no_sign(judged: Judged) -> None:
    one_, other = half_a_minute(caller_first=True)
    one_["hangup_cause"] = "RECOVERY_ON_TIMER_EXPIRE"
    failed = carrier(talk=0, length=1, hangup_cause="RECOVERY_ON_TIMER_EXPIRE")
    assert judged("R27", one_, failed, other) == []


# -- R28 ------------------------------------------------------------------------------------------


def long_call(talk: int, **more: Any) -> tuple[Document, Document]:
    return (
        caller(talk=talk, length=talk + 7, **more),
        called(talk=talk, length=talk + 7, **more),
    )


@pytest.mark.parametrize("interval", INTERVALS)
@pytest.mark.parametrize("at", ["before its end", "at its end", "after its middle"])
def test_a_call_that_ends_with_a_session_timer_and_no_reply(
    judged: Judged, interval: int, at: str
) -> None:
    talk = {
        "before its end": interval - 32,
        "at its end": interval + 2,
        "after its middle": interval // 2 + 45,
    }[at]
    sign = one(judged("R28", *long_call(talk, hangup_cause="NORMAL_UNSPECIFIED")))
    assert (sign.severity, sign.confidence, sign.legs) == (WARNING, MEDIUM, (0, 1))
    assert f"session timer of {interval} s" in sign.sentence
    assert at in sign.sentence
    assert f"a {interval} s session timer" in sign.why


@pytest.mark.parametrize("code", ["sip:408"])
def test_the_code_alone_is_a_sign_as_well(judged: Judged, code: str) -> None:
    assert one(judged("R28", *long_call(1_800, hangup_code=code))).severity is WARNING


def test_a_healthy_call_of_half_an_hour_is_hardly_worth_a_word(judged: Judged) -> None:
    sign = one(judged("R28", *long_call(1_801, hangup_code="sip:200")))
    assert (sign.severity, sign.confidence, sign.why) == (INFO, LOW, "")
    assert "or it is chance" in sign.sentence
    assert sign.settles


def test_half_a_minute_after_the_middle_is_chance_unless_signalling_failed(
    judged: Judged,
) -> None:
    assert judged("R28", *long_call(495, hangup_code="sip:200")) == []
    assert one(judged("R28", *long_call(495, hangup_code="sip:408"))).severity is WARNING


def test_nobody_leaves_a_conference_by_a_session_timer(judged: Judged) -> None:
    assert judged("R28", *long_call(1_801, is_conference=True)) == []


@pytest.mark.parametrize("talk", [150, 264, 273, 297, 306, 700, 1_000, 1_764, 1_797, 1_806])
def test_a_call_of_another_length_fits_no_timer(judged: Judged, talk: int) -> None:
    assert judged("R28", *long_call(talk, hangup_cause="NORMAL_UNSPECIFIED")) == []


@pytest.mark.parametrize(
    "end", [{"hangup_code": "sip:408"}, {"hangup_cause": "RECOVERY_ON_TIMER_EXPIRE"}]
)
def test_a_message_without_a_reply_ends_a_call_at_any_time(
    judged: Judged, end: dict[str, Any]
) -> None:
    legs = long_call(61)
    sign = one(judged("R28", legs[0], legs[1] | end))
    assert (sign.severity, sign.confidence, sign.legs) == (WARNING, MEDIUM, (1,))
    assert "got no reply on the leg of device Priya" in sign.sentence
    assert sign.why == "a SIP message to device Priya got no reply"
    assert judged("R28", legs[0], legs[1] | end | {"hangup_code": "sip:200"}) == []


def test_two_conversations_that_end_alike_support_each_other(judged: Judged) -> None:
    second = [
        leg | {"call_id": f"2-{leg['call_id']}", "id": f"202611-2-{leg['call_id']}",
               "custom_channel_vars": leg["custom_channel_vars"] | {"bridge_id": "2-a-leg"}}
        for leg in long_call(1_800)
    ]  # fmt: skip
    second[1]["other_leg_call_id"] = "2-a-leg"
    signs = judged("R28", *long_call(1_801), *second)
    assert [(sign.severity, sign.confidence) for sign in signs] == [(WARNING, MEDIUM)] * 2
    second[0] |= {"billing_seconds": 1_000, "duration_seconds": 1_007}
    second[1] |= {"billing_seconds": 1_000, "duration_seconds": 1_007}
    assert [sign.severity for sign in judged("R28", *long_call(1_801), *second)] == [INFO]


@pytest.mark.parametrize("cause", ["MEDIA_TIMEOUT", "ATTENDED_TRANSFER", "MANAGER_REQUEST"])
def test_a_harder_cause_leaves_the_timer_out(judged: Judged, cause: str) -> None:
    assert judged("R28", *long_call(1_800, hangup_cause=cause)) == []


def test_a_message_of_half_an_hour_is_nobodys_session_timer(judged: Judged) -> None:
    assert judged("R28", from_carrier(talk=1_800, length=1_801)) == []


# -- R29 ------------------------------------------------------------------------------------------

SILENT: Document = {"hangup_cause": "MEDIA_TIMEOUT"}


def test_a_leg_without_audio_is_cut_off(judged: Judged) -> None:
    sign = one(judged("R29", caller(talk=412, length=420),
                      called(talk=412, length=420, remote_sdp=sdp(), **SILENT)))  # fmt: skip
    assert (sign.severity, sign.confidence, sign.legs) == (ERROR, HIGH, (1,))
    assert sign.sentence == (
        "No audio packets arrived from device Priya, so the platform ended the call 412 s after"
        " the answer."
    )
    assert sign.why == "no audio arrived from device Priya"
    assert {(1, "hangup_cause"), (1, "billing_seconds"), (1, "remote_sdp")} <= fields(sign)


@pytest.mark.parametrize(("talk", "limit"), [(33, 30), (62, 60), (304, 300), (300, 300)])
def test_audio_that_never_arrived_at_all(judged: Judged, talk: int, limit: int) -> None:
    sign = one(judged("R29", caller(talk=talk), called(talk=talk, **SILENT)))
    assert f"If its time-out is {limit} s, as this suggests, none ever arrived." in sign.sentence


def test_a_call_that_was_held_for_too_long(judged: Judged) -> None:
    held = called(talk=1_900, length=1_910, remote_sdp=sdp("a=sendonly"),
                  local_sdp=sdp("a=recvonly"), **SILENT)  # fmt: skip
    sign = one(judged("R29", caller(talk=1_900, length=1_910), held))
    assert "on hold" in sign.sentence
    assert "held calls" in sign.next_step


def test_a_cause_on_both_legs_was_one_partys(judged: Judged) -> None:
    sign = one(judged("R29", caller(**SILENT), called(**SILENT)))
    assert (sign.severity, sign.confidence, sign.legs) == (ERROR, MEDIUM, (0, 1))
    assert "device Kim or device Priya" in sign.sentence
    assert sign.settles


def test_the_leg_that_gives_a_reason_was_the_silent_one(judged: Judged) -> None:
    behind = called(remote_sdp=INSIDE, **OUTSIDE, **SILENT)
    assert one(judged("R29", caller(**SILENT), behind)).legs == (1,)
    counted = {"channel_stats": {"audio": {"inbound": {"packet_count": 1_600}}}}
    silent = {"channel_stats": {"audio": {"inbound": {"packet_count": 0}}}}
    legs = (caller(extended_data=silent, **SILENT), called(extended_data=counted, **SILENT))
    assert one(judged("R29", *legs)).legs == (0,)


def test_silence_before_the_answer_is_told_so(judged: Judged) -> None:
    sign = one(judged("R29", caller(talk=0), called(talk=0, **SILENT)))
    assert "before the answer" in sign.sentence


def test_a_cause_that_an_earlier_attempt_left_is_not_the_callers(judged: Judged) -> None:
    failed = carrier(talk=0, length=30, **SILENT)
    assert one(judged("R29", caller(start=-1, **SILENT), failed, called(start=31))).legs == (1,)


def test_a_call_with_audio_is_not_cut_off(judged: Judged) -> None:
    assert judged("R29", caller(), called()) == []


# -- R31b -----------------------------------------------------------------------------------------


def short(talk: int = 2, **more: Any) -> tuple[Document, Document]:
    return half_a_minute(talk, **more)


@pytest.mark.parametrize("talk", [1, 3])
def test_a_callee_who_drops_the_call_at_once(judged: Judged, talk: int) -> None:
    sign = one(judged("R31b", *short(talk)))
    assert (sign.severity, sign.confidence, sign.legs) == (WARNING, LOW, (1,))
    assert f"Priya ended the call within {talk} s of the answer" in sign.sentence
    assert sign.settles
    assert (1, "billing_seconds") in fields(sign)


def test_a_callee_who_says_more_than_a_name_does_not_drop_it(judged: Judged) -> None:
    assert judged("R31b", *short(4)) == []


def test_a_caller_who_drops_it_has_their_reasons(judged: Judged) -> None:
    assert judged("R31b", *short(caller_first=True)) == []


def test_a_short_call_of_which_nobody_knows_who_ended_it_is_silent(judged: Judged) -> None:
    assert judged("R31b", *short(apart=0)) == []


def test_a_short_fax_or_a_short_transfer_is_told_by_others(judged: Judged) -> None:
    one_, other = short()
    assert judged("R31b", one_, other | {"fax_success": "0", "fax_result_code": "49"}) == []
    assert judged("R31b", *short(hangup_cause="BLIND_TRANSFER")) == []


# -- whatever the legs hold -----------------------------------------------------------------------


@pytest.mark.parametrize("number", ["R26", "R27", "R28", "R29", "R31b"])
def test_legs_without_times_or_partners_say_nothing(judged: Judged, number: str) -> None:
    assert judged(number) == []
    assert judged(number, {}, {"call_direction": "outbound"}) == []
    bare: Document = {"channel_created_time": None, "timestamp": None, "interaction_id": None}
    judged(number, caller(**bare), called(**bare), carrier(**bare))
