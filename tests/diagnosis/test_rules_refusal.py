"""Why an attempt was refused or reached nobody: R12 to R25."""

from __future__ import annotations

from typing import Any

import pytest

from tests.diagnosis.conftest import Judged, called, caller, carrier, from_carrier, sdp
from vinix_tui.diagnosis.finding import Confidence, Severity, Sign

INFO, WARNING, ERROR = Severity.INFO, Severity.WARNING, Severity.ERROR
MEDIUM, HIGH = Confidence.MEDIUM, Confidence.HIGH
Document = dict[str, Any]


def refused(make: Any, cause: str | None, code: int | None = None, **fields: Any) -> Document:
    """A leg that nobody answered, by default within a second."""
    defaults: Document = {"talk": 0, "length": 1, "hangup_cause": cause}
    if code:
        defaults["hangup_code"] = f"sip:{code}"
    document: Document = make(**(defaults | fields))
    return document


def asks(**fields: Any) -> Document:
    """Kim's leg of a call that reached nobody."""
    defaults: Document = {"talk": 0, "length": 2, "hangup_cause": "NONE"}
    return caller(**(defaults | fields))


def one(signs: list[Sign]) -> Sign:
    assert len(signs) == 1
    return signs[0]


def cited(sign: Sign) -> dict[str, str]:
    return {each.field: each.value for each in sign.evidence}


# -- R12 ------------------------------------------------------------------------------------------


def test_a_phone_that_is_busy_at_once_is_on_do_not_disturb_or_full(judged: Judged) -> None:
    sign = one(judged("R12", asks(), refused(called, "USER_BUSY", 486)))
    assert (sign.severity, sign.confidence, sign.legs) == (INFO, MEDIUM, (1,))
    assert sign.sentence.startswith("Device Priya answered busy at once (486 busy)")
    assert "do-not-disturb" in sign.sentence
    assert cited(sign)["hangup_code"] == "sip:486"
    assert cited(sign)["duration_seconds"] == "1"


def test_a_phone_that_is_busy_later_was_rejected_by_somebody(judged: Judged) -> None:
    sign = one(judged("R12", asks(), refused(called, "USER_BUSY", 486, length=6)))
    assert "after 6 s" in sign.sentence
    assert "pressed reject" in sign.sentence
    assert "pressed reject" in sign.why


def test_a_carrier_reports_busy_and_tells_no_more(judged: Judged) -> None:
    sign = one(judged("R12", asks(), refused(carrier, "USER_BUSY", 486)))
    assert sign.sentence == "The carrier reported +12025550144 as busy at once (486 busy)."
    assert sign.why == ""
    later = one(judged("R12", asks(), refused(carrier, "USER_BUSY", 600, length=4)))
    assert "busy everywhere" in later.sentence
    assert "rejected this one" in later.sentence


def test_a_caller_whom_the_platform_answers_busy_met_a_callflow_or_a_limit(
    judged: Judged,
) -> None:
    sign = one(judged("R12", refused(caller, "USER_BUSY", 486)))
    assert "platform answered Kim 486 busy and, by these records, called nobody" in sign.sentence


def test_one_of_several_busy_phones_tells_only_of_itself(judged: Judged) -> None:
    legs = [
        refused(called, "USER_BUSY", 486, call_id=f"b{number}", id=f"202611-b{number}")
        for number in range(2)
    ]
    assert [sign.why for sign in judged("R12", asks(), *legs)] == ["", ""]


def test_an_answered_leg_is_not_busy_whatever_its_cause(judged: Judged) -> None:
    assert judged("R12", caller(hangup_cause="USER_BUSY"), called()) == []


def test_a_caller_who_repeats_what_the_attempt_met_is_not_told_twice(judged: Judged) -> None:
    legs = (refused(caller, "USER_BUSY", 486), refused(called, "USER_BUSY", 486))
    assert one(judged("R12", *legs)).legs == (1,)


# -- R13 ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "gist"),
    [
        (401, "asked for a login (401)"),
        (407, "asked for a login (407)"),
        (402, "asks for payment (402)"),
        (403, "does not accept the caller number +12025550100"),
        (433, "refuses callers who hide their number (433)"),
        (603, "either the called party declined, or a network on the way blocked"),
        (607, "marked this caller as unwanted"),
        (608, "spam filter"),
    ],
)
def test_a_carrier_that_declines_is_told_by_its_code(judged: Judged, code: int, gist: str) -> None:
    sign = one(judged("R13", asks(), refused(carrier, "CALL_REJECTED", code)))
    assert (sign.severity, sign.confidence, sign.legs) == (ERROR, HIGH, (1,))
    assert gist in sign.sentence
    assert sign.next_step
    assert sign.why
    assert cited(sign)["custom_channel_vars.resource_id"] == "northline"


