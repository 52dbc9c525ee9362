"""What came of a call, and who ended it: R01 to R11."""

from __future__ import annotations

from typing import Any

import pytest

from tests.diagnosis.conftest import Document, Judged, called, caller, carrier, from_carrier
from vinix_tui.calls.interaction import Interaction
from vinix_tui.diagnosis.byes import Ending, first_to_end
from vinix_tui.diagnosis.case import Case
from vinix_tui.diagnosis.finding import Confidence, Severity

NORMAL, INFO, WARNING = Severity.NORMAL, Severity.INFO, Severity.WARNING
LOW, MEDIUM, HIGH = Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH
BYE: Document = {"hangup_code": "sip:200"}
_BEGAN = 1_795_428_000_000_000


def ending(*documents: Document) -> Ending | None:
    return first_to_end(Case(Interaction.of(documents)))


def ended(after: float) -> dict[str, Any]:
    """The exact end of a leg, seconds after the beginning; the whole seconds stay as they are."""
    return {"msg_id": str(_BEGAN + round(after * 1e6)), **BYE}


def at_once(**fields: Any) -> Document:
    """A leg that was not answered."""
    return {"talk": 0, "length": 20, **fields}


# -- R01 ------------------------------------------------------------------------------------------


def test_a_conversation_that_ended_normally_is_a_normal_call(judged: Judged) -> None:
    (sign,) = judged("R01", caller(**BYE), called(talk=32, **BYE))
    assert (sign.severity, sign.confidence, sign.legs) == (NORMAL, HIGH, (0, 1))
    assert sign.sentence == "Kim talked to Priya for 0:32, and the call ended normally."
    assert [each.field for each in sign.evidence] == [
        "billing_seconds", "hangup_cause", "hangup_code", "hangup_cause", "hangup_code",
    ]  # fmt: skip


def test_a_call_without_any_code_is_still_normal(judged: Judged) -> None:
    assert judged("R01", caller(), called())


@pytest.mark.parametrize(
    "fields", [{"hangup_cause": "MEDIA_TIMEOUT"}, {"hangup_code": "sip:503"}, {"talk": 0}]
)
def test_a_call_is_not_normal_with(fields: dict[str, Any], judged: Judged) -> None:
    assert not judged("R01", caller(**BYE), called(**(BYE | fields)))


def test_the_cause_of_an_earlier_attempt_does_not_make_a_call_abnormal(judged: Judged) -> None:
    failed = carrier(**at_once(hangup_cause="NORMAL_TEMPORARY_FAILURE", hangup_code="sip:503"))
    bears = caller(hangup_cause="NORMAL_TEMPORARY_FAILURE", hangup_code="sip:503")
    assert judged("R01", bears, failed, called(start=1, **BYE))
    assert not judged("R01", bears, called(start=1, **BYE))


def test_a_conference_is_no_talk_of_two(judged: Judged) -> None:
    assert not judged("R01", caller(is_conference=True), called(is_conference=True))


# -- R02 and who ended it -------------------------------------------------------------------------


def test_the_leg_that_ended_first_hung_up(judged: Judged) -> None:
    (sign,) = judged("R02", caller(**ended(40.06)), called(**ended(40.0)))
    assert (sign.severity, sign.confidence, sign.legs) == (INFO, MEDIUM, (0, 1))
    assert sign.sentence == (
        "Priya ended the call first. The leg of device Priya ended 60 ms before the other one."
    )
    assert [each.field for each in sign.evidence] == ["msg_id", "msg_id"]
    assert "SIP trace" in sign.settles


@pytest.mark.parametrize(
    ("mine", "theirs", "side"),
    [(40.0, 40.02, "caller"), (40.02, 40.0, "callee"), (40.0, 40.019, "unknown")],
)
def test_twenty_milliseconds_tell_the_ends_apart(mine: float, theirs: float, side: str) -> None:
    told = ending(caller(**ended(mine)), called(**ended(theirs)))
    assert told is not None
    assert told.side == side
    assert told.milliseconds == round(abs(mine - theirs) * 1000)


