"""How a command ends: an exit code, and a line or two for whoever ran it."""

from __future__ import annotations

FINE = 0
REACHED = 1
"""The worst finding is as bad as `--fail-on` asks for."""
USAGE = 2
"""Usage or configuration: nothing was asked of anybody."""
REFUSED = 3
"""Signing in was refused, or there was nothing to sign in with."""
NOTHING = 4
"""Nothing was found."""
FAILED = 5
"""The network or the server failed."""
INTERRUPTED = 130
TERMINATED = 143


class Trouble(Exception):
    """A command cannot go on; str(e) tells the user, `code` is the exit code."""

    def __init__(self, text: str, code: int) -> None:
        super().__init__(text)
        self.code = code


class Answer(Exception):
    """A command line that is answered at once, such as --help; str(e) goes to standard output."""
