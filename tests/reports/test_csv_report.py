"""CSV of legs: one row each, read back by the csv module, and no formula for a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reports.conftest import (
    HOSTILE,
    LEG,
    OTHER,
    WHEN,
    Judge,
    finding,
    looked_up,
    scenario,
    verdict,
)
from vinix_tui.calls.lookup import Lookup
from vinix_tui.calls.text import printable
from vinix_tui.diagnosis.finding import Severity
from vinix_tui.reports.csv import HEADER, table
from vinix_tui.sandbox.scenarios import ALL

# The first text ever drawn makes a table of all letters, which takes seconds in a fresh checkout.
SLOWLY = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


def rows(lookup: Lookup) -> list[dict[str, str]]:
    made = table(lookup)
    lines = made.split("\r\n")
    assert lines.pop() == ""  # CRLF ends every line, the last one too
    assert lines[0] == ",".join(HEADER)
    assert all(printable(line) == line for line in lines)
    read = list(csv.reader(io.StringIO(made, newline=""), strict=True))
    assert all(len(row) == len(HEADER) for row in read)
    return [dict(zip(HEADER, row, strict=True)) for row in read[1:]]


def test_the_header_is_a_promise() -> None:
    assert ",".join(HEADER) == (
        "leg,account_id,interaction_id,call_id,role,who,from,to,direction,started_at,answered_at,"
        "ended_at,duration_seconds,talk_seconds,hangup_cause,sip_code,partner_leg,folded_under_leg,"
        "codec,fax,worst_severity,findings"
    )


def test_a_row_says_what_its_leg_says(judge: Judge) -> None:
    judge(
        verdict(
            finding("R30", Severity.WARNING, legs=(1,)),
            finding("R61", Severity.INFO, legs=(0, 1)),
            finding("R61", Severity.INFO, legs=(1,)),
            finding("R63", Severity.NORMAL, legs=()),
        )
    )
    first, second = rows(looked_up(LEG, OTHER | {"hangup_code": "sip:486"}))
    assert first == {
        "leg": "1",
        "account_id": "acc",
        "interaction_id": "63962647202-00000002",
        "call_id": "a1",
        "role": "caller",
        "who": "caller Jörg → Ω",
        "from": "+12025550101",
        "to": "2001",
        "direction": "inbound",
        "started_at": "2026-11-23T10:00:02.071108Z",
        "answered_at": "2026-11-23T10:00:04.071108Z",
        "ended_at": "2026-11-23T10:00:37.071108Z",
        "duration_seconds": "35",
        "talk_seconds": "33",
        "hangup_cause": "NORMAL_CLEARING",
        "sip_code": "",
        "partner_leg": "",
        "folded_under_leg": "",
        "codec": "",
        "fax": "",
        "worst_severity": "info",
        "findings": "R61",
    }
    assert (second["sip_code"], second["worst_severity"], second["findings"]) == (
        "486", "warning", "R30 R61",
    )  # fmt: skip


def test_legs_name_each_other_by_their_rows() -> None:
    told = rows(scenario("ring group"))
    assert [row["leg"] for row in told] == ["1", "2", "3", "4", "5"]
    winner = next(row for row in told if row["answered_at"] and row["direction"] == "outbound")
    folded = [row for row in told if row["folded_under_leg"]]
    assert {row["folded_under_leg"] for row in folded} == {winner["leg"]} and len(folded) == 3
    assert winner["partner_leg"] == "1" and told[0]["partner_leg"] == winner["leg"]
    assert winner["codec"].endswith("/8000")


def test_a_fax_is_ok_or_failed() -> None:
    assert "failed" in [row["fax"] for row in rows(scenario("fax that failed"))]
    assert "ok" in [row["fax"] for row in rows(scenario("fax received"))]
    unsure = LEG | {"fax_info": {"fax_transferred_pages": 1}}
    assert rows(looked_up(unsure))[0]["fax"] == "unknown"


def test_a_formula_behind_a_space_is_none_either() -> None:
    lookup = Lookup(" =1+1", "x", (LEG,), "file", "", WHEN)
    assert rows(lookup)[0]["account_id"] == "' =1+1"


def test_a_formula_in_quotes_behind_a_semicolon_is_none_either() -> None:
    lookup = Lookup("a;\"=cmd|' /C calc'!A0\";b", "x", (LEG,), "file", "", WHEN)
    said = table(lookup)
    cells = [cell for row in csv.reader(io.StringIO(said), delimiter=";") for cell in row]
    assert not [cell for cell in cells if cell.startswith("=")]


def test_no_legs_are_a_header_alone() -> None:
    assert rows(looked_up()) == []


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "=HYPERLINK(\"https://evil.example.com\";\"Kim\")", "@SUM(1)",
        "+1+cmd|' /C calc'!A0",
        "-2+3", "+", "-", "＝1", "＠x", "＋1", "+12025550101;=1", "Kim;=1", "Kim; @x",
        "+1(202)", "+A1", "-A1",
    ],
)  # fmt: skip
def test_a_formula_is_no_formula_any_more(text: str) -> None:
    cell = rows(looked_up(LEG | {"caller_id_number": text}))[0]["from"]
    assert "'" in cell and cell.replace("'", "") == text.replace("'", "")
    for part in cell.split(";"):
        assert part.lstrip(" ")[:1] not in tuple("=@＝＠＋－")
        assert part[:1] not in "+-" or part[1:].isdigit()


@pytest.mark.parametrize(
    "text",
    ["+12025550101", "-7", "-1.5", "2001", "*97", "kim@acme.example.com", "a=b;c=d", "a - b"],
)
def test_numbers_and_ordinary_text_stay_as_they_are(text: str) -> None:
    assert rows(looked_up(LEG | {"caller_id_number": text}))[0]["from"] == text


def test_commas_quotes_and_lines_stay_in_their_cells() -> None:
    told = rows(looked_up(LEG | {"caller_id_name": 'Kim, "the\r\nboss"\t\x1b[2J'}))
    assert told[0]["who"] == 'caller Kim, "the␍␊boss"␉␛[2J'


@pytest.mark.parametrize("told", ALL, ids=lambda each: each.id)
def test_every_call_of_the_sandbox_has_a_row_a_leg(told: Any) -> None:
    assert len(rows(looked_up(*told.documents, named=told.id))) == len(told.documents)


def test_the_hostile_call_has_no_formula() -> None:
    for row in rows(looked_up(*HOSTILE.documents, named=HOSTILE.id)):
        for cell in row.values():
            assert cell.lstrip(" ")[:1] not in tuple("=@"), cell
            assert ";=" not in cell and ";@" not in cell


@SLOWLY
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from([*LEG, "hangup_code", "from", "request", "fax_result_code"]),
            st.none() | st.integers() | st.text() | st.text('=+-@;", \r\n\t1a'),
        ),
        max_size=3,
    )
)
def test_whatever_a_leg_holds(documents: list[dict[str, Any]]) -> None:
    assert len(rows(looked_up(*documents, named="x"))) == len(documents)
