"""The app over the sandbox, in this process, and how to read what is on its screen."""

from __future__ import annotations

import asyncio
import gc
import os
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from textual import events
from textual.pilot import Pilot

from vinix_tui.api.client import VinixClient, normalise_base
from vinix_tui.calls.ids import recognise
from vinix_tui.cli.demo import demo_desk
from vinix_tui.desk import Desk
from vinix_tui.sandbox.account import ACCOUNT_ID
from vinix_tui.sandbox.tokens import Grant
from vinix_tui.sandbox.transport import SandboxTransport
from vinix_tui.sandbox.vinix import Sandbox
from vinix_tui.storage.settings import Flags, load
from vinix_tui.ui.app import VinixApp
from vinix_tui.ui.widgets.bars import StatusLine

ONE_WAY_AUDIO = "63962647202-00000002"
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

    @property
    def status(self) -> str:
        """The status line."""
        return self.text.split("\n")[-2].strip()

    @property
    def hints(self) -> str:
        """The last line: the keys."""
        return self.text.split("\n")[-1].strip()

    async def press(self, *keys: str) -> None:
        """Press keys and let the app settle."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type text into whatever has the focus, in one burst."""
        await self.burst(*text)

    async def burst(self, *keys: str) -> None:
        """Keys as they come in one packet over a slow line: none waits for the one before it.

        A key is a name of Textual's or a character. A burst costs 10 ms, a `press` 60 ms a key.
        """
        driver = self.app._driver
        assert driver is not None
        for key in keys:
            event = events.Key(*(_KEYS.get(key) or (key, key if len(key) == 1 else None)))
            event.set_sender(self.app)
            driver.send_message(event)
        await self.settle()

    async def paste(self, text: str) -> None:
        """Paste, as terminals with bracketed paste do."""
        driver = self.app._driver
        assert driver is not None
        driver.send_message(events.Paste(text))
        await self.settle()

    async def ask(self, wanted: str) -> None:
        """Ask for a call, from the legs or from the search pane."""
        await self.burst("escape")
        await self.burst("s")
        await self.paste(wanted)
        await self.burst("enter")

    async def resize(self, width: int, height: int) -> None:
        """Make the terminal another size."""
        await self.pilot.resize_terminal(width, height)
        await self.settle()

    async def settle(self) -> None:
        """Let every widget do what it has been told, threads and the network left aside."""
        for _ in range(4):  # a key, its message, the message's watchers, what they refresh
            await self.pilot._wait_for_screen()
            self.app.screen._on_timer_update()

    def has(self, words: str) -> bool:
        """Whether words stand on the screen, also where a line end parts them."""
        return " ".join(words.split()) in " ".join(self.text.split())

    def holds(self, words: str) -> bool:
        """The same for words with a path in them, which a line's end parts anywhere."""
        return "".join(words.split()) in "".join(self.text.split())

    async def until(self, condition: str | Callable[[], bool]) -> None:
        """Wait until words are on the screen, or a condition holds; gives up after some seconds."""
        for _ in range(500):
            if self._says(condition) if isinstance(condition, str) else condition():
                await self.settle()
                return
            if not self.app.is_running:
                break  # it has failed; what it raised is raised again at the end
            await self.pilot.pause(0.01)
        raise AssertionError(f"{condition!r} never came about on:\n{self.text}")

    def _says(self, words: str) -> bool:
        """Whether words are on the screen, and are not those of before a lookup that has begun."""
        busy = getattr(self.app.screen, "busy", "")
        if busy and self.app.screen.query_one(StatusLine).said != busy:
            return False
        return self.has(words)


_KEYS = {
    "enter": ("enter", "\r"),
    "tab": ("tab", "\t"),
    " ": ("space", " "),
    "-": ("minus", "-"),
    "@": ("at", "@"),
    ".": ("full_stop", "."),
    "/": ("slash", "/"),
    ":": ("colon", ":"),
    "?": ("question_mark", "?"),
    "[": ("left_square_bracket", "["),
    "]": ("right_square_bracket", "]"),
}
"""Keys that Textual names otherwise than by their character."""

Started = Callable[..., AbstractAsyncContextManager[Sitting]]


