"""The results of a fax: the table is whole, and code or text find a row."""

from __future__ import annotations

import pytest

from vinix_tui.calls.fax import T30, t30


def test_the_table_holds_the_results_0_to_61_each_once() -> None:
    assert list(T30) == list(range(62))
    assert [row.code for row in T30.values()] == list(range(62))
    assert len({row.name for row in T30.values()}) == 62
    assert len({row.text.casefold() for row in T30.values()}) == 62
    assert len({row.meaning for row in T30.values()}) == 62


def test_every_result_can_be_shown_and_quoted_inside_a_sentence() -> None:
    for row in T30.values():
        assert row.meaning.endswith("."), row.name
        assert row.meaning[1].islower() or row.meaning[1] == " ", row.name
        assert "." not in row.meaning[:-1], row.name
        assert row.next_step.endswith(".") or row.name == "OK", row.name
        assert "!" not in row.meaning + row.next_step, row.name


@pytest.mark.parametrize(
    ("code", "name", "text"),
    [
        (0, "OK", "OK"),
        (3, "T1_EXPIRED", "Timed out waiting for the first message"),
        (27, "RX_NOEOL", "Timed out while waiting for EOL (end Of line)"),
        (40, "RX_DCNNORTN", "Unexpected DCN after requested retransmission"),
        (46, "BADTIFFHDR", "Bad TIFF/F header - incorrect values in fields"),
        (49, "CALLDROPPED", "The call dropped prematurely"),
        (61, "CSA_UNACCEPTABLE", "Called subscriber internet address not accepted"),
    ],
)
def test_a_result_is_found_by_its_code_by_its_text_and_by_both(
    code: int, name: str, text: str
) -> None:
    assert (T30[code].name, T30[code].text) == (name, text)
    assert t30(code, None) is t30(None, text) is t30(code, text) is T30[code]


def test_a_known_text_wins_over_a_code_that_disagrees() -> None:
    assert t30(48, "The call dropped prematurely") is T30[49]
    assert t30(99, "  the CALL dropped\n prematurely ") is T30[49]


@pytest.mark.parametrize("text", ["???", "", None, "no pages received", "The call dropped"])
def test_a_known_code_stands_where_the_text_is_not_known(text: str | None) -> None:
    assert t30(49, text) is T30[49]


@pytest.mark.parametrize(
    ("code", "text", "told"),
    [
        (62, None, "(code 62)"),
        (-1, "???", "(code -1)"),
        (None, "???", '("???")'),
        (99, "no pages received", '("no pages received")'),
        (None, "no  pages", '("no pages")'),
    ],
)
def test_a_result_that_is_not_known_says_so_and_keeps_its_text(
    code: int | None, text: str | None, told: str
) -> None:
    result = t30(code, text)
    assert result is not None
    assert (result.code, result.name, result.text) == (code, "", text or "")
    assert "do not know" in result.meaning
    assert told in result.meaning
    assert result.next_step


def test_without_code_and_text_there_is_no_result() -> None:
    assert t30(None, None) is None
    assert t30(None, "  ") is None
