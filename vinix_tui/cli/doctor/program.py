"""The program itself: Python, the packages that it stands on, and where it was put."""

from __future__ import annotations

import json
import os
import platform
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib import metadata
from pathlib import Path

from vinix_tui import __version__
from vinix_tui.cli.doctor.check import Check, Here, fault, ok, warning
from vinix_tui.cli.doctor.paths import short

NAME = "vinix-tui"
_REQUIREMENT = re.compile(r"(?P<name>[\w.-]+)\s*(?P<range>[^;\s]*)\s*$")
_BOUND = re.compile(r"(>=|<)([0-9]+(?:\.[0-9]+)*)")


def python(_: Here) -> Iterator[Check]:
    """Which Python this is; below 3.11 nobody comes so far."""
    system = f"{platform.system()} {platform.release()} ({platform.machine()})"
    found = f"{platform.python_version()} on {system}, {short(sys.executable or 'unknown path')}"
    yield ok("python", found)


def packages(_: Here) -> Iterator[Check]:
    """Whether the packages are there, each in the range that this version was made for."""
    try:
        wanted = metadata.requires(NAME) or []
    except metadata.PackageNotFoundError:
        yield warning("packages", "cannot be checked: this copy was not installed.", _INSTALL)
        return
    fine = []
    for name, asked in (found.group("name", "range") for found in map(_parsed, wanted) if found):
        try:
            version = metadata.version(name)
        except metadata.PackageNotFoundError:
            yield fault("packages", f"{name} is not installed.", f"pip install '{name}{asked}'")
            continue
        if within(version, asked):
            fine.append(f"{name} {version}")
        else:
            found = f"{name} {version} is outside the range that was tried: {asked}."
            yield warning("packages", found, f"pip install '{name}{asked}'")
    if fine:
        yield ok("packages", ", ".join(fine))


def installation(_: Here) -> Iterator[Check]:
    """How it came here, as far as its own files tell."""
    yield ok("installed", f"vinix-tui {__version__}, {_how()}, in {short(_package())}")


def within(version: str, asked: str) -> bool:
    """Whether a version is in a range of bounds such as `<9,>=8.2`."""
    given = _numbers(version)
    for sign, bound in _BOUND.findall(asked):
        if (given >= _numbers(bound)) != (sign == ">="):
            return False
    return True


_INSTALL = "Install it: pip, pipx or uv, as the README says."


def _parsed(requirement: str) -> re.Match[str] | None:
    """None for a package of an extra, which stands behind a semicolon."""
    return _REQUIREMENT.fullmatch(requirement)


def _numbers(version: str) -> tuple[int, ...]:
    release = re.match(r"[0-9]+(?:\.[0-9]+)*", version)
    return tuple(map(int, release[0].split("."))) if release else ()


def _package() -> Path:
    return Path(__file__).resolve().parents[2]


def _how() -> str:
    if file := os.environ.get("PEX"):
        return f"from the single file {short(file)}"
    parts = Path(sys.prefix).parts
    ways = {"by pipx": "pipx" in parts, "by uv tool": "uv" in parts and "tools" in parts}
    for way, so in ways.items():
        if so:
            return way
    with suppress(metadata.PackageNotFoundError, ValueError):
        ours = metadata.distribution(NAME)
        by = (ours.read_text("INSTALLER") or "").strip() or "an unknown installer"
        where = "a virtual environment" if sys.prefix != sys.base_prefix else "the system's Python"
        direct = json.loads(ours.read_text("direct_url.json") or "{}")
        editable = isinstance(direct, dict) and "editable" in str(direct.get("dir_info"))
        return f"by {by} into {where}{' from a checkout (editable)' if editable else ''}"
    return "from a checkout"
