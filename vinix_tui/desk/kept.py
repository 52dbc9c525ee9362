"""The token that was kept, for one server and whom the settings name there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vinix_tui.api.login import Token
    from vinix_tui.storage.settings import Profile


def read(base: str, profile: Profile) -> Token | None:
    """The kept token that can still be used, or None. Never raises."""
    from vinix_tui.api.login import Token
    from vinix_tui.storage import token

    kept = token.read(_key(base, profile))
    if kept is None:
        return None
    return Token(kept.token, kept.account_id, kept.account_name, kept.expires_at)


def any_kept() -> bool:
    """Whether a token is kept at all, for whomever; a look at a directory, no more."""
    from vinix_tui.storage import paths
    from vinix_tui.storage.private import StorageError

    try:
        return any(paths.token_dir(make=False).glob("token-*.json"))
    except StorageError:
        return False


def keep(given: Token, base: str, profile: Profile) -> None:
    """Keep a token until it expires, an hour at most. Raises StorageError."""
    from vinix_tui.storage import token

    kept = token.KeptToken(given.value, given.account_id, given.account_name, given.expires_at)
    token.keep(_key(base, profile), kept)


def forget(base: str, profile: Profile) -> None:
    """Remove it. Raises StorageError."""
    from vinix_tui.storage import token

    token.forget(_key(base, profile))


def _key(base: str, profile: Profile) -> str:
    # The server is the one that gave the token: it is read again for no other one.
    return "\n".join((base, profile.name, profile.account or "", profile.username or ""))
