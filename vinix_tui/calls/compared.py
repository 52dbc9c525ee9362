"""One thing as two legs have it: the value that a comparison is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from vinix_tui.calls.coerce import words
from vinix_tui.calls.text import printable

MOST_LEAVES: Final = 2_000
"""Values of one JSON object that are compared; a stranger may send a hundred thousand."""
_DEEPEST: Final = 12


class Compared(NamedTuple):
    """One thing, in printable words; a side whose record does not say it is None."""

    name: str
    one: str | None
    other: str | None
    remark: str = ""
    """What the other is against the one: `8 s longer`, `lacks G729`."""
    always: bool = False
    """Whether any two legs differ in it, as in an id: no difference that tells something."""

    @property
    def differs(self) -> bool:
        """Whether the two sides are not the same."""
        return self.one != self.other

    @property
    def tells(self) -> bool:
        """Whether it is a difference worth a look."""
        return self.differs and not self.always


def said(things: Iterable[Compared]) -> tuple[Compared, ...]:
    """Those of which at least one side says something."""
    return tuple(thing for thing in things if thing.one is not None or thing.other is not None)


def objects(
    one: Mapping[str, Any], other: Mapping[str, Any], *, always: frozenset[str] = frozenset()
) -> tuple[Compared, ...]:
    """Two JSON objects value by value, sorted by name; `always` names what differs anyway."""
    ours, theirs = leaves(one), leaves(other)
    return tuple(
        Compared(name, ours.get(name), theirs.get(name), always=name.lower() in always)
        for name in sorted({**ours, **theirs})
    )


def leaves(things: Mapping[str, Any]) -> dict[str, str]:
    """A stranger's JSON object as printable names, dotted for what is nested, and values."""
    found: dict[str, str] = {}
    # A stack, not recursion: a stranger decides how deep this nests.
    stack = [(printable(str(name)), value, 1) for name, value in reversed(list(things.items()))]
    while stack:
        name, value, depth = stack.pop()
        if len(found) >= MOST_LEAVES:
            found["and more"] = "in the raw record"
            break
        if isinstance(value, dict) and value and depth < _DEEPEST:
            stack += [
                (f"{name}.{printable(str(part))}", inner, depth + 1)
                for part, inner in reversed(list(value.items()))
            ]
        else:
            found[name] = words(value) or "empty"
    return found
