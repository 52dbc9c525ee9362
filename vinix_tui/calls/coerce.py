"""The API's loose values made one type each: numbers sent as words, words sent as numbers.

Integers come as strings, floats, "" or null; booleans in six spellings; maps as `[]`. Nothing
here raises: what cannot be read is None, and the raw document still holds it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

from vinix_tui.calls.text import printable

_TRUE = frozenset({"true", "1", "on", "yes"})
_FALSE = frozenset({"false", "0", "off", "no"})
_LONGEST_NUMBER = 40  # digits; int() of a longer string is slow, and no count of ours is so large


def number(value: object) -> int | None:
    """An integer from an int, a float or their text; fractions are dropped."""
    if isinstance(value, str):
        value = value.strip()
        if not value or len(value) > _LONGEST_NUMBER:
            return None
        try:
            value = int(value) if value.lstrip("+-").isdigit() else float(value)
        except ValueError:
            return None
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        return int(value) if math.isfinite(value) else None
    return value if isinstance(value, int) and abs(value) < 10**_LONGEST_NUMBER else None


def truth(value: object) -> bool | None:
    """A boolean from a bool, 0/1, or true/false/on/off/yes/no in any case."""
    if isinstance(value, bool):
        return value
    spelling = str(value).strip().lower() if isinstance(value, (str, int)) else ""
    return True if spelling in _TRUE else False if spelling in _FALSE else None


def words(value: object) -> str | None:
    """One printable line, or None where nothing was said (missing, null, "", {} and [])."""
    if value is None or value == "" or value == [] or value == {}:
        return None
    if isinstance(value, str):
        return printable(value).strip() or None
    return printable(as_json(value))


def mapping(value: object) -> Mapping[str, Any]:
    """A JSON object; anything else (an empty Erlang list arrives as `[]`) is an empty one."""
    return value if isinstance(value, dict) else {}


def as_json(value: object) -> str:
    """A JSON value on one line; one nested too deeply for the encoder says so instead."""
    try:
        return json.dumps(value, ensure_ascii=False, default=str)
    except (RecursionError, ValueError):
        return "(nested too deeply to show here)"
