"""Crash reports: which lines of code failed, and nothing that a customer or a user said.

Python's own tracebacks quote messages, and Textual's print local variables; both hold call data,
and may hold secrets. A report has types and places only, so that it can be sent to anybody.
"""

from __future__ import annotations

import os
import platform
import sys
import traceback
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

from vinix_tui import __version__
from vinix_tui.storage import paths, private
from vinix_tui.storage.private import StorageError

EXIT_CODE = 70
"""What the program ends with after a crash: EX_SOFTWARE, so it is told apart from every refusal."""


def told(error: BaseException) -> str:
    """Write a report, and say in three lines what happened, where the report is, and what to do."""
    name = type(_cause(error)).__name__
    try:
        place = f"A report without secrets and call data: {_write(error)}"
    except (StorageError, OSError) as trouble:
        place = f"No report could be written: {trouble}"
    return (
        f"vinix-tui stopped because of a fault of its own ({name}).\n{place}\n"
        "Stored lookups are safe. Please send the report to whoever gave you the program."
    )


def report(error: BaseException) -> str:
    """The report's text: versions, terminal, and the types and frames of the errors."""
    lines = [
        f"vinix-tui {__version__}, Python {platform.python_version()}, {platform.platform()}",
        ", ".join(f"{name} {_version(name)}" for name in ("textual", "httpx", "pydantic")),
        f"TERM={os.environ.get('TERM', '')} COLORTERM={os.environ.get('COLORTERM', '')}",
        f"time={datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
    ]
    seen: set[int] = set()
    link: BaseException | None = _cause(error)
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        lines.append(f"\n{type(link).__module__}.{type(link).__qualname__}")
        for frame in traceback.extract_tb(link.__traceback__):
            lines.append(f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}")
        link = link.__cause__ or link.__context__
    return "\n".join(lines) + "\n"


def _write(error: BaseException) -> str:
    place = private.directory(paths.crash_dir())
    file = place / f"crash-{datetime.now(UTC):%Y%m%dT%H%M%S}-{os.getpid()}.txt"
    private.write_new(file, report(error).encode(errors="backslashreplace"))
    return str(file)


def _cause(error: BaseException) -> BaseException:
    """What failed inside a worker, rather than the news that one failed."""
    inner = getattr(error, "error", None)
    return inner if isinstance(inner, BaseException) else error


def _short(path: str) -> str:
    """A file by its package, without the user's home in it."""
    for root in sorted(sys.path, key=len, reverse=True):
        if root and path.startswith(root + os.sep):
            return path[len(root) + 1 :]
    return os.path.basename(path)  # noqa: PTH119 - it is text by now


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"
