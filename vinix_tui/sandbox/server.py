"""uvicorn, made to fit: quiet, without signal handlers, and saying when it is ready.

Imported late: uvicorn comes with the `sandbox` extra only.
"""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import uvicorn


class QuietServer(uvicorn.Server):
    """Serves an ASGI application on sockets that are open already.

    Requests are not logged, since paths and headers hold tokens; signals stay with the caller.
    """

    def __init__(self, app: Any) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http="h11",
                ws="none",
                lifespan="off",
                log_config=None,
                log_level=logging.CRITICAL,
                access_log=False,
                proxy_headers=False,
                server_header=False,
                timeout_graceful_shutdown=1,  # the slow fault waits five seconds
            )
        )
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self.ready.set()

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield
