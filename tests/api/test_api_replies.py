"""Reading replies: both envelopes, and what is none."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinix_tui.api.envelope import MOST_LEVELS, Answer
from vinix_tui.api.errors import NotVinix, ServerTrouble, VinixError
from vinix_tui.api.replies import read


def answer(value: Any, status: int = 404, **more: Any) -> Answer:
    return Answer.of(status, {}, json.dumps(value).encode(), **more)


@pytest.mark.parametrize("data", [[{"call_id": "x"}], [], {}, {"call_id": "x"}, None, "text", 5])
def test_data_comes_as_it_is(data: Any) -> None:
    body = json.dumps({"data": data, "status": "success", "request_id": "r1"}).encode()
    reply = read(200, {}, body)
    assert reply.data == data
    assert reply.request_id == "r1"
    assert reply.next_start_key is None


def test_missing_data_is_none() -> None:
    assert read(200, {}, b'{"status":"success"}').data is None


@pytest.mark.parametrize(
    ("given", "key"), [("g2wAAAAC", "g2wAAAAC"), (5, "5"), ("", None), (None, None)]
)
def test_the_next_page_has_a_key(given: Any, key: str | None) -> None:
    assert (
        read(200, {}, json.dumps({"data": [], "next_start_key": given}).encode()).next_start_key
        == key
    )


@pytest.mark.parametrize("given", [["a"], {"a": 1}, True])
def test_a_key_that_is_no_text_is_refused(given: Any) -> None:
    with pytest.raises(NotVinix, match="next page"):
        read(200, {}, json.dumps({"data": [], "next_start_key": given}).encode())


def test_the_request_id_is_the_bodys_then_the_headers_then_our_own() -> None:
    body = b'{"data": [], "request_id": "from-body"}'
    header = {"X-Request-ID": "from-header"}
    assert read(200, header, body, sent_id="ours").request_id == "from-body"
    assert read(200, header, b'{"data": []}', sent_id="ours").request_id == "from-header"
    assert read(200, {}, b'{"data": [], "request_id": 5}', sent_id="ours").request_id == "ours"


@pytest.mark.parametrize(
    "body",
    [
        b"<html><title>Welcome</title></html>",
        b"not json",
        b"\xff\xfe\xfa",
    ],
)
def test_what_is_not_json_is_no_vinix(body: bytes) -> None:
    with pytest.raises(NotVinix, match=r"200 OK and a web page or plain text") as refused:
        read(200, {}, body)
    assert "/v2" in refused.value.hint
    assert refused.value.__context__ is None


@pytest.mark.parametrize(
    "body", [b'{"data": ', b'{"data": NaN}', b'{"data": ' + b"1" * 5_000 + b"}", b" [1, \x00]"]
)
def test_json_that_breaks_off_is_told_as_damaged(body: bytes) -> None:
    with pytest.raises(ServerTrouble, match="damaged, or was cut off"):
        read(200, {}, body)


@pytest.mark.parametrize("body", [b"[1]", b'"x"', b"5", b"null", b'{"hello": "world"}', b"{}"])
def test_json_of_another_kind_is_no_vinix(body: bytes) -> None:
    with pytest.raises(NotVinix, match="JSON of another kind"):
        read(200, {}, body)


@pytest.mark.parametrize("status", [200, 204])
@pytest.mark.parametrize("body", [b"", b" \r\n"])
def test_a_success_without_a_body_is_no_vinix(status: int, body: bytes) -> None:
    with pytest.raises(NotVinix, match=f"{status}.*nothing else"):
        read(status, {}, body)


@pytest.mark.parametrize("depth", [MOST_LEVELS + 5, 900, 200_000])
def test_a_deep_reply_is_refused_and_carries_nothing_along(depth: int) -> None:
    body = b'{"data": ' + b"[" * depth + b"]" * depth + b"}"
    with pytest.raises(NotVinix, match="nested deeper than 100") as refused:
        read(200, {}, body, sent_id="ours")
    assert refused.value.request_id == "ours"
    assert refused.value.__context__ is None


def test_a_reply_of_a_reasonable_depth_is_fine() -> None:
    body = b'{"data": ' + b"[" * 90 + b"]" * 90 + b"}"
    assert isinstance(read(200, {}, body).data, list)


def test_the_documented_form_of_an_error_is_read() -> None:
    with pytest.raises(VinixError) as refused:
        read(400, {}, b'{"code": "400", "message": "no such thing", "request_id": "r9"}')
    assert "no such thing" in str(refused.value)
    assert refused.value.request_id == "r9"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"message": "outer", "data": {"message": "inner"}}, "inner"),
        ({"message": "outer", "data": ["x"]}, "outer"),
        ({"message": "outer", "data": {"message": {"x": 1}}}, "outer"),
        ({"error": {"message": "deep"}}, "deep"),
        ({"error": "404"}, ""),
        ({"message": 5}, ""),
    ],
)
def test_the_words_are_the_innermost_message(value: Any, words: str) -> None:
    assert answer(value).words == words


def test_the_words_are_made_printable_and_short() -> None:
    said = answer({"message": "a\x1b]0;title\x07\n\u202eb" + "x" * 500}).words
    assert said.isprintable()
    assert "\x1b" not in said
    assert len(said) <= 200


@pytest.mark.parametrize("secret", ["s3cret", "e", "S3CRET"])
def test_words_that_repeat_a_secret_are_left_out_whole(secret: str) -> None:
    assert answer({"message": "the key s3cret is wrong"}, secrets=[secret]).words == ""


def test_what_looks_like_a_token_is_hidden_unknown_as_it_is() -> None:
    said = answer({"message": "token eyJhbGciOi.eyJpc3Mi.c2ln and key " + "ab12" * 16}).words
    assert said == "token [hidden] and key [hidden]"


def test_a_200_that_carries_an_error_is_one() -> None:
    with pytest.raises(ServerTrouble, match="503"):
        read(200, {}, b'{"status": "error", "error": 503, "message": "x", "data": {}}')
    with pytest.raises(ServerTrouble):
        read(200, {}, b'{"code": "oops", "message": "x", "request_id": "r"}')


def test_neither_reply_nor_answer_shows_customers_data_when_printed() -> None:
    body = b'{"data": {"caller": "+12025550101"}, "auth_token": "tok-123"}'
    for shown in (repr(read(200, {}, body)), repr(Answer.of(200, {}, body, secrets=["tok-123"]))):
        assert "2025550101" not in shown
        assert "tok-123" not in shown


def test_a_status_without_a_name_is_shown_as_a_number() -> None:
    assert answer({"message": "x"}, status=599).reason == "599"


@given(st.integers(100, 599), st.binary(max_size=200))
def test_any_reply_is_read_or_refused_in_printable_words(status: int, body: bytes) -> None:
    try:
        read(status, {"Location": "x", "Retry-After": "y"}, body, sent_id="ours")
    except VinixError as refused:
        lines = str(refused).split("\n")
        assert len(lines) <= 2
        assert all(line.isprintable() for line in lines)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["data", "message", "error", "code", "status", "request_id"]), inner
        )
    ),
)


@given(st.integers(200, 599), _JSON)
def test_any_json_is_read_or_refused_in_printable_words(status: int, value: Any) -> None:
    try:
        read(status, {}, json.dumps(value).encode())
    except VinixError as refused:
        assert all(line.isprintable() for line in str(refused).split("\n"))
