"""The disk: whether each directory and file can be used, is the user's own, and has room."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

from vinix_tui.cli.doctor.check import Check, Here, fault, ok, warning
from vinix_tui.cli.doctor.paths import short
from vinix_tui.storage import history_index, paths
from vinix_tui.storage.history_connection import HistoryTrouble
from vinix_tui.storage.history_look import look
from vinix_tui.storage.private import DIRECTORY_MODE, FILE_MODE, StorageError

_LITTLE = 100 * 2**20
"""Bytes; a history that is upgraded needs that for a moment."""
_FAR = ("nfs", "cifs", "smb", "sshfs", "afs", "9p", "glusterfs", "lustre", "ceph")
_NAMES = {"last theme": "state", "kept tokens": "tokens"}
"""Directories are named by the first thing that lives in them, or so."""
_LOST = {
    "settings": "themes of your own cannot be added; all else works",
    "history": "lookups are not stored; looking up, copying and show work",
    "state": "a chosen theme, crash reports and long copies are not kept; all else works",
    "tokens": "no token is kept, so each start asks; all else works",
}


def places(_: Here) -> Iterator[Check]:
    """Each directory of `vinix-tui paths`, with what is in it."""
    try:
        listed = paths.all()
    except StorageError as error:
        yield warning("home", f"{error} Nothing is kept; show works.", "export HOME=/home/NAME")
        return
    roots: dict[Path, list[tuple[str, Path]]] = {}
    for what, path in listed:
        roots.setdefault(_root(path), []).append((what, path))
    for root, inside in roots.items():
        yield from _directory(root, inside)
    if not any(what == "kept tokens" for what, _ in listed):
        yield _no_tokens()


def history(here: Here) -> Iterator[Check]:
    """What is in the history's file, and in which SQLite; nothing is changed in it."""
    index = "with" if history_index.possible() else "without"
    engine = f"SQLite {sqlite3.sqlite_version} {index} FTS5 trigrams"
    keep = here.settings.history.keep
    try:
        file = paths.history_file()
        found = look(file)
    except HistoryTrouble as trouble:
        fix = "The next start sets a damaged file aside and begins a new one; nothing is deleted."
        yield fault("lookups", f"{trouble} ({engine}).", fix)
        return
    except StorageError:
        return  # told above
    if found is None:
        yield ok("lookups", f"none stored yet; {engine}; keep = {keep}")
        return
    told = (
        f"{found.lookups:,} in {_size(found.bytes)}, version {found.version},"
        f" {'with' if found.indexed else 'without'} index; {engine}; keep = {keep}"
    )
    if found.only_read:
        fix = "Use the newer vinix-tui, or a Python with a newer SQLite; the file is left as it is."
        yield warning("lookups", f"{told}; only read: {found.only_read}.", fix)
    else:
        yield ok("lookups", told)


def _root(path: Path) -> Path:
    """The directory of ours that a path is in, however deep."""
    return next(each for each in (path, *path.parents) if each.name == "vinix-tui")


def _directory(root: Path, inside: list[tuple[str, Path]]) -> Iterator[Check]:
    name = _NAMES.get(inside[0][0], inside[0][0])
    settings = name == "settings"  # read only, and people link to it
    base = root
    while not os.path.lexists(base):
        base = base.parent
    if not base.is_dir():
        yield fault(name, f"{short(base)} is no directory.", f"Move it away: mv {short(base)} ...")
        return
    trouble = None if settings or base != root else _not_ours(name, root, DIRECTORY_MODE)
    for _, path in [] if settings else inside:
        if trouble is None and path != root and os.path.lexists(path):
            trouble = _not_ours(name, path, DIRECTORY_MODE if path.is_dir() else FILE_MODE)
    if trouble is not None:
        yield trouble
        return
    told = f"{short(root)}, {'yours' if base == root else 'to be made'}"
    told += f", {stat.S_IMODE(root.stat().st_mode):04o}" if base == root else ""
    kind, free = _file_system(base), shutil.disk_usage(base).free
    told += f", {_size(free)} free on {kind}{' (over the network)' if _is_far(kind) else ''}"
    if not _writable(base):
        found = f"{told}, read-only: {_LOST.get(name, 'what lives there is not kept')}."
        fix = f"Make {short(base)} writable; or live with it."
        yield ok(name, f"{told}, read-only") if settings else warning(name, found, fix)
    elif free < _LITTLE:
        fix = "Free some room; or vinix-tui history clear --older-than 30"
        yield warning(name, f"{told}: little.", fix)
    else:
        yield ok(name, told)


def _not_ours(name: str, path: Path, mode: int) -> Check | None:
    """What is wrong with a directory or file that the program leaves alone or closes."""
    state = path.lstat()
    if stat.S_ISLNK(state.st_mode):
        found = f"{short(path)} is a link, so it is left alone."
        return fault(name, found, f"Put a directory or file of your own there: rm {short(path)}")
    if state.st_uid != os.geteuid():
        found = f"{short(path)} belongs to another user ({state.st_uid}), so it is left alone."
        return fault(name, found, f"sudo chown -R {os.geteuid()} {short(path)}")
    if stat.S_IMODE(state.st_mode) & 0o077:
        found = f"{short(path)} is open to others ({stat.S_IMODE(state.st_mode):04o})."
        return warning(name, found, f"chmod {mode:o} {short(path)} (the next use does it, too)")
    return None


def _no_tokens() -> Check:
    try:
        why = f"{paths.token_dir(make=False)} can be used."
    except StorageError as error:
        why = str(error)
    fix = "export XDG_RUNTIME_DIR to a directory of yours with mode 0700; or sign in each time."
    return warning("tokens", why, fix)


def _file_system(path: Path) -> str:
    """The kind of the file system that a path is on, by the mounts of this process."""
    best, kind = -1, "an unknown file system"
    try:
        lines = Path("/proc/self/mountinfo").read_text(errors="replace").splitlines()
        real = path.resolve()
    except (OSError, RuntimeError):
        return kind
    for line in lines:
        before, _, after = line.partition(" - ")
        fields, rest = before.split(), after.split()
        if len(fields) < 5 or not rest:
            continue
        point = fields[4].replace("\\040", " ")
        if real.is_relative_to(point) and len(point) >= best:  # of equals the last one is on top
            best, kind = len(point), rest[0]
    return kind


def _writable(path: Path) -> bool:
    effective = os.access in os.supports_effective_ids
    return os.access(path, os.W_OK | os.X_OK, effective_ids=effective)


def _is_far(kind: str) -> bool:
    return any(name in kind for name in _FAR)


def _size(count: int) -> str:
    for unit, size in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= size:
            return f"{count / size:,.1f} {unit}"
    return f"{count} bytes"
