"""The demo as a desk sees it: a pretend Vinix that somebody else made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx

    from vinix_tui.api.login import UserLogin


@dataclass(frozen=True)
class DemoCall:
    """One of the demo's calls, and what there is to see in it."""

    id: str
    name: str
    shows: str


@dataclass(frozen=True)
class Demo:
    """Its calls, how to reach it, and how to sign in to it."""

    calls: tuple[DemoCall, ...]
    base: str
    account_id: str
    transport: Callable[[], httpx.AsyncBaseTransport]
    login: Callable[[], UserLogin]
