"""Every key of the settings file: its name, and what its value must be.

A check takes the value from the file and returns it, or raises ValueError with the end of the
sentence "[history] days: ...". A value is shown in a message only where it is one word of a list:
anything else may be a secret in the wrong place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Check = Callable[[Any], Any]

_KINDS: Mapping[type, str] = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    float: "a number with a point",
    list: "a list",
    dict: "a table",
}


def text(value: Any) -> str:
    """Text in one line, not empty."""
    if not isinstance(value, str):
        raise ValueError(f"must be text in quotes, not {_kind(value)}")
    return one_line(value)


def one_line(value: str) -> str:
    """Text without control characters and stray bytes, its outer spaces cut off."""
    if not (value := value.strip()):
        raise ValueError("must not be empty")
    if not value.isprintable():
        raise ValueError("must be one line of plain text; there is a control character in it")
    return value


def truth(value: Any) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise ValueError(f"must be true or false, not {_kind(value)}")
    return value


def whole(low: int, high: int) -> Check:
    """A whole number from `low` to `high`."""

    def check(value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise ValueError(f"must be a whole number, not {_kind(value)}")
        if not low <= value <= high:
            raise ValueError(f"must be from {low} to {high}, not {value}")
        return value

    return check


def one_of(*words: str) -> Check:
    """One of a few words."""

    def check(value: Any) -> str:
        word = text(value)
        if word not in words:
            from vinix_tui.storage.toml_file import nearest

            listed = ", ".join(f'"{known}"' for known in words)
            raise ValueError(f"must be one of {listed}{nearest(word, list(words))}")
        return word

    return check


def timezone(value: Any) -> str:
    """`local`, `UTC` or the IANA name of a zone that this computer knows."""
    zone = text(value)
    if zone in ("local", "UTC"):
        return zone
    import zoneinfo  # 5 ms that the usual setting does not need

    try:
        zoneinfo.ZoneInfo(zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        from vinix_tui.storage.toml_file import nearest

        names = {name.casefold(): name for name in zoneinfo.available_timezones()}
        near = nearest(zone, list(names))
        for folded, name in names.items():
            near = near.replace(f'"{folded}"', f'"{name}"')
        message = f'must be "local", "UTC" or a name such as "Europe/Berlin"{near}'
        raise ValueError(message) from error
    return zone


def command(value: Any) -> str:
    """A command line that is run without a shell."""
    line = text(value)
    import shlex  # 5 ms, for those who have one

    try:
        shlex.split(line)
    except ValueError as error:
        raise ValueError("must close each quote that it opens") from error
    return line


def keys(value: Any) -> tuple[str, ...]:
    """One or more keys with commas between them: `y,f5`."""
    names = tuple(name.strip() for name in text(value).split(","))
    if not all(names) or any(" " in name for name in names):
        raise ValueError('must be keys with a comma between them, such as "y,f5"')
    return names


TOP: Mapping[str, Check] = {
    "profile": text,
    "theme": text,
    "timezone": timezone,
    "mouse": truth,
    "redact": truth,
}
"""Keys at the top of the file."""

HISTORY: Mapping[str, Check] = {
    "keep": one_of("full", "ids", "off"),
    "days": whole(1, 36_500),
    "max_mb": whole(1, 1_000_000),
}
"""Keys of [history]."""

ACCOUNT_KINDS = ("account_name", "account_realm", "phone_number")
"""The three ways to name the account; a profile has at most one."""

PROFILE: Mapping[str, Check] = {
    "base": text,
    "login": one_of("user", "api-key", "token"),
    "account_name": text,
    "account_realm": text,
    "phone_number": text,
    "username": text,
    "hash": one_of("md5", "sha"),
    "password_command": command,
    "api_key_command": command,
    "token_command": command,
    "account_id": text,
    "ca_file": text,
}
"""Keys of [profiles.NAME]."""

SECRETS: Mapping[str, str] = {
    "password": "password_command",
    "passwd": "password_command",
    "pass": "password_command",
    "secret": "password_command",
    "credentials": "password_command",
    "api_key": "api_key_command",
    "api-key": "api_key_command",
    "apikey": "api_key_command",
    "token": "token_command",
    "auth_token": "token_command",
    "auth-token": "token_command",
}
"""Names under which people write a secret -> the key to use in its place."""


def _kind(value: Any) -> str:
    return next((name for kind, name in _KINDS.items() if type(value) is kind), "a date or time")
