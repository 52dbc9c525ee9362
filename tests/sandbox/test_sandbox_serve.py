"""The sandbox on a real port of this machine."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import shutil
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest

from vinix_tui.sandbox.account import ACCOUNT_ID, API_KEY, PASSWORD, USERNAME
from vinix_tui.sandbox.faults import FAULTS, UnknownFaultError
from vinix_tui.sandbox.serve import (
    LONGEST_REQUEST,
    ServeError,
    announcement,
    asgi,
    running,
    serve,
)
from vinix_tui.sandbox.vinix import Sandbox

Pretend = Callable[..., Sandbox]

LEGS = f"accounts/{ACCOUNT_ID}/cdrs/legs/63962647202-0a1b2c3d"


@pytest.fixture
def sandbox(pretend: Pretend) -> Sandbox:
    return pretend()


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
async def client(sandbox: Sandbox, pauses: list[float]) -> AsyncIterator[httpx.AsyncClient]:
    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    async with (
        running(sandbox, pause=pause) as base,
        httpx.AsyncClient(base_url=base, trust_env=False) as client,
    ):
        yield client


async def test_a_client_signs_in_and_fetches_legs_over_a_socket(
    client: httpx.AsyncClient, login: dict[str, Any]
) -> None:
    token = (await client.put("user_auth", json=login)).json()["auth_token"]
    client.headers["X-Auth-Token"] = token
    reply = await client.get(LEGS, headers={"X-Request-ID": "mine"})
    assert len(reply.json()["data"]) == 2
    assert reply.headers["x-request-id"] == "mine"
    assert "server" not in reply.headers
    awkward = "202611-second%2Fleg%252F%2B%3B%40192.0.2.7"
    by_cdr = await client.get(f"accounts/{ACCOUNT_ID}/cdrs/legs/{awkward}?page_size=1")
    assert by_cdr.json()["page_size"] == 1
    assert by_cdr.json()["next_start_key"]


async def test_slow_and_drip_wait_over_a_socket_too(
    client: httpx.AsyncClient, sandbox: Sandbox, pauses: list[float]
) -> None:
    sandbox.faults |= {"slow", "drip"}
    reply = await client.get("token_auth")
    assert reply.json()["error"] == "401"
    assert pauses[0] == 5.0
    assert set(pauses[1:]) == {0.25}


async def test_a_reset_drops_the_connection_and_the_next_request_is_fine(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    sandbox.faults.add("reset")
    with pytest.raises((httpx.ReadError, httpx.RemoteProtocolError)):
        await client.get("token_auth")
    sandbox.faults.clear()
    assert (await client.get("token_auth")).status_code == 401


async def test_a_huge_reply_can_be_left_over_a_socket(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    sandbox.faults.add("huge")
    size = 0
    async with client.stream("GET", LEGS) as reply:
        assert "content-length" not in reply.headers
        async for piece in reply.aiter_raw():
            size += len(piece)
            if size > 1_000_000:
                break
    sandbox.faults.clear()
    assert (await client.get("token_auth")).status_code == 401


async def test_an_empty_reply_and_an_unroutable_path_go_over_a_socket(
    client: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    assert (await client.get("nowhere")).content == b""
    sandbox.faults.add("empty")
    assert (await client.get("token_auth")).content == b""


async def test_a_request_that_is_too_long_is_refused(client: httpx.AsyncClient) -> None:
    reply = await client.put("user_auth", content=b"x" * (LONGEST_REQUEST + 1))
    assert reply.status_code == 413


async def test_a_path_that_is_no_path_gets_404(client: httpx.AsyncClient) -> None:
    address = (client.base_url.host, client.base_url.port)
    reader, writer = await asyncio.open_connection(*address)
    writer.write(b"OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert (await reader.read()).startswith(b"HTTP/1.1 404")
    writer.close()
    await writer.wait_closed()


async def test_nothing_is_logged(
    client: httpx.AsyncClient, sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        await client.get("token_auth", params={"auth_token": "secret"})
    assert not [each for each in caplog.records if each.name.startswith("uvicorn")]


async def test_the_port_is_free_again_afterwards(sandbox: Sandbox) -> None:
    async with running(sandbox) as base:
        port = httpx.URL(base).port
        assert base == f"http://127.0.0.1:{port}/v2"
    async with running(sandbox, port=port or 0) as again:
        assert again == base


async def test_an_error_in_the_block_stops_the_server_and_comes_through(sandbox: Sandbox) -> None:
    with pytest.raises(KeyError):
        async with running(sandbox) as base:
            raise KeyError(base)
    assert port_of_nobody(base)


def port_of_nobody(base: str) -> bool:
    with socket.socket() as knocking:
        return knocking.connect_ex(("127.0.0.1", httpx.URL(base).port)) != 0


@pytest.mark.skipif(not shutil.which("curl"), reason="the printed lines are for curl")
async def test_the_printed_commands_work_as_printed(pretend: Pretend) -> None:
    sandbox = pretend()
    async with running(sandbox) as base:
        said = announcement(base, sandbox)
        commands = [line for line in said if line.startswith(("TOKEN=", "curl "))]
        assert len(commands) == 2
        shell = await asyncio.create_subprocess_exec(
            "sh", "-c", "\n".join(commands), stdout=asyncio.subprocess.PIPE
        )
        output, _ = await shell.communicate()
    assert json.loads(output)["data"][0]["call_id"] == "first"


def test_the_announcement_names_everything(sandbox: Sandbox) -> None:
    said = "\n".join(announcement("http://127.0.0.1:8642/v2", sandbox))
    for each in (ACCOUNT_ID, API_KEY, USERNAME, PASSWORD, *FAULTS):
        assert each in said
    assert "63962647202-0a1b2c3d  answered: two legs" in said
    assert "on: none" in said


def test_the_announcement_of_no_calls_still_has_its_commands() -> None:
    said = announcement("http://127.0.0.1:8642/v2", Sandbox((), faults=["slow", "deep"]))
    assert any(line.endswith("cdrs/legs/63962647202-00000002") for line in said)
    assert any("on: deep, slow" in line for line in said)


@pytest.fixture
def no_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    """`serve` makes its own sandbox, here without calls."""

    def empty(**settings: Any) -> Sandbox:
        return Sandbox((), **settings)

    monkeypatch.setattr("vinix_tui.sandbox.serve.Sandbox", empty)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.usefixtures("no_calls")
def test_serving_ends_cleanly_on_a_signal(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    said: list[str] = []

    def say(line: str) -> None:
        said.append(line)
        if "legs:NAME" in line:  # the last one
            os.kill(os.getpid(), number)

    serve(port=0, faults=["legs:html"], say=say)
    assert "listens at http://127.0.0.1:" in said[0]
    assert ":0/v2" not in said[0]
    assert not any("Warning" in line for line in said)
    assert signal.getsignal(number) == before


@pytest.mark.usefixtures("no_calls")
def test_serving_other_machines_warns_and_names_a_near_address() -> None:
    said: list[str] = []

    def say(line: str) -> None:
        said.append(line)
        if "legs:NAME" in line:
            os.kill(os.getpid(), signal.SIGTERM)

    serve("0.0.0.0", 0, say=say)
    assert said[0].startswith("Warning: other machines can reach the sandbox on 0.0.0.0")
    assert "http://127.0.0.1:" in said[1]


@pytest.mark.usefixtures("no_calls")
def test_a_port_that_is_taken_is_told_in_words() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(ServeError, match=f"port {port}: another program has that port"):
            serve(port=port, say=print)


@pytest.mark.parametrize(
    ("host", "port", "why"),
    [
        ("192.0.2.1", 0, "this machine has no such address"),
        ("127.0.0.1", 70_000, "ports go from 0 to 65535"),
        ("a..example.com", 0, "this machine has no such address"),
    ],
)
@pytest.mark.usefixtures("no_calls")
def test_an_address_that_cannot_be_had_is_told_in_words(host: str, port: int, why: str) -> None:
    with pytest.raises(ServeError, match=why):
        serve(host, port, say=print)


@pytest.mark.usefixtures("no_calls")
def test_a_name_that_nobody_knows_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: Any, **__: Any) -> list[Any]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(ServeError, match="listen on nowhere, port 0: this machine has no such"):
        serve("nowhere", 0, say=print)


@pytest.mark.usefixtures("no_calls")
def test_a_port_for_the_administrator_only_is_told_in_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def denied(*_: Any, **__: Any) -> socket.socket:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(socket, "create_server", denied)
    with pytest.raises(ServeError, match="ports below 1024"):
        serve(port=80, say=print)


@pytest.mark.usefixtures("no_calls")
def test_an_unknown_fault_is_told_before_anything_listens() -> None:
    with pytest.raises(UnknownFaultError):
        serve(port=0, faults=["no-such"], say=print)


@pytest.mark.usefixtures("no_calls")
def test_without_uvicorn_the_way_to_get_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "vinix_tui.sandbox.server", raising=False)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    with pytest.raises(ServeError, match=r"install vinix-tui\[sandbox\]"):
        serve(port=0, say=print)


async def test_an_ipv6_address_is_shown_in_brackets(sandbox: Sandbox) -> None:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("this machine has no IPv6")
    async with running(sandbox, host="::1") as base, httpx.AsyncClient(trust_env=False) as client:
        assert base.startswith("http://[::1]:")
        assert (await client.get(f"{base}/token_auth")).status_code == 401


async def test_the_application_takes_http_only(sandbox: Sandbox) -> None:
    async def nothing(*_: Any) -> Any:
        raise AssertionError

    with pytest.raises(AssertionError):
        await asgi(sandbox)({"type": "websocket"}, nothing, nothing)
