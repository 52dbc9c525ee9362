"""The checks on paper: a line each with mark and word, the fix below it; or as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import NamedTuple

from vinix_tui import __version__
from vinix_tui.calls import clock
from vinix_tui.calls.text import printable, wrap
from vinix_tui.cli import output
from vinix_tui.cli.doctor.check import Check
from vinix_tui.reports.layout import Page

FORMAT = "vinix-tui-doctor/1"
_MARKS = {"ok": "·", "warning": "▲", "fault": "✗"}
_NAMES = 11  # cells of the longest name of a check
_NARROWEST = 20  # cells for words; below, a narrow terminal wraps by itself


class Part(NamedTuple):
    """A part of the report: what it is about, and its checks."""

    title: str
    checks: list[Check]


def beginning() -> str:
    """What stands above all parts."""
    page = _page()
    page.heading(f"vinix-tui {__version__} doctor · {clock.now():%Y-%m-%d %H:%M:%S} UTC")
    _words(page, "", "No passwords, keys or tokens are in here; it may go into a ticket.")
    return str(page)


def as_text(part: Part) -> str:
    """A part, below an empty line; nothing where nothing was checked."""
    if not part.checks:
        return ""
    page = _page()
    page.heading(part.title)
    for check in part.checks:
        label = f"  {_MARKS[check.state]} {check.state:<7}  {check.name:<{_NAMES}}  "
        _words(page, label, check.found)
        if check.fix:
            _words(page, " " * len(label), f"Fix: {check.fix}")
    return f"\n{page}"


def ending(parts: list[Part]) -> str:
    """How many of which, in a line."""
    faults, warnings = _count(parts, "fault"), _count(parts, "warning")
    said = [f"{faults} fault{'s' * (faults != 1)}"] if faults else []
    said += [f"{warnings} warning{'s' * (warnings != 1)}"] if warnings else []
    page = _page()
    page.heading(f"{' and '.join(said)}." if said else "All is well.")
    return f"\n{page}"


def as_json(parts: list[Part]) -> str:
    """All of it, in ASCII."""
    told = {
        "format": FORMAT,
        "version": __version__,
        "at": f"{clock.now():%Y-%m-%dT%H:%M:%SZ}",
        "faults": _count(parts, "fault"),
        "warnings": _count(parts, "warning"),
        "checks": [
            {"part": part.title} | {key: printable(text) for key, text in asdict(check).items()}
            for part in parts
            for check in part.checks
        ],
    }
    return json.dumps(told, indent=2) + "\n"


def _count(parts: list[Part], state: str) -> int:
    return sum(check.state == state for part in parts for check in part.checks)


def _page() -> Page:
    return Page(
        output.width(),
        wrapped=output.is_terminal(),
        colour=output.colour(),
        ascii_only=output.ascii_only(),
    )


def _words(page: Page, label: str, text: str) -> None:
    """Wrapped by hand, since a path longer than the line goes on in the next: it is never cut."""
    text = " ".join(printable(text).split())
    room = page.width - len(label) if output.is_terminal() else 0
    for line in wrap(text, max(room, _NARROWEST)) if room else [text]:
        page.item(label, line)
        label = " " * len(label)
