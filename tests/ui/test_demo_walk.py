"""The way of a new user: a call of the demo, all tabs, the history, out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.ui.conftest import Started


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
async def test_a_call_of_the_demo_is_looked_up_and_every_tab_read(
    start: Started, snapshot: Callable[[str, str], None], size: tuple[int, int]
) -> None:
    name = f"{size[0]}x{size[1]}"
    async with start(size=size) as sitting:
        await sitting.until("One-way audio behind NAT")
        snapshot(f"calls-{name}", sitting.text)
        await sitting.press("enter")
        await sitting.until("saved")
        for number, title in enumerate(
            ("summary", "call-info", "sip-sdp", "custom-vars", "fax", "raw"), 1
        ):
            await sitting.press(str(number))
            snapshot(f"{title}-{name}", sitting.text)
        await sitting.press("h")
        await sitting.until("today")
        snapshot(f"history-{name}", sitting.text)
        await sitting.press("enter")
        await sitting.until("stored copy")
        await sitting.press("q")
    assert sitting.app.return_code == 0
