"""The settings as the command line's options ask, and the desk made of them."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Collection
from typing import TYPE_CHECKING

from vinix_tui.cli.outcome import USAGE, Trouble

if TYPE_CHECKING:
    from vinix_tui.desk import Desk
    from vinix_tui.storage.settings import Settings


def settings_for(options: Namespace, commands: Collection[str] | None = None) -> Settings:
    """The settings; `commands` are the ids that [keys] may name. Raises Trouble."""
    from vinix_tui.storage.settings import Flags, SettingsError, load

    given = vars(options)
    flags = Flags(
        profile=given.get("profile"),
        base=given.get("base"),
        account=given.get("account"),
        theme=given.get("theme"),
        mouse=given.get("mouse"),
        history=given.get("history"),
        animate=bool(given.get("animate")),
        insecure_http=bool(given.get("insecure_http")),
    )
    try:
        return load(os.environ, flags, commands=commands)
    except SettingsError as error:
        raise Trouble(str(error), USAGE) from error


def desk_for(options: Namespace) -> Desk:
    """The real desk, or with --demo that of the demo. Raises Trouble."""
    settings = settings_for(options)
    if vars(options).get("demo"):
        from vinix_tui.cli.demo import demo_desk

        return demo_desk(settings)
    from vinix_tui.desk import Desk

    def leave_for_the_demo() -> Desk:
        from vinix_tui.cli.demo import demo_desk

        return demo_desk(settings)

    return Desk(settings, demo_desk=leave_for_the_demo)
