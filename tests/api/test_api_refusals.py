"""What the API refuses after the login, in words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from vinix_tui.api import errors
from vinix_tui.api.replies import read


def refused(status: int, body: Any = None, **headers: str) -> errors.VinixError:
    content = (
        body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
    )
    with pytest.raises(errors.VinixError) as caught:
        read(status, headers, content, sent_id="ours")
    return caught.value


def said(status: int, message: str = "x", data: Any = None) -> errors.VinixError:
    body = {"status": "error", "error": str(status), "message": message, "data": data or {}}
    return refused(status, body)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, errors.RequestRefused),
        (401, errors.SignInNeeded),
        (402, errors.RequestRefused),
        (403, errors.Forbidden),
        (404, errors.NotFound),
        (405, errors.RequestRefused),
        (406, errors.RequestRefused),
        (407, errors.NetworkTrouble),
        (409, errors.RequestRefused),
        (416, errors.ReplyTooLarge),
        (423, errors.AccountBarred),
        (429, errors.RateLimited),
        (500, errors.ServerTrouble),
        (502, errors.ServerTrouble),
        (503, errors.ServerTrouble),
        (504, errors.ServerTrouble),
        (511, errors.NetworkTrouble),
    ],
)
@pytest.mark.parametrize("empty", [True, False])
def test_every_status_has_its_kind_and_its_advice(
    status: int, kind: type[errors.VinixError], empty: bool
) -> None:
    error = refused(status) if empty else said(status)
    assert type(error) is kind
    assert error.hint
    assert error.again == (status in (429, 502, 503, 504))
    lines = str(error).split("\n")
    assert lines[0].startswith(f"{kind.title}: ")
    assert lines[1].endswith("Request ours.")
    assert len(lines) == 2


def test_the_servers_own_words_are_quoted() -> None:
    assert "It says: “faulty request”." in said(400, "faulty request").detail
    assert "It says" not in refused(400).detail


def test_a_missing_month_is_archived_and_not_worth_a_repeat() -> None:
    for message in ("datastore missing view", "datastore_missing_view", "Datastore Missing View"):
        error = said(503, message)
        assert type(error) is errors.Archived
        assert not error.again
    inner = said(503, "x", {"message": "datastore missing view"})
    assert type(inner) is errors.Archived


@pytest.mark.parametrize(
    "message", ["datastore_unreachable", "datastore_fault", "datastore_missing"]
)
def test_a_slow_database_is_named_and_worth_a_repeat(message: str) -> None:
    error = said(503, message)
    assert "database" in error.detail
    assert error.again


def test_init_failed_is_about_the_id_and_never_repeated() -> None:
    error = said(500, "init failed")
    assert "stumbled over the id" in error.detail
    assert "11 digits" in error.hint
    assert not error.again


def test_retry_after_is_handed_on() -> None:
    assert refused(503, b"<html>", **{"Retry-After": "7"}).retry_after == "7"
    assert refused(429, b"<html>", **{"retry-after": "8"}).retry_after == "8"


@pytest.mark.parametrize("status", [400, 401, 403, 404])
def test_a_web_page_as_an_error_is_something_else_answering(status: int) -> None:
    error = refused(status, b"<html><h1>Denied</h1></html>")
    assert type(error) is errors.NotVinix
    assert str(status) in error.detail
    assert "Denied" not in str(error)


@pytest.mark.parametrize(
    ("location", "told"),
    [
        ("https://login.example.net/portal?token=abc", "https://login.example.net ("),
        ("https://kim:pass@login.example.net:8443/x", "https://login.example.net:8443 ("),
        ("//login.example.net/x", "login.example.net ("),
        ("/v3/elsewhere", "another path on the same server"),
        ("", "does not name"),
        ("https://[bad", "makes no sense"),
        ("https://evil\x1b[2J.example.net/", "makes no sense"),
        ("https://evil\x1b.example.net/", "https://evil␛.example.net"),
    ],
)
@pytest.mark.parametrize("status", [300, 301, 302, 303, 307, 308])
def test_a_redirect_names_the_other_place_and_no_more(
    status: int, location: str, told: str
) -> None:
    error = refused(status, b"<html>moved</html>", Location=location)
    assert type(error) is errors.NotVinix
    assert told in error.detail
    assert "not followed" in error.detail
    assert "abc" not in str(error)
    assert "pass@" not in str(error)
    assert "\x1b" not in str(error)


def test_a_redirect_without_location_is_told() -> None:
    assert "does not name" in refused(302).detail


def test_a_304_is_a_caches_fault() -> None:
    error = refused(304)
    assert type(error) is errors.NotVinix
    assert "cache" in error.hint


@pytest.mark.parametrize("status", [100, 101])
def test_an_interim_status_is_no_answer(status: int) -> None:
    assert type(refused(status)) is errors.NotVinix


def test_an_error_without_hint_or_number_is_one_line() -> None:
    assert str(errors.RateLimited("slow down.")) == "Too many requests: slow down."
    assert str(errors.NotFound("no.", "Look.")) == "Nothing found: no.\nLook."
