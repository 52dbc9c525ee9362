"""One leg of a document that holds anything: it is typed, printable and aware of its times."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vinix_tui.calls import coerce
from vinix_tui.calls.leg import FIELDS, Leg
from vinix_tui.calls.once import once
from vinix_tui.calls.text import printable
from vinix_tui.sandbox.scenarios import ALL

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**45), 10**45)
    | st.integers(1_500_000_000_000_000, 1_800_000_000_000_000)
    | st.integers(63_000_000_000, 65_000_000_000)
    | st.integers(-10, 4_000)
    | st.floats()
    | st.text(st.characters(exclude_categories=()), max_size=12)
    | st.sampled_from(
        ["31", " 1 ", "", "on", "sip:486", "outbound", "loopback/1-a", "63962647202-"]
    )
    | st.sampled_from(["LOSE_RACE", "a@[b]:5060;x=%2F", "\x1b[2J", "\u202e\u0301", "9" * 41, "*97"])
)
JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)
VARIABLES = st.dictionaries(
    st.sampled_from(["bridge_id", "Bridge-ID", "authorizing_type", "resource_type", "\ud800"]), JSON
)
NAMES = st.sampled_from([*FIELDS, "fax_info", "fax_success", "Call-ID", "FROM", "from_", "_raw"])
STRANGE = st.dictionaries(NAMES, JSON, max_size=25) | st.fixed_dictionaries(
    {}, optional={"custom_channel_vars": VARIABLES, "channel_created_time": JSON, "timestamp": JSON}
)
REAL = st.sampled_from([leg for told in ALL for leg in told.documents[:6]])
PROPERTIES = [
    name
    for name in dir(Leg)
    if not name.startswith("_") and isinstance(getattr(Leg, name), (property, once))
]


def check(document: dict[str, Any]) -> None:
    """Everything that the rooms above rely on."""
    made = Leg.of(document)
    for name, coerced in FIELDS.values():
        value = getattr(made, name)
        for text in value if isinstance(value, tuple) else [value]:
            if isinstance(text, str) and name not in ("transfer_history", "originated_legs"):
                assert text == printable(text), name
                assert coerced is not coerce.words or (text and text == text.strip()), name
    known = {name: getattr(made, name) for name in PROPERTIES}
    for name in ("role", "who", "name", "number", "from_number", "to_number", "bridge_id"):
        assert known[name] is None or (known[name] and known[name] == printable(known[name])), name
    for name in ("start", "end", "answered_at"):
        assert known[name] is None or known[name].utcoffset() == timedelta(0)
    assert (known["start"] is None) == (known["end"] is None)
    if known["answered_at"]:
        assert known["start"] <= known["answered_at"] <= known["end"]
    for name in ("duration", "talk", "before_answer"):
        assert 0 <= known[name] <= 31_536_000
    assert known["answered"] == (known["talk"] > 0)
    assert known["sip_code"] is None or 100 <= known["sip_code"] <= 699
    assert known["fax"] is None or printable(known["fax"].words)
    assert made.raw is document
    assert known["extra"].keys() <= document.keys()
    assert repr(made)


@given(STRANGE)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_document_of_anything_is_a_leg(document: dict[str, Any]) -> None:
    check(document)


@given(REAL, st.dictionaries(NAMES, JSON, max_size=6), st.lists(st.sampled_from(sorted(FIELDS))))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_real_document_with_broken_fields_is_a_leg(
    document: dict[str, Any], broken: dict[str, Any], lost: list[str]
) -> None:
    check({name: value for name, value in {**document, **broken}.items() if name not in lost})


@pytest.mark.parametrize("told", ALL, ids=lambda told: told.name)
def test_every_leg_of_the_sandbox_is_a_leg(told: Any) -> None:
    for document in told.documents:
        check(document)


@pytest.mark.parametrize("levels", [30, 500])
def test_a_field_may_nest_deeply(levels: int) -> None:
    deep: Any = "end"
    for _ in range(levels // 2):
        deep = {"a": [deep]}
    for name in [*FIELDS, "fax_info", "unheard_of"]:
        check({name: deep})
    check({name: [deep] for name in FIELDS})
