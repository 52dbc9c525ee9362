"""A day's lookups leave nothing behind: no handle, task, thread, widget, and hardly an object."""

from __future__ import annotations

from itertools import islice

from tests.ui.bench_soak import Held, endless_desk, held, new_ids, sitting_at, soak
from vinix_tui.storage import paths

WARM = 50
COUNT = 150


async def test_a_hundred_lookups_more_hold_no_more_than_fifty() -> None:
    seen: dict[int, Held] = {}
    async with sitting_at(endless_desk()) as sitting:

        def look(number: int) -> None:
            if number in (WARM, COUNT):
                seen[number] = held(sitting, paths.history_file())

        await soak(sitting, islice(new_ids(), COUNT), COUNT, look)
    first, last = seen[WARM], seen[COUNT]
    for what in ("open files", "asyncio tasks", "threads", "widgets", "workers", "screens"):
        assert last[what] <= first[what] + 2, what  # a save, or a list, may be on its way out
    assert last["Python objects"] - first["Python objects"] < 20_000  # 200 a lookup
    assert last["screens"] == 1
