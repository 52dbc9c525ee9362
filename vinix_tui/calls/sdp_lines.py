"""The lines of a session description (RFC 8866 section 5), and what is said by one of each kind."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from vinix_tui.calls.text import cut, printable, printable_lines

LONGEST: Final = 65_536
"""Characters that are read; the largest WebRTC offers have some ten thousand."""
MOST_LINES: Final = 4_000


class Warned(NamedTuple):
    """What is odd about a line."""

    line: int
    words: str
    damaged: bool = False
    """Whether something is missing or broken, rather than merely unusual."""


class Attribute(NamedTuple):
    """An `a=` line; a flag has the value ""."""

    name: str
    """As it was sent; compare it in lower case."""
    value: str
    line: int


class Connection(NamedTuple):
    """A `c=` line: where the other side is to send. Parts that were not sent are ""."""

    family: str
    """`IP4` or `IP6`."""
    address: str
    """Without a multicast TTL."""
    line: int


class Section:
    """What stands before the first medium, or below one."""

    __slots__ = ("connections", "named")

    def __init__(self) -> None:
        self.connections: list[Connection] = []
        self.named: dict[str, list[Attribute]] = {}
        """The attributes by their names in lower case, each in their order."""

    @property
    def attributes(self) -> list[Attribute]:
        """All attributes, in their order."""
        return sorted((said for group in self.named.values() for said in group), key=_line)

    def first(self, name: str) -> Attribute | None:
        """The first attribute of that name (lower case)."""
        found = self.named.get(name)
        return found[0] if found else None

    def every(self, name: str) -> list[Attribute]:
        """All attributes of that name (lower case)."""
        return self.named.get(name, [])


def cut_lines(text: str, odd: list[Warned]) -> tuple[str, ...]:
    """The lines, printable, numbered as an editor numbers them; no more than the bounds allow.

    They end with CRLF, LF or CR. A text of which every line end was escaped (`\\r\\n` as four
    characters, or those escaped again) is read as if it had not been.
    """
    whole = text if len(text) <= LONGEST else text[:LONGEST]
    if "\\" in whole and _ESCAPED_END.search(whole) and not _LINE_END.search(whole.strip()):
        whole = _ESCAPED_END.sub("\n", whole.strip().strip('"')).replace("\\/", "/")
    plain = whole.replace("\r\n", "\n")
    if plain.isascii() and not plain.encode().translate(None, _PLAIN):
        lines = tuple(plain.removesuffix("\n").split("\n"))
    else:
        lines = printable_lines(whole.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"))
    if len(text) > LONGEST or len(lines) > MOST_LINES:
        lines = lines[:MOST_LINES]
        odd.append(Warned(len(lines), "what follows is too long to be read here", True))
    return lines


def meant(line: str, number: int, odd: list[Warned]) -> tuple[str, str]:
    """The kind and value of a line that begins as none should, as far as they can be told.

    Blanks, quotes or a capital before a `=` lose no line.
    """
    found = _ODDLY_BEGUN.match(line)
    kind = found[1].lower() + "=" if found else ""
    if found and kind in KNOWN:
        odd.append(Warned(number, f"the line should begin with {kind}"))
        return kind, printable(found[2])
    if found and line[1:2] == "=":
        odd.append(Warned(number, f"SDP knows no lines that begin with {short(line[:2])}"))
    elif line.strip():
        odd.append(Warned(number, "this is no line of a session description", True))
    return "", ""


def without_tabs(lines: Iterable[str], odd: list[Warned]) -> list[str]:
    """The lines with blanks for tabs, which part words as well as blanks do for most readers."""
    made = []
    for number, line in enumerate(lines, 1):
        if _TAB in line:
            odd.append(Warned(number, "tabs stand where blanks should"))
        made.append(line.replace(_TAB, " "))
    return made


def connection(value: str, number: int, odd: list[Warned]) -> Connection:
    """A `c=` line, complete or not."""
    parts = value.split()
    if len(parts) != 3:
        words = "a connection has a network, a family and an address"
        odd.append(Warned(number, words, len(parts) < 3))
        parts = [*parts, "", "", ""]
    return Connection(upper(parts[1]), parts[2].partition("/")[0], number)


def port(text: str) -> int | None:
    """A port, or None where it is no number that one can have."""
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        return None
    number = int(text)
    return number if number < 65_536 else None


def milliseconds(said: Attribute | None) -> float | None:
    """The length of time that `ptime` and its like say."""
    return _decimal(said.value) if said else None


@lru_cache(64)
def _decimal(text: str) -> float | None:
    found = _DECIMAL.fullmatch(text)
    return float(found[1]) if found else None


def short(text: str) -> str:
    """A piece of a line for a sentence: whoever wrote it may have written 64 kB."""
    return cut(printable(text), 24)


def lower(text: str) -> str:
    """In lower case, where it is ASCII: other letters may fall apart into several."""
    return text.lower() if text.isascii() else text


def upper(text: str) -> str:
    """In upper case, where it is ASCII."""
    return text.upper() if text.isascii() else text


KNOWN: Final = frozenset(f"{letter}=" for letter in "vosiuepcbtrzkam")
"""How lines begin."""

_TAB: Final = printable("\t")
_PLAIN: Final = bytes((*b"\n", *range(0x20, 0x7F)))
_LINE_END: Final = re.compile(r"[\r\n]")
# Begun at the first of some backslashes only: of 64 kB of them, each would look through the rest.
_ESCAPED_END: Final = re.compile(r"(?<!\\)\\++(?:r\\++n|[rn])")
_ODDLY_BEGUN: Final = re.compile(r"[\W_]*([A-Za-z])\s*=\s*(.*)")
_DECIMAL: Final = re.compile(r"\s*([0-9]{1,6}(?:\.[0-9]{0,6})?)\s*")


def _line(said: Attribute) -> int:
    return said.line
