"""The API's loose values: numbers as words, words as numbers, booleans in six spellings."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vinix_tui.calls.coerce import as_json, mapping, named, number, truth, words
from vinix_tui.calls.text import printable
from vinix_tui.calls.variables import MEANINGS

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-(10**60), 10**60)
    | st.floats()
    | st.text(st.characters(exclude_categories=()), max_size=12)
    | st.sampled_from(
        ["true", "ON", " 0 ", "31", "1e5", "-Infinity", "9" * 41, "\x1b[2J", "\u0301"]
    )
)
JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


def nested(levels: int) -> Any:
    """A value that nests this deep."""
    value: Any = {}
    for _ in range(levels // 2):
        value = {"a": [value]}
    return value


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        (31, 31),
        ("31", 31),
        (" 31\n", 31),
        ("+31", 31),
        ("-7", -7),
        (31.9, 31),
        ("31.9", 31),
        ("1557184198071108.0", 1_557_184_198_071_108),
        (1_557_184_198_071_108, 1_557_184_198_071_108),
        ("1557184198071108", 1_557_184_198_071_108),
        ("1e3", 1000),
        (".5", 0),
        ("5.", 5),
        (1e-320, 0),
        ("9" * 40, int("9" * 40)),
        (-(10**39), -(10**39)),
    ],
)
def test_a_number_is_read_from_numbers_and_their_text(value: object, meant: int) -> None:
    assert number(value) == meant


@pytest.mark.parametrize(
    "value",
    [
        *("", " ", "abc", "0x10", "1_000", "--5", "+-5", "-", ".", "1e", "²", "٣", "१", "1,5"),
        *("nan", "NaN", "Infinity", "-inf", "1e999", "1e9999", "9" * 41, "9" * 5_000),
        *(None, True, False, [], {}, [1], {"a": 1}, float("nan"), float("inf"), 1e308, "1e308"),
        *(10**40, -(10**400), datetime(2026, 11, 23, tzinfo=UTC)),
    ],
)
def test_what_is_no_number_or_beyond_any_count_of_ours_is_none(value: object) -> None:
    assert number(value) is None


@pytest.mark.parametrize("value", [True, 1, 1.0, "true", "True", "1", "on", "ON", "yes", " true "])
def test_true_is_read_in_every_spelling(value: object) -> None:
    assert truth(value) is True


@pytest.mark.parametrize("value", [False, 0, 0.0, "false", "FALSE", "0", "off", "no", "\tNo\n"])
def test_false_is_read_in_every_spelling(value: object) -> None:
    assert truth(value) is False


@pytest.mark.parametrize(
    "value",
    [
        *(None, "", "perhaps", "2", 2, -1, 0.5, float("nan"), [], {}, [True]),
        pytest.param(10**5000, id="huge"),
    ],
)
def test_what_is_neither_true_nor_false_is_none(value: object) -> None:
    assert truth(value) is None


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("Kim", "Kim"),
        ("  Kim ", "Kim"),
        ("\xa0Kim\u3000", "Kim"),
        ("a\tb\n", "a␉b␊"),
        (486, "486"),
        (1.5, "1.5"),
        (True, "true"),
        (0, "0"),
        (False, "false"),
        (["a", 1, None], '["a", 1, null]'),
        ({"é": "\x1b\u202e"}, '{"é": "\\u001b�"}'),
        (datetime(2026, 11, 23, tzinfo=UTC), '"2026-11-23 00:00:00+00:00"'),
    ],
)
def test_words_are_one_printable_line_of_any_value(value: object, said: str) -> None:
    assert words(value) == said


@pytest.mark.parametrize("value", [None, "", "   ", "\u3000", [], {}])
def test_where_nothing_was_said_there_are_no_words(value: object) -> None:
    assert words(value) is None


@given(JSON)
@example(" \u0301x")
@example(10**5000)
@example({"\ud800": ["\udfff"]})
@settings(deadline=None)
def test_no_value_of_json_is_too_strange_to_be_read(value: object) -> None:
    said = words(value)
    assert said is None or (said == printable(said) == said.strip() and said)
    count = number(value)
    assert count is None or (type(count) is int and abs(count) < 10**40)
    assert truth(value) in (True, False, None)


@given(st.integers(-(10**39), 10**39))
@settings(deadline=None)
def test_a_number_is_the_same_whether_it_comes_as_a_number_or_as_text(value: int) -> None:
    assert number(value) == number(str(value)) == value


@pytest.mark.parametrize("levels", [30, 500])
def test_deep_nesting_is_written_out(levels: int) -> None:
    value = nested(levels)
    assert json.loads(as_json(value)) == value
    assert words(value) == as_json(value)


def test_what_the_encoder_cannot_write_is_said_so() -> None:
    assert as_json(nested(200_000)) == "(too deep or too large to show here)"
    assert words({"count": 10**5000}) == "(too deep or too large to show here)"


def test_a_key_is_printable_and_of_a_length_that_can_be_repeated() -> None:
    assert named("X-Auth\x1b") == "X-Auth␛"
    assert named(7) == "7"
    assert named("k" * 200) == "k" * 200
    assert named("k" * 1_300) == "k" * 200 + "… (1,100 more characters)"


def test_a_map_is_a_map_and_everything_else_is_an_empty_one() -> None:
    given_ = {"bridge_id": "1@example.com"}
    assert mapping(given_) is given_
    for value in (None, [], "", "text", 0, [{"a": 1}]):
        assert mapping(value) == {}


def test_the_known_variables_are_spelled_as_records_spell_them() -> None:
    for name, meaning in MEANINGS.items():
        assert name == name.strip().lower().replace("-", "_")
        assert meaning == printable(meaning).strip()
        assert meaning[0].islower()
        assert not meaning.endswith(".")
