"""One call of the sandbox, as the API would hand it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Expected:
    """The verdict that a call should get."""

    outcome: str
    headline: str
    ended_by: str
    """caller, callee, platform or unknown."""
    findings: tuple[str, ...] = ()
    """Numbers of the catalogue, the worst first; those that only say "normal" included."""


@dataclass(frozen=True)
class Scenario:
    """A made-up interaction and what there is to see in it.

    `documents` are the leg documents as stored: keys that start with `_` or `pvt_` may be in them
    and are never answered. `account.py` beside this file has the account that they belong to.
    """

    id: str
    """The interaction id: 11 digits of Gregorian seconds, a dash, a key."""
    name: str
    """Short, such as "answered, internal"."""
    shows: str
    """One line on what it shows."""
    documents: tuple[dict[str, Any], ...]
    verdict: Expected | None = None
