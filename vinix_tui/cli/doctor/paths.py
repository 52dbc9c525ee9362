"""Paths as a report shows them."""

from __future__ import annotations

import os
from pathlib import Path


def short(path: str | Path) -> str:
    """A path with `~` for the home directory, so that it is short and still can be copied."""
    home = os.environ.get("HOME", "").rstrip("/")
    text = str(path)
    return f"~{text[len(home) :]}" if home and (text + "/").startswith(f"{home}/") else text
