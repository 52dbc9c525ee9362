"""`help`: the topics of the documentation, one of them, or the options of a command."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping

from vinix_tui.cli import options, output
from vinix_tui.cli.outcome import FINE, USAGE, Trouble

_WIDEST = 100
"""Columns of a line at most: the eye loses the next one of a longer one."""
_UNWRAPPED = 10_000
"""Columns in a pipe, where whoever reads wraps, and `grep` wants a sentence whole."""


def help_(chosen: Namespace) -> int:
    """Print what was asked for. Raises Trouble, and Answer for a command's --help."""
    from vinix_tui.help import topics

    known = topics()
    if chosen.topic is None:
        output.write(_listed(known))
    elif chosen.topic in known:
        output.write(_topic(chosen.topic))
    elif chosen.topic in options.COMMANDS:
        options.parse([chosen.topic, "--help"])
    else:
        raise Trouble(f"{_unknown(chosen.topic, known)}\nSee: vinix-tui help", USAGE)
    return FINE


def _listed(known: Mapping[str, str]) -> str:
    from vinix_tui.reports.layout import Page

    page = Page(
        output.width(),
        wrapped=output.is_terminal(),
        colour=output.colour(),
        ascii_only=output.ascii_only(),
    )
    wide = max(map(len, known))
    page.heading("vinix-tui help TOPIC")
    for topic, title in known.items():
        page.item(f"  {topic:<{wide}}  ", title)
    page.heading("vinix-tui help COMMAND")
    page.item("  ", f"{', '.join(name for name in options.COMMANDS if name not in known)}", 9)
    return str(page)


def _topic(topic: str) -> str:
    from vinix_tui.help import source
    from vinix_tui.help.rendered import rendered

    width = min(_WIDEST, output.width()) if output.is_terminal() else _UNWRAPPED
    text = rendered(source(topic), width, colour=output.colour())
    more = f"\nIts options: vinix-tui {topic} --help\n" if topic in options.COMMANDS else ""
    return text + more


def _unknown(topic: str, known: Mapping[str, str]) -> str:
    import difflib

    asked = topic.casefold()
    near = difflib.get_close_matches(asked, [*known, *options.COMMANDS], n=1) or [
        name for name, title in known.items() if asked in title.casefold()
    ]
    hint = f"; did you mean: vinix-tui help {near[0]}" if near else ""
    return f"there is no topic {topic}{hint}"
