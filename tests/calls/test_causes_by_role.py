"""A cause on the leg that bears it: phone, carrier or caller."""

from __future__ import annotations

from typing import Any

import pytest

from vinix_tui.calls.causes import CAUSES
from vinix_tui.calls.causes_by_role import _ANSWERED, _REFUSED, explain
from vinix_tui.calls.interaction import Interaction
from vinix_tui.sandbox.scenarios import ALL, busy, carrier_failover, one_way_audio

CARRIER = {"custom_channel_vars": {"resource_type": "offnet-termination"}}


def told(*documents: dict[str, Any], index: int = 0) -> tuple[str, str]:
    legs = [
        {"id": f"{count}", "call_id": f"{count}", "duration_seconds": 0, **document}
        for count, document in enumerate(documents)
    ]
    return explain(Interaction.of(legs), index)


def placed(cause: str, **fields: Any) -> dict[str, Any]:
    return {"call_direction": "outbound", "hangup_cause": cause, **fields}


def test_a_phone_that_is_busy_at_once_was_not_answered_by_a_person() -> None:
    at_once, _ = told(placed("USER_BUSY", duration_seconds=1))
    later, _ = told(placed("USER_BUSY", duration_seconds=8))
    assert "do-not-disturb" in at_once and "reject" in later


def test_a_carrier_that_is_busy_speaks_of_somebody_else() -> None:
    meaning, _ = told(placed("USER_BUSY", **CARRIER))
    assert meaning == "The called number was busy, says the carrier."


def test_a_callers_leg_says_where_its_cause_comes_from() -> None:
    caller = {"hangup_cause": "USER_BUSY"}
    meaning, step = told(caller, placed("NO_ANSWER"), placed("USER_BUSY"))
    assert meaning == "Passed on from leg 3, where it happened." and "leg 3" in step
    alone, step = told(caller)
    assert "platform itself" in alone and "account_trunk_usage" in step


def test_an_answered_callers_leg_may_bear_the_cause_of_a_failed_attempt() -> None:
    caller = {"hangup_cause": "NO_ANSWER", "duration_seconds": 40, "billing_seconds": 20}
    meaning, _ = told(caller, placed("NO_ANSWER", duration_seconds=20))
    assert "not how this answered leg ended" in meaning and "Leg 2" in meaning
    meaning, _ = told(caller)  # the attempt is not among the records
    assert meaning == CAUSES["NO_ANSWER"].meaning


def test_a_caller_who_gave_up_did_so_himself() -> None:
    meaning, _ = told({"hangup_cause": "ORIGINATOR_CANCEL"}, placed("ORIGINATOR_CANCEL"))
    assert meaning == "This caller hung up before anybody answered."


def test_a_normal_end_is_told_by_the_other_leg_where_the_platform_cut_that() -> None:
    talk = {"duration_seconds": 40, "billing_seconds": 33}
    caller = {"hangup_cause": "NORMAL_CLEARING", "other_leg_call_id": "1", **talk}
    meaning, step = told(caller, placed("MEDIA_TIMEOUT", other_leg_call_id="0", **talk))
    assert meaning.endswith("the leg on the other side was over: no audio.") and "leg 2" in step
    meaning, _ = told(caller, placed("NORMAL_CLEARING", other_leg_call_id="0", **talk))
    assert meaning == CAUSES["NORMAL_CLEARING"].meaning


def test_what_has_no_words_for_a_role_has_the_general_ones() -> None:
    for document in ({"hangup_cause": "CRASH"}, {"hangup_cause": "MADE_UP"}, {}):
        assert all(told(document))


@pytest.mark.parametrize(
    ("scenario", "index", "words"),
    [
        (busy, 0, "Passed on from leg 2"),
        (busy, 1, "says the carrier"),
        (one_way_audio, 1, "from this phone"),
        (one_way_audio, 0, "The platform hung up here"),
        (carrier_failover, 1, "The carrier"),
    ],
)
def test_the_demos_legs_are_explained_by_their_role(scenario: Any, index: int, words: str) -> None:
    assert words in explain(Interaction.of(scenario.SCENARIO.documents), index).meaning


def test_the_table_names_causes_that_exist_in_whole_sentences() -> None:
    assert {key[0] for key in (*_REFUSED, *_ANSWERED)} <= set(CAUSES)
    for said in (*_REFUSED.values(), *_ANSWERED.values()):
        assert all(text[0].isupper() and text.endswith(".") for text in said)


def test_every_leg_of_the_demo_is_explained() -> None:
    for scenario in ALL:
        interaction = Interaction.of(scenario.documents)
        for index in range(min(10, len(interaction.legs))):
            assert all(explain(interaction, index)), scenario.name