@pytest.mark.parametrize(
    ("code", "gist"),
    [
        (401, "asked the platform to log in (401)"),
        (403, "takes no calls from this caller"),
        (603, "Device Priya declined the call after 5 s (603 declined)"),
        (607, "Device Priya has marked this caller"),
    ],
)
def test_a_phone_that_declines_is_told_otherwise(judged: Judged, code: int, gist: str) -> None:
    sign = one(judged("R13", asks(), refused(called, "CALL_REJECTED", code, length=5)))
    assert gist in sign.sentence


def test_a_phone_that_declines_at_once_waited_for_no_time(judged: Judged) -> None:
    sign = one(judged("R13", asks(), refused(called, "CALL_REJECTED", 603)))
    assert "declined the call at once (603 declined)" in sign.sentence
    assert "pressed reject" not in sign.sentence, "no finger is that fast"
    assert sign.why == "device Priya declined it"


def test_a_phone_that_declines_is_no_fault_but_a_carrier_that_does_is(judged: Judged) -> None:
    rang = {"length": 9, "ringing_seconds": 8}
    sign = one(judged("R13", asks(length=9), refused(called, "CALL_REJECTED", 603, **rang)))
    assert (sign.severity, sign.confidence) == (INFO, HIGH)
    assert "somebody pressed reject" in sign.sentence
    assert one(judged("R13", asks(), refused(carrier, "CALL_REJECTED", 603))).severity is ERROR


def test_an_emergency_call_that_a_carrier_forbids_needs_an_address(judged: Judged) -> None:
    leg = refused(carrier, "CALL_REJECTED", 403, request="911@192.0.2.10", callee_id_number="911")
    assert "emergency address" in one(judged("R13", asks(), leg)).next_step
    assert (
        "emergency"
        not in one(judged("R13", asks(), refused(carrier, "CALL_REJECTED", 403))).next_step
    )


@pytest.mark.parametrize(
    ("cause", "gist"),
    [
        ("CALL_REJECTED", "no SIP code is recorded"),
        ("DECLINE", "either the called party declined"),
        ("UNWANTED", "unwanted"),
        ("USER_CHALLENGE", "login"),
    ],
)
def test_a_refusal_without_a_code_is_told_by_its_cause(
    judged: Judged, cause: str, gist: str
) -> None:
    assert gist in one(judged("R13", asks(), refused(carrier, cause))).sentence


def test_a_code_that_speaks_of_something_else_is_not_taken_for_a_refusal(judged: Judged) -> None:
    sign = one(judged("R13", asks(), refused(carrier, "CALL_REJECTED", 404)))
    assert "404" not in sign.sentence
    assert one(judged("R14", asks(), refused(carrier, "CALL_REJECTED", 404)))


def test_a_call_that_the_platform_refuses_names_no_callee(judged: Judged) -> None:
    sign = one(judged("R13", refused(caller, "CALL_REJECTED", 603)))
    assert sign.sentence == (
        "The platform refused the call of Kim (603 declined) and, by these records, called nobody."
    )


def test_a_name_with_braces_is_told_as_it_is(judged: Judged) -> None:
    sign = one(judged("R13", asks(), refused(called, "CALL_REJECTED", 603, callee_id_name="{0}")))
    assert "Device {0}" in sign.sentence


# -- R14, R15 -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cause", "code"), [("UNALLOCATED_NUMBER", 404), ("DOES_NOT_EXIST_ANYWHERE", 604)]
)
def test_a_number_that_the_carrier_does_not_know(judged: Judged, cause: str, code: int) -> None:
    sign = one(judged("R14", asks(), refused(carrier, cause, code)))
    assert (sign.severity, sign.confidence, sign.legs) == (ERROR, HIGH, (1,))
    assert "+12025550144 does not exist as it was dialled" in sign.sentence
    assert cited(sign)["request"] == "+12025550144@192.0.2.10"


def test_a_user_whom_the_phone_does_not_know(judged: Judged) -> None:
    sign = one(judged("R14", asks(), refused(called, "UNALLOCATED_NUMBER", 404)))
    assert sign.sentence.startswith("Device Priya, or the proxy before it, knows no such user")
    assert sign.confidence is MEDIUM
    assert sign.settles


