"""A lookup keeps its documents as they came, and a reply's data holds them in several shapes."""

from __future__ import annotations

import copy
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vinix_tui.calls.lookup import Lookup, documents_in
from vinix_tui.sandbox.scenarios import ALL, hostile

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


def lookup(*documents: dict[str, Any]) -> Lookup:
    """A lookup of these documents."""
    return Lookup(
        account_id="5a4db0c5a4db0c5a4db0c5a4db0c5a4d",
        interaction_id="63962647202-00000002",
        documents=documents,
        kind="api",
        base="https://api.example.com/v2",
        fetched_at=datetime(2026, 11, 23, 10, 2, tzinfo=UTC),
    )


@pytest.mark.parametrize("data", [None, {}, []])
def test_nothing_in_any_spelling_is_no_documents(data: object) -> None:
    assert documents_in(data) == []


def test_a_list_is_its_documents_and_one_object_is_one_document() -> None:
    one, two = {"call_id": "1"}, {"call_id": "2"}
    assert documents_in([one, two]) == [one, two]
    assert documents_in([one, two])[1] is two
    assert documents_in(one) == [one]
    assert documents_in([{}]) == [{}]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ("text", "where the legs should be stands a text"),
        (7, "where the legs should be stands a number"),
        (0, "where the legs should be stands a number"),
        (1.5, "where the legs should be stands a number"),
        (False, "where the legs should be stands true or false"),
        ("", "where the legs should be stands a text"),
        (object(), "where the legs should be stands something else"),
        ([{}, "text"], "where a leg should be stands a text"),
        ([None], "where a leg should be stands nothing"),
        ([{}, None, {}], "where a leg should be stands nothing"),
        ([[]], "where a leg should be stands a list"),
    ],
)
def test_anything_else_is_refused_in_one_sentence(data: object, sentence: str) -> None:
    with pytest.raises(ValueError, match=f"^{sentence}$"):
        documents_in(data)


@given(JSON)
@settings(deadline=None)
def test_any_json_is_a_list_of_documents_or_refused(data: object) -> None:
    try:
        documents = documents_in(data)
    except ValueError as error:
        assert str(error).startswith("where ")
    else:
        assert all(isinstance(document, dict) for document in documents)


def test_the_interaction_is_made_once_and_leaves_the_documents_alone() -> None:
    documents = copy.deepcopy(hostile.SCENARIO.documents)
    made = lookup(*documents)
    assert made.interaction is made.interaction
    assert len(made.interaction.legs) == len(documents)
    assert [id(leg.raw) for leg in made.interaction.legs if leg.raw is documents[0]]
    assert repr(documents) == repr(hostile.SCENARIO.documents)


def test_an_interaction_without_legs_keeps_the_id_that_was_asked_for() -> None:
    assert lookup().interaction.id == "63962647202-00000002"


def test_no_customer_data_stands_in_its_representation() -> None:
    for told in ALL:
        shown = repr(lookup(*told.documents))
        assert len(shown) < 400
        assert "caller_id" not in shown
