"""Theme files as Textual themes."""

from __future__ import annotations

from textual.theme import Theme

from vinix_tui.storage import themes
from vinix_tui.storage.themes import ThemeError

__all__ = ["ThemeError", "theme"]


def theme(name: str) -> Theme:
    """The theme of that name, shipped or the user's own. Raises storage.themes.ThemeError."""
    read = themes.read(name)
    colours = {key: value for key, value in vars(read).items() if key != "variables"}
    return Theme(**colours, variables=dict(read.variables))