def test_a_number_that_rang_does_seem_to_exist(judged: Judged) -> None:
    rang = refused(carrier, "UNALLOCATED_NUMBER", 404, length=14, ringing_seconds=12)
    sign = one(judged("R14", asks(length=14), rang))
    assert "although it had been ringing" in sign.sentence
    assert "seems to exist" in sign.next_step
    early = refused(carrier, "UNALLOCATED_NUMBER", 404, length=14, ringing_seconds=0)
    assert "ringing" not in one(judged("R14", asks(length=14), early)).sentence


def test_a_number_to_which_no_network_leads(judged: Judged) -> None:
    sign = one(judged("R14", asks(), refused(carrier, "NO_ROUTE_TRANSIT_NET")))
    assert "no network that leads to +12025550144" in sign.sentence


def test_a_way_out_without_a_code_may_not_have_been_tried_at_all(judged: Judged) -> None:
    sign = one(judged("R14", asks(), refused(carrier, "NO_ROUTE_DESTINATION")))
    assert sign.confidence is MEDIUM
    assert sign.settles
    assert one(judged("R14", asks(), refused(called, "NO_ROUTE_DESTINATION"))).settles


def test_the_platform_has_no_route_where_it_called_nobody(judged: Judged) -> None:
    sign = one(judged("R14", refused(caller, "NO_ROUTE_DESTINATION", callee_id_number="2099",
                                     request="2099@acme.example.com")))  # fmt: skip
    assert (sign.severity, sign.confidence, sign.legs) == (ERROR, HIGH, (0,))
    assert sign.sentence.startswith("The platform had no route for 2099")
    assert "carrier resource" in sign.next_step


def test_a_code_on_the_only_leg_may_be_that_of_an_attempt_that_is_missing(judged: Judged) -> None:
    sign = one(judged("R14", refused(from_carrier, "NO_ROUTE_DESTINATION", 404)))
    assert sign.confidence is MEDIUM
    assert sign.settles
    assert "assigned to the account" in sign.next_step


@pytest.mark.parametrize("make", [called, carrier])
def test_a_number_with_too_few_digits(judged: Judged, make: Any) -> None:
    sign = one(judged("R15", asks(), refused(make, "INVALID_NUMBER_FORMAT", 484)))
    assert (sign.severity, sign.confidence) == (ERROR, HIGH)
    assert "incomplete or wrongly written" in sign.sentence
    assert ("2002" if make is called else "+12025550144") in sign.sentence


def test_a_number_that_stands_for_several(judged: Judged) -> None:
    sign = one(judged("R15", asks(), refused(carrier, "NO_ROUTE_DESTINATION", 485)))
    assert "ambiguous" in sign.sentence


def test_a_number_that_the_platform_itself_cannot_use(judged: Judged) -> None:
    sign = one(judged("R15", refused(caller, "INVALID_NUMBER_FORMAT", 484)))
    assert sign.sentence.startswith("The platform takes 2002")


# -- R16 ------------------------------------------------------------------------------------------


def test_a_phone_that_was_not_registered(judged: Judged) -> None:
    sign = one(judged("R16", asks(), refused(called, "USER_NOT_REGISTERED", length=0)))
    assert (sign.severity, sign.confidence, sign.legs) == (ERROR, HIGH, (1,))
    assert sign.sentence == "Device Priya was not registered when the call arrived."
    assert "10:00:00 UTC" in sign.next_step


def test_a_mobile_that_the_carrier_cannot_reach(judged: Judged) -> None:
    sign = one(judged("R16", asks(), refused(carrier, "SUBSCRIBER_ABSENT", 480)))
    assert (sign.severity, sign.confidence) == (ERROR, HIGH)
    assert "The carrier cannot reach +12025550144 now" in sign.sentence


def test_a_phone_of_which_only_the_callers_leg_tells(judged: Judged) -> None:
    sign = one(judged("R16", refused(caller, "USER_NOT_REGISTERED", 480)))
    assert sign.sentence == "The phone of 2002 was not registered when the call arrived."


@pytest.mark.parametrize("make", [called, carrier])
def test_480_at_once_is_somebody_who_was_not_there(judged: Judged, make: Any) -> None:
    sign = one(judged("R16", asks(), refused(make, "NO_USER_RESPONSE", 480)))
    assert (sign.severity, sign.confidence) == (ERROR, MEDIUM)
    assert "was not available when the call arrived (480" in sign.sentence
    assert sign.settles


