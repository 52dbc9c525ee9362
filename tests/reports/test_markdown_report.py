"""The Markdown report: what the text report says, and no markup but its own."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.reports.conftest import (
    CALL,
    HOSTILE,
    LEG,
    OTHER,
    Judge,
    finding,
    looked_up,
    scenario,
    verdict,
)
from vinix_tui.calls.lookup import Lookup
from vinix_tui.calls.text import printable
from vinix_tui.diagnosis.finding import Confidence, EndedBy, Evidence, Severity
from vinix_tui.reports.markdown import markdown
from vinix_tui.reports.wording import NOT_FOUND
from vinix_tui.sandbox.scenarios import ALL
from vinix_tui.sandbox.scenarios._hostile_text import ESCAPES, MARKUP, SCRIPTS, SHAPES

# The first text ever drawn makes a table of all letters, which takes seconds in a fresh checkout.
SLOWLY = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)

RENDERER = MarkdownIt("gfm-like")  # with tables, and links made of bare addresses
BLOCKS = {"heading", "paragraph", "bullet_list", "list_item", "inline"} | {
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
INLINE = {"text", "code_inline", "strong_open", "strong_close"}


def report(lookup: Lookup, **given: Any) -> str:
    made = markdown(lookup, **{"zone": UTC, **given})
    assert made.endswith("\n") and not made.endswith("\n\n")
    assert all(printable(line) == line for line in made.split("\n"))
    return made


def rendered(made: str) -> list[Token]:
    """The report as a ticket system reads it, checked to have no markup but the report's own."""
    tokens = RENDERER.parse(made)
    assert {re.sub("_(open|close)$", "", token.type) for token in tokens} <= BLOCKS
    for token in tokens:
        kinds = [child.type for child in token.children or ()]
        assert set(kinds) <= INLINE, token.content
        assert kinds.count("strong_open") <= 1
    return tokens


def row_lengths(tokens: list[Token]) -> Counter[int]:
    """How many rows of the table have how many cells."""
    lengths = []
    for token in tokens:
        if token.type == "tr_open":
            lengths.append(0)
        elif token.type in ("th_open", "td_open"):
            lengths[-1] += 1
    return Counter(lengths)


def test_it_is_made_for_a_ticket(judge: Judge) -> None:
    judge(
        verdict(
            finding(),
            finding(
                "R30",
                Severity.WARNING,
                confidence=Confidence.MEDIUM,
                sentence="Device Kim asked for audio at 192.168.1.50.",
                evidence=(Evidence(1, "remote_sdp", "c=IN IP4 192.168.1.50", 4),),
                settles="A trace at the router tells.",
            ),
            finding("R4", Severity.NORMAL, sentence="Three other phones rang."),
        )
    )
    said = report(looked_up(LEG, OTHER))
    assert said.startswith(
        f"""\
### Interaction `{CALL}`

**Jörg talked to Kim for 0:33, then the platform ended the call.**

- **When:** Mon 23 Nov 2026 10:00:02 UTC, 0:35 long
- **Account:** `acc`
- **Parties:** +12025550101 → 2001
- **Outcome:** answered
- **Ended by:** the platform (probable). No BYE is recorded.

#### Findings

- ✗ **R29** No audio arrived from device Kim.
  - error · sure · leg 2
  - leg 2, `hangup_cause`: `MEDIA_TIMEOUT`
  - Next: Look at the router of device Kim.
- ▲ **R30** Device Kim asked for audio at 192.168.1.50.
  - warning · probable · leg 2
  - leg 2, remote SDP line 4: `c=IN IP4 192.168.1.50`
  - Next: Look at the router of device Kim.
  - To be sure: A trace at the router tells.
- · **R4** Three other phones rang.

These records cannot show jitter.

#### 2 legs

| # |  | who | from | to | starts | talk | ended |
| --: | --- | --- | --- | --- | --: | --: | --- |
| 1 | → | caller Jörg → Ω | +12025550101 | 2001 | 0.0 s | 0:33 | normal |
| ✗ 2 | ← |"""
    )
    assert "- `10:00:02.071` leg 1: caller Jörg → Ω calls 2001\n" in said
    assert said.endswith(
        "\nSource: `https://a.example.com/v2`, fetched Mon 23 Nov 2026 12:00:00 UTC\n"
    )
    assert row_lengths(rendered(said)) == {8: 3}


def test_times_are_in_the_zone_and_name_it() -> None:
    said = report(looked_up(LEG), zone=ZoneInfo("Europe/Berlin"))
    assert "- **When:** Mon 23 Nov 2026 11:00:02 CET (UTC+01:00), 0:35 long\n" in said
    assert "#### Time line, CET (UTC+01:00)\n" in said and "- `11:00:02.071` leg 1" in said


