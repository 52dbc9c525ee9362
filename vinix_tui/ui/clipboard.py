"""Text to the user's clipboard, by way of the terminal (OSC 52), or to a file where that is no way.

Over SSH only the terminal itself can reach that clipboard, and it never answers: what is said is
that the text was sent, not that it arrived.
"""

from __future__ import annotations

import asyncio
import os
from base64 import b64encode
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from vinix_tui.calls.clock import now
from vinix_tui.calls.text import printable_lines
from vinix_tui.ui.aside import aside
from vinix_tui.ui.clipboard_way import LIMIT, way
from vinix_tui.ui.cures.sequences import write_to_terminal

if TYPE_CHECKING:
    from vinix_tui.ui.app import VinixApp

_PIECE: Final = 76
"""Characters in one string to GNU screen; its old versions drop strings beyond 256."""
_PATIENCE: Final = 2.0
"""Seconds for tmux, which answers in some milliseconds."""


def cleaned(text: str) -> str:
    """A text whose lines cannot steer whatever they are pasted into."""
    lines = "\n".join(printable_lines(text))
    return f"{lines}\n" if text.endswith("\n") else lines


async def send(
    app: VinixApp, text: str, environ: Mapping[str, str] = os.environ
) -> tuple[str, str]:
    """Send a text, and what to say of it: words, and the path of a file behind them, if any.

    Raises StorageError where a file is needed and cannot be written.
    """
    text = cleaned(text)
    data = text.encode()
    count = f"{len(text):,} character{'' if len(text) == 1 else 's'}"
    if len(data) > LIMIT:
        return "Too long for a terminal's clipboard; written to", await _kept(data)
    goes = way(environ)
    if goes == "tmux" and await _through_tmux(data):
        said = f"Sent {count} to tmux's buffer, and on to the terminal's clipboard."
        return said, ""
    if goes == "file":
        return "This terminal has no clipboard for us; written to", await _kept(data)
    if goes == "screen":
        write_to_terminal(app, through_screen(data))
    else:
        app.copy_to_clipboard(text)
    return f"Sent {count} to the terminal's clipboard.", ""


def through_screen(data: bytes) -> str:
    """OSC 52 in device control strings, which GNU screen hands on to its terminal unread.

    A string may not be long, so it comes in pieces; inside, BEL ends it, as ESC would end a piece.
    """
    sequence = f"\x1b]52;c;{b64encode(data).decode()}\x07"
    pieces = (sequence[at : at + _PIECE] for at in range(0, len(sequence), _PIECE))
    return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)


async def _through_tmux(data: bytes) -> bool:
    """Whether tmux took it. By default it drops OSC 52 of programs, but not its own."""
    try:
        tmux = await asyncio.create_subprocess_exec(
            *("tmux", "load-buffer", "-w", "-"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
    except OSError:
        return False
    try:
        async with asyncio.timeout(_PATIENCE):
            await tmux.communicate(data)
    except (OSError, TimeoutError):
        with suppress(ProcessLookupError):
            tmux.kill()
        await tmux.wait()
        return False
    return tmux.returncode == 0  # 1 before 3.2, which knows no -w


async def _kept(data: bytes) -> str:
    return str(await aside(_write, data))


def _write(data: bytes) -> Path:
    from vinix_tui.storage import paths, private

    folder = private.directory(paths.copies_dir())
    return private.write_beside(folder / f"copy-{now():%Y%m%d-%H%M%S}.txt", data)
