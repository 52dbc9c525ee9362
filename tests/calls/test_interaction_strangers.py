"""Interactions of legs that contradict themselves: nothing is lost, nothing leaves its lane."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vinix_tui.calls import story
from vinix_tui.calls.interaction import Interaction
from vinix_tui.calls.leg import FIELDS
from vinix_tui.calls.text import printable
from vinix_tui.sandbox.scenarios import ALL

CREATED = 1_795_428_002_000_000
CALL_IDS = st.sampled_from(["a", "b", "c", "d", "elsewhere"])
SECONDS = st.none() | st.integers(-3, 90) | st.integers(0, 10**9).map(str)
LEGS = st.fixed_dictionaries(
    {},
    optional={
        "id": st.sampled_from(["202611-a", "202611-b", "#1", ""]) | st.text(max_size=3),
        "call_id": CALL_IDS,
        "other_leg_call_id": CALL_IDS,
        "call_direction": st.sampled_from(["inbound", "outbound"]),
        "channel_created_time": st.integers(CREATED, CREATED + 10**8)
        | st.sampled_from([CREATED, 10**15, 19 * 10**15, 10**30, None]),
        "timestamp": st.integers(63_962_647_202, 63_962_647_302),
        "interaction_id": st.just("63962647202-00000002"),
        "duration_seconds": SECONDS,
        "billing_seconds": SECONDS,
        "hangup_cause": st.sampled_from(["LOSE_RACE", "NORMAL_CLEARING", "\x1b[2J"]),
        "channel_is_loopback": st.booleans(),
        "custom_channel_vars": st.fixed_dictionaries({}, optional={"bridge_id": CALL_IDS}),
        "caller_id_name": st.text(st.characters(exclude_categories=()), max_size=5),
        "fax_info": st.just({"fax_success": "1"}),
    },
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)
KEYS = st.sampled_from(sorted(FIELDS))
BROKEN = st.lists(st.dictionaries(KEYS, JSON, max_size=4), max_size=6)
WIDTHS = st.integers(-1, 40)


def check(documents: list[dict[str, Any]], width: int) -> None:
    """Everything that the rooms above rely on."""
    made = Interaction.of(documents, "63962647202-00000002")
    count = len(made.legs)
    assert {id(leg.raw) for leg in made.legs} <= {id(document) for document in documents}
    starts = [leg.start for leg in made.legs if leg.start]
    assert starts == sorted(starts)
    assert all(leg.start for leg in made.legs[: len(starts)])

    assert all(index != other and other < count for index, other in made.partner.items())
    assert not set(made.folded.values()) & set(made.folded)
    assert sorted([*made.shown, *made.folded]) == list(range(count))
    under = [helper for index in made.shown for helper in made.under(index)]
    assert sorted(under) == sorted(made.folded)
    assert bool(made.shown) == bool(count)

    for leg in made.legs:
        blank, ringing, talking = made.lane(leg, width)
        assert min(blank, ringing, talking) >= 0
        assert blank + ringing + talking <= max(0, width)
        assert (ringing + talking >= 1) == (leg.start is not None and width > 0)
        assert (talking >= 1) == (leg.answered and leg.start is not None and width > 0)
    check_story(made)


def check_story(made: Interaction) -> None:
    """The interaction told in words: printable, in order, of legs that there are."""
    told = [story.parties(made), story.roles(made)]
    told += [
        words for leg in made.legs for words in (story.ending(leg), story.ending_at_length(leg))
    ]
    told += [story.fold(made, index) or "" for index in range(len(made.legs))]
    moments = story.time_line(made)
    told += [moment.words for moment in moments]
    assert told == [printable(words) for words in told]
    assert [moment.at for moment in moments] == sorted(moment.at for moment in moments)
    assert {moment.leg for moment in moments} <= set(made.shown)
    assert all(story.fold(made, index) for index in made.folded.values())


@given(st.lists(LEGS, max_size=8), WIDTHS)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_legs_that_contradict_themselves_make_an_interaction(
    documents: list[dict[str, Any]], width: int
) -> None:
    check(documents, width)


@given(st.sampled_from(ALL), BROKEN, st.lists(KEYS, max_size=5), st.randoms(), WIDTHS)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_call_of_the_sandbox_with_broken_records_makes_an_interaction(
    told: Any, broken: list[dict[str, Any]], missing: list[str], chance: Any, width: int
) -> None:
    documents = [dict(document) for document in told.documents[:12]]
    for change in broken:
        documents[chance.randrange(len(documents))].update(change)
    for document in documents[::2]:
        for name in missing:
            document.pop(name, None)
    chance.shuffle(documents)
    check(documents, width)


@given(st.lists(LEGS, min_size=1, max_size=6), st.randoms())
@settings(deadline=None)
def test_a_repeated_page_changes_nothing(documents: list[dict[str, Any]], chance: Any) -> None:
    named = [{**document, "id": f"202611-{count}"} for count, document in enumerate(documents)]
    once = Interaction.of(named)
    again = Interaction.of([*named, *chance.sample(named, len(named))])
    assert [leg.id for leg in again.legs] == [leg.id for leg in once.legs]
    assert again.folded == once.folded
    assert again.partner == once.partner
