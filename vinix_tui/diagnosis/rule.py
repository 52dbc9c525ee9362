"""What a rule is: a numbered function over a case; every one is in `CATALOGUE`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from vinix_tui.diagnosis.case import Case
from vinix_tui.diagnosis.finding import Sign

Judge = Callable[[Case], Iterator[Sign]]


@dataclass(frozen=True)
class Rule:
    """A row of the catalogue."""

    id: str
    """Its number: `R30`."""
    name: str
    """`private-media-address`."""
    chapter: str
    """The part of `rules` that holds it: `outcome`, `refusal`, …"""
    fires: str
    """What it fires on, in words."""
    source: str
    judge: Judge

    @property
    def order(self) -> tuple[int, str]:
        """Where it stands in the catalogue: R9 before R30, R30 before R30c."""
        number = re.match(r"R(\d+)(.*)", self.id)
        assert number is not None
        return int(number[1]), number[2]


CATALOGUE: dict[str, Rule] = {}
"""All rules by number; importing `diagnosis.rules` fills it."""


def rule(number: str, *, fires: str, source: str) -> Callable[[Judge], Judge]:
    """Enter a function in the catalogue, under its own name: `private-media-address`."""

    def enter(judge: Judge) -> Judge:
        assert number not in CATALOGUE, f"two rules are numbered {number}"
        chapter = judge.__module__.partition(".rules.")[2].partition(".")[0]
        name = judge.__name__.replace("_", "-")
        CATALOGUE[number] = Rule(number, name, chapter, fires, source, judge)
        return judge

    return enter
