"""The sandbox in process: an async client talks to it without a network."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from vinix_tui.sandbox.account import ACCOUNT_ID
from vinix_tui.sandbox.transport import SandboxTransport
from vinix_tui.sandbox.vinix import Sandbox

Pretend = Callable[..., Sandbox]

BASE = "https://sandbox.example.com/v2"
LEGS = f"accounts/{ACCOUNT_ID}/cdrs/legs/63962647202-0a1b2c3d"


class Pauses(list[float]):
    """Remembers how long it was asked to wait, and does not."""

    async def __call__(self, seconds: float) -> None:
        self.append(seconds)


@pytest.fixture
def pauses() -> Pauses:
    return Pauses()


def connect(sandbox: Sandbox, pauses: Pauses) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=SandboxTransport(sandbox, pause=pauses), base_url=BASE)


async def test_a_client_signs_in_and_fetches_legs(
    pretend: Pretend, pauses: Pauses, login: dict[str, Any]
) -> None:
    async with connect(pretend(), pauses) as client:
        token = (await client.put("user_auth", json=login)).json()["auth_token"]
        reply = await client.get(LEGS, headers={"X-Auth-Token": token})
    assert reply.json()["data"][0]["call_id"] == "first"
    assert reply.headers["etag"]
    assert pauses == []


async def test_a_body_that_is_streamed_is_read_first(
    pretend: Pretend, pauses: Pauses, login: dict[str, Any]
) -> None:
    async def streamed() -> Any:
        yield httpx.Request("PUT", BASE, json=login).content

    async with connect(pretend(), pauses) as client:
        assert (await client.put("user_auth", content=streamed())).status_code == 201


async def test_a_slow_reply_waits_before_its_first_byte(pretend: Pretend, pauses: Pauses) -> None:
    async with connect(pretend(faults=["slow"]), pauses) as client:
        assert (await client.get("token_auth")).status_code == 401
    assert pauses == [5.0]


async def test_a_dripping_reply_comes_whole_in_forty_pieces(
    pretend: Pretend, pauses: Pauses
) -> None:
    async with (
        connect(pretend(faults=["drip"]), pauses) as client,
        client.stream("GET", "token_auth") as reply,
    ):
        pieces = [piece async for piece in reply.aiter_raw()]
    assert 30 < len(pieces) <= 40
    assert pauses == [0.25] * (len(pieces) - 1)
    assert b"".join(pieces).endswith(b"}")
    assert len(b"".join(pieces)) == int(reply.headers["content-length"])


async def test_a_reset_breaks_in_the_middle_of_the_body(pretend: Pretend, pauses: Pauses) -> None:
    got = b""
    async with (
        connect(pretend(faults=["reset"]), pauses) as client,
        client.stream("GET", "token_auth") as reply,
    ):
        with pytest.raises(httpx.ReadError, match="reset") as caught:
            async for piece in reply.aiter_raw():
                got += piece
    assert caught.value.request.url.path == "/v2/token_auth"
    assert 0 < len(got) < int(reply.headers["content-length"])


async def test_a_huge_reply_can_be_left_in_the_middle(pretend: Pretend, pauses: Pauses) -> None:
    size = 0
    async with (
        connect(pretend(faults=["huge"]), pauses) as client,
        client.stream("GET", LEGS) as reply,
    ):
        async for piece in reply.aiter_raw():
            size += len(piece)
            if size > 1_000_000:
                break
    assert size < 1_100_000


async def test_reading_a_huge_reply_lets_others_have_a_turn_and_can_be_cancelled(
    pretend: Pretend, pauses: Pauses
) -> None:
    size = 0
    begun = asyncio.Event()

    async def read() -> None:
        nonlocal size
        async with (
            connect(pretend(faults=["huge"]), pauses) as client,
            client.stream("GET", LEGS) as reply,
        ):
            async for piece in reply.aiter_raw():
                size += len(piece)
                begun.set()

    task = asyncio.create_task(read())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert size < 1_000_000


async def test_waiting_for_a_slow_reply_can_be_cancelled(pretend: Pretend) -> None:
    waiting = asyncio.Event()

    async def forever(seconds: float) -> None:
        waiting.set()
        await asyncio.Event().wait()

    transport = SandboxTransport(pretend(faults=["slow"]), pause=forever)
    async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
        task = asyncio.create_task(client.get("token_auth"))
        await waiting.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