def test_480_within_seconds_and_without_ringing_is_the_same(judged: Judged) -> None:
    leg = refused(called, "NO_USER_RESPONSE", 480, length=4, ringing_seconds=0)
    assert one(judged("R16", asks(), leg)).severity is ERROR


@pytest.mark.parametrize(("length", "ringing"), [(4, 3), (20, 0)])
def test_480_after_ringing_is_nobody_who_took_the_call(
    judged: Judged, length: int, ringing: int
) -> None:
    leg = refused(called, "NO_USER_RESPONSE", 480, length=length, ringing_seconds=ringing)
    sign = one(judged("R16", asks(), leg))
    assert (sign.severity, sign.confidence) == (INFO, MEDIUM)
    assert f"not available after {length} s" in sign.sentence


# -- R17 ------------------------------------------------------------------------------------------

BARRED = "OUTGOING_CALL_BARRED"


@pytest.mark.parametrize(
    ("usage", "gist"),
    [
        ("0/0/2/0/1/1", "both trunks of the account were in use"),
        ("0/3/0/0/0/3", "all 3 trunks of the account were in use"),
        ("5/1/0/0/4/1", "the only trunk of the account was in use"),
        ("1/0/2/1/3/1", "all 3 trunks of the account were in use"),
    ],
)
def test_counters_that_show_all_trunks_in_use(judged: Judged, usage: str, gist: str) -> None:
    sign = one(judged("R17", asks(), refused(carrier, BARRED, vars={"account_trunk_usage": usage})))
    assert (sign.severity, sign.confidence, sign.legs) == (ERROR, HIGH, (1,))
    assert gist in sign.sentence
    assert cited(sign)["custom_channel_vars.account_trunk_usage"] == usage


@pytest.mark.parametrize(
    "usage", ["0/0/20/0/1/0", "0/0/2/0/0/1", "0/0/0/0/0/0", "0/-1/0/0/0/9", "1/2", "", "//////"]
)
def test_counters_that_do_not_show_it_leave_it_open(judged: Judged, usage: str) -> None:
    sign = one(judged("R17", asks(), refused(carrier, BARRED, vars={"account_trunk_usage": usage})))
    assert "no credit or no free trunk, or calls there are restricted" in sign.sentence


def test_trunks_of_the_reseller_are_named_so(judged: Judged) -> None:
    variables = {"account_trunk_usage": "0/0/9/0/1/1", "reseller_trunk_usage": "0/0/2/0/1/1"}
    sign = one(judged("R17", asks(), refused(carrier, BARRED, vars=variables)))
    assert "both trunks of the reseller" in sign.sentence


def test_a_hard_limit_rules_out_a_restriction(judged: Judged) -> None:
    sign = one(
        judged("R17", asks(), refused(carrier, BARRED, vars={"account_billing": "hard_limit"}))
    )
    assert sign.sentence == (
        "The platform refused the call: the account had no credit or no free trunk."
    )


@pytest.mark.parametrize(
    "variables", [{"reseller_billing": "limits_enforced"}, {"account_trunk_usage": "2/0/0/0/2/0"}]
)
def test_a_call_from_outside_that_met_the_limits_is_busy_at_once(
    judged: Judged, variables: dict[str, str]
) -> None:
    leg = refused(from_carrier, "USER_BUSY", 486, vars=variables)
    assert one(judged("R17", leg)).severity is ERROR
    assert judged("R12", leg) == []


def test_a_caller_who_is_busy_later_or_without_limits_is_not_barred(judged: Judged) -> None:
    limits = {"account_billing": "hard_limit"}
    assert judged("R17", refused(from_carrier, "USER_BUSY", 486, length=3, vars=limits)) == []
    free = {"account_trunk_usage": "2/0/0/0/1/0", "account_billing": "flat_rate"}
    assert judged("R17", refused(from_carrier, "USER_BUSY", 486, vars=free)) == []


def test_a_carrier_that_forbids_does_not_mean_the_accounts_limits(judged: Judged) -> None:
    legs = (asks(), refused(carrier, BARRED, 403))
    assert judged("R17", *legs) == []
    assert one(judged("R13", *legs))


# -- R18 ------------------------------------------------------------------------------------------


def test_a_carrier_that_fails(judged: Judged) -> None:
    legs = (asks(length=5), refused(carrier, "NORMAL_TEMPORARY_FAILURE", 500, length=3))
    sign = one(judged("R18", *legs))
    assert (sign.severity, sign.confidence, sign.legs) == (ERROR, HIGH, (1,))
    assert sign.sentence == "The carrier could not complete the call (500 server error)."
    assert "Call-ID" in sign.next_step


