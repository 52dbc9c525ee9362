"""For every test: a home of its own, UTC, and no setting of the machine it runs on."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home directory; nothing is read from or left in the real one."""
    home = tmp_path / "home"
    runtime = tmp_path / "run"
    home.mkdir()
    runtime.mkdir(mode=0o700)
    for name in list(os.environ):
        if name.startswith(("VINIX_", "XDG_", "SSH_", "TEXTUAL", "HTTP", "ALL_PROXY")):
            monkeypatch.delenv(name)
    for name in ("NO_COLOR", "COLORTERM", "STY", "TMUX", "PAGER", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    return home
