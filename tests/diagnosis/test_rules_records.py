"""Several legs together, who the parties are, and what the records are worth: R54 to R63."""

from __future__ import annotations

from typing import Any

import pytest

from tests.diagnosis.conftest import Document, Judged, called, caller, carrier, from_carrier, sdp
from vinix_tui.diagnosis.finding import Confidence, Severity

NORMAL, INFO, WARNING = Severity.NORMAL, Severity.INFO, Severity.WARNING
MEDIUM, HIGH = Confidence.MEDIUM, Confidence.HIGH
_BEGAN = 1_795_428_000_000_000

# -- R54 ------------------------------------------------------------------------------------------


def test_a_queue_that_answered_long_before_the_callee(judged: Judged) -> None:
    (sign,) = judged(
        "R54", from_carrier(length=171, talk=170), called(start=40, length=131, talk=120)
    )
    assert (sign.severity, sign.confidence, sign.legs) == (INFO, HIGH, (0, 1))
    assert sign.sentence == (
        "Acme was answered (a menu, a queue or an early answer) 50 s before Priya: the billed 170 s"
        " are not the length of the conversation."
    )
    assert sign.next_step.endswith("count the talk time of Priya: 120 s.")
    assert [(each.leg, each.field) for each in sign.evidence] == [
        (0, "billing_seconds"), (0, "duration_seconds"),
        (1, "billing_seconds"), (1, "duration_seconds"),
    ]  # fmt: skip


def test_a_callee_who_answered_long_before_the_caller_was_connected(judged: Judged) -> None:
    (sign,) = judged("R54", caller(length=60, talk=30), called(length=60, talk=55))
    assert sign.sentence.startswith("Priya answered 25 s before the platform answered Kim: the")
    assert "billed 55 s" in sign.sentence


@pytest.mark.parametrize(
    ("talk", "fires"), [(54, False), (55, True)], ids=["five seconds", "six seconds"]
)
def test_more_than_five_seconds_apart_count(talk: int, fires: bool, judged: Judged) -> None:
    legs = (caller(length=40, talk=25), called(start=0, length=40, talk=25 - (talk - 49)))
    assert bool(judged("R54", *legs)) is fires


@pytest.mark.parametrize(("talk", "fires"), [(80, False), (79, True)])
def test_more_than_a_fifth_of_the_talk_counts(talk: int, fires: bool, judged: Judged) -> None:
    legs = (caller(length=101, talk=100), called(start=0, length=101, talk=talk))
    assert bool(judged("R54", *legs)) is fires


def test_a_caller_who_stayed_on_after_the_callee_was_not_answered_early(judged: Judged) -> None:
    assert not judged("R54", caller(length=90, talk=83), called(length=40, talk=33))


def test_a_callee_who_went_on_alone_was_not_answered_early(judged: Judged) -> None:
    legs = (caller(length=60, talk=30), called(length=64, talk=59))
    assert not judged("R54", *legs)
    assert judged("R55", *legs)


def test_after_a_transfer_the_first_answer_counts(judged: Judged) -> None:
    first = called(length=48, talk=42, hangup_cause="BLIND_TRANSFER")
    second = called(call_id="d", id="202611-d", start=49, length=61, talk=57)
    asks = from_carrier(length=110, talk=103, other_leg_call_id="d")
    assert not judged("R54", asks, first, second)


def test_a_conference_is_no_early_answer(judged: Judged) -> None:
    assert not judged("R54", caller(length=171, talk=170, is_conference=True), called(start=50))


# -- R55 ------------------------------------------------------------------------------------------


def test_a_leg_that_kept_running_after_its_caller(judged: Judged) -> None:
    (sign,) = judged("R55", caller(), carrier(length=88, talk=81))
    assert (sign.severity, sign.confidence, sign.legs) == (WARNING, MEDIUM, (1, 0))
    assert sign.sentence == (
        "The leg of the carrier kept running for 48 s after the caller was gone."
    )
    assert sign.why.startswith("the leg of the carrier kept")
    assert sign.settles
    assert {each.field for each in sign.evidence} == {
        "billing_seconds", "duration_seconds", "msg_id",
    }  # fmt: skip


@pytest.mark.parametrize(("after", "fires"), [(2.4, False), (3.0, True)])
def test_three_seconds_are_too_long_for_a_bye(after: float, fires: bool, judged: Judged) -> None:
    late = called(start=0, length=40 + round(after), msg_id=str(_BEGAN + round((40 + after) * 1e6)))
    assert bool(judged("R55", caller(), late)) is fires


