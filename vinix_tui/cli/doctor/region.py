"""Letters and time: what the locale and the time zone of this machine make of both."""

from __future__ import annotations

import os
import zoneinfo
from collections.abc import Iterator

from vinix_tui.calls import clock
from vinix_tui.cli.doctor.check import Check, Here, ok, warning
from vinix_tui.cli.terminal import as_started, encoding

_LOCALE = ("LC_ALL", "LC_CTYPE", "LANG")


def letters(_: Here) -> Iterator[Check]:
    """Whether a terminal here gets UTF-8, as the program's own streams decide it."""
    environ = as_started()
    given = ", ".join(f"{name}={environ[name]}" for name in _LOCALE if environ.get(name))
    used = encoding("utf-8", environ)
    if used == "utf-8":
        yield ok("locale", f"UTF-8 ({given or 'asked for by Python'})")
    else:
        found = f"{used.upper()} ({given or 'none is set'}): marks are ASCII, other letters are ?."
        yield warning("locale", found, "If the terminal takes UTF-8: export LC_ALL=C.UTF-8")


def time_zone(here: Here) -> Iterator[Check]:
    """Which zone times are shown in, and whether this machine knows the zones of the world."""
    now = clock.now().astimezone()
    ours = f"{now.tzname()} (UTC{now:%z})"
    setting = here.settings.timezone
    told = f"{ours}, the machine's" if setting == "local" else f"{setting}; the machine's is {ours}"
    named = os.environ.get("TZ", "").removeprefix(":")
    if "/" in named and not named.startswith("/") and not _known(named):
        found = f"TZ={named} is no zone that this machine knows, so it takes UTC."
        yield warning("time zone", found, "export TZ=Europe/Berlin, or unset TZ")
    elif not zoneinfo.available_timezones():
        found = f"{told}; no other zone is known here (no tzdata)."
        yield warning("time zone", found, "Install tzdata: by the system, or pip install tzdata.")
    else:
        yield ok("time zone", told)


def _known(name: str) -> bool:
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
