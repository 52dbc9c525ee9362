"""The demo as a desk sees it: a pretend Vinix that somebody else made."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import httpx

    from vinix_tui.api.login import UserLogin


class DemoCall(NamedTuple):
    """One of the demo's calls, and what there is to see in it."""

    id: str
    name: str
    shows: str


class Demo(NamedTuple):
    """Its calls, how to reach it, and how to sign in to it."""

    calls: tuple[DemoCall, ...]
    base: str
    account_id: str
    transport: Callable[[], httpx.AsyncBaseTransport]
    login: Callable[[], UserLogin]
