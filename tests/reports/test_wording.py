"""Words that the reports share."""

from __future__ import annotations

from typing import get_args

import pytest

from tests.reports.conftest import finding
from vinix_tui.calls.letters import SIGNS
from vinix_tui.diagnosis.finding import Confidence, EndedBy, Evidence, Outcome, Severity, Side
from vinix_tui.reports import wording


def test_every_outcome_has_words() -> None:
    assert set(wording.OUTCOMES) == set(get_args(Outcome))


def test_every_severity_has_a_mark_of_its_own_also_in_ascii() -> None:
    marks = [wording.mark(each) for each in Severity]
    plain = [wording.mark(each, ascii_only=True) for each in Severity]
    assert len(set(marks)) == len(set(plain)) == len(Severity)
    assert plain == [SIGNS[mark] for mark in marks]  # as on the screen
    assert all(mark.isascii() for mark in plain)


@pytest.mark.parametrize("side", get_args(Side))
def test_every_side_has_words_and_its_basis(side: Side) -> None:
    said = wording.ended_by(EndedBy(side, Confidence.MEDIUM, "The leg of Kim ended first."))
    assert said.endswith(". The leg of Kim ended first.")
    assert ("(probable)" in said) == (side != "unknown")  # nobody is probably unknown


def test_a_finding_without_legs_stands_by_its_severity_and_confidence() -> None:
    assert wording.standing(finding(legs=())) == "error · sure"


def test_of_much_evidence_the_rest_is_counted() -> None:
    many = finding(evidence=tuple(Evidence(i, "hangup_cause", "x") for i in range(10)))
    shown, more = wording.shown(many)
    assert len(shown) == 8 and more == "and 2 more, which the JSON has"
    assert wording.shown(finding())[1] == ""
    mild = finding("R50", Severity.INFO, evidence=many.evidence)
    assert len(wording.shown(mild)[0]) == 3 and "7 more" in wording.shown(mild)[1]
