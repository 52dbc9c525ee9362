"""Outcome, side and headline of calls of every kind."""

from __future__ import annotations

from typing import Any

import pytest

from tests.diagnosis.conftest import called, caller, carrier, from_carrier
from vinix_tui.calls.interaction import Interaction
from vinix_tui.diagnosis.diagnose import CANNOT_SHOW, CANNOT_SHOW_SIP, diagnose
from vinix_tui.diagnosis.finding import Confidence, Verdict
from vinix_tui.sandbox.scenarios import ALL
from vinix_tui.sandbox.scenarios._hostile_text import SHAPES


def verdict(*documents: dict[str, Any]) -> Verdict:
    return diagnose(Interaction.of(documents))


def refused(cause: str, code: str | None = None, seconds: int = 1) -> Verdict:
    """Of a call whose only attempt, over a carrier, failed."""
    fields: dict[str, Any] = {"talk": 0, "length": seconds, "hangup_cause": cause}
    return verdict(caller(**fields, hangup_code=code), carrier(**fields, hangup_code=code))


@pytest.mark.parametrize(
    ("cause", "code", "outcome", "side"),
    [
        ("USER_BUSY", "sip:486", "busy", "callee"),
        ("CALL_REJECTED", "sip:603", "rejected", "callee"),
        ("CALL_REJECTED", "sip:403", "rejected", "callee"),
        ("UNALLOCATED_NUMBER", "sip:404", "unreachable", "callee"),
        ("INVALID_NUMBER_FORMAT", "sip:484", "failed", "callee"),
        ("USER_NOT_REGISTERED", None, "unreachable", "platform"),
        ("NO_ANSWER", None, "not-answered", "platform"),
        ("RECOVERY_ON_TIMER_EXPIRE", "sip:408", "unreachable", "callee"),  # from a proxy: at once
        ("RECOVERY_ON_TIMER_EXPIRE", None, "unreachable", "platform"),
        ("OUTGOING_CALL_BARRED", None, "barred", "platform"),
        ("NORMAL_TEMPORARY_FAILURE", "sip:503", "failed", "callee"),
        ("INCOMPATIBLE_DESTINATION", "sip:488", "failed", "callee"),
        ("ORIGINATOR_CANCEL", "sip:487", "cancelled", "caller"),
        ("MANAGER_REQUEST", None, "failed", "platform"),
    ],
)
def test_a_refused_call_has_the_outcome_and_the_side_of_its_cause(
    cause: str, code: str | None, outcome: str, side: str
) -> None:
    found = refused(cause, code)
    assert (found.outcome, found.ended_by.side) == (outcome, side)


@pytest.mark.parametrize(
    ("cause", "code", "seconds", "side", "confidence", "basis"),
    [
        (
            "NORMAL_TEMPORARY_FAILURE",
            "sip:503",
            1,
            "callee",
            Confidence.MEDIUM,
            "for want of a way",
        ),
        ("NORMAL_TEMPORARY_FAILURE", "sip:503", 4, "callee", Confidence.HIGH, "answered 503"),
        (
            "RECOVERY_ON_TIMER_EXPIRE",
            "sip:408",
            32,
            "platform",
            Confidence.HIGH,
            "nothing answered",
        ),
        ("RECOVERY_ON_TIMER_EXPIRE", "sip:504", 8, "callee", Confidence.MEDIUM, "on the way"),
        ("DESTINATION_OUT_OF_ORDER", None, 1, "platform", Confidence.MEDIUM, "no SIP code"),
        ("CALL_REJECTED", None, 1, "callee", Confidence.MEDIUM, "no SIP code"),
    ],
)
def test_whose_a_refusal_is_depends_on_what_is_recorded_of_it(
    cause: str, code: str | None, seconds: int, side: str, confidence: Confidence, basis: str
) -> None:
    ended = refused(cause, code, seconds).ended_by
    assert (ended.side, ended.confidence) == (side, confidence)
    assert basis in ended.basis


def test_a_phone_that_rang_and_fell_silent_did_answer_the_call_request() -> None:
    fields: dict[str, Any] = {"talk": 0, "hangup_cause": "RECOVERY_ON_TIMER_EXPIRE"}
    rang = called(length=40, ringing_seconds=38, hangup_code="sip:408", **fields)
    ended = verdict(caller(length=40, **fields), rang).ended_by
    assert (ended.side, ended.confidence) == ("platform", Confidence.MEDIUM)
    assert "rang" in ended.basis


def test_whoever_refused_is_unknown_where_the_leg_of_the_attempt_is_missing() -> None:
    fields: dict[str, Any] = {"talk": 0, "hangup_cause": "USER_BUSY", "hangup_code": "sip:486"}
    assert verdict(caller(**fields)).ended_by.side == "platform"
    missing = verdict(caller(other_leg_call_id="not here", **fields))
    assert (missing.ended_by.side, missing.outcome) == ("unknown", "busy")


