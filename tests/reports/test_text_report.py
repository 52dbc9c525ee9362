"""The text report: complete, within its width, and harmless whatever a leg holds."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vinix_tui.calls.lookup import Kind, Lookup
from vinix_tui.calls.text import cells, printable
from vinix_tui.reports.text import NOT_FOUND, text
from vinix_tui.sandbox.scenarios import ALL

# The first text ever drawn makes a table of all letters, which takes seconds in a fresh checkout.
SLOWLY = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)

WHEN = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LEG = {
    "call_id": "a1",
    "interaction_id": "63962647202-00000002",
    "call_direction": "inbound",
    "caller_id_number": "+12025550101",
    "callee_id_number": "2001",
    "caller_id_name": "Jörg → Ω",
    "channel_created_time": 1795428002071108,
    "duration_seconds": 35,
    "billing_seconds": 33,
    "hangup_cause": "NORMAL_CLEARING",
}


def looked_up(
    *documents: dict[str, Any],
    kind: Kind = "api",
    base: str = "https://a.example.com/v2",
    named: str = "63962647202-00000002",
) -> Lookup:
    return Lookup("acc", named, documents, kind, base, WHEN)


def report(lookup: Lookup, **given: Any) -> str:
    made = text(lookup, **{"zone": UTC, **given})
    assert made.endswith("\n") and not made.endswith("\n\n")
    return made


def scenario(word: str) -> Lookup:
    told = next(each for each in ALL if word in each.name.lower())
    return looked_up(*told.documents, named=told.id)


def test_it_says_who_when_how_long_and_whence() -> None:
    said = report(looked_up(LEG)).splitlines()
    assert said[0] == "Interaction 63962647202-00000002"
    assert "When     Mon 23 Nov 2026 10:00:02 UTC, 0:35 long" in said
    assert "Account  acc" in said
    assert "Parties  +12025550101 → 2001" in said
    assert any(line.startswith("Outcome  answered") for line in said)
    assert said[-1] == "Source   https://a.example.com/v2, fetched Mon 23 Nov 2026 12:00:00 UTC"


def test_each_leg_has_a_row_an_ending_and_its_moments() -> None:
    said = report(scenario("ring group"))
    rows = [line for line in said.splitlines() if "→ " in line and "  " in line]
    assert len([row for row in rows if row.lstrip()[:1].isdigit()]) == 5
    assert "5 legs, 3 of them folded" in said
    assert said.count("└") == 3 and "3 more phones rang" in said
    assert "talked" in said and "ended: normal" in said
    moments = said[said.index("Time line") :]
    assert "calls" in moments and "answers" in moments and "ends" in moments


def test_times_are_in_the_zone_and_name_it() -> None:
    assert "11:00:02 CET (UTC+01:00)" in report(looked_up(LEG), zone=ZoneInfo("Europe/Berlin"))
    assert "15:30:02 IST (UTC+05:30)" in report(looked_up(LEG), zone=ZoneInfo("Asia/Kolkata"))
    assert "10:00:02 UTC" in report(looked_up(LEG), zone=None)


def test_a_call_over_midnight_names_the_next_day_once() -> None:
    late = LEG | {"channel_created_time": 1795478390_000000, "billing_seconds": 30}
    said = report(looked_up(late))
    assert "Mon 23 Nov 2026 23:59:50" in said
    assert [line for line in said.splitlines() if line == "Tue 24 Nov 2026"] == ["Tue 24 Nov 2026"]


def test_a_fax_tells_how_it_went() -> None:
    assert "The fax failed after 2 of 5 pages" in report(scenario("fax that failed"), width=200)


@pytest.mark.parametrize(
    ("kind", "base", "source", "words"),
    [
        ("demo", "https://x.example.com", "", "the demo's made-up calls, fetched"),
        ("history", "https://x.example.com", "", "the history of https://x.example.com, fetched"),
        ("file", "", "/tmp/a.json", "/tmp/a.json, saved Mon"),
        ("file", "https://x.example.com", "b.json", "b.json, fetched from https://x.example.com"),
        ("file", "", "", "a file, saved Mon"),
    ],
)
def test_it_says_where_the_legs_came_from(kind: Kind, base: str, source: str, words: str) -> None:
    assert words in report(looked_up(LEG, kind=kind, base=base), source=source, width=200)


def test_a_call_without_legs_gives_the_four_likely_reasons() -> None:
    said = report(looked_up(), width=500)
    assert "No legs were found." in said
    assert "When     Mon 23 Nov 2026 10:00:02 UTC\n" in said
    assert all(f"- {reason}" in said for reason in NOT_FOUND) and len(NOT_FOUND) == 4


def test_a_file_without_any_id_still_makes_a_report() -> None:
    said = report(looked_up(kind="file", base="", named=""))
    assert said.startswith("A call without an id\n") and "When" not in said
    bare = report(looked_up({"call_id": "a"}, named=""))
    assert "1 leg\n" in bare and "unknown → unknown" in bare


def test_colours_come_only_when_asked_for() -> None:
    plain, bright = report(scenario("ring group")), report(scenario("ring group"), colour=True)
    assert "\x1b" not in plain
    assert "\x1b[1mTime line\x1b[0m" in bright and "\x1b[2m" in bright
    for code in ("\x1b[1m", "\x1b[2m", "\x1b[0m"):
        bright = bright.replace(code, "")
    assert bright == plain


def test_ascii_only_means_that() -> None:
    said = report(looked_up(LEG), ascii_only=True)
    assert said.isascii()
    assert "+12025550101 -> 2001" in said
    assert "J\\xf6rg -> \\u03a9" in said
    narrow = report(looked_up(LEG), ascii_only=True, width=50)
    assert "~" in narrow


@pytest.mark.parametrize("width", [1, 20, 60, 80, 100, 200])
@pytest.mark.parametrize("told", ALL, ids=lambda each: each.id)
def test_no_line_is_wider_than_asked_for_or_steers_a_terminal(told: Any, width: int) -> None:
    lookup = looked_up(*told.documents, named=told.id)
    for line in report(lookup, width=width).splitlines():
        assert cells(line) <= width
        assert printable(line) == line


def test_at_80_columns_ordinary_names_and_numbers_are_whole() -> None:
    said = report(scenario("from outside"))
    rows = said[said.index("legs") : said.index("How each")]
    assert "…" not in rows


def test_a_name_without_end_takes_three_lines_at_most() -> None:
    said = report(looked_up(LEG | {"caller_id_name": "long " * 2000, "hangup_cause": "x " * 5000}))
    assert len(said.splitlines()) < 40


@SLOWLY
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(
                [*LEG, "hangup_code", "fax_result_text", "from", "request", "timestamp"]
            ),
            st.none()
            | st.integers()
            | st.text()
            | st.sampled_from(["👩‍👩‍👧", "e\u0301" * 9, "\x1b[2J"]),
        ),
        max_size=4,
    ),
    st.integers(1, 130),
    st.booleans(),
)
def test_whatever_a_leg_holds(documents: list[dict[str, Any]], width: int, plain: bool) -> None:
    lookup = looked_up(*documents, named="x")
    said = report(lookup, width=width, ascii_only=plain)
    for line in said.split("\n"):
        assert cells(line) <= width and printable(line) == line
    assert not plain or said.isascii()
