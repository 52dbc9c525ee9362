"""Does anything grow in a long day? Thousands of lookups through the app, and what is held then.

`python -m tests.ui.bench_soak [N]` looks up N calls (10,000 if not given) over a desk with a real
history file, each under an id of its own, and a tenth of that in the demo; it takes about N / 10
seconds. A table of each goes to standard output, the progress to standard error.
"""

from __future__ import annotations

import asyncio
import gc
import itertools
import os
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
from textual import events
from textual.widgets import Input

from tests.ui.conftest import _KEYS, Outside, PretendDesk, Sitting
from vinix_tui.cli.demo import demo_desk
from vinix_tui.desk import Desk
from vinix_tui.sandbox.scenarios import ALL, conference
from vinix_tui.sandbox.transport import SandboxTransport
from vinix_tui.sandbox.vinix import Sandbox
from vinix_tui.storage import paths
from vinix_tui.storage.settings import Flags, load
from vinix_tui.ui.app import VinixApp
from vinix_tui.ui.screens.history import HistoryScreen
from vinix_tui.ui.screens.inspector import InspectorScreen

KNOWN = tuple(call.id for call in ALL if call is not conference.SCENARIO)
"""Without the one of 300 legs, which comes in six pages."""
Held = dict[str, float]


class Endless(httpx.AsyncBaseTransport):
    """A sandbox in which every id is a call: one of those that it knows, under the id asked for."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._inner = SandboxTransport(sandbox)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The known call's reply, with the wanted id in place of its own."""
        wanted = request.url.path.rpartition("/")[2]
        if "-5" not in wanted:
            return await self._inner.handle_async_request(request)
        known = KNOWN[int(wanted.rpartition("-")[2][1:]) % len(KNOWN)]
        url = request.url.copy_with(path=request.url.path.replace(wanted, known))
        reply = await self._inner.handle_async_request(
            httpx.Request(request.method, url, headers=request.headers)
        )
        body = (await reply.aread()).replace(known.encode(), wanted.encode())
        headers = {"content-type": reply.headers["content-type"]}
        return httpx.Response(reply.status_code, headers=headers, content=body)


def new_ids() -> Iterator[str]:
    """Ids that nobody has asked for yet."""
    return (f"{63962000000 + number}-5{number:07}" for number in itertools.count())


@asynccontextmanager
async def sitting_at(desk: Desk) -> AsyncIterator[Sitting]:
    """The app at a desk."""
    app = VinixApp(desk)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        sitting = Sitting(app, pilot)
        await comes(sitting, lambda: app.session.account_id is not None)
        yield sitting


def endless_desk() -> PretendDesk:
    """A desk over such a sandbox; its clock runs fast, so that no request is one too many."""
    seconds = itertools.count(int(time.time()), 30)
    outside = Outside(Sandbox(now=lambda: float(next(seconds)), token_life=10**9))
    outside.transport = Endless(outside.sandbox)
    desk = PretendDesk(load(outside.token, Flags()), environ=outside.token)
    desk.outside = outside
    return desk


async def work(sitting: Sitting, number: int, call: str) -> None:
    """Look a call up, and do with it what people do now and then."""
    screen = sitting.app.screen
    await type_at_once(sitting, "escape", "s")
    await comes(sitting, lambda: screen.focused is not None and screen.focused.id == "interaction")
    driver = sitting.app._driver
    assert driver is not None
    driver.send_message(events.Paste(call))
    await type_at_once(sitting, "enter")
    assert isinstance(screen, InspectorScreen)
    await comes(sitting, lambda: shows(screen, call))  # which is saved by then
    await type_at_once(sitting, str(number % 6 + 1), "down", "[" if number % 2 else "]")
    for every, key in ASIDES:
        if number % every == 0:
            await type_at_once(sitting, key)
    for every, key in DIALOGS:
        if number % every == 0:
            await type_at_once(sitting, key)
            await comes(sitting, lambda: sitting.app.screen is not screen)
            await sitting.settle()  # painted, too
            await type_at_once(sitting, "escape")
            await comes(sitting, lambda: sitting.app.screen is screen)
    if number % 37 == 0:
        await compare(sitting)
    if number % 11 == 0:
        await open_from_history(sitting, call)
    if number % 53 == 0:
        await sitting.ask("63962647202-deadbeef")
        await sitting.until("No legs for")
        await sitting.burst("escape")
    if number % 29 == 0:
        await sitting.resize(100, 30)
        await sitting.resize(80, 24)


def shows(screen: InspectorScreen, call: str) -> bool:
    """Whether a call is on the screen, and no other awaited."""
    view = screen.view
    return view is not None and view.lookup.interaction_id == call and not screen.busy


async def type_at_once(sitting: Sitting, *keys: str) -> None:
    """Keys in one packet; a tenth of the work of `burst`, which waits until all is painted."""
    driver = sitting.app._driver
    assert driver is not None
    for key in keys:
        event = events.Key(*(_KEYS.get(key) or (key, key if len(key) == 1 else None)))
        event.set_sender(sitting.app)
        driver.send_message(event)
    await asyncio.sleep(0)


