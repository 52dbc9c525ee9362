"""Stored lookups as bundles: with note and pin, and back without believing anything else."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from vinix_tui.calls.lookup import Lookup
from vinix_tui.reports.kept import Kept, NotLegs, line_of, page_of, read_kept
from vinix_tui.reports.reading import read
from vinix_tui.reports.redaction import Redaction

LEG: dict[str, Any] = {
    "call_id": "a@198.51.100.7",
    "interaction_id": "63962647202-00000002",
    "caller_id_number": "+12025550101",
    "digits_dialed": "4711",
}
LOOKUP = Lookup(
    "acc",
    "63962647202-00000002",
    (LEG,),
    "history",
    "https://api.example.com/v2",
    datetime(2026, 11, 23, 10, 0, 0, 123456, tzinfo=UTC),
)
KEPT = Kept(LOOKUP, "ticket 4711", True)


@pytest.mark.parametrize("written", [page_of, line_of])
def test_what_was_written_comes_back_whole(written: Any) -> None:
    text = written(KEPT, Redaction.OFF)
    back = read_kept(text.encode(), "a.json")
    assert back == replace(KEPT, lookup=replace(LOOKUP, kind="file"))
    assert text.isascii() and json.loads(text)["verdict"]["headline"]


def test_a_line_is_one_line_and_the_same_document() -> None:
    page, line = page_of(KEPT, Redaction.SECRETS), line_of(KEPT, Redaction.SECRETS)
    assert json.loads(page) == json.loads(line)
    assert line.endswith("\n") and line.count("\n") == 1
    assert json.loads(line)["redacted"] is True and "4711" not in json.dumps(
        json.loads(line)["legs"]
    )


def test_any_reader_of_bundles_opens_it() -> None:
    assert read(page_of(KEPT, Redaction.OFF).encode(), "a.json").documents == (LEG,)


def test_it_is_found_again_by_the_id_it_was_stored_under() -> None:
    asked = Kept(replace(LOOKUP, interaction_id="202611-a@198.51.100.7"), "", False)
    assert read_kept(page_of(asked, Redaction.OFF).encode(), "x").lookup.interaction_id == (
        "202611-a@198.51.100.7"
    )


@pytest.mark.parametrize(
    ("kept", "note", "pinned"),
    [
        (None, "", False),
        ({"note": ["a"], "pinned": "yes"}, '["a"]', False),
        ({"note": "\x1b]0;x\x07", "pinned": 1}, "␛]0;x␇", False),
        ([1], "", False),
    ],
)
def test_a_strangers_note_and_pin_are_cleaned(kept: object, note: str, pinned: bool) -> None:
    content = json.loads(page_of(KEPT, Redaction.OFF)) | {"kept": kept}
    back = read_kept(json.dumps(content).encode(), "x")
    assert (back.note, back.pinned) == (note, pinned)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"legs": []}, "without legs"),
        ({"interaction_id": "", "legs": [{"raw": {"call_id": "a"}}]}, "has no interaction id"),
        ({"format": "vinix-tui/9"}, "in the format vinix-tui/9"),
        ({"format": None}, "is no bundle"),
        ({"legs": [{"raw": 1}]}, "lack their `raw`"),
    ],
)
def test_what_cannot_be_kept_is_refused_by_name(change: dict[str, Any], why: str) -> None:
    content = json.loads(page_of(KEPT, Redaction.OFF)) | change
    with pytest.raises(NotLegs, match=f"^theirs.json .*{why}"):
        read_kept(json.dumps(content).encode(), "theirs.json")


def test_made_up_numbers_stay_apart_from_real_lookups() -> None:
    with pytest.raises(NotLegs, match="made-up numbers"):
        read_kept(page_of(KEPT, Redaction.PEOPLE).encode(), "x.json")
