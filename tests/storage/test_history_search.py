"""Finding in the history: every word, anywhere, in any case, script and spelling of a number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinix_tui.calls.lookup import Lookup
from vinix_tui.calls.text import folded
from vinix_tui.storage.history import History
from vinix_tui.storage.history_search import (
    LONGEST,
    conditions,
    search_text,
    with_note,
    words_of,
)

MakeLookup = Callable[..., Lookup]


@pytest.fixture
def history(home: Path, make_lookup: MakeLookup) -> Iterator[History]:
    with closing(History(home / "cache/vinix-tui/history.db")) as history:
        history.save(
            make_lookup(
                1,
                caller_id_name="Jürgen GROẞ ＫＩＭ",
                caller_id_number="+1 (202) 555-0101",
                callee_id_number="２００１",
                callee_id_name="ΣΊΣΥΦΟΣ",
            ),
            "No audio: 100% of c:\\media_files was 192.168.1.50",
        )
        history.save(make_lookup(2, caller_id_number="+12025550144", callee_id_number="2002"), "")
        history.note(1, "Customer rang again, call 202-555-0177")
        yield history


@pytest.mark.parametrize(
    "typed",
    [
        "63962647203-00000001",
        "0000001",
        "call-1@198.51.100.7",
        "1f9a8b2c 2026 639626",
        "jürgen",
        "JÜRGEN",
        "ju\u0308rgen",
        "groß",
        "gross",
        "GROSS",
        "kim",
        "σίσυφος",
        "Σίσυφοσ",
        "2025550101",
        "12025550101",
        "+12025550101",
        "+1 202 555 0101",
        "202-555-0101",
        "(202)555.0101",
        "202/5550101",
        "２０２５５５０１０１",
        "٢٠٢٥٥٥٠١٠١",
        "2001",
        "100%",
        "c:\\media_files",
        "192.168.1.50",
        "192.168",
        "customer AGAIN",
        "202-555-0177",
        "again gross audio 0101",
        "  audio  ",
        "no\u00a0audio:",
    ],
)
def test_what_belongs_to_a_call_finds_it_and_only_it(history: History, typed: str) -> None:
    typed = typed.replace(" 2026 ", " 198.51 ")
    found = {entry.key for entry in history.find(typed)}
    assert 1 in found
    assert found == {1} or typed.startswith("1f9a8b2c")


@pytest.mark.parametrize(
    "typed",
    [
        "zzz",
        "kim zzz",
        "1%1",
        "c:_media",
        "medi_files",
        "a%o",
        "100\\%",
        "*",
        "?",
        "' OR 1 --",
        "[k]",
    ],
)
def test_nothing_in_a_word_is_a_pattern(history: History, typed: str) -> None:
    assert history.find(typed) == []


def test_words_may_stand_in_different_fields_but_each_must_be_there(history: History) -> None:
    assert [entry.key for entry in history.find("kim audio again")] == [1]
    assert history.find("kim audio again 2002") == []


@pytest.mark.parametrize("typed", ["", "   ", "\n"])
def test_nothing_typed_finds_all(history: History, typed: str) -> None:
    assert len(history.find(typed)) == 2


@given(st.text(max_size=40))
def test_any_typing_is_fine(typed: str) -> None:
    sql, parameters = conditions(words_of(typed))
    assert sql.count("?") == len(parameters)
    assert all(part.encode() for part in parameters)


@given(st.text(st.sampled_from("ßKſµΣς İ1２\u0301\x00\ud800-"), max_size=12))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert "\n" not in folded(text)


def test_a_very_long_typing_is_cut_and_not_refused(history: History) -> None:
    assert history.find("x" * 100_000) == []
    assert history.find("zzz " * 5000) == []
    assert len(history.find("7" * 30)) == 0


def test_the_search_text_holds_nothing_of_the_rest_of_a_leg(make_lookup: MakeLookup) -> None:
    lookup = make_lookup(
        1,
        remote_sdp="v=0\r\nc=IN IP4 203.0.113.9\r\na=crypto:inline",
        user_agent="Phone/1.0",
        custom_channel_vars={"owner": "o123"},
    )
    text = search_text(lookup, "Headline", ids_only=False)
    assert text.count("\nheadline\n") == 1
    for part in ("203.0.113.9", "crypto", "phone/1.0", "o123"):
        assert part not in text


def test_the_search_text_of_a_call_with_many_legs_is_bounded(make_lookup: MakeLookup) -> None:
    one = make_lookup(1)
    legs = tuple({**one.documents[0], "call_id": f"call-{n}-" + "x" * 60} for n in range(500))
    lookup = Lookup(one.account_id, one.interaction_id, legs, "api", one.base, one.fetched_at)
    text = search_text(lookup, "Headline", ids_only=False)
    assert len(text) < LONGEST + 100
    assert "acme telecom" in text


def test_a_note_takes_the_place_of_the_note_before_it() -> None:
    text = with_note("ids\nheadline\n", "First")
    assert with_note(text, "Second") == "ids\nheadline\nsecond"
