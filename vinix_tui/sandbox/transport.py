"""The sandbox in the same process, for the demo: an httpx transport without a network."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import httpx

from vinix_tui.sandbox.carriage import Pause, body, carriage
from vinix_tui.sandbox.vinix import Sandbox


class SandboxTransport(httpx.AsyncBaseTransport):
    """Hands requests to `sandbox` and makes its slow, dripping and broken replies so.

    `pause` waits so many seconds; every wait can be cancelled.
    """

    def __init__(self, sandbox: Sandbox, *, pause: Pause = asyncio.sleep) -> None:
        self.sandbox = sandbox
        self._pause = pause

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The sandbox's reply. Raises httpx.ReadError while a reply that is reset is read."""
        await request.aread()
        reply = self.sandbox.respond(request)
        if wait := carriage(reply).wait:
            await self._pause(wait)
        return httpx.Response(
            reply.status_code,
            headers=reply.headers,
            stream=_Travelling(reply, request, self._pause),
        )


class _Travelling(httpx.AsyncByteStream):
    def __init__(self, reply: httpx.Response, request: httpx.Request, pause: Pause) -> None:
        self._reply = reply
        self._request = request
        self._pause = pause

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in body(self._reply, self._pause):
            yield piece
        if carriage(self._reply).reset:
            raise httpx.ReadError("connection reset by peer", request=self._request)
