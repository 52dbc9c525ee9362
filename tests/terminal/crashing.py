"""The program with one of its methods broken, to see how it ends: a fault of ours, on purpose.

`python crashing.py WHERE WORDS... -- ARGV...` makes the method WHERE (or several, with commas)
raise an error whose message, locals and cause hold WORDS, then runs the command line ARGV.
BREAK_WITH in the environment names another error than Broken.
"""

from __future__ import annotations

import builtins
import importlib
import os
import sys
from typing import Any, NoReturn

from vinix_tui.cli import main


class Broken(RuntimeError):
    """What the method raises."""


def break_it(where: str, words: str) -> None:
    """Replace `module:Class.method` by one that raises; `module:function` too."""
    module, _, path = where.partition(":")
    owner, _, name = path.rpartition(".")
    kind = getattr(builtins, os.environ.get("BREAK_WITH", ""), Broken)

    def raises(*_given: Any, **_named: Any) -> NoReturn:
        local = f"a local variable with {words}"
        try:
            raise KeyError(local)
        except KeyError as cause:
            raise kind(f"a message with {words}") from cause

    place = importlib.import_module(module)
    owned = getattr(place, owner) if owner else place
    assert hasattr(owned, name), where
    setattr(owned, name, raises)


if __name__ == "__main__":
    end = sys.argv.index("--")
    for broken in sys.argv[1].split(","):
        break_it(broken, " ".join(sys.argv[2:end]))
    sys.argv[1:] = sys.argv[end + 1 :]
    sys.exit(main())
