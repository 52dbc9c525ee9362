"""Draw the README's pictures from the sandbox: `python screenshots/draw.py`.

The program itself is run headless, keys are pressed, and its screen is saved as SVG; nothing is
drawn by hand.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
PICTURES = {
    "summary": ["enter"],
    "sip-sdp": ["enter", "right_square_bracket", "3"],
    "compare": ["enter", "right_square_bracket", "c", "left_square_bracket", "c"],
    "calls": [],
}


async def draw(name: str, keys: list[str]) -> None:
    """Press the keys in a fresh demo of 100x30 and save the screen."""
    from vinix_tui.cli.demo import demo_desk
    from vinix_tui.storage.settings import Flags, load
    from vinix_tui.ui.app import VinixApp

    app = VinixApp(demo_desk(load({}, Flags())))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            # The call is there when the leg table has the focus; a tab is drawn at once.
            while key == "enter" and app.focused is not app.screen.query("#legs").first():
                await pilot.pause(0.02)
        await pilot.pause()
        (HERE / f"{name}.svg").write_text(app.export_screenshot(title="vinix-tui --demo"))


def main() -> None:
    """Draw all of them, in UTC, with an empty home directory."""
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(HOME=home, TZ="UTC", COLORTERM="truecolor", XDG_RUNTIME_DIR=home)
        for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            os.environ.pop(name, None)
        for name, keys in PICTURES.items():
            asyncio.run(draw(name, keys))


if __name__ == "__main__":
    main()
