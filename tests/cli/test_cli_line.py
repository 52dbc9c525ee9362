"""The command line itself: what it takes, what it says of mistakes, and how it ends."""

from __future__ import annotations

import errno
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vinix_tui import __version__
from vinix_tui.cli import demo, fetch, main, output
from vinix_tui.cli.options import COMMANDS, parse
from vinix_tui.cli.outcome import Trouble
from vinix_tui.sandbox.scenarios import ALL
from vinix_tui.storage import paths
from vinix_tui.storage.private import StorageError

Run = Callable[..., Any]

CALL = "63962647202-00000002"


def test_the_version_names_python_and_textual_too(run: Run) -> None:
    said = run("--version")
    assert said.code == 0 and said.err == ""
    assert said.out.startswith(f"vinix-tui {__version__} (Python 3.") and "Textual 8." in said.out


def test_a_missing_textual_does_not_stop_the_version(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    import importlib.metadata

    def none(name: str) -> str:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "version", none)
    assert "Textual is not installed" in run("--version").out


@pytest.mark.parametrize(
    "argv", [["--help"], ["-h"], ["show", "--help"], ["open", "-h"], ["recent", "-h"]]
)
def test_help_lists_the_demos_calls_with_what_they_show(run: Run, argv: list[str]) -> None:
    said = run(*argv)
    assert said.code == 0 and said.err == ""
    assert all(f"{told.id}  {told.name}: {told.shows}" in said.out for told in ALL)


def test_help_names_each_command_and_no_other(run: Run) -> None:
    said = run("--help").out
    assert set(re.findall(r"^    ([a-z]+) ", said, re.M)) == set(COMMANDS)


@pytest.mark.parametrize(
    "command", ["recent", "history", "rules", "sandbox", "paths", "themes", "doctor"]
)
def test_each_command_has_help_of_its_own(run: Run, command: str) -> None:
    said = run(command, "--help")
    assert said.code == 0 and said.out.startswith(f"usage: vinix-tui {command}")


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        ([CALL], f"did you mean: vinix-tui open {CALL}"),
        (["--demo", CALL], f"did you mean: vinix-tui open {CALL}"),
        (["--account", "abc", "a b/639"], "did you mean: vinix-tui open 'a b/639'"),
        (["-"], "did you mean: vinix-tui open -"),
        (["shwo", CALL], "did you mean: vinix-tui show"),
        (["wat\x1b[J"], "there is no command wat␛[J; there are open, show"),
        (["show"], "required: WHAT"),
        (["show", CALL, "--format", "yaml"], "invalid choice: 'yaml'"),
        (["show", CALL, "--forma", "json"], "unrecognized arguments: --forma"),
        (["show", CALL, "--fail-on", "info"], "invalid choice: 'info'"),
        (["--nope"], "unrecognized arguments: --nope"),
        (["sandbox", "--port", "70000"], "from 0 to 65535"),
        (["sandbox", "--port", "٣"], "from 0 to 65535"),
        (["history", "clear", "--older-than", "-1"], "--older-than"),
        (["history", "--pinned-too"], "belong to: vinix-tui history clear"),
        (["recnt"], "did you mean: vinix-tui recent"),
    ],
)
def test_a_mistake_is_told_in_a_line_with_what_to_try(
    run: Run, argv: list[str], words: str
) -> None:
    said = run(*argv)
    assert said.code == 2 and said.out == ""
    assert words in said.complaint


def test_an_existing_file_without_a_command_gets_the_same_hint(run: Run, tmp_path: Path) -> None:
    (tmp_path / "calls").write_text("[]")
    assert "did you mean: vinix-tui open" in run(tmp_path / "calls").complaint


def test_options_may_stand_before_or_after_the_command() -> None:
    before = parse(["--demo", "--account", "a", "show", CALL])
    after = parse(["show", CALL, "--demo", "--account", "a"])
    assert before == after and after.demo is True and after.account == "a"
    assert parse([]).command is None and parse([]).mouse is None
    assert parse(["open", CALL, "--no-mouse", "--no-history"]).history is False


def test_paths_prints_each_place_and_whether_it_is_there(run: Run, home: Path) -> None:
    (home / ".config/vinix-tui").mkdir(parents=True)
    (home / ".config/vinix-tui/config.toml").write_text("")
    said = run("paths")
    assert said.code == 0 and said.err == ""
    rows = said.out.splitlines()
    assert any(row.endswith("/config.toml") for row in rows)
    assert any(row.endswith("history.db  (not there)") for row in rows)


def test_a_home_that_could_steer_the_terminal_does_not(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "/tmp/\x1b]0;x\x07")
    assert "/tmp/␛]0;x␇/.config" in run("paths").out