def test_503_within_a_second_may_be_the_platforms_own(judged: Judged) -> None:
    legs = (asks(), refused(carrier, "NORMAL_TEMPORARY_FAILURE", 503))
    sign = one(judged("R18", *legs))
    assert sign.sentence.startswith("Over the carrier the call failed at once (503")
    assert "DNS" in sign.next_step
    slow = (asks(), refused(carrier, "NORMAL_TEMPORARY_FAILURE", 503, length=2))
    assert "DNS" not in one(judged("R18", *slow)).next_step


def test_a_failure_without_a_code_is_told_in_the_words_of_its_cause(judged: Judged) -> None:
    sign = one(judged("R18", asks(), refused(carrier, "GATEWAY_DOWN", length=0)))
    assert sign.sentence == (
        "The call over the carrier failed (gateway down). The route's gateway is marked as down."
    )
    phone = one(judged("R18", asks(), refused(called, "DESTINATION_OUT_OF_ORDER")))
    assert phone.sentence.startswith("The call to device Priya failed (far side down).")


def test_a_phone_that_fails_is_told_by_its_code(judged: Judged) -> None:
    sign = one(judged("R18", asks(), refused(called, "NORMAL_UNSPECIFIED", 491)))
    assert "Device Priya could not complete the call (491 both sides" in sign.sentence


def test_a_route_that_failed_matters_little_once_another_one_worked(judged: Judged) -> None:
    failed = refused(
        carrier, "NORMAL_TEMPORARY_FAILURE", 503, length=2, call_id="first",
        id="202611-first", vars={"resource_id": "southport"},
    )  # fmt: skip
    sign = one(judged("R18", caller(), failed, carrier(start=2.5)))
    assert (sign.severity, sign.why) == (INFO, "")
    assert sign.sentence == (
        "The first carrier could not complete the call (503 overloaded or out of service); "
        "attempt 2, over the second carrier, worked."
    )


def test_where_all_carriers_fail_the_reason_speaks_of_all(judged: Judged) -> None:
    legs = [
        refused(
            carrier, "NETWORK_OUT_OF_ORDER", 502, call_id=name, id=f"202611-{name}",
            vars={"resource_id": name},
        )
        for name in ("northline", "southport")
    ]  # fmt: skip
    signs = judged("R18", asks(), *legs)
    assert [sign.legs for sign in signs] == [(1,), (2,)]
    assert [sign.why for sign in signs] == [
        "both attempts over carriers failed",
        "both attempts over carriers failed, the last one with 502 bad gateway",
    ]


def test_a_call_that_the_platform_itself_could_not_handle(judged: Judged) -> None:
    sign = one(judged("R18", refused(caller, "SWITCH_CONGESTION", 503)))
    assert sign.sentence.startswith("The platform could not handle the call of Kim")


def test_a_caller_whose_attempt_is_not_here_was_not_refused_by_the_platform(judged: Judged) -> None:
    for number, cause, code in (
        ("R12", "USER_BUSY", 486), ("R13", "CALL_REJECTED", 403), ("R18", "SWITCH_CONGESTION", 503),
        ("R19", "RECOVERY_ON_TIMER_EXPIRE", 504),
    ):  # fmt: skip
        sign = one(judged(number, refused(caller, cause, code, other_leg_call_id="not here")))
        assert "platform" not in sign.sentence
        assert "the leg on which that came is not in these records" in sign.sentence
        assert sign.why == ""
        assert "Fetch again" in sign.next_step


@pytest.mark.parametrize("make", [called, carrier])
def test_a_call_that_the_network_cut_was_hung_up_by_nobody(judged: Judged, make: Any) -> None:
    cut_off = make(hangup_cause="NETWORK_OUT_OF_ORDER", hangup_code="sip:200")
    sign = one(judged("R18", caller(), cut_off))
    assert (sign.severity, sign.confidence, sign.legs) == (WARNING, MEDIUM, (1,))
    assert "was cut after 0:33" in sign.sentence
    assert sign.settles


@pytest.mark.parametrize("cause", ["NORMAL_UNSPECIFIED", "INTERWORKING", "NORMAL_CLEARING"])
def test_causes_that_hanging_up_gets_too_are_no_cut(judged: Judged, cause: str) -> None:
    assert judged("R18", caller(), carrier(hangup_cause=cause, hangup_code="sip:200")) == []


def test_the_cause_that_a_caller_has_of_a_failed_attempt_is_no_cut(judged: Judged) -> None:
    assert judged("R18", caller(hangup_cause="NORMAL_TEMPORARY_FAILURE"), called()) == []


