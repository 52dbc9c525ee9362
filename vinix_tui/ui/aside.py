"""Blocking work beside the screen, in a thread that never holds the program back when it leaves.

`asyncio.to_thread` would: Python waits for its threads at the end, so quitting while a pipe is read
that nobody writes to, or a huge reply is typed, would leave the user without a shell.
"""

from __future__ import annotations

import asyncio
import gc
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import ParamSpec, TypeVar

_PAINTED = 1.0
"""Seconds; a call of thousands of legs takes longer, and is looked through meanwhile after all."""

Given = ParamSpec("Given")
Made = TypeVar("Made")


async def aside(work: Callable[Given, Made], *args: Given.args, **kwargs: Given.kwargs) -> Made:
    """What `work` returns or raises. Cancelled, it is no longer waited for, but goes on."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Made] = loop.create_future()

    def settle(made: Made | None, error: BaseException | None) -> None:
        if done.cancelled():
            return
        if error is not None:
            done.set_exception(error)
        else:
            done.set_result(made)  # type: ignore[arg-type]

    def run() -> None:
        made, error = None, None
        try:
            made = work(*args, **kwargs)
        except BaseException as raised:  # noqa: BLE001 - handed on to whoever awaits it
            error = raised
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(settle, made, error)

    threading.Thread(target=run, daemon=True).start()
    return await done


def collect_later() -> None:
    """Let what is made now be painted before Python looks through it for garbage.

    All of it lives on, so the look at a call of 500 legs is 25 ms for nothing: neither somebody who
    waits for the call should pay for it, nor whoever presses the next key.
    """
    gc.disable()
    asyncio.get_running_loop().call_later(_PAINTED, _look_now)


def _look_now() -> None:
    gc.enable()
    gc.collect(1)


def collect_rarely() -> None:
    """Let no key wait until Python has gone through all objects for garbage.

    What is imported by now (Textual alone has 200,000 objects, 0.1 s each time) lives until the end
    and is left alone. Of what comes, the young is looked through often enough; all of it hardly
    ever, since the many objects of a large call live as long as the call is shown.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
