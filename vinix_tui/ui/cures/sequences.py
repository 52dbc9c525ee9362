"""Sequences of ours to the terminal, as they are."""

from __future__ import annotations

from typing import Any

from textual.app import App


def write_to_terminal(app: App[Any], sequence: str) -> None:
    """Send a sequence as it is, in turn with the frames: Textual's own copying wraps nothing for
    GNU screen, and nothing else of it writes what is no text."""
    if app._driver is not None:
        app._driver.write(sequence)
