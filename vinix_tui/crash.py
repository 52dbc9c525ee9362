"""A crash report that can be handed on: what failed and where, without anybody's data.

Messages and local variables are left out, since both may hold a customer's call or a token.
"""

from __future__ import annotations

import os
import platform
import traceback
from contextlib import suppress
from typing import TYPE_CHECKING

from vinix_tui import __version__
from vinix_tui.calls import clock

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

EXIT_CODE = 70
"""What the program ends with after a fault of its own: EX_SOFTWARE, told apart from refusals."""

_MOST_FRAMES = 100
_MOST_CAUSES = 10


def write_report(error: BaseException) -> Path | None:
    """Write the report, readable by the user only; its path, or None where there is no place."""
    from vinix_tui.storage import paths, private

    now = clock.now()
    try:
        file = paths.crash_dir() / f"crash-{now:%Y%m%d-%H%M%S}-{os.getpid()}.txt"
        private.write_over(file, report(error, now).encode(errors="backslashreplace"))
    except private.StorageError:
        return None
    return file


def report(error: BaseException, now: datetime) -> str:
    """The types of an error and of what led to it, with the lines of code that they came by."""
    lines = [
        f"vinix-tui {__version__}, Python {platform.python_version()}, {platform.platform()}",
        f"{now:%Y-%m-%d %H:%M:%S} UTC",
    ]
    seen: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in seen and len(seen) < _MOST_CAUSES:
        lines += ["", f"{type(cause).__module__}.{type(cause).__qualname__}"]
        frames = traceback.extract_tb(cause.__traceback__)[-_MOST_FRAMES:]
        lines += [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
        seen.append(cause)
        cause = cause.__cause__ or cause.__context__
    return "\n".join(lines) + "\n"


def in_words(error: BaseException, doing: str) -> str:
    """Three lines for the user, with the report written."""
    file = None
    with suppress(Exception):  # a second fault, of the report, must not hide the first one
        file = write_report(error)
    where = f"A report without call data or secrets: {file}" if file else "No report could be kept."
    return (
        f"a fault in this program ended it ({type(error).__name__}, {doing}).\n"
        f"{where}\n"
        "Please pass it on to whoever looks after vinix-tui here; running it again does no harm."
    )
