"""What a closed screen had drawn is not kept."""

from __future__ import annotations

from textual._styles_cache import StylesCache


def let_widgets_go() -> None:
    """Let what a closed screen had drawn go with it.

    Textual caches a method together with its object, 1,024 times: after some hundred dialogs that
    is 100 MB of lines that nobody sees any more. The answer is the same for all objects.
    """
    cached = vars(StylesCache)["get_inner_outer"]
    if not isinstance(cached, classmethod):
        type.__setattr__(StylesCache, "get_inner_outer", classmethod(cached))
