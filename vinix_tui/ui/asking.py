"""Asking the API for a screen: whoever is not signed in does that first, then it is finished."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from vinix_tui.ui.app import VinixApp

Made = TypeVar("Made")


async def as_somebody(app: VinixApp, ask: Callable[[], Awaitable[Made]]) -> Made | None:
    """What `ask` brings, once somebody is signed in; None where nobody does.

    Where the token is not accepted any more, it is asked once again by itself, then after each
    login. It needs a worker to wait in, and raises what else `ask` raises.
    """
    from vinix_tui.api.errors import SignInNeeded

    signed_in = app.session.signed_in or await app.session.resume()
    if not signed_in and not await _sign_in(app, ""):
        return None
    renewed = app.session.renews  # a second login by itself would be one too many
    while True:
        try:
            return await ask()
        except SignInNeeded as trouble:
            if not renewed:
                renewed = True
                if await app.session.sign_in_anew():
                    continue
            if not await _sign_in(app, str(trouble)):
                return None


async def _sign_in(app: VinixApp, reason: str) -> bool:
    from vinix_tui.ui.screens.login import LoginScreen

    screen = LoginScreen(reason, over_work=True, refused=bool(reason))
    return await app.push_screen_wait(screen)
