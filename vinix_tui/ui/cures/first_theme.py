"""The styles are parsed once before the first paint, in the colours that are asked for."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.theme import Theme


def dress(app: App[Any], theme: Theme) -> None:
    """Wear a theme from the first paint on.

    By `app.theme = …` all styles would be parsed, applied and laid out in Textual's own colours,
    and then once more: 20 ms that somebody waits for.
    """
    app.register_theme(theme)
    app.set_reactive(App.theme, theme.name)
    app._refresh_truecolor_filter(app.ansi_theme)
    app.stylesheet.set_variables(app.get_css_variables())
