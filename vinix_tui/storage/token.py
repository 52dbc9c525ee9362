"""The kept token: for an hour at most, in the user's runtime directory, one small file each.

A file that is expired, unreadable or not ours counts as none and is removed. Expired ones of other
accounts go at the same time, so a token is gone even when nobody asks for it again.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from vinix_tui.calls import clock
from vinix_tui.storage import private
from vinix_tui.storage.paths import token_dir, token_file
from vinix_tui.storage.private import StorageError

LIFE = timedelta(hours=1)
"""The longest that a token is kept, whatever its own expiry."""

_LIMIT = 64 * 1024  # bytes; a JWT has about a thousand
_SKEW = timedelta(seconds=5)  # the clock may be set back a little between keeping and reading


@dataclass(frozen=True)
class KeptToken:
    """A token and whose it is. `expires_at` is aware; None when the token does not tell."""

    token: SecretStr
    account_id: str | None
    account_name: str | None
    expires_at: datetime | None


def keep(key: str, kept: KeptToken, now: Callable[[], datetime] = clock.now) -> None:
    """Keep a token until it expires. `key` names server, account and user, in any text.

    Raises StorageError with the reason when there is no place that is private to the user.
    """
    latest = now() + LIFE
    expires_at = min(kept.expires_at or latest, latest)
    content = {
        "token": kept.token.get_secret_value(),
        "account_id": kept.account_id,
        "account_name": kept.account_name,
        "expires_at": expires_at.astimezone(UTC).isoformat(),
    }
    token_dir()  # made and checked before anything is put into it
    private.write_over(token_file(key), json.dumps(content).encode())
    _sweep(now())


def read(key: str, now: Callable[[], datetime] = clock.now) -> KeptToken | None:
    """The kept token that can still be used, or None. Never raises."""
    try:
        path = token_file(key)
    except StorageError:
        return None
    _sweep(now())
    kept = _usable(path, now())
    if kept is None:
        _remove(path)
    return kept


def forget(key: str) -> None:
    """Remove the kept token, as signing out does; none is fine. Raises StorageError."""
    try:
        path = token_file(key)
    except StorageError:
        return  # where none can be kept, none is
    private.remove(path)


def _usable(path: Path, now: datetime) -> KeptToken | None:
    try:
        content = json.loads(private.read(path, _LIMIT) or b"")
        kept = KeptToken(
            SecretStr(_text(content["token"])),
            _text_or_none(content["account_id"]),
            _text_or_none(content["account_name"]),
            datetime.fromisoformat(content["expires_at"]),
        )
        # Beyond an hour ahead somebody else wrote it, or the clock went back since.
        usable = kept.expires_at and now < kept.expires_at <= now + LIFE + _SKEW
    except (StorageError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return kept if usable else None


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("not a text")
    return value


def _text_or_none(value: Any) -> str | None:
    return None if value is None else _text(value)


def _sweep(now: datetime) -> None:
    """Remove what is over an hour old by its date, with what a killed process left half written."""
    with suppress(StorageError, OSError):
        place = token_dir(make=False)
        for path in [*place.glob("token-*"), *place.glob(".token-*")]:
            age = now.timestamp() - path.lstat().st_mtime
            if age > LIFE.total_seconds():
                _remove(path)


def _remove(path: Path) -> None:
    with suppress(StorageError):  # a directory by that name: not a token, and not ours
        private.remove(path)
