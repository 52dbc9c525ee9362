"""The README's pictures are what the program draws today.

Where one is out of date: `vinix-tui screenshots screenshots`, and look at it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from vinix_tui.cli.screenshots import desk_of, nobody_at_home
from vinix_tui.ui.pictures import LOGIN, PICTURES, draw

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "screenshots"


@pytest.mark.parametrize("name", [LOGIN, *PICTURES])
async def test_a_picture_is_up_to_date(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vinix_tui.ui.cures.signals.leave_on_signals", lambda leave: None)
    with nobody_at_home():
        drawn = await draw(name, desk_of(name))
    assert drawn == (KEPT / f"{name}.svg").read_text(encoding="utf-8"), f"{name} is out of date"


def test_there_is_no_picture_that_nothing_draws_and_all_are_in_the_readme() -> None:
    names = {LOGIN, *PICTURES}
    assert {file.stem for file in KEPT.glob("*.svg")} == names
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in names:
        assert f"(screenshots/{name}.svg)" in readme
