"""The catalogue as a whole: complete, told in words, and each rule seen at work in a scenario."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from vinix_tui.calls.interaction import Interaction
from vinix_tui.diagnosis import rules
from vinix_tui.diagnosis.case import Case
from vinix_tui.diagnosis.diagnose import diagnose
from vinix_tui.diagnosis.finding import Severity
from vinix_tui.diagnosis.rule import CATALOGUE, Rule
from vinix_tui.sandbox.scenarios import ALL

NUMBERS = {
    *(f"R{number:02}" for number in range(1, 64)),
    "R30c", "R31b", "R33b", "R35b", "R36b", "R36c", "R43b", "R43c",
}  # fmt: skip
NOT_CARRIED = {"R31"}
"""Needs the calls of a whole server in one second; one interaction does not show those."""

HEALTHY = {
    "Ring group", "Second carrier worked", "Internal call", "Call from outside",
    "Encrypted call (SRTP)", "Newer platform", "Old-style records", "Call from a browser",
    "Voicemail took the call", "Attended transfer", "Blind transfer", "Fax received over T.38",
    "Forwarded to a mobile", "Caller hung up early", "Busy", "Ended on hold", "Nobody answered",
    "31 seconds, and well", "Rang for long, then well", "Held and resumed", "Second phone took it",
    "404, then the right carrier", "Half an hour, and well", "Wideband call (G.722)",
    "All inside one LAN", "Fax sent over G.711", "Picked up by a colleague", "Waited in a queue",
    "Keys pressed in a menu", "Own voicemail", "Number withheld", "Conference of 300",
}  # fmt: skip

every_rule = pytest.mark.parametrize("rule", CATALOGUE.values(), ids=CATALOGUE)


def test_every_number_of_the_catalogue_is_there_but_what_one_interaction_cannot_show() -> None:
    assert rules.__all__
    assert set(CATALOGUE) == NUMBERS - NOT_CARRIED


@every_rule
def test_a_rule_tells_what_it_fires_on_and_where_that_is_from(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)
    assert 10 <= len(rule.fires) <= 240
    assert 3 <= len(rule.source) <= 120
    assert not rule.fires.endswith(".")


@every_rule
def test_a_rule_fires_in_a_scenario(rule: Rule) -> None:
    assert any(list(rule.judge(Case(Interaction.of(told.documents)))) for told in ALL)


@every_rule
def test_a_rule_has_tests_of_its_own(rule: Rule) -> None:
    tests = Path(__file__).with_name(f"test_rules_{rule.chapter}.py").read_text(encoding="utf-8")
    assert f'"{rule.id}"' in tests


@pytest.mark.parametrize("told", ALL, ids=[told.name for told in ALL])
def test_a_healthy_call_has_no_finding_above_information(told: Any) -> None:
    verdict = diagnose(Interaction.of(told.documents))
    if told.name in HEALTHY:
        assert [each.id for each in verdict.findings if each.severity > Severity.INFO] == []


def test_the_healthy_calls_are_there() -> None:
    assert {told.name for told in ALL} >= HEALTHY


def test_no_rule_knows_another() -> None:
    for file in Path(rules.__file__).parent.rglob("[a-z]*.py"):
        text = file.read_text(encoding="utf-8")
        known = re.findall(r"(?:from|import) vinix_tui\.diagnosis\.(\w+)", text)
        assert not {"rules", "ranking", "diagnose", "headline"} & set(known), file.name
