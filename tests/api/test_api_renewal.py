"""A token that ran out is replaced once, by itself, and never in a storm."""

from __future__ import annotations

import asyncio
import base64
import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from pydantic import SecretStr

from vinix_tui.api import errors
from vinix_tui.api.client import VinixClient
from vinix_tui.api.login import Token, UserLogin

if TYPE_CHECKING:
    from tests.api.conftest import Bench

ACCOUNT = "1f9a8b2c3d4e5f60718293a4b50e1f23"
INTERACTION = "63962647202-00000002"


class Server:
    """Takes the tokens that it gave and has not let run out."""

    def __init__(self, bench: Bench, life: float | None = None) -> None:
        self.bench = bench
        self.life = life
        self.logins = 0
        self.valid: set[str] = set()
        self.login_reply: httpx.Response | Exception | None = None
        self.asked, self.meanwhile = asyncio.Event(), asyncio.Event()
        self.meanwhile.set()

    async def answer(self, request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(0)
        self.bench.sent.append(request)
        if request.method == "PUT":
            self.logins += 1
            self.asked.set()
            await self.meanwhile.wait()
            if isinstance(self.login_reply, Exception):
                raise self.login_reply
            return self.login_reply or self.token()
        if request.headers["X-Auth-Token"] not in self.valid:
            return httpx.Response(401, json={"message": "invalid credentials", "data": {}})
        return httpx.Response(200, json={"data": [{"call_id": "x"}], "status": "success"})

    def token(self) -> httpx.Response:
        claims: dict[str, Any] = {"n": self.logins}
        if self.life is not None:
            claims["exp"] = self.bench.now().timestamp() + self.life
        payload = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
        value = f"eyJh.{payload}.sig"
        self.valid.add(value)
        return httpx.Response(201, json={"auth_token": value, "data": {"account_id": ACCOUNT}})

    def client(self, credentials: UserLogin | None) -> VinixClient:
        client = VinixClient(
            "https://api.example.com/v2",
            transport=httpx.MockTransport(self.answer),
            clock=lambda: self.bench.seconds,
            sleep=self.bench.sleep,
            now=self.bench.now,
        )
        client.token = Token(SecretStr("run-out"))
        client.credentials = credentials
        return client


async def test_a_token_that_ran_out_is_replaced_and_the_call_is_finished(
    bench: Bench, kim: UserLogin
) -> None:
    server = Server(bench)
    client = server.client(kim)
    assert len((await client.legs(ACCOUNT, INTERACTION)).documents) == 1
    assert [request.method for request in bench.sent] == ["GET", "PUT", "GET"]
    await client.legs(ACCOUNT, INTERACTION)
    assert server.logins == 1


async def test_without_credentials_signing_in_is_left_to_the_user(bench: Bench) -> None:
    client = Server(bench).client(None)
    with pytest.raises(errors.SignInNeeded, match="does not accept"):
        await client.legs(ACCOUNT, INTERACTION)
    assert len(bench.sent) == 1


async def test_a_second_401_is_not_answered_with_a_second_login(
    bench: Bench, kim: UserLogin
) -> None:
    server = Server(bench)
    server.login_reply = httpx.Response(201, json={"auth_token": "never-valid", "data": {}})
    with pytest.raises(errors.SignInNeeded):
        await server.client(kim).legs(ACCOUNT, INTERACTION)
    assert [request.method for request in bench.sent] == ["GET", "PUT", "GET"]


async def test_calls_that_run_out_together_share_one_login(bench: Bench, kim: UserLogin) -> None:
    server = Server(bench)
    client = server.client(kim)
    replies = await asyncio.gather(*(client.legs(ACCOUNT, INTERACTION) for _ in range(5)))
    assert [len(reply.documents) for reply in replies] == [1] * 5
    assert server.logins == 1


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (httpx.Response(401, json={"message": "invalid_credentials"}), errors.SignInNeeded),
        (httpx.Response(401, json={"message": "account_is_locked"}), errors.SignInNeeded),
        (httpx.Response(403, json={"message": "forbidden"}), errors.SignInNeeded),
        (httpx.Response(429, json={"message": "too_many_requests"}), errors.TooManyLogins),
        (httpx.Response(503, json={"message": "datastore_fault"}), errors.ServerTrouble),
        (httpx.ConnectError("x"), errors.NetworkTrouble),
    ],
)
async def test_calls_that_run_out_together_share_one_failure(
    bench: Bench, kim: UserLogin, reply: httpx.Response | Exception, kind: type[Exception]
) -> None:
    server = Server(bench)
    server.login_reply = reply
    client = server.client(kim)
    calls = (client.legs(ACCOUNT, INTERACTION) for _ in range(4))
    for outcome in await asyncio.gather(*calls, return_exceptions=True):
        assert type(outcome) is kind
    assert server.logins == 1
    assert bench.slept == []


async def test_credentials_that_were_refused_are_not_used_again(
    bench: Bench, kim: UserLogin
) -> None:
    server = Server(bench)
    server.login_reply = httpx.Response(401, json={"message": "invalid_credentials"})
    client = server.client(kim)
    for _ in range(3):
        with pytest.raises(errors.SignInNeeded):
            await client.legs(ACCOUNT, INTERACTION)
    assert server.logins == 1
    assert client.credentials is None


