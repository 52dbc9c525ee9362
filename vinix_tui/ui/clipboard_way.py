"""By which way a text goes to the clipboard, as far as the environment tells. Needs no Textual."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

Way = Literal["tmux", "screen", "terminal", "file"]

LIMIT: Final = 74_994
"""Bytes of text: 100,000 of sequence, which xterm and those who followed it take at most."""
_WITHOUT: Final = ("linux", "dumb", "vt", "ansi", "cons", "sun")
"""What TERM begins with where nothing takes OSC 52."""


def way(environ: Mapping[str, str]) -> Way:
    """Through tmux's own buffer, through GNU screen, to the terminal (OSC 52), or to a file.

    Most terminals that do not know OSC 52 are not to be told from those that do.
    """
    if environ.get("TMUX"):  # TERM is its own then, as in screen, and not the terminal's
        return "tmux"
    if environ.get("STY"):
        return "screen"
    known = environ.get("TERM", "")
    if known.startswith(_WITHOUT) or environ.get("TERM_PROGRAM") == "Apple_Terminal":
        return "file"
    return "terminal"
