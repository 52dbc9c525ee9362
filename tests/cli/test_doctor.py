"""`doctor` as a whole: what it prints, how it ends, and what it never does."""

from __future__ import annotations

import subprocess
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from vinix_tui.calls.text import cells, printable
from vinix_tui.cli import doctor, output
from vinix_tui.cli.doctor import Asked
from vinix_tui.cli.doctor.check import Check, Here, ask, ok
from vinix_tui.cli.outcome import FAILED, FINE, USAGE
from vinix_tui.storage import paths
from vinix_tui.storage.settings import Settings

Run = Callable[..., Any]
HERE = Here(Namespace(), {}, Settings())
FAULT = Check("way", "fault", "it is gone", "bring it back")


def asked_only(monkeypatch: pytest.MonkeyPatch, *parts: Asked) -> None:
    monkeypatch.setattr(doctor, "PARTS", parts)


def test_each_check_is_a_line_with_mark_and_word_and_its_fix_below(run: Run) -> None:
    said = run("doctor", "--offline")
    assert said.code == FINE and said.err == ""
    lines = said.out.splitlines()
    assert (
        "  · ok       locale       " in said.out
        and "  · ok       network      not asked" in said.out
    )
    for line in lines:
        if line.startswith(("  ▲ warning ", "  ✗ fault ")):
            assert lines[lines.index(line) + 1].strip().startswith("Fix: ")


