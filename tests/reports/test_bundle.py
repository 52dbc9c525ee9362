"""Bundles: the contract's shape, stable, ASCII, and honest about what it leaves out."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reports.conftest import LEG, OTHER, Judge, finding, verdict
from vinix_tui.calls.interaction import Interaction
from vinix_tui.calls.lookup import Lookup
from vinix_tui.diagnosis.case import Case
from vinix_tui.diagnosis.finding import Evidence, Verdict
from vinix_tui.reports.bundle import bundle, dumps, read
from vinix_tui.reports.redact import REDACTED
from vinix_tui.reports.redaction import Redaction
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
    made = bundle(told("ring group"), redaction=Redaction.OFF)
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
    legs = bundle(lookup, redaction=Redaction.OFF)["legs"]
    lost = [leg for leg in legs if leg["cause"] == "LOSE_RACE"]
    assert len(lost) == 3
    assert {leg["folded_under"] for leg in lost} < {leg["call_id"] for leg in legs}
    assert all(leg["answered_at"] is None and leg["talk_seconds"] == 0 for leg in lost)
    answered = next(leg for leg in legs if leg["answered_at"])
    assert answered["partner"] in {leg["call_id"] for leg in legs}
    assert [leg["raw"] for leg in legs] == [leg.raw for leg in lookup.interaction.legs]


def test_a_fax_brings_its_facts(told: Callable[[str], Lookup]) -> None:
    legs = bundle(told("fax that failed"), redaction=Redaction.SECRETS)["legs"]
    fax = next(leg["fax"] for leg in legs if leg["fax"])
    assert fax["success"] is False and fax["result_code"] == 49
    assert fax["words"].startswith("The fax failed")
    assert isinstance(fax["extra"], dict)


def test_an_empty_lookup_is_a_bundle_without_legs() -> None:
    made = bundle(looked_up((), "63962647202-00000002"), redaction=Redaction.OFF)
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
    made = bundle(looked_up((leg,)), redaction=Redaction.SECRETS)
    assert made["redacted"] is True
    assert "hunter2" not in dumps(made)
    assert made["legs"][0]["raw"]["digits_dialed"] == REDACTED
    assert "hunter2" in dumps(bundle(looked_up((leg,)), redaction=Redaction.OFF))
    assert "redacted" not in bundle(looked_up((leg,)), redaction=Redaction.OFF)


def test_what_was_redacted_once_says_so_for_ever() -> None:
    first = bundle(
        looked_up(({"call_id": "a", "digits_dialed": "1"},)), redaction=Redaction.SECRETS
    )
    again = read(dumps(first).encode(), "x")
    assert bundle(again, redaction=Redaction.OFF)["redacted"] is True


@pytest.mark.parametrize("redacted", [False, True])
@pytest.mark.parametrize("scenario", ALL, ids=lambda each: each.id)
def test_every_call_of_the_sandbox_goes_out_and_comes_back(scenario: Any, redacted: bool) -> None:
    lookup = looked_up(scenario.documents, scenario.id)
    made = bundle(lookup, redaction=Redaction.by_setting(redacted))
    text = dumps(made)
    assert text.isascii() and text == text.strip() + "\n"
    assert all(character.isprintable() or character == "\n" for character in text)
    again = read(text.encode(), "x")
    assert [leg["raw"] for leg in made["legs"]] == [leg.raw for leg in again.interaction.legs]
    if not redacted:
        legs = lookup.interaction.legs
        assert [leg.raw for leg in again.interaction.legs] == [leg.raw for leg in legs]
    once_more = bundle(again, redaction=Redaction.by_setting(redacted))
    for part in ("verdict", "findings", "legs", "interaction_id", "started_at", "ended_at"):
        assert once_more[part] == made[part], part
    assert dumps(bundle(lookup, redaction=Redaction.by_setting(redacted))) == text


@pytest.mark.parametrize("scenario", ALL, ids=lambda each: each.id)
def test_redaction_changes_no_verdict(scenario: Any) -> None:
    lookup = looked_up(scenario.documents, scenario.id)
    open_, closed = (
        bundle(lookup, redaction=Redaction.by_setting(redacted)) for redacted in (False, True)
    )
    for part in ("outcome", "severity", "ended_by"):
        assert open_["verdict"][part] == closed["verdict"][part]
    found, left = (
        [
            (each["id"], each["severity"], each["confidence"], each["legs"])
            for each in made["findings"]
        ]
        for made in (open_, closed)
    )
    assert found == left


def test_a_verdict_and_its_findings_have_the_contracts_keys(judge: Judge) -> None:
    judge(verdict(finding(settles="A trace tells.", rivals=("R30",), why="no audio arrived")))
    made = bundle(looked_up((LEG, OTHER)), redaction=Redaction.OFF)
    assert made["verdict"] == {
        "outcome": "answered",
        "headline": "Jörg talked to Kim for 0:33, then the platform ended the call.",
        "severity": "error",
        "ended_by": {"side": "platform", "confidence": "medium", "basis": "No BYE is recorded."},
        "originate_type": "phone",
        "terminate_type": "carrier",
        "failure_location": "termination",
        "reason": "no audio arrived",
        "cannot_show": "These records cannot show jitter.",
    }
    assert list(made["verdict"])[:4] == ["outcome", "headline", "severity", "ended_by"]
    assert made["findings"] == [
        {
            "id": "R29",
            "name": "media-timeout",
            "severity": "error",
            "confidence": "high",
            "sentence": "No audio arrived from device Kim.",
            "next_step": "Look at the router of device Kim.",
            "source": "RFC 3550",
            "legs": ["b1"],
            "evidence": [
                {"leg": "b1", "field": "hangup_cause", "line": None, "value": "MEDIA_TIMEOUT"}
            ],
            "settles": "A trace tells.",
            "rivals": ["R30"],
        }
    ]
    assert list(made["findings"][0])[:9] == [
        "id", "name", "severity", "confidence", "sentence", "next_step", "source", "legs",
        "evidence",
    ]  # fmt: skip


def test_what_a_verdict_does_not_know_is_null(judge: Judge) -> None:
    judge(verdict(originate_type="", terminate_type="", failure_location="none"))
    made = bundle(looked_up((LEG,)), redaction=Redaction.OFF)["verdict"]
    assert (made["originate_type"], made["terminate_type"], made["reason"]) == (None, None, None)
    assert made["failure_location"] == "none" and made["severity"] == "normal"


def test_a_leg_without_a_call_id_is_null_in_findings(judge: Judge) -> None:
    nameless = {key: value for key, value in LEG.items() if key != "call_id"}
    judge(verdict(finding(legs=(0,), evidence=(Evidence(0, "remote_sdp", "c=x", 4),))))
    found = bundle(looked_up((nameless,)), redaction=Redaction.OFF)["findings"][0]
    assert found["legs"] == [None]
    assert found["evidence"] == [{"leg": None, "field": "remote_sdp", "line": 4, "value": "c=x"}]


def test_evidence_is_redacted_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def diagnose(interaction: Interaction) -> Verdict:
        at = Case(interaction).legs[0]
        cited = (at.cite("digits_dialed"), at.cite("remote_sdp", 1), at.cite("from"))
        return verdict(finding(legs=(0,), evidence=cited))

    monkeypatch.setattr("vinix_tui.reports.bundle.diagnose", diagnose)
    leg = LEG | {
        "digits_dialed": "hunter2",
        "remote_sdp": "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:hunter2\r\n",
        "from": "sip:kim:hunter2@acme.example.com",
    }
    made = bundle(looked_up((leg,)), redaction=Redaction.SECRETS)
    assert "hunter2" not in dumps(made)
    pressed, keyed, called = (fact["value"] for fact in made["findings"][0]["evidence"])
    assert pressed == REDACTED and keyed.startswith("a=crypto:1 AES_CM_128_HMAC_SHA1_80 ")
    assert called == f"sip:kim:{REDACTED}@acme.example.com"


def test_a_verdict_that_stands_in_a_bundle_is_not_believed(told: Callable[[str], Lookup]) -> None:
    made = bundle(told("ring group"), redaction=Redaction.OFF)
    honest = made["verdict"]
    made["verdict"] = {"outcome": "failed", "headline": "It is all the carrier's fault."}
    made["findings"] = ["nonsense"]
    made["legs"][0]["media"] = 17
    again = bundle(read(dumps(made).encode(), "x"), redaction=Redaction.OFF)
    assert again["verdict"] == honest and again["legs"][0]["media"] != 17


def test_infinity_becomes_null_since_json_has_none() -> None:
    lookup = read(b'[{"call_id": "a", "x": [1e999, {"y": -1e999}], "z": 1.5}]', "x")
    made = json.loads(dumps(bundle(lookup, redaction=Redaction.OFF)), parse_constant=pytest.fail)
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
    text = dumps(bundle(looked_up(tuple(documents)), redaction=Redaction.SECRETS))
    assert text.isascii()
    assert json.loads(text, parse_constant=pytest.fail)["format"] == "vinix-tui/1"
