"""No password, key or token is left anywhere: not on the terminal, on the disk, or in `ps`."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.terminal.secrets_left import forms, in_arguments, in_files, in_output
from tests.terminal.served import Stranger, served
from tests.terminal.terminal import ESC, PROGRAM, SHIFT_TAB, Terminal
from vinix_tui.sandbox.account import ACCOUNT_NAME, USERNAME
from vinix_tui.sandbox.scenarios import one_way_audio

CALL = one_way_audio.SCENARIO.id
PASSWORD = "Tr0ub4dor-zitrone"
WRONG = "Tr0ub4dor-melone"
KEY = "c0ffee5a" * 8
WRONG_KEY = "0ddba11e" * 8
RIGHT = "\x1b[C"


@pytest.fixture
def sandbox(monkeypatch: pytest.MonkeyPatch) -> Stranger:
    """A sandbox whose credentials are found nowhere by chance."""
    monkeypatch.setattr("vinix_tui.sandbox.login.PASSWORD", PASSWORD)
    monkeypatch.setattr("vinix_tui.sandbox.login.API_KEY", KEY)
    return Stranger()


@pytest.fixture
def base(sandbox: Stranger) -> Iterator[str]:
    """Where it is served."""
    with served(sandbox) as base:
        yield base


def everything(sandbox: Stranger) -> list[bytes]:
    """All that must be nowhere by now."""
    known = [
        *forms(user=USERNAME, password=PASSWORD, key=KEY),
        *forms(user=USERNAME, password=WRONG, key=WRONG_KEY),
    ]
    return known + [form for token in sandbox.tokens for form in forms(token=token)]


def a_token(sandbox: Stranger) -> str:
    """A token that the sandbox gave to somebody else's client."""
    body = {"data": {"api_key": KEY}}
    sandbox.respond(httpx.Request("PUT", "http://sandbox.example.com/v2/api_auth", json=body))
    return sandbox.tokens[-1]


def empty_the_field(terminal: Terminal) -> None:
    """Ctrl+U, and wait for it."""
    terminal.press("\x15", lambda: "•" not in terminal.text)


def use(terminal: Terminal) -> None:
    """Work for a while: a call, its tabs, the history, a note, the help."""
    terminal.until("No call looked up yet")
    terminal.send(CALL)
    terminal.press("\r", "· saved")
    terminal.send("46")
    terminal.press("h", "▸today")
    terminal.press(ESC, "Legs · 2 of 5")
    terminal.press("n", "Note on")
    terminal.send("rang again")
    terminal.press("\r", "Note kept: rang again")
    terminal.press("?", "── Help")
    terminal.press(ESC, "Legs · 2 of 5")


def test_signing_in_by_user_leaves_no_secret(
    sandbox: Stranger, base: str, home: Path, tmp_path: Path
) -> None:
    with Terminal([PROGRAM], columns=120, env={"VINIX_BASE": base}) as terminal:
        terminal.until("Sign in to Vinix")
        terminal.send(f"{ACCOUNT_NAME}\t{USERNAME}\t{WRONG}")
        terminal.press("\r", "✗ Refused")
        empty_the_field(terminal)
        terminal.press(PASSWORD, "•" * len(PASSWORD))
        terminal.send("\r")
        use(terminal)
        assert len(sandbox.tokens) == 1
        assert in_arguments(terminal.pid, everything(sandbox)) == []
        terminal.send("q")
        assert terminal.wait() == 0
    assert in_output(bytes(terminal.bytes), everything(sandbox)) == []
    assert in_files(tmp_path, everything(sandbox)) == []
    assert in_files(tmp_path, [b"NORMAL_CLEARING"]) != []  # it does look into the history


def test_signing_in_by_key_leaves_no_secret_though_the_server_repeats_the_wrong_one(
    sandbox: Stranger, base: str, tmp_path: Path
) -> None:
    with Terminal([PROGRAM, "--base", base], columns=120) as terminal:
        terminal.until("Sign in to Vinix")
        terminal.press(SHIFT_TAB + RIGHT, "● API key")
        terminal.send("\t")
        terminal.paste(WRONG_KEY)
        terminal.press("\r", "✗ Refused")
        empty_the_field(terminal)
        terminal.paste(KEY)
        terminal.until("•••")
        terminal.send("\r")
        use(terminal)
        assert in_arguments(terminal.pid, everything(sandbox)) == []
        terminal.send("q")
        assert terminal.wait() == 0
    assert in_output(bytes(terminal.bytes), everything(sandbox)) == []
    assert in_files(tmp_path, everything(sandbox)) == []


def test_a_pasted_token_is_left_nowhere(sandbox: Stranger, base: str, tmp_path: Path) -> None:
    token = a_token(sandbox)
    with Terminal([PROGRAM, "--base", base], columns=120) as terminal:
        terminal.until("Sign in to Vinix")
        terminal.press(SHIFT_TAB + RIGHT + RIGHT, "● token")
        terminal.send("\t")
        terminal.paste(f"{token}x")
        terminal.press("\r", "No call looked up yet")  # the first lookup tries it
        terminal.send(CALL)
        terminal.press("\r", "✗ Signed out")
        terminal.until("● token")
        terminal.until(lambda: "•••" not in terminal.text)
        terminal.paste(token)
        terminal.until("•••")
        terminal.press("\r", "· saved")
        terminal.send("\x11")
        assert terminal.wait() == 0
    assert in_output(bytes(terminal.bytes), everything(sandbox)) == []
    assert in_files(tmp_path, everything(sandbox)) == []


