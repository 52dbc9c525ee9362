"""Where things live on disk, by the system's own rules (XDG on Linux).

Nothing is opened here, and only `token_dir` makes a directory. HOME and the XDG variables are read
at each call. When no home directory is known at all, every function raises StorageError.
"""

from __future__ import annotations

import os
import stat
import warnings
from pathlib import Path

from platformdirs import PlatformDirs

from vinix_tui.storage.private import StorageError, directory

_DIRS = PlatformDirs("vinix-tui", appauthor=False)


def config_file() -> Path:
    """The user's settings; the tool only ever reads them."""
    return _known("user_config_dir") / "config.toml"


def themes_dir() -> Path:
    """The user's own themes, beside the settings."""
    return _known("user_config_dir") / "themes"


def history_file(demo: bool = False) -> Path:
    """Stored lookups; those of the demo are kept apart."""
    return _known("user_cache_dir") / ("demo-history.db" if demo else "history.db")


def crash_dir() -> Path:
    """Crash reports, a file each."""
    return _known("user_state_dir") / "crashes"


def copies_dir() -> Path:
    """What was copied and no clipboard would take, a file each."""
    return _known("user_state_dir") / "copies"


def last_theme_file() -> Path:
    """The name of the theme that was chosen last."""
    return _known("user_state_dir") / "theme"


def token_dir(make: bool = True) -> Path:
    """The directory of kept tokens, in the user's runtime directory; made when missing.

    Without XDG_RUNTIME_DIR (after `su`, in cron) that may be one in /tmp, so it is checked: it must
    be a directory of ours with mode 0700 below directories where nobody else can swap it. Raises
    StorageError with the reason when no token can be kept.
    """
    try:
        runtime = _known("user_runtime_dir").parent
        _sheltered(runtime.parent)
        if make and not os.path.lexists(runtime):
            directory(runtime)
        _private(runtime)
        return directory(runtime / "vinix-tui") if make else runtime / "vinix-tui"
    except StorageError as error:
        raise StorageError(f"No token can be kept: {error}") from error


def token_file(key: str) -> Path:
    """The file of the kept token for `key`, whose text does not show in the name.

    Raises StorageError as `token_dir` does, which makes the directory.
    """
    import hashlib  # 1 ms with OpenSSL, and paths are wanted before the first paint

    digest = hashlib.sha256(key.encode(errors="surrogatepass")).hexdigest()
    return token_dir(make=False) / f"token-{digest[:32]}.json"


def all() -> list[tuple[str, Path]]:  # noqa: A001 - reads `paths.all()`
    """Every place with what it is for, as `vinix-tui paths` prints them.

    The last one, kept tokens, is left out when no token can be kept (`token_dir` says why).
    """
    places = [
        ("settings", config_file()),
        ("your themes", themes_dir()),
        ("history", history_file()),
        ("history of the demo", history_file(demo=True)),
        ("last theme", last_theme_file()),
        ("crash reports", crash_dir()),
        ("copies that were too long", copies_dir()),
    ]
    try:
        return [*places, ("kept tokens", token_dir(make=False))]
    except StorageError:
        return places


def _known(which: str) -> Path:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # platformdirs warns of its fall-back; we check it
            path = Path(getattr(_DIRS, which))
    except PermissionError as error:
        raise StorageError(f"{error}.") from error
    except RuntimeError as error:
        raise StorageError(_HOMELESS) from error
    if not path.is_absolute():  # platformdirs before 4.6 takes a relative HOME as it stands
        raise StorageError(_HOMELESS)
    return path


_HOMELESS = "No home directory is known: set HOME to an absolute path."


def _sheltered(path: Path) -> None:
    for place in (path, *path.parents):
        try:
            state = place.stat()
        except FileNotFoundError:
            continue
        except OSError as error:
            raise StorageError(f"{place} cannot be checked.") from error
        if state.st_uid not in (0, os.geteuid()):
            raise StorageError(f"{place} belongs to another user (number {state.st_uid}).")
        if state.st_mode & stat.S_IWOTH and not state.st_mode & stat.S_ISVTX:
            raise StorageError(f"{place} can be changed by everybody.")


def _private(path: Path) -> None:
    try:
        state = path.lstat()
    except FileNotFoundError:
        return
    except OSError as error:
        raise StorageError(f"{path} cannot be checked.") from error
    if not stat.S_ISDIR(state.st_mode):
        raise StorageError(f"{path} is not a directory, or is a link.")
    if state.st_uid != os.geteuid():
        raise StorageError(f"{path} belongs to another user (number {state.st_uid}).")
    if stat.S_IMODE(state.st_mode) & 0o077:
        raise StorageError(f"{path} is open to other users.")
