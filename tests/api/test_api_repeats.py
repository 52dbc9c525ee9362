"""Which calls are repeated, how often, and what is said meanwhile."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from vinix_tui.api import errors

if TYPE_CHECKING:
    from tests.api.conftest import Bench

ACCOUNT = "1f9a8b2c3d4e5f60718293a4b50e1f23"
INTERACTION = "63962647202-00000002"


def fine() -> httpx.Response:
    return httpx.Response(200, json={"data": [{"call_id": "x"}], "status": "success"})


def failing(status: int, message: str = "x", **headers: str) -> httpx.Response:
    body = {"status": "error", "error": str(status), "message": message, "data": {}}
    return httpx.Response(status, json=body, headers=headers)


PASSING: list[Any] = [
    failing(429),
    failing(502),
    failing(503, "datastore_fault"),
    failing(504),
    httpx.Response(502, html="<html>Bad Gateway</html>"),
    httpx.Response(503),
    httpx.ConnectError("All connection attempts failed"),
    httpx.ConnectTimeout("slow"),
    httpx.ReadTimeout("slow"),
    httpx.WriteTimeout("slow"),
    httpx.PoolTimeout("slow"),
    httpx.ReadError("reset"),
    httpx.WriteError("reset"),
    httpx.RemoteProtocolError("peer closed connection without sending complete message body"),
    ConnectionResetError("reset"),
]


@pytest.mark.parametrize("trouble", PASSING, ids=repr)
async def test_a_passing_trouble_is_waited_out(bench: Bench, trouble: Any) -> None:
    reply = await bench.client(trouble, trouble, fine()).legs(ACCOUNT, INTERACTION)
    assert len(reply.documents) == 1
    assert bench.slept == [0.5, 1.0]
    assert bench.said[0].endswith("Trying again in 0.5 s (try 2 of 4).")
    assert bench.said[1].endswith("Trying again in 1.0 s (try 3 of 4).")
    ids = {request.headers["X-Request-ID"] for request in bench.sent}
    assert len(ids) == 3


@pytest.mark.parametrize("trouble", PASSING, ids=repr)
async def test_after_four_tries_the_trouble_is_told(bench: Bench, trouble: Any) -> None:
    with pytest.raises(errors.VinixError, match=r"Tried 4 times\.") as raised:
        await bench.client(trouble).legs(ACCOUNT, INTERACTION)
    assert len(bench.sent) == 4
    assert bench.slept == [0.5, 1.0, 2.0]
    assert raised.value.__context__ is None
    assert "Tried" not in "".join(bench.said)


LASTING: list[Any] = [
    failing(400),
    failing(403),
    failing(404),
    failing(416),
    failing(500, "init failed"),
    failing(500),
    failing(501),
    failing(503, "datastore missing view"),
    httpx.Response(200, html="<html>"),
    httpx.Response(302, headers={"Location": "https://portal.example.net/"}),
    httpx.ProxyError("407 Proxy Authentication Required"),
    httpx.LocalProtocolError("Illegal header value"),
    httpx.InvalidURL("URL too long"),
]


@pytest.mark.parametrize("trouble", LASTING, ids=repr)
async def test_a_lasting_trouble_is_told_at_once(bench: Bench, trouble: Any) -> None:
    with pytest.raises(errors.VinixError) as raised:
        await bench.client(trouble, fine()).legs(ACCOUNT, INTERACTION)
    assert len(bench.sent) == 1
    assert bench.said == []
    assert "Tried" not in raised.value.detail


async def test_the_server_may_say_how_long_to_wait(bench: Bench) -> None:
    busy = failing(429, "too_many_requests", **{"Retry-After": "7"})
    until = failing(503, "x", **{"Retry-After": "Mon, 23 Nov 2026 10:00:27 GMT"})
    await bench.client(busy, until, fine()).legs(ACCOUNT, INTERACTION)
    assert bench.slept == [7.0, 20.0]


async def test_every_page_has_its_own_four_tries(bench: Bench) -> None:
    first = httpx.Response(200, json={"data": [], "next_start_key": "a"})
    busy = failing(503)
    await bench.client(busy, busy, busy, first, busy, busy, busy, fine()).legs(ACCOUNT, INTERACTION)
    assert bench.slept == [0.5, 1.0, 2.0] * 2


async def test_a_client_without_anyone_listening_waits_in_silence(bench: Bench) -> None:
    client = bench.client(failing(503), fine(), on_wait=None)
    assert len((await client.legs(ACCOUNT, INTERACTION)).documents) == 1


async def test_a_wait_can_be_cancelled(bench: Bench) -> None:
    waiting = asyncio.Event()

    async def never(seconds: float) -> None:
        waiting.set()
        await asyncio.Event().wait()

    client = bench.client(failing(503), sleep=never)
    task = asyncio.create_task(client.legs(ACCOUNT, INTERACTION))
    await waiting.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert len(bench.sent) == 1


async def test_a_reply_under_way_can_be_cancelled_and_is_closed(bench: Bench) -> None:
    reading, closed = asyncio.Event(), asyncio.Event()

    class Endless(httpx.AsyncByteStream):
        async def __aiter__(self) -> Any:
            yield b'{"data": ['
            reading.set()
            await asyncio.Event().wait()

        async def aclose(self) -> None:
            closed.set()

    client = bench.client(httpx.Response(200, stream=Endless()), fine())
    task = asyncio.create_task(client.legs(ACCOUNT, INTERACTION))
    await reading.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert closed.is_set()
    assert len((await client.legs(ACCOUNT, INTERACTION)).documents) == 1
