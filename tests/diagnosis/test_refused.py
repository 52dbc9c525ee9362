"""Which kind of refusal a code and a cause stand for, and that none is forgotten."""

from __future__ import annotations

from typing import Any

import pytest

from tests.diagnosis.conftest import called, caller, carrier
from vinix_tui.calls.causes import CAUSES
from vinix_tui.calls.interaction import Interaction
from vinix_tui.calls.leg import Leg
from vinix_tui.calls.sip import SIP_CODES
from vinix_tui.diagnosis.diagnose import diagnose
from vinix_tui.diagnosis.finding import Severity
from vinix_tui.diagnosis.refused import BY_CAUSE, BY_CODE, refusals

NO_REFUSAL = {
    "NONE": "says nothing",
    "UNSPECIFIED": "says nothing",
    "UNKNOWN": "says nothing",
    "NORMAL_CLEARING": "the ordinary end",
    "SUCCESS": "the ordinary end",
    "BLIND_TRANSFER": "the call went on elsewhere: R09",
    "ATTENDED_TRANSFER": "the call went on elsewhere: R09",
    "BOWOUT": "a helper leg: R11",
    "MEDIA_TIMEOUT": "no refusal, also before the answer: R29",
    "SRTP_READ_ERROR": "no refusal, also before the answer: R44",
    "NORMAL_UNSPECIFIED": "a failure only where nothing else is said, since it says nothing itself",
}
"""Causes that no kind of refusal stands for, and why."""


def kinds(cause: str | None, code: str | None = None, **fields: Any) -> tuple[str, ...]:
    """Of a leg that the platform placed over a carrier."""
    return refusals(Leg.of(carrier(talk=0, hangup_cause=cause, hangup_code=code, **fields)))


def kinds_of_a_caller(cause: str | None, code: str | None = None) -> tuple[str, ...]:
    return refusals(Leg.of(caller(talk=0, hangup_cause=cause, hangup_code=code)))


@pytest.mark.parametrize("name", CAUSES)
def test_every_cause_belongs_to_a_kind_or_to_none_for_a_reason(name: str) -> None:
    assert (name in BY_CAUSE) != (name in NO_REFUSAL)


@pytest.mark.parametrize("code", [code for code in SIP_CODES if code >= 300])
def test_every_code_of_a_refusal_belongs_to_a_kind(code: int) -> None:
    assert code in BY_CODE


@pytest.mark.parametrize(
    "name",
    [*(name for name, kind in BY_CAUSE.items() if kind != "elsewhere"), "NORMAL_UNSPECIFIED"],
)
@pytest.mark.parametrize("leg", [called, carrier])
def test_every_cause_of_a_refusal_is_told_of_its_leg(name: str, leg: Any) -> None:
    fields: dict[str, Any] = {"talk": 0, "hangup_cause": name}
    verdict = diagnose(Interaction.of([caller(**fields), leg(**fields)]))
    assert any(1 in found.legs for found in verdict.findings if found.severity >= Severity.INFO)


@pytest.mark.parametrize("code", BY_CODE)
def test_every_code_of_a_refusal_is_told_of_its_leg(code: int) -> None:
    fields: dict[str, Any] = {"talk": 0, "hangup_cause": None, "hangup_code": f"sip:{code}"}
    verdict = diagnose(Interaction.of([caller(**fields), carrier(**fields)]))
    told = [found for found in verdict.findings if found.severity >= Severity.INFO]
    assert told
    assert all(found.id != "R18" for found in told) or BY_CODE[code] == "failing"


def test_a_code_counts_alone_where_it_became_the_cause() -> None:
    assert kinds("CALL_REJECTED", "sip:403") == ("declined",)
    assert kinds("SERVICE_NOT_IMPLEMENTED", "sip:415") == ("media",)
    assert kinds("NO_ROUTE_DESTINATION", "sip:485") == ("incomplete",)


def test_a_code_that_cannot_have_become_the_cause_makes_two_kinds() -> None:
    assert kinds("USER_BUSY", "sip:404") == ("no such number", "busy")
    assert kinds("CALL_REJECTED", "sip:486") == ("busy", "declined")


def test_either_alone_is_enough() -> None:
    assert kinds("USER_BUSY") == ("busy",)
    assert kinds(None, "sip:486") == ("busy",)
    assert kinds("NORMAL_CLEARING", "sip:503") == ("failing",)
    assert kinds(None) == kinds("NORMAL_CLEARING", "sip:200") == kinds("PEBCAK") == ()


def test_a_cancel_of_our_own_is_no_caller_who_gave_up() -> None:
    assert kinds("NO_ANSWER", "sip:487") == ("no answer",)
    assert kinds("LOSE_RACE", "sip:487") == ("elsewhere",)
    assert kinds("ORIGINATOR_CANCEL", "sip:487") == ("cancelled",)


def test_480_with_a_reason_is_refined_by_the_cause() -> None:
    assert kinds("NO_ANSWER", "sip:480") == ("no answer",)
    assert kinds("SUBSCRIBER_ABSENT", "sip:480") == ("not registered",)
    assert kinds("NO_USER_RESPONSE", "sip:480") == ("unavailable",)


def test_what_the_platform_answered_a_caller_was_made_of_the_cause() -> None:
    assert kinds_of_a_caller("OUTGOING_CALL_BARRED", "sip:403") == ("barred",)
    assert kinds_of_a_caller("USER_NOT_REGISTERED", "sip:480") == ("not registered",)
    assert kinds_of_a_caller("PROGRESS_TIMEOUT", "sip:486") == ("no progress",)
    assert kinds_of_a_caller("BEARERCAPABILITY_NOTAVAIL", "sip:403") == ("media",)


def test_a_carrier_that_forbids_is_not_the_platform_that_bars() -> None:
    assert kinds("OUTGOING_CALL_BARRED", "sip:403") == ("declined",)
    assert kinds("OUTGOING_CALL_BARRED") == ("barred",)


def test_a_login_or_a_codec_that_failed_is_told_by_its_code() -> None:
    assert kinds("MANDATORY_IE_MISSING", "sip:407") == ("declined",)
    assert kinds("MANDATORY_IE_MISSING", "sip:488") == ("media",)
    assert kinds("MANDATORY_IE_MISSING") == ("credentials or media",)


def test_a_redirect_that_was_not_followed_is_a_redirect() -> None:
    assert kinds("REQUESTED_CHAN_UNAVAIL", "sip:302") == ("redirected",)
    assert kinds("REQUESTED_CHAN_UNAVAIL") == ("failing",)


def test_a_leg_without_a_reason_has_failed_and_leaves_the_word_to_its_code() -> None:
    assert kinds("NORMAL_UNSPECIFIED") == ("failing",)
    assert kinds("NORMAL_UNSPECIFIED", "sip:408") == ("no reply",)
    assert kinds("NORMAL_UNSPECIFIED", "sip:499") == ("failing",)


def test_what_the_endpoint_says_of_codecs_counts_where_nothing_clearer_is_said() -> None:
    said = {"disposition": "Codec Negotiation Error"}
    assert kinds("NORMAL_CLEARING", **said) == ("media",)
    assert kinds("DESTINATION_OUT_OF_ORDER", **said) == ("media",)
    assert kinds("USER_BUSY", **said) == ("busy",)
    assert kinds("NORMAL_CLEARING", "sip:403", **said) == ("declined",)
