"""What `doctor` says of this machine: terminal, tmux, letters, time, disk, packages."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from vinix_tui import __version__
from vinix_tui.cli.doctor import disk, program, terminal
from vinix_tui.cli.outcome import FINE, USAGE
from vinix_tui.storage import paths
from vinix_tui.storage.private import StorageError
from vinix_tui.ui import too_small

Run = Callable[..., Any]


def fake(folder: Path, name: str, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program of that name, before all others."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


# -- program ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("version", "inside"),
    [("8.2", True), ("8.2.8", True), ("8.10rc1", True), ("8.1.9", False), ("9", False),
     ("9.0.1", False), ("10.1", False)],
)  # fmt: skip
def test_a_version_is_in_a_range_by_its_numbers(version: str, inside: bool) -> None:
    assert program.within(version, "<9,>=8.2") == inside


def test_the_packages_of_this_installation_are_all_read_and_fine(examine: Run) -> None:
    found = examine()
    assert found["packages"]["state"] == "ok"
    for name in ("textual", "httpx", "pydantic", "platformdirs"):
        assert f"{name} {metadata.version(name)}" in found["packages"]["found"]
    assert "uvicorn" not in found["packages"]["found"]


def test_a_package_out_of_range_or_missing_is_told_with_the_command_that_mends_it(
    examine: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = metadata.version

    def version(name: str) -> str:
        if name == "httpx":
            raise metadata.PackageNotFoundError(name)
        return "9.1" if name == "textual" else installed(name)

    monkeypatch.setattr(metadata, "version", version)
    found = examine()
    assert found.code == USAGE
    told = [each for each in found.checks if each["name"] == "packages"]
    assert {(each["state"], each["fix"].partition("'")[0]) for each in told} == {
        ("ok", ""), ("fault", "pip install "), ("warning", "pip install "),
    }  # fmt: skip
    assert any("textual 9.1 is outside the range" in each["found"] for each in told)


def test_how_it_was_installed_is_told(examine: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert f"vinix-tui {__version__}, " in examine()["installed"]["found"]
    monkeypatch.setenv("PEX", "/opt/tools/vinix-tui")  # as the single file sets it
    assert "from the single file /opt/tools/vinix-tui, in " in examine()["installed"]["found"]


# -- terminal ---------------------------------------------------------------------------------


def test_the_sizes_are_those_of_the_app() -> None:
    assert tuple(too_small.LEAST) == terminal.LEAST


@pytest.mark.parametrize(
    ("size", "state", "words"),
    [((80, 24), "ok", "80x24"), ((60, 20), "ok", "60x20"), ((70, 12), "warning", "little room"),
     ((59, 40), "warning", "shows nothing below 60x11"), (None, "ok", "no terminal")],
)  # fmt: skip
def test_a_small_terminal_is_told(
    examine: Run, monkeypatch: pytest.MonkeyPatch, size: Any, state: str, words: str
) -> None:
    monkeypatch.setattr(terminal, "_size", lambda: size)
    check = examine()["size"]
    assert check["state"] == state and words in check["found"]


@pytest.mark.parametrize(
    ("environ", "state", "words"),
    [
        ({"TERM": "xterm-256color"}, "ok", "256 colours (terminfo 256); theme vinix-dark"),
        ({"TERM": "linux"}, "ok", "16 colours (terminfo 8); theme ansi-dark in place of"),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "ok", "none (NO_COLOR=1"),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "ok", "24-bit colours"),
        ({"TERM": "no-such-terminal"}, "ok", "terminfo does not know it"),
    ],
)
def test_colours_and_theme_are_those_that_the_app_would_have(
    program: Run, environ: dict[str, str], state: str, words: str
) -> None:
    said = program("doctor", "--offline", **environ)  # curses reads one terminal a process
    (line,) = (
        line for line in said.out.splitlines() if f" {state} " in line and " colours " in line
    )
    assert words in line


def test_fewer_colours_than_the_terminal_has_are_told(
    examine: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(terminal, "_terminfo", lambda term: 256)
    check = examine()["colours"]
    assert check["state"] == "warning" and "TEXTUAL_COLOR_SYSTEM=256" in check["fix"]


@pytest.mark.parametrize(
    ("environ", "state", "words"),
    [({"TERM": "xterm"}, "ok", "OSC 52"), ({"TERM": "linux"}, "warning", "copies go to files"),
     ({"STY": "1.x"}, "ok", "GNU screen"), ({"TMUX": "/x,1,0"}, "ok", "tmux's buffer")],
)  # fmt: skip
def test_the_way_to_the_clipboard_is_told(
    examine: Run, monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], state: str, words: str
) -> None:
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    check = examine()["clipboard"]
    assert check["state"] == state and words in check["found"]


# -- tmux and screen --------------------------------------------------------------------------

FINE_TMUX = {
    "version": "3.3a", "default-terminal": "tmux-256color", "escape-time": "10",
    "set-clipboard": "external", "allow-passthrough": "0", "client": "xterm-256color",
    "features": "256,RGB,clipboard,title",
}  # fmt: skip


def inside_tmux(
    folder: Path, monkeypatch: pytest.MonkeyPatch, term: str = "tmux-256color", **differs: str
) -> None:
    values = FINE_TMUX | {name.replace("_", "-"): value for name, value in differs.items()}
    fake(folder, "tmux", f"printf '%s\\n' '{chr(9).join(values.values())}'", monkeypatch)
    monkeypatch.setenv("TMUX", "/tmp/tmux-1/default,1,0")
    monkeypatch.setenv("TERM", term)


def test_a_tmux_that_is_set_well_is_told_in_full(
    examine: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    inside_tmux(tmp_path, monkeypatch)
    found = examine()
    assert found["tmux"]["state"] == "ok"
    told = " ".join(each["found"] for each in found.checks if each["name"] == "tmux")
    for words in ("3.3a; its terminal is xterm-256color", "escape-time 10 ms", "24-bit colours"):
        assert words in told


@pytest.mark.parametrize(
    ("differs", "words", "line"),
    [
        ({"escape_time": "500"}, "500 ms", "set -s escape-time 20"),
        ({"default_terminal": "screen"}, "16 colours", 'set -g default-terminal "tmux-256color"'),
        ({"set_clipboard": "off"}, "stay in tmux's buffer", "set -s set-clipboard external"),
        ({"version": "3.1c"}, "before 3.2", "set -g set-clipboard on"),
        (
            {"client": "foot", "features": "256"},
            "foot takes copies",
            "set -as terminal-features ',foot:clipboard'",
        ),
        ({"term": "xterm-256color"}, "TERM=xterm-256color in here", "Take TERM out"),
    ],
)
def test_what_tmux_holds_back_is_told_with_the_line_that_mends_it(
    examine: Run,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    differs: dict[str, str],
    words: str,
    line: str,
) -> None:
    inside_tmux(tmp_path, monkeypatch, **differs)
    found = examine()
    assert found.code == FINE
    (check,) = [e for e in found.checks if e["name"] == "tmux" and e["state"] != "ok"]
    assert check["state"] == "warning" and words in check["found"] and line in check["fix"]


@pytest.mark.parametrize("script", ["exit 1", "echo no server", "exec cat /dev/zero"])
def test_a_tmux_that_does_not_answer_is_told(
    examine: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str
) -> None:
    from vinix_tui.cli.doctor import tmux

    monkeypatch.setattr(tmux, "_PATIENCE", 0.2)
    fake(tmp_path, "tmux", script, monkeypatch)
    monkeypatch.setenv("TMUX", "/tmp/tmux-1/default,1,0")
    assert "does not answer" in examine()["tmux"]["found"]


def test_gnu_screen_is_told_with_its_version(
    examine: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fake(tmp_path, "screen", "echo 'Screen version 4.09.00 (GNU) 30-Jan-22'; exit 1", monkeypatch)
    monkeypatch.setenv("STY", "1234.pts-0.host")
    assert "4.09.00" in examine()["screen"]["found"]


# -- letters and time -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("locale", "words"),
    [({"LANG": "C"}, "warning  locale"), ({"LANG": "de_DE.ISO-8859-1"}, "ISO8859-1 (LANG=de"),
     ({"LC_ALL": "C.UTF-8"}, "ok       locale       UTF-8 (LC_ALL=C.UTF-8)")],
)  # fmt: skip
def test_a_locale_without_utf_8_is_told(
    program: Run, monkeypatch: pytest.MonkeyPatch, locale: dict[str, str], words: str
) -> None:
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert words in program("doctor", "--offline", **locale).out


def test_the_time_zone_is_told_and_one_that_nobody_knows(
    examine: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert examine()["time zone"]["found"] == "UTC (UTC+0000), the machine's"
    monkeypatch.setenv("TZ", "Europe/Berlim")
    assert "Europe/Berlim is no zone" in examine()["time zone"]["found"]


def test_a_machine_without_zones_is_told(examine: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zoneinfo.available_timezones", set)
    check = examine()["time zone"]
    assert check["state"] == "warning" and "tzdata" in check["fix"]


# -- disk -------------------------------------------------------------------------------------


@pytest.fixture
def cache() -> Path:
    """The directory of the history, as the program makes it."""
    place = paths.history_file().parent
    place.mkdir(parents=True, mode=0o700)
    return place


def test_every_directory_is_told_before_it_is_there(examine: Run) -> None:
    found = examine()
    for name in ("settings", "history", "state", "tokens"):
        assert found[name]["state"] == "ok" and "to be made" in found[name]["found"]
    assert "~/.cache/vinix-tui" in found["history"]["found"]
    assert "none stored yet" in found["lookups"]["found"]


def test_a_directory_or_file_that_is_open_to_others_is_told(examine: Run, cache: Path) -> None:
    cache.chmod(0o755)
    check = examine()["history"]
    assert check["state"] == "warning" and "chmod 700 ~/.cache/vinix-tui" in check["fix"]
    cache.chmod(0o700)
    assert examine()["history"]["state"] == "ok"
    paths.history_file().write_bytes(b"")
    paths.history_file().chmod(0o644)
    assert "chmod 600 ~/.cache/vinix-tui/history.db" in examine()["history"]["fix"]


def test_a_link_in_its_place_is_a_fault(examine: Run, cache: Path, tmp_path: Path) -> None:
    cache.rmdir()
    cache.symlink_to(tmp_path)
    found = examine()
    assert found.code == USAGE
    assert found["history"]["state"] == "fault" and "is a link" in found["history"]["found"]


def test_what_belongs_to_somebody_else_is_a_fault(
    examine: Run, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = cache.stat().st_uid
    monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
    check = examine()["history"]
    assert check["state"] == "fault" and f"another user ({owner})" in check["found"]


def test_a_read_only_home_is_told_with_what_still_works(
    examine: Run, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "_writable", lambda path: False)
    found = examine()
    assert found.code == FINE
    assert "lookups are not stored; looking up" in found["history"]["found"]
    assert "each start asks; all else works" in found["tokens"]["found"]
    assert found["settings"]["state"] == "ok"


def test_a_network_disk_and_a_full_one_are_told(
    examine: Run, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "_file_system", lambda path: "nfs4")
    assert "on nfs4 (over the network)" in examine()["history"]["found"]
    usage = SimpleNamespace(free=5_000_000)
    monkeypatch.setattr("shutil.disk_usage", lambda path: usage)
    check = examine()["history"]
    assert check["state"] == "warning" and "5.0 MB free" in check["found"]


def test_a_machine_without_a_home_is_told(examine: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless(which: str) -> Path:
        raise StorageError("No home directory is known.")

    monkeypatch.setattr(paths, "_known", homeless)
    found = examine()
    assert found.code == FINE and found["home"]["state"] == "warning"


def test_why_no_token_can_be_kept_is_told(examine: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def open_to_all(make: bool = True) -> Path:
        raise StorageError("No token can be kept: /run/x is open to other users.")

    monkeypatch.setattr(paths, "token_dir", open_to_all)
    check = examine()["tokens"]
    assert check["state"] == "warning" and "/run/x is open to other users." in check["found"]


def test_a_damaged_history_is_a_fault_and_a_newer_one_a_warning(examine: Run, cache: Path) -> None:
    file = paths.history_file()
    file.write_bytes(b"not a database, " * 400)
    file.chmod(0o600)
    found = examine()
    assert found.code == USAGE and "is damaged" in found["lookups"]["found"]
    file.write_bytes(b"")
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("PRAGMA user_version = 99")
    check = examine()["lookups"]
    assert check["state"] == "warning" and "a newer vinix-tui has written it" in check["found"]
