"""How a verdict is put, on the screen and in reports alike."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.reports.conftest import finding
from vinix_tui.calls.interaction import Interaction
from vinix_tui.diagnosis import wording
from vinix_tui.diagnosis.diagnose import diagnose
from vinix_tui.diagnosis.finding import Confidence, EndedBy, Evidence, Severity


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


def test_advice_leaves_out_what_is_not_said() -> None:
    assert wording.advice(finding(next_step="")) == []
    unsure = finding(settles="A trace tells.", rivals=("R13", "R18"), next_step="Ask.")
    assert wording.advice(unsure) == [
        "Either this or R13 or R18 is true, not both.",
        "Next: Ask.",
        "To be sure: A trace tells.",
    ]


def test_each_piece_of_evidence_is_shown_once() -> None:
    fact = Evidence(0, "remote_sdp", "m=audio", 9)
    assert wording.shown(finding(evidence=(fact, fact))) == ((fact,), 0)
    many = tuple(Evidence(index, "hangup_cause", "x") for index in range(10))
    assert wording.shown(finding(evidence=many))[1] == 2


def test_a_stored_line_carries_a_mark_where_something_is_the_matter() -> None:
    verdict = diagnose(Interaction.of([{"id": "1"}]))
    for severity, begun in ((Severity.ERROR, "✗ "), (Severity.WARNING, "▲ "), (Severity.INFO, "")):
        told = wording.in_a_line(replace(verdict, severity=severity))
        assert told == f"{begun}{verdict.headline}"
        parts = wording.out_of_a_line(told)
        assert (parts.mark, parts.gist, parts.headline) == (
            begun.strip(), verdict.headline, verdict.headline,
        )  # fmt: skip


def test_a_stored_line_begins_with_the_reason_since_lists_cut_its_end() -> None:
    trouble = finding(why="no audio arrived from device Kim", confidence=Confidence.MEDIUM)
    verdict = diagnose(Interaction.of([{"id": "1"}]))
    verdict = replace(verdict, severity=Severity.ERROR, findings=(trouble,))
    told = wording.in_a_line(verdict)
    assert told.startswith("✗ probable · no audio arrived from device Kim — ")
    parts = wording.out_of_a_line(told)
    assert parts.gist == "probable · no audio arrived from device Kim"
    assert parts.headline == verdict.headline


def test_doubt_is_said_in_words() -> None:
    said = [wording.doubt(each) for each in (Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH)]
    assert said == ["possible · ", "probable · ", ""]
    ended = EndedBy("platform", Confidence.MEDIUM, "")
    assert wording.ended_by(ended) == "Ended by the platform · probable"
    unknown = wording.ended_by(ended._replace(side="unknown"))
    assert unknown == "Who ended the call: cannot tell"
