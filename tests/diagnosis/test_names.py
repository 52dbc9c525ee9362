"""Who speaks in a sentence: the platform's verdict, or whoever named themselves like one."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.diagnosis.conftest import called, caller
from vinix_tui.calls.interaction import Interaction
from vinix_tui.calls.text import cells, printable
from vinix_tui.diagnosis import wording
from vinix_tui.diagnosis.diagnose import diagnose
from vinix_tui.diagnosis.names import spoken


@pytest.mark.parametrize(
    "name",
    [
        "Kim", "Kim Larsen", "J. Doe", "Dr. Kim", "LARSEN, KIM", "Kim (sales)", "O'Brien & Sons",
        "+12025550101", "2001", "Front Desk Second Floor West", "An Nguyen", "Theo", "Ωmega → 中",
        "Yealink SIP-T46U 66.86.0.15", "kim@acme.example.com",
    ],
)  # fmt: skip
def test_a_name_is_a_name(name: str) -> None:
    assert spoken(name, 40) == name


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Kim. The platform failed", '"Kim. The platform failed"'),
        ("Kim.", '"Kim."'),
        ("Kim: it crashed", '"Kim: it crashed"'),
        ("Kim; then the platform", '"Kim; then the platform"'),
        ("Kim hung up and then the platform", '"Kim hung up and then the platform"'),
        ("the platform", '"the platform"'),
        ("Nobody", '"Nobody"'),
        ("✗ Kim", '"✗ Kim"'),
        ('Kim" and "the platform', "\"Kim' and 'the platform\""),
        ('"Kim"', "Kim"),
        ("Kim. " + "x" * 60, '"Kim. ' + "x" * 32 + '…"'),
    ],
)
def test_what_could_pass_for_words_of_ours_stands_in_quotes(name: str, told: str) -> None:
    assert spoken(name, 40) == told


@given(st.text(max_size=60).map(printable), st.integers(4, 50))
@example('"', 4)
@example('""a:', 4)
def test_any_name_fits_and_no_quote_stays_open(name: str, width: int) -> None:
    told = spoken(name, width)
    assert cells(told) <= width
    assert told.count('"') in (0, 2)
    assert told.isprintable()


def test_no_name_puts_a_mark_before_a_headline() -> None:
    for mark in wording.MARKS.values():
        named = caller(caller_id_name=f"{mark} Kim"), called()
        verdict = diagnose(Interaction.of(named))
        assert wording.out_of_a_line(wording.in_a_line(verdict)).mark == ""


LIE = "Kim. The platform is at fault"


def test_a_lie_in_a_name_is_seen_to_be_the_name() -> None:
    verdict = diagnose(Interaction.of([caller(caller_id_name=LIE), called(callee_id_name=LIE)]))
    told = [verdict.headline, *(found.sentence for found in verdict.findings)]
    assert verdict.headline.startswith(f'"{LIE[:27]}…" talked to "{LIE[:27]}…" for 0:33')
    for text in told:
        assert text.count("Kim. The") == text.count('"Kim. The')
        assert text.count('"') % 2 == 0
