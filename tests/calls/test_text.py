"""Strangers' text: what becomes visible, what stays, how wide it is, and where it is cut."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from wcwidth import wcwidth  # pyte's, of which it makes its screen

from vinix_tui.calls.text import (
    ELLIPSIS,
    REPLACED,
    cells,
    cut,
    cut_middle,
    fit,
    printable,
    printable_lines,
    wrap,
)

NASTY = st.sampled_from(
    "\x00\x07\x1b\x7f\x85\x9b\xa0\xad\u0301\u0489\u0903\u0e33\u115f\u1161\u11a8\u200b\u200d\u202e"
    "\u2028\u2066\u20e3\u3000\u3164\ue000\ufe0f\ufeff\ufffe\ud800\udfff"
    "世が👩💻🏽🇩🇪🏴\U000e0067\U0010ffff "
)
TEXTS = st.text(st.characters(exclude_categories=()) | NASTY, max_size=60)
WORDS = st.text(st.sampled_from("ab世é👍 \u0301\u0903"), max_size=80)
WIDTHS = st.integers(min_value=-2, max_value=30)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Kim Larsen +1 (202) 555-0101", "Kim Larsen +1 (202) 555-0101"),
        ("", ""),
        ("Ümläut 日本語 עברית हिन्दी 👍", "Ümläut 日本語 עברית हिन्दी 👍"),
        ("\x1b[2J\x07", "␛[2J␇"),
        ("a\tb\r\nc\x00\x7f", "a␉b␍␊c␀␡"),
        ("\x9b31m\x85", "�31m�"),
        ("evil\u202egnp.exe\u2066\u200e", "evil�gnp.exe��"),
        ("in\u200bvis\u2060ible\ufeff\xad", "in�vis�ible��"),
        ("a\xa0b\u3000c\u2009d", "a b c d"),
        ("one\u2028two\u2029", "one�two�"),
        ("\ue000\U000f0000\uffff\u0378\ud83d", "�����"),
        ("❤\ufe0f 1\ufe0f\u20e3 葛\U000e0100", "❤ 1\u20e3 葛"),
        ("👍🏽", "👍�"),
        ("👩\u200d💻", "👩�💻"),
        ("🇩🇪", "DE"),
        ("hidden\u3164\uffa0\u115fhere", "hidden���here"),
    ],
)
def test_what_steers_a_terminal_becomes_visible_and_the_rest_stays(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_a_letter_carries_four_marks_at_most() -> None:
    assert printable("e" + "\u0301" * 900 + "x" + "\u0301" * 3) == "e" + "\u0301" * 4 + "x" + (
        "\u0301" * 3
    )


@pytest.mark.parametrize("sign", ["\u0301", "\u0489", "\u0903", "\u1161", "\u11a8"])
def test_whatever_takes_no_column_counts_as_a_mark(sign: str) -> None:
    assert cells(sign) == 0
    assert printable("x" + sign * 900) == "x" + sign * 4


@pytest.mark.parametrize("before", ["", " ", "\xa0", "\ufe0f", "ab ", "ab \ufe0f"])
def test_a_mark_that_has_no_letter_gets_a_circle_to_stand_on(before: str) -> None:
    shown = printable(before + "\u0301x")
    assert shown == printable(before) + "◌\u0301x"
    assert printable(shown) == shown


def test_korean_letters_that_came_in_parts_stay_together() -> None:
    parts = unicodedata.normalize("NFD", "김")
    assert printable(parts) == parts
    assert cells(parts) == 2


@pytest.mark.parametrize("plane", [0, 1, 14])  # the others are ideographs, private or empty
def test_no_character_of_all_is_dangerous_afterwards(plane: int) -> None:
    for first in range(plane << 16, plane + 1 << 16, 0x100):
        text = "".join(chr(code) * 2 for code in range(first, first + 0x100))
        shown = printable(text)
        assert printable(shown) == shown
        assert shown.isprintable()
        assert cells(shown) == sum(map(cells, shown))


@given(TEXTS)
@example("\ufe0f\u0301")
@example(" \u0301")
@settings(max_examples=400, deadline=None)
def test_printable_text_is_safe_stays_itself_and_is_as_wide_as_its_characters(text: str) -> None:
    shown = printable(text)
    assert printable(shown) == shown
    assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn")]
    assert not {"\u2028", "\u2029", "\u200d", "\ufe0f"} & set(shown)
    assert cells(shown) == sum(map(cells, shown))
    assert cells(shown) <= sum(max(1, cells(character)) for character in text)
    marks = "".join("m" if not cells(character) else "." for character in shown)
    assert not marks.startswith("m")
    assert "mmmmm" not in marks


SCRIPTS = st.text(
    st.sampled_from(
        "aé·─→★①Ａㄱ한\u1112\u1161\u11ab日本ｶﾞ"  # wide, in parts
        "👍🏽👩\u200d💻🇩🇪❤\ufe0f1\u20e3"  # joined
        "مرحبا\u0651\u064eעברית\u05bc"  # from right to left, with points
        "กำ\u0e34ไทยहि\u0928\u094d\u0926ी"  # marks above, below, and to the left of their letter
        "e\u0301\u0302\xad\u200b\u202e \u3000"
    ),
    max_size=40,
)


def by_character(text: str) -> int:
    """Columns as terminals count them: wcwidth(3), character by character."""
    return sum(map(wcwidth, text))


@given(SCRIPTS.map(printable) | TEXTS.map(printable))
@settings(max_examples=400, deadline=None)
def test_another_measure_of_widths_comes_to_the_same(text: str) -> None:
    assert cells(text) == by_character(text) == cell_len(text)


@pytest.mark.parametrize("plane", [0, 1, 2, 3])
def test_no_character_that_we_let_through_is_measured_in_two_ways(plane: int) -> None:
    for code in range(plane << 16, plane + 1 << 16):
        character = chr(code)
        if printable("x" + character) == "x" + character:
            assert cells(character) == wcwidth(character), hex(code)


@given(SCRIPTS, SCRIPTS, st.integers(1, 24))
@settings(max_examples=400, deadline=None)
def test_columns_of_any_script_end_where_they_should(one: str, other: str, width: int) -> None:
    assert by_character(fit(printable(one), width)) == width
    assert by_character(fit(printable(other), width, right=True)) == width
    assert by_character(cut_middle(printable(other), width)) <= width
    for line in wrap(printable(one), width):
        assert by_character(line) <= width


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ()),
        ("v=0", ("v=0",)),
        ("v=0\r\no=-\r\n", ("v=0", "o=-")),
        ("a\nb\rc\r\nd", ("a", "b", "c", "d")),
        ("a\n\nb\n\n", ("a", "", "b", "")),
        ("\n", ("",)),
        ("a\x1b[1m\nb\u2028c\x0bd", ("a␛[1m", "b�c␋d")),
    ],
)
def test_text_is_split_at_every_kind_of_line_end(text: str, lines: tuple[str, ...]) -> None:
    assert printable_lines(text) == lines


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("Larsen", 6, "Larsen"),
        ("Larsen", 5, "Lars…"),
        ("Larsen", 1, "…"),
        ("Larsen", 0, ""),
        ("Larsen", -3, ""),
        ("", 0, ""),
        ("世界世界", 5, "世界…"),
        ("世界世界", 4, "世…"),
        ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
    ],
)
def test_a_text_that_is_too_wide_loses_its_end(text: str, width: int, shown: str) -> None:
    assert cut(text, width) == shown


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("63962647202-00000002", 20, "63962647202-00000002"),
        ("63962647202-00000002", 11, "63962…00002"),
        ("63962647202-00000002", 10, "63962…0002"),
        ("abcdef", 3, "a…f"),
        ("abcdef", 2, "a…"),
        ("abcdef", 0, ""),
        ("世界世界世界", 6, "世…界"),
        ("abcde\u0301", 3, "a…e\u0301"),
        ("abc世\u0301", 3, "a…"),  # the mark must not move on to the cut's own mark
    ],
)
def test_an_id_that_is_too_wide_loses_its_middle(text: str, width: int, shown: str) -> None:
    assert cut_middle(text, width) == shown


@given(TEXTS.map(printable) | WORDS.map(printable), WIDTHS, st.booleans())
@settings(deadline=None)
def test_no_cut_is_wider_than_asked_and_nothing_is_cut_without_need(
    text: str, width: int, right: bool
) -> None:
    for made in (cut(text, width), cut_middle(text, width)):
        assert cells(made) <= max(0, width)
        assert made == text if cells(text) <= width else made == "" or ELLIPSIS in made
        assert printable(made) == made
    fitted = fit(text, width, right=right)
    assert cells(fitted) == max(0, width)
    assert fitted.strip() == cut(text, width).strip()


@given(TEXTS.map(printable), st.integers(3, 30))
@settings(deadline=None)
def test_both_ends_of_a_middle_cut_are_the_texts_own(text: str, width: int) -> None:
    made = cut_middle(text, width)
    head, _, tail = made.partition(ELLIPSIS) if made != text else (text, "", "")
    assert text.startswith(head)
    assert text.endswith(tail)


def test_a_text_is_padded_on_the_side_asked_for() -> None:
    assert fit("0:33", 6) == "0:33  "
    assert fit("0:33", 6, right=True) == "  0:33"
    assert fit("世界", 3) == "世…"
    assert fit("世界世", 4) == "世… "


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 5, [""]),
        ("one two", 7, ["one two"]),
        ("one two three", 8, ["one two", "three"]),
        ("one two three", 3, ["one", "two", "thr", "ee"]),
        ("a longerword", 6, ["a long", "erword"]),  # a break that early would waste the line
        ("abc   ", 3, ["abc"]),
        ("  indented text", 10, ["  indented", "text"]),
        ("世界世界", 5, ["世界", "世界"]),
        ("世a", 1, [REPLACED, "a"]),
        ("世", 1, [REPLACED]),
        ("too narrow", 0, ["too narrow"]),
        ("aaaa ◌\u0301b", 5, ["aaaa", "◌\u0301b"]),
    ],
)
def test_text_is_wrapped_at_spaces_where_that_is_near(
    text: str, width: int, lines: list[str]
) -> None:
    assert wrap(text, width) == lines


@given(TEXTS.map(printable) | WORDS.map(printable), st.integers(1, 30))
@settings(deadline=None)
def test_wrapping_keeps_the_width_and_every_character_but_spaces(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert lines
    assert max(map(cells, lines)) <= width
    if width > 1:
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        assert printable(line) == line


def test_ten_times_the_text_is_ten_times_the_work(steps: Callable[..., int]) -> None:
    for few in ("é" * 2_000, "世 " * 1_000, "e\u0301 " * 700):
        for work in (lambda text: wrap(text, 50), printable, lambda text: cut_middle(text, 50)):
            work(few)  # what is done once, at first use, is not counted
            once = steps(lambda text=few, work=work: work(text))
            assert steps(lambda text=few * 10, work=work: work(text)) < 10.5 * once + 50
