"""How a reply travels: at once, late, in drops, without end, or only half of it.

`Sandbox.respond` never waits; it says in the response's extensions how it should travel, and the
two carriers (transport.py in process, serve.py over a socket) see to it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Final

import httpx

Pause = Callable[[float], Awaitable[object]]
"""Waits so many seconds; `asyncio.sleep`, or whatever a test puts in its place."""

_EXTENSION: Final = "sandbox"


@dataclass(frozen=True)
class Carriage:
    """What a carrier has to do beyond handing the reply over."""

    wait: float = 0.0
    """Seconds before the first byte."""
    pieces: int = 1
    """Into how many pieces the body is cut."""
    gap: float = 0.0
    """Seconds between two pieces."""
    reset: bool = False
    """The connection breaks in the middle of the body."""


def carriage(response: httpx.Response) -> Carriage:
    """How this reply travels."""
    found = response.extensions.get(_EXTENSION)
    return found if isinstance(found, Carriage) else Carriage()


def send_by(response: httpx.Response, travels: Carriage) -> httpx.Response:
    """The same reply, to travel that way."""
    response.extensions[_EXTENSION] = travels
    return response


async def body(response: httpx.Response, pause: Pause) -> AsyncIterator[bytes]:
    """The body as it travels, piece by piece; of a reply that is reset, the first half."""
    travels = carriage(response)
    assert isinstance(response.stream, httpx.AsyncByteStream)
    first = True
    async for chunk in response.stream:
        arriving = chunk[: len(chunk) // 2] if travels.reset else chunk
        step = max(1, -(-len(arriving) // travels.pieces))
        for start in range(0, len(arriving), step):
            if travels.gap and not first:
                await pause(travels.gap)
            first = False
            yield arriving[start : start + step]
            await asyncio.sleep(0)  # lets a cancellation in, also on a body that is never short


class EndlessBody(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body far over any limit, made while it is read: 128 MiB of legs, twice what a client takes.

    Not truly endless, so that a client without a limit fails rather than the machine.
    """

    _LEG: Final = b'{"call_id":"endless","hangup_cause":"NORMAL_CLEARING","duration_seconds":1},'
    _CHUNK: Final = _LEG * (65_536 // len(_LEG))
    _CHUNKS: Final = 128 * 1024 * 1024 // len(_CHUNK) + 1

    def __iter__(self) -> Iterator[bytes]:
        yield b'{"data":['
        for _ in range(self._CHUNKS):
            yield self._CHUNK
        yield b'{}],"status":"success"}'

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for chunk in self:
            yield chunk