# -- R19, R20 -------------------------------------------------------------------------------------

UNHEARD = "RECOVERY_ON_TIMER_EXPIRE"


@pytest.mark.parametrize("code", [None, 408, 504])
@pytest.mark.parametrize("make", [called, carrier])
def test_a_call_request_without_any_reply_for_32_seconds(
    judged: Judged, make: Any, code: int | None
) -> None:
    legs = (asks(length=33), refused(make, UNHEARD, code, length=32, ringing_seconds=0))
    sign = one(judged("R19", *legs))
    assert (sign.severity, sign.confidence, sign.legs) == (ERROR, HIGH, (1,))
    assert "Nothing answered our call request (INVITE)" in sign.sentence
    assert "within 32 s" in sign.sentence
    assert ("SIP-ALG" in sign.next_step) == (make is called)


def test_408_at_another_time_is_a_server_behind_it(judged: Judged) -> None:
    sign = one(judged("R19", asks(length=9), refused(carrier, UNHEARD, 408, length=8)))
    assert sign.confidence is MEDIUM
    assert "the answer after 8 s was 408 no reply in time" in sign.sentence
    assert "a server on the way" in sign.sentence
    assert sign.settles


def test_a_phone_that_rang_did_answer_the_call_request(judged: Judged) -> None:
    leg = refused(called, UNHEARD, 408, length=32, ringing_seconds=30)
    sign = one(judged("R19", asks(length=33), leg))
    assert sign.confidence is MEDIUM
    assert sign.sentence.startswith("Device Priya rang, and 32 s later")


def test_an_answered_leg_that_timed_out_is_no_lost_call_request(judged: Judged) -> None:
    assert judged("R19", caller(), called(hangup_cause=UNHEARD, hangup_code="sip:408")) == []


def test_a_carrier_without_a_sign_of_life_makes_room_for_the_next(judged: Judged) -> None:
    silent = refused(carrier, "PROGRESS_TIMEOUT", length=8, call_id="first", id="202611-first")
    sign = one(judged("R20", asks(), silent, called(start=9)))
    assert (sign.severity, sign.confidence, sign.legs) == (WARNING, HIGH, (1,))
    assert sign.sentence == (
        "The carrier showed no sign of ringing or audio within 8 s, so the platform gave up and"
        " tried the next route."
    )


def test_the_last_route_without_a_sign_of_life_has_no_next(judged: Judged) -> None:
    sign = one(judged("R20", asks(), refused(carrier, "PROGRESS_TIMEOUT", length=8)))
    assert sign.sentence.endswith("so the platform gave up.")
    assert judged("R20", asks(), refused(carrier, "NO_ANSWER", length=8)) == []


# -- R21, R22 -------------------------------------------------------------------------------------

SAVP = "audio 30002 RTP/SAVP 0 101"


def suite(name: str) -> str:
    return f"a=crypto:1 {name} inline:" + "A" * 40


def test_media_refused_without_the_other_sides_description(judged: Judged) -> None:
    leg = refused(called, "INCOMPATIBLE_DESTINATION", 488, local_sdp=sdp())
    sign = one(judged("R21", asks(), leg))
    assert (sign.severity, sign.confidence, sign.legs) == (ERROR, HIGH, (1,))
    assert "what device Priya can do is not recorded, the offer was PCMU" in sign.sentence
    assert ("local_sdp", 6) in [(each.field, each.line) for each in sign.evidence]


@pytest.mark.parametrize(
    ("ours", "theirs", "gist"),
    [
        (sdp(), sdp(medium="audio 4000 RTP/AVP 18"), "platform has PCMU and device Priya G729"),
        (sdp(), sdp(medium=SAVP), "device Priya wants encrypted audio (SRTP) and the platform"),
        (sdp(medium=SAVP), sdp(), "the platform wants encrypted audio (SRTP) and device Priya"),
        (
            sdp(suite("AES_CM_128_HMAC_SHA1_80"), medium=SAVP),
            sdp(suite("AES_256_CM_HMAC_SHA1_80"), medium=SAVP),
            "no cipher in common",
        ),
        (sdp(medium="image 4000 udptl t38"), sdp(medium="image 0 udptl t38"), "T.38"),
    ],
)
def test_media_refused_for_a_reason_that_both_descriptions_show(
    judged: Judged, ours: str, theirs: str, gist: str
) -> None:
    leg = refused(called, "INCOMPATIBLE_DESTINATION", 488, local_sdp=ours, remote_sdp=theirs)
    sign = one(judged("R21", asks(), leg))
    assert gist in sign.sentence
    assert {"local_sdp", "remote_sdp"} <= {each.field for each in sign.evidence if each.line}


