"""`screenshots DIR`: pictures of every screen, over the demo's calls."""

from __future__ import annotations

import asyncio
import os
import tempfile
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from vinix_tui.cli import output
from vinix_tui.cli.outcome import FINE, USAGE, Trouble

if TYPE_CHECKING:
    from vinix_tui.desk import Desk


def screenshots(options: Namespace) -> int:
    """Draw them as SVG into a directory; older ones of the same names give way. Raises Trouble."""
    folder = Path(options.directory)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, svg in drawn().items():
            (folder / f"{name}.svg").write_text(svg, encoding="utf-8")
            output.lines(f"{folder / name}.svg")
    except OSError as error:
        raise Trouble(f"{error.filename or folder}: {error.strerror}", USAGE) from error
    return FINE


def drawn() -> dict[str, str]:
    """Every picture's name and SVG."""
    from vinix_tui.ui.pictures import LOGIN, PICTURES, draw

    with nobody_at_home():
        return {name: asyncio.run(draw(name, desk_of(name))) for name in (LOGIN, *PICTURES)}


def desk_of(name: str) -> Callable[[], Desk]:
    """What a picture's desk is made with: the demo's, but for the login."""
    from vinix_tui.ui.pictures import LOGIN

    return _real if name == LOGIN else _demo


def _real() -> Desk:
    from vinix_tui.desk import Desk
    from vinix_tui.storage.settings import Settings

    return Desk(Settings(timezone="UTC"), environ={})


def _demo() -> Desk:
    from vinix_tui.cli.demo import demo_desk
    from vinix_tui.storage.settings import Settings

    return demo_desk(Settings(timezone="UTC"))


@contextmanager
def nobody_at_home() -> Iterator[None]:
    """Another home, so that nobody's own history, theme or keys are in the pictures."""
    before = dict(os.environ)
    with tempfile.TemporaryDirectory() as home:
        for name in list(os.environ):
            if name.startswith(("XDG_", "VINIX_", "TEXTUAL")) or name == "NO_COLOR":
                del os.environ[name]
        os.environ.update(HOME=home, XDG_RUNTIME_DIR=home, COLORTERM="truecolor")
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)
