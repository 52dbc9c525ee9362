"""The line of every key in a TOML text that tomllib has accepted.

Walks tables, arrays of tables, dotted and quoted keys, inline tables, arrays and all four kinds of
strings, so that a key-like text inside a value or a comment is not taken for a key.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable

_BLANK = re.compile(r"(?:\s|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE = re.compile(r"[^\s.=\]\"'#]+")
_SCALAR = re.compile(r"[^,\]}\n#]*")
_STRINGS = (  # the long ones first; a closing run may carry up to two quotes of the text
    re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}(?!")', re.DOTALL),
    re.compile(r"'''.*?'{3,5}(?!')", re.DOTALL),
    re.compile(r'"(?:[^"\\]|\\.)*"'),
    re.compile(r"'[^']*'"),
)


def key_lines(text: str) -> dict[tuple[str, ...], int]:
    """Key path -> line (from 1) where it first stands. Tables count as keys.

    Keys inside arrays stand under the array's own path.
    """
    walk = _Walk(text)
    walk.document()
    return walk.lines


class _Walk:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.counted = (0, 1)  # up to which offset lines were counted, and the line there
        self.lines: dict[tuple[str, ...], int] = {}

    def document(self) -> None:
        table: tuple[str, ...] = ()
        while self._skip(_BLANK) < len(self.text):
            if self._peek() == "[":
                brackets = 2 if self.text.startswith("[[", self.at) else 1
                self.at += brackets
                table = self._key(())
                self.at += brackets
            else:
                self._pair(table)

    def _pair(self, table: tuple[str, ...]) -> None:
        path = self._key(table)
        self.at += 1  # the =
        self._skip(_SPACE)
        self._value(path)

    def _key(self, path: tuple[str, ...]) -> tuple[str, ...]:
        while True:
            self._skip(_SPACE)
            line = self._line()
            start = self.at
            if self._peek() in "\"'":
                self._string()
                part = str(tomllib.loads(f"key = {self.text[start : self.at]}")["key"])
            else:
                self._skip(_BARE)
                part = self.text[start : self.at]
            path = (*path, part)
            self.lines.setdefault(path, line)
            self._skip(_SPACE)
            if self._peek() != ".":
                return path
            self.at += 1

    def _value(self, path: tuple[str, ...]) -> None:
        match self._peek():
            case '"' | "'":
                self._string()
            case "[":
                self._list("]", lambda: self._value(path))
            case "{":
                self._list("}", lambda: self._pair(path))
            case _:
                self._skip(_SCALAR)

    def _list(self, end: str, element: Callable[[], None]) -> None:
        self.at += 1
        self._skip(_BLANK)
        while self._peek() not in (end, ""):
            element()
            self._skip(_BLANK)
            if self._peek() == ",":
                self.at += 1
                self._skip(_BLANK)
        self.at += 1

    def _string(self) -> None:
        for kind in _STRINGS:
            if found := kind.match(self.text, self.at):
                self.at = found.end()
                return

    def _line(self) -> int:
        offset, line = self.counted
        self.counted = (self.at, line + self.text.count("\n", offset, self.at))
        return self.counted[1]

    def _peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def _skip(self, what: re.Pattern[str]) -> int:
        found = what.match(self.text, self.at)
        if found:
            self.at = found.end()
        return self.at