@pytest.mark.parametrize(
    ("cause", "code"),
    [
        ("SERVICE_NOT_IMPLEMENTED", 415),
        ("INCOMPATIBLE_DESTINATION", 606),
        ("BEARERCAPABILITY_NOTIMPL", None),
        ("NOT_ACCEPTABLE", None),
    ],
)
def test_media_refused_by_other_codes_and_causes(
    judged: Judged, cause: str, code: int | None
) -> None:
    assert one(judged("R21", asks(), refused(carrier, cause, code))).severity is ERROR


def test_media_refused_by_the_word_of_the_endpoint(judged: Judged) -> None:
    leg = refused(called, "NORMAL_CLEARING", disposition="NO CODECS")
    assert one(judged("R21", asks(), leg)).severity is ERROR
    failed_fax = refused(
        called, "INCOMPATIBLE_DESTINATION", 488, disposition="T.38 NEGOTIATION ERROR"
    )
    assert "T.38" in one(judged("R21", asks(), failed_fax)).sentence


def test_the_leg_that_shows_the_reason_gives_it_for_all(judged: Judged) -> None:
    tells = refused(
        called, "INCOMPATIBLE_DESTINATION", local_sdp=sdp(), call_id="tells", id="202611-tells",
        remote_sdp=sdp(medium="audio 4000 RTP/AVP 18"),
    )  # fmt: skip
    silent = refused(called, "INCOMPATIBLE_DESTINATION", 488, start=0.2)
    signs = judged("R21", asks(), silent, tells)
    assert [sign.why for sign in signs] == [
        "", "device Priya and the platform have no codec in common",
    ]  # fmt: skip


def test_an_offer_that_the_platform_refuses(judged: Judged) -> None:
    offer = sdp(medium="audio 4000 RTP/AVP 18")
    sign = one(judged("R21", refused(caller, "INCOMPATIBLE_DESTINATION", 488, remote_sdp=offer)))
    assert sign.sentence.startswith("The platform refused device Kim's media")
    assert "the offer was G729" in sign.sentence


def test_an_answered_call_has_its_media(judged: Judged) -> None:
    assert judged("R21", caller(), called(disposition="NO CODECS")) == []


def test_a_setup_that_lacked_something_is_a_login_or_a_codec(judged: Judged) -> None:
    sign = one(judged("R22", asks(), refused(carrier, "MANDATORY_IE_MISSING")))
    assert (sign.severity, sign.confidence, sign.legs) == (ERROR, MEDIUM, (1,))
    assert sign.sentence.startswith("Either a login that the carrier asked for")
    assert sign.settles


def test_a_setup_whose_descriptions_do_not_fit_is_no_matter_of_logins(judged: Judged) -> None:
    leg = refused(called, "MANDATORY_IE_MISSING", local_sdp=sdp(), remote_sdp=sdp(medium=SAVP))
    sign = one(judged("R22", asks(), leg))
    assert "login" not in sign.sentence
    assert "SRTP" in sign.sentence


@pytest.mark.parametrize("code", [401, 407, 488])
def test_a_setup_with_a_code_is_told_by_it(judged: Judged, code: int) -> None:
    assert judged("R22", asks(), refused(carrier, "MANDATORY_IE_MISSING", code)) == []


def test_an_emergency_call_without_an_address(judged: Judged) -> None:
    fields = {"request": "911@acme.example.com", "callee_id_number": "911"}
    sign = one(judged("R22", refused(caller, "MANDATORY_IE_MISSING", 403, **fields)))
    assert "emergency" in sign.sentence
    other = one(judged("R22", refused(caller, "MANDATORY_IE_MISSING", 403)))
    assert "emergency" not in other.sentence


# -- R23, R24, R25 --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cause", "code"),
    [("EXCHANGE_ROUTING_ERROR", 482), ("EXCHANGE_ROUTING_ERROR", 483), (None, 483)],
)
def test_a_call_that_went_round(judged: Judged, cause: str | None, code: int) -> None:
    sign = one(judged("R23", asks(), refused(carrier, cause, code)))
    assert (sign.severity, sign.confidence, sign.legs) == (ERROR, HIGH, (1,))
    assert "loop" in sign.sentence


