"""The app over the sandbox, in this process, and how to read what is on its screen."""

from __future__ import annotations

import os
import re
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from vinix_tui.cli.demo import demo_desk
from vinix_tui.desk import Desk
from vinix_tui.storage.settings import Flags, load
from vinix_tui.ui.app import VinixApp

SNAPSHOTS = Path(__file__).parent / "snapshots"
_VOLATILE = (
    (re.compile(r"token \d+ min"), "token 59 min"),
    (re.compile(r"fetched in \d+\.\d s"), "fetched in 0.1 s"),
    (re.compile(r"(fetched +)\w{3} \d\d \w{3} \d{4} [\d:]{8}"), r"\1Mon 23 Nov 2026 12:00:00"),
    (re.compile(r"today \d\d:\d\d"), "today 12:00"),
    (re.compile(r"\b\d+ s (ago|old)"), r"0 s \1"),
)


class Sitting:
    """A running app: press keys, wait for words, read the screen."""

    def __init__(self, app: VinixApp, pilot: Pilot[Any]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def text(self) -> str:
        """The screen's characters, as lines without their trailing spaces."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(part.text for part in strip).rstrip() for strip in strips)

    async def press(self, *keys: str) -> None:
        """Press keys and let the app settle."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type text into whatever has the focus."""
        names = {" ": "space", "-": "minus", "@": "at", ".": "full_stop", "/": "slash"}
        await self.press(*(names.get(character, character) for character in text))

    async def until(self, condition: str | Callable[[], bool]) -> None:
        """Wait until words are on the screen, or a condition holds; gives up after some seconds."""
        for _ in range(500):
            if condition in self.text if isinstance(condition, str) else condition():
                return
            await self.pilot.pause(0.01)
        raise AssertionError(f"{condition!r} never came about on:\n{self.text}")


Started = Callable[..., AbstractAsyncContextManager[Sitting]]


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Started:
    """Start the app: `async with start(size=(80, 24)) as sitting`; in the demo unless a desk is given."""
    monkeypatch.setattr("vinix_tui.ui.cures.leave_on_signals", lambda leave: None)

    @asynccontextmanager
    async def started(
        *, size: tuple[int, int] = (80, 24), desk: Desk | None = None, **options: Any
    ) -> AsyncIterator[Sitting]:
        app = VinixApp(desk or demo_desk(load(os.environ, Flags())), **options)
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            yield Sitting(app, pilot)

    return started


@pytest.fixture
def snapshot(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a screen's text with the one in snapshots/; VINIX_SNAPSHOTS=write writes it anew.

    The autouse fixture drops the variable from the environment, so it is read before that.
    """

    def compare(name: str, text: str) -> None:
        for volatile, fixed in _VOLATILE:
            text = volatile.sub(fixed, text)
        file = SNAPSHOTS / f"{name}.txt"
        if _WRITE or not file.exists():
            file.parent.mkdir(exist_ok=True)
            file.write_text(text + "\n", encoding="utf-8")
            if not _WRITE:
                pytest.fail(f"{file.name} did not exist; look at it and commit it")
            return
        assert text + "\n" == file.read_text(encoding="utf-8")

    return compare


_WRITE = os.environ.get("VINIX_SNAPSHOTS") == "write"
