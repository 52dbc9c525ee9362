"""A row of a list of calls: read from any version's names, and whatever a stranger put there."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinix_tui.calls.call_row import CallRow
from vinix_tui.calls.sought import Sought
from vinix_tui.calls.text import printable

ROW: dict[str, Any] = {
    "id": "202611-0_1234567890@203.0.113.7",
    "call_id": "0_1234567890@203.0.113.7",
    "caller_id_number": "2001",
    "caller_id_name": "Kim Larsen",
    "callee_id_number": "+12025550144",
    "callee_id_name": "+12025550144",
    "duration_seconds": 35,
    "billing_seconds": 33,
    "timestamp": "63962647202",
    "hangup_cause": "NORMAL_CLEARING",
    "to": "+12025550144@acme.example.com",
    "from": "user_1@acme.example.com",
    "direction": "inbound",
    "request": "+12025550144@acme.example.com",
    "authorizing_id": "5a4db0c5a4db0c5a4db0c5a4db0c5a4d",
    "interaction_id": "63962647202-00000002",
}
STARTED = datetime(2026, 11, 23, 10, 0, 2, tzinfo=UTC)


def row(**changed: Any) -> CallRow:
    return CallRow.of({name: value for name, value in (ROW | changed).items() if value is not ...})


def test_a_row_is_read_by_the_lists_own_names() -> None:
    call = row()
    assert (call.cdr_id, call.interaction_id) == (ROW["id"], "63962647202-00000002")
    assert call.started_at == STARTED
    assert (call.seconds, call.talk) == (35, 33)
    assert (call.caller_number, call.caller_name) == ("2001", "Kim Larsen")
    assert (call.callee_number, call.callee_name) == ("+12025550144", None)
    assert call.cause.words == "normal"
    assert call.document["timestamp"] == "63962647202"


def test_it_is_looked_up_by_its_cdr_id_first_and_its_interaction_id_second() -> None:
    assert row().wanted == (ROW["id"], "63962647202-00000002")
    assert row(id="").wanted == ("63962647202-00000002",)
    assert row(id=..., interaction_id=None).wanted == ()


@pytest.mark.parametrize(
    ("changed", "caller", "callee"),
    [
        ({"caller_id_number": ""}, "user_1", "+12025550144"),
        ({"callee_id_number": "", "request": "2002@x.example.com"}, "2001", "2002"),
        ({"callee_id_number": "", "request": ""}, "2001", "+12025550144"),
        ({"callee_id_number": None, "request": ..., "to": "nouser@nodomain.com"}, "2001", None),
        ({"caller_id_number": 2001}, "2001", "+12025550144"),
    ],
)
def test_who_called_whom_is_looked_for_where_the_web_ui_looks(
    changed: dict[str, Any], caller: str | None, callee: str | None
) -> None:
    call = row(**changed)
    assert (call.caller_number, call.callee_number) == (caller, callee)


@pytest.mark.parametrize("name", ["+12025550144", "12025550144", "+1 (202) 555-0144", "", None])
def test_a_number_given_for_a_name_is_none(name: str | None) -> None:
    assert row(callee_id_name=name).callee_name is None
    assert row(callee_id_name="+12025550145").callee_name == "+12025550145"


@pytest.mark.parametrize("nobody", ["", None, ..., []])
def test_a_call_is_outgoing_where_one_of_our_phones_was_allowed_to_make_it(nobody: object) -> None:
    assert row().way == "out"
    assert row(authorizing_id=nobody).way == "in"
    nested = {"custom_channel_vars": {"authorizing_id": "abc"}}
    assert row(authorizing_id=..., **nested).way == "out"


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"timestamp": "63962647167"},  # 35 s too early, where the record's time is the start
        {"interaction_id": "", "timestamp": 63962647202},
        {"interaction_id": "", "timestamp": "", "unix_timestamp": "1795428002"},
        {"interaction_id": "", "timestamp": "", "iso_8601_combined": "2026-11-23T10:00:02Z"},
        {"interaction_id": "", "timestamp": "soon", "datetime": "2026-11-23_10:00:02"},
        {"interaction_id": "", "timestamp": "", "datetime": "2026-11-23 10:00:02"},
        {"channel_created_time": 1_795_428_002_000_000, "timestamp": 63962647999},
    ],
)
def test_its_start_is_found_whatever_tells_it(changed: dict[str, Any]) -> None:
    assert row(**changed).started_at == STARTED


@pytest.mark.parametrize("text", ["", "2026-02-31 10:00:00", "2026-11-23", "٢٠٢٦-11-23 10:00:02"])
def test_a_start_that_is_none_is_unknown(text: str) -> None:
    assert row(interaction_id="", timestamp="", datetime=text).started_at is None


@pytest.mark.parametrize(
    ("given", "seconds"),
    [("31", 31), ("", None), (None, None), (..., None), (-7, 0), (1e308, None), (True, None),
     (10**30, 31_536_000), ("x", None)],
)  # fmt: skip
def test_lengths_come_as_anything_and_are_never_negative(
    given: object, seconds: int | None
) -> None:
    call = row(duration_seconds=given, billing_seconds=given)
    assert (call.seconds, call.talk) == (seconds, seconds)


def test_text_is_printable_and_the_document_stays_as_it_came() -> None:
    call = row(caller_id_name="\x1b]0;x\x07[red]Kim\u202e")
    assert call.caller_name == "␛]0;x␇[red]Kim�"
    assert call.document["caller_id_name"] == "\x1b]0;x\x07[red]Kim\u202e"


def test_a_cause_that_nobody_knows_is_shown_as_it_was_sent() -> None:
    assert row(hangup_cause="PEBCAK").cause.words == "pebcak"
    assert row(hangup_cause="").cause.words == "no cause"


def test_rows_are_told_apart_by_what_they_have() -> None:
    assert row().key == ROW["id"]
    assert row(id="").key == "63962647202-00000002"
    assert (
        row(id="", interaction_id="", call_id="").key
        != row(id="", interaction_id="", call_id="", to="x").key
    )


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
_FIELDS = (*ROW, "channel_created_time", "unix_timestamp", "datetime", "custom_channel_vars")


@given(st.dictionaries(st.sampled_from(_FIELDS) | st.text(), _VALUES), st.text())
def test_no_document_is_too_bent(bent: dict[str, Any], typed: str) -> None:
    call = CallRow.of(bent)
    texts = (call.caller_number, call.caller_name, call.callee_number, call.callee_name,
             call.cause.words, *call.wanted)  # fmt: skip
    assert all(text == printable(text) for text in texts if text is not None)
    assert call.started_at is None or call.started_at.tzinfo is not None
    assert call.seconds is None or call.seconds >= 0
    assert call.way in ("in", "out") and isinstance(call.key, str)
    assert Sought.of("").keeps(call)
    assert Sought.of(typed).keeps(call) in (True, False)
    assert hash(call) == hash(CallRow.of(bent))
