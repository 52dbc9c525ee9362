"""The demo's calls: a filter that says how many it keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinix_tui.sandbox.scenarios import ALL

if TYPE_CHECKING:
    from tests.ui.conftest import Started


async def test_the_title_says_how_many_calls_the_words_keep(start: Started) -> None:
    async with start() as sitting:
        await sitting.until("── Calls of the demo · invented, no network needed ──")
        await sitting.type("fax t.38")
        await sitting.until(f" of {len(ALL)} with “fax t.38” ──")
        kept = int(sitting.text.split(" of ")[1].split()[-1])
        assert 0 < kept < len(ALL)
        await sitting.type("zzz")
        await sitting.until(f"── Calls of the demo · 0 of {len(ALL)} with “fax t.38zzz” ──")
        await sitting.burst("escape")
        await sitting.until("── Calls of the demo · invented, no network needed ──")
