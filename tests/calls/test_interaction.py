"""An interaction: its legs sorted, once each, paired, folded, and drawn on one axis."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from vinix_tui.calls.interaction import Interaction, Lane
from vinix_tui.sandbox.scenarios import ALL, conference

CREATED = 1_795_428_002_000_000
START = datetime(2026, 11, 23, 10, 0, 2, tzinfo=UTC)
ID = "63962647202-00000002"


def leg(call_id: str, other: object = None, *, at: float = 0, **fields: Any) -> dict[str, Any]:
    """The document of a leg that starts so many seconds after the call; `other` is its partner."""
    return {
        "id": f"202611-{call_id}",
        "call_id": call_id,
        "other_leg_call_id": other,
        "channel_created_time": CREATED + round(at * 1e6),
        **fields,
    }


def answered(call_id: str, other: str | None = None, **fields: Any) -> dict[str, Any]:
    """A leg that the switch made and somebody answered."""
    made = {"call_direction": "outbound", "duration_seconds": 10, "billing_seconds": 8}
    return {**made, **leg(call_id, other, **fields)}


def lost(call_id: str, other: str | None = None, **fields: Any) -> dict[str, Any]:
    """A phone that rang while another one answered."""
    made = {"call_direction": "outbound", "hangup_cause": "LOSE_RACE"}
    return {**made, **leg(call_id, other, **fields)}


def names(interaction: Interaction) -> str:
    """The legs' Call-IDs, in order."""
    return "".join(leg.call_id or "?" for leg in interaction.legs)


def test_legs_are_sorted_by_their_start_and_else_stay_as_they_came() -> None:
    made = Interaction.of(
        [
            leg("d", at=2),
            leg("e", channel_created_time=None),
            leg("b"),
            leg("f", channel_created_time="never"),
            leg("c"),
            leg("a", at=-0.5),
        ]
    )
    assert names(made) == "abcdef"
    assert made.start == START - timedelta(seconds=0.5)


def test_old_and_new_times_are_converted_before_they_are_sorted() -> None:
    old: dict[str, Any] = {
        "channel_created_time": None,
        "timestamp": 63_962_647_213,
        "duration_seconds": "10",
    }
    assert names(Interaction.of([leg("b", **old), leg("c", at=2), leg("a")])) == "abc"


