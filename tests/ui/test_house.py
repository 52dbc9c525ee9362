"""The house stays one that can be read: no screen and no widget grows over a page or three."""

from __future__ import annotations

from pathlib import Path

from vinix_tui import ui

MOST = 250


def test_no_file_of_a_screen_or_a_widget_has_more_than_250_lines() -> None:
    files = [*Path(ui.__file__).parent.glob("screens/*.py")]
    files += Path(ui.__file__).parent.glob("widgets/*.py")
    assert len(files) > 30
    long = {file.name: len(file.read_text(encoding="utf-8").splitlines()) for file in files}
    assert {name: lines for name, lines in long.items() if lines > MOST} == {}
