"""What signs in without asking anybody, as the settings and the environment have it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import SecretStr

    from vinix_tui.api.login import AccountName, ApiKeyLogin, PastedToken, Token, UserLogin
    from vinix_tui.storage.settings import Login, Profile

    Credentials = UserLogin | ApiKeyLogin | PastedToken


def method(profile: Profile, environ: Mapping[str, str]) -> Login:
    """How to sign in: as the secret in the environment asks, else as the profile says.

    `storage.secrets` decides the same way; its import brings pydantic, and a form is painted first.
    """
    ways: tuple[tuple[str, Login], ...] = (
        ("VINIX_AUTH_TOKEN", "token"),
        ("VINIX_API_KEY", "api-key"),
        ("VINIX_PASSWORD", "user"),
    )
    return next((login for variable, login in ways if environ.get(variable)), profile.login)


def of_nobody(environ: Mapping[str, str]) -> Mapping[str, str]:
    """The environment without what it says of whom to ask and as whom, for another profile."""
    return {name: value for name, value in environ.items() if not name.startswith("VINIX_")}


def secret(profile: Profile, environ: Mapping[str, str]) -> SecretStr | None:
    """The secret of that method: the environment's, the command's or the keyring's. Blocking.

    Raises SecretTrouble where a command was named but gave nothing.
    """
    from vinix_tui.storage.secrets import Secrets

    asked = Secrets(profile, environ)
    ways = {"user": asked.password, "api-key": asked.api_key, "token": asked.token}
    return ways[method(profile, environ)]()


def credentials(profile: Profile, environ: Mapping[str, str]) -> Credentials | None:
    """Everything that a sign-in takes, or None where something is missing. Blocking.

    Raises SecretTrouble.
    """
    from vinix_tui.api.login import ApiKeyLogin, PastedToken, UserLogin, account_by_shape

    way = method(profile, environ)
    if way == "user" and not (profile.account and profile.username):
        return None  # and no command is run for nothing
    found = secret(profile, environ)
    if found is None:
        return None
    if way == "api-key":
        return ApiKeyLogin(found)
    if way == "token":
        return PastedToken(found)
    named = profile.account or ""
    account = account_named(profile, named) or account_by_shape(named)
    return UserLogin(account, profile.username or "", found, profile.hash)


def pasted(token: Token) -> PastedToken:
    """A token that was got before, as credentials."""
    from vinix_tui.api.login import PastedToken

    return PastedToken(token.value)


def account_named(profile: Profile, text: str) -> AccountName | None:
    """The account as the profile names it, where `text` is that and the profile says what it is."""
    from vinix_tui.api.login import AccountName

    if profile.account_kind is None or text.strip() != profile.account:
        return None
    return AccountName(profile.account_kind, profile.account)
