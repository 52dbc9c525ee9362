"""The program with one of its methods broken, to see how it ends: a fault of ours, on purpose.

`python crashing.py WHERE WORDS... -- ARGV...` makes the method WHERE raise an error whose message,
locals and cause hold WORDS, then runs the command line ARGV.
"""

from __future__ import annotations

import importlib
import sys
from typing import Any, NoReturn

from vinix_tui.cli import main


class Broken(RuntimeError):
    """What the method raises."""


def break_it(where: str, words: str) -> None:
    """Replace `module:Class.method` by one that raises."""
    module, _, path = where.partition(":")
    owner, _, name = path.partition(".")

    def raises(*_given: Any, **_named: Any) -> NoReturn:
        local = f"a local variable with {words}"
        try:
            raise KeyError(local)
        except KeyError as cause:
            raise Broken(f"a message with {words}") from cause

    setattr(getattr(importlib.import_module(module), owner), name, raises)


if __name__ == "__main__":
    end = sys.argv.index("--")
    break_it(sys.argv[1], " ".join(sys.argv[2:end]))
    sys.argv[1:] = sys.argv[end + 1 :]
    sys.exit(main())
