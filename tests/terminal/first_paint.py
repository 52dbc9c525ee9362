"""The program with a watch on it until its first paint, which writes down what it did till then.

`python first_paint.py OUT ARGV...` writes JSON: the modules that were imported, the dataclasses
of ours in them, and the files and sockets that were used below HOME or at all.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any

from textual.drivers._writer_thread import WriterThread

from vinix_tui.cli import main

_PLACED = "\x1b[1;1H"  # the first line of the first frame
_ASKED = ("socket.connect", "socket.getaddrinfo", "sqlite3.connect", "subprocess.Popen")
_LISTED = ("os.listdir", "os.scandir", "glob.glob")


def watch(out: Path) -> None:
    """From now on note what is done, until something is painted."""
    homes = (os.environ["HOME"], os.environ["XDG_RUNTIME_DIR"])
    seen: dict[str, Any] = {"done": [], "modules": None}

    def audit(event: str, given: tuple[Any, ...]) -> None:
        if seen["modules"] is None and (
            event in _ASKED
            or (event in _LISTED and str(given[0]).startswith(homes))
            or (event == "open" and str(given[0]).startswith(homes))
        ):
            seen["done"].append([event, str(given[0])])

    sys.addaudithook(audit)
    write = WriterThread.write

    def noting(self: WriterThread, text: str) -> None:
        if seen["modules"] is None and _PLACED in text:
            seen["modules"] = sorted(sys.modules)
            seen["dataclasses"] = sorted(_dataclasses())
            out.write_text(json.dumps(seen))
        write(self, text)

    vars(WriterThread)  # the class is patched below; a wrong name would fail here
    WriterThread.write = noting  # type: ignore[method-assign]


def _dataclasses() -> set[str]:
    return {
        each.__qualname__
        for name, module in sys.modules.items()
        for each in vars(module).values()
        if isinstance(each, type) and each.__module__ == name and is_dataclass(each)
        if name.startswith("vinix_tui")
    }


if __name__ == "__main__":
    watch(Path(sys.argv[1]))
    del sys.argv[1]
    sys.exit(main())
