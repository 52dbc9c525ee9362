"""Where things live: HOME, the XDG variables, and a runtime directory worth a token."""

from __future__ import annotations

import os
import warnings
from pathlib import Path

import pytest
from platformdirs import PlatformDirs

from vinix_tui.storage import paths
from vinix_tui.storage.private import StorageError


class Elsewhere(PlatformDirs):
    """Another runtime directory, so that no test ends up in the real /run/user."""

    def __init__(self, runtime: Path, trouble: Exception | None = None) -> None:
        super().__init__("vinix-tui")
        self.runtime = runtime
        self.trouble = trouble

    @property
    def user_runtime_dir(self) -> str:
        if self.trouble:
            raise self.trouble
        warnings.warn("XDG_RUNTIME_DIR is not set", stacklevel=2)
        return str(self.runtime / "vinix-tui")


def test_each_place_follows_its_xdg_variable(home: Path) -> None:
    assert paths.config_file() == home / "config/vinix-tui/config.toml"
    assert paths.themes_dir() == home / "config/vinix-tui/themes"
    assert paths.history_file() == home / "cache/vinix-tui/history.db"
    assert paths.crash_dir() == home / "state/vinix-tui/crashes"


def test_without_xdg_variables_everything_is_below_home(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind in ("CONFIG", "CACHE", "STATE"):
        monkeypatch.delenv(f"XDG_{kind}_HOME")
    for path in (paths.config_file(), paths.history_file()):
        assert path.is_relative_to(home)


def test_the_demo_has_a_history_of_its_own() -> None:
    assert paths.history_file(demo=True) != paths.history_file()
    assert paths.history_file(demo=True).parent == paths.history_file().parent


def test_asking_for_places_makes_none(home: Path, tmp_path: Path) -> None:
    assert [what for what, _ in paths.all()][-1] == "kept tokens"
    assert list(home.iterdir()) == []
    assert list((tmp_path / "run").iterdir()) == []


def test_a_home_that_is_no_absolute_path_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    class Homeless:
        user_cache_dir = "here/.cache/vinix-tui"

        @property
        def user_config_dir(self) -> str:
            raise RuntimeError("could not determine the home directory")

    monkeypatch.setattr(paths, "_DIRS", Homeless())
    for ask in (paths.config_file, paths.history_file):
        with pytest.raises(StorageError, match="set HOME to an absolute path"):
            ask()


def test_the_token_directory_is_private_and_in_the_runtime_directory(tmp_path: Path) -> None:
    place = paths.token_dir()
    assert place == tmp_path / "run/vinix-tui"
    assert place.stat().st_mode & 0o777 == 0o700


def test_a_token_file_does_not_show_whose_it_is() -> None:
    name = paths.token_file("https://api.example.com/v2 acme-telecom kim").name
    assert "acme" not in name
    assert name != paths.token_file("https://api.example.com/v2 acme-telecom lee").name
    assert paths.token_file("\ud800").name.startswith("token-")


def test_a_missing_runtime_directory_is_made_private(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "_DIRS", Elsewhere(tmp_path / "runtime-1000"))
    paths.token_dir()
    assert (tmp_path / "runtime-1000").stat().st_mode & 0o777 == 0o700


def test_naming_the_places_does_not_make_the_runtime_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "_DIRS", Elsewhere(tmp_path / "none/yet/run"))
    assert dict(paths.all())["kept tokens"] == tmp_path / "none/yet/run/vinix-tui"
    assert not (tmp_path / "none").exists()


def refused(runtime: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(paths, "_DIRS", Elsewhere(runtime))
    with pytest.raises(StorageError, match=r"^No token can be kept: .*\.$") as caught:
        paths.token_dir()
    assert "kept tokens" not in dict(paths.all())
    return str(caught.value)


def test_a_runtime_directory_open_to_others_keeps_no_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "open").mkdir()
    (tmp_path / "open").chmod(0o755)
    assert "open to other users" in refused(tmp_path / "open", monkeypatch)


def test_a_runtime_directory_that_is_a_link_keeps_no_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "run")
    assert "is a link" in refused(tmp_path / "link", monkeypatch)


def test_a_runtime_directory_of_somebody_else_keeps_no_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.lstat(tmp_path / "run").st_uid
    monkeypatch.setattr(os, "geteuid", lambda: real + 1)
    monkeypatch.setattr(paths, "_sheltered", lambda path: None)
    assert "belongs to another user" in refused(tmp_path / "run", monkeypatch)


def test_a_runtime_directory_where_anybody_can_swap_it_keeps_no_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared").chmod(0o777)
    assert "can be changed by everybody" in refused(tmp_path / "shared/run", monkeypatch)
    (tmp_path / "shared").chmod(0o1777)
    assert paths.token_dir() == tmp_path / "shared/run/vinix-tui"


def test_a_runtime_directory_below_somebody_elses_keeps_no_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.geteuid() == 0:
        (tmp_path / "theirs").mkdir()
        os.chown(tmp_path / "theirs", 65534, 65534)
    else:
        (tmp_path / "theirs").mkdir()
        monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    assert "belongs to another user" in refused(tmp_path / "theirs/run", monkeypatch)


def test_what_cannot_be_looked_at_keeps_no_token(
    plain_user: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (plain_user / "dark").mkdir(mode=0o700)
    (plain_user / "dark").chmod(0o000)
    assert "you have no right to it" in refused(plain_user / "dark/run", monkeypatch)
    assert "cannot be checked" in refused(plain_user / "dark/deeper/run", monkeypatch)


def test_the_fall_back_of_platformdirs_passes_without_its_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "_DIRS", Elsewhere(tmp_path / "run"))
    with warnings.catch_warnings(record=True) as warned:
        assert paths.token_dir() == tmp_path / "run/vinix-tui"
    assert warned == []


def test_a_fall_back_that_platformdirs_refuses_keeps_no_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trouble = PermissionError("runtime directory /tmp/runtime-1000 is a symlink")
    monkeypatch.setattr(paths, "_DIRS", Elsewhere(tmp_path, trouble))
    with pytest.raises(StorageError, match="is a symlink"):
        paths.token_dir()
