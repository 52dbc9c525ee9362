"""Tokens, request ids, and how fast one may ask."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinix_tui.sandbox.account import ACCOUNT_ID, API_KEY, OWNER_ID
from vinix_tui.sandbox.bucket import Bucket
from vinix_tui.sandbox.vinix import Sandbox

Pretend = Callable[..., Sandbox]
Client = Callable[[Sandbox], httpx.Client]


def part(token: str, number: int) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(urlsafe_b64decode(token.split(".")[number] + "=="))
    return found


def test_a_token_is_shaped_like_the_real_ones(
    pretend: Pretend, member: Client, clock: list[float]
) -> None:
    token = member(pretend()).headers["X-Auth-Token"]
    assert part(token, 0)["alg"] == "RS256"
    claims = part(token, 1)
    assert claims["iss"] == "kazoo"
    assert claims["account_id"] == ACCOUNT_ID
    assert claims["owner_id"] == OWNER_ID
    assert claims["method"] == "cb_user_auth"
    assert claims["exp"] == clock[0] + 3600
    assert "=" not in token


def test_the_token_check_names_the_holder_and_repeats_the_token(
    pretend: Pretend, member: Client
) -> None:
    client = member(pretend())
    reply = client.get("token_auth")
    assert reply.status_code == 200
    assert reply.json()["data"]["owner_id"] == OWNER_ID
    assert reply.json()["auth_token"] == client.headers["X-Auth-Token"]
    assert reply.json()["version"]


def test_a_token_goes_in_three_ways(pretend: Pretend, member: Client, stranger: Client) -> None:
    sandbox = pretend()
    token = member(sandbox).headers["X-Auth-Token"]
    other = stranger(sandbox)
    assert other.get("token_auth", headers={"Authorization": f"Bearer {token}"}).is_success
    assert other.get("token_auth", params={"auth_token": token}).is_success
    assert other.get("token_auth", headers={"Authorization": f"Basic {token}"}).status_code == 401


def test_a_token_runs_out_at_its_time_and_not_before(
    pretend: Pretend, member: Client, clock: list[float]
) -> None:
    client = member(pretend(token_life=60))
    clock[0] += 59
    assert client.get("token_auth").status_code == 200
    clock[0] += 1
    late = client.get("token_auth")
    assert (late.status_code, late.json()["message"]) == (401, "invalid credentials")
    assert late.json()["data"] == {}
    assert "auth_token" not in late.json()


def test_no_token_and_a_forged_one_are_told_in_other_words_than_an_old_one(
    pretend: Pretend, member: Client, stranger: Client
) -> None:
    sandbox = pretend()
    token = member(sandbox).headers["X-Auth-Token"]
    client = stranger(sandbox)
    other_sandbox = member(pretend()).headers["X-Auth-Token"]
    for forged in (
        "",
        "x",
        "a.b.c",
        token[:-1] + ("A" if token[-1] != "A" else "B"),
        other_sandbox,
    ):
        reply = client.get("token_auth", headers={"X-Auth-Token": forged})
        assert reply.status_code == 401
        assert reply.json()["message"] == "invalid_credentials"
        assert reply.json()["data"] == {"message": "invalid credentials"}


@given(token=st.text(st.characters(codec="latin-1", exclude_categories=["Cc"]), max_size=80))
def test_no_token_that_somebody_made_up_is_taken(token: str) -> None:
    request = httpx.Request(
        "GET",
        "https://sandbox.example.com/v2/token_auth",
        headers=[(b"x-auth-token", token.encode("latin-1"))],
    )
    assert Sandbox(()).respond(request).status_code == 401


def test_signing_out_says_yes_and_changes_nothing_as_with_the_real_one(
    pretend: Pretend, member: Client
) -> None:
    client = member(pretend())
    assert client.delete("token_auth").status_code == 200
    assert client.get("token_auth").status_code == 200


def test_two_logins_in_a_second_get_different_tokens(pretend: Pretend, member: Client) -> None:
    sandbox = pretend()
    assert member(sandbox).headers["X-Auth-Token"] != member(sandbox).headers["X-Auth-Token"]


def test_a_request_id_that_was_sent_comes_back_and_else_one_is_made(
    pretend: Pretend, stranger: Client
) -> None:
    client = stranger(pretend())
    sent = client.get("token_auth", headers={"X-Request-ID": "ticket-4711"})
    assert sent.headers["x-request-id"] == sent.json()["request_id"] == "ticket-4711"
    made = [client.get("token_auth") for _ in range(2)]
    assert made[0].json()["request_id"] == made[0].headers["x-request-id"]
    assert made[0].headers["x-request-id"] != made[1].headers["x-request-id"]


def test_the_third_login_in_a_row_is_refused_and_drained_even_so(
    pretend: Pretend, stranger: Client, login: dict[str, Any], clock: list[float]
) -> None:
    client = stranger(pretend())
    assert [client.put("user_auth", json=login).status_code for _ in range(3)] == [201, 201, 429]
    refused = client.put("user_auth", json=login)
    assert refused.json()["message"] == "too_many_requests"
    assert refused.json()["data"] == {"message": "too many requests"}
    assert refused.json()["tokens"]["remaining"] == 0
    assert "retry-after" not in refused.headers
    clock[0] += 3.4
    assert client.put("user_auth", json=login).status_code == 429
    clock[0] += 3.5
    assert client.put("user_auth", json=login).status_code == 201


def test_api_keys_cost_as_much_and_other_calls_one(pretend: Pretend, stranger: Client) -> None:
    client = stranger(pretend())
    assert client.get("token_auth").json()["tokens"] == {"consumed": 1, "remaining": 99}
    reply = client.put("api_auth", json={"data": {"api_key": API_KEY}})
    assert reply.json()["tokens"] == {"consumed": 35, "remaining": 64}


def test_a_hundred_and_one_calls_at_once_are_one_too_many(
    pretend: Pretend, stranger: Client, clock: list[float]
) -> None:
    client = stranger(pretend())
    statuses = [client.get("token_auth").status_code for _ in range(101)]
    assert statuses == [401] * 100 + [429]
    clock[0] += 0.125
    assert client.get("token_auth").status_code == 401


def test_the_bucket_fills_no_further_than_a_hundred_and_a_clock_may_go_back() -> None:
    at = [1000.0]
    bucket = Bucket(lambda: at[0])
    at[0] += 1000
    assert bucket.take(100)
    assert not bucket.take(1)
    at[0] -= 500
    assert not bucket.take(1)
    at[0] += 0.5
    assert bucket.take(5)
    assert not bucket.take(1)


@pytest.mark.parametrize("resource", ["user_auth", "token_auth", "api_auth"])
def test_another_verb_gets_405_and_the_right_ones(
    resource: str, pretend: Pretend, stranger: Client
) -> None:
    reply = stranger(pretend()).post(resource, json={})
    assert reply.status_code == 405
    assert reply.json()["message"] == "invalid_method"
    assert reply.headers["allow"] == ("GET, DELETE" if resource == "token_auth" else "PUT")