def test_a_callee_who_was_answered_while_the_caller_never_was(judged: Judged) -> None:
    (sign,) = judged("R55", caller(length=39, talk=0), called(talk=33))
    assert sign.sentence == "Device Priya was answered for 33 s, but the caller never was."
    # The answer and the caller's hanging up crossed on their way.
    assert not judged("R55", caller(length=40, talk=0), called(talk=1))


@pytest.mark.parametrize(
    ("asks", "answers"),
    [
        ({"hangup_cause": "ATTENDED_TRANSFER"}, {}),
        ({"is_conference": True}, {}),
        ({"replaced_by": "d"}, {}),
        ({"transfer_history": {"1": {}}}, {}),
        ({}, {"vars": {"referred_by": "<sip:2001@acme.example.com>"}}),
        ({}, {"other_leg_call_id": None, "vars": {"bridge_id": "of somebody else"}}),
    ],
    ids=["transfer", "conference", "replaced", "history", "referred", "not its caller"],
)
def test_a_leg_that_went_on_for_a_reason_is_no_wonder(
    asks: dict[str, Any], answers: dict[str, Any], judged: Judged
) -> None:
    assert not judged("R55", caller(**asks), called(length=88, talk=81, **answers))


def test_a_leg_that_was_joined_to_one_that_is_not_here_is_no_wonder(judged: Judged) -> None:
    asked = called(length=160, talk=150)
    assert judged("R55", caller(), asked)
    assert judged("R55", caller(), asked | {"other_leg_call_id": "filed-elsewhere"}) == []


def test_two_servers_clocks_keep_no_leg_running(judged: Judged) -> None:
    late = called(length=43, talk=36, media_server="fs2.example.com")
    assert judged("R55", caller(media_server="fs2.example.com"), late)
    assert judged("R55", caller(media_server="fs1.example.com"), late) == []
    later = called(length=90, talk=83, media_server="fs2.example.com")
    assert judged("R55", caller(media_server="fs1.example.com"), later)


def test_a_leg_that_talks_to_another_one_now_is_no_wonder(judged: Judged) -> None:
    now = caller(
        call_id="e", id="202611-e", start=38, length=50, talk=49, other_leg_call_id="b-leg"
    )
    went_on = called(length=88, talk=81, other_leg_call_id="e")
    assert not judged("R55", caller(), went_on, now)


# -- R56 ------------------------------------------------------------------------------------------


def test_a_leg_that_is_named_and_not_there(judged: Judged) -> None:
    (sign,) = judged("R56", caller(other_leg_call_id="9f2d@192.0.2.9"))
    assert (sign.severity, sign.confidence, sign.legs) == (INFO, HIGH, (0,))
    assert sign.sentence == (
        "A leg that the only one here names is not in these records (9f2d@192.0.2.9): what they"
        " show is partial."
    )
    assert [(each.field, each.value) for each in sign.evidence] == [
        ("other_leg_call_id", "9f2d@192.0.2.9")
    ]
    assert sign.next_step.startswith("Fetch again")


def test_a_caller_who_is_not_there_is_named_by_the_bridge(judged: Judged) -> None:
    (sign,) = judged("R56", called(), carrier(other_leg_call_id=None))
    assert sign.legs == (0,)
    (sign,) = judged("R56", carrier(other_leg_call_id=None))
    assert [each.field for each in sign.evidence] == ["custom_channel_vars.bridge_id"]


def test_all_that_is_missing_is_told_at_once(judged: Judged) -> None:
    started = [{"call_id": f"id-{number}"} for number in range(3)]
    (sign,) = judged("R56", caller(originated_legs=started, other_leg_call_id="b-leg"), called())
    assert "3 legs that the others name are not in these records (id-0, id-1 and 1 more)" in (
        sign.sentence
    )
    assert sign.evidence[0].field == "originated_legs"


def test_after_a_transfer_the_leg_may_be_filed_elsewhere(judged: Judged) -> None:
    gone = called(hangup_cause="ATTENDED_TRANSFER", other_leg_call_id="d")
    (sign,) = judged("R56", caller(), gone)
    assert sign.next_step.startswith("A transfer can file legs under another interaction")