def test_legs_that_ended_together_cannot_tell(judged: Judged) -> None:
    (sign,) = judged("R02", caller(**ended(40.0)), called(**ended(40.012)))
    assert (sign.severity, sign.confidence) == (INFO, LOW)
    assert sign.sentence == (
        "These records cannot tell who hung up. Both legs ended within 13 ms of each other."
    )


@pytest.mark.parametrize(
    ("apart", "side"), [(0.06, "unknown"), (2, "unknown"), (9.9, "unknown"), (10, "callee")]
)
def test_the_clocks_of_two_servers_make_no_order(apart: float, side: str) -> None:
    told = ending(
        caller(start=apart, media_server="fs1.example.com", **ended(40 + apart)),
        called(start=0, media_server="fs2.example.com", **ended(40)),
    )
    assert told is not None
    assert told.side == side
    if side == "unknown":
        assert told.basis == "The legs ended on two media servers, whose clocks need not agree."
        assert [each.field for each in told.evidence] == ["media_server", "media_server"]


def test_one_server_has_one_clock_however_its_name_is_spelled() -> None:
    told = ending(
        caller(media_server="FS1.example.com", **ended(40.06)),
        called(media_server="fs1.example.com", **ended(40)),
    )
    assert told is not None
    assert told.side == "callee"


def test_ways_of_calling_without_sip_codes_do_not_lack_one() -> None:
    told = ending(caller(channel_name="verto.rtc/2001"), called(msg_id=str(_BEGAN + 39_000_000)))
    assert told is not None
    assert told.side == "callee"


def test_the_code_of_a_failed_attempt_is_not_the_callers_end(judged: Judged) -> None:
    message = from_carrier(hangup_code="sip:408")
    failed = called(talk=0, length=5, hangup_cause="RECOVERY_ON_TIMER_EXPIRE",
                    hangup_code="sip:408")  # fmt: skip
    told = ending(message, failed)
    assert told is not None
    assert told.side == "unknown"
    alone = ending(message)
    assert alone is not None
    assert alone.side == "platform"


def test_whole_seconds_cannot_tell() -> None:
    told = ending(caller(msg_id=None, **BYE), called(msg_id="1795428039", **BYE))
    assert told is not None
    assert (told.side, told.confidence, told.milliseconds) == ("unknown", LOW, None)
    assert told.basis == "The exact end of both legs is not recorded."


def test_neither_leg_with_a_code_means_that_the_platform_ended_it(judged: Judged) -> None:
    (sign,) = judged("R02", caller(), called(msg_id=str(_BEGAN + 41_000_000)))
    assert sign.confidence is MEDIUM
    assert sign.sentence.startswith("The platform ended the call. Neither leg has the SIP code")
    assert [each.value for each in sign.evidence] == ["not recorded", "not recorded"]
    old = ending(caller(msg_id=None), called(msg_id=None))
    assert old is not None
    assert old.side == "unknown"


@pytest.mark.parametrize(
    "cause",
    ["MEDIA_TIMEOUT", "ALLOTTED_TIMEOUT", "MANAGER_REQUEST", "SYSTEM_SHUTDOWN", "CRASH",
     "SRTP_READ_ERROR"],
)  # fmt: skip
def test_some_causes_are_the_platforms_own(cause: str) -> None:
    told = ending(caller(**ended(40)), called(hangup_cause=cause, **ended(41)))
    assert told is not None
    assert (told.side, told.confidence) == ("platform", HIGH)
    assert [(each.leg, each.field, each.value) for each in told.evidence] == [
        (1, "hangup_cause", cause)
    ]


def test_a_cause_borrowed_from_a_failed_attempt_is_not_the_end_of_the_call() -> None:
    documents = (
        caller(hangup_cause="ALLOTTED_TIMEOUT", **ended(40)),
        carrier(**at_once(hangup_cause="ALLOTTED_TIMEOUT")),
        called(start=21, length=20, talk=12, **ended(41)),
    )
    told = ending(*documents)
    assert told is not None
    assert told.side == "caller"


