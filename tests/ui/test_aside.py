"""Work beside the screen, and when Python goes through its objects for garbage."""

from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING

from vinix_tui.ui import aside

if TYPE_CHECKING:
    import pytest


async def test_garbage_is_looked_for_again_once_the_answer_is_painted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(aside, "_PAINTED", 0.0)
    aside.collect_later()
    assert not gc.isenabled()
    for _ in range(3):
        await asyncio.sleep(0)
    assert gc.isenabled()
