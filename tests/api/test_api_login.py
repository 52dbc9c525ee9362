"""Credentials and tokens: what travels, what is read, what never shows."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from vinix_tui.api.errors import NotVinix, SignInRefused
from vinix_tui.api.login import (
    AccountName,
    ApiKeyLogin,
    PastedToken,
    Token,
    UserLogin,
    account_by_shape,
    token_from_jwt,
    token_from_paste,
    token_from_reply,
)

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
ACCOUNT = AccountName("account_name", "acme")


def jwt(claims: Any) -> str:
    def part(value: Any) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    return f"{part({'alg': 'RS256'})}.{part(claims)}.c2lnbmF0dXJl"


def test_the_hashes_are_those_of_the_documentation() -> None:
    def digest(method: Any) -> str:
        login = UserLogin(ACCOUNT, "John@Example.com", SecretStr("m32c6NfqYEt"), method)
        return login.digest().get_secret_value()

    assert digest("md5") == "82a2dc91686ec828a67152d45a5c5ef7"
    assert digest("sha") == "055cf886cb9b5c5867083463867c527ace0f8ecc"


def test_the_account_travels_under_its_own_name() -> None:
    login = UserLogin(AccountName("account_realm", " acme.example.com "), "kim", SecretStr("p"))
    assert login.body()["data"].keys() == {"credentials", "method", "account_realm"}
    assert login.body()["data"]["account_realm"] == "acme.example.com"
    assert login.body()["data"]["method"] == "md5"


def test_a_password_of_broken_text_can_be_hashed() -> None:
    login = UserLogin(ACCOUNT, "kim", SecretStr("caf\udce9 ünï"))
    assert len(login.digest().get_secret_value()) == 32


def test_an_api_key_travels_without_the_spaces_of_a_paste() -> None:
    assert ApiKeyLogin(SecretStr(" abc\n")).body() == {"data": {"api_key": "abc"}}


@pytest.mark.parametrize(
    ("login", "missing"),
    [
        (UserLogin(AccountName("account_name", " "), "kim", SecretStr("p")), "account"),
        (UserLogin(ACCOUNT, "", SecretStr("p")), "user"),
        (UserLogin(ACCOUNT, "kim", SecretStr("")), "password"),
        (UserLogin(ACCOUNT, "kim", SecretStr(" ")), ""),
        (ApiKeyLogin(SecretStr(" ")), "API key"),
        (ApiKeyLogin(SecretStr("k")), ""),
    ],
)
def test_what_is_empty_has_a_name(login: UserLogin | ApiKeyLogin, missing: str) -> None:
    assert login.missing == missing


def test_no_secret_shows_when_a_value_is_printed() -> None:
    secret = SecretStr("hunter2hunter2")
    login = UserLogin(ACCOUNT, "kim", secret)
    for value in (login, ApiKeyLogin(secret), PastedToken(secret), Token(secret), login.digest()):
        assert "hunter2" not in f"{value!r} {value}"
        assert login.digest().get_secret_value() not in repr(value)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("acme-telecom", "account_name", "acme-telecom"),
        (" Acme Telecom Inc. ", "account_name", "Acme Telecom Inc."),
        ("acme.example.com", "account_realm", "acme.example.com"),
        ("Acme_1.SIP.Example.com", "account_realm", "acme_1.sip.example.com"),
        ("192.0.2.7", "account_realm", "192.0.2.7"),
        ("+1 (202) 555-0101", "phone_number", "+12025550101"),
        ("(202) 555-0101", "phone_number", "2025550101"),
        ("202.555.0101", "phone_number", "2025550101"),
        ("12025550101", "phone_number", "12025550101"),
        ("4711", "account_name", "4711"),
        ("+", "account_name", "+"),
        ("a.b", "account_name", "a.b"),
        ("...", "account_name", "..."),
        ("٢٠٢٥٥٥٠١٠١", "account_name", "٢٠٢٥٥٥٠١٠١"),
        ("", "account_name", ""),
    ],
)
def test_an_account_is_told_by_its_shape(text: str, kind: str, value: str) -> None:
    account = account_by_shape(text)
    assert (account.kind, account.value) == (kind, value)


@given(st.text(max_size=300))
def test_any_text_names_an_account_one_way(text: str) -> None:
    assert len(account_by_shape(text).value) <= len(text)


def test_a_jwt_tells_its_account_and_its_end() -> None:
    end = NOW + timedelta(minutes=42)
    token = token_from_jwt(jwt({"exp": int(end.timestamp()), "account_id": "a" * 32}))
    assert token.account_id == "a" * 32
    assert token.expires_at == end
    assert token.seconds_left(NOW) == 42 * 60


@pytest.mark.parametrize(
    "value",
    [
        "d41d8cd98f00b204e9800998ecf8427e",
        "a.b",
        "a.!!!.c",
        "a.bm8.c",
        "a.W10.c",
        "a." + "A" * 20_000 + ".c",
        "a." + base64.urlsafe_b64encode(b"[" * 6_000).decode() + ".c",
        jwt({"exp": True, "account_id": 5}),
        jwt({"exp": "soon", "account_id": "../x"}),
        jwt({"exp": 1e300}),
        jwt({}),
    ],
)
def test_an_opaque_token_has_no_known_end(value: str) -> None:
    token = token_from_jwt(value)
    assert token.expires_at is None
    assert token.account_id is None
    assert token.seconds_left(NOW) is None


@given(st.text(max_size=200))
def test_any_text_can_be_looked_at_as_a_token(text: str) -> None:
    assert token_from_jwt(f"{text}.{text}.{text}").value.get_secret_value()


@pytest.mark.parametrize(
    "text",
    ["tok-1", " tok-1\n", '"tok-1"', "Bearer tok-1", "X-Auth-Token: tok-1", "'x-auth-token:tok-1'",
     "Authorization: Bearer tok-1", 'X-Auth-Token: "tok-1"'],
)  # fmt: skip
def test_a_pasted_token_loses_what_was_pasted_around_it(text: str) -> None:
    token = token_from_paste(PastedToken(SecretStr(text)), NOW)
    assert token.value.get_secret_value() == "tok-1"


@pytest.mark.parametrize("text", ["", "  ", "two words", "tök", "x" * 20_000, "a\x00b", "Bearer "])
def test_what_cannot_be_a_token_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(SignInRefused, match="not a token") as refused:
        token_from_paste(PastedToken(SecretStr(text)), NOW)
    assert "two words" not in str(refused.value)


@pytest.mark.parametrize(
    ("seconds", "words"), [(360, "6 minutes"), (7200, "2 hours"), (90_000, "1 day")]
)
def test_a_pasted_token_that_ran_out_is_told_at_once(seconds: int, words: str) -> None:
    pasted = PastedToken(SecretStr(jwt({"exp": int(NOW.timestamp()) - seconds})))
    with pytest.raises(SignInRefused, match=f"ran out {words} ago"):
        token_from_paste(pasted, NOW)


def test_a_clock_that_is_a_little_off_locks_nobody_out() -> None:
    pasted = PastedToken(SecretStr(jwt({"exp": int(NOW.timestamp()) - 120})))
    assert token_from_paste(pasted, NOW).seconds_left(NOW) == -120


def test_a_reply_gives_token_account_and_a_printable_name() -> None:
    data = {"account_id": "b" * 32, "account_name": "Acme\x1b[31m"}
    token = token_from_reply({"auth_token": jwt({"account_id": "a" * 32}), "data": data})
    assert token.account_id == "b" * 32
    assert token.account_name == "Acme␛[31m"


@pytest.mark.parametrize("data", [None, [], "x", {}, {"account_id": "../../x", "account_name": 7}])
def test_a_reply_without_account_leaves_what_the_token_says(data: Any) -> None:
    token = token_from_reply({"auth_token": jwt({"account_id": "a" * 32}), "data": data})
    assert token.account_id == "a" * 32
    assert token.account_name is None


@pytest.mark.parametrize("given", [None, "", 5, "two words", "x\r\nEvil: 1", "x" * 20_000])
def test_a_reply_without_a_usable_token_is_no_vinix(given: Any) -> None:
    with pytest.raises(NotVinix, match="gave no token"):
        token_from_reply({"auth_token": given, "data": {}})
