"""Two session descriptions line by line: which line of one stands for which of the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Final, NamedTuple

MOST_LINES: Final = 600
MOST_PAIRS: Final = 10_000
"""Pairs of equal lines, or of lines of one kind. Descriptions with more lines or pairs are put
beside each other by place alone: to align what somebody built for it takes seconds."""
_OF_A_NUMBER: Final = frozenset({"a=fmtp", "a=rtcp-fb", "a=extmap", "a=ssrc"})


class Lined(NamedTuple):
    """A line of either description, or of both; line numbers from 1, None where it has none."""

    one: int | None
    other: int | None
    same: bool


def by_line(one: Sequence[str], other: Sequence[str]) -> tuple[Lined, ...]:
    """Both descriptions' lines in order; a changed line stands beside what it was changed into."""
    if _too_much(one, other):
        return tuple(
            Lined(
                place if place <= len(one) else None,
                place if place <= len(other) else None,
                ours == theirs,
            )
            for place, (ours, theirs) in enumerate(zip_longest(one, other), 1)
        )
    return tuple(_aligned(one, other))


def _aligned(one: Sequence[str], other: Sequence[str]) -> Iterator[Lined]:
    for kind, a, a_end, b, b_end in SequenceMatcher(None, one, other, False).get_opcodes():
        if kind == "equal":
            for step in range(a_end - a):
                yield Lined(a + step + 1, b + step + 1, True)
            continue
        # Of what differs, lines of one kind belong together: c= with c=, a=ptime with a=ptime.
        ours = [_kind(line) for line in one[a:a_end]]
        theirs = [_kind(line) for line in other[b:b_end]]
        for how, c, c_end, d, d_end in SequenceMatcher(None, ours, theirs, False).get_opcodes():
            if how == "equal":
                for step in range(c_end - c):
                    yield Lined(a + c + step + 1, b + d + step + 1, False)
                continue
            for step in range(c, c_end):
                yield Lined(a + step + 1, None, False)
            for step in range(d, d_end):
                yield Lined(None, b + step + 1, False)


def _kind(line: str) -> str:
    """`c=`, `a=ptime`; with the codec or the payload type where an attribute is about one."""
    name, _, value = line.partition(":")
    if not name.startswith("a="):
        return line[:2]
    number, _, rest = value.partition(" ")
    if name == "a=rtpmap":
        return f"{name} {rest.lower()}"
    return f"{name}:{number}" if name in _OF_A_NUMBER else name


def _too_much(one: Sequence[str], other: Sequence[str]) -> bool:
    if max(len(one), len(other)) > MOST_LINES:
        return True
    return any(
        sum(count * theirs[what] for what, count in ours.items()) > MOST_PAIRS
        for ours, theirs in (
            (Counter(one), Counter(other)),
            (Counter(map(_kind, one)), Counter(map(_kind, other))),
        )
    )
