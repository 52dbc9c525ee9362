"""Words that the reports share."""

from __future__ import annotations

from typing import get_args

import pytest

from tests.reports.conftest import finding
from vinix_tui.diagnosis.finding import Confidence, EndedBy, Evidence, Outcome, Severity, Side
from vinix_tui.reports import wording


def test_every_outcome_has_words() -> None:
    assert set(wording.OUTCOMES) == set(get_args(Outcome))


def test_every_severity_has_a_mark_of_its_own_also_in_ascii() -> None:
    marks = [wording.mark(each) for each in Severity]
    plain = [wording.mark(each, ascii_only=True) for each in Severity]
    assert len(set(marks)) == len(set(plain)) == len(Severity)
    assert all(mark.isascii() for mark in plain)


@pytest.mark.parametrize("side", get_args(Side))
def test_every_side_has_words_and_its_basis(side: Side) -> None:
    said = wording.ended_by(EndedBy(side, Confidence.MEDIUM, "The leg of Kim ended first."))
    assert said.endswith(". The leg of Kim ended first.")
    assert ("(probable)" in said) == (side != "unknown")  # nobody is probably unknown


@pytest.mark.parametrize(
    ("indexes", "words"),
    [
        ((), ""),
        ((1,), "leg 2"),
        ((0, 2), "legs 1, 3"),
        (tuple(range(300)), "legs 1, 2, 3, 4, 5, 6, 7, 8 and 292 more"),
    ],
)
def test_legs_are_numbered_as_in_the_table(indexes: tuple[int, ...], words: str) -> None:
    assert wording.legs(indexes) == words


def test_evidence_says_where_it_stands() -> None:
    assert wording.place(Evidence(1, "remote_sdp", "c=x", 4)) == "leg 2, remote SDP line 4"
    assert wording.place(Evidence(0, "local_sdp", "x")) == "leg 1, local SDP"
    assert wording.place(Evidence(0, "hangup_code", "x")) == "leg 1, hangup_code"


def test_a_finding_without_legs_stands_by_its_severity_and_confidence() -> None:
    assert wording.standing(finding(legs=())) == "error · sure"


def test_advice_leaves_out_what_is_not_said() -> None:
    assert wording.advice(finding(next_step="")) == []
    unsure = finding(settles="A trace tells.", rivals=("R13", "R18"), next_step="Ask.")
    assert wording.advice(unsure) == [
        "Either this or R13 or R18 is true, not both.",
        "To be sure: A trace tells.",
        "Next: Ask.",
    ]


def test_of_much_evidence_the_rest_is_counted() -> None:
    many = finding(evidence=tuple(Evidence(i, "hangup_cause", "x") for i in range(10)))
    shown, more = wording.shown(many)
    assert len(shown) == 8 and more == "and 2 more, which the JSON has"
    assert wording.shown(finding())[1] == ""
    mild = finding("R50", Severity.INFO, evidence=many.evidence)
    assert len(wording.shown(mild)[0]) == 3 and "7 more" in wording.shown(mild)[1]