def test_a_token_is_kept_only_when_asked_for_and_gone_after_signing_out(
    sandbox: Stranger, base: str, tmp_path: Path
) -> None:
    with Terminal([PROGRAM], columns=120, env={"VINIX_BASE": base}) as terminal:
        terminal.until("Sign in to Vinix")
        terminal.send(f"{ACCOUNT_NAME}\t{USERNAME}\t{PASSWORD}\t\t")
        terminal.press(" ", "■ keep the token")
        terminal.press("\r", "No call looked up yet")
        terminal.send("\x11")
        assert terminal.wait() == 0
    token = forms(token=sandbox.tokens[0])
    (file,) = in_files(tmp_path, everything(sandbox))
    assert in_files(tmp_path, token) == [file]
    kept = tmp_path / file
    assert kept.is_relative_to(tmp_path / "run")
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.parent.stat().st_mode & 0o777 == 0o700
    with Terminal([PROGRAM], columns=120, env={"VINIX_BASE": base}) as again:
        again.until("No call looked up yet")
        assert "PUT" not in sandbox.paths and len(sandbox.tokens) == 1  # it signed nobody in
        again.send(ESC)
        again.until("1–6 tabs")
        again.press("L", "Press L again to sign out.")
        again.press("L", "Sign in to Vinix")
        again.until(lambda: not kept.exists())
        again.send("\x11")
        assert again.wait() == 0
    sent = bytes(terminal.bytes + again.bytes)
    assert in_output(sent, everything(sandbox)) == []
    assert in_files(tmp_path, everything(sandbox)) == []


def test_commands_print_no_secret(sandbox: Stranger, base: str, tmp_path: Path) -> None:
    user = {"VINIX_ACCOUNT_NAME": ACCOUNT_NAME, "VINIX_USERNAME": USERNAME}
    ways = [
        (0, {**user, "VINIX_PASSWORD": PASSWORD}),
        (0, {"VINIX_API_KEY": KEY}),
        (0, {"VINIX_AUTH_TOKEN": a_token(sandbox)}),
        (3, {**user, "VINIX_PASSWORD": WRONG}),
        (3, {"VINIX_API_KEY": WRONG_KEY}),
        (3, {"VINIX_AUTH_TOKEN": sandbox.tokens[0] + "x"}),
    ]
    for wanted, known in ways:
        done = subprocess.run(
            [PROGRAM, "show", CALL, "--format", "json", "--no-redact"],
            env={**os.environ, "VINIX_BASE": base, **known},
            capture_output=True,
        )
        assert done.returncode == wanted, done.stderr
        assert wanted or json.loads(done.stdout)["interaction_id"] == CALL
        assert in_output(done.stdout + done.stderr, everything(sandbox)) == []
    for words in (["history"], ["history", "--format", "json"], ["paths"]):
        done = subprocess.run([PROGRAM, *words], capture_output=True, check=True)
        assert in_output(done.stdout + done.stderr, everything(sandbox)) == []
    assert in_files(tmp_path, everything(sandbox)) == []


def test_a_crash_while_signed_in_leaves_no_secret(
    sandbox: Stranger, base: str, tmp_path: Path
) -> None:
    broken = "vinix_tui.ui.screens.inspector:InspectorScreen.show"
    crashing = str(Path(__file__).with_name("crashing.py"))
    known = {
        "VINIX_BASE": base,
        "VINIX_ACCOUNT_NAME": ACCOUNT_NAME,
        "VINIX_USERNAME": USERNAME,
        "VINIX_PASSWORD": PASSWORD,
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    argv = [sys.executable, crashing, broken, "words", "--"]
    with Terminal(argv, columns=120, env=known) as terminal:
        terminal.until("•••")
        terminal.press("\r", "No call looked up yet")
        terminal.send(CALL)
        terminal.send("\r")
        assert terminal.wait() == 70
    assert len(sandbox.tokens) == 1
    assert in_output(bytes(terminal.bytes), everything(sandbox)) == []
    assert len(list(tmp_path.rglob("crash-*.txt"))) == 1
    assert in_files(tmp_path, everything(sandbox)) == []


def test_the_search_finds_what_it_looks_for(tmp_path: Path) -> None:
    file = tmp_path / "kept.db"
    with sqlite3.connect(file) as database:
        database.execute("CREATE TABLE bodies (body BLOB)")
        database.execute(
            "INSERT INTO bodies VALUES (?)", (zlib.compress(b'["' + b"x" * 99 + b'secret"]'),)
        )
    database.close()
    assert in_files(tmp_path, [b"secret"]) == ["kept.db"]
    assert in_output(b"se\x1b[0mcr\x1b[1;1Het", [b"secret"]) == [b"secret"]
    assert in_arguments(os.getpid(), [sys.executable.encode()[-6:]])
    assert forms(user="kim", password="p", key="k", token="a.b.c") == [
        b"p", b"k", b"a.b.c", b"c",
        b"f997f526ae71d86743764595b7faf851", b"18e485b492da64016dea03731b8606036ef21f3f",
    ]  # fmt: skip