def test_what_decided_the_call_is_the_reason_before_what_else_went_wrong() -> None:
    found = verdict(
        caller(talk=0, length=3),
        carrier(talk=0, length=1, hangup_cause="CALL_REJECTED", hangup_code="sip:403"),
        carrier(
            start=1, talk=0, length=1, hangup_cause="UNALLOCATED_NUMBER", hangup_code="sip:404",
            call_id="second", id="202611-second",
        ),
    )  # fmt: skip
    assert found.outcome == "unreachable"
    assert found.headline.endswith("the carrier says that the number does not exist.")


def test_a_slow_ringing_is_no_reason_why_nobody_answered() -> None:
    found = verdict(
        caller(talk=0, length=40),
        called(talk=0, length=39, ringing_seconds=19, hangup_cause="NO_ANSWER"),
    )
    assert found.headline == (
        "Priya did not answer Kim's call: the ring time-out of about 39 s was over. Worth a look:"
        " the caller heard no ringing for at least 19 s."
    )


def test_the_caller_who_gave_up_decides_whatever_the_phones_said() -> None:
    found = verdict(
        caller(talk=0, length=9, hangup_cause="ORIGINATOR_CANCEL", hangup_code="sip:487"),
        called(talk=0, length=9, hangup_cause="NO_USER_RESPONSE", hangup_code="sip:480"),
    )
    assert (found.outcome, found.ended_by.side) == ("cancelled", "caller")
    assert found.headline.startswith("Kim hung up after 9 s, before Priya answered")


def test_a_phone_that_rang_in_vain_decides_over_one_that_was_off() -> None:
    rang = called(talk=0, length=20, hangup_cause="NO_ANSWER")
    off = called(
        call_id="off", id="202611-off", start=0.4, talk=0, length=0,
        hangup_cause="USER_NOT_REGISTERED",
    )  # fmt: skip
    assert verdict(caller(talk=0, length=20), rang, off).outcome == "not-answered"


def test_an_answered_call_names_both_and_how_long_they_talked() -> None:
    found = verdict(caller(), called())
    assert found.outcome == "answered"
    assert found.headline.startswith("Kim talked to Priya for 0:33")


def test_a_callers_leg_that_the_platform_answered_is_no_talk() -> None:
    found = verdict(from_carrier(length=60), called(talk=0, length=20, hangup_cause="NO_ANSWER"))
    assert found.outcome == "answered-by-platform"
    assert found.headline.startswith("Priya was not reached (no answer)")
    alone = verdict(from_carrier())
    assert alone.outcome == "answered-by-platform"
    assert "Acme" in alone.headline


def test_disposition_tells_no_outcome() -> None:
    found = verdict(caller(disposition="NO_ROUTE_DESTINATION"), called())
    assert found.outcome == "answered"


def test_a_fax_has_an_outcome_of_its_own() -> None:
    sent: dict[str, Any] = {"fax_info": {"fax_success": True, "fax_result_code": "0"}}
    lost: dict[str, Any] = {"fax_info": {"fax_success": False, "fax_result_code": "49"}}
    assert verdict(from_carrier(**sent)).outcome == "fax-ok"
    assert verdict(from_carrier(**lost)).outcome == "fax-failed"


def test_code_and_cause_that_differ_are_told_as_either_or() -> None:
    found = refused("USER_BUSY", "sip:404")
    assert "either " in found.headline
    assert ", or " in found.headline
    assert found.ended_by.confidence is Confidence.MEDIUM


def test_what_the_records_cannot_show_is_said_and_less_where_packets_were_counted() -> None:
    assert verdict(caller(), called()).cannot_show == CANNOT_SHOW
    counted = {"channel_stats": {"audio": {"inbound": {"packet_count": 1_600}}}}
    assert verdict(caller(), called(extended_data=counted)).cannot_show == CANNOT_SHOW_SIP


def test_no_legs_are_said_to_be_none() -> None:
    found = verdict()
    assert (found.outcome, found.findings) == ("unknown", ())
    assert "no legs" in found.headline


@pytest.mark.parametrize("name", SHAPES.values())
def test_a_long_or_odd_name_leaves_the_headline_two_lines(name: str) -> None:
    found = verdict(caller(caller_id_name=name), called(callee_id_name=name))
    assert len(found.headline) <= 160
    assert found.headline.isprintable()


@pytest.mark.parametrize("told", ALL, ids=[told.name for told in ALL])
def test_a_headline_fits_two_lines_of_80_columns(told: Any) -> None:
    found = diagnose(Interaction.of(told.documents))
    assert len(found.headline) <= 160, found.headline


@pytest.mark.parametrize("told", ALL, ids=[told.name for told in ALL])
def test_every_scenario_gets_the_verdict_beside_it(told: Any) -> None:
    found = diagnose(Interaction.of(told.documents))
    expected = told.verdict
    assert expected is not None
    assert (found.outcome, found.headline) == (expected.outcome, expected.headline)
    assert found.ended_by.side == expected.ended_by
    assert tuple(each.id for each in found.findings) == expected.findings
