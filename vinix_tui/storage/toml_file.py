"""A TOML file that a person wrote: its values, the line of each key, and faults in words.

The line numbers come from a second walk over the text, because tomllib forgets where a key stood.
"""

from __future__ import annotations

import re
import stat
from codecs import BOM_UTF8
from functools import cached_property
from pathlib import Path
from typing import Any

LIMIT = 64 * 1024
"""Bytes; a file that a person writes has a tenth of it, and tomllib is quadratic in places."""


class TomlError(Exception):
    """What is wrong with the file: str(e) is one line `path:line: what`, or `path: what`."""

    def __init__(self, path: Path, line: int | None, what: str) -> None:
        """`line` counts from 1; None when the fault has no line."""
        place = str(path) if line is None else f"{path}:{line}"
        super().__init__(_one_line(f"{place}: {what}"))
        self.line = line


class TomlFile:
    """The values of a file, and where they stand in it."""

    def __init__(self, path: Path, values: dict[str, Any], text: str) -> None:
        self.path = path
        self.values = values
        self.text = text

    def fault(self, where: tuple[str, ...], what: str) -> TomlError:
        """A fault of the key `where`, its names from the outside in."""
        line = self.line(where)
        return TomlError(self.path, line, f"{key_in_words(where)}: {what}")

    def line(self, where: tuple[str, ...]) -> int | None:
        """The line on which a key first stands, from 1; None for one that is not there."""
        return self._lines.get(where)

    @cached_property  # 6,000 faults with a walk each took 105 s
    def _lines(self) -> dict[tuple[str, ...], int]:
        from vinix_tui.storage.toml_lines import key_lines

        try:
            return key_lines(self.text)
        except RecursionError:  # a little more than tomllib needs for the same brackets
            return {}


def read_toml(path: Path) -> TomlFile | None:
    """Read a file; None when there is none. Raises TomlError. Links are followed here: people
    keep their settings elsewhere and link to them.
    """
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise TomlError(path, None, "this is not a file")
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise TomlError(path, None, f"cannot be read: {reason}") from error
    if len(data) > LIMIT:
        raise TomlError(path, None, f"larger than {LIMIT:,} bytes; is it the right file?")
    return _parsed(path, data)


def key_in_words(where: tuple[str, ...]) -> str:
    """How a person finds a key: `[profiles.prod] base`, or `theme` at the top."""
    *table, key = where
    return f"[{'.'.join(table)}] {key}" if table else key


def nearest(word: str, known: list[str]) -> str:
    """`; did you mean "days"?`, or nothing when no known word is near."""
    import difflib  # 5 ms, for the sad case only

    near = difflib.get_close_matches(word.casefold(), known, n=1, cutoff=0.5)
    return f'; did you mean "{near[0]}"?' if near else ""


def _parsed(path: Path, data: bytes) -> TomlFile:
    import tomllib  # 2 ms; there need not be any settings

    data = data.removeprefix(BOM_UTF8)
    try:
        text = data.decode().replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TomlError(path, line, "this line is not UTF-8 text") from error
    try:
        return TomlFile(path, tomllib.loads(text), text)
    except tomllib.TOMLDecodeError as error:
        raise _broken(path, text, str(error)) from error
    except RecursionError as error:
        raise TomlError(path, None, "brackets are nested too deeply") from error
    except ValueError as error:  # Python's own limit, of which tomllib does not know
        raise TomlError(path, None, "a number has too many digits") from error


_POSITION = r"^(?P<what>.*) \(at (?:line (?P<line>\d+), column \d+|end of document)\)$"
# The name of a key or table, and never what might be a value: no quotes in a list-like line.
_KEY = r"^\s*(\[\[?[^\]=,\"']*\]\]?|[\w\s.\"'-]+?(?=\s*=))"
_TWICE = ("Cannot declare", "Cannot overwrite", "Cannot mutate", "Duplicate")


def _broken(path: Path, text: str, told: str) -> TomlError:
    match = re.match(_POSITION, told)
    lines = text.split("\n")
    line = int(match["line"]) if match and match["line"] else len(lines)
    what = match["what"] if match else told
    key = re.match(_KEY, lines[min(line, len(lines)) - 1])
    name = f"{key[1].strip()}: " if key and key[1].strip() else ""
    if what.startswith(_TWICE):
        return TomlError(path, line, f"{name}this is already set above")
    # Only tomllib's words and the name of the key: what stands behind it may be a secret.
    return TomlError(path, line, f"{name}this is not TOML ({what[:1].lower()}{what[1:]})")


def _one_line(text: str) -> str:
    from vinix_tui.calls.text import printable  # not needed on the happy path

    return printable(text)
