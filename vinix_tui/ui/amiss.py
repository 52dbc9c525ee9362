"""What is amiss in the settings that the program starts in spite of; the first screen tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vinix_tui.storage.settings import Settings
    from vinix_tui.ui.keys import Keys
    from vinix_tui.ui.themes import Looks


class Amiss:
    """Keys that clash and a theme that cannot be worn: told once, by whichever screen is first."""

    def __init__(self, settings: Settings, keys: Keys, looks: Looks) -> None:
        self._settings = settings
        self._keys = keys
        self._looks = looks
        self._told = False

    def take(self) -> str:
        """A line for each, with the file and the line it stands on; "" the next time."""
        if self._told:
            return ""
        self._told = True
        return "\n".join([*clashes(self._settings, self._keys), *self._theme()])

    def _theme(self) -> list[str]:
        trouble = self._looks.trouble
        if trouble and self._settings.theme_of_file == self._looks.wanted:
            from vinix_tui.storage.settings_file import remark

            return [remark(self._settings.file, ("theme",), trouble)]
        return [trouble] if trouble else []


def clashes(settings: Settings, keys: Keys) -> list[str]:
    """A line for each key that two commands of one place share."""
    if not keys.clashes:
        return []
    from vinix_tui.storage.settings_file import remark

    return [remark(settings.file, ("keys", clash.name), clash.said) for clash in keys.clashes]