@pytest.mark.parametrize(
    "documents",
    [
        (caller(), called()),
        (caller(vars={"bridge_id": "a-leg"}),),
        (caller(other_leg_call_id="b-leg"), called(vars={"bridge_id": "of another kind"})),
        (caller(), called(talk=0, hangup_cause="LOSE_RACE", other_leg_call_id="elsewhere")),
        (caller(other_leg_call_id="helper"), carrier(vars={"call_forward": "true"})),
        (
            caller(),
            called(channel_is_loopback=True, channel_loopback_other_leg_id="helper"),
            carrier(other_leg_call_id="helper"),
        ),
        (caller(originated_legs=[{"call_id": "x", "cause": "LOSE_RACE"}, None, {}, "y"]),),
        (caller(originated_legs={"call_id": "a-leg"}),),
        (),
    ],
    ids=["whole", "own bridge", "bridge of another kind", "lost race", "forwarded", "helper",
         "lost races", "itself", "no legs"],
)  # fmt: skip
def test_nothing_that_matters_is_missing(documents: tuple[Document, ...], judged: Judged) -> None:
    assert not judged("R56", *documents)


# -- R57 ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "said", "field"),
    [
        ({"duration_seconds": -7, "billing_seconds": 0}, "duration_seconds is negative",
         "duration_seconds"),
        ({"billing_seconds": "NaN"}, "billing_seconds is no number", "billing_seconds"),
        ({"duration_seconds": 12}, "it talked for 33 s of a life of 12 s", "billing_seconds"),
        ({"timestamp": 63_962_647_100}, "it ended 100 s before it began", "timestamp"),
    ],
)  # fmt: skip
def test_a_record_that_contradicts_itself(
    fields: dict[str, Any], said: str, field: str, judged: Judged
) -> None:
    (sign,) = judged("R57", caller(), called(**fields))
    assert (sign.severity, sign.confidence, sign.legs) == (WARNING, HIGH, (1,))
    assert sign.sentence == f"The record of device Priya looks damaged: {said}."
    assert [(each.leg, each.field) for each in sign.evidence] == [(1, field)]
    assert sign.why == ""


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"hangup_code": "sip:[red]"}, "sip:[red] is no code"),
        ({"hangup_code": 99_999}, "99999 is no code"),
    ],
)
def test_what_nobody_can_read_may_be_newer_than_we_are(
    fields: dict[str, Any], said: str, judged: Judged
) -> None:
    (sign,) = judged("R57", caller(**fields))
    assert (sign.severity, sign.confidence) == (WARNING, MEDIUM)
    assert said in sign.sentence
    assert sign.settles


def test_a_cause_that_no_table_has_is_no_damage(judged: Judged) -> None:
    (sign,) = judged("R57", caller(hangup_cause="PEBCAK"))
    assert (sign.severity, sign.confidence, sign.why) == (INFO, HIGH, "")
    assert "the cause PEBCAK, which this program does not know" in sign.sentence
    assert [each.field for each in sign.evidence] == ["hangup_cause"]


def test_a_broken_line_of_a_description_is_told_with_its_number(judged: Judged) -> None:
    (sign,) = judged("R57", caller(remote_sdp=sdp("a=rtpmap:0")))
    assert "line 8 of the remote SDP: the codec of this payload type is not readable" in (
        sign.sentence
    )
    assert [(each.field, each.line, each.value) for each in sign.evidence] == [
        ("remote_sdp", 8, "a=rtpmap:0")
    ]
    assert sign.confidence is MEDIUM


def test_a_leg_has_one_finding_whatever_is_wrong_with_it(judged: Judged) -> None:
    (sign,) = judged(
        "R57", caller(duration_seconds=-1, ringing_seconds=-2, hangup_cause="X", hangup_code="x")
    )
    assert sign.confidence is HIGH
    assert sign.sentence.endswith(
        "damaged: duration_seconds is negative; ringing_seconds is negative; and 1 more."
    )
    assert len(sign.evidence) == 3


@pytest.mark.parametrize(
    "fields",
    [
        {"duration_seconds": 32},
        {"billing_seconds": None, "duration_seconds": None, "ringing_seconds": None},
        {"ringing_seconds": ""},
        {"billing_seconds": "33", "duration_seconds": "40"},
        {"hangup_code": "sip:0"},
        {"hangup_code": "200"},
        {"hangup_code": "q850:16"},
        {"hangup_code": "verto:NORMAL"},
        {"hangup_cause": "UNSPECIFIED"},
        {"hangup_cause": None},
        {"timestamp": 63_962_647_240},
        {"start": 20, "timestamp": 63_962_647_200},
        {"remote_sdp": sdp("a=fmtp:99 0-15"), "local_sdp": ""},
    ],
    ids=["a second more", "no counts", "empty", "text", "no code", "bare", "q850", "verto",
         "known", "no cause", "end", "call's start", "unusual SDP"],
)  # fmt: skip
def test_an_unusual_record_is_not_damaged(fields: dict[str, Any], judged: Judged) -> None:
    assert not judged("R57", caller(**fields))