@pytest.mark.parametrize(
    ("mine", "theirs", "side"),
    [
        ("recv_bye", "send_bye", "caller"),
        ("send_bye", "recv_bye", "callee"),
        ("send_bye", "send_bye", "platform"),
        ("RECV_BYE", None, "caller"),
    ],
)
def test_the_switchs_own_note_is_the_surest(mine: str, theirs: str | None, side: str) -> None:
    told = ending(
        caller(sip_disposition=mine, **ended(41)), called(sip_disposition=theirs, **ended(40))
    )
    assert told is not None
    assert (told.side, told.confidence) == (side, HIGH)
    assert told.evidence[0].field == "sip_disposition"


def test_notes_that_say_that_both_sides_hung_up_leave_it_to_the_order() -> None:
    note: Document = {"sip_disposition": "recv_bye"}
    told = ending(caller(**note, **ended(41)), called(**note, **ended(40)))
    assert told is not None
    assert (told.side, told.confidence) == ("callee", MEDIUM)


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"vars": {"sip_hangup_disposition": "recv_bye"}},
         "custom_channel_vars.sip_hangup_disposition"),
        ({"custom_application_vars": {"SIP-Hangup-Disposition": "recv_bye"}},
         "custom_application_vars.SIP-Hangup-Disposition"),
        ({"variable_sip_hangup_disposition": "recv_bye"}, "variable_sip_hangup_disposition"),
    ],
)  # fmt: skip
def test_a_note_counts_under_whatever_key_it_is_exported(
    fields: dict[str, Any], named: str
) -> None:
    told = ending(caller(**ended(40)), called(**fields, **ended(41)))
    assert told is not None
    assert (told.side, told.confidence, told.evidence[0].field) == ("callee", HIGH, named)


def test_after_an_attended_transfer_those_who_talked_last_are_compared() -> None:
    gone: Document = {"hangup_cause": "ATTENDED_TRANSFER", **BYE}
    asks = from_carrier(length=100, talk=95, other_leg_call_id="d-leg", **ended(100.05))
    kim = called(length=60, talk=55, **gone)
    consults = caller(
        call_id="a2", id="202611-a2", start=30, length=30, talk=25, vars={"bridge_id": "a2"}, **gone
    )
    jonas = called(
        call_id="d-leg", id="202611-d", start=31, length=69, talk=65, callee_id_name="Jonas",
        vars={"bridge_id": "a2"}, **ended(100),
    )  # fmt: skip
    told = ending(asks, kim, consults, jonas)
    assert told is not None
    assert (told.side, told.milliseconds) == ("callee", 50)
    assert told.basis.startswith("The leg of device Jonas ended")
    asks |= ended(99.9)
    told = ending(asks, kim, consults, jonas)
    assert told is not None
    assert told.side == "caller"


def test_a_transfer_whose_last_legs_are_missing_cannot_be_told() -> None:
    told = ending(caller(hangup_cause="ATTENDED_TRANSFER", **ended(40)), called(**ended(41)))
    assert told is not None
    assert (told.side, told.confidence) == ("unknown", LOW)


def test_a_caller_alone_with_the_platform_hung_up_where_a_bye_is_recorded(judged: Judged) -> None:
    told = ending(caller(**BYE))
    assert told is not None
    assert (told.side, told.confidence) == ("caller", MEDIUM)
    whom_the_platform_called = ending(carrier(other_leg_call_id=None, **BYE))
    assert whom_the_platform_called is not None
    assert whom_the_platform_called.side == "callee"
    silent = ending(caller())
    assert silent is not None
    assert (silent.side, silent.confidence) == ("unknown", LOW)
    assert not judged("R02", caller(**BYE))


@pytest.mark.parametrize(
    "documents",
    [
        (),
        (caller(**at_once()), called(**at_once())),
        (caller(is_conference=True), called(is_conference=True)),
        (caller(other_leg_call_id="elsewhere"),),
    ],
)
def test_nobody_ended_an_answered_call_of_two(documents: tuple[Document, ...]) -> None:
    assert ending(*documents) is None


