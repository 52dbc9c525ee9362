"""An interaction in words: who called whom, how it went, what is folded, and in what order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from vinix_tui.calls import story
from vinix_tui.calls.clock import whole
from vinix_tui.calls.interaction import Interaction
from vinix_tui.calls.leg import Leg
from vinix_tui.sandbox.scenarios import (
    ALL,
    busy,
    call_forward,
    carrier_failover,
    conference,
    internal,
    one_way_audio,
    ring_group,
    voicemail,
)

CREATED = 1_795_428_002_000_000
START = datetime(2026, 11, 23, 10, 0, 2, tzinfo=UTC)


def of(*documents: dict[str, Any]) -> Interaction:
    """An interaction whose legs all start with the call."""
    return Interaction.of(
        {"id": f"{count}", "call_id": f"{count}", "channel_created_time": CREATED, **document}
        for count, document in enumerate(documents)
    )


OUT: dict[str, Any] = {"call_direction": "outbound", "other_leg_call_id": "0"}
WON = {**OUT, "duration_seconds": 9, "billing_seconds": 5, "hangup_cause": "NORMAL_CLEARING"}
LOST = {**OUT, "duration_seconds": 4, "hangup_cause": "LOSE_RACE"}
HELPER = {"channel_is_loopback": True, "custom_channel_vars": {"bridge_id": "0"}}
A_LEG = {"caller_id_number": "+12025550101", "request": "2001@acme.example.com"}


@pytest.mark.parametrize(
    ("told", "parties"),
    [
        (internal, "2002 → 2004"),
        (busy, "2001 → +12025550144"),
        (voicemail, "+19175550164 → +12025550100"),
    ],
)
def test_a_call_is_told_by_who_called_whom(told: Any, parties: str) -> None:
    assert story.parties(Interaction.of(told.SCENARIO.documents)) == parties


def test_a_call_without_legs_or_numbers_is_told_all_the_same() -> None:
    assert (story.parties(of()), story.roles(of())) == ("", "")
    assert story.time_line(of()) == []
    assert story.parties(of({})) == "unknown → unknown"


def test_the_caller_tells_the_story_even_if_another_leg_is_older() -> None:
    made = of({**OUT, "callee_id_number": "2009"}, A_LEG)
    assert story.parties(made) == "+12025550101 → 2001"
    assert story.parties(of({**OUT, "callee_id_number": "2009"})) == "unknown → 2009"


def test_a_helper_leg_tells_the_story_only_where_there_is_no_other() -> None:
    helper = {**HELPER, "caller_id_number": "1", "callee_id_number": "2"}
    assert story.parties(of(helper, A_LEG)) == "+12025550101 → 2001"
    assert story.parties(of(helper)) == "1 → 2"


@pytest.mark.parametrize(
    ("document", "short", "long"),
    [
        (WON, "normal", "answered after 4 s, talked 0:05, ended: normal"),
        (WON | {"hangup_code": 200}, "normal", "answered after 4 s, talked 0:05, ended: normal"),
        ({**WON, "duration_seconds": 5}, "normal", "answered at once, talked 0:05, ended: normal"),
        ({**WON, "duration_seconds": ""}, "normal", "answered, talked 0:05, ended: normal"),
        (
            {"duration_seconds": 2, "hangup_cause": "USER_BUSY", "hangup_code": "sip:486"},
            "486 busy",
            "not answered, given up after 2 s: busy, SIP 486 busy",
        ),
        ({"hangup_cause": "USER_BUSY"}, "busy", "not answered, ended: busy"),
    ],
)  # fmt: skip
def test_the_ending_is_told_short_and_at_length(
    document: dict[str, Any], short: str, long: str
) -> None:
    leg = Leg.of(document)
    assert (story.ending(leg), story.ending_at_length(leg)) == (short, long)


@pytest.mark.parametrize(
    ("documents", "index", "words"),
    [
        ([A_LEG, WON, LOST], 1, "1 more phone rang, this one answered first"),
        ([A_LEG, WON, LOST, LOST], 1, "2 more phones rang, this one answered first"),
        ([A_LEG, WON, LOST, LOST], 0, None),
        # the winner's record is missing: the caller was answered, but not as a phone that rang
        ([{**A_LEG, "billing_seconds": 5}, LOST], 0, "1 phone rang, another one answered first"),
        ([A_LEG, LOST, LOST], 0, "2 phones rang, another one answered first"),
        ([OUT, LOST], 0, "1 more phone rang, another one answered first"),
        ([A_LEG, HELPER], 0, "1 helper leg inside the switch"),
        (
            [A_LEG, HELPER, HELPER, LOST],
            0,
            "1 phone rang, another one answered first, 2 helper legs inside the switch",
        ),
        ([LOST, LOST], 0, None),
    ],
)
def test_what_is_folded_under_a_leg_is_told(
    documents: list[dict[str, Any]], index: int, words: str | None
) -> None:
    assert story.fold(of(*documents), index) == words


def test_the_time_line_goes_through_a_call() -> None:
    made = Interaction.of(internal.SCENARIO.documents)
    assert [moment.words for moment in story.time_line(made)] == [
        "device Priya Nair calls 2004",
        "device Amara Okafor is called",
        "device Priya Nair is answered",
        "device Amara Okafor answers",
        "device Priya Nair ends: normal",
        "device Amara Okafor ends: normal",
    ]


def test_the_time_line_names_moments_and_legs_and_skips_what_is_folded_or_timeless() -> None:
    made = of(A_LEG, WON, LOST, {"channel_created_time": None, "call_direction": "inbound"})
    begun, *_ = moments = story.time_line(made)
    assert begun == (START, 0, "caller +12025550101 calls 2001", True)
    assert [(moment.leg, moment.at - START) for moment in moments] == [
        (0, timedelta(0)),
        (0, timedelta(0)),
        (1, timedelta(0)),
        (1, timedelta(seconds=4)),
        (1, timedelta(seconds=9)),
    ]
    assert story.time_line(of({}))[0].words == "caller calls an unknown number"


@pytest.mark.parametrize(
    ("told", "roles"),
    [
        (internal, "2 devices"),
        (one_way_audio, "1 carrier, 4 devices"),
        (carrier_failover, "1 device, 2 carriers"),
        (conference, "300 devices"),
    ],
)
def test_the_kinds_of_legs_are_counted(told: Any, roles: str) -> None:
    assert story.roles(Interaction.of(told.SCENARIO.documents)) == roles


def test_several_faxes_are_in_english() -> None:
    assert story.roles(of({"fax_success": 1}, {"fax_success": 0})) == "2 faxes"


@pytest.mark.parametrize(
    ("told", "folds"),
    [
        (ring_group, {1: "3 more phones rang, this one answered first"}),
        (call_forward, {0: "2 helper legs inside the switch"}),
        (internal, {}),
    ],
)
def test_the_sandboxs_folded_legs_are_told_of_once(told: Any, folds: dict[int, str]) -> None:
    made = Interaction.of(told.SCENARIO.documents)
    said = {index: story.fold(made, index) for index in range(len(made.legs))}
    assert {index: words for index, words in said.items() if words} == folds


@pytest.mark.parametrize("told", ALL, ids=[told.name for told in ALL])
def test_one_moment_is_told_in_the_same_second_wherever_it_is_told(told: Any) -> None:
    for leg in Interaction.of(told.documents).legs:
        if leg.start is None or leg.end is None:
            continue
        assert leg.lasted == whole((leg.end - leg.start).total_seconds())
        if leg.answered_at is not None:
            waited = (leg.answered_at - leg.start).total_seconds()
            assert leg.before_answer == whole(waited)
            assert leg.before_answer + leg.talk == max(leg.lasted, leg.talk)