# -- R58 and R59 ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"vars": {"privacy_hide_number": "true"}}, "custom_channel_vars.privacy_hide_number"),
        ({"vars": {"privacy_hide_number": True}}, "custom_channel_vars.privacy_hide_number"),
        ({"caller_id_number": "anonymous"}, "caller_id_number"),
        ({"from": "Restricted@192.0.2.10"}, "from"),
        ({"from": '"Anonymous" <sip:anonymous@anonymous.invalid>'}, "from"),
    ],
)
def test_a_caller_who_withheld_the_number(
    fields: dict[str, Any], field: str, judged: Judged
) -> None:
    (sign,) = judged("R58", from_carrier(**fields), called(**fields))
    assert (sign.severity, sign.confidence, sign.legs) == (INFO, HIGH, (0,))
    assert sign.sentence == "The caller withheld the number."
    assert sign.evidence[0].field == field


def test_a_number_that_may_only_be_unknown(judged: Judged) -> None:
    (sign,) = judged("R58", from_carrier(caller_id_number="Unavailable"))
    assert (sign.severity, sign.confidence) == (INFO, MEDIUM)
    assert sign.sentence == (
        "The call came without the caller's number: withheld, or lost on the way."
    )
    assert sign.settles


def test_a_name_alone_that_is_withheld(judged: Judged) -> None:
    (sign,) = judged("R58", from_carrier(vars={"privacy_hide_name": "true"}))
    assert sign.sentence == "The caller withheld the name; the number is shown."


def test_carriers_may_refuse_a_hidden_number(judged: Judged) -> None:
    (sign,) = judged("R58", caller(), carrier(vars={"privacy_hide_number": "true"}))
    assert sign.legs == (1,)
    assert "Carriers may refuse a call that shows no valid number." in sign.sentence


@pytest.mark.parametrize(
    "fields",
    [
        {"vars": {"privacy_hide_number": "false", "privacy_hide_name": "false"}},
        {"caller_id_name": "Unavailable"},
        {"from": "unknown.caller@192.0.2.10"},
    ],
)
def test_a_number_that_is_shown_is_not_withheld(fields: dict[str, Any], judged: Judged) -> None:
    assert not judged("R58", from_carrier(**fields), called())


@pytest.mark.parametrize("number", ["2001", "555 0100", "2025550100", "Acme", "0012025550100"])
def test_a_caller_number_that_carriers_refuse(number: str, judged: Judged) -> None:
    (sign,) = judged("R59", caller(talk=0), carrier(talk=0, caller_id_number=number))
    assert (sign.severity, sign.confidence, sign.legs) == (WARNING, MEDIUM, (1,))
    assert f"sent to the carrier is {number}, no full international one" in sign.sentence
    assert "(403)" in sign.sentence
    assert sign.why == f"the caller number {number} is no full international one"
    assert sign.settles
    assert [(each.field, each.value) for each in sign.evidence] == [("caller_id_number", number)]


def test_a_call_that_was_taken_all_the_same_is_only_worth_knowing(judged: Judged) -> None:
    (sign,) = judged("R59", caller(), carrier(caller_id_number="2001"))
    assert (sign.severity, sign.why) == (INFO, "")
    assert "the call was taken" in sign.sentence


def test_one_number_to_two_carriers_is_one_finding(judged: Judged) -> None:
    one = carrier(talk=0, caller_id_number="2001")
    two = one | {"call_id": "c2", "id": "202611-c2"}
    (sign,) = judged("R59", caller(talk=0), one, two)
    assert sign.legs == (1, 2)


@pytest.mark.parametrize(
    "documents",
    [
        (caller(), carrier()),
        (caller(), carrier(caller_id_number="12025550100")),
        (caller(), carrier(caller_id_number="+1 (202) 555-0100")),
        (caller(), carrier(caller_id_number="+2905550")),
        (caller(), carrier(caller_id_number=None)),
        (caller(), carrier(caller_id_number="anonymous")),
        (caller(caller_id_number="2001"), called(caller_id_number="2001")),
        (from_carrier(caller_id_number="5550100"), called()),
    ],
    ids=["full", "without +", "spelled", "short country", "none", "withheld", "inside", "inbound"],
)
def test_a_caller_number_that_is_all_right(documents: tuple[Document, ...], judged: Judged) -> None:
    assert not judged("R59", *documents)


# -- R60 to R63 -----------------------------------------------------------------------------------


