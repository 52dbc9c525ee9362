"""From one profile to another: whose token, which account and server, what stays on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinix_tui.ui import words
from vinix_tui.ui.session import Session

if TYPE_CHECKING:
    from vinix_tui.desk import Desk
    from vinix_tui.ui.app import VinixApp


def none_to_choose(desk: Desk) -> str:
    """Why there is nothing to choose, and what to do about it."""
    if desk.demo:
        return "The demo has one account, and no profiles; q leaves it."
    return words.no_profiles(desk.settings.file)


async def go_on_as(app: VinixApp, name: str) -> None:
    """Put another profile into effect, and sign in with what is at hand for it, else ask.

    Each profile has a sitting of its own with its own token, which is kept in memory: to go back
    costs no login. What is asked for under the old one is not waited for any more.
    """
    from vinix_tui.ui.screens.login import LoginScreen
    from vinix_tui.ui.screens.switching import SwitchingScreen

    below = app.screen_stack[0]
    if isinstance(below, SwitchingScreen):
        below.leave_profile()
    while len(app.screen_stack) > 1:
        app.pop_screen()
    left = app.session
    app.sessions[app.desk.settings.profile.name] = left
    app.desk = app.desk.with_profile(name)
    app.session = app.sessions.get(name) or Session(app.desk)
    app.session.zone, app.session.redaction = left.zone, left.redaction
    if isinstance(below, SwitchingScreen):
        below.enter_profile(f"Signing in as {app.desk.title} …")
    reason, signed_in = "", app.session.signed_in
    try:
        signed_in = signed_in or await app.session.begin()
    except app.desk.troubles as trouble:
        reason = str(trouble)
    if not isinstance(below, SwitchingScreen):
        if signed_in:
            app.inspect(None)
        else:
            app.ask_to_sign_in(reason)
        return
    if signed_in:
        below.enter_profile(f"Now {app.desk.title}.")
        return
    below.enter_profile(f"Now {app.desk.title}, and not signed in.")
    screen = LoginScreen(reason, over_work=True, refused=bool(reason))
    if await app.push_screen_wait(screen):
        below.enter_profile(f"Now {app.desk.title}.")
