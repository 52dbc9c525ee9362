"""Signing in: by which secret, and what is kept. No command is run, and no secret is shown."""

from __future__ import annotations

import importlib.util
import shlex
import shutil
from collections.abc import Iterator

from vinix_tui.calls import clock
from vinix_tui.cli.doctor.check import Check, Here, fault, ok, warning
from vinix_tui.desk import Desk
from vinix_tui.desk.credentials import method
from vinix_tui.storage.settings import Login

_WAYS: dict[Login, tuple[str, str, str]] = {
    "user": ("a user and a password", "VINIX_PASSWORD", "password_command"),
    "api-key": ("an API key", "VINIX_API_KEY", "api_key_command"),
    "token": ("a token", "VINIX_AUTH_TOKEN", "token_command"),
}
_NOT_RUN = "not run here"


def secret(here: Here) -> Iterator[Check]:
    """Which secret would be used, by the order in which the program looks for one."""
    if here.trouble:
        return
    profile = here.settings.profile
    way = method(profile, here.environ)
    what, variable, key = _WAYS[way]
    command = getattr(profile, key)
    if here.environ.get(variable):
        yield ok("way", f"{what}, from {variable} (set)")
        if way == "token":
            yield from _given_token(here.environ[variable])
    elif command:
        yield from _command(what, key, command)
    elif importlib.util.find_spec("keyring") is not None:
        yield ok("way", f"{what}, from the desktop's key store if it has one ({_NOT_RUN})")
    else:
        asked = "the app asks; show needs"
        yield ok("way", f"{what}: {asked} {variable} or {key} (no keyring extra here)")
    if way == "user" and not (profile.account and profile.username):
        lacking = "the account" if not profile.account else "the user"
        yield ok("whom", f"{lacking} is not named: the app asks, show cannot sign in by itself")


def kept_token(here: Here) -> Iterator[Check]:
    """Whether a token is kept for this server and user, and for how long."""
    if here.trouble:
        return
    token = Desk(here.settings, environ=here.environ).kept_token()
    if token is None or token.expires_at is None:
        yield ok("kept token", "none for this server and user")
        return
    left = (token.expires_at - clock.now()).total_seconds() // 60
    yield ok("kept token", f"there is one, with {left:.0f} min left")


def _command(what: str, key: str, line: str) -> Iterator[Check]:
    program = shlex.split(line)[0]  # not the rest, in which people do put secrets
    if shutil.which(program) is None:
        found = f"{what}, by {key}: there is no program {program} that can be run."
        yield fault("way", found, "Write its whole path; no shell runs it, so no ~ and no $ in it.")
    else:
        yield ok("way", f"{what}, by {key} ({program}; {_NOT_RUN})")


def _given_token(value: str) -> Iterator[Check]:
    from pydantic import SecretStr

    from vinix_tui.api.errors import SignInRefused
    from vinix_tui.api.login import PastedToken, token_from_paste

    try:
        token = token_from_paste(PastedToken(SecretStr(value)), clock.now())
    except SignInRefused as refused:
        yield warning("token", f"VINIX_AUTH_TOKEN: {refused.detail}", refused.hint)
        return
    left = token.seconds_left(clock.now())
    told = "does not say until when it holds" if left is None else f"holds {left / 60:.0f} min more"
    yield ok("token", f"VINIX_AUTH_TOKEN {told}")
