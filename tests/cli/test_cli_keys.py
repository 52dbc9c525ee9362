"""`keys`: every command, with the keys that it has here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from vinix_tui.ui.commands import COMMANDS, binding_id

Run = Callable[..., Any]


def settings_file(home: Path, keys: str) -> None:
    file = home / ".config/vinix-tui/config.toml"
    file.parent.mkdir(parents=True)
    file.write_text(f"[keys]\n{keys}\n")


def test_every_command_is_listed_with_its_id_and_help(run: Run) -> None:
    said = run("keys")
    assert said.code == 0 and said.err == ""
    whole = " ".join(said.out.split())
    for command in COMMANDS:
        assert f"{binding_id(command)} {command.help}" in whole
    assert "h Ctrl+R inspector.history" in whole


def test_keys_are_told_as_they_are_bound_here(run: Run, home: Path) -> None:
    settings_file(home, 'compare = "f5,="')
    whole = " ".join(run("keys").out.split())
    assert "F5 = inspector.compare" in whole


def test_keys_that_clash_are_remarked_on(run: Run, home: Path) -> None:
    settings_file(home, 'compare = "f"')
    said = run("keys")
    assert said.code == 0
    file = home / ".config" / "vinix-tui" / "config.toml"
    assert said.err == f"{file}:2: [keys] compare: fold and compare both have f; fold wins.\n"


def test_an_id_that_names_no_command_is_refused_with_its_line(run: Run, home: Path) -> None:
    settings_file(home, 'compair = "f5"')
    said = run("keys")
    assert said.code == 2 and said.out == ""
    assert ":2: " in said.err and "compare" in said.err
