"""Signing in: who is let in, and in which words everybody else is not."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import md5, sha1
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinix_tui.sandbox import account
from vinix_tui.sandbox.vinix import Sandbox

Pretend = Callable[..., Sandbox]
Client = Callable[[Sandbox], httpx.Client]

KIM = f"{account.USERNAME}:{account.PASSWORD}".encode()


def put(client: httpx.Client, **data: Any) -> httpx.Response:
    return client.put("user_auth", json={"data": {"credentials": md5(KIM).hexdigest(), **data}})


def test_the_constants_have_the_shapes_of_the_real_ones() -> None:
    for each in (account.ACCOUNT_ID, account.SUB_ACCOUNT_ID, account.FOREIGN_ACCOUNT_ID):
        assert len(each) == 32
        assert int(each, 16)
    assert len(account.API_KEY) == 64
    assert account.PHONE.startswith("+120255501")


def test_a_user_signs_in_with_201_and_a_token(pretend: Pretend, stranger: Client) -> None:
    reply = put(stranger(pretend()), account_name="acme-telecom")
    body = reply.json()
    assert reply.status_code == 201
    assert body["status"] == "success"
    assert body["auth_token"].count(".") == 2
    assert body["data"]["account_id"] == account.ACCOUNT_ID
    assert body["data"]["owner_id"] == account.OWNER_ID
    assert body["data"]["account_name"] == "acme-telecom"
    assert body["tokens"] == {"consumed": 35, "remaining": 65}
    assert body["timestamp"] == "2026-11-23T10:00:00Z"


@pytest.mark.parametrize(
    "named",
    [
        {"account_name": "ACME Telecom!"},
        {"account_realm": "Acme.Example.com"},
        {"realm": account.REALM},
        {"phone_number": account.PHONE},
        {"phone_number": "(202) 555-0100"},
        {
            "phone_number": "+12025550199",
            "account_realm": "no.example.com",
            "account_name": "acmetelecom",
        },
    ],
)
def test_the_account_goes_by_number_realm_or_name_and_a_miss_falls_through(
    named: dict[str, str], pretend: Pretend, stranger: Client
) -> None:
    assert put(stranger(pretend()), **named).status_code == 201


def test_sha_is_the_other_hash_and_has_to_be_named(pretend: Pretend, stranger: Client) -> None:
    digest = sha1(KIM).hexdigest()
    client = stranger(pretend())
    named = {"credentials": digest, "account_name": "acme-telecom"}
    assert put(client, **named, method="sha").status_code == 201
    assert put(client, **named).status_code == 401


@pytest.mark.parametrize(
    "data",
    [
        {"account_name": "nobody"},
        {},
        {"account_name": "acme-telecom", "credentials": md5(b"kim@example.com:x").hexdigest()},
    ],
)
def test_a_wrong_user_and_a_wrong_account_get_the_same_401(
    data: dict[str, str], pretend: Pretend, stranger: Client
) -> None:
    reply = put(stranger(pretend()), **data)
    assert reply.status_code == 401
    assert reply.json()["error"] == "401"
    assert reply.json()["message"] == "invalid_credentials"
    assert reply.json()["data"] == {"message": "invalid credentials"}
    assert "auth_token" not in reply.json()


@pytest.mark.parametrize(
    ("data", "field", "rule"),
    [
        ({"credentials": "x" * 65}, "credentials", "maxLength"),
        ({"credentials": 7}, "credentials", "type"),
        ({"account_name": ""}, "account_name", "minLength"),
        ({"account_realm": "a b c d"}, "account_realm", "pattern"),
        ({"realm": "a"}, "realm", "minLength"),
        ({"phone_number": "1" * 65}, "phone_number", "maxLength"),
        ({"method": "sha1"}, "method", "enum"),
        ({"method": []}, "method", "enum"),
        ({"account_name": "Expired"}, "account", "expired"),
    ],
)
def test_what_breaks_a_rule_gets_400_with_the_field_and_the_rule(
    data: dict[str, Any], field: str, rule: str, pretend: Pretend, stranger: Client
) -> None:
    reply = put(stranger(pretend()), **data)
    assert reply.status_code == 400
    assert reply.json()["message"] == "validation error"
    assert reply.json()["data"][field][rule]["message"]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"{}", b'{"data":[]}', b"[" * 100_000, b"\xff"])
@pytest.mark.parametrize("resource", ["user_auth", "api_auth"])
def test_a_body_without_data_gets_400(
    body: bytes, resource: str, pretend: Pretend, stranger: Client
) -> None:
    assert stranger(pretend()).put(resource, content=body).status_code == 400


def test_credentials_are_required(pretend: Pretend, stranger: Client) -> None:
    reply = stranger(pretend()).put("user_auth", json={"data": {"account_name": "acme-telecom"}})
    assert reply.status_code == 400
    assert "required" in reply.json()["data"]["credentials"]


def test_a_second_factor_is_asked_for_with_a_401(pretend: Pretend, stranger: Client) -> None:
    digest = md5(f"{account.MFA_USERNAME}:{account.PASSWORD}".encode()).hexdigest()
    reply = put(stranger(pretend()), credentials=digest, account_name="acme-telecom")
    assert reply.status_code == 401
    assert reply.json()["message"] == "invalid_credentials"
    assert reply.json()["data"]["multi_factor_request"]["provider_name"] == "duo"


def test_a_locked_user_is_told_so(pretend: Pretend, stranger: Client) -> None:
    digest = md5(f"{account.LOCKED_USERNAME}:{account.PASSWORD}".encode()).hexdigest()
    reply = put(stranger(pretend()), credentials=digest, account_name="acme-telecom")
    assert (reply.status_code, reply.json()["message"]) == (401, "account_is_locked")


def test_an_api_key_signs_in_without_an_owner(pretend: Pretend, stranger: Client) -> None:
    reply = stranger(pretend()).put("api_auth", json={"data": {"api_key": account.API_KEY}})
    assert reply.status_code == 201
    assert reply.json()["data"]["account_id"] == account.ACCOUNT_ID
    assert "owner_id" not in reply.json()["data"]


def test_an_unknown_api_key_gets_404_and_is_repeated(pretend: Pretend, stranger: Client) -> None:
    reply = stranger(pretend()).put("api_auth", json={"data": {"api_key": "f" * 64}})
    assert reply.status_code == 404
    assert reply.json()["message"] == "bad identifier"
    assert reply.json()["data"] == ["f" * 64]


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({}, "api_key"),
        ({"api_key": "short"}, "api_key"),
        ({"api_key": 1}, "api_key"),
        ({"api_key": account.API_KEY, "more": 1}, "more"),
    ],
)
def test_an_api_key_has_64_characters_and_comes_alone(
    data: dict[str, Any], field: str, pretend: Pretend, stranger: Client
) -> None:
    reply = stranger(pretend()).put("api_auth", json={"data": data})
    assert reply.status_code == 400
    assert list(reply.json()["data"]) == [field]


def test_the_plain_form_of_errors_has_three_texts(pretend: Pretend, stranger: Client) -> None:
    client = stranger(pretend(envelope="plain"))
    refused = client.put(
        "user_auth",
        json={"data": {"credentials": "0", "account_name": "x"}},
        headers={"X-Request-ID": "mine"},
    )
    assert refused.status_code == 401
    assert refused.json() == {"code": "401", "message": "invalid credentials", "request_id": "mine"}
    unknown = client.put("api_auth", json={"data": {"api_key": "f" * 64}})
    assert unknown.json()["message"] == "bad identifier"


@given(body=st.binary(max_size=300), resource=st.sampled_from(["user_auth", "api_auth"]))
def test_no_body_brings_the_sandbox_down(body: bytes, resource: str) -> None:
    request = httpx.Request("PUT", f"https://sandbox.example.com/v2/{resource}", content=body)
    assert Sandbox(()).respond(request).status_code == 400


@given(
    data=st.dictionaries(
        st.sampled_from(["credentials", "account_name", "realm", "phone_number", "method"]),
        st.none() | st.integers() | st.text(max_size=80) | st.lists(st.text(max_size=3)),
    )
)
def test_no_login_with_strange_values_succeeds(data: dict[str, Any]) -> None:
    request = httpx.Request("PUT", "https://sandbox.example.com/v2/user_auth", json={"data": data})
    assert Sandbox(()).respond(request).status_code in (400, 401)
