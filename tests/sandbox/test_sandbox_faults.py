"""Faults: each does what it says, no more, and can be switched off again."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from vinix_tui.sandbox.account import ACCOUNT_ID
from vinix_tui.sandbox.carriage import Carriage, carriage
from vinix_tui.sandbox.faults import FAULTS, UnknownFaultError
from vinix_tui.sandbox.vinix import Sandbox

Pretend = Callable[..., Sandbox]
Client = Callable[[Sandbox], httpx.Client]

LEGS = f"accounts/{ACCOUNT_ID}/cdrs/legs/63962647202-0a1b2c3d"


@pytest.fixture
def sandbox(pretend: Pretend) -> Sandbox:
    return pretend()


@pytest.fixture
def client(sandbox: Sandbox, member: Client) -> httpx.Client:
    return member(sandbox)


def test_every_fault_is_told_in_one_line() -> None:
    assert len(FAULTS) == 17
    assert all(line and "\n" not in line and len(line) <= 80 for line in FAULTS.values())


def test_an_unknown_fault_is_refused_with_the_nearest_or_all_names(pretend: Pretend) -> None:
    with pytest.raises(UnknownFaultError, match=r"no fault named hug; did you mean huge\?"):
        pretend(faults=["hug"])
    with pytest.raises(UnknownFaultError, match="there are: slow, drip, rate-limit"):
        pretend(faults=["zzzz"])
    with pytest.raises(UnknownFaultError, match="no fault named cdrs:html"):
        pretend(faults=["cdrs:html"])
    assert pretend(faults=["html", "legs:empty", "login:slow"]).faults == {
        "html",
        "legs:empty",
        "login:slow",
    }


def test_the_rate_limit_passes_after_two_and_only_the_first_says_when(
    sandbox: Sandbox, client: httpx.Client
) -> None:
    sandbox.faults.add("rate-limit")
    first, second, third = (client.get(LEGS) for _ in range(3))
    assert [each.status_code for each in (first, second, third)] == [429, 429, 200]
    assert first.headers["retry-after"] == "1"
    assert "retry-after" not in second.headers
    assert first.json()["message"] == "too_many_requests"


def test_a_datastore_that_times_out_is_back_after_two(
    sandbox: Sandbox, client: httpx.Client
) -> None:
    sandbox.faults.add("unavailable")
    replies = [client.get(LEGS) for _ in range(3)]
    assert [each.status_code for each in replies] == [503, 503, 200]
    assert replies[0].json()["message"] == "datastore_unreachable"
    assert replies[0].json()["data"] == {"message": "datastore timeout"}


def test_a_fault_switched_off_and_on_again_begins_anew(
    sandbox: Sandbox, client: httpx.Client
) -> None:
    sandbox.faults.add("unavailable")
    assert [client.get(LEGS).status_code for _ in range(3)] == [503, 503, 200]
    sandbox.faults.clear()
    assert client.get(LEGS).status_code == 200
    sandbox.faults.add("legs:unavailable")
    assert client.get("token_auth").status_code == 200
    assert [client.get(LEGS).status_code for _ in range(3)] == [503, 503, 200]


def test_a_fault_may_hit_the_login_only_or_the_legs_only(
    sandbox: Sandbox, client: httpx.Client, login: dict[str, Any]
) -> None:
    sandbox.faults |= {"login:empty", "legs:html"}
    assert client.put("user_auth", json=login).content == b""
    assert "Hotel" in client.get(LEGS).text
    assert client.get("token_auth").json()["status"] == "success"


@pytest.mark.parametrize(
    ("fault", "status", "kind", "inside"),
    [
        ("server-error", 500, "text/html", "<h1>Internal Server Error</h1>"),
        ("html", 200, "text/html", "<form"),
        ("not-json", 200, "application/json", "none"),
    ],
)
def test_some_faults_answer_pages_and_texts(
    fault: str, status: int, kind: str, inside: str, sandbox: Sandbox, client: httpx.Client
) -> None:
    sandbox.faults.add(fault)
    for reply in (client.get(LEGS), client.get("anywhere")):
        assert reply.status_code == status
        assert reply.headers["content-type"] == kind
        assert inside in reply.text
        with pytest.raises(json.JSONDecodeError):
            reply.json()


def test_an_empty_reply_has_nothing_in_it(sandbox: Sandbox, client: httpx.Client) -> None:
    sandbox.faults.add("empty")
    assert (client.get(LEGS).status_code, client.get(LEGS).content) == (200, b"")


def test_a_redirect_leads_to_another_server(sandbox: Sandbox, client: httpx.Client) -> None:
    sandbox.faults.add("redirect")
    reply = client.get(LEGS)
    assert reply.status_code == 302
    assert httpx.URL(reply.headers["location"]).host == "203.0.113.9"
    assert httpx.URL(reply.headers["location"]).scheme == "https"


def test_a_truncated_reply_is_half_of_the_true_one(sandbox: Sandbox, client: httpx.Client) -> None:
    client.headers["X-Request-ID"] = "same"
    whole = client.get("token_auth").content
    sandbox.faults.add("truncated")
    half = client.get("token_auth")
    assert half.content == whole[: len(whole) // 2]
    assert half.headers["content-length"] == str(len(half.content))


def test_wrong_types_are_wrong_everywhere(sandbox: Sandbox, client: httpx.Client) -> None:
    sandbox.faults.add("wrong-types")
    body = client.get(LEGS).json()
    leg = body["data"]
    assert leg["call_id"] == "first"
    assert leg["duration_seconds"] == "33"
    assert leg["custom_channel_vars"]["rate"] == "0.5"
    assert leg["custom_sip_headers"] == []
    assert leg["custom_application_vars"] == [{}]
    assert leg["hangup_code"] is None
    assert body["page_size"] == "2"
    assert client.get("token_auth").json()["data"]["is_reseller"] == "off"
    assert client.get("nowhere").status_code == 404


def test_wrong_types_leave_alone_what_another_fault_made(
    sandbox: Sandbox, client: httpx.Client
) -> None:
    sandbox.faults |= {"wrong-types", "html"}
    assert "Hotel" in client.get(LEGS).text
    sandbox.faults = {"wrong-types", "deep"}
    assert client.get(LEGS).content.count(b"[") > 100_000


def test_the_token_runs_out_once_and_its_successor_lasts(
    sandbox: Sandbox, client: httpx.Client, member: Client
) -> None:
    sandbox.faults.add("expired-token")
    assert client.get("token_auth").status_code == 200
    refused = client.get(LEGS)
    assert (refused.status_code, refused.json()["message"]) == (401, "invalid credentials")
    assert "auth_token" not in refused.json()
    assert client.get(LEGS).status_code == 401
    renewed = member(sandbox)
    assert [renewed.get(LEGS).status_code for _ in range(2)] == [200, 200]


def test_a_deep_reply_is_valid_json_that_python_cannot_read(
    sandbox: Sandbox, client: httpx.Client
) -> None:
    sandbox.faults.add("deep")
    content = client.get(LEGS).content
    assert content.count(b"[") == content.count(b"]") == 100_001
    with pytest.raises(RecursionError):
        json.loads(content)


def test_a_huge_reply_is_made_while_it_is_read(sandbox: Sandbox, client: httpx.Client) -> None:
    sandbox.faults |= {"huge", "truncated", "wrong-types"}
    with client.stream("GET", LEGS) as reply:
        pieces = reply.iter_raw()
        assert next(pieces) == b'{"data":['
        assert json.loads(b"[" + next(pieces).rstrip(b",") + b"]")[0]["call_id"] == "endless"
        assert "content-length" not in reply.headers


def test_a_huge_reply_is_over_any_limit_and_ends_all_the_same(sandbox: Sandbox) -> None:
    sandbox.faults.add("huge")
    reply = sandbox.respond(httpx.Request("GET", f"https://sandbox.example.com/v2/{LEGS}"))
    assert isinstance(reply.stream, httpx.SyncByteStream)
    size = 0
    for piece in reply.stream:
        size += len(piece)
    assert 128 * 1024 * 1024 < size < 129 * 1024 * 1024
    assert piece.endswith(b"}")


def test_how_a_reply_travels_is_told_to_the_carrier(sandbox: Sandbox) -> None:
    request = httpx.Request("GET", f"https://sandbox.example.com/v2/{LEGS}")
    assert carriage(sandbox.respond(request)) == Carriage()
    sandbox.faults |= {"slow", "reset"}
    assert carriage(sandbox.respond(request)) == Carriage(wait=5.0, reset=True)
    sandbox.faults = {"drip"}
    assert carriage(sandbox.respond(request)) == Carriage(pieces=40, gap=0.25)
    assert carriage(httpx.Response(200)) == Carriage()