async def test_a_passing_failure_to_sign_in_is_tried_anew_by_the_next_call(
    bench: Bench, kim: UserLogin
) -> None:
    server = Server(bench)
    server.login_reply = httpx.Response(429)
    client = server.client(kim)
    with pytest.raises(errors.TooManyLogins):
        await client.legs(ACCOUNT, INTERACTION)
    server.login_reply = None
    assert len((await client.legs(ACCOUNT, INTERACTION)).documents) == 1
    assert server.logins == 2


async def test_a_token_near_its_end_is_replaced_before_the_call(
    bench: Bench, kim: UserLogin
) -> None:
    server = Server(bench, life=3600)
    client = server.client(kim)
    await client.sign_in(kim)
    bench.seconds = 3600 - 61
    await client.legs(ACCOUNT, INTERACTION)
    assert server.logins == 1
    bench.seconds = 3600 - 59
    await client.legs(ACCOUNT, INTERACTION)
    assert server.logins == 2
    assert [request.method for request in bench.sent] == ["PUT", "GET", "PUT", "GET"]


async def test_a_pasted_token_is_used_to_its_end(bench: Bench) -> None:
    server = Server(bench)
    server.valid.add("kept")
    client = server.client(None)
    client.token = Token(SecretStr("kept"), expires_at=bench.now() + timedelta(seconds=5))
    await client.legs(ACCOUNT, INTERACTION)
    assert server.logins == 0


@pytest.mark.parametrize("life", [-3600, 10])
async def test_a_clock_that_is_wrong_makes_no_storm_of_logins(
    bench: Bench, kim: UserLogin, life: float
) -> None:
    server = Server(bench, life=life)
    client = server.client(kim)
    await client.sign_in(kim)
    for _ in range(5):
        await client.legs(ACCOUNT, INTERACTION)
    assert server.logins == 1


@pytest.mark.parametrize("jump", [365 * 86_400, -365 * 86_400])
async def test_a_clock_that_jumps_while_at_work_costs_one_login_at_most(
    bench: Bench, kim: UserLogin, jump: float
) -> None:
    server = Server(bench, life=3600)
    client = server.client(kim)
    await client.sign_in(kim)
    bench.seconds += jump
    server.life = 3600 - jump  # the server's clock has not jumped
    for _ in range(5):
        await client.legs(ACCOUNT, INTERACTION)
    assert server.logins == 1 + (jump > 0)
    server.valid.clear()  # what the server refuses is dead, whatever its end looks like from here
    await client.legs(ACCOUNT, INTERACTION)
    assert server.logins == 2 + (jump > 0)


async def test_credentials_alone_are_enough_to_begin(bench: Bench, kim: UserLogin) -> None:
    server = Server(bench)
    client = server.client(kim)
    client.token = None
    await client.legs(ACCOUNT, INTERACTION)
    assert [request.method for request in bench.sent] == ["PUT", "GET"]


async def test_after_signing_out_nothing_is_sent(bench: Bench, kim: UserLogin) -> None:
    client = Server(bench).client(kim)
    client.forget()
    with pytest.raises(errors.SignInNeeded, match="nobody is signed in"):
        await client.legs(ACCOUNT, INTERACTION)
    assert bench.sent == []
    assert client.credentials is None


async def test_signing_out_during_a_renewal_stays_signed_out(bench: Bench, kim: UserLogin) -> None:
    server = Server(bench)
    server.meanwhile.clear()
    client = server.client(kim)
    calls = [asyncio.create_task(client.legs(ACCOUNT, INTERACTION)) for _ in range(2)]
    await server.asked.wait()
    client.forget()
    server.meanwhile.set()
    outcomes = await asyncio.gather(*calls, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [errors.SignInNeeded] * 2
    assert client.token is None
    assert server.logins == 1


async def test_another_sign_in_during_a_renewal_wins(bench: Bench, kim: UserLogin) -> None:
    server = Server(bench)
    server.meanwhile.clear()
    server.valid.add("newer")
    client = server.client(kim)
    call = asyncio.create_task(client.legs(ACCOUNT, INTERACTION))
    await server.asked.wait()
    client.token, client.credentials = Token(SecretStr("newer")), None
    server.meanwhile.set()
    assert len((await call).documents) == 1
    assert client.token.value.get_secret_value() == "newer"


async def test_a_cancelled_renewal_leaves_the_way_free(bench: Bench, kim: UserLogin) -> None:
    server = Server(bench)
    server.meanwhile.clear()
    client = server.client(kim)
    call = asyncio.create_task(client.legs(ACCOUNT, INTERACTION))
    await server.asked.wait()
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    server.meanwhile.set()
    assert len((await client.legs(ACCOUNT, INTERACTION)).documents) == 1


@pytest.mark.parametrize("value", ["two words", "x\r\nEvil: 1", "tök", ""])
async def test_a_damaged_token_is_never_sent(bench: Bench, value: str) -> None:
    client = Server(bench).client(None)
    client.token = Token(SecretStr(value))
    with pytest.raises(errors.SignInNeeded, match="damaged"):
        await client.legs(ACCOUNT, INTERACTION)
    assert bench.sent == []
