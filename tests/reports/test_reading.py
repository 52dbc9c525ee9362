"""Files: every shape that holds legs is read, everything else is named in one sentence."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vinix_tui.calls.text import printable
from vinix_tui.reports.bundle import NotLegs, bundle, dumps, read
from vinix_tui.reports.reading import DEEPEST, MOST_LEGS
from vinix_tui.reports.redaction import Redaction

# The first text ever drawn makes a table of all letters, which takes seconds in a fresh checkout.
SLOWLY = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)

LEG = {
    "id": "202611-a1",
    "call_id": "a1",
    "interaction_id": "63962647202-00000002",
    "caller_id_number": "+12025550101",
    "custom_channel_vars": {"account_id": "0123456789abcdef0123456789abcdef"},
}
LATER = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def saved(content: object) -> bytes:
    return json.dumps(content).encode()


def refusal(data: bytes) -> str:
    with pytest.raises(NotLegs) as refused:
        read(data, "reply.json")
    said = str(refused.value)
    assert said.startswith("reply.json ") and said.endswith(".") and printable(said) == said
    return said


@pytest.mark.parametrize(
    "content",
    [
        LEG,
        [LEG],
        {"data": [LEG], "auth_token": "hunter2", "status": "success", "page_size": 1},
        {"data": LEG, "auth_token": "hunter2"},
        {"status": "success", "data": LEG},
    ],
)
def test_each_shape_of_a_reply_is_read(content: object) -> None:
    lookup = read(saved(content), "reply.json", saved_at=LATER)
    assert lookup.documents == (LEG,)
    assert lookup.kind == "file"
    assert lookup.interaction_id == "63962647202-00000002"
    assert lookup.account_id == "0123456789abcdef0123456789abcdef"
    assert lookup.base == "" and lookup.fetched_at == LATER
    assert "hunter2" not in repr(lookup) + json.dumps(lookup.documents)


def test_a_leg_as_an_event_spells_it_is_read() -> None:
    lookup = read(saved({"Call-ID": "a1", "Interaction-ID": "63962647202-00000002"}), "x")
    assert lookup.interaction_id == "63962647202-00000002"


@pytest.mark.parametrize(
    "content", [[], {"data": []}, {"data": {}}, {"data": None}, {"status": "success"}]
)
def test_a_reply_without_legs_is_a_lookup_without_documents(content: object) -> None:
    assert read(saved(content), "reply.json").documents == ()


def test_the_envelope_tells_when_it_was_fetched() -> None:
    content = {"data": [LEG], "timestamp": "2026-11-23T10:01:00Z"}
    fetched = read(saved(content), "x", saved_at=LATER).fetched_at
    assert fetched == datetime(2026, 11, 23, 10, 1, tzinfo=UTC)


@pytest.mark.parametrize("said", ["yesterday", 5, None, "0001-01-01T00:00:00+14:00", "9999-12-31"])
def test_a_senseless_time_is_passed_over(said: object) -> None:
    content = {"data": [LEG], "timestamp": said}
    assert read(saved(content), "x", saved_at=LATER).fetched_at == LATER


def test_a_page_of_a_longer_reply_is_remarked_on() -> None:
    remarks: list[str] = []
    read(saved({"data": [LEG], "next_start_key": "abc"}), "x", remark=remarks.append)
    read(saved({"data": [LEG]}), "x", remark=remarks.append)
    assert len(remarks) == 1 and "more legs" in remarks[0]


def test_a_bundle_opens_again_as_it_was() -> None:
    first = read(saved({"data": [LEG], "timestamp": "2026-11-23T10:01:00Z"}), "x")
    again = read(dumps(bundle(first, redaction=Redaction.OFF)).encode(), "y", saved_at=LATER)
    assert again == first


def test_a_bundle_keeps_its_own_origin() -> None:
    made = {
        "format": "vinix-tui/1",
        "source": {"kind": "api", "base": "https://api.example.com/v2", "fetched_at": "2026-01-02"},
        "account_id": "mine\x1b[2J",
        "interaction_id": "63962647202-00000009",
        "legs": [{"raw": LEG}],
    }
    lookup = read(saved(made), "x")
    assert lookup.base == "https://api.example.com/v2"
    assert lookup.account_id == "mine␛[2J"
    assert lookup.interaction_id == "63962647202-00000009"
    assert lookup.fetched_at == datetime(2026, 1, 2, tzinfo=UTC)
    assert read(saved(made | {"legs": []}), "x").documents == ()


@pytest.mark.parametrize("legs", [None, {}, [{}], [{"raw": []}], [1], "x"])
def test_a_bundle_without_its_documents_is_refused(legs: object) -> None:
    assert "is a bundle" in refusal(saved({"format": "vinix-tui/1", "legs": legs}))


def test_a_newer_bundle_is_refused_by_its_format() -> None:
    assert "vinix-tui/2\u241b" in refusal(saved({"format": "vinix-tui/2\x1b", "legs": []}))


def test_a_byte_order_mark_is_no_hindrance() -> None:
    assert read(b"\xef\xbb\xbf" + saved([LEG]), "x").documents == (LEG,)


def test_control_characters_in_strings_are_no_hindrance() -> None:
    assert read(b'{"call_id": "a\tb\x01"}', "x").documents == ({"call_id": "a\tb\x01"},)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        ("[]".encode("utf-16"), "UTF-16"),
        ("[]".encode("utf-16-be"), "UTF-16"),
        ('{"call_id": "x"}'.encode("utf-16-le"), "UTF-16"),
        (b"\x1f\x8b\x08\x00abc", "compressed"),
        (b"\x7fELF\x00\x01", "binary"),
        (b'{"call_id": "\xff"}', "not UTF-8"),
        (b"<!DOCTYPE html><html></html>", "HTML page"),
        (b"\n <html lang=en>", "HTML page"),
        (b'<?xml version="1.0"?>', "XML"),
        (b"HTTP/2 200\r\n\r\n[]", "HTTP headers"),
        (b"the call was cut", "plain text"),
        (b"63962647202-00000002 was cut", "plain text"),
        (b'{"call_id": "a",, }', "broken JSON at line 1, column 17"),
        (b'[\n{"call_id" 1}]', "broken JSON at line 2, column 12"),
        (b'{"call_id": "a"} {"call_id": "b"}', "broken JSON at line 1, column 18"),
        (b'{"call_id": "a", "b', "cut off at the end"),
        (b'[{"call_id": "a"}', "cut off at the end"),
        (b'[{"call_id": tr', "cut off at the end"),
        (b'[{"call_id": -', "cut off at the end"),
        (b'["\\u12', "cut off at the end"),
        (b'["\\', "cut off at the end"),
        (b'{"call_id": ', "cut off at the end"),
        (b"[" * 100_000, "nested deeper"),
        (b"[" * 300 + b"]" * 300, "nested deeper"),
        (b"[" + b"9" * 5000 + b"]", "a number that is too long"),
        (b"42", "holds no legs"),
        (b'"x"', "holds no legs"),
        (b"[1, 2]", "holds no legs"),
        (b"[null]", "holds no legs"),
        (b'[{"call_id": "a"}, 5]', "holds no legs"),
        (b'{"data": "x"}', "holds no legs"),
        (b'{"name": "x"}', "neither a leg nor a reply"),
        (b'[{"name": "x"}]', "nothing of a leg"),
        (b'{"data": {"name": "x"}}', "nothing of a leg"),
    ],
)
def test_a_wrong_file_is_named_in_one_sentence(data: bytes, words: str) -> None:
    assert words in refusal(data)


def test_the_limits_of_nesting_and_number_hold() -> None:
    deep: Any = 0
    for _ in range(DEEPEST - 2):
        deep = [deep]
    assert read(saved({"call_id": "a", "x": deep}), "x").documents
    assert "nested deeper" in refusal(saved({"call_id": "a", "x": [[deep]]}))
    assert f"{MOST_LEGS:,}" in refusal(saved([{"call_id": "a"}] * (MOST_LEGS + 1)))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (
            {"status": "error", "error": "404", "message": "bad_identifier", "data": ["k" * 64]},
            "404: bad identifier",
        ),
        (
            {"status": "error", "error": "401", "message": "x", "data": {"message": "no\x1b"}},
            "401: no␛",
        ),
        ({"code": "503", "message": "datastore", "request_id": "1"}, "503: datastore"),
        ({"error": {"message": "inner"}, "message": ""}, "inner"),
        ({"status": "fatal"}, "it gives no reason"),
    ],
)
def test_a_saved_error_says_what_the_api_said(content: object, words: str) -> None:
    said = refusal(saved(content))
    assert "an error that the API answered with" in said and words in said
    assert "k" * 64 not in said


def test_a_saved_sign_in_is_named_without_its_token() -> None:
    said = refusal(
        saved({"data": {"account_id": "1"}, "auth_token": "hunter2", "status": "success"})
    )
    assert "sign-in" in said and "hunter2" not in said


def test_the_name_of_the_file_cannot_steer_the_terminal() -> None:
    with pytest.raises(NotLegs) as refused:
        read(b"", "a\x1b]0;x\x07.json")
    assert str(refused.value) == "a␛]0;x␇.json is empty."


@SLOWLY
@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        read(data, "x")
    except NotLegs as refused:
        assert printable(str(refused)) == str(refused)


@SLOWLY
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "data",
                        "legs",
                        "format",
                        "status",
                        "call_id",
                        "raw",
                        "source",
                        "message",
                        "code",
                    ]
                ),
                inner,
            )
        ),
    )
)
def test_any_json_is_read_or_refused(content: object) -> None:
    try:
        lookup = read(saved(content), "x")
    except NotLegs:
        return
    assert all(isinstance(document, dict) for document in lookup.documents)
