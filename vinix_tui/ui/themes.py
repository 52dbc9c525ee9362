"""Theme files as Textual themes, and what a terminal's colours leave of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.theme import Theme

from vinix_tui.storage import themes
from vinix_tui.storage.settings import DEFAULT_THEME
from vinix_tui.storage.themes import ThemeError, ThemeFile
from vinix_tui.ui.colours import suited
from vinix_tui.ui.cures.first_theme import dress

if TYPE_CHECKING:
    from textual.app import App

    from vinix_tui.storage.settings import Settings


class Looks:
    """What the app wears: the theme that was asked for, as far as the terminal has its colours."""

    def __init__(self, app: App[Any], name: str) -> None:
        """To be made once Textual knows how many colours there are, and before it paints."""
        self._app = app
        self.wanted = name
        self.trouble = ""
        """Why the theme that was asked for at the start is not worn; a line for each fault."""
        try:
            asked = themes.read(name)
        except ThemeError as error:
            asked = themes.shipped(DEFAULT_THEME)
            self.trouble = f"{error}\nSo the colours are those of {asked.name}. T chooses others."
        self.asked = asked
        dress(app, made(suited(asked, self.colours)))

    @property
    def colours(self) -> str:
        """How many colours there are, in words of Rich: truecolor, 256, standard (16) or none."""
        return "none" if self._app.no_color else self._app.console.color_system or "none"

    def wear(self, asked: ThemeFile) -> None:
        """Show the app in a theme, or in what there is of it."""
        self.asked = asked
        theme = made(suited(asked, self.colours))
        self._app.register_theme(theme)
        self._app.theme = theme.name

    def remark(self, asked: ThemeFile) -> str:
        """What the terminal makes of a theme, where that is another one."""
        if self.colours == "none":
            return "There are no colours here, so all themes look the same."
        suiting = suited(asked, self.colours)
        if suiting is asked:
            return ""
        return f"This terminal has 16 colours, so it is shown as {suiting.name}."


def made(file: ThemeFile) -> Theme:
    """Textual's theme of a file, with what Textual would not take from its fields."""
    own = {"about", "muted", "variables"}
    fields = {key: value for key, value in file._asdict().items() if key not in own}
    given = {"text-muted": file.muted}
    if file.ansi:  # Textual has the first two transparent then, whatever the theme says,
        given |= {"surface": file.surface, "panel": file.panel}
        # and its buttons name the others, without which the program ends.
        given["ansi-background"] = file.background or "ansi_default"
        given["ansi-foreground"] = file.foreground or "ansi_default"
    variables = {name: colour for name, colour in given.items() if colour}
    return Theme(**fields, variables={**variables, **file.variables})


def kept(name: str, settings: Settings) -> str:
    """What is said once a theme was chosen and remembered: what the next start begins with."""
    configured = settings.theme_of_file
    if configured and configured != name:
        return f"Theme {name} for now; next time {configured}, as configured."
    if settings.theme and not configured:
        return f"Theme {name}, also at the next start without --theme."
    return f"Theme {name}, now and at the next start."


def foretold(settings: Settings) -> str:
    """What is said before one is chosen, where the choice will not outlast this sitting."""
    configured = settings.theme_of_file
    if not configured:
        return ""
    return f"Your settings file says theme = {configured}: that wins at each start."
