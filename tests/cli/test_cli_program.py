"""The program as a process: pipes, locales, what it loads, and the sandbox on a port."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from vinix_tui.sandbox import account

Run = Callable[..., Any]

CALL = "63962647202-00000002"
LEG = {"call_id": "a1", "interaction_id": CALL, "caller_id_name": "Jörg \x1b[2J → 日本"}
HEAVY = ("textual", "httpx", "sqlite3", "pydantic", "uvicorn", "asyncio", "vinix_tui.sandbox.vinix")


@pytest.fixture
def reply(tmp_path: Path) -> Path:
    """A saved reply."""
    path = tmp_path / "reply.json"
    path.write_text(json.dumps({"data": [LEG], "auth_token": "hunter2"}))
    return path


def loaded(*argv: object) -> set[str]:
    """Which heavy modules a command loads, in a process of its own."""
    code = (
        "import sys\nfrom vinix_tui.cli import main\n"
        f"main({[str(word) for word in argv]!r})\n"
        f"print(*[name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    return set(done.stderr.split())


@pytest.mark.parametrize("command", ["--version", "paths", "rules", "themes"])
def test_small_commands_load_nothing_heavy(command: str) -> None:
    assert loaded(command) == set()


def test_a_file_is_shown_without_screen_network_or_database(reply: Path) -> None:
    for form in ("text", "json", "markdown", "csv"):
        assert loaded("show", reply, "--format", form, "--fail-on", "error") == set()


def test_a_desk_is_made_without_anything_heavy() -> None:
    code = (
        "import sys\nfrom vinix_tui.desk import Desk\nfrom vinix_tui.storage.settings import load\n"
        "desk = Desk(load({}))\n"
        "desk.known(), desk.title, desk.zone(), desk.theme, desk.demo, desk.standing_warning\n"
        f"print(*[name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_head_ends_it_quietly(reply: Path) -> None:
    line = f"{sys.executable} -m vinix_tui show {reply} | head -n 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[0] == f"Interaction {CALL}"
    assert done.stdout.splitlines()[1] in ("0", "141") and done.stderr == ""


def test_a_full_device_is_told_in_a_line(reply: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "vinix_tui", "show", str(reply)],
            stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == b"vinix-tui: Cannot write to standard output: no space left on device.\n"


def test_a_closed_standard_output_is_told_in_a_line() -> None:
    line = f"{sys.executable} -m vinix_tui paths >&-"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)
    assert done.returncode == 2 and len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_any_locale_gets_a_report_that_it_can_show(
    program: Run, reply: Path, encoding: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "vinix_tui", "show", str(reply)],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
        check=True,
    )
    said = done.stdout.decode(encoding)
    assert "\x1b" not in said and done.stderr == b""
    assert ("J\\xf6rg" in said) == (encoding != "utf-8")


def test_the_locale_c_is_no_trouble_for_messages(program: Run, tmp_path: Path) -> None:
    said = program(
        "show", tmp_path / "Jörg.json", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"
    )
    assert said.code == 2 and "there is no such file" in said.err


def test_bad_standard_input_is_told(program: Run) -> None:
    assert program("show", "-", stdin=b"").code == 2
    said = program("show", "-", stdin=json.dumps([LEG]).encode())
    assert said.code == 0 and "hunter2" not in said.out


@pytest.mark.parametrize("argv", [[], ["open", CALL], ["--demo"], ["open", "--demo", CALL]])
def test_the_app_without_a_terminal_says_so_and_names_show(program: Run, argv: list[str]) -> None:
    said = program(*argv)
    assert said.code == 2 and said.out == ""
    assert "vinix-tui show WHAT" in said.complaint and len(said.err.splitlines()) == 1


@pytest.fixture
def port() -> Iterator[str]:
    """The base URL of `vinix-tui sandbox`, in a process of its own."""
    with subprocess.Popen(
        [sys.executable, "-m", "vinix_tui", "sandbox", "--port", "0"],
        stdout=subprocess.PIPE, text=True,
    ) as serving:  # fmt: skip
        assert serving.stdout
        base = re.search(r"http://\S+", serving.stdout.readline())
        assert base
        drained = threading.Thread(target=serving.stdout.read)
        drained.start()
        yield base[0]
        serving.send_signal(signal.SIGINT)
        assert serving.wait(30) == 0
        drained.join()


def test_a_call_is_shown_over_a_real_socket(program: Run, port: str) -> None:
    signed = {"VINIX_BASE": port, "VINIX_API_KEY": account.API_KEY}
    said = program("show", CALL, **signed)
    assert said.code == 0 and f"Source    {port}, fetched" in said.out
    assert CALL in program("history", **signed).out
    assert program("show", CALL, VINIX_BASE=port, VINIX_API_KEY="f" * 64).code == 3


def test_nobody_at_home_ends_with_5(program: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    said = program("show", CALL, VINIX_BASE="http://127.0.0.1:1", VINIX_API_KEY=account.API_KEY)
    assert said.code == 5 and "127.0.0.1" in said.complaint


def test_the_sandbox_tells_why_it_cannot_serve(program: Run, port: str) -> None:
    taken = port.split(":")[2].split("/")[0]
    said = program("sandbox", "--port", taken)
    assert said.code == 2 and "another program has that port" in said.complaint
    said = program("sandbox", "--fault", "truncted")
    assert said.code == 2 and "did you mean truncated?" in said.complaint
