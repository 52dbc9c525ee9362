"""Themes as TOML files: the shipped ones, and the user's own beside the settings.

Read into plain values; the screen makes Textual's themes of them. A file's faults are told all at
once, since whoever writes a theme has the file open.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from vinix_tui.storage import paths, private
from vinix_tui.storage.private import StorageError
from vinix_tui.storage.toml_file import TomlError, TomlFile, nearest, read_toml


class ThemeError(Exception):
    """A theme cannot be used; str(e) has a line for each fault of its file."""


class ThemeFile(NamedTuple):
    """A theme. Colours are `#rrggbb`, or one of the terminal's own 16 such as `ansi_blue`.

    What a file leaves out is None, and derived from the other colours by the screen.
    """

    name: str
    primary: str
    about: str = ""
    """What it is for, in a line."""
    secondary: str | None = None
    warning: str | None = None
    error: str | None = None
    success: str | None = None
    accent: str | None = None
    foreground: str | None = None
    muted: str | None = None
    """Text that matters less: labels, key hints, rules."""
    background: str | None = None
    surface: str | None = None
    panel: str | None = None
    dark: bool = True
    ansi: bool = False
    """Whether it is made of the terminal's own 16 colours."""
    variables: Mapping[str, str] = MappingProxyType({})


class Listed(NamedTuple):
    """A theme's file as it is listed: the theme, or why it is none."""

    name: str
    path: Path
    own: bool
    """Whether it is the user's; else it ships."""
    theme: ThemeFile | None
    faults: str = ""
    """A line for each fault of the file."""

    @property
    def about(self) -> str:
        """What it is for, or that it cannot be used; one line."""
        if self.theme is None:
            first, *others = self.faults.splitlines()
            more = f" (and {len(others)} more)" if others else ""
            return f"cannot be used: {first.removeprefix(f'{self.path.parent}/')}{more}"
        whose = "your own" if self.own else ""
        return ": ".join(filter(None, (whose, self.theme.about)))


def listed() -> list[Listed]:
    """Every theme: those that ship, then the user's own, which hide shipped ones of their name."""
    found: dict[str, Listed] = {}
    for place in reversed(_places()):
        own = place != shipped_dir()
        paths_here: list[Path] = []
        with suppress(OSError):
            paths_here = sorted(place.glob("*.toml"), key=lambda path: path.stem)
        for path in paths_here:
            found.pop(path.stem, None)
            found[path.stem] = _listed(path, own)
    return list(found.values())


def names() -> list[str]:
    """Every theme file's name, in alphabetical order."""
    found: set[str] = set()
    for place in _places():
        with suppress(OSError):
            found |= {path.stem for path in place.glob("*.toml") if re.fullmatch(_NAME, path.stem)}
    return sorted(found)


def shipped(name: str) -> ThemeFile:
    """A theme that ships, whatever file of the user's has its name."""
    theme = read_file(shipped_dir() / f"{name}.toml")
    assert theme is not None, name
    return theme


def read(name: str) -> ThemeFile:
    """The theme of that name; the user's own comes before a shipped one. Raises ThemeError."""
    if re.fullmatch(_NAME, name):  # so it is no path either
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
    return name if re.fullmatch(_NAME, name) else None


_NAME = r"[a-z0-9][a-z0-9_-]{0,63}"
_HEX = r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})"
_EIGHT = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
_ANSI = {"ansi_default"} | {f"ansi_{b}{colour}" for b in ("", "bright_") for colour in _EIGHT}
_TRUTHS = ("dark", "ansi")
_OTHERS = ("name", "about", "variables", *_TRUTHS)
_COLOURS = [name for name in ThemeFile._fields if name not in _OTHERS]
_KNOWN = ["about", *_COLOURS, *_TRUTHS, "variables"]
_NO_COLOUR = 'must be a colour such as "#1c1c1c", or "ansi_blue"'
_STYLE = r"(?:(?:not )?(?:bold|dim|italic|underline|reverse|strike)\b ?)+|none"


def _places() -> list[Path]:
    with suppress(StorageError):  # no home directory, so no themes of the user's own
        return [paths.themes_dir(), shipped_dir()]
    return [shipped_dir()]


def _listed(path: Path, own: bool) -> Listed:
    from vinix_tui.calls.text import printable

    try:
        if not re.fullmatch(_NAME, path.stem):
            raise ThemeError(f"{printable(str(path))}: {_WRONG_NAME}")
        theme = read_file(path)
    except ThemeError as error:
        return Listed(printable(path.stem), path, own, None, str(error))
    if theme is None:  # taken away meanwhile, or a link to nowhere
        return Listed(path.stem, path, own, None, f"{path}: it leads to no file")
    return Listed(path.stem, path, own, theme)


_WRONG_NAME = "a theme's name has small letters, digits, - and _ only, 64 at most"


def _faults(document: TomlFile) -> list[TomlError]:
    faults = []
    if "primary" not in document.values:
        faults.append(TomlError(document.path, None, "the colour primary is missing"))
    for key, value in document.values.items():
        if what := _fault(key, value):
            faults.append(document.fault((key,), what))
    variables = document.values.get("variables")
    for key, value in variables.items() if isinstance(variables, dict) else ():
        if what := _fault_of_variable(key, value):
            faults.append(document.fault(("variables", key), what))
    return faults


def _fault_of_variable(key: str, value: Any) -> str | None:
    """Anything else would be a fault of the style sheet's, and end the program."""
    if not isinstance(value, str):
        return "must be text in quotes"
    if "-style" in key:
        return None if re.fullmatch(_STYLE, value) else 'must be a style such as "bold" or "none"'
    return None if _is_colour(value) else _NO_COLOUR


def _fault(key: str, value: Any) -> str | None:
    if key not in _KNOWN:
        return f"unknown key{nearest(key, _KNOWN)}"
    if key == "about" and not (isinstance(value, str) and value.isprintable() and value.strip()):
        return "must be one line of text in quotes"
    if key in _TRUTHS and not isinstance(value, bool):
        return "must be true or false"
    if key == "variables" and not isinstance(value, dict):
        return "must be a table; write [variables] on a line of its own"
    if key in _COLOURS and not _is_colour(value):
        return _NO_COLOUR
    return None


def _is_colour(value: Any) -> bool:
    return isinstance(value, str) and (value in _ANSI or bool(re.fullmatch(_HEX, value)))


def _one_line(text: str) -> str:
    from vinix_tui.calls.text import printable

    return printable(text)
