"""`paths`, `sandbox` and `--version`: small commands, each its own imports."""

from __future__ import annotations

import os
import platform
from argparse import Namespace

from vinix_tui import __version__
from vinix_tui.cli import output
from vinix_tui.cli.outcome import FINE, USAGE, Trouble


def version() -> str:
    """Our version, Python's and Textual's, in one line."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        textual = f"Textual {installed('textual')}"
    except PackageNotFoundError:
        textual = "Textual is not installed"
    return f"vinix-tui {__version__} (Python {platform.python_version()}, {textual})\n"


def paths(_: Namespace) -> int:
    """Print every place that the program reads or writes, and whether it is there."""
    from vinix_tui.storage.paths import all as all_places
    from vinix_tui.storage.private import StorageError

    try:
        places = all_places()
    except StorageError as error:
        raise Trouble(str(error), USAGE) from error
    wide = max(len(what) for what, _ in places)
    for what, path in places:
        missing = "" if os.path.lexists(path) else "  (not there)"
        output.lines(f"{what:<{wide}}  {path}{missing}")
    return FINE


def sandbox(options: Namespace) -> int:
    """Serve the sandbox until it is stopped. Raises Trouble."""
    from vinix_tui.sandbox.faults import UnknownFaultError
    from vinix_tui.sandbox.serve import ServeError, serve

    try:
        serve(options.host, options.port, options.fault, say=output.lines)
    except (ServeError, UnknownFaultError) as error:
        raise Trouble(str(error), USAGE) from error
    return FINE
