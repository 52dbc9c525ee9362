"""What is typed above a list of calls: any way of writing a number, words, way and talk time."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.calls.test_call_row import row
from vinix_tui.calls.sought import Sought


def keeps(typed: str, **changed: Any) -> bool:
    return Sought.of(typed).keeps(row(**changed))


@pytest.mark.parametrize(
    "typed",
    [
        "+12025550144", "12025550144", "2025550144", "+1 202 555 0144", "(202) 555-0144",
        "202.555.0144", "202-555-0144", "1 (202) 555-0144", "0012025550144", "01112025550144",
        "555-0144", "5550144", "0144", "tel:+1-202-555-0144", "+1 202\u2011555\u20110144",
        "\u202a+12025550144\u202c", "＋１２０２５５５０１４４", "+1/202/5550144", "+1202",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "written",
    ["+12025550144", "12025550144", "+1 (202) 555-0144", "0012025550144", "011-1-202-555-0144"],
)
def test_a_number_is_found_however_it_is_written_on_either_side(typed: str, written: str) -> None:
    assert keeps(typed, callee_id_number=written)
    assert typed == "+1202" or not keeps(typed, callee_id_number="+12025550155", callee_id_name="")


@pytest.mark.parametrize("typed", ["+442079460958", "+44 (0)20 7946 0958", "0044 20 7946 0958"])
@pytest.mark.parametrize("written", ["02079460958", "020 7946 0958", "+442079460958", "2079460958"])
def test_a_number_without_its_country_is_the_end_of_the_whole_one(typed: str, written: str) -> None:
    assert keeps(typed, callee_id_number=written)


def test_a_national_number_is_found_in_the_international_one() -> None:
    assert keeps("020 7946 0958", callee_id_number="+442079460958")
    assert not keeps("020 7946 0958", callee_id_number="+442079460957")


def test_a_short_number_is_never_the_end_of_what_was_typed() -> None:
    assert not keeps("+1 202 555 2001", callee_id_number="2001", callee_id_name="")


def test_a_number_is_kept_while_it_is_typed() -> None:
    for whole in ("+1 (202) 555-0144", "0012025550144", "202 555 0144", "kim 0144"):
        lost = [whole[:end] for end in range(len(whole) + 1) if not keeps(whole[:end])]
        assert all(part.startswith("00") and len(part) < 5 for part in lost), lost


def test_two_numbers_beside_each_other_are_both_wanted() -> None:
    assert keeps("2001 0144") and keeps("0144 2001") and keeps("2001 +12025550144")
    assert not keeps("2001 2002")


@pytest.mark.parametrize("typed", ["2026", "6264", "0000", "626472"])
def test_an_extension_is_not_found_in_ids_by_chance(typed: str) -> None:
    assert keeps(typed) is (typed == "626472")


@pytest.mark.parametrize(
    "typed",
    ["63962647202-00000002", "63962647202", "202611-0_1234567890@203.0.113.7", "0_1234567890@203"],
)
def test_an_id_is_found_by_a_good_part_of_it(typed: str) -> None:
    assert keeps(typed)


@pytest.mark.parametrize("typed", ["ada", "dee", "bad"])
def test_a_short_name_is_not_found_in_the_hexadecimal_digits_of_ids(typed: str) -> None:
    assert not keeps(typed, interaction_id="63962647202-adadeeba", call_id="0badbadb")


@pytest.mark.parametrize(
    "typed", ["kim", "KIM", "larsen kim", "normal", "normal_clearing", "ＫＩＭ", "kim 2001 0144"]
)
def test_words_are_looked_for_in_names_and_causes_in_any_case_and_order(typed: str) -> None:
    assert keeps(typed)


@pytest.mark.parametrize("typed", ["priya", "kim priya", "busy", "kim 2002", "kim out >34"])
def test_every_word_must_be_there(typed: str) -> None:
    assert not keeps(typed)


def test_a_name_is_found_in_whatever_form_its_accents_come() -> None:
    assert keeps("tomás", caller_id_name="Toma\u0301s Rivera")
    assert keeps("toma\u0301s", caller_id_name="TOM\u00c1S Rivera")


def test_the_way_is_chosen_by_in_and_out() -> None:
    assert keeps("out") and not keeps("in")
    assert keeps("in", authorizing_id="") and not keeps("OUT kim", authorizing_id="")


@pytest.mark.parametrize(
    ("typed", "least"),
    [(">30", 30), (">30s", 30), (">2m", 120), (">2min", 120), (">1h", 3600), ("> 30", 30),
     (">", 0), (">0", 0)],
)  # fmt: skip
def test_the_least_talk_time_is_told_with_a_sign(typed: str, least: int) -> None:
    assert Sought.of(typed).least == least
    assert keeps(typed, billing_seconds=least)
    assert not least or not keeps(typed, billing_seconds=least - 1)
    assert not least or not keeps(typed, billing_seconds="")


def test_a_talk_time_beside_a_number_is_not_part_of_it() -> None:
    assert Sought.of(">30 2001").least == 30 and keeps(">30 2001")


def test_nothing_typed_keeps_everything() -> None:
    assert Sought.of("  ") == Sought()
    assert keeps("")


@given(st.text(max_size=40))
def test_nothing_that_is_typed_is_too_odd(typed: str) -> None:
    sought = Sought.of(typed)
    assert sought == Sought.of(typed)
    assert sought.keeps(row()) in (True, False)


def test_a_mail_pasted_by_mistake_is_read_at_its_beginning_only() -> None:
    assert len(Sought.of("a b " * 1_000_000).words) <= 250
