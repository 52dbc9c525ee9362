"""Themes as TOML files: the shipped ones, and the user's own beside the settings.

Read into plain values; the screen makes Textual's themes of them. A file's faults are told all at
once, since whoever writes a theme has the file open.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any

from vinix_tui.storage import paths, private
from vinix_tui.storage.private import StorageError
from vinix_tui.storage.toml_file import TomlError, TomlFile, nearest, read_toml


class ThemeError(Exception):
    """A theme cannot be used; str(e) has a line for each fault of its file."""


@dataclass(frozen=True)
class ThemeFile:
    """A theme. Colours are `#rrggbb`, or one of the terminal's own 16 such as `ansi_blue`.

    What a file leaves out is None, and derived from the other colours by the screen.
    """

    name: str
    primary: str
    secondary: str | None = None
    warning: str | None = None
    error: str | None = None
    success: str | None = None
    accent: str | None = None
    foreground: str | None = None
    background: str | None = None
    surface: str | None = None
    panel: str | None = None
    dark: bool = True
    ansi: bool = False
    variables: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def names() -> list[str]:
    """Every theme file's name, in alphabetical order."""
    found: set[str] = set()
    for place in _places():
        with suppress(OSError):
            found |= {path.stem for path in place.glob("*.toml") if _NAME.fullmatch(path.stem)}
    return sorted(found)


def read(name: str) -> ThemeFile:
    """The theme of that name; the user's own comes before a shipped one. Raises ThemeError."""
    if _NAME.fullmatch(name):  # so it is no path either
        for place in _places():
            if theme := read_file(place / f"{name}.toml"):
                return theme
    raise ThemeError(_one_line(f'there is no theme "{name}"{nearest(name, names())}'))


def read_file(path: Path) -> ThemeFile | None:
    """The theme in a file, named after it; None when there is no such file. Raises ThemeError."""
    try:
        document = read_toml(path)
    except TomlError as error:
        raise ThemeError(str(error)) from error
    if document is None:
        return None
    faults = sorted(_faults(document), key=lambda fault: fault.line or 0)
    if faults:
        raise ThemeError("\n".join(map(str, faults)))
    values = dict(document.values)
    variables = MappingProxyType(dict(values.pop("variables", {})))
    return ThemeFile(name=path.stem, variables=variables, **values)


def shipped_dir() -> Path:
    """The themes that ship: in the package of a wheel, beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    beside = package.parent
    if not (package / "themes").is_dir() and (beside / "pyproject.toml").is_file():
        return beside / "themes"
    return package / "themes"


def remember(name: str) -> None:
    """Keep the name of the theme that was chosen, for the next start. Raises StorageError."""
    private.write_over(paths.last_theme_file(), name.encode())


def recall() -> str | None:
    """The name of the theme that was chosen last; None when there is none, or it is no name."""
    try:
        name = (private.read(paths.last_theme_file(), 100) or b"").decode()
    except (StorageError, UnicodeDecodeError):
        return None
    return name if _NAME.fullmatch(name) else None


_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_EIGHT = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
_ANSI = {"ansi_default"} | {f"ansi_{b}{colour}" for b in ("", "bright_") for colour in _EIGHT}
_TRUTHS = ("dark", "ansi")
_COLOURS = [f.name for f in fields(ThemeFile) if f.name not in ("name", "variables", *_TRUTHS)]
_KNOWN = [*_COLOURS, *_TRUTHS, "variables"]


def _places() -> list[Path]:
    with suppress(StorageError):  # no home directory, so no themes of the user's own
        return [paths.themes_dir(), shipped_dir()]
    return [shipped_dir()]


def _faults(document: TomlFile) -> list[TomlError]:
    faults = []
    if "primary" not in document.values:
        faults.append(TomlError(document.path, None, "the colour primary is missing"))
    for key, value in document.values.items():
        if what := _fault(key, value):
            faults.append(document.fault((key,), what))
    variables = document.values.get("variables")
    for key, value in variables.items() if isinstance(variables, dict) else ():
        if not isinstance(value, str) or not value.isprintable():
            faults.append(document.fault(("variables", key), "must be one line of text in quotes"))
    return faults


def _fault(key: str, value: Any) -> str | None:
    if key not in _KNOWN:
        return f"unknown key{nearest(key, _KNOWN)}"
    if key in _TRUTHS and not isinstance(value, bool):
        return "must be true or false"
    if key == "variables" and not isinstance(value, dict):
        return "must be a table; write [variables] on a line of its own"
    if key in _COLOURS and not _is_colour(value):
        return 'must be a colour such as "#1c1c1c", or "ansi_blue"'
    return None


def _is_colour(value: Any) -> bool:
    return isinstance(value, str) and (value in _ANSI or bool(_HEX.fullmatch(value)))


def _one_line(text: str) -> str:
    from vinix_tui.calls.text import printable

    return printable(text)