def test_the_equipment_on_both_sides_is_told_with_its_codec(judged: Judged) -> None:
    both: Document = {"local_sdp": sdp(), "remote_sdp": sdp()}
    (sign,) = judged(
        "R60",
        caller(user_agent="Yealink SIP-T54W 96.86.0.70", **both),
        called(user_agent="Z 5.6.4"),
    )
    assert (sign.severity, sign.confidence, sign.legs) == (NORMAL, HIGH, (0, 1))
    assert sign.sentence == (
        "Device Kim is Yealink SIP-T54W 96.86.0.70 (PCMU); device Priya is Z 5.6.4."
    )
    assert [each.field for each in sign.evidence] == ["user_agent", "user_agent"]
    (sign,) = judged("R60", caller(user_agent="Z 5.6.4"), carrier(**both))
    assert sign.sentence == "Device Kim is Z 5.6.4; the carrier speaks PCMU."


def test_equipment_that_nobody_names_is_not_told(judged: Judged) -> None:
    assert not judged("R60", caller(), carrier(local_sdp=sdp(), remote_sdp=sdp()))
    assert not judged("R60")


def test_keys_that_were_pressed_in_a_menu(judged: Judged) -> None:
    (sign,) = judged("R61", from_carrier(digits_dialed="24"))
    assert (sign.severity, sign.confidence, sign.legs) == (INFO, HIGH, (0,))
    assert sign.sentence == "Acme pressed the keys 24."
    assert [(each.field, each.value) for each in sign.evidence] == [("digits_dialed", "24")]


def test_keys_that_may_be_a_card_or_a_pin_are_not_shown(judged: Judged) -> None:
    (sign,) = judged("R61", from_carrier(digits_dialed="4000123"))
    assert sign.sentence.startswith("Acme pressed 7 keys, which are not shown")
    assert [each.value for each in sign.evidence] == ["7 keys, hidden"]
    (sign,) = judged("R61", caller(request="*97@acme.example.com", digits_dialed="4711"))
    assert "4711" not in sign.sentence + str(sign.evidence)


@pytest.mark.parametrize(
    "documents",
    [
        (from_carrier(digits_dialed="none"),),
        (from_carrier(),),
        (from_carrier(digits_dialed="24", talk=0),),
        (from_carrier(digits_dialed="24"), called()),
        (from_carrier(digits_dialed="24", other_leg_call_id="elsewhere"),),
    ],
    ids=["none", "no field", "not answered", "talked to somebody", "leg missing"],
)
def test_keys_count_only_where_the_platform_listened(
    documents: tuple[Document, ...], judged: Judged
) -> None:
    assert not judged("R61", *documents)


@pytest.mark.parametrize(
    ("documents", "said"),
    [
        ((caller(request="*97@acme.example.com"),), "Kim called the voicemail (*97)."),
        ((caller(request="2001@acme.example.com"),), "Kim called their own extension 2001."),
        (
            (caller(vars={"authorizing_id": "d1"}), called(vars={"authorizing_id": "d1"})),
            "Device Kim called itself.",
        ),
    ],
)
def test_a_phone_that_called_itself_or_its_voicemail(
    documents: tuple[Document, ...], said: str, judged: Judged
) -> None:
    (sign,) = judged("R62", *documents)
    assert (sign.severity, sign.confidence, sign.next_step) == (NORMAL, HIGH, "")
    assert sign.sentence == said
    assert sign.evidence


def test_a_phone_that_called_another_one_did_not_call_itself(judged: Judged) -> None:
    own: Document = {"vars": {"authorizing_id": "d1"}}
    assert not judged("R62", caller(**own), called(vars={"authorizing_id": "d2"}))
    assert not judged("R62", caller(), called())
    # A ring group in which the caller's own phone is one of several.
    assert not judged("R62", caller(**own), called(**own), carrier())
    assert not judged("R62", from_carrier(**own), carrier(**own))


def test_pressed_keys_that_were_redacted_are_not_counted(judged: Judged) -> None:
    (sign,) = judged("R61", caller(digits_dialed="[redacted]"))
    assert sign.sentence == "Kim pressed keys, which are left out of this record."


def test_that_no_problem_is_found_is_said_of_every_call(judged: Judged) -> None:
    (sign,) = judged("R63", caller())
    assert (sign.severity, sign.confidence, sign.legs) == (NORMAL, HIGH, ())
    assert sign.sentence == "These records show no problem."
    (cleared,) = judged("R63", caller(talk=0))
    assert cleared.sentence == "These records show that nobody was answered, and not why."
    assert "SIP trace" in sign.next_step
    assert not judged("R63")
