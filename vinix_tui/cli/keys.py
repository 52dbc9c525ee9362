"""`keys`: every command with its keys, as they are bound here, and the id that `[keys]` takes."""

from __future__ import annotations

from argparse import Namespace

from vinix_tui.cli import output
from vinix_tui.cli.outcome import FINE
from vinix_tui.cli.setting import settings_for


def keys(options: Namespace) -> int:
    """List the commands by where they work; keys that clash are told as remarks. Raises Trouble."""
    from vinix_tui.reports.layout import Page
    from vinix_tui.ui import commands
    from vinix_tui.ui.amiss import clashes
    from vinix_tui.ui.keys import Keys

    settings = settings_for(options, commands.NAMES)
    bound = Keys(settings.keys)
    page = Page(output.width(), colour=output.colour(), ascii_only=output.ascii_only())
    wide = max(map(len, commands.NAMES)) + 2
    for place, title in commands.PLACES.items():
        page.heading(title)
        for command in commands.of(place):
            told = f"{' '.join(bound.of(command)):<10}{commands.binding_id(command):<{wide}}"
            page.item(told, command.help)
    output.write(str(page))
    for clash in clashes(settings, bound):
        output.remark(clash)
    return FINE