async def comes(sitting: Sitting, condition: Callable[[], bool]) -> None:
    """Wait for something, half a minute at most."""
    for _ in range(10_000):
        if condition():
            return
        await asyncio.sleep(0.002)
    raise AssertionError(f"it never came about on:\n{sitting.text}")


ASIDES = ((3, "escape"), (4, "f"), (5, "t"), (23, "p"))
"""Every so many lookups, a key."""
DIALOGS = ((7, "?"), (9, ":"), (19, "n"))
"""Every so many lookups, a key that opens something, and Esc leaves it."""


async def compare(sitting: Sitting) -> None:
    """Two legs, where there are as many."""
    await sitting.burst("escape")
    await sitting.burst("c", "]", "c")
    if sitting.has("How it went"):
        await sitting.burst("escape")
        await sitting.until("Legs ·")
    await sitting.burst("escape", "escape")


async def open_from_history(sitting: Sitting, call: str) -> None:
    """The stored copy of a call."""
    await type_at_once(sitting, "h")
    await comes(sitting, lambda: isinstance(sitting.app.screen, HistoryScreen))
    history = sitting.app.screen
    assert isinstance(history, HistoryScreen)
    await type_at_once(sitting, *call[-8:])
    await comes(sitting, lambda: history.query_one(Input).value == call[-8:])
    await sitting.settle()
    await type_at_once(sitting, "enter")
    await comes(sitting, lambda: sitting.app.screen is not history)


def held(sitting: Sitting, history: Path) -> Held:
    """What the program holds at this moment."""
    gc.collect()
    size = os.sysconf("SC_PAGE_SIZE")
    return {
        "resident memory, MB": int(Path("/proc/self/statm").read_text().split()[1]) * size / 2**20,
        "Python objects": len(gc.get_objects()),
        "open files": len(list(Path("/proc/self/fd").iterdir())),
        "asyncio tasks": len(asyncio.all_tasks()),
        "threads": threading.active_count(),
        "widgets": len(sitting.app._registry),
        "workers": len(list(sitting.app.workers)),
        "screens": len(sitting.app.screen_stack),
        "history, MB": history.stat().st_size / 2**20 if history.exists() else 0.0,
    }


def kinds() -> Counter[str]:
    """How many objects there are of each type."""
    return Counter(
        f"{type(each).__module__}.{type(each).__qualname__}" for each in gc.get_objects()
    )


async def soak(
    sitting: Sitting, calls: Iterator[str], count: int, look: Callable[[int], None]
) -> None:
    """So many lookups, one after the other; `look` hears how many there were."""
    for number in range(1, count + 1):
        await work(sitting, number, next(calls))
        outside = getattr(sitting.app.desk, "outside", None)
        if outside is not None:  # the test's own ledgers
            outside.asked.clear()
            outside.waits.clear()
        look(number)


async def measured(name: str, desk: Desk, calls: Iterator[str], count: int) -> None:
    """Soak a desk and print what was held at the start, in the middle and at the end."""
    history = paths.history_file(demo=bool(desk.demo))
    warm = min(300, count // 4)
    begun = time.monotonic()
    seen: list[Held] = []
    types: list[Counter[str]] = []

    async with sitting_at(desk) as sitting:

        def look(number: int) -> None:
            if number in (warm, warm + (count - warm) // 2, count):
                seen.append(held(sitting, history))
                types.append(kinds())
            if number % max(1, count // 50) == 0:
                took = time.monotonic() - begun
                holds = held(sitting, history)
                now = ", ".join(f"{value:,.6g} {what}" for what, value in holds.items())
                sys.stderr.write(f"{name}: {number} of {count} in {took:.0f} s: {now}\n")

        if desk.demo:
            await sitting.until("One-way audio")
            await sitting.burst("enter")
            await sitting.until("saved")
        await soak(sitting, calls, count, look)
    say = sys.stdout.write
    say(f"{name}: {count} lookups, the start after {warm}\n")
    say(f"  {'':20} {'start':>10} {'middle':>10} {'end':>10} {'growth':>10}\n")
    for what, first in seen[0].items():
        row = [first, seen[1][what], seen[2][what], seen[2][what] - first]
        say(f"  {what:20}" + "".join(f" {value:>10,.6g}" for value in row) + "\n")
    for kind, more in (types[2] - types[0]).most_common(8):
        say(f"    {more:+8,} {kind}\n")
    sys.stdout.flush()


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(HOME=home, XDG_RUNTIME_DIR=home, XDG_CACHE_HOME=f"{home}/cache")
        asyncio.run(measured("real history", endless_desk(), new_ids(), count))
        again = itertools.cycle(KNOWN)  # never one twice in a row, which would show at once
        asyncio.run(measured("demo", demo_desk(load({}, Flags())), again, max(8, count // 10)))


if __name__ == "__main__":
    main()
