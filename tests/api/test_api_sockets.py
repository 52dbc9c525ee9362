"""The client over real sockets on loopback, where httpx and the system have their say."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import httpx
import pytest
from pydantic import SecretStr

from vinix_tui.api import connection, errors
from vinix_tui.api.client import VinixClient, normalise_base
from vinix_tui.api.login import Token

ACCOUNT = "1f9a8b2c3d4e5f60718293a4b50e1f23"
FINE = b'{"data": [{"call_id": "x"}], "status": "success"}'
Answer = Callable[[bytes], bytes]


async def at_once(seconds: float) -> None:
    await asyncio.sleep(0)


def client_of(port: int, scheme: str = "http") -> VinixClient:
    client = VinixClient(normalise_base(f"{scheme}://127.0.0.1:{port}"), sleep=at_once)
    client.token = Token(SecretStr("tok-1"))
    return client


@asynccontextmanager
async def server(
    answer: Answer, *, eager: bool = False
) -> AsyncIterator[tuple[VinixClient, list[bytes]]]:
    """Answers one request a connection with bytes, then hangs up."""
    heads: list[bytes] = []

    serving: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            # What speaks TLS sends no line end soon; an empty head makes the answer come at once.
            heads.append(await reader.readuntil(b"\r\n\r\n") if not eager else b"")
            writer.write(answer(heads[-1]))
            writer.close()
            await writer.wait_closed()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        serving.add(asyncio.create_task(serve(reader, writer)))

    listening = await asyncio.start_server(accept, "127.0.0.1", 0)
    async with listening, client_of(listening.sockets[0].getsockname()[1]) as client:
        yield client, heads
    await asyncio.gather(*serving)


async def trouble(call: Awaitable[object]) -> errors.VinixError:
    with pytest.raises(errors.VinixError) as raised:
        await call
    assert raised.value.__context__ is None
    return raised.value


def whole(length: int = len(FINE)) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % length + FINE


async def test_an_odd_id_arrives_over_a_socket_as_one_part() -> None:
    async with server(lambda head: whole()) as (client, heads):
        await client.legs(ACCOUNT, "202611-a/b;c@d+e%41..")
    line = heads[0].split(b"\r\n")[0]
    assert line.endswith(b"/cdrs/legs/202611-a%2Fb%3Bc%40d%2Be%2541..?page_size=200 HTTP/1.1")


async def test_loopback_never_goes_through_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    async with server(lambda head: whole()) as (client, heads):
        assert len((await client.legs(ACCOUNT, "63962647202-1")).documents) == 1
    assert len(heads) == 1


async def test_a_port_where_nobody_listens_is_told() -> None:
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        async with client_of(reserved.getsockname()[1]) as client:
            error = await trouble(client.legs(ACCOUNT, "63962647202-1"))
    assert type(error) is errors.NetworkTrouble
    assert "refuses connections" in error.detail
    assert "Tried 4 times" in error.detail


async def test_a_connection_that_ends_early_is_tried_again_and_told() -> None:
    async with server(lambda head: whole(5_000)) as (client, heads):
        error = await trouble(client.legs(ACCOUNT, "63962647202-1"))
    assert "broke off" in error.detail
    assert len(heads) == 4


async def test_a_connection_without_an_answer_is_told() -> None:
    async with server(lambda head: b"") as (client, heads):
        error = await trouble(client.legs(ACCOUNT, "63962647202-1"))
    assert "broke off" in error.detail
    assert len(heads) == 4


async def test_something_else_than_http_is_told() -> None:
    async with server(lambda head: b"220 mail.example.com ready\r\n\r\n") as (client, _):
        error = await trouble(client.legs(ACCOUNT, "63962647202-1"))
    assert "does not speak HTTP" in error.detail


async def test_https_to_a_plain_port_is_told_as_encryption() -> None:
    async with server(lambda head: whole(), eager=True) as (plain, _):
        port = int(plain.base.rsplit(":")[-1].split("/")[0])
        async with client_of(port, "https") as client:
            error = await trouble(client.legs(ACCOUNT, "63962647202-1"))
    assert "TLS" in error.detail
    assert "Tried" not in error.detail


async def test_a_server_that_never_answers_is_given_up_in_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # A half-open connection after a laptop's sleep looks so. Without the 60 s for each try.
    monkeypatch.setattr(connection, "_TIMEOUT", httpx.Timeout(0.02, connect=5))
    with socket.create_server(("127.0.0.1", 0)) as silent:  # connected to by the system alone
        async with client_of(silent.getsockname()[1]) as client:
            error = await trouble(client.legs(ACCOUNT, "63962647202-1"))
    assert "sent nothing for 60 s" in error.detail and "Tried 4 times" in error.detail


async def test_a_name_server_that_is_away_for_a_moment_is_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    find = socket.getaddrinfo
    asked: list[object] = []

    def away(host: object, *rest: object, **more: object) -> object:
        if host not in ("vinix.example.com", b"vinix.example.com"):
            return find(host, *rest, **more)  # type: ignore[arg-type]
        asked.append(host)
        if len(asked) < 3:
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        return find("127.0.0.1", *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", away)
    async with server(lambda head: whole()) as (near, heads):
        port = near.base.rsplit(":")[-1].split("/")[0]
        said: list[str] = []
        base = normalise_base(f"http://vinix.example.com:{port}", insecure_http=True)
        async with VinixClient(base, sleep=at_once, on_wait=said.append) as client:
            client.token = Token(SecretStr("tok-1"))
            assert len((await client.legs(ACCOUNT, "63962647202-1")).documents) == 1
    assert len(heads) == 1 and len(said) == 2
    assert all("vinix.example.com" in each and "cannot be found (DNS)" in each for each in said)
