"""`themes`: what there is to choose from, which one the app would wear, and where own ones go."""

from __future__ import annotations

from argparse import Namespace

from vinix_tui.cli import output
from vinix_tui.cli.outcome import FINE
from vinix_tui.cli.setting import settings_for


def themes(options: Namespace) -> int:
    """List the themes; an own file with faults is named with all of them, and stops nothing."""
    from vinix_tui.calls.text import cells, fit
    from vinix_tui.storage import themes as stored

    listed = stored.listed()
    wide = min(32, max(cells(each.name) for each in listed))
    for each in listed:
        output.lines(f"{fit(each.name, wide)}  {each.about if each.theme else 'cannot be used:'}")
        for fault in each.faults.splitlines():
            output.lines(f"  {fault}")  # never cut: it begins with a path, to be copied
    output.lines("")
    output.lines(_in_use(settings_for(options).theme))
    output.lines(_own())
    return FINE


def _in_use(asked: str | None) -> str:
    """Which theme the app would wear, and who says so."""
    from vinix_tui.storage import themes as stored
    from vinix_tui.storage.settings import DEFAULT_THEME

    remembered = stored.recall()
    name, why = DEFAULT_THEME, "since none was chosen yet"
    if asked:
        name, why = asked, "as the settings file says"
    elif remembered:
        name, why = remembered, "the one chosen last"
    try:
        stored.read(name)
    except stored.ThemeError:
        return f"In use: the {DEFAULT_THEME} that ships, since {name} ({why}) cannot be used."
    return f"In use: {name}, {why}. T in the app chooses another, --theme NAME for one time."


def _own() -> str:
    """Where a theme of the user's own goes."""
    from vinix_tui.storage import paths
    from vinix_tui.storage import themes as stored
    from vinix_tui.storage.private import StorageError

    try:
        place = paths.themes_dir()
    except StorageError as error:
        return f"There is no place for your own: {error}"
    return f"Your own go to {place}/NAME.toml; begin with a copy from {stored.shipped_dir()}."