# -- R03 ------------------------------------------------------------------------------------------


def test_a_caller_whom_the_platform_answered_after_nobody_did(judged: Judged) -> None:
    (sign,) = judged(
        "R03",
        caller(disposition="NO_ANSWER", length=48, talk=27),
        called(**at_once(hangup_cause="NO_ANSWER")),
    )
    assert (sign.severity, sign.confidence, sign.legs) == (INFO, HIGH, (0, 1))
    assert sign.sentence.startswith("Device Priya was not reached (no answer); the platform")
    assert sign.sentence.endswith("then answered Kim for 27 s.")
    assert [(each.leg, each.field) for each in sign.evidence] == [
        (0, "disposition"), (0, "hangup_cause"), (0, "billing_seconds"), (1, "hangup_cause"),
    ]  # fmt: skip


def test_a_menu_that_answered_before_anybody_was_called(judged: Judged) -> None:
    (sign,) = judged(
        "R03",
        caller(length=60, talk=59),
        called(**at_once(start=20, hangup_cause="USER_BUSY")),
        carrier(**at_once(start=20, hangup_cause="NO_ANSWER")),
    )
    assert sign.sentence == (
        "The platform answered Kim (59 s in all), then none of 2 attempts reached anybody (busy, no"
        " answer)."
    )


def test_a_second_is_too_little_to_tell_what_came_first(judged: Judged) -> None:
    (sign,) = judged(
        "R03",
        caller(length=30, talk=30),
        called(start=0.3, length=0, talk=0, hangup_cause="USER_BUSY"),
    )
    assert sign.sentence.startswith("Device Priya was not reached (busy); the platform")


def test_a_call_that_the_platform_placed_was_not_answered_by_it(judged: Judged) -> None:
    kim = called(call_id="b", id="202611-b", other_leg_call_id=None, vars={"bridge_id": "b"})
    busy = carrier(start=9, length=1, talk=0, hangup_cause="USER_BUSY", other_leg_call_id="b")
    assert judged("R03", kim, busy) == []


def test_the_disposition_of_an_answered_leg_tells_of_the_attempt_before(judged: Judged) -> None:
    (sign,) = judged("R03", from_carrier(disposition="NO_ROUTE_DESTINATION", length=10, talk=7))
    assert "+12025550100 was not reached (no route)" in sign.sentence
    assert judged("R03", from_carrier(hangup_cause="USER_NOT_REGISTERED"))


@pytest.mark.parametrize(
    "documents",
    [
        (caller(disposition="NO_ANSWER"), called()),
        (caller(disposition="SUCCESS"),),
        (caller(disposition="NO_ANSWER", talk=0), called(**at_once(hangup_cause="NO_ANSWER"))),
        (caller(), called(**at_once(hangup_cause="ORIGINATOR_CANCEL"))),
        (caller(disposition="NO_ANSWER", other_leg_call_id="elsewhere"),),
    ],
    ids=["somebody answered", "no failure", "never answered", "caller left", "leg missing"],
)
def test_the_platform_did_not_step_in(documents: tuple[Document, ...], judged: Judged) -> None:
    assert not judged("R03", *documents)


# -- R04 and R05 ----------------------------------------------------------------------------------


def lost(number: int) -> Document:
    return called(
        call_id=f"lost-{number}", id=f"202611-lost-{number}", talk=0, hangup_cause="LOSE_RACE"
    )


def test_phones_that_lost_the_race_are_counted(judged: Judged) -> None:
    (sign,) = judged("R04", caller(), called(other_leg_call_id="a-leg"), lost(1), lost(2))
    assert (sign.severity, sign.confidence, sign.legs) == (NORMAL, HIGH, (1, 2, 3))
    assert sign.sentence == "2 other phones rang as well; device Priya answered first."
    assert {each.value for each in sign.evidence} == {"LOSE_RACE"}
    (one,) = judged("R04", caller(), called(), lost(1))
    assert one.sentence.startswith("1 other phone rang as well")