def hop(call_id: str, one_: str, other: str, **fields: Any) -> Document:
    named = {"caller_id_number": one_, "callee_id_number": other, "callee_id_name": other}
    more = {"call_id": call_id, "id": f"202611-{call_id}"} | named | fields
    return refused(called, "NO_ANSWER", length=20, **more)


def test_two_numbers_that_call_each_other_and_nobody_answers(judged: Judged) -> None:
    legs = (
        asks(length=20, hangup_cause="ORIGINATOR_CANCEL"),
        hop("b", "2001", "2003"), hop("c", "2003", "2004"), hop("d", "2004", "2003"),
        hop("e", "2003", "2004"),
    )  # fmt: skip
    sign = one(judged("R23", *legs))
    assert (sign.severity, sign.confidence, sign.legs) == (ERROR, MEDIUM, (0,))
    assert "2003 and 2004 call each other on 3 legs" in sign.sentence
    assert sign.settles


def test_a_call_and_its_return_are_no_loop(judged: Judged) -> None:
    legs = (asks(length=20), hop("b", "2001", "2003"), hop("c", "2003", "2004"))
    assert judged("R23", *legs, hop("d", "2004", "2003")) == []


def test_numbers_that_call_each_other_and_talk_are_no_loop(judged: Judged) -> None:
    legs = (
        caller(), hop("c", "2003", "2004"), hop("d", "2004", "2003"), hop("e", "2003", "2004"),
        called(start=1),
    )  # fmt: skip
    assert judged("R23", *legs) == []


def test_a_phone_that_forwards_by_itself(judged: Judged) -> None:
    leg = refused(called, "REDIRECTION_TO_NEW_DESTINATION", 302)
    sign = one(judged("R24", asks(), leg))
    assert (sign.severity, sign.confidence, sign.legs) == (WARNING, HIGH, (1,))
    assert "forwarding is set on the phone itself" in sign.sentence


def test_a_redirect_that_was_not_followed(judged: Judged) -> None:
    sign = one(judged("R24", asks(), refused(carrier, "REQUESTED_CHAN_UNAVAIL", 301)))
    assert "sent the call elsewhere (301" in sign.sentence
    assert judged("R18", asks(), refused(carrier, "REQUESTED_CHAN_UNAVAIL", 301)) == []


def test_a_number_that_is_gone(judged: Judged) -> None:
    sign = one(judged("R24", asks(), refused(carrier, "NUMBER_CHANGED", 410)))
    assert "+12025550144 is no longer in use or has moved (410" in sign.sentence


def test_a_redirect_is_told_once_and_with_its_maker(judged: Judged) -> None:
    by = {"redirected_by": "<sip:2002@acme.example.com>", "redirected_reason": "unconditional"}
    legs = (asks(vars=by), refused(carrier, "NO_ANSWER", length=20, vars=by))
    sign = one(judged("R24", *legs))
    assert (sign.severity, sign.legs) == (WARNING, (0,))
    assert sign.sentence.startswith("2002 redirected the call (unconditional)")
    told_by_the_phone = refused(called, "REDIRECTION_TO_NEW_DESTINATION", 302, vars=by)
    assert len(judged("R24", asks(), told_by_the_phone)) == 1


def test_a_redirect_that_led_to_somebody_does_no_harm(judged: Judged) -> None:
    sign = one(judged("R24", caller(), called(vars={"redirected_by": "2003"})))
    assert (sign.severity, sign.why) == (INFO, "")


@pytest.mark.parametrize(
    ("cause", "code", "gist"),
    [
        ("NO_IDENTITY", 428, "wants the caller number signed"),
        ("BAD_IDENTITY_INFO", 429, "certificate"),
        ("NORMAL_UNSPECIFIED", 436, "certificate"),
        ("UNSUPPORTED_CERTIFICATE", 437, "does not accept the certificate"),
        ("INVALID_IDENTITY", 438, "is not valid"),
        ("STALE_DATE", None, "too old"),
    ],
)
def test_a_callers_signature_that_is_refused(
    judged: Judged, cause: str, code: int | None, gist: str
) -> None:
    sign = one(judged("R25", asks(), refused(carrier, cause, code)))
    assert (sign.severity, sign.confidence, sign.legs) == (ERROR, HIGH, (1,))
    assert gist in sign.sentence
    assert "STIR/SHAKEN" in sign.sentence


def test_a_signature_that_the_platform_refuses(judged: Judged) -> None:
    sign = one(judged("R25", refused(from_carrier, "STALE_DATE", 403)))
    assert sign.sentence.startswith("The platform refused the call over the caller's signature")
