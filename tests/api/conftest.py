"""A client whose time stands still unless somebody sleeps, and a server made of a list."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from vinix_tui.api.client import VinixClient
from vinix_tui.api.login import AccountName, Token, UserLogin

START = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)

Reply = httpx.Response | Exception
Handler = Callable[[httpx.Request], httpx.Response]


class Bench:
    """What a test looks at: what was sent, what was said, how long was slept."""

    def __init__(self) -> None:
        self.sent: list[httpx.Request] = []
        self.said: list[str] = []
        self.slept: list[float] = []
        self.seconds = 0.0

    def client(
        self, *replies: Reply, base: str = "https://api.example.com/v2", **options: Any
    ) -> VinixClient:
        """A signed-in client that gets these replies in turn, and the last one for ever."""
        waiting = list(replies)

        def answer(request: httpx.Request) -> httpx.Response:
            reply = waiting.pop(0) if len(waiting) > 1 else waiting[0]
            if isinstance(reply, Exception):
                if isinstance(reply, httpx.RequestError):
                    reply.request = request
                raise reply
            return reply

        return self.serving(answer, base=base, **options)

    def serving(
        self, handler: Handler, base: str = "https://api.example.com/v2", **options: Any
    ) -> VinixClient:
        """A signed-in client of a handler."""

        def noted(request: httpx.Request) -> httpx.Response:
            self.sent.append(request)
            return handler(request)

        defaults: dict[str, Any] = {
            "on_wait": self.said.append,
            "random": lambda: 0.5,
            "clock": lambda: self.seconds,
            "sleep": self.sleep,
            "now": self.now,
        }
        client = VinixClient(base, transport=httpx.MockTransport(noted), **(defaults | options))
        client.token = Token(SecretStr("opaque-token-0001"))
        return client

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds

    def now(self) -> datetime:
        return START + timedelta(seconds=self.seconds)

    def bodies(self) -> list[Any]:
        return [json.loads(request.content) for request in self.sent if request.content]


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.fixture
def kim() -> UserLogin:
    return UserLogin(
        AccountName("account_name", "acme-telecom"), "Kim@example.com", SecretStr("s3cret-word")
    )
