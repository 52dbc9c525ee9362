"""What a refused login says, and that it is never tried again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from pydantic import SecretStr

from vinix_tui.api import errors
from vinix_tui.api.login import ApiKeyLogin, PastedToken, UserLogin

if TYPE_CHECKING:
    from tests.api.conftest import Bench

KEY = ApiKeyLogin(SecretStr("9d2b" * 16))


def kazoo(status: int, message: str, data: Any, **headers: str) -> httpx.Response:
    body = {"status": "error", "error": str(status), "message": message, "data": data}
    return httpx.Response(status, json={**body, "request_id": "7f3a9c12"}, headers=headers)


async def refusal(
    bench: Bench, login: UserLogin | ApiKeyLogin, *replies: httpx.Response | Exception
) -> errors.VinixError:
    client = bench.client(*replies)
    before = client.token
    with pytest.raises(errors.VinixError) as caught:
        await client.sign_in(login)
    assert len(bench.sent) == 1
    assert bench.slept == []
    assert client.token is before
    assert client.credentials is None
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    assert not any(secret in str(caught.value) for secret in login.secrets())
    return caught.value


async def test_a_wrong_password_is_told_in_words(bench: Bench, kim: UserLogin) -> None:
    wrong = kazoo(401, "invalid_credentials", {"message": "invalid credentials"})
    error = await refusal(bench, kim, wrong)
    assert str(error) == (
        "Refused: the user, the password or the account is wrong (the server does not say which)."
        "\nCheck the spelling, then try once more. Request 7f3a9c12."
    )
    assert type(error) is errors.SignInRefused


async def test_a_way_of_signing_in_that_is_switched_off_is_told_apart(
    bench: Bench, kim: UserLogin
) -> None:
    error = await refusal(bench, kim, kazoo(401, "invalid credentials", {}))
    assert type(error) is errors.SignInRefused
    assert "switched off" in error.hint


async def test_an_unknown_key_is_never_echoed(bench: Bench) -> None:
    error = await refusal(bench, KEY, kazoo(404, "bad identifier", ["9d2b" * 16]))
    assert type(error) is errors.SignInRefused
    assert "API key" in error.detail
    assert "9d2b" not in str(error)


async def test_a_refused_key_is_told_as_a_key(bench: Bench) -> None:
    wrong = kazoo(401, "invalid_credentials", {"message": f"no key {'9D2B' * 16}"})
    error = await refusal(bench, KEY, wrong)
    assert "API key" in error.detail
    assert "9D2B" not in str(error)


async def test_a_second_factor_needs_another_way(bench: Bench, kim: UserLogin) -> None:
    data = {"message": "second factor", "multi_factor_request": {"provider_name": "duo"}}
    error = await refusal(bench, kim, kazoo(401, "invalid_credentials", data))
    assert type(error) is errors.SecondFactorWanted
    assert "API key" in error.hint


async def test_a_locked_account_is_told(bench: Bench, kim: UserLogin) -> None:
    error = await refusal(bench, kim, kazoo(401, "account_is_locked", {}))
    assert type(error) is errors.AccountBarred
    assert "too many failed" in error.detail


@pytest.mark.parametrize("status", [400, 423])
async def test_an_expired_account_names_its_day(bench: Bench, kim: UserLogin, status: int) -> None:
    data = {"account": {"expired": {"message": "account expired", "cause": 63_671_370_412}}}
    error = await refusal(bench, kim, kazoo(status, "validation error", data))
    assert type(error) is errors.AccountBarred
    assert "expired on 2017-08-31 03:46 UTC" in error.detail


@pytest.mark.parametrize("expired", [{"cause": "soon"}, "yes", {"cause": 1e400}, {}])
async def test_an_expired_account_without_a_date_is_still_told(
    bench: Bench, kim: UserLogin, expired: Any
) -> None:
    body = {"message": "x", "data": {"account": {"expired": expired}}}
    reply = httpx.Response(400, content=json.dumps(body).replace("Infinity", "1e999"))
    error = await refusal(bench, kim, reply)
    assert error.detail == "it expired."


async def test_a_disabled_account_is_told(bench: Bench, kim: UserLogin) -> None:
    data = {"account": {"disabled": {"message": "account disabled"}}}
    error = await refusal(bench, kim, kazoo(400, "validation error", data))
    assert error.detail == "it is disabled."


async def test_a_plain_423_is_a_lock(bench: Bench, kim: UserLogin) -> None:
    assert type(await refusal(bench, kim, kazoo(423, "locked", {}))) is errors.AccountBarred


async def test_a_field_that_is_refused_is_named(bench: Bench, kim: UserLogin) -> None:
    rule = {"minLength": {"message": "String must be at least 4 characters"}}
    reply = kazoo(400, "validation error", {"account_realm": rule})
    error = await refusal(bench, kim, reply)
    assert type(error) is errors.SignInRefused
    assert "account_realm String must be at least 4 characters" in error.detail


async def test_a_refused_field_never_repeats_the_secret(bench: Bench) -> None:
    rule = {"maxLength": {"message": f"{'9d2b' * 16} is too long"}}
    error = await refusal(bench, KEY, kazoo(400, "validation error", {"api_key": rule}))
    assert "validation error" in error.detail
    assert "64 characters" in error.hint


async def test_a_refusal_without_any_reason_says_so(bench: Bench, kim: UserLogin) -> None:
    error = await refusal(bench, kim, httpx.Response(400))
    assert "does not say why" in error.detail


async def test_a_network_that_may_not_sign_in_is_told(bench: Bench, kim: UserLogin) -> None:
    error = await refusal(bench, kim, kazoo(403, "forbidden", {}))
    assert type(error) is errors.Forbidden
    assert "network address" in error.hint


@pytest.mark.parametrize(
    ("header", "words"),
    [({}, "about ten seconds"), ({"Retry-After": "30"}, "30 seconds"),
     ({"Retry-After": "Mon, 23 Nov 2026 10:00:30 GMT"}, "about ten seconds")],
)  # fmt: skip
async def test_too_many_logins_are_not_repeated(
    bench: Bench, kim: UserLogin, header: dict[str, str], words: str
) -> None:
    reply = kazoo(429, "too_many_requests", {"message": "too many requests"}, **header)
    error = await refusal(bench, kim, reply)
    assert type(error) is errors.TooManyLogins
    assert "35 of 100" in error.detail
    assert f"Wait {words}" in error.hint


@pytest.mark.parametrize("status", [500, 502, 503, 504])
async def test_a_failing_server_is_not_asked_again_for_a_login(
    bench: Bench, kim: UserLogin, status: int
) -> None:
    error = await refusal(bench, kim, httpx.Response(status, html="<html>"))
    assert type(error) is errors.ServerTrouble
    assert not error.again


async def test_a_login_is_not_repeated_over_a_failed_connection(
    bench: Bench, kim: UserLogin
) -> None:
    error = await refusal(bench, kim, httpx.ConnectTimeout("slow"))
    assert type(error) is errors.NetworkTrouble


@pytest.mark.parametrize(
    "reply",
    [httpx.Response(404), httpx.Response(404, html="<html>"), httpx.Response(200, html="<html>"),
     httpx.Response(302, headers={"Location": "https://portal.example.net/"}),
     httpx.Response(200, json={"data": {}, "status": "success"}), httpx.Response(201)],
)  # fmt: skip
async def test_a_server_that_is_no_vinix_is_told(
    bench: Bench, kim: UserLogin, reply: httpx.Response
) -> None:
    assert type(await refusal(bench, kim, reply)) is errors.NotVinix


async def test_an_odd_status_is_told_as_any_call_would(bench: Bench, kim: UserLogin) -> None:
    assert type(await refusal(bench, kim, httpx.Response(405))) is errors.RequestRefused


async def test_an_empty_field_is_not_even_sent(bench: Bench, kim: UserLogin) -> None:
    client = bench.client(httpx.Response(201))
    with pytest.raises(errors.SignInRefused, match="API key is missing"):
        await client.sign_in(ApiKeyLogin(SecretStr("")))
    assert bench.sent == []


async def test_a_login_sends_what_the_api_asks_for(bench: Bench, kim: UserLogin) -> None:
    reply = {"auth_token": "tok-9", "data": {"account_id": "a" * 32, "account_name": "Acme"}}
    client = bench.client(httpx.Response(201, json=reply))
    token = await client.sign_in(kim)
    (request,) = bench.sent
    assert (request.method, request.url.raw_path) == ("PUT", b"/v2/user_auth")
    assert request.headers["Content-Type"] == "application/json"
    assert "X-Auth-Token" not in request.headers
    assert bench.bodies() == [kim.body()]
    assert (token.account_id, token.account_name) == ("a" * 32, "Acme")
    assert client.token is token
    assert client.credentials is kim


async def test_an_api_key_has_a_path_of_its_own(bench: Bench) -> None:
    client = bench.client(httpx.Response(201, json={"auth_token": "tok-9", "data": {}}))
    await client.sign_in(KEY)
    assert bench.sent[0].url.raw_path == b"/v2/api_auth"
    assert bench.bodies() == [{"data": {"api_key": "9d2b" * 16}}]


async def test_a_pasted_token_is_used_and_not_sent_anywhere(bench: Bench, kim: UserLogin) -> None:
    client = bench.client(httpx.Response(500))
    client.credentials = kim
    token = await client.sign_in(PastedToken(SecretStr("Bearer tok-7")))
    assert client.token is token
    assert client.credentials is None
    assert bench.sent == []
    client.forget()
    assert client.token is None
