"""What the terminal can take, by what its user has set: LC_ALL, LC_CTYPE, LANG, TERM."""

from __future__ import annotations

import codecs
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def encoding(given: str, environ: Mapping[str, str] | None = None) -> str:
    """What a stream to the terminal is to be encoded in; `given` is what Python has chosen.

    In the locale C, and in one that is not installed, Python writes UTF-8 all the same: right for
    files, but a terminal there has said nothing of UTF-8. An explicit PYTHONUTF8 or
    PYTHONIOENCODING has.
    """
    environ = as_started() if environ is None else environ
    asked = environ.get("PYTHONUTF8") == "1" or environ.get("PYTHONIOENCODING")
    if asked or not _is_utf8(given):
        return given
    locale = next(filter(None, map(environ.get, ("LC_ALL", "LC_CTYPE", "LANG"))), "C")
    language, _, named = locale.partition("@")[0].partition(".")
    if named or _is_utf8(language):  # macOS names no language: LC_CTYPE=UTF-8
        return _known(named or language)
    return "ascii" if language in ("C", "POSIX") else given


def is_dumb() -> bool:
    """Whether the terminal cannot place a letter where it is wanted, as inside an editor."""
    return os.environ.get("TERM") == "dumb"


def as_started() -> Mapping[str, str]:
    """The environment that the user gave: Python sets LC_CTYPE=C.UTF-8 for itself (PEP 538)."""
    with suppress(OSError):
        lines = Path("/proc/self/environ").read_bytes().split(b"\0")
        return dict(line.split("=", 1) for line in map(os.fsdecode, lines) if "=" in line)
    return os.environ


def _known(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "ascii"


def _is_utf8(name: str) -> bool:
    return _known(name) == "utf-8"
