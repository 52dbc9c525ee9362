"""The text report: complete, within its width, and harmless whatever a leg holds."""

from __future__ import annotations

from datetime import UTC
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reports.conftest import (
    LEG,
    OTHER,
    Judge,
    finding,
    looked_up,
    scenario,
    verdict,
)  # fmt: skip
from vinix_tui.calls.lookup import Kind, Lookup
from vinix_tui.calls.text import cells, printable
from vinix_tui.diagnosis.diagnose import diagnose
from vinix_tui.diagnosis.finding import Confidence, EndedBy, Evidence, Severity
from vinix_tui.reports.text import text
from vinix_tui.reports.wording import NOT_FOUND
from vinix_tui.sandbox.scenarios import ALL

# The first text ever drawn makes a table of all letters, which takes seconds in a fresh checkout.
SLOWLY = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


def report(lookup: Lookup, **given: Any) -> str:
    made = text(lookup, **{"zone": UTC, **given})
    assert made.endswith("\n") and not made.endswith("\n\n")
    return made


def test_it_says_who_when_how_long_and_whence() -> None:
    said = report(looked_up(LEG)).splitlines()
    assert said[0] == "Interaction 63962647202-00000002"
    assert "When      Mon 23 Nov 2026 10:00:02 UTC, 0:35 long" in said
    assert "Account   acc" in said
    assert "Parties   +12025550101 → 2001" in said
    assert said[-1] == "Source    https://a.example.com/v2, fetched Mon 23 Nov 2026 12:00:00 UTC"


def test_the_verdict_comes_first_and_the_worst_finding_next(judge: Judge) -> None:
    judge(
        verdict(
            finding(evidence=(Evidence(1, "hangup_cause", "MEDIA_TIMEOUT"),)),
            finding(
                "R30",
                Severity.WARNING,
                confidence=Confidence.MEDIUM,
                sentence="Device Kim asked for audio at 192.168.1.50, which nobody can reach.",
                evidence=(Evidence(1, "remote_sdp", "c=IN IP4 192.168.1.50", 4),),
                settles="A trace at the router tells.",
                rivals=("R29",),
            ),
            finding("R61", Severity.INFO, sentence="The caller pressed keys.", legs=(0,)),
            finding("R4", Severity.NORMAL, sentence="Three other phones rang."),
        )
    )
    said = report(looked_up(LEG, OTHER))
    assert said.startswith(
        """\
Interaction 63962647202-00000002
Jörg talked to Kim for 0:33, then the platform ended the call.

When      Mon 23 Nov 2026 10:00:02 UTC, 0:35 long
Account   acc
Parties   +12025550101 → 2001
Outcome   answered
Ended by  the platform (probable). No BYE is recorded.

Findings
✗ R29  No audio arrived from device Kim.
       error · sure · leg 2
       leg 2, hangup_cause: MEDIA_TIMEOUT
       Next: Look at the router of device Kim.
▲ R30  Device Kim asked for audio at 192.168.1.50, which nobody can reach.
       warning · probable · leg 2
       leg 2, remote SDP line 4: c=IN IP4 192.168.1.50
       Either this or R29 is true, not both.
       Next: Look at the router of device Kim.
       To be sure: A trace at the router tells.
• R61  The caller pressed keys.
       info · sure · leg 1
       leg 2, hangup_cause: MEDIA_TIMEOUT
       Next: Look at the router of device Kim.
· R4   Three other phones rang.

These records cannot show jitter.

2 legs
  #     who"""
    )
    rows = said[said.index("2 legs") :].splitlines()
    assert rows[2].startswith("  1  →") and rows[3].startswith("✗ 2  ←")


def test_a_verdict_in_ascii_has_marks_all_the_same(judge: Judge) -> None:
    told = (Severity.ERROR, Severity.WARNING, Severity.INFO, Severity.NORMAL)
    judge(verdict(*(finding("R29", each) for each in told)))
    said = report(looked_up(LEG, OTHER), ascii_only=True)
    assert said.isascii()
    assert [f"\n{mark} R29  No audio" in said for mark in "x!*-"] == [True] * 4
    assert "error - sure - leg 2" in said and "\nx 2  <-" in said


def test_who_ended_it_may_be_unknown(judge: Judge) -> None:
    judge(verdict(ended_by=EndedBy("unknown", Confidence.LOW, "Both legs ended at once.")))
    said = report(looked_up(LEG))
    assert "Ended by  cannot tell. Both legs ended at once." in said
    assert "Findings" not in said and "These records cannot show jitter." in said


def test_a_finding_about_hundreds_of_legs_stays_short(judge: Judge) -> None:
    legs = tuple(range(300))
    evidence = tuple(Evidence(leg, "hangup_code", "sip:503") for leg in legs)
    judge(verdict(finding(legs=legs, evidence=evidence)))
    said = report(looked_up(LEG))
    assert "legs 1, 2, 3, 4, 5, 6, 7, 8 and 292 more" in said
    assert said.count("sip:503") == 8 and "and 292 more, which the JSON has" in said


def test_each_leg_has_a_row_an_ending_and_its_moments() -> None:
    said = report(scenario("ring group"))
    rows = [line for line in said.splitlines() if "→ " in line and "  " in line]
    assert len([row for row in rows if row.lstrip()[:1].isdigit()]) == 5
    assert "5 legs, 3 of them folded" in said
    assert said.count("└") == 3 and "3 more phones rang" in said
    went = said[said.index("How each leg went") : said.index("Time line")]
    assert went.count("talked") == 2 and went.count("\n") == 4  # the folded ones are told above
    moments = said[said.index("Time line") :]
    assert "calls" in moments and "answers" in moments and "ends" in moments


def test_times_are_in_the_zone_and_name_it() -> None:
    berlin = report(looked_up(LEG), zone=ZoneInfo("Europe/Berlin"))
    assert "11:00:02 CET (UTC+01:00)" in berlin
    assert "Time line, CET (UTC+01:00)\n11:00:02.071  1" in berlin
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
    assert "When      Mon 23 Nov 2026 10:00:02 UTC\n" in said
    assert "Outcome" not in said and "Findings" not in said
    assert all(f"- {reason}" in said for reason in NOT_FOUND) and len(NOT_FOUND) == 4


def test_a_file_without_any_id_still_makes_a_report() -> None:
    said = report(looked_up(kind="file", base="", named=""))
    assert said.startswith("A call without an id\n") and "When" not in said
    bare = report(looked_up({"call_id": "a"}, named=""))
    assert "1 leg\n" in bare and "unknown → unknown" in bare


def test_colours_come_only_when_asked_for() -> None:
    plain, bright = report(scenario("ring group")), report(scenario("ring group"), colour=True)
    assert "\x1b" not in plain
    assert "\x1b[1mTime line, UTC\x1b[0m" in bright and "\x1b[2m" in bright
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
    assert len(said.splitlines()) < 60


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


def test_unwrapped_each_sentence_is_one_line_and_only_the_table_keeps_to_the_width() -> None:
    lookup = scenario("one-way audio behind nat")
    said = report(lookup, width=80, wrapped=False)
    verdict = diagnose(lookup.interaction)
    lines = said.splitlines()
    assert verdict.headline in lines and cells(verdict.headline) > 80
    assert any(line.endswith(verdict.findings[0].sentence) for line in lines)
    table = lines[next(n for n, line in enumerate(lines) if line.lstrip().startswith("#  ")) :]
    assert all(cells(line) <= 80 for line in table[: len(lookup.interaction.legs)])
    assert said.split() == report(lookup, width=80).split()  # nothing but line ends differs