@pytest.mark.parametrize("command", ["paths", "history"])
def test_without_a_home_it_says_so(run: Run, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    def homeless(*_: object, **__: object) -> None:
        raise StorageError("No home directory is known: set HOME to an absolute path.")

    monkeypatch.setattr(paths, "all", homeless)
    monkeypatch.setattr(paths, "history_file", homeless)
    said = run(command)
    assert said.code == 2 and "set HOME" in said.complaint


def test_a_wrong_setting_is_told_with_its_line(run: Run, home: Path) -> None:
    (home / ".config/vinix-tui").mkdir(parents=True)
    (home / ".config/vinix-tui/config.toml").write_text("redact = true\nthem = 'x'\n")
    said = run("show", "--demo", CALL)
    assert said.code == 2 and 'config.toml:2: them: unknown key; did you mean "theme"?' in said.err


def test_ctrl_c_ends_with_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(fetch, "fetch", interrupted)
    said = run("show", CALL)
    assert said.code == 130 and said.err == "vinix-tui: interrupted.\n"


def test_a_fault_of_ours_ends_in_three_lines_and_a_report_without_data(
    run: Run, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    def broken(desk: object, what: str, account: object) -> None:
        secret = "hunter2 of +12025550101"
        try:
            raise KeyError(secret)
        except KeyError as error:
            raise ValueError(f"{what}: {secret}") from error

    monkeypatch.setattr(fetch, "fetch", broken)
    said = run("show", CALL)
    assert said.code == 70 and said.out == ""
    assert len(said.err.splitlines()) == 3 and "Traceback" not in said.err
    (file,) = (home / ".local/state/vinix-tui/crashes").iterdir()
    assert str(file) in said.err and file.stat().st_mode & 0o777 == 0o600
    report = file.read_text()
    assert "builtins.ValueError" in report and "builtins.KeyError" in report
    assert "in broken" in report
    for data in ("hunter2", "+1202", CALL):
        assert data not in report + said.err


def test_a_fault_where_nothing_can_be_written_says_that(
    run: Run, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    (home / ".local").write_text("")
    monkeypatch.setattr(fetch, "fetch", lambda *_: 1 / 0)
    said = run("show", CALL)
    assert said.code == 70 and "No report could be kept" in said.err


class Stream:
    """A standard output that fails in one way."""

    encoding = "utf-8"

    def __init__(self, error: OSError) -> None:
        self.error = error

    def write(self, text: str) -> int:
        raise self.error

    def isatty(self) -> bool:
        return False


@pytest.mark.parametrize("argv", [["--version"], ["paths"], ["show", "--demo", CALL]])
def test_a_full_disk_behind_standard_output_ends_with_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], argv: list[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", Stream(OSError(errno.ENOSPC, "No space left on device")))
    assert main(argv) == 2
    assert capsys.readouterr().err.endswith("standard output: no space left on device.\n")


@pytest.mark.parametrize("argv", [["--version"], ["paths"], ["show", "--demo", CALL]])
def test_a_reader_that_has_seen_enough_is_no_trouble(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], argv: list[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", Stream(BrokenPipeError()))
    assert main(argv) == 0
    assert capsys.readouterr().err == ""


def test_a_closed_standard_output_ends_with_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert main(["paths"]) == 2
    assert "closed" in capsys.readouterr().err
    monkeypatch.setattr(sys, "stderr", None)
    assert main(["paths"]) == 2


def test_colours_need_a_terminal_that_wants_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    assert not output.colour() and output.width() == output.WIDTH
    monkeypatch.setattr(output, "is_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "61")
    assert output.colour() and output.width() == 61
    monkeypatch.setenv("NO_COLOR", "1")
    assert not output.colour()
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert not output.colour()


def test_a_command_named_in_no_text_is_refused_before_any_setting_is_read() -> None:
    with pytest.raises(Trouble):
        parse(["nosuch"])


def test_the_demo_has_every_call_of_the_sandbox() -> None:
    assert [call.id for call in demo.calls()] == [told.id for told in ALL]


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_ends_a_command_without_a_traceback(number: signal.Signals, code: int) -> None:
    waiting = (
        "import signal, sys\nfrom vinix_tui.cli import files, main\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # ignored behind nohup
        "files.read = lambda *_: (print('reading', flush=True), signal.pause())\n"
        "sys.exit(main())"
    )
    with subprocess.Popen(
        [sys.executable, "-c", waiting, "show", "-"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as running:  # fmt: skip
        assert running.stdout and running.stderr
        assert running.stdout.readline() == b"reading\n"
        running.send_signal(number)
        assert running.wait(30) == code
        assert b"Traceback" not in running.stderr.read()
