"""One thing as two legs have it: the value that a comparison is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any, Final, NamedTuple

from vinix_tui.calls.coerce import named, words

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
    stack = _below("", things, 1)
    while stack:
        path, value, depth = stack.pop()
        if len(found) >= MOST_LEAVES:
            found["and more"] = "in the raw record"
            break
        if isinstance(value, dict) and value and depth < _DEEPEST:
            stack += _below(f"{path}.", value, depth + 1)
        else:
            found[path] = words(value) or "empty"
    return found


def _below(path: str, things: Mapping[str, Any], depth: int) -> list[tuple[str, Any, int]]:
    """What an object holds, the first on top of the stack; no more of it than can be told."""
    first = list(islice(things.items(), MOST_LEAVES + 1))
    return [(path + named(key), value, depth) for key, value in reversed(first)]
