"""The demo: a desk over the sandbox, in this process."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from vinix_tui.desk import Demo, DemoCall, Desk

if TYPE_CHECKING:
    import httpx

    from vinix_tui.api.login import UserLogin
    from vinix_tui.sandbox.vinix import Sandbox
    from vinix_tui.storage.settings import Settings

BASE = "https://sandbox.example.com/v2"
"""Where the demo pretends to be; nothing is ever sent there."""


def demo_desk(settings: Settings) -> Desk:
    """A desk over a sandbox of its own. Its history is apart from the real one."""
    from vinix_tui.sandbox.account import ACCOUNT_ID

    @cache
    def sandbox() -> Sandbox:
        from vinix_tui.sandbox.vinix import Sandbox

        return Sandbox()

    def transport() -> httpx.AsyncBaseTransport:
        from vinix_tui.sandbox.transport import SandboxTransport

        return SandboxTransport(sandbox())

    return Desk(settings, demo=Demo(calls(), BASE, ACCOUNT_ID, transport, _login))


def calls() -> tuple[DemoCall, ...]:
    """The sandbox's calls, in its order."""
    from vinix_tui.sandbox.scenarios import ALL

    return tuple(DemoCall(told.id, told.name, told.shows) for told in ALL)


def _login() -> UserLogin:
    from pydantic import SecretStr

    from vinix_tui.api.login import AccountName, UserLogin
    from vinix_tui.sandbox.account import ACCOUNT_NAME, PASSWORD, USERNAME

    return UserLogin(AccountName("account_name", ACCOUNT_NAME), USERNAME, SecretStr(PASSWORD))
