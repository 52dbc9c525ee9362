"""The sandbox on a real port, for a look with curl or another client."""

from __future__ import annotations

import asyncio
import errno
import ipaddress
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, MutableMapping
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import httpx

from vinix_tui.sandbox.account import ACCOUNT_ID, ACCOUNT_NAME, API_KEY, PASSWORD, USERNAME
from vinix_tui.sandbox.carriage import Pause, body, carriage
from vinix_tui.sandbox.faults import FAULTS
from vinix_tui.sandbox.login import HASHES
from vinix_tui.sandbox.vinix import Sandbox

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

LONGEST_REQUEST = 65_536
"""Bytes of a request's body; logins take some 200."""


class ServeError(Exception):
    """The sandbox cannot be served; its text says why and what to try."""


def serve(
    host: str = "127.0.0.1",
    port: int = 8642,
    faults: Iterable[str] = (),
    *,
    say: Callable[[str], None],
) -> None:
    """Serve until Ctrl-C or SIGTERM; `say` gets the lines for the user. Port 0 takes a free one.

    Raises ServeError (uvicorn is missing, the port is taken) and UnknownFaultError.
    """
    asyncio.run(_until_stopped(Sandbox(faults=faults), host, port, say))


@asynccontextmanager
async def running(
    sandbox: Sandbox, port: int = 0, *, host: str = "127.0.0.1", pause: Pause = asyncio.sleep
) -> AsyncIterator[str]:
    """The sandbox on a port of this machine for as long as the block lasts; gives its base URL."""
    with _listening(host, port) as listener:
        async with _serving(sandbox, listener, pause):
            yield _base(listener)


def asgi(sandbox: Sandbox, *, pause: Pause = asyncio.sleep) -> App:
    """The sandbox as an ASGI application."""

    async def app(scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        assert scope["type"] == "http"  # websockets and lifespan are switched off
        reply = await _reply(sandbox, scope, receive)
        if wait := carriage(reply).wait:
            await pause(wait)
        await send(
            {
                "type": "http.response.start",
                "status": reply.status_code,
                "headers": reply.headers.raw,
            }
        )
        async for piece in body(reply, pause):
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        if not carriage(reply).reset:
            # Without this last word the server drops the connection, which is what a reset wants.
            await send({"type": "http.response.body", "body": b"", "more_body": False})

    return app


def announcement(base: str, sandbox: Sandbox) -> list[str]:
    """What to tell whoever started it: where, the credentials, two commands, calls and faults."""
    digest = HASHES["md5"](f"{USERNAME}:{PASSWORD}")
    login = f'{{"data":{{"credentials":"{digest}","account_name":"{ACCOUNT_NAME}"}}}}'
    calls = sandbox.calls()
    first = calls[0].id if calls else "63962647202-00000002"
    cut_out = r"""sed 's/.*"auth_token":"\([^"]*\)".*/\1/'"""
    return [
        f"The sandbox listens at {base} (Ctrl-C stops it). Nothing in it is real.",
        "",
        f"Account   {ACCOUNT_NAME}   {ACCOUNT_ID}",
        f"User      {USERNAME}   password {PASSWORD}",
        f"API key   {API_KEY}",
        "",
        "Sign in, then fetch the legs of a call:",
        f"TOKEN=$(curl -s --noproxy '*' -X PUT -H 'Content-Type: application/json' -d '{login}' "
        f"{base}/user_auth | {cut_out})",
        "curl -s --noproxy '*' -H \"X-Auth-Token: $TOKEN\" "
        f"{base}/accounts/{ACCOUNT_ID}/cdrs/legs/{first}",
        "",
        "Calls:",
        *(f"  {call.id}  {call.name}: {call.shows}" for call in calls),
        "",
        f"Faults (on: {', '.join(sorted(sandbox.faults)) or 'none'}):",
        *(f"  {name:<14} {does}" for name, does in FAULTS.items()),
        "  A name alone hits every request; login:NAME and legs:NAME only those.",
    ]


async def _until_stopped(
    sandbox: Sandbox, host: str, port: int, say: Callable[[str], None]
) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    with _listening(host, port) as listener:
        async with _serving(sandbox, listener, asyncio.sleep):
            if not _address(listener).is_loopback:
                say(
                    f"Warning: other machines can reach the sandbox on {_address(listener)}, and "
                    "what they send is not encrypted. Use --host 127.0.0.1 to keep it to this one."
                )
            for line in announcement(_base(listener), sandbox):
                say(line)
            await stop.wait()


@asynccontextmanager
async def _serving(sandbox: Sandbox, listener: socket.socket, pause: Pause) -> AsyncIterator[None]:
    try:
        from vinix_tui.sandbox.server import QuietServer
    except ImportError as missing:
        raise ServeError(
            "Serving the sandbox takes one more package, uvicorn: install vinix-tui[sandbox]"
        ) from missing
    server = QuietServer(asgi(sandbox, pause=pause))
    task = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        await server.ready.wait()
        yield
    finally:
        server.should_exit = True
        await task


async def _reply(
    sandbox: Sandbox, scope: MutableMapping[str, Any], receive: Receive
) -> httpx.Response:
    sent = b""
    more = True
    while more:
        message = await receive()
        sent += message.get("body", b"")
        more = message.get("more_body", False)
        if len(sent) > LONGEST_REQUEST:
            return httpx.Response(413, content=b"")
    path = scope["raw_path"] + (b"?" + scope["query_string"] if scope["query_string"] else b"")
    try:
        url = httpx.URL("http://sandbox.example.com").copy_with(raw_path=path)
    except httpx.InvalidURL:
        return httpx.Response(404, content=b"")
    return sandbox.respond(
        httpx.Request(scope["method"], url, headers=scope["headers"], content=sent)
    )


_REASONS = {
    errno.EADDRINUSE: "another program has that port. Try another one, or --port 0 for a free one",
    errno.EACCES: "ports below 1024 are not open to every user. Try --port 8642",
}


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    where = f"The sandbox cannot listen on {host}, port {port}"
    if not 0 <= port <= 65_535:
        raise ServeError(f"{where}: ports go from 0 to 65535.")
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.create_server((address[0], port), family=family)
    except (OSError, UnicodeError) as trouble:  # UnicodeError: no host is named like that
        number = trouble.errno if isinstance(trouble, OSError) else None
        why = _REASONS.get(number or 0, "this machine has no such address. Try --host 127.0.0.1")
        raise ServeError(f"{where}: {why}.") from trouble
    with listener:
        yield listener


def _address(listener: socket.socket) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    return ipaddress.ip_address(listener.getsockname()[0])


def _base(listener: socket.socket) -> str:
    address, port = _address(listener), listener.getsockname()[1]
    if address.is_unspecified:  # every address of the machine; the nearest one is named
        address = ipaddress.ip_address("127.0.0.1" if address.version == 4 else "::1")
    shown = f"[{address}]" if address.version == 6 else str(address)
    return f"http://{shown}:{port}/v2"
