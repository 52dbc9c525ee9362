"""The terminal: what it is, how large, what colours it has, and how a copy leaves it."""

from __future__ import annotations

import curses
import os
from collections.abc import Iterator

from vinix_tui.cli.app import prepare_environment
from vinix_tui.cli.doctor.check import Check, Here, ok, warning
from vinix_tui.storage.settings import DEFAULT_THEME
from vinix_tui.ui.clipboard_way import LIMIT, way
from vinix_tui.ui.colours import colours as known_colours
from vinix_tui.ui.colours import suited

MADE_FOR = (60, 20)
"""Columns and rows from which on every screen is whole."""
LEAST = (60, 11)
"""What the app wants at least: it shows nothing else below."""

_STREAMS = {"input": 0, "output": 1, "error": 2}
_SAID = {"truecolor": "24-bit colours", "256": "256 colours", "standard": "16 colours"}
_NUMBERS = {"truecolor": 2**24, "256": 256, "standard": 16, "none": 0}


def terminal(here: Here) -> Iterator[Check]:
    """What TERM says, and whether the three streams lead to a terminal."""
    term = here.environ.get("TERM", "")
    away = [name for name, number in _STREAMS.items() if not os.isatty(number)]
    led = f"; no terminal for {', '.join(away)}: show works, the app does not"
    led = led if away else ""
    if not term or term == "unknown":
        yield warning("terminal", f"TERM is not set{led}.", "export TERM=xterm-256color")
    elif term == "dumb":
        said = f"TERM=dumb: the app cannot draw there, show works{led}."
        yield warning("terminal", said, "Use another terminal; for a real one, set its TERM.")
    else:
        console = ", the Linux console: signs that its font has" if term == "linux" else ""
        yield ok("terminal", f"TERM={term}{console}{led}")


def size(_: Here) -> Iterator[Check]:
    """Whether the screens have room."""
    found = _size()
    if found is None:
        yield ok("size", "there is no terminal here")
        return
    said = f"{found[0]}x{found[1]}"
    if found[0] >= MADE_FOR[0] and found[1] >= MADE_FOR[1]:
        yield ok("size", said)
    elif found[0] >= LEAST[0] and found[1] >= LEAST[1]:
        yield warning("size", f"{said} leaves little room.", _LARGER)
    else:
        least = "x".join(map(str, LEAST))
        yield warning("size", f"{said}: the app shows nothing below {least}.", _LARGER)


def ssh(here: Here) -> Iterator[Check]:
    """Whether this is over SSH, and what the app does about it. Addresses are left out."""
    if here.environ.get("SSH_CONNECTION"):
        used = dict(here.environ)
        prepare_environment(used)
        fps, escape = used.get("TEXTUAL_FPS"), used.get("ESCDELAY")
        yield ok("ssh", f"yes: {fps} frames a second at most, {escape} ms for a torn key")
    else:
        yield ok("ssh", "no")


def colours(here: Here) -> Iterator[Check]:
    """How many colours the app will use, and which theme it will wear."""
    from vinix_tui.storage import themes

    environ = dict(here.environ)
    prepare_environment(environ)
    used = known_colours(environ)
    names = ("NO_COLOR", "COLORTERM", "TEXTUAL_COLOR_SYSTEM")
    given = [f"{name}={here.environ[name]}" for name in names if here.environ.get(name)]
    terminfo = _terminfo(environ.get("TERM", ""))
    given.append(f"terminfo {'does not know it' if terminfo is None else terminfo}")
    asked = here.settings.theme or themes.recall() or DEFAULT_THEME
    try:
        worn = suited(themes.read(asked), used).name
    except themes.ThemeError:  # told where the settings are
        worn = suited(themes.shipped(DEFAULT_THEME), used).name
    told = f"{_SAID.get(used, 'none')} ({', '.join(given)}); theme {worn}"
    if worn != asked:
        told += f" in place of {asked}"
    if used == "standard" and (terminfo or 0) >= 256:
        yield warning("colours", f"{told}: fewer than the terminal has.", _MORE_COLOURS)
    else:
        yield ok("colours", told)


def clipboard(here: Here) -> Iterator[Check]:
    """How a copy leaves, as the app would send it."""
    most = f"up to {LIMIT:,} bytes; what is longer goes to a file"
    goes = way(here.environ)
    if goes == "file":
        yield warning("clipboard", "this terminal has none for us: copies go to files.", _NO_COPY)
    elif goes == "terminal":
        yield ok(
            "clipboard", f"to the terminal (OSC 52), {most}. Some want to be asked to allow it."
        )
    elif goes == "screen":
        yield ok("clipboard", f"through GNU screen to its terminal (OSC 52), {most}")
    else:
        yield ok("clipboard", f"into tmux's buffer, and from there to its terminal, {most}")


_LARGER = f"Make it {'x'.join(map(str, MADE_FOR))} or larger: tmux Ctrl-b z, or a smaller font."
_MORE_COLOURS = "export TEXTUAL_COLOR_SYSTEM=256, or COLORTERM=truecolor if it has 24-bit colours."
_NO_COPY = "Use a terminal that knows OSC 52, or tmux in this one; e in the app writes a file."


def _size() -> tuple[int, int] | None:
    for number in (1, 2, 0):
        try:
            found = os.get_terminal_size(number)
            return found.columns, found.lines
        except OSError:
            continue
    return None


def _terminfo(term: str) -> int | None:
    """How many colours the system's own table gives a terminal; None where it has no entry."""
    try:
        curses.setupterm(term or "unknown", 1)
        return max(0, curses.tigetnum("colors"))
    except curses.error:
        return None