def test_the_order_of_arrival_matters_only_between_equal_times() -> None:
    documents = [leg(chr(97 + n), at=n // 2) for n in range(20)]
    shuffled = [*documents]
    random.Random(7).shuffle(shuffled)
    made = Interaction.of(shuffled)
    assert [leg.start for leg in made.legs] == [leg.start for leg in Interaction.of(documents).legs]
    assert names(Interaction.of(documents)) == "abcdefghijklmnopqrst"


def test_a_row_that_two_pages_repeat_counts_once() -> None:
    pages = [leg("a"), leg("b", at=1), leg("b", at=1, hangup_cause="USER_BUSY"), leg("c", at=2)]
    made = Interaction.of(pages)
    assert names(made) == "abc"
    assert made.legs[1].cause.kind == "unknown"  # the first one stays


def test_legs_without_an_id_are_all_kept() -> None:
    nameless = {"call_id": "a"}
    made = Interaction.of([nameless, nameless, {"id": "", **nameless}, {"id": "1"}, {"id": "#1"}])
    assert len(made.legs) == 5


def test_the_id_is_what_the_records_say_else_what_was_asked_for() -> None:
    assert Interaction.of([leg("a"), leg("b", interaction_id=ID)], "202611-a").id == ID
    assert Interaction.of([leg("a")], ID).id == ID
    assert Interaction.of([leg("a")]).id is None


def test_no_legs_are_an_interaction_too() -> None:
    made = Interaction.of([], ID)
    assert (made.legs, made.shown, made.folded, made.partner) == ((), [], {}, {})
    assert (made.start, made.end, made.seconds) == (START, None, 0.0)
    assert Interaction.of([]).start is None


def test_an_interaction_is_a_value_that_shows_no_customer_data() -> None:
    made = Interaction.of([leg("a", "b", caller_id_name="Kim", interaction_id=ID), leg("b", "a")])
    assert repr(made) == f"Interaction(id='{ID}')"
    with pytest.raises(dataclasses.FrozenInstanceError):
        made.legs = ()  # type: ignore[misc]


def test_start_and_end_span_all_legs() -> None:
    made = Interaction.of([leg("a", duration_seconds=5), leg("b", at=1, duration_seconds=2)])
    assert (made.start, made.end, made.seconds) == (START, START + timedelta(seconds=5), 5.0)
    assert [made.starts_after(leg) for leg in made.legs] == [0.0, 1.0]
    timeless = Interaction.of([leg("a", channel_created_time=None, interaction_id=None)])
    assert (timeless.start, timeless.end, timeless.seconds) == (None, None, 0.0)
    assert timeless.starts_after(timeless.legs[0]) is None


@pytest.mark.parametrize(
    ("documents", "partner"),
    [
        ([leg("a", "b"), leg("b", "a")], {0: 1, 1: 0}),
        ([leg("a"), leg("b", "a")], {1: 0}),
        ([leg("a"), answered("b", "a")], {0: 1, 1: 0}),
        ([leg("a", "x"), leg("b", "y")], {}),  # both dangle
        ([leg("a", "a"), leg("b", "b")], {}),  # themselves
        ([leg("a", "b"), leg("b", "c"), leg("c", "a")], {0: 1, 1: 2, 2: 0}),  # a circle
        ([leg("a", "c"), leg("b", "a"), leg("c", "a"), leg("d", "a")], {0: 2, 1: 0, 2: 0, 3: 0}),
        # what a leg says of itself goes before what another one says of it
        ([answered("a", "b"), leg("b", "c"), leg("c")], {0: 1, 1: 2}),
        ([leg("a"), leg("b", "a"), answered("c", "a"), leg("d", "a")], {0: 2, 1: 0, 2: 0, 3: 0}),
        ([leg("a", {"not": "text"}), leg("b", ["a"])], {}),
        ([{"call_id": "a"}, {"call_id": "a"}, {"other_leg_call_id": "a"}], {2: 0}),
    ],
)  # fmt: skip
def test_partners_are_found_however_the_records_contradict_themselves(
    documents: list[dict[str, Any]], partner: dict[int, int]
) -> None:
    assert Interaction.of(documents).partner == partner


@pytest.mark.parametrize("key", ["other_leg_call_id", "custom_channel_vars"])
def test_phones_that_lost_the_race_are_folded_under_the_one_that_won(key: str) -> None:
    tie: dict[str, Any] = {key: "a" if key == "other_leg_call_id" else {"bridge_id": "a"}}
    made = Interaction.of(
        [leg("a"), lost("b", **tie), answered("c", **tie), lost("d", **tie), lost("e")]
    )
    assert made.folded == {1: 2, 3: 2, 4: 0}
    assert made.shown == [0, 2]
    assert (made.under(2), made.under(0), made.under(1)) == ([1, 3], [4], [])


def test_without_the_winners_record_the_losers_are_folded_under_the_caller() -> None:
    made = Interaction.of([leg("x", at=-1), leg("a"), lost("b", "a"), lost("c", "a")])
    assert made.folded == {2: 1, 3: 1}


def test_helper_legs_are_folded_under_what_they_were_made_for() -> None:
    made = Interaction.of(
        [
            leg("a"),
            leg("z"),
            leg("b", "z", channel_is_loopback="true"),
            leg("c", channel_name="loopback/2001-b", custom_channel_vars={"bridge_id": "z"}),
            leg("d", channel_is_loopback=True),
            answered("e", "d"),
            leg("f", "c", channel_is_loopback=True),
        ]
    )
    assert made.folded == {2: 1, 3: 1, 4: 5, 6: 0}
    assert made.shown == [0, 1, 5]


@pytest.mark.parametrize(
    "documents",
    [
        [lost("a"), lost("b", "a")],
        [leg("a", "b", channel_is_loopback=True), leg("b", "a", channel_is_loopback=True)],
        [lost("a", channel_is_loopback=True, custom_channel_vars={"bridge_id": "a"})],
    ],
)
def test_where_there_are_only_helpers_and_losers_none_is_folded(
    documents: list[dict[str, Any]],
) -> None:
    made = Interaction.of(documents)
    assert made.folded == {}
    assert made.shown == list(range(len(documents)))


@pytest.mark.parametrize(
    ("document", "lane"),
    [
        (answered("a", duration_seconds=100, billing_seconds=80), Lane(0, 2, 8)),
        (leg("a", at=50, duration_seconds=50), Lane(5, 5, 0)),
        (answered("a", at=50, duration_seconds=50, billing_seconds=50), Lane(5, 0, 5)),
        (leg("a", at=100, duration_seconds=0), Lane(9, 1, 0)),
        (answered("a", at=99.9, duration_seconds=0, billing_seconds=1), Lane(9, 0, 1)),
        (answered("a", at=3, duration_seconds=1, billing_seconds=1), Lane(0, 0, 1)),
        (leg("a", channel_created_time=None), Lane(0, 0, 0)),
    ],
)
def test_a_lane_shows_when_a_leg_rang_and_talked(document: dict[str, Any], lane: Lane) -> None:
    made = Interaction.of([leg("first", duration_seconds=100), document])
    mine = next(leg for leg in made.legs if leg.call_id == "a")
    assert made.lane(mine, 10) == lane
    assert made.lane(mine, 0) == made.lane(mine, -1) == Lane(0, 0, 0)


def test_what_happened_at_one_moment_stands_in_one_column() -> None:
    made = Interaction.of(
        [
            answered("a", duration_seconds=60, billing_seconds=37),
            answered("b", at=16, duration_seconds=44, billing_seconds=37),
        ]
    )
    for width in range(1, 60):
        first, second = (made.lane(leg, width) for leg in made.legs)
        assert second.blank + second.ringing == first.blank + first.ringing
        assert first.ringing == min(round(23 * width / 60), width - 1)


def test_legs_without_any_length_still_take_a_column() -> None:
    made = Interaction.of([leg("a"), answered("b", duration_seconds=0, billing_seconds=1)])
    assert [made.lane(leg, 10) for leg in made.legs] == [Lane(0, 1, 0), Lane(0, 0, 1)]


def _ring_group(size: int) -> list[dict[str, Any]]:
    first, *others = conference.SCENARIO.documents[:40]
    legs = [first]
    for count in range(1, size):
        document = {**others[count % 39], "id": f"{count}", "call_id": f"{count}@example.com"}
        if count % 3:
            document["hangup_cause"] = "LOSE_RACE"
        legs.append(document)
    return legs


def test_what_is_folded_where_is_looked_up_and_not_searched() -> None:
    class Counted(dict[int, int]):
        """Counts how often it is read from end to end."""

        read = 0

        def items(self) -> Any:
            Counted.read += 1
            return super().items()

    made = Interaction.of(_ring_group(100))
    made = Interaction(made.id, made.legs, made.partner, Counted(made.folded))
    assert sum(len(made.under(index)) for index in made.shown) == len(made.folded) > 0
    assert Counted.read == 1


def test_ten_times_the_legs_are_ten_times_the_work(steps: Callable[..., int]) -> None:
    def told(documents: list[dict[str, Any]]) -> None:
        made = Interaction.of(documents, ID)
        assert [made.lane(leg, 20) for leg in made.legs]
        assert sum(len(made.under(index)) for index in made.shown) == len(made.folded) > 0

    few, many = _ring_group(100), _ring_group(1_000)
    told(few)  # what is done once, at first use, is not counted
    assert steps(lambda: told(many)) < 10.5 * steps(lambda: told(few))


def test_the_sandboxs_race_has_one_winner() -> None:
    told = next(told for told in ALL if told.name == "One-way audio behind NAT")
    made = Interaction.of(told.documents)
    assert len(made.folded) == 3
    assert {made.legs[home].who for home in made.folded.values()} == {"device Kim Larsen"}