def test_a_call_over_midnight_names_the_next_day() -> None:
    late = LEG | {"channel_created_time": 1795478390_000000, "billing_seconds": 30}
    assert report(looked_up(late)).count("`Tue 24 Nov 2026 00:00:") == 1


def test_folded_legs_stand_below_theirs() -> None:
    said = report(scenario("ring group"))
    assert "#### 5 legs, 3 of them folded" in said and said.count("| └ |") == 3


def test_a_fax_tells_how_it_went() -> None:
    assert "  - The fax failed after 2 of 5 pages" in report(scenario("fax that failed"))


def test_a_call_without_legs_gives_the_four_likely_reasons() -> None:
    said = report(looked_up())
    assert "**No legs were found.**" in said and "#### " not in said
    assert all(f"- {reason}\n" in said for reason in NOT_FOUND)
    rendered(said)
    assert report(looked_up(named="")).startswith("### A call without an id\n")


def test_of_much_evidence_the_rest_is_counted(judge: Judge) -> None:
    many = tuple(Evidence(leg, "hangup_code", "sip:503") for leg in range(10))
    judge(verdict(finding(evidence=many)))
    assert "  - and 2 more, which the JSON has\n" in report(looked_up(LEG))


@pytest.mark.parametrize("ascii_only", [False, True])
@pytest.mark.parametrize("told", ALL, ids=lambda each: each.id)
def test_every_call_of_the_sandbox_is_sound(told: Any, ascii_only: bool) -> None:
    said = report(looked_up(*told.documents, named=told.id), ascii_only=ascii_only)
    assert row_lengths(rendered(said)) == {8: len(told.documents) + 1}
    assert said.isascii() or not ascii_only


def test_nothing_of_the_hostile_call_is_markup() -> None:
    said = report(looked_up(*HOSTILE.documents, named=HOSTILE.id), source="[x](https://a.b)<b>")
    tokens = rendered(said)
    headings = [
        tokens[i + 1].content for i, each in enumerate(tokens) if each.type == "heading_open"
    ]
    assert len(headings) == 5 - ("#### Findings" not in said)
    assert max(token.level for token in tokens if token.type == "list_item_open") <= 3
    outside = re.sub(r"(`+).*?\1(?!`)", "", said)
    assert not re.search(r"[<>@\\]|https?:|www\.", outside)


def test_a_verdict_made_of_hostile_text_is_text(judge: Judge) -> None:
    for text in (*ESCAPES.values(), *MARKUP.values(), *SCRIPTS.values(), *SHAPES.values()):
        text = printable(text)
        found = finding(sentence=text, next_step=text, settles=text, evidence=(
            Evidence(1, text, text), Evidence(1, "remote_sdp", text, 3)
        ))  # fmt: skip
        judge(verdict(found, headline=text, ended_by=EndedBy("caller", Confidence.LOW, text)))
        for ascii_only in (False, True):
            rendered(report(looked_up(LEG, OTHER), ascii_only=ascii_only))


def test_ascii_only_means_that(judge: Judge) -> None:
    told = (Severity.ERROR, Severity.WARNING, Severity.INFO, Severity.NORMAL)
    judge(verdict(*(finding("R29", each) for each in told)))
    said = report(looked_up(LEG, OTHER), ascii_only=True)
    assert said.isascii()
    assert [f"\n- {mark} **R29** No audio" in said for mark in ("x", "!", r"\*", r"\-")] == [
        True
    ] * 4
    assert "+12025550101 -> 2001" in said and "`J\\xf6rg` -> `\\u03a9`" in said
    assert row_lengths(rendered(said)) == {8: 3}


def test_a_name_without_end_is_cut() -> None:
    said = report(looked_up(LEG | {"caller_id_name": "long " * 2000, "hangup_cause": "x " * 5000}))
    assert len(said) < 12_000 and "…" in said


@SLOWLY
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from([*LEG, "hangup_code", "fax_result_text", "from", "request"]),
            st.none()
            | st.integers()
            | st.text()
            | st.text("`|\\*_[]()<>@#!~$:/. -+=a1", max_size=20)
            | st.sampled_from(["👩‍👩‍👧", "e\u0301" * 9, "\x1b[2J", "| a |", "\\|"]),
        ),
        max_size=3,
    ),
    st.booleans(),
)
def test_whatever_a_leg_holds(documents: list[dict[str, Any]], plain: bool) -> None:
    lookup = looked_up(*documents, named="x")
    said = report(lookup, ascii_only=plain)
    assert row_lengths(rendered(said)) == ({8: len(documents) + 1} if documents else {})
    assert said.isascii() or not plain
