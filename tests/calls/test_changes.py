"""Two copies of one call: which legs came, went or changed; nothing where they are the same."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from vinix_tui.calls.changes import MOST_COMPARED, Changes, changes
from vinix_tui.calls.interaction import Interaction
from vinix_tui.sandbox.scenarios import ALL, one_way_audio

KIM: dict[str, Any] = {
    "id": "202611-kim", "call_id": "kim", "billing_seconds": 12, "duration_seconds": 20,
    "channel_created_time": 1_795_428_002_000_000,
}  # fmt: skip
CARRIER: dict[str, Any] = {"id": "202611-carrier", "call_id": "carrier"}


def of(earlier: list[dict[str, Any]], later: list[dict[str, Any]]) -> Changes:
    return changes(Interaction.of(earlier), Interaction.of(later))


@pytest.mark.parametrize("told", ALL, ids=lambda told: told.name)
def test_nothing_changed_where_the_copies_are_equal_in_any_order(told: Any) -> None:
    legs = list(told.documents)
    found = of(legs, copy.deepcopy(legs[::-1]))
    assert not found and found.words == ""


def test_a_live_call_has_more_legs_than_before() -> None:
    found = of([KIM], [CARRIER, KIM])
    assert found and found.added == (1,) and not found.changed  # a leg without a start is the last
    assert found.words == "1 more leg"


def test_a_transfer_filed_anew_has_legs_that_are_gone() -> None:
    found = of([KIM, CARRIER], [KIM, {"id": "202611-other", "call_id": "other"}])
    assert [leg.call_id for leg in found.gone] == ["carrier"]
    assert found.words == "1 more leg, 1 leg gone"


def test_a_field_that_changed_is_told_with_both_values() -> None:
    later = KIM | {"billing_seconds": 33, "hangup_cause": "NORMAL_CLEARING"}
    found = of([CARRIER, KIM], [later, CARRIER])
    [leg] = found.changed
    assert (leg.index, leg.earlier) == (0, 0)
    told = {thing.name: (thing.one, thing.other) for thing in leg.things}
    assert told["talking"] == ("12 s", "33 s") and told["cause"][0] is None
    assert found.words == "1 leg changed"


def test_of_one_leg_an_id_or_a_time_that_differs_tells_something_too() -> None:
    [leg] = of([KIM], [KIM | {"other_leg_call_id": "carrier", "duration_seconds": 25}]).changed
    names = {thing.name for thing in leg.things}
    assert {"other leg", "ended", "whole life"} <= names
    assert all(thing.tells for thing in leg.things)


def test_an_sdp_that_came_is_told_by_its_lines() -> None:
    legs = [dict(leg) for leg in one_way_audio.SCENARIO.documents]
    before = [{k: v for k, v in leg.items() if k != "remote_sdp"} for leg in legs]
    found = of(before, legs)
    lines = [len(leg.remote.lines) for leg in Interaction.of(legs).legs]
    assert [leg.lines for leg in found.changed] == [count for count in lines if count]


def test_a_number_that_comes_as_words_is_no_change() -> None:
    assert not of([KIM], [KIM | {"billing_seconds": "12", "hangup_cause": ""}])


def test_legs_without_ids_are_put_against_each_other_in_order() -> None:
    found = of([{"billing_seconds": 1}, {"billing_seconds": 2}], [{"billing_seconds": 1}])
    assert len(found.gone) == 1 and not found.added and not found.changed
    same: list[dict[str, Any]] = [{"call_id": "a"}, {"call_id": "a", "billing_seconds": 1}]
    assert not of(same, copy.deepcopy(same))


def test_a_call_that_changed_all_over_is_counted_beyond_what_is_told() -> None:
    legs = [{"call_id": str(number)} for number in range(MOST_COMPARED + 10)]
    found = of(legs, [leg | {"billing_seconds": 1} for leg in legs])
    assert len(found.changed) == MOST_COMPARED and found.more_changed == 10
    assert found.words == f"{MOST_COMPARED + 10} legs changed"
