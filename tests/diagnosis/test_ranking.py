"""Which findings are told, in what order, and which leave which nothing to say."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from tests.diagnosis.conftest import called, caller, carrier
from vinix_tui.calls.interaction import Interaction
from vinix_tui.diagnosis import ranking
from vinix_tui.diagnosis.case import Case
from vinix_tui.diagnosis.finding import Confidence, Finding, Severity
from vinix_tui.diagnosis.ranking import ranked
from vinix_tui.diagnosis.rule import CATALOGUE

ERROR, WARNING, INFO, NORMAL = (
    Severity.ERROR, Severity.WARNING, Severity.INFO, Severity.NORMAL,
)  # fmt: skip
TALK = (caller(), called())


def finding(
    number: str, severity: Severity = ERROR, legs: tuple[int, ...] = (1,), **more: Any
) -> Finding:
    fields: dict[str, Any] = {
        "confidence": Confidence.HIGH, "sentence": f"{number} it is.", "next_step": "",
        "source": "", "evidence": (), "why": f"{number} it was",
    }  # fmt: skip
    return Finding(number, CATALOGUE[number].name, severity, legs=legs, **(fields | more))


def told(*findings: Finding, documents: tuple[dict[str, Any], ...] = TALK) -> list[Finding]:
    return list(ranked(Case(Interaction.of(documents)), findings))


def ids(findings: list[Finding]) -> list[str]:
    return [found.id for found in findings]


def test_the_worst_comes_first_and_of_equals_the_surest() -> None:
    unsure = finding("R43", confidence=Confidence.MEDIUM)
    found = told(finding("R02", INFO), finding("R30", WARNING), unsure, finding("R42"))
    assert ids(found) == ["R42", "R43", "R30", "R02"]


def test_a_refused_attempt_comes_before_the_media_and_those_before_the_timing() -> None:
    documents = (caller(talk=0), called(talk=0))
    findings = (finding("R26"), finding("R33"), finding("R39"), finding("R13"))
    found = told(*findings, documents=documents)
    assert ids(found) == ["R13", "R39", "R33", "R26"]


def test_a_cause_that_explains_the_end_by_itself_comes_first_of_all() -> None:
    assert ids(told(finding("R42"), finding("R30"), finding("R29"))) == ["R29", "R30", "R42"]


def test_a_hard_cause_leaves_the_timing_nothing_to_say() -> None:
    found = told(finding("R27", WARNING), finding("R28", WARNING), finding("R29"))
    assert ids(found) == ["R29"]


def test_a_hard_cause_on_the_leg_at_the_other_end_counts_as_well() -> None:
    assert ids(told(finding("R27", WARNING, (0,)), finding("R29", legs=(1,)))) == ["R29"]


def test_a_hard_cause_on_a_leg_of_another_call_path_does_not_count() -> None:
    documents = (*TALK, carrier(start=2))
    found = told(finding("R27", WARNING, (2,)), finding("R29", legs=(1,)), documents=documents)
    assert ids(found) == ["R29", "R27"]


def test_a_failed_attempt_is_information_once_another_one_worked() -> None:
    documents = (
        caller(),
        carrier(talk=0, length=1, hangup_cause="NORMAL_TEMPORARY_FAILURE", other_leg_call_id=None),
        called(start=2),
    )
    found = told(finding("R18"), documents=documents)
    assert [(each.id, each.severity, each.why) for each in found] == [("R18", INFO, "")]


def test_a_failed_attempt_warns_where_the_platform_took_the_call_instead() -> None:
    documents = (caller(), called(talk=0, length=1, hangup_cause="USER_NOT_REGISTERED"))
    assert told(finding("R16"), documents=documents)[0].severity is WARNING


def test_a_failed_attempt_stays_an_error_where_nothing_worked() -> None:
    documents = (caller(talk=0), called(talk=0, length=1, hangup_cause="USER_NOT_REGISTERED"))
    assert told(finding("R16"), documents=documents)[0].severity is ERROR


def test_a_failed_attempt_warns_where_people_decided_the_call_on_another_leg() -> None:
    off = called(talk=0, length=1, hangup_cause="USER_NOT_REGISTERED")
    rang = carrier(talk=0, length=20, hangup_cause="NO_ANSWER")
    assert told(finding("R16"), documents=(caller(talk=0), off, rang))[0].severity is WARNING
    gone = caller(talk=0, hangup_cause="ORIGINATOR_CANCEL")
    assert told(finding("R16"), documents=(gone, off))[0].severity is WARNING
    refused = carrier(talk=0, length=1, hangup_code="sip:503")
    assert told(finding("R16"), documents=(caller(talk=0), off, refused))[0].severity is ERROR


def test_what_should_have_kept_audio_from_flowing_is_belied_by_minutes_of_talk() -> None:
    long = (caller(talk=200, length=210), called(talk=200, length=210))
    (found,) = told(finding("R33"), documents=long)
    assert (found.severity, found.confidence, found.why) == (INFO, Confidence.MEDIUM, "")
    assert found.sentence.endswith("Yet the call lasted 3:20, so audio probably flowed.")
    assert found.settles
    assert told(finding("R33"))[0].severity is ERROR, "33 s belie nothing"


def test_minutes_without_audio_belie_nothing() -> None:
    long = (caller(talk=200, length=210), called(talk=200, length=210))
    for silence in ("R29", "R42", "R44"):
        found = told(finding("R30", WARNING), finding(silence, legs=(0,)), documents=long)
        assert found[-1].severity is WARNING


def test_nothing_is_well_where_there_is_a_warning() -> None:
    assert ids(told(finding("R01", NORMAL), finding("R63", NORMAL), finding("R30", WARNING))) == [
        "R30"
    ]
    assert ids(told(finding("R01", NORMAL), finding("R63", NORMAL), finding("R02", INFO))) == [
        "R02", "R01", "R63",
    ]  # fmt: skip


def test_a_short_caller_number_is_an_error_on_a_leg_that_was_refused_for_it() -> None:
    documents = (caller(talk=0), carrier(talk=0, length=1, hangup_code="sip:403"))
    found = told(finding("R13"), finding("R59", WARNING), documents=documents)
    assert [(each.id, each.severity) for each in found] == [("R13", ERROR), ("R59", ERROR)]
    elsewhere = told(finding("R13", legs=(0,)), finding("R59", WARNING), documents=documents)
    assert elsewhere[1].severity is WARNING


def test_code_and_cause_that_contradict_each_other_make_rivals() -> None:
    busy = carrier(talk=0, length=1, hangup_cause="USER_BUSY", hangup_code="sip:404")
    found = told(finding("R12"), finding("R14"), documents=(caller(talk=0), busy))
    assert [(each.id, each.rivals, each.confidence) for each in found] == [
        ("R12", ("R14",), Confidence.MEDIUM),
        ("R14", ("R12",), Confidence.MEDIUM),
    ]
    assert all("contradict" in each.settles for each in found)


def test_two_refusals_on_two_legs_are_no_rivals() -> None:
    legs = (
        caller(talk=0),
        called(talk=0, length=1, hangup_cause="USER_BUSY"),
        carrier(talk=0, length=1, hangup_code="sip:404"),
    )
    found = told(finding("R12", legs=(1,)), finding("R14", legs=(2,)), documents=legs)
    assert all(not each.rivals for each in found)


def test_many_alike_become_one_finding_over_all_their_legs() -> None:
    many = tuple(called(call_id=f"b-{n}", id=f"202611-b-{n}") for n in range(5))
    documents = (caller(), *many)
    alike = [finding("R35", WARNING, (n,)) for n in range(1, 6)]
    found = told(*alike, documents=documents)
    assert [each.legs for each in found] == [(1, 2, 3, 4, 5)]
    assert found[0].sentence.endswith("The same on 4 more legs.")
    assert len(told(*alike[:3], documents=documents)) == 3


def test_every_number_that_the_ranking_names_is_in_the_catalogue() -> None:
    text = Path(ranking.__file__).read_text(encoding="utf-8")
    named = set(re.findall(r'"(R\d+[a-z]?)"', text))
    assert named
    assert named <= set(CATALOGUE)
