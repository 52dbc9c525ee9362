"""What the user has set: flags beat environment beats the settings file.

Loaded before the first paint, so no pydantic here, no dataclasses (each takes 0.8 ms to make, a
named tuple 0.2), and nothing imported that the usual case does not need. Settings never hold a
secret: `storage.secrets` reads those, later.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

DEFAULT_BASE = "https://api.vinixglobal.com/v2"
DEFAULT_THEME = "vinix-dark"

Login = Literal["user", "api-key", "token"]
AccountKind = Literal["account_name", "account_realm", "phone_number"]


class SettingsError(Exception):
    """A setting is wrong; str(e) is one line: where it stands, what is wrong, the nearest key."""


class Flags(NamedTuple):
    """What the command line says; None where it says nothing."""

    profile: str | None = None
    base: str | None = None
    account: str | None = None  # the account's id
    theme: str | None = None
    mouse: bool | None = None  # False by --no-mouse
    history: bool | None = None  # False by --no-history
    animate: bool = False
    insecure_http: bool = False


_NO_FLAGS = Flags()


class HistorySettings(NamedTuple):
    """[history]: what is kept of a lookup, for how long, and how much in all."""

    keep: Literal["full", "ids", "off"] = "full"
    days: int = 90
    max_mb: int = 256


class Profile(NamedTuple):
    """Whom to ask, and as whom. `name` is empty when no profile was chosen."""

    name: str = ""
    base: str = DEFAULT_BASE  # as written; the api normalises it
    login: Login = "user"
    account: str | None = None  # name, realm or phone number
    account_kind: AccountKind | None = None  # None: told apart by the shape of `account`
    username: str | None = None
    hash: Literal["md5", "sha"] = "md5"
    password_command: str | None = None
    api_key_command: str | None = None
    token_command: str | None = None
    account_id: str | None = None
    ca_file: Path | None = None


_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Settings(NamedTuple):
    """Everything that is set, checked. `profile` is the one in effect, flags and all."""

    profile: Profile = Profile()
    profiles: Mapping[str, Profile] = _NOTHING  # as the file has them
    theme: str | None = None  # None: the one chosen last, else DEFAULT_THEME
    theme_of_file: str | None = None  # what the settings file says, also below a flag
    timezone: str = "local"  # "local", "UTC" or a checked IANA name
    mouse: bool = True
    redact: bool = True
    history: HistorySettings = HistorySettings()
    keys: Mapping[str, tuple[str, ...]] = _NOTHING  # command id -> keys
    animate: bool = False
    insecure_http: bool = False
    file: Path | None = None  # None: there is no file


def load(
    environ: Mapping[str, str],
    flags: Flags = _NO_FLAGS,
    *,
    file: Path | None = None,
    commands: Collection[str] | None = None,
) -> Settings:
    """Read the settings. Raises SettingsError.

    `file` is another settings file than the user's usual one. `commands` are the ids that [keys]
    may name; without them any id passes.
    """
    from vinix_tui.storage.settings_file import read_settings

    settings = read_settings(file, commands)
    profile = _chosen(settings, environ, flags)
    history = settings.history
    return settings._replace(
        profile=_with_environment(profile, environ, flags),
        theme=flags.theme or settings.theme,
        theme_of_file=settings.theme,
        mouse=settings.mouse if flags.mouse is None else flags.mouse,
        history=history._replace(keep="off") if flags.history is False else history,
        animate=flags.animate,
        insecure_http=flags.insecure_http,
    )


VARIABLES = {  # as in Vinix's own quickstart
    "VINIX_BASE": "base",
    "VINIX_ACCOUNT_NAME": "account",  # a name, a realm or a phone number
    "VINIX_USERNAME": "username",
    "VINIX_ACCOUNT_ID": "account_id",
}
"""What of the environment beats which field of the profile."""


def _chosen(settings: Settings, environ: Mapping[str, str], flags: Flags) -> Profile:
    source, name = "--profile", flags.profile
    if name is None:
        source, name = "VINIX_PROFILE", _variable(environ, "VINIX_PROFILE")
    if name is None:
        return settings.profile
    if name in settings.profiles:
        return settings.profiles[name]
    raise _unknown_profile(source, name, settings)


def _with_environment(profile: Profile, environ: Mapping[str, str], flags: Flags) -> Profile:
    for variable, key in VARIABLES.items():
        if (value := _variable(environ, variable)) is not None:
            profile = profile._replace(**{key: value})  # type: ignore[arg-type]  # all of them text
            if key == "account":
                profile = profile._replace(account_kind=None)
    if flags.base is not None:
        profile = profile._replace(base=_checked("--base", flags.base))
    if flags.account is not None:
        profile = profile._replace(account_id=_checked("--account", flags.account))
    return profile


def _variable(environ: Mapping[str, str], name: str) -> str | None:
    value = environ.get(name, "")
    return _checked(name, value) if value else None  # empty is the shell's way to unset


def _checked(source: str, value: str) -> str:
    from vinix_tui.storage.settings_keys import one_line

    try:
        return one_line(value)
    except ValueError as error:
        raise SettingsError(f"{source}: {error}") from error


def _unknown_profile(source: str, name: str, settings: Settings) -> SettingsError:
    from vinix_tui.calls.text import printable
    from vinix_tui.storage.toml_file import nearest

    near = nearest(name, list(settings.profiles))
    where = "there is no settings file" if settings.file is None else f"in {settings.file}"
    if settings.file is None:
        return SettingsError(printable(f'{source}: no profile "{name}", for {where}'))
    return SettingsError(printable(f'{source}: no profile "{name}" {where}{near}'))
