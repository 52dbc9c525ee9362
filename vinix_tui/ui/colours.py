"""How many colours the terminal has, and what they leave of a theme. Needs no Textual."""

from __future__ import annotations

from collections.abc import Mapping

from vinix_tui.storage import themes
from vinix_tui.storage.themes import ThemeFile


def colours(environ: Mapping[str, str]) -> str:
    """How many there are, in words of Rich: truecolor, 256, standard (16) or none.

    Asked of Rich as Textual asks it, by an environment as the app prepares it.
    """
    if "NO_COLOR" in environ:
        return "none"
    from rich.console import Console

    system = environ.get("TEXTUAL_COLOR_SYSTEM", "auto")
    console = Console(color_system=system, _environ=environ, force_terminal=True)  # type: ignore[arg-type]  # any word of the environment
    return console.color_system or "none"


def suited(asked: ThemeFile, colours: str) -> ThemeFile:
    """The theme itself, or where its greys would all be one, the 16 colours on the same ground.

    That is so with 16 colours; with none, Textual drops only the 16, and turns others into greys.
    """
    if asked.ansi or colours in ("256", "truecolor"):
        return asked
    return themes.shipped("ansi-dark" if asked.dark else "ansi-light")
