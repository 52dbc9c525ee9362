"""A notice is read whole, however long it is and however small the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vinix_tui.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from tests.ui.conftest import Inspecting

LONG = "\n".join(f"fault {number}: a colour that is none" for number in range(1, 41))


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36)])
async def test_what_is_too_high_says_how_to_read_on_and_is_read_to_its_end(
    inspecting: Inspecting, size: tuple[int, int]
) -> None:
    async with inspecting(size=size) as sitting:
        notice = sitting.app.screen.query_one(Notice)
        notice.say(LONG)
        await sitting.until("fault 1:")
        await sitting.until("There is more: Tab comes here")
        assert "fault 40:" not in sitting.text
        await sitting.burst("escape")
        assert not notice.display
        notice.say(LONG)
        await sitting.until("There is more")
        for _ in range(6):
            if sitting.app.focused is notice:
                break
            await sitting.burst("tab")
        await sitting.burst("down")
        assert "fault 1:" not in sitting.text and "There is more" in sitting.text
        await sitting.burst("end")
        assert "fault 40:" in sitting.text
        await sitting.burst("escape")
        assert not notice.display and sitting.app.focused is not notice


async def test_what_fits_takes_no_more_than_its_lines_and_no_focus(inspecting: Inspecting) -> None:
    async with inspecting() as sitting:
        notice = sitting.app.screen.query_one(Notice)
        notice.say(LONG)
        await sitting.until("There is more")
        notice.say("one\ntwo")
        await sitting.until("✗ one")
        await sitting.until(lambda: "There is more" not in sitting.text)
        assert notice.size.height == 2 and not notice.can_focus
