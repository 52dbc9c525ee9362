"""The settings file, read and checked key by key; the first wrong one is told with its line."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from vinix_tui.storage import settings_keys
from vinix_tui.storage.paths import config_file
from vinix_tui.storage.private import StorageError
from vinix_tui.storage.settings import HistorySettings, Profile, Settings, SettingsError
from vinix_tui.storage.toml_file import (
    TomlError,
    TomlFile,
    key_in_words,
    nearest,
    read_toml,
)

_Where = tuple[str, ...]


def read_settings(file: Path | None, commands: Collection[str] | None) -> Settings:
    """The settings of `file` (None: the user's usual one); the defaults when there is none."""
    try:
        document = read_toml(file or config_file())
    except StorageError:
        return Settings()  # no home directory, as in some containers: flags and variables do
    except TomlError as fault:
        raise SettingsError(str(fault)) from fault
    if document is None:
        return Settings()
    reading = _Reading(document)
    settings = _settings(reading, commands)
    reading.tell_the_first()
    return settings


def remark(file: Path | None, where: tuple[str, ...], what: str) -> str:
    """What there is to say of a key that was accepted, with its file, and its line if it is still
    there: `/home/kim/.config/vinix-tui/config.toml:3: [keys] fold: ...`.
    """
    if file is None:
        return f"{key_in_words(where)}: {what}"
    try:
        document = read_toml(file)
    except TomlError:  # somebody is editing it
        document = None
    return f"{(document or TomlFile(file, {}, '')).fault(where, '')}{what}"


class _Reading:
    """Takes checked values out of the document and gathers what is wrong with the others."""

    def __init__(self, document: TomlFile) -> None:
        self.document = document
        self.faults: list[TomlError] = []

    def wrong(self, where: _Where, what: str) -> None:
        self.faults.append(self.document.fault(where, what))

    def table(self, where: _Where) -> Mapping[str, Any]:
        value: Any = self.document.values
        for name in where:
            value = value.get(name, {})
        if isinstance(value, dict):
            return value
        self.wrong(where, f"must be a table; write [{'.'.join(where)}] on a line of its own")
        return {}

    def checked(
        self, where: _Where, checks: Mapping[str, settings_keys.Check], tables: tuple[str, ...] = ()
    ) -> dict[str, Any]:
        return dict(self._checked(where, checks, tables))

    def tell_the_first(self) -> None:
        if self.faults:
            first = min(self.faults, key=lambda fault: fault.line or 0)
            raise SettingsError(str(first)) from first

    def _checked(
        self, where: _Where, checks: Mapping[str, settings_keys.Check], tables: tuple[str, ...]
    ) -> Iterator[tuple[str, Any]]:
        for name, value in self.table(where).items():
            if name in tables:
                continue
            if name not in checks:
                self.wrong((*where, name), _unknown(name, [*checks, *tables]))
                continue
            try:
                yield name, checks[name](value)
            except ValueError as error:
                self.wrong((*where, name), str(error))


def _settings(reading: _Reading, commands: Collection[str] | None) -> Settings:
    top = reading.checked((), settings_keys.TOP, ("history", "profiles", "keys"))
    profiles = {name: _profile(reading, name) for name in reading.table(("profiles",))}
    default = top.pop("profile", None)
    if default is not None and default not in profiles:
        reading.wrong(("profile",), f'no profile "{default}"{nearest(default, list(profiles))}')
    return Settings(
        profile=profiles.get(default, Profile()),
        profiles=MappingProxyType(profiles),
        history=HistorySettings(**reading.checked(("history",), settings_keys.HISTORY)),
        keys=MappingProxyType(_keys(reading, commands)),
        file=reading.document.path,
        **top,
    )


def _profile(reading: _Reading, name: str) -> Profile:
    where = ("profiles", name)
    if not name.strip() or not name.isprintable():
        reading.wrong(where, "a profile's name must be plain text in one line")
    values = reading.checked(where, settings_keys.PROFILE)
    named = [kind for kind in values if kind in settings_keys.ACCOUNT_KINDS]
    for second in named[1:]:
        reading.wrong((*where, second), f"the account is already named by {named[0]}")
    account = {kind: values.pop(kind) for kind in named}
    if "ca_file" in values:  # a relative path starts at the file that names it
        path = Path(values["ca_file"])
        values["ca_file"] = reading.document.path.parent / _at_home(path)
    if named:
        values |= {"account": account[named[0]], "account_kind": named[0]}
    return Profile(name=name, **values)


def _keys(reading: _Reading, commands: Collection[str] | None) -> dict[str, tuple[str, ...]]:
    named = reading.table(("keys",))
    known = list(named if commands is None else commands)
    for name in named:
        if name not in known:
            reading.wrong(("keys", name), f"there is no such command{nearest(name, known)}")
    return reading.checked(("keys",), dict.fromkeys([*known, *named], settings_keys.keys))


def _at_home(path: Path) -> Path:
    try:
        return path.expanduser()
    except RuntimeError:  # no such user, or no home directory
        return path


def _unknown(name: str, known: list[str]) -> str:
    instead = settings_keys.SECRETS.get(name.casefold())
    if instead is None:
        return f"unknown key{nearest(name, known)}"
    variable = "VINIX_" + instead.removesuffix("_command").upper().replace("TOKEN", "AUTH_TOKEN")
    return f"a secret does not belong in this file; use {instead} in the profile, or {variable}"
