"""Enter is hinted at only on lines where it leads somewhere, and with the word for where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinix_tui.ui.widgets.call_info import PARTNER
from vinix_tui.ui.widgets.tabs import Tabs

if TYPE_CHECKING:
    from tests.ui.conftest import Inspecting, Sitting

CALL = "63962647202-00000002"


def hints(sitting: Sitting) -> str:
    return sitting.text.split("\n")[-1]


async def test_on_the_summary_each_line_is_hinted_at_as_it_leads(inspecting: Inspecting) -> None:
    async with inspecting(CALL) as sitting:
        await sitting.burst("1")
        assert "Enter evidence" in hints(sitting)
        seen = set()
        panel = sitting.app.screen.query_one(Tabs).panel
        for item in list(panel._items):
            assert item.key == panel.cursor_key
            kind = item.key.partition(":")[0]
            word = {
                "finding": "Enter evidence",
                "evidence": "Enter evidence",
                "moment": "Enter leg",
            }
            assert word.get(kind, "↑↓ line · 1–6 tabs") in hints(sitting), item.key
            seen.add(kind)
            await sitting.burst("down")
        assert {"finding", "evidence", "moment", "from → to"} <= seen


async def test_the_partner_leg_is_hinted_at_and_follows_the_leg(inspecting: Inspecting) -> None:
    async with inspecting(CALL) as sitting:
        await sitting.burst("2")
        assert "Enter" not in hints(sitting)
        while sitting.app.screen.query_one(Tabs).panel.cursor_key != PARTNER:
            await sitting.burst("down")
        assert "Enter leg 2" in hints(sitting)
        await sitting.burst("]")  # the other leg, from its first line
        assert "Enter" not in hints(sitting)
        await sitting.burst("[")
        assert "Enter leg 2" in hints(sitting)
