"""One call of the sandbox, as the API would hand it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple


class Expected(NamedTuple):
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
    told: Callable[[], tuple[dict[str, Any], ...]]
    """Makes the documents. Listing all calls needs none, and 480 of them take 20 ms."""
    verdict: Expected | None = None

    @cached_property
    def documents(self) -> tuple[dict[str, Any], ...]:
        """The leg documents, made once."""
        return self.told()