def test_the_marks_and_the_sum_tell_how_bad_it_is(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found(_: Here) -> Iterator[Check]:
        yield from (FAULT, Check("b", "warning", "w", "f"), Check("c", "warning", "w", "f"))

    asked_only(monkeypatch, Asked("Things", (found,)))
    out = run("doctor").out
    assert "\nThings\n  ✗ fault    way          it is gone\n" in out
    assert f"\n{' ' * 26}Fix: bring it back\n" in out
    assert out.endswith("\n1 fault and 2 warnings.\n")


def test_every_check_that_is_not_ok_has_a_fix_and_its_name_fits(
    examine: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("VINIX_AUTH_TOKEN", "a b")
    for found in (examine(), examine("--base", "ftp://x"), examine("--profile", "nope")):
        assert found.report["format"] == "vinix-tui-doctor/1"
        assert found.report["warnings"] >= 2
        for check in found.checks:
            assert bool(check["fix"]) == (check["state"] != "ok"), check
            assert cells(check["name"]) <= 11 and check["found"], check


@pytest.mark.parametrize(
    ("titles", "code"),
    [([], FINE), (["Network"], FAILED), (["Disk"], USAGE), (["Disk", "Network"], USAGE)],
)
def test_the_exit_code_tells_this_machine_from_the_network(
    run: Run, monkeypatch: pytest.MonkeyPatch, titles: list[str], code: int
) -> None:
    def bad(_: Here) -> Iterator[Check]:
        yield FAULT

    def warned(_: Here) -> Iterator[Check]:
        yield Check("x", "warning", "less", "more")

    parts = [Asked(title, (bad if title in titles else warned,)) for title in ("Disk", "Network")]
    asked_only(monkeypatch, *parts)
    assert run("doctor").code == code
    assert run("doctor", "--format", "json").code == code


def test_after_a_fault_in_a_chain_nothing_more_of_it_is_asked(
    examine: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bad(_: Here) -> Iterator[Check]:
        yield FAULT

    def never(_: Here) -> Iterator[Check]:
        yield ok("never", "asked")

    asked_only(monkeypatch, Asked("A", (bad, never), chained=True), Asked("B", (bad, never)))
    assert [(each["part"], each["name"]) for each in examine().checks] == [
        ("A", "way"), ("B", "way"), ("B", "never"),
    ]  # fmt: skip


def test_a_question_that_breaks_is_told_without_its_words() -> None:
    def disk_space(_: Here) -> Iterator[Check]:
        yield ok("first", "this stays")
        raise ValueError("hunter2")

    first, second = ask(disk_space, HERE, 10)
    assert first.found == "this stays"
    assert second.name == "disk space" and second.state == "warning" and second.fix
    assert second.found == "could not be checked: ValueError."

    def refused(_: Here) -> Iterator[Check]:
        raise PermissionError(13, "Permission denied", "/secret")
        yield

    (check,) = ask(refused, HERE, 10)
    assert check.found == "could not be checked: permission denied (PermissionError)."


def test_a_question_that_hangs_is_a_fault_after_a_while_and_what_it_found_stays() -> None:
    over = Event()

    def network_disk(_: Here) -> Iterator[Check]:
        yield ok("first", "this stays")
        over.wait(60)

    first, second = ask(network_disk, HERE, 0.05)
    over.set()
    assert first.found == "this stays"
    assert second.state == "fault" and second.name == "network disk" and second.fix
    assert "no answer" in second.found


def test_no_secret_is_shown_wherever_it_stands(
    run: Run, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    variables = ("VINIX_PASSWORD", "VINIX_API_KEY", "VINIX_AUTH_TOKEN")
    for form in ("text", "json"):
        for name in variables:
            monkeypatch.setenv(name, f"hunter2-{name}")
            out = run("doctor", "--format", form, "--offline").out
            assert "hunter2" not in out and f"{name} (set)" in out
            monkeypatch.delenv(name)
    monkeypatch.setenv("HTTPS_PROXY", "http://kim:hunter2@127.0.0.1:1")
    monkeypatch.setenv("SSH_CONNECTION", "203.0.113.7 50000 198.51.100.2 22")
    paths.config_file().parent.mkdir(parents=True)
    paths.config_file().write_text(
        'profile = "a"\n[profiles.a]\npassword_command = "cat hunter2"\n'
        'base = "https://kim:hunter2@x.example.com"\n'
    )
    said = run("doctor")
    assert "hunter2" not in said.out + said.err
    assert "203.0.113.7" not in said.out and "yes: 15 frames" in said.out
    monkeypatch.setenv("VINIX_BASE", "https://x.example.com")
    out = run("doctor").out
    assert "hunter2" not in out and "http://127.0.0.1:1 with a user and password (left out" in out


def test_nothing_is_made_or_changed(run: Run, home: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    run("doctor", "--offline")
    assert sorted(tmp_path.rglob("*")) == before


def test_what_strangers_set_cannot_steer_a_terminal(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TERM", "COLORTERM", "VINIX_USERNAME", "LANG"):
        monkeypatch.setenv(name, "x\x1b[2J\u202e")
    monkeypatch.setenv("TMUX", "\x1b]0;x\x07")
    out = run("doctor", "--offline").out
    assert "x␛[2J�" in out
    assert all(printable(line) == line for line in out.splitlines())


@pytest.mark.parametrize("width", [60, 80, 120])
def test_at_a_terminal_lines_are_wrapped_and_paths_are_never_cut(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, width: int
) -> None:
    far = tmp_path / ("d" * 90)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(far))
    monkeypatch.setattr(output, "is_terminal", lambda: True)
    monkeypatch.setattr(output, "width", lambda: width)
    monkeypatch.setenv("NO_COLOR", "1")
    out = run("doctor", "--offline").out
    assert max(map(cells, out.splitlines())) <= width
    assert "…" not in out
    assert str(far) in "".join(line.strip() for line in out.splitlines())


def test_it_runs_where_textual_is_missing() -> None:
    code = (
        "import sys\nsys.modules['textual'] = None\nfrom vinix_tui.cli import main\n"
        "sys.exit(main(['doctor', '--offline']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == FINE and done.stderr == ""
    assert "could not be checked" not in done.stdout


def test_keys_that_need_textual_are_said_not_to_be_checked_without_it(home: Path) -> None:
    paths.config_file().parent.mkdir(parents=True)
    paths.config_file().write_text('[keys]\nfold = "f5"\n')
    code = (
        "import sys\nsys.modules['textual'] = None\nfrom vinix_tui.cli import main\n"
        "sys.exit(main(['doctor', '--offline']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "could not be checked: the package textual is not installed." in done.stdout