def test_a_race_that_nobody_won_is_none(judged: Judged) -> None:
    assert not judged("R04", caller(), called())
    assert not judged("R04", caller(talk=0), lost(1), called(**at_once(hangup_cause="NO_ANSWER")))


def test_a_call_that_a_colleague_picked_up(judged: Judged) -> None:
    ringing = called(**at_once(hangup_cause="PICKED_OFF"))
    takes = caller(
        call_id="a2", id="202611-a2", start=9, length=31, talk=30, caller_id_name="Lena",
        caller_id_number="2005", request="*82002@acme.example.com", other_leg_call_id="a-leg",
        vars={"bridge_id": "a2"},
    )  # fmt: skip
    (sign,) = judged("R05", from_carrier(other_leg_call_id="a2"), ringing, takes)
    assert (sign.severity, sign.confidence, sign.legs) == (NORMAL, HIGH, (1, 2))
    assert sign.sentence == (
        "Lena took the call (pickup or intercept) while device Priya was ringing."
    )
    assert [each.field for each in sign.evidence] == ["hangup_cause", "request"]
    (unnamed,) = judged("R05", from_carrier(), ringing)
    assert unnamed.sentence.startswith("Somebody else took the call")


def test_a_phone_that_rang_in_vain_was_not_picked_off(judged: Judged) -> None:
    assert not judged("R05", caller(talk=0), called(**at_once(hangup_cause="NO_ANSWER")))


# -- R06 and R07 ----------------------------------------------------------------------------------

CANCEL: Document = {"hangup_cause": "ORIGINATOR_CANCEL", "hangup_code": "sip:487"}


def gave_up(after: int, ringing: int | None = None) -> tuple[Document, Document]:
    fields: Document = {"talk": 0, "length": after, **CANCEL}
    return caller(**fields), called(start=0, ringing_seconds=ringing, **fields)