class Outside:
    """The world outside the app: a sandbox, every request that reached it, and a line to hold.

    `held_after` is the number of requests that are still answered; those after it wait until
    `release`. Waits of the client and of slow replies take no time, but are written down.
    """

    def __init__(self, sandbox: Sandbox | None = None) -> None:
        self.sandbox = sandbox or Sandbox()
        self.asked: list[httpx.Request] = []
        self.waits: list[float] = []
        self.held_after = 1_000_000
        self._released = asyncio.Event()
        self.wait_of: Callable[[float], Awaitable[None]] = self._at_once
        """How long a wait really is: none at all, unless a test puts something else here."""
        self.transport: httpx.AsyncBaseTransport = SandboxTransport(self.sandbox, pause=self.wait)

    async def wait(self, seconds: float) -> None:
        """What the client and slow replies wait with."""
        self.waits.append(seconds)
        await self.wait_of(seconds)

    async def _at_once(self, _seconds: float) -> None:
        await asyncio.sleep(0)

    def hold(self, answered_first: int = 0) -> None:
        """Answer so many more requests, then none."""
        self.held_after = len(self.asked) + answered_first
        self._released.clear()

    def release(self) -> None:
        """Answer everything again, also what was asked meanwhile."""
        self.held_after = 1_000_000
        self._released.set()

    @property
    def token(self) -> dict[str, str]:
        """An environment with a token that opens the sandbox's account."""
        grant = Grant(ACCOUNT_ID, None, "cb_user_auth")
        return {"VINIX_AUTH_TOKEN": self.sandbox._tokens.issue(grant)}

    @property
    def paths(self) -> list[str]:
        """What was asked for, without the server."""
        return [request.url.path.removeprefix("/v2/") for request in self.asked]


class _Line(httpx.AsyncBaseTransport):
    def __init__(self, outside: Outside) -> None:
        self._outside = outside

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self._outside.asked.append(request)
        if len(self._outside.asked) > self._outside.held_after:
            await self._outside._released.wait()
        return await self._outside.transport.handle_async_request(request)


class PretendDesk(Desk):
    """A real desk (not the demo's), whose clients reach an Outside rather than the network."""

    outside: Outside

    def client(
        self, *, base: str | None = None, on_wait: Callable[[str], None] | None = None
    ) -> VinixClient:
        """A client of the outside."""
        given = normalise_base(base or self.settings.profile.base, self.settings.insecure_http)
        return VinixClient(
            given, transport=_Line(self.outside), on_wait=on_wait, sleep=self.outside.wait
        )


@pytest.fixture
def sitting_of() -> type[Sitting]:
    """How to sit at an app that a test has started itself."""
    return Sitting


@pytest.fixture(scope="session", autouse=True)
def few_collections() -> Iterator[None]:
    """Collect garbage rarely: going through all of Textual takes 0.1 s, and it all stays alive."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


@pytest.fixture(autouse=True)
def collections_go_on() -> Iterator[None]:
    """A test may end before what `collect_later` put off is due."""
    yield
    gc.enable()


@pytest.fixture
def outside() -> Outside:
    """A sandbox with a line that a test can hold."""
    return Outside()


DeskFor = Callable[..., Desk]


@pytest.fixture
def desk_for() -> DeskFor:
    """Make a desk over an Outside, with an environment and flags: `desk_for(outside, {...})`."""

    def made(
        outside: Outside, environ: Mapping[str, str] | None = None, **flags: Any
    ) -> PretendDesk:
        variables = dict(environ or {})
        settings = load(variables, Flags(**flags))
        desk = PretendDesk(settings, environ=variables, demo_desk=lambda: demo_desk(settings))
        desk.outside = outside
        return desk

    return made


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Started:
    """Start the app: `async with start(size=(80, 24)) as sitting`; the demo unless with a desk."""
    monkeypatch.setattr("vinix_tui.ui.cures.signals.leave_on_signals", lambda leave: None)

    @asynccontextmanager
    async def started(
        *, size: tuple[int, int] = (80, 24), desk: Desk | None = None, **options: Any
    ) -> AsyncIterator[Sitting]:
        app = VinixApp(desk or demo_desk(load(os.environ, Flags())), **options)
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            yield Sitting(app, pilot)

    return started


Browsing = Callable[..., AbstractAsyncContextManager[Sitting]]


@pytest.fixture
def browsing(start: Started) -> Browsing:
    """Start the demo at one of its calls, looked up and stored."""

    @asynccontextmanager
    async def started(
        call: str = ONE_WAY_AUDIO, size: tuple[int, int] = (80, 24)
    ) -> AsyncIterator[Sitting]:
        async with start(wanted=recognise(call), size=size) as sitting:
            await sitting.until("saved")
            yield sitting

    return started


Inspecting = Callable[..., AbstractAsyncContextManager[Sitting]]


@pytest.fixture
def inspecting(start: Started, outside: Outside, desk_for: DeskFor) -> Inspecting:
    """Start signed in with a token, at a call of the sandbox if one is named; no demo."""

    @asynccontextmanager
    async def started(
        call: str = "", *, size: tuple[int, int] = (80, 24), **variables: str
    ) -> AsyncIterator[Sitting]:
        desk = desk_for(outside, {**outside.token, **variables})
        async with start(desk=desk, size=size) as sitting:
            await sitting.until("No call looked up yet")
            if call:
                await sitting.ask(call)
                await sitting.until("saved")
            yield sitting

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
