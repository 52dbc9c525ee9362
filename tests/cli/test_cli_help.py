"""`help`: topics, commands, and words that are neither."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from vinix_tui.cli.options import COMMANDS
from vinix_tui.help import topics

Run = Callable[..., Any]


def test_without_a_topic_each_is_listed_with_a_line(run: Run) -> None:
    said = run("help")
    assert said.code == 0 and said.err == ""
    for topic, about in topics().items():
        assert f"  {topic} " in said.out and about in said.out
    for command in COMMANDS:
        assert command in said.out


@pytest.mark.parametrize("topic", topics())
def test_a_topic_is_printed_with_no_codes_in_a_pipe(run: Run, topic: str) -> None:
    said = run("help", topic)
    assert said.code == 0 and said.err == ""
    assert said.out.startswith(f"{topics()[topic]}\n\n") and "\x1b" not in said.out


@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in topics()])
def test_for_a_command_its_own_help_is_shown(run: Run, command: str) -> None:
    said = run("help", command)
    assert said.code == 0 and said.out == run(command, "--help").out


def test_a_topic_that_is_a_command_as_well_says_where_its_options_are(run: Run) -> None:
    assert run("help", "show").out.endswith("\nIts options: vinix-tui show --help\n")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("privcy", "privacy"),
        ("tmux", "ssh"),
        ("Keys", "keys"),
        ("opn", "open"),
        ("api key", "sign-in"),
    ],
)
def test_another_word_is_refused_with_what_was_probably_meant(
    run: Run, word: str, meant: str
) -> None:
    said = run("help", word)
    assert said.code == 2 and said.out == ""
    assert said.complaint == (
        f"vinix-tui: there is no topic {word}; did you mean: vinix-tui help {meant}\n"
        "See: vinix-tui help\n"
    )


def test_a_word_like_no_other_is_refused_without_a_guess(run: Run) -> None:
    said = run("help", "qqq\x1b[31m")
    assert said.code == 2 and "did you mean" not in said.complaint


def test_without_utf_8_every_sign_has_its_stand_in(program: Run) -> None:
    said = program("help", "verdict", PYTHONIOENCODING="ascii")
    assert said.code == 0 and said.out.isascii()
    assert "x R29 No audio" in said.out and "\\u" not in said.out


def test_nothing_of_the_app_is_loaded_for_it() -> None:
    code = (
        "import sys\nfrom vinix_tui.cli import main\nmain(['help', 'keys'])\n"
        "print('textual' in sys.modules, 'httpx' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "False False\n"