def test_a_caller_who_hangs_up_before_the_answer(judged: Judged) -> None:
    (sign,) = judged("R06", *gave_up(13, 12))
    assert (sign.severity, sign.confidence, sign.legs) == (INFO, HIGH, (0, 1))
    assert sign.sentence == "Kim hung up after 13 s before anybody answered."
    assert [(each.leg, each.field) for each in sign.evidence] == [
        (0, "hangup_cause"), (0, "hangup_code"), (0, "duration_seconds"), (1, "ringing_seconds"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("after", "said"), [(5, "very early"), (6, None), (54, None), (55, "a long wait")]
)
def test_how_long_a_caller_waited_is_judged(after: int, said: str | None, judged: Judged) -> None:
    (sign,) = judged("R06", *gave_up(after))
    assert (said or "answered.") in sign.sentence
    assert said or ("early" not in sign.sentence and "long" not in sign.sentence)


def test_a_caller_who_gave_up_just_at_the_answer(judged: Judged) -> None:
    gone = caller(talk=0, length=8, hangup_cause="ORIGINATOR_CANCEL")
    (sign,) = judged("R06", gone, called(length=8, talk=1))
    assert sign.sentence.startswith("Kim hung up after 8 s just when Priya answered.")


def test_a_caller_who_gave_up_at_once_waited_less_than_a_second(judged: Judged) -> None:
    (sign,) = judged("R06", caller(talk=0, length=0, hangup_cause="ORIGINATOR_CANCEL"))
    assert sign.sentence.startswith("Kim hung up within a second before anybody answered.")


def test_another_servers_clock_measures_no_silence(judged: Judged) -> None:
    gone = caller(talk=0, length=15, hangup_cause="ORIGINATOR_CANCEL", media_server="fs1")
    late: Document = {
        "talk": 0,
        "length": 9,
        "ringing_seconds": 1,
        "hangup_cause": "ORIGINATOR_CANCEL",
    }
    (sign,) = judged("R06", gone, called(start=6, media_server="fs1", **late))
    assert "without a ringing tone" in sign.sentence
    (other,) = judged("R06", gone, called(start=6, media_server="fs2", **late))
    assert "without a ringing tone" not in other.sentence


def test_silence_is_told_only_where_both_meanings_of_ringing_bear_it_out(judged: Judged) -> None:
    (sign,) = judged("R06", *gave_up(20, 9))  # it rang after 9 s, or for 9 s and so after 11
    assert "after at least 9 s without a ringing tone" in sign.sentence
    for said in (1, 19, 0, 20, None):
        (sign,) = judged("R06", *gave_up(20, said))
        assert "without" not in sign.sentence


def test_a_code_487_tells_of_the_caller_only_where_no_cause_says_otherwise(judged: Judged) -> None:
    alone = caller(talk=0, hangup_code="sip:487", hangup_cause="NORMAL_CLEARING")
    assert judged("R06", alone)
    # The platform's own CANCEL of a phone that nobody answers gives the same code.
    assert not judged("R06", alone | {"hangup_cause": "NO_ANSWER"})


@pytest.mark.parametrize(
    "documents",
    [
        (caller(**CANCEL), called()),
        (called(talk=0, **CANCEL),),
        (caller(talk=0, hangup_cause="USER_BUSY"), called(talk=0, **CANCEL)),
    ],
    ids=["answered", "nobody called in", "only the phone was cancelled"],
)
def test_no_caller_gave_up(documents: tuple[Document, ...], judged: Judged) -> None:
    assert not judged("R06", *documents)


SILENT: Document = {"talk": 0, "hangup_cause": "NO_ANSWER"}


def silent(number: int, length: int, **fields: Any) -> Document:
    return called(
        call_id=f"b-{number}", id=f"202611-b-{number}", length=length, **(SILENT | fields)
    )


def test_phones_that_rang_until_the_time_out(judged: Judged) -> None:
    (sign,) = judged("R07", caller(**SILENT, length=31), silent(1, 30), silent(2, 31))
    assert (sign.severity, sign.confidence, sign.legs) == (INFO, HIGH, (1, 2))
    assert sign.sentence == (
        "Nobody answered: 2 phones were called for 31 s, then the ring time-out gave up."
    )
    assert sign.why == "the ring time-out of about 31 s was over"
    assert {each.field for each in sign.evidence} == {"duration_seconds", "hangup_cause"}


def test_twenty_seconds_are_the_platforms_default(judged: Judged) -> None:
    (sign,) = judged("R07", caller(**SILENT, length=20), silent(1, 20))
    assert sign.sentence.endswith("20 s is the platform's default.")
    assert "device Priya was called for 20 s" in sign.sentence


def test_attempts_one_after_the_other_are_told_one_by_one(judged: Judged) -> None:
    signs = judged("R07", caller(**SILENT, length=60), silent(1, 20), silent(2, 40, start=20))
    assert [sign.legs for sign in signs] == [(1,), (2,)]


def test_a_caller_who_gave_up_ended_it_before_the_last_time_out(judged: Judged) -> None:
    second = silent(2, 12, start=20, **CANCEL)
    assert not judged("R07", caller(talk=0, length=32, **CANCEL), silent(1, 20), second)


def test_a_phone_that_rang_in_vain_before_another_was_answered_is_no_matter(judged: Judged) -> None:
    assert not judged("R07", caller(), silent(1, 20), called(start=20, length=20, talk=15))
    assert not judged("R07", caller(talk=0), silent(1, 20, hangup_cause="USER_BUSY"))


# -- R08 ------------------------------------------------------------------------------------------

LIMIT: Document = {"hangup_cause": "ALLOTTED_TIMEOUT"}


def test_a_limit_on_the_length_of_a_call(judged: Judged) -> None:
    long: Document = {"length": 5408, "talk": 5400}
    (sign,) = judged("R08", caller(**long, **LIMIT), carrier(**long, **LIMIT))
    assert (sign.severity, sign.confidence, sign.legs) == (WARNING, HIGH, (0, 1))
    assert sign.sentence == "A limit on its length cut the call after 5400 s (1:30:00)."
    assert sign.why == "a limit on its length, 1:30:00, was reached"
    assert [each.field for each in sign.evidence[:2]] == ["hangup_cause", "billing_seconds"]


def test_a_limit_on_the_time_that_a_leg_may_take_to_be_answered(judged: Judged) -> None:
    (sign,) = judged("R08", caller(talk=0), carrier(talk=0, length=45, **LIMIT))
    assert (sign.severity, sign.confidence, sign.legs) == (WARNING, HIGH, (1,))
    assert sign.sentence == "The time limit for reaching the carrier was over after 45 s."


def test_a_time_limit_that_another_attempt_made_up_for_is_no_matter(judged: Judged) -> None:
    late = carrier(talk=0, length=10, **LIMIT)
    assert not judged("R08", caller(**LIMIT), late, called(start=11))
    assert not judged("R08", caller(), called())


# -- R09 ------------------------------------------------------------------------------------------

BY, TO = "<sip:user_kim@acme.example.com>", "<sip:2003@acme.example.com>"


def kim(**fields: Any) -> Document:
    """Kim's phone, which a customer called."""
    return called(
        callee_id_name="Kim", callee_id_number="2001", length=48, talk=40,
        vars={"username": "user_kim", **fields.pop("vars", {})}, **fields,
    )  # fmt: skip


def jonas(**fields: Any) -> Document:
    """Jonas's phone, to which the customer was sent on."""
    return called(
        call_id="d-leg", id="202611-d", start=49, length=60, talk=55, callee_id_name="Jonas",
        callee_id_number="2003", **fields,
    )  # fmt: skip


def history(*entries: Any) -> Document:
    return from_carrier(
        length=110, talk=104, other_leg_call_id="d-leg",
        transfer_history={str(1_795_428_048 + n): entry for n, entry in enumerate(entries)},
    )  # fmt: skip


def test_a_blind_transfer_is_told_once_with_who_and_to_whom(judged: Judged) -> None:
    (sign,) = judged(
        "R09",
        history({"call_id": "a-leg", "type": "blind", "extension": "2003"}),
        kim(hangup_cause="BLIND_TRANSFER", vars={"referred_to": TO}),
        jonas(vars={"referred_by": BY, "referred_to": TO}),
    )
    assert (sign.severity, sign.confidence, sign.legs) == (NORMAL, HIGH, (1, 2))
    assert sign.sentence == (
        "Kim transferred the call to Jonas without asking first (blind transfer). That ended the"
        " leg of device Kim."
    )
    assert sign.next_step == "For how it went on, look at the leg of Jonas."
    assert {(each.leg, each.field) for each in sign.evidence} == {
        (0, "transfer_history"), (1, "hangup_cause"), (1, "custom_channel_vars.referred_to"),
        (2, "custom_channel_vars.referred_by"), (2, "custom_channel_vars.referred_to"),
    }  # fmt: skip


def test_an_attended_transfer_ends_both_legs_of_who_asked_first(judged: Judged) -> None:
    consults = caller(
        call_id="a2", id="202611-a2", start=30, length=18, talk=14, caller_id_name="Kim",
        hangup_cause="ATTENDED_TRANSFER", vars={"bridge_id": "a2"},
    )  # fmt: skip
    (sign,) = judged(
        "R09",
        history({"type": "attended", "transferee": "a-leg", "transferer": "b-leg"}),
        kim(hangup_cause="ATTENDED_TRANSFER"),
        consults,
        jonas(vars={"bridge_id": "a2", "referred_by": BY, "referred_to": TO}),
    )
    assert sign.sentence == (
        "Kim asked Jonas first and then handed the call over (attended transfer). That ended 2 legs"
        " of device Kim."
    )
    assert sign.legs == (1, 2, 3)


def test_the_switchs_own_lines_of_history_are_read_too(judged: Judged) -> None:
    asks = from_carrier(transfer_history=["1795428048:b2f:bl_xfer:2003/context_2/XML"])
    (sign,) = judged("R09", asks, jonas())
    assert sign.sentence == "The call was transferred to Jonas (blind transfer)."
    (sign,) = judged("R09", from_carrier(transfer_history=["1795428048:b2f:att_xfer:x"]))
    assert sign.sentence == "The call was transferred (attended transfer)."


def test_two_transfers_are_two(judged: Judged) -> None:
    signs = judged(
        "R09",
        history({"type": "blind", "extension": "2003"}, {"type": "blind", "extension": "2009"}),
        jonas(hangup_cause="BLIND_TRANSFER", vars={"referred_by": BY, "referred_to": TO}),
    )
    told = " ".join(sign.sentence for sign in signs)
    assert len(signs) == 2
    assert "User_kim transferred the call to Jonas" in told
    assert "2009" in told


@pytest.mark.parametrize(
    "said",
    [{"1": {"type": "bridge", "other_leg": "x"}}, [["x", {"y": None}]], "bl_xfer", 17, {"1": None},
     ["1:2:uuid_br:x"], True],
)  # fmt: skip
def test_other_histories_are_no_transfers(said: Any, judged: Judged) -> None:
    assert not judged("R09", from_carrier(transfer_history=said), called())


def test_a_call_that_nobody_handed_on_is_no_transfer(judged: Judged) -> None:
    assert not judged("R09", caller(), called())


def test_a_transfer_that_did_not_work_warns(judged: Judged) -> None:
    (sign,) = judged("R09", caller(), called(disposition="ATTENDED_TRANSFER_ERROR"))
    assert (sign.severity, sign.confidence, sign.legs) == (WARNING, MEDIUM, (1,))
    assert sign.sentence == "A transfer that device Priya began did not work."
    assert sign.settles
    assert sign.evidence[0].field == "disposition"


# -- R10 and R11 ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cause", "said"),
    [
        ("MANAGER_REQUEST", "An operator or a program ended the call by a command"),
        ("SYSTEM_SHUTDOWN", "The media server fs1.example.com was shut down or restarted"),
        ("CRASH", "The media server fs1.example.com crashed"),
    ],
)
def test_a_call_that_was_ended_from_outside(cause: str, said: str, judged: Judged) -> None:
    fields: Document = {"hangup_cause": cause, "media_server": "fs1.example.com"}
    (sign,) = judged("R10", caller(**fields), called(**fields))
    assert (sign.severity, sign.confidence, sign.legs) == (WARNING, HIGH, (0, 1))
    assert sign.sentence.startswith(said)
    assert sign.sentence.endswith("after 0:33 of talking.")
    assert "fs1.example.com at 10:00:40.000 UTC" in sign.next_step
    assert [each.field for each in sign.evidence[:2]] == ["hangup_cause", "media_server"]


