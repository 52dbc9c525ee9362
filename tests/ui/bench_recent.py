"""What recent calls take: from the reply to the first rows, and a key at 20,000 rows.

`python -m tests.ui.bench_recent` lists the sandbox's month on a screen of 120x36 and prints both
beside their limits: 100 ms until the first rows are painted, 50 ms of work for each letter of the
filter and each page that comes (95 of 100). The work is measured on the loop's own thread.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import time
from collections.abc import Callable

import httpx

from tests.ui.conftest import Outside, PretendDesk, Sitting
from vinix_tui.storage.settings import Flags, load
from vinix_tui.ui.app import VinixApp
from vinix_tui.ui.aside import collect_rarely
from vinix_tui.ui.screens.recent import RecentScreen

ROWS = 20_000
FIRST_ROWS, A_KEY = 100.0, 50.0
"""Milliseconds."""
TYPED = ("2001", "+1 404", "normal", "larsen", "busy in", ">2m", "555-0151", "no answer", "zzz")


class Timed(httpx.AsyncBaseTransport):
    """A transport that notes when each reply is there."""

    def __init__(self, inner: httpx.AsyncBaseTransport) -> None:
        self._inner = inner
        self.replied = 0.0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The reply, read whole."""
        reply = await self._inner.handle_async_request(request)
        await reply.aread()
        self.replied = time.perf_counter()
        return reply


async def _until(condition: Callable[[], bool]) -> None:
    while not condition():  # noqa: ASYNC110 - the screen tells nobody
        await asyncio.sleep(0.001)


async def _first_rows(sitting: Sitting, timed: Timed) -> float:
    screen = RecentScreen()
    painted = 0.0

    def paint() -> None:
        nonlocal painted
        if not painted and screen.listed.count:
            painted = time.perf_counter()

    sitting.app.push_screen(screen)
    await _until(lambda: bool(screen.listed.count))
    screen.call_after_refresh(paint)
    await _until(lambda: bool(painted))
    await sitting.settle()
    await sitting.press("escape")
    return (painted - timed.replied) * 1000


async def _typing(sitting: Sitting) -> list[tuple[float, str]]:
    took = []
    for words in TYPED:
        for place, letter in enumerate(words):
            begun = time.thread_time()
            await sitting.burst(letter)
            took.append(((time.thread_time() - begun) * 1000, words[: place + 1]))
        await sitting.burst("escape")
    return took


async def _moving(sitting: Sitting) -> list[tuple[float, str]]:
    took = []
    for key in ("down", "pagedown", "pagedown", "end", "pageup", "up", "home"):
        begun = time.thread_time()
        await sitting.burst(key)
        took.append(((time.thread_time() - begun) * 1000, key))
    return took


def row(what: str, limit: float, took: list[tuple[float, str]]) -> None:
    """Print one measurement: the median, 95 of 100, and the slowest with its name."""
    times = sorted(took)
    worst, name = times[-1]
    at_95 = times[int(0.95 * (len(times) - 1))][0]
    middle = statistics.median(each for each, _ in took)
    said = f"{what:<42} {middle:6.1f} {at_95:6.1f} {worst:6.1f} ms ({name!r}), limit {limit:.0f} ms"
    sys.stdout.write(f"{said}\n")


async def measured() -> None:
    """List the month, type and move, and print what it took."""
    os.environ.setdefault("TERM", "xterm-256color")
    outside = Outside()
    timed = outside.transport = Timed(outside.transport)
    desk = PretendDesk(load(outside.token, Flags()), environ=outside.token)
    desk.outside = outside
    app = VinixApp(desk)
    async with app.run_test(size=(120, 36)) as pilot:
        sitting = Sitting(app, pilot)
        await sitting.until("No call looked up yet")
        await asyncio.sleep(1)  # what is imported while nobody waits
        collect_rarely()
        first = []
        for turn in range(10):
            app.session.listed = None
            first.append((await _first_rows(sitting, timed), f"opened {turn + 1} times before"))
        sys.stdout.write(f"{'':<42} median   95 %  slowest\n")
        row("from the reply to the first rows painted", FIRST_ROWS, first)
        app.session.listed = None
        screen = RecentScreen()
        app.push_screen(screen)
        await sitting.until("Calls")
        await sitting.burst("tab", "4")
        await _until(lambda: screen.listed.period.name == "last 31 days")
        pages = []
        while not screen.listed.finished:
            screen.listed.cursor = ""
            await screen.listed.more(app.session)
            between = time.thread_time()
            screen.draw()
            await sitting.settle()
            pages.append(((time.thread_time() - between) * 1000, f"{screen.listed.count:,} rows"))
        assert screen.listed.count >= ROWS - 100, screen.listed.count
        row("a further page is shown", A_KEY, pages)
        await sitting.burst("tab")
        row(f"a letter of the filter, {screen.listed.count:,} rows", A_KEY, await _typing(sitting))
        row(f"a key that moves, {screen.listed.count:,} rows", A_KEY, await _moving(sitting))


if __name__ == "__main__":
    asyncio.run(measured())
