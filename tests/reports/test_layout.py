"""The page: lines wrapped by words, columns shrunk by need, nothing wider than the page."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vinix_tui.calls.text import cells
from vinix_tui.reports.layout import Column, Page

# The first text ever drawn makes a table of all letters, which takes seconds in a fresh checkout.
SLOWLY = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


def lines(page: Page) -> list[str]:
    return str(page).splitlines()


def test_an_item_hangs_from_its_label() -> None:
    page = Page(20)
    page.item("Who  ", "one two three four five six")
    assert lines(page) == ["Who  one two three", "     four five six"]


def test_an_item_ends_with_a_mark_where_it_takes_too_many_lines() -> None:
    page = Page(10)
    page.item("", "one two three four five six", most=2)
    assert lines(page) == ["one two", "three fou…"]


def test_a_word_wider_than_the_page_is_cut() -> None:
    page = Page(8)
    page.item("", "abcdefghijkl mno")
    assert lines(page) == ["abcdefg…", "mno"]


def test_wide_letters_count_twice() -> None:
    page = Page(7)
    page.item("", "日本語 日本")
    assert lines(page) == ["日本語", "日本"]


def test_the_widest_column_shrinks_first_and_each_is_cut_where_it_should() -> None:
    page = Page(22)
    columns = (Column(2), Column(4), Column(4, middle=True), Column(1, right=True))
    page.table(
        columns, [("ab", "abcdefgh", "0123456789", "1"), ("a", "b", "c", "22")], [None, None]
    )
    assert lines(page) == ["ab  abcde…  012…89   1", "a   b       c       22"]


def test_a_remark_stands_under_its_row() -> None:
    page = Page(30)
    page.table((Column(1), Column(3)), [("1", "one"), ("2", "two")], ["with two more", None])
    assert lines(page) == ["1  one", "   with two more", "2  two"]


def test_a_table_without_room_is_cut_at_its_end() -> None:
    page = Page(6)
    page.table((Column(4), Column(4)), [("abcd", "efgh")], [None])
    assert lines(page) == ["abcd …"] or lines(page) == ["abcd…"]


def test_a_heading_stands_off_from_what_is_above_it() -> None:
    page = Page(20)
    page.heading("First")
    page.item("", "text")
    page.heading("Second")
    assert lines(page) == ["First", "text", "", "Second"]


@pytest.mark.parametrize("sign", ["→", "←", "·", "…", "–", "’"])
def test_each_of_our_signs_has_a_spelling_in_ascii(sign: str) -> None:
    page = Page(20, ascii_only=True)
    page.item("", sign)
    assert str(page).isascii() and "\\" not in str(page)


@SLOWLY
@given(st.text(), st.text(), st.integers(1, 60), st.integers(1, 4))
def test_no_text_leaves_the_page(label: str, text: str, width: int, most: int) -> None:
    page = Page(width)
    page.item(label, text, most)
    assert len(lines(page)) <= most
    assert all(cells(line) <= width for line in lines(page))
