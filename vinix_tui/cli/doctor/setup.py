"""The settings: the file, the profile in effect and who set what in it, theme and keys."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator

from vinix_tui.cli.doctor.check import Check, Here, fault, ok, warning
from vinix_tui.cli.doctor.paths import short
from vinix_tui.cli.outcome import Trouble
from vinix_tui.cli.setting import settings_for
from vinix_tui.storage import paths
from vinix_tui.storage.private import StorageError
from vinix_tui.storage.settings import VARIABLES, Profile

_FLAGS = {"base": "base", "account_id": "account"}
"""Fields of the profile that an option sets, and the option."""


def file(here: Here) -> Iterator[Check]:
    """Whether the settings can be read, and by whom their file can be changed."""
    try:
        path = paths.config_file()
    except StorageError as error:
        yield warning("file", f"none: {error}", "export HOME=/home/NAME")
        return
    if here.trouble:
        yield fault("file", here.trouble, f"Mend that; the file is {short(path)}.")
    if not os.path.lexists(path):
        if not here.trouble:
            yield ok("file", f"none, so all is as it comes; it would be {short(path)}")
        return
    state = path.stat()
    mode = stat.S_IMODE(state.st_mode)
    if state.st_uid not in (0, os.geteuid()):
        found = f"{short(path)} belongs to another user ({state.st_uid}), who decides what is run."
        yield fault("file", found, f"sudo chown {os.geteuid()} {short(path)}")
    elif mode & 0o022:
        found = f"{short(path)} can be changed by others ({mode:04o}), with commands to be run."
        yield fault("file", found, f"chmod go-w {short(path)}")
    elif not here.trouble:
        yield ok("file", f"{short(path)}, {mode:04o}; no secret can stand in it")


def theme(here: Here) -> Iterator[Check]:
    """Whether the theme that is asked for can be worn."""
    from vinix_tui.storage import themes

    if here.trouble:
        return
    asked, why = here.settings.theme, "the settings file"
    if not asked:
        asked, why = themes.recall(), "chosen last"
    if not asked:
        return
    try:
        themes.read(asked)
    except themes.ThemeError as error:
        first, *more = str(error).splitlines()
        others = f" (and {len(more)} more)" if more else ""
        told = f"{asked} ({why}) cannot be worn: {first}{others}"
        yield warning("theme", told, "See: vinix-tui themes; the default is worn meanwhile.")
    else:
        yield ok("theme", f"{asked} ({why})")


def keys(here: Here) -> Iterator[Check]:
    """Whether [keys] names commands that there are, and no key twice in one place."""
    bound = here.settings.keys
    if not bound:
        return
    from vinix_tui.ui import commands
    from vinix_tui.ui.amiss import clashes
    from vinix_tui.ui.keys import Keys

    try:
        settings_for(here.options, commands.NAMES)
    except Trouble as trouble:
        yield fault("keys", str(trouble), "See: vinix-tui keys")
        return
    found = clashes(here.settings, Keys(bound))
    for clash in found:
        yield warning("keys", clash, "Give one of them another key; vinix-tui keys lists all.")
    if not found:
        yield ok("keys", f"{len(bound)} of your own, no clash")


def profile(here: Here) -> Iterator[Check]:
    """The profile in effect, and where each of its values comes from."""
    if here.trouble:
        return
    ours = here.settings.profile
    by = "the settings file"
    if here.environ.get("VINIX_PROFILE"):
        by = "VINIX_PROFILE"
    if here.options.profile is not None:
        by = "--profile"
    known = len(here.settings.profiles)
    chosen = f"{ours.name} ({by})" if ours.name else "none is chosen"
    yield ok("profile", f"{chosen}; the settings file has {known}")
    said = (("account", "account"), ("account_id", "account id"), ("username", "user"))
    for field, name in said:
        value = getattr(ours, field)
        if value:
            yield ok(name, f"{value} ({source(here, field)})")


def server(here: Here) -> Iterator[Check]:
    """The server's address as it is used."""
    from vinix_tui.api.base import normalise_base
    from vinix_tui.api.errors import BadBase

    if here.trouble:
        return
    by = source(here, "base")
    given = here.settings.profile.base
    try:
        base = normalise_base(given, here.settings.insecure_http)
    except BadBase as error:
        # Not as it was given: there may be a password in it.
        yield fault("server", f"The address ({by}) cannot be used: {error.detail}", error.hint)
        return
    try:
        normalise_base(given)
    except BadBase:
        fix = "Use https://; over http:// whoever is on the way can read the token."
        yield warning("server", f"{base} ({by}), not encrypted", fix)
    else:
        yield ok("server", f"{base} ({by})")


def authorities(here: Here) -> Iterator[Check]:
    """Whether the file of certificate authorities can be used, where one is named."""
    named = here.settings.profile.ca_file
    given = here.environ.get("SSL_CERT_FILE")
    if here.trouble or not (named or given):
        return
    from vinix_tui.api.connection import authorities as trusted
    from vinix_tui.api.errors import BadCaFile

    by = f"{short(named)} (ca_file)" if named else f"{short(given or '')} (SSL_CERT_FILE)"
    try:
        trusted(named)
    except BadCaFile as error:
        yield fault("authorities", error.detail, error.hint)
    else:
        yield ok("authorities", f"{by} can be used")


def source(here: Here, field: str) -> str:
    """Who set a field of the profile: an option, a variable, the file, or nobody."""
    option = _FLAGS.get(field)
    if option and getattr(here.options, option) is not None:
        return f"--{option}"
    variables = {name: variable for variable, name in VARIABLES.items()}
    if here.environ.get(variables.get(field, "")):
        return variables[field]
    ours = here.settings.profile
    own = here.settings.profiles.get(ours.name)
    unset = Profile._field_defaults[field]
    return f"[profiles.{ours.name}]" if own and getattr(own, field) != unset else "as it comes"
