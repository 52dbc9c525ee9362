"""Completions: what they print, and what a real bash makes of it."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vinix_tui.cli import options
from vinix_tui.cli.options import COMMANDS

Run = Callable[..., Any]


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_each_shell_is_told_every_command_option_and_choice(run: Run, shell: str) -> None:
    said = run("completion", shell)
    assert said.code == 0 and said.err == ""
    for word in _words(options.parser()):
        assert word.lstrip("-") in said.out, word
    assert "vinix-contrast-light" in said.out and "expired-token" in said.out


def _words(parser: argparse.ArgumentParser) -> set[str]:
    words = set()
    for action in parser._actions:
        words |= {*action.option_strings, *map(str, action.choices or ())}
        if isinstance(action, argparse._SubParsersAction):
            words |= {word for command in action.choices.values() for word in _words(command)}
    return words


def test_another_shell_is_refused_with_those_there_are(run: Run) -> None:
    said = run("completion", "fish")
    assert said.code == 2 and "bash, zsh, tcsh" in said.complaint.replace("'", "")


def test_the_help_says_where_it_goes(run: Run) -> None:
    said = run("completion", "--help").out
    for place in ("bash-completion/completions", "~/.bashrc", "~/.zshrc", "~/.tcshrc"):
        assert place in said


def test_nothing_but_the_command_loads_shtab() -> None:
    code = (
        "import sys\nfrom vinix_tui.cli import main\nmain(['completion', '--help'])\n"
        "print('shtab' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "False\n"


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash here")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("", set(COMMANDS)),
        ("comp", {"completion"}),
        ("completion ", {"bash", "zsh", "tcsh"}),
        ("show re", {"reply.json"}),
        ("--demo show --format csv re", {"reply.json"}),
        ("show --fo", {"--format"}),
        ("show --format m", {"markdown"}),
        ("--theme vinix-s", {"vinix-safe", "vinix-safe-light"}),
        ("--theme vinix-dark scr", {"screenshots"}),
        ("screenshots s", {"shots"}),
        ("help ve", {"verdict"}),
        ("sandbox --fault d", {"drip", "deep"}),
    ],
)
def test_bash_offers_what_may_come_next(
    run: Run, tmp_path: Path, typed: str, offered: set[str]
) -> None:
    (tmp_path / "reply.json").touch()
    (tmp_path / "shots").mkdir()
    words = ["vinix-tui", *typed.split(" ")]
    script = run("completion", "bash").out + (
        '\nCOMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); '
        "_shtab_vinix_tui 2>/dev/null; printf '%s\\n' \"${COMPREPLY[@]}\"\n"
    )
    done = subprocess.run(
        ["bash", "--norc", "-s", "--", *words],
        input=script, capture_output=True, text=True, cwd=tmp_path, check=True,
    )  # fmt: skip
    assert set(done.stdout.split()) == offered and done.stderr == ""
