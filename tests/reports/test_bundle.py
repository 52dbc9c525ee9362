"""Bundles: the contract's shape, stable, ASCII, and honest about what it leaves out."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vinix_tui.calls.lookup import Lookup
from vinix_tui.reports.bundle import bundle, dumps, read
from vinix_tui.reports.redact import REDACTED
from vinix_tui.sandbox.scenarios import ALL

# The first text ever drawn makes a table of all letters, which takes seconds in a fresh checkout.
SLOWLY = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)

WHEN = datetime(2026, 11, 23, 12, 0, 0, 500_000, tzinfo=UTC)


def looked_up(documents: tuple[dict[str, Any], ...], interaction_id: str = "x") -> Lookup:
    return Lookup("acc", interaction_id, documents, "api", "https://api.example.com/v2", WHEN)


@pytest.fixture
def told() -> Callable[[str], Lookup]:
    """The lookup of the sandbox's call that has a word in its name."""

    def find(word: str) -> Lookup:
        scenario = next(each for each in ALL if word in each.name.lower())
        return looked_up(scenario.documents, scenario.id)

    return find


def test_the_keys_are_the_contracts_in_its_order(told: Callable[[str], Lookup]) -> None:
    made = bundle(told("ring group"), redacted=False)
    assert list(made) == [
        "format", "source", "account_id", "interaction_id", "started_at", "ended_at", "verdict",
        "findings", "legs",
    ]  # fmt: skip
    assert made["format"] == "vinix-tui/1"
    assert made["source"] == {
        "kind": "api",
        "base": "https://api.example.com/v2",
        "fetched_at": "2026-11-23T12:00:00.500000Z",
    }
    assert {tuple(leg) for leg in made["legs"]} == {
        (
            "call_id", "role", "direction", "started_at", "answered_at", "ended_at", "who", "from",
            "to", "talk_seconds", "duration_seconds", "cause", "sip_code", "partner",
            "folded_under", "fax", "media", "raw",
        )
    }  # fmt: skip


def test_a_leg_says_what_its_document_says(told: Callable[[str], Lookup]) -> None:
    lookup = told("ring group")
    legs = bundle(lookup, redacted=False)["legs"]
    lost = [leg for leg in legs if leg["cause"] == "LOSE_RACE"]
    assert len(lost) == 3
    assert {leg["folded_under"] for leg in lost} < {leg["call_id"] for leg in legs}
    assert all(leg["answered_at"] is None and leg["talk_seconds"] == 0 for leg in lost)
    answered = next(leg for leg in legs if leg["answered_at"])
    assert answered["partner"] in {leg["call_id"] for leg in legs}
    assert [leg["raw"] for leg in legs] == [leg.raw for leg in lookup.interaction.legs]


def test_a_fax_brings_its_facts(told: Callable[[str], Lookup]) -> None:
    legs = bundle(told("fax that failed"), redacted=True)["legs"]
    fax = next(leg["fax"] for leg in legs if leg["fax"])
    assert fax["success"] is False and fax["result_code"] == 49
    assert fax["words"].startswith("The fax failed")
    assert isinstance(fax["extra"], dict)


def test_an_empty_lookup_is_a_bundle_without_legs() -> None:
    made = bundle(looked_up((), "63962647202-00000002"), redacted=False)
    assert made["legs"] == [] and made["interaction_id"] == "63962647202-00000002"
    assert made["verdict"] is None and made["findings"] == []
    assert made["started_at"] == "2026-11-23T10:00:02Z" and made["ended_at"] is None


def test_redaction_reaches_all_and_is_said() -> None:
    leg = {
        "call_id": "a",
        "from": "sip:kim:hunter2@acme.example.com",
        "caller_id_name": "https://kim:hunter2@example.com",
        "digits_dialed": "hunter2",
        "remote_sdp": "a=crypto:1 AES inline:hunter2\r\n",
    }
    made = bundle(looked_up((leg,)), redacted=True)
    assert made["redacted"] is True
    assert "hunter2" not in dumps(made)
    assert made["legs"][0]["raw"]["digits_dialed"] == REDACTED
    assert "hunter2" in dumps(bundle(looked_up((leg,)), redacted=False))
    assert "redacted" not in bundle(looked_up((leg,)), redacted=False)


def test_what_was_redacted_once_says_so_for_ever() -> None:
    first = bundle(looked_up(({"call_id": "a", "digits_dialed": "1"},)), redacted=True)
    again = read(dumps(first).encode(), "x")
    assert bundle(again, redacted=False)["redacted"] is True


@pytest.mark.parametrize("scenario", ALL, ids=lambda each: each.id)
def test_every_call_of_the_sandbox_goes_out_and_comes_back(scenario: Any) -> None:
    lookup = looked_up(scenario.documents, scenario.id)
    text = dumps(bundle(lookup, redacted=False))
    assert text.isascii() and text == text.strip() + "\n"
    assert all(character.isprintable() or character == "\n" for character in text)
    again = read(text.encode(), "x")
    assert again.interaction.legs == lookup.interaction.legs
    assert [leg.raw for leg in again.interaction.legs] == [
        leg.raw for leg in lookup.interaction.legs
    ]
    assert dumps(bundle(lookup, redacted=False)) == text


def test_infinity_becomes_null_since_json_has_none() -> None:
    lookup = read(b'[{"call_id": "a", "x": [1e999, {"y": -1e999}], "z": 1.5}]', "x")
    made = json.loads(dumps(bundle(lookup, redacted=False)), parse_constant=pytest.fail)
    assert made["legs"][0]["raw"] == {"call_id": "a", "x": [None, {"y": None}], "z": 1.5}


@SLOWLY
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(
                [
                    "call_id",
                    "id",
                    "from",
                    "hangup_cause",
                    "duration_seconds",
                    "fax_info",
                    "channel_created_time",
                    "local_sdp",
                    "custom_channel_vars",
                    "timestamp",
                ]
            ),
            st.none()
            | st.text()
            | st.integers()
            | st.floats()
            | st.dictionaries(st.text(), st.text()),
        )
    )
)
def test_whatever_a_leg_holds_goes_out_as_ascii(documents: list[dict[str, Any]]) -> None:
    text = dumps(bundle(looked_up(tuple(documents)), redacted=True))
    assert text.isascii()
    assert json.loads(text, parse_constant=pytest.fail)["format"] == "vinix-tui/1"
