"""One leg: its fields in every spelling, when it was, what it was, and whose."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from vinix_tui.calls.clock import GREGORIAN_OFFSET
from vinix_tui.calls.fax import Fax
from vinix_tui.calls.leg import Leg

CREATED = 1_557_184_198_071_108
START = datetime(2019, 5, 6, 23, 9, 58, 71_108, UTC)
BEGAN = START.replace(microsecond=0)
END = 63_724_403_408  # Gregorian: the call's start in seconds, and ten more


def leg(**fields: Any) -> Leg:
    """A leg of these fields; `from_` stands for `from`."""
    return Leg.of({name.rstrip("_"): value for name, value in fields.items()})


def test_an_empty_document_is_a_leg_that_knows_nothing() -> None:
    made = Leg.of({})
    assert (made.start, made.end, made.answered_at, made.sip_code, made.fax) == (None,) * 5
    assert (made.duration, made.talk, made.before_answer, made.answered) == (0, 0, 0, False)
    assert (made.role, made.who, made.cause.kind) == ("caller", "caller", "unknown")
    assert (made.local.lines, made.media_recordings, made.raw, made.extra) == ((), (), {}, {})


def test_a_leg_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        setattr(leg(call_id="1"), "call_id", "2")  # noqa: B010 - mypy knows it, too


def test_event_spellings_are_read_and_the_records_own_spelling_wins() -> None:
    made = Leg.of(
        {"Call-ID": "1@x", "From": "a@x", "call_direction": "outbound", "Call-Direction": "inbound"}
    )
    assert (made.call_id, made.from_, made.inbound) == ("1@x", "a@x", False)
    assert made.extra == {}


def test_extra_is_what_no_field_takes_as_it_came() -> None:
    document = {"call_id": "1", "Billing-Seconds": "31", "fax_success": 1, "fax_info": {}}
    assert Leg.of({**document, "call_debug": {"\x1b": None}, "Node2": 1}).extra == {
        "call_debug": {"\x1b": None},
        "Node2": 1,
    }


def test_loose_types_become_one_type_each() -> None:
    made = leg(
        duration_seconds="32",
        billing_seconds=31.7,
        ringing_seconds="",
        channel_is_loopback="True",
        is_conference=0,
        hangup_code=486,
        caller_id_number=2001,
        custom_channel_vars=[],
        extended_data="none",
        user_agent=None,
        to={},
    )
    assert (made.duration_seconds, made.billing_seconds, made.ringing_seconds) == (32, 31, None)
    assert (made.channel_is_loopback, made.is_conference, made.sip_code) == (True, False, 486)
    assert (made.caller_id_number, made.user_agent, made.to) == ("2001", None, None)
    assert (made.custom_channel_vars, made.extended_data) == ({}, {})


@pytest.mark.parametrize(
    ("sdp", "lines"),
    [
        ("v=0\r\no=- 1\r\n", ("v=0", "o=- 1")),
        ("v=0\no=-\x1b[2J", ("v=0", "o=-␛[2J")),
        ("v=0\\r\\no=- 1\\r\\n", ("v=0", "o=- 1")),
        ("v=0\r\ns=a\\nb", ("v=0", "s=a\\nb")),
        ("", ()),
        (None, ()),
        (17, ()),
        ({"not": "text"}, ()),
    ],
)
def test_an_sdp_becomes_printable_lines(sdp: object, lines: tuple[str, ...]) -> None:
    assert leg(remote_sdp=sdp).remote.lines == lines


@pytest.mark.parametrize(
    ("value", "recordings"),
    [
        (None, ()),
        ("", ()),
        ("one", ("one",)),
        (["one", None, "", "two\x1b"], ("one", "two␛")),
        ({"a": 1}, ('{"a": 1}',)),
    ],
)
def test_recordings_come_as_a_list_or_alone(value: object, recordings: tuple[str, ...]) -> None:
    assert leg(media_recordings=value).media_recordings == recordings


@pytest.mark.parametrize(
    ("fields", "start"),
    [
        ({"channel_created_time": CREATED, "timestamp": END}, START),
        ({"channel_created_time": str(CREATED)}, START),
        ({"channel_created_time": CREATED // 1000}, START.replace(microsecond=71_000)),
        ({"channel_created_time": CREATED // 10**6}, BEGAN),
        ({"channel_created_time": END - 10}, BEGAN),
        ({"channel_created_time": 9 * 10**18, "timestamp": END}, BEGAN),
        # 4.x: the stamp is the end
        ({"timestamp": END}, BEGAN),
        ({"timestamp": str(END)}, BEGAN),
        ({"timestamp": END - GREGORIAN_OFFSET}, BEGAN),
        ({"timestamp": END, "interaction_id": "63724403398-af5b9a0e"}, BEGAN),
        # also for a leg that began later than the call
        ({"timestamp": END + 5, "interaction_id": "63724403398-x"}, BEGAN + timedelta(seconds=5)),
        # master and K5: the stamp is the call's start, whichever key tells that
        ({"timestamp": END - 10, "interaction_id": "63724403398-af5b9a0e"}, BEGAN),
        ({"timestamp": END - 10, "interaction_time": END - 10}, BEGAN),
        ({"timestamp": "tomorrow", "interaction_id": "63724403398-af5b9a0e"}, BEGAN),
        ({"interaction_time": END - 10}, BEGAN),
        ({"timestamp": 10**30}, None),
        ({"channel_created_time": -62_135_596_800_000_000}, None),
    ],
)
def test_the_start_is_found_in_every_epoch_and_platform(
    fields: dict[str, Any], start: datetime | None
) -> None:
    made = leg(duration_seconds=10, **fields)
    assert made.start == start
    assert made.end == (start + timedelta(seconds=10) if start else None)


@pytest.mark.parametrize(
    ("duration", "billing", "known"),
    [
        (10, 7, (10, 7, 3)),
        (10, 0, (10, 0, 10)),
        (10, None, (10, 0, 10)),
        (10, 11, (10, 11, 0)),  # billing is rounded up
        (10, 1, (10, 1, 9)),
        (-7, -3, (0, 0, 0)),
        (None, 31, (31, 31, 0)),
        ("", "", (0, 0, 0)),
        (10**12, "NaN", (31_536_000, 0, 31_536_000)),
    ],
)
def test_lengths_are_whole_seconds_that_a_call_can_have(
    duration: object, billing: object, known: tuple[int, int, int]
) -> None:
    made = leg(duration_seconds=duration, billing_seconds=billing)
    assert (made.duration, made.talk, made.before_answer) == known
    assert made.answered == (known[1] > 0)


def test_the_answer_is_the_end_less_the_talk_but_not_before_the_start() -> None:
    made = leg(channel_created_time=CREATED, duration_seconds=10, billing_seconds=7)
    assert made.answered_at == START + timedelta(seconds=3)
    made = leg(channel_created_time=CREATED, duration_seconds=10, billing_seconds=11)
    assert made.answered_at == START
    assert leg(channel_created_time=CREATED, duration_seconds=10).answered_at is None
    assert leg(billing_seconds=7).answered_at is None


@pytest.mark.parametrize(
    ("role", "fields"),
    [
        ("caller", {"call_direction": "inbound"}),
        ("caller", {"call_direction": "sideways"}),
        ("phone", {"call_direction": "Outbound"}),
        ("device", {"call_direction": "outbound", "presence_id": "2001@acme.example.com"}),
        ("device", {"custom_channel_vars": {"authorizing_type": "device"}}),
        ("device", {"custom_channel_vars": {"Authorizing-Type": "user"}}),
        ("carrier", {"custom_channel_vars": {"resource_type": "offnet-termination"}}),
        ("carrier", {"custom_channel_vars": {"authorizing_type": "resource"}}),
        ("voicemail", {"request": "*97@acme.example.com", "custom_channel_vars": []}),
        ("device", {"request": "*97@x", "call_direction": "outbound", "presence_id": 1}),
        ("fax", {"fax_info": {"fax_success": False}}),
        ("fax", {"custom_channel_vars": {"authorizing_type": "outbound_fax"}}),
        ("forward", {"channel_is_loopback": "true", "fax_success": 1}),
        ("forward", {"channel_name": "loopback/2001-a"}),
    ],
)  # fmt: skip
def test_the_role_says_whose_leg_it_is(role: str, fields: dict[str, Any]) -> None:
    assert leg(**fields).role == role


def test_numbers_come_from_the_indication_else_from_the_addresses() -> None:
    made = leg(from_="sip:+12025550101@192.0.2.1:5060", request="2001@x", to="2002@x")
    assert (made.from_number, made.to_number, made.number) == (
        "+12025550101",
        "2001",
        "+12025550101",
    )
    made = leg(caller_id_number="2009", from_="2001@x", to="2002@x", call_direction="outbound")
    assert (made.from_number, made.to_number, made.number) == ("2009", "2002", "2002")
    made = leg(from_="nouser@nodomain.com")
    assert (made.from_number, made.to_number, made.number, made.who) == (None, None, None, "caller")


def test_a_name_that_is_only_the_number_is_none() -> None:
    made = leg(caller_id_name="Kim", caller_id_number="2001")
    assert (made.name, made.who) == ("Kim", "caller Kim")
    made = leg(caller_id_name="2001", caller_id_number="2001")
    assert (made.name, made.who) == (None, "caller 2001")
    made = leg(call_direction="outbound", caller_id_name="Kim", callee_id_name="Priya")
    assert made.name == "Priya"


def test_a_variable_is_one_printable_line_in_either_spelling() -> None:
    made = leg(custom_channel_vars={"Bridge-ID": "1\x1b", "rate": 2262, "a-b": 1, "a_b": 2})
    assert (made.bridge_id, made.variable("rate"), made.variable("a_b")) == ("1␛", "2262", "2")
    assert made.variable("nothing") is None
    assert leg(custom_channel_vars=None).bridge_id is None


def test_fax_and_cause_are_read_behind_the_same_door() -> None:
    made = leg(fax_info={"fax_success": "1"}, hangup_cause="lose_race", hangup_code="sip:487")
    assert made.fax == Fax(success=True)
    assert (made.cause.name, made.lost_race, made.sip_code) == ("LOSE_RACE", True, 487)
