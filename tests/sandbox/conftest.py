"""A sandbox with a clock that stands still, and clients that talk to it without a network."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from vinix_tui.sandbox.account import ACCOUNT_NAME, PASSWORD, USERNAME
from vinix_tui.sandbox.login import HASHES
from vinix_tui.sandbox.scenario import Scenario
from vinix_tui.sandbox.vinix import Sandbox

CREATED = 1_795_427_958_000_000
"""2026-11-23 in Unix microseconds."""

PAIR = Scenario(
    "63962647202-0a1b2c3d",
    "answered",
    "two legs, the later one stored first",
    lambda: (
        {
            "id": "202611-second/leg%2F+;@192.0.2.7",
            "call_id": "second/leg%2F+;@192.0.2.7",
            "channel_created_time": CREATED + 1_000_000,
            "duration_seconds": 32,
            "_rev": "1-x",
            "custom_application_vars": {"a": True},
        },
        {
            "call_id": "first",
            "channel_created_time": CREATED,
            "duration_seconds": 33,
            "pvt_cost": 12,
            "custom_channel_vars": {"pvt_cost": 12, "rate": 0.5},
        },
    ),
)
MANY = Scenario(
    "63962647300-00000120",
    "many",
    "120 legs",
    lambda: tuple(
        {"id": f"202611-leg{n}", "call_id": f"leg{n}", "channel_created_time": CREATED + n}
        for n in range(120)
    ),
)


@pytest.fixture
def clock() -> list[float]:
    """The sandbox's time, Unix seconds, in a list of one so that a test can move it."""
    return [1_795_428_000.0]


@pytest.fixture
def pretend(clock: list[float]) -> Callable[..., Sandbox]:
    """Makes a sandbox over two made-up calls, on the test's clock."""

    def make(**settings: Any) -> Sandbox:
        return Sandbox((PAIR, MANY), now=lambda: clock[0], **settings)

    return make


@pytest.fixture
def stranger() -> Callable[[Sandbox], httpx.Client]:
    """Makes a client of a sandbox that has not signed in."""

    def make(sandbox: Sandbox) -> httpx.Client:
        transport = httpx.MockTransport(sandbox.respond)
        return httpx.Client(transport=transport, base_url="https://sandbox.example.com/v2")

    return make


@pytest.fixture
def login() -> dict[str, Any]:
    """The body of a login that succeeds."""
    digest = HASHES["md5"](f"{USERNAME}:{PASSWORD}")
    return {"data": {"credentials": digest, "account_name": ACCOUNT_NAME}}


@pytest.fixture
def member(
    stranger: Callable[[Sandbox], httpx.Client], login: dict[str, Any]
) -> Callable[[Sandbox], httpx.Client]:
    """Makes a client that has signed in."""

    def make(sandbox: Sandbox) -> httpx.Client:
        client = stranger(sandbox)
        token = client.put("user_auth", json=login).json()["auth_token"]
        client.headers["X-Auth-Token"] = token
        return client

    return make
