"""The API's loose values made one type each: numbers sent as words, words sent as numbers.

Integers come as strings, floats, "" or null; booleans in six spellings; maps as `[]`. Nothing
here raises: what cannot be read is None, and the raw document still holds it.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from typing import Any

from vinix_tui.calls.text import printable

LONGEST = 10_000
"""Characters of one value that are shown; its document has the rest. A stranger may send 5 MB."""
LONGEST_NAME = 200
"""The same of a key."""

_TRUE = frozenset({"true", "1", "on", "yes"})
_FALSE = frozenset({"false", "0", "off", "no"})
_INTEGER = re.compile(r"[+-]?[0-9]{1,40}")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]{1,40}\.?[0-9]{0,40}|\.[0-9]{1,40})(?:[eE][+-]?[0-9]{1,3})?")
_BEYOND = 10**40  # int() of longer text is slow, and no count of ours is so large


def number(value: object) -> int | None:
    """An integer from an int, a float or their text; fractions are dropped."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        value = _numeral(value.strip())
    if isinstance(value, float):
        value = int(value) if math.isfinite(value) else None
    return value if isinstance(value, int) and abs(value) < _BEYOND else None


def truth(value: object) -> bool | None:
    """A boolean from a bool, 0/1, or true/false/on/off/yes/no in any case."""
    if isinstance(value, (int, float)):
        return True if value == 1 else False if value == 0 else None
    spelling = value.strip().lower() if isinstance(value, str) else ""
    return True if spelling in _TRUE else False if spelling in _FALSE else None


def words(value: object) -> str | None:
    """One printable line, or None where nothing was said (missing, null, "", {} and [])."""
    if isinstance(value, str):  # first, since nearly all are: 25,000 of 500 legs
        text = value
    elif value is None or value == [] or value == {}:
        return None
    else:
        text = as_json(value)
    if len(text) > LONGEST:
        cut_off = len(text) - LONGEST
        return f"{printable(text[:LONGEST]).strip()}… ({cut_off:,} more characters)"
    return printable(text).strip() or None


def named(key: object) -> str:
    """A key of a JSON object in printable words; a stranger may make one of some hundred kB, and
    what stands below it is named by it as well.
    """
    text = str(key)
    if len(text) <= LONGEST_NAME:
        return printable(text)
    return f"{printable(text[:LONGEST_NAME])}… ({len(text) - LONGEST_NAME:,} more characters)"


def mapping(value: object) -> Mapping[str, Any]:
    """A JSON object; anything else (an empty Erlang list arrives as `[]`) is an empty one."""
    return value if isinstance(value, dict) else {}


def as_json(value: object) -> str:
    """A JSON value on one line; what the encoder cannot take, deep nesting above all, says so."""
    try:
        return json.dumps(value, ensure_ascii=False, default=str)
    except (RecursionError, ValueError):
        return "(too deep or too large to show here)"


def _numeral(text: str) -> int | float | None:
    # By hand: int() and float() also take underscores, "nan" and other scripts' digits.
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else None
