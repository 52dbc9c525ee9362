"""The hangup causes: the table is whole, and any name finds a row."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from typing import get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vinix_tui.calls.causes import CAUSES, NO_CAUSE, Kind, cause
from vinix_tui.calls.sip import SIP_CODES

EXTRA = {"UNSPECIFIED", "NO_RESPONSE", "UNKNOWN"}
CHART = [row for row in CAUSES.values() if row.name not in EXTRA]


def test_the_switch_has_82_causes_and_the_platform_three_more() -> None:
    assert len(CHART) == 82
    assert set(CAUSES) >= EXTRA
    assert len(CAUSES) == 85


def test_every_number_of_the_switch_stands_once() -> None:
    q850 = "0 1 2 3 6 7 16 17 18 19 20 21 22 23 25 27 28 29 30 31 34 38 41 42 43 44 45 50 52 54 57"
    q850 += " 58 63 65 66 69 79 81 88 95 96 97 98 99 100 101 102 103 111 127"
    own = [142, 487, *range(700, 704), *range(800, 826)]
    assert sorted(row.number or 0 for row in CHART) == [*map(int, q850.split()), *own]


def test_received_codes_become_the_cause_that_the_switch_makes_of_them() -> None:
    made = {
        "NORMAL_CLEARING": (200,),
        "NORMAL_TEMPORARY_FAILURE": (400, 481, 500, 503),
        "CALL_REJECTED": (401, 402, 403, 407, 603, 608),
        "UNALLOCATED_NUMBER": (404,),
        "SERVICE_UNAVAILABLE": (405,),
        "SERVICE_NOT_IMPLEMENTED": (406, 415, 501),
        "RECOVERY_ON_TIMER_EXPIRE": (408, 504),
        "NUMBER_CHANGED": (410,),
        "INTERWORKING": (413, 414, 416, 420, 421, 423, 505, 513),
        "NO_IDENTITY": (428,),
        "BAD_IDENTITY_INFO": (429,),
        "UNSUPPORTED_CERTIFICATE": (437,),
        "INVALID_IDENTITY": (438,),
        "NO_USER_RESPONSE": (480,),
        "EXCHANGE_ROUTING_ERROR": (482, 483),
        "INVALID_NUMBER_FORMAT": (484,),
        "NO_ROUTE_DESTINATION": (485, 604),
        "USER_BUSY": (486, 600),
        "ORIGINATOR_CANCEL": (487,),
        "INCOMPATIBLE_DESTINATION": (488, 606),
        "NETWORK_OUT_OF_ORDER": (502,),
        "UNWANTED": (607,),
    }
    assert {row.name: row.receives for row in CHART if row.receives} == made


def test_causes_are_sent_with_the_code_that_the_switch_sends() -> None:
    sent = {
        403: "OUTGOING_CALL_BARRED INCOMING_CALL_BARRED BEARERCAPABILITY_NOTAUTH STALE_DATE",
        404: "UNALLOCATED_NUMBER NO_ROUTE_TRANSIT_NET NO_ROUTE_DESTINATION",
        408: "NO_USER_RESPONSE",
        410: "NUMBER_CHANGED REDIRECTION_TO_NEW_DESTINATION",
        428: "NO_IDENTITY",
        429: "BAD_IDENTITY_INFO",
        437: "UNSUPPORTED_CERTIFICATE",
        438: "INVALID_IDENTITY",
        483: "EXCHANGE_ROUTING_ERROR",
        484: "INVALID_NUMBER_FORMAT INVALID_GATEWAY INVALID_URL",
        486: "USER_BUSY",
        487: "ORIGINATOR_CANCEL",
        488: "BEARERCAPABILITY_NOTIMPL INCOMPATIBLE_DESTINATION",
        501: "FACILITY_REJECTED FACILITY_NOT_IMPLEMENTED SERVICE_NOT_IMPLEMENTED",
        502: "DESTINATION_OUT_OF_ORDER INVALID_PROFILE",
        503: "NORMAL_CIRCUIT_CONGESTION NETWORK_OUT_OF_ORDER NORMAL_TEMPORARY_FAILURE"
        " SWITCH_CONGESTION REQUESTED_CHAN_UNAVAIL BEARERCAPABILITY_NOTAVAIL GATEWAY_DOWN",
        504: "RECOVERY_ON_TIMER_EXPIRE",
        600: "BUSY_EVERYWHERE",
        603: "CALL_REJECTED DECLINE REJECT_ALL",
        604: "DOES_NOT_EXIST_ANYWHERE",
        606: "NOT_ACCEPTABLE",
        607: "UNWANTED",
    }
    wanted = {name: code for code, names in sent.items() for name in names.split()}
    assert {row.name: row.sends for row in CHART} == {
        row.name: wanted.get(row.name, 480) for row in CHART
    }


def test_every_row_can_be_shown() -> None:
    for row in [*CAUSES.values(), NO_CAUSE]:
        assert 0 < len(row.words) <= 16, row.name
        assert row.words == row.words.strip().lower(), row.name
        assert row.kind in get_args(Kind), row.name
        assert row.meaning.endswith("."), row.name
        assert row.next_step.endswith("."), row.name
        assert "  " not in row.meaning + row.next_step, row.name
        assert (row.meaning + row.next_step).isascii(), row.name
        assert "!" not in row.meaning + row.next_step, row.name
        assert all(code in SIP_CODES for code in row.receives), row.name
        assert row.sends is None or row.sends in SIP_CODES, row.name


def test_every_kind_is_used() -> None:
    assert {row.kind for row in CAUSES.values()} == set(get_args(Kind))


def test_no_two_different_causes_read_alike_in_a_column() -> None:
    told = [row.words for row in CAUSES.values() if row.words != "no cause"]
    assert len(told) == len(set(told))


@pytest.mark.parametrize(
    "name",
    [
        "USER_BUSY",
        "user_busy",
        "User Busy",
        "user-busy",
        "  USER_BUSY\n",
        "USER  BUSY",
        "user - busy",
    ],
)
def test_a_name_is_found_however_it_is_spelt(name: str) -> None:
    assert cause(name) is CAUSES["USER_BUSY"]


def test_the_words_name_what_happened() -> None:
    told = {
        "NORMAL_CLEARING": "normal",
        "ORIGINATOR_CANCEL": "caller gave up",
        "LOSE_RACE": "lost the race",
        "MEDIA_TIMEOUT": "no audio",
        "USER_NOT_REGISTERED": "not registered",
    }
    assert {name: cause(name).words for name in told} == told


@pytest.mark.parametrize("name", ["USERBUSY", "USER_BUSY_2", "BUSY", "sip:486", "16", "PEBCAK"])
def test_a_near_miss_is_unknown_and_keeps_its_name(name: str) -> None:
    found = cause(name)
    assert (found.name, found.kind, found.number, found.sends) == (name, "unknown", None, None)
    assert found.receives == ()
    assert name in found.meaning
    assert "do not know" in found.meaning
    assert "SIP code" in found.next_step


def test_the_words_of_an_unknown_cause_are_its_name() -> None:
    assert cause("QUEUE_MEMBER_Timeout").words == "queue member timeout"
    assert cause("___").words == "___"
    assert cause("A_VERY_LONG_CAUSE_OF_AN_APPLICATION").words.endswith("an application")


@pytest.mark.parametrize("name", [None, "", "  ", "\t\n"])
def test_no_name_is_no_cause(name: str | None) -> None:
    assert cause(name) is NO_CAUSE
    assert NO_CAUSE.name == ""
    assert "No cause was recorded" in NO_CAUSE.meaning


def test_the_table_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        CAUSES["USER_BUSY"] = NO_CAUSE  # type: ignore[index]
    with pytest.raises(FrozenInstanceError):
        cause("USER_BUSY").words = "free"  # type: ignore[misc]


@given(st.text(max_size=60))
@example("_ _-")
@example("ß")
def test_any_name_gives_a_cause_with_words(name: str) -> None:
    found = cause(name)
    assert found.words
    assert found is NO_CAUSE or found.name
