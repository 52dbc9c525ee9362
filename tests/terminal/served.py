"""The sandbox on a real socket of this machine, for a program in another process."""

from __future__ import annotations

import asyncio
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from vinix_tui.sandbox.serve import running
from vinix_tui.sandbox.vinix import Sandbox


class Stranger(Sandbox):
    """A sandbox that can be told what to answer; it also remembers the tokens that it gave.

    `login` replaces every sign-in's answer, `legs` the answer to every other call: each is a status
    and a body, None leaves the sandbox's own.
    """

    def __init__(self, **known: Any) -> None:
        super().__init__(**known)
        self.login: tuple[int, Any] | None = None
        self.legs: tuple[int, Any] | None = None
        self.tokens: list[str] = []
        self.paths: list[str] = []

    def respond(self, request: httpx.Request) -> httpx.Response:
        """The reply that was asked for, else the sandbox's own."""
        self.paths.append(request.url.path)
        told = self.login if request.method == "PUT" else self.legs
        if told is not None:
            status, body = told
            return httpx.Response(
                status,
                headers={"content-type": "application/json"},
                content=body if isinstance(body, bytes) else json.dumps(body).encode(),
            )
        response = super().respond(request)
        if request.method == "PUT" and response.status_code == 201:
            self.tokens += re.findall(r'"auth_token":"([^"]+)"', response.text)
        return response


@contextmanager
def served(sandbox: Sandbox) -> Iterator[str]:
    """Serve it for as long as the block lasts; gives its base URL."""
    bases: list[str] = []
    begun = threading.Event()
    loops: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []

    async def serve() -> None:
        async with running(sandbox) as base:
            stop = asyncio.Event()
            loops.append((asyncio.get_running_loop(), stop))
            bases.append(base)
            begun.set()
            await stop.wait()

    def run() -> None:
        try:
            asyncio.run(serve())
        finally:
            begun.set()

    thread = threading.Thread(target=run, name="sandbox")
    thread.start()
    begun.wait()
    try:
        yield bases[0]
    finally:
        for loop, stop in loops:
            loop.call_soon_threadsafe(stop.set)
        thread.join()
