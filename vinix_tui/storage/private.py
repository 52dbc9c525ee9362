"""Files that only their owner reads: 0600 in 0700 directories, opened without following links.

The history, kept tokens, logs, crash reports and exports hold a customer's calls. Everything here
refuses, in one sentence that names the path, a file or directory that is a link or belongs to
somebody else; what is ours but too open is closed. Directories above our own (such as ~/.cache)
are made when missing, and otherwise left as they are.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from pathlib import Path

DIRECTORY_MODE = 0o700
FILE_MODE = 0o600
_OTHERS = 0o077  # any right for the group or for everybody


class StorageError(Exception):
    """A file or directory cannot be used; str(e) is one sentence that names it."""


class AlreadyThereError(StorageError):
    """A file that must never be overwritten exists."""


def directory(path: Path) -> Path:
    """Make sure that `path` is a directory of ours with mode 0700, and return it.

    Missing parents are made 0700 too (as the XDG rules ask); parents that exist are not touched.
    """
    try:
        _make(path)
        flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
        os.close(_closed_to_others(os.open(path, flags)))
    except OSError as error:
        raise _refusal(path, error) from error
    return path


def write_new(path: Path, data: bytes) -> None:
    """Write a file that must not exist yet; its directory must. Raises AlreadyThereError."""
    with new_file(path) as file:
        file.write(data)


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """The same, to be written piece by piece; it goes again where that does not come to its end."""
    try:
        with os.fdopen(_create(path), "wb") as file:
            try:
                yield file
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                with suppress(OSError):
                    path.unlink()  # half an export is worse than none
                raise
    except OSError as error:
        raise _refusal(path, error) from error


def unused(path: Path) -> Path:
    """The path, or where something is there already, the first free one with a number behind."""
    number = 1
    fresh = path
    while os.path.lexists(fresh):
        number += 1
        fresh = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return fresh


def write_beside(path: Path, data: bytes) -> Path:
    """Write a new file under the first free name that `unused` gives; where it is."""
    while True:
        fresh = unused(path)
        try:
            write_new(fresh, data)
        except AlreadyThereError:  # somebody was faster
            continue
        return fresh


def write_over(path: Path, data: bytes) -> None:
    """Write a file of ours whole or not at all: a new file beside it takes its name.

    The directory becomes private; a killed process leaves the old file, or the new one.
    """
    directory(path.parent)
    check(path)
    fresh = path.with_name(f".{path.name}.{os.urandom(8).hex()}.new")
    write_new(fresh, data)
    try:
        fresh.replace(path)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink()
        raise _refusal(path, error) from error


def open_append(path: Path) -> BinaryIO:
    """Open a file of ours to add at its end, as a log does; made when missing."""
    directory(path.parent)
    try:
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        return os.fdopen(_plain(os.open(path, flags | _CAREFUL, FILE_MODE)), "ab")
    except OSError as error:
        raise _refusal(path, error) from error


def read(path: Path, limit: int) -> bytes | None:
    """The bytes of a file of ours, None when there is none; over `limit` bytes is an error."""
    try:
        with os.fdopen(_plain(os.open(path, os.O_RDONLY | _CAREFUL)), "rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _refusal(path, error) from error
    if len(data) > limit:
        raise StorageError(f"{path} is larger than {limit:,} bytes, so it is not what we wrote.")
    return data


def check(path: Path) -> bool:
    """Whether the file is there; refuses what is not a plain file of ours and closes its mode.

    For programs that open by name themselves, such as SQLite: inside a directory of ours nobody
    else can put a link in between.
    """
    try:
        os.close(_plain(os.open(path, os.O_RDONLY | _CAREFUL)))
    except FileNotFoundError:
        return False
    except OSError as error:
        raise _refusal(path, error) from error
    return True


def make_empty(path: Path) -> None:
    """Make an empty file of ours unless one is there; then `check` it."""
    with suppress(AlreadyThereError):
        write_new(path, b"")
    check(path)


def remove(path: Path) -> None:
    """Remove a file; a link is removed, not followed, and a missing file is fine."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise _refusal(path, error) from error


_CAREFUL = os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK  # O_NONBLOCK: a pipe must not hang us


_WORDS = {  # the system's own words for these say less
    errno.EACCES: "you have no right to it",
    errno.EPERM: "you have no right to it",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EROFS: "the disk is read-only",
}


class _NotOursError(OSError):
    """Carries the middle of the sentence: what is wrong with the path."""


def _make(path: Path) -> None:
    if os.path.lexists(path):
        return
    _make(path.parent)
    with suppress(FileExistsError):
        path.mkdir(mode=DIRECTORY_MODE)
        path.chmod(DIRECTORY_MODE)  # a umask such as 0277 takes bits off mkdir's mode


def _create(path: Path) -> int:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    handle = os.open(path, flags | _CAREFUL, FILE_MODE)
    os.fchmod(handle, FILE_MODE)  # whatever the umask is
    return handle


def _plain(handle: int) -> int:
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise _NotOursError("is not a plain file")
    return _closed_to_others(handle)


def _closed_to_others(handle: int) -> int:
    state = os.fstat(handle)
    try:
        if state.st_uid != os.geteuid():
            raise _NotOursError(f"belongs to another user (number {state.st_uid})")
        if state.st_mode & _OTHERS:
            os.fchmod(handle, stat.S_IMODE(state.st_mode) & ~_OTHERS)
    except OSError as error:
        if error.errno != errno.EROFS:  # what cannot change cannot be closed, but can be read
            os.close(handle)
            raise
    return handle


def _refusal(path: Path, error: OSError) -> StorageError:
    if isinstance(error, FileExistsError):
        return AlreadyThereError(f"{path} is already there, and is never overwritten.")
    if isinstance(error, _NotOursError):
        return StorageError(f"{path} {error}, so it is left alone.")
    if os.path.islink(path):  # noqa: PTH114 - Path.is_symlink raises where it may not look
        return StorageError(f"{path} is a link, so it is left alone: links are not followed.")
    words = _WORDS.get(error.errno or 0) or (error.strerror or str(error)).lower()
    return StorageError(f"{path} cannot be used: {words}.")
