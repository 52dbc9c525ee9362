"""For every test: a home of its own, UTC, and no setting of the machine it runs on; for some, a
count of how much work something is.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
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
    monkeypatch.setenv("TERM", "xterm-256color")
    time.tzset()
    return home


Steps = Callable[[Callable[[], object]], int]


@pytest.fixture
def steps() -> Steps:
    """Counts the functions, ours and built in, that a piece of work calls: not time, which depends
    on the machine.
    """

    def counted(work: Callable[[], object]) -> int:
        count = 0

        def counting(_frame: object, event: str, _what: object) -> None:
            nonlocal count
            count += event in ("call", "c_call")

        before = sys.getprofile()
        sys.setprofile(counting)
        try:
            work()
        finally:
            sys.setprofile(before)
        return count

    return counted