def test_a_call_that_was_ended_from_outside_while_it_rang(judged: Judged) -> None:
    (sign,) = judged("R10", caller(talk=0), called(talk=0, hangup_cause="MANAGER_REQUEST"))
    assert sign.sentence.endswith("by a command, before device Priya answered.")
    assert "the media server at" in sign.next_step


def test_a_phone_that_was_stopped_since_another_answered_is_no_matter(judged: Judged) -> None:
    stopped = carrier(talk=0, hangup_cause="MANAGER_REQUEST")
    assert not judged("R10", caller(hangup_cause="MANAGER_REQUEST"), stopped, called(start=2))
    assert not judged("R10", caller(), called())


def test_helper_legs_are_named_and_no_more(judged: Judged) -> None:
    helper = called(
        call_id="h", id="202611-h", channel_name="loopback/2002-a", channel_is_loopback=True
    )
    (sign,) = judged("R11", caller(), helper, carrier())
    assert (sign.severity, sign.confidence, sign.legs) == (NORMAL, HIGH, (1,))
    assert sign.sentence.startswith("1 helper leg inside the switch joins the others")
    assert sign.next_step == ""
    (bowed,) = judged("R11", caller(), called(hangup_cause="BOWOUT"), helper)
    assert bowed.sentence.startswith("2 helper legs")
    assert not judged("R11", caller(), called())
