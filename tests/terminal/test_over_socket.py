"""The whole way over a real socket: `vinix-tui sandbox` in one process, the program in another."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.terminal.terminal import PROGRAM, SHIFT_TAB, Terminal
from tests.terminal.walk import every_tab, look_up
from vinix_tui.sandbox.account import API_KEY, PASSWORD
from vinix_tui.sandbox.scenarios import conference, one_way_audio

CALL = one_way_audio.SCENARIO


@contextmanager
def sandbox(*words: str) -> Iterator[list[str]]:
    """`vinix-tui sandbox` on a free port; gives the lines that it printed."""
    argv = [PROGRAM, "sandbox", "--port", "0", *words]
    process = subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout and process.stderr
    lines = []
    try:
        for line in process.stdout:
            lines.append(line.rstrip("\n"))
            if line.startswith("  A name alone"):  # the last one
                break
        yield lines
    finally:
        process.send_signal(signal.SIGINT)
        rest = process.communicate()
    assert process.returncode == 0, rest
    assert rest == ("", "")


def base_in(lines: list[str]) -> str:
    """The address that it says it listens at."""
    (base,) = re.findall(r"listens at (\S+)", lines[0])
    return str(base)


def test_signing_in_by_user_a_wrong_password_an_expired_token_and_300_legs() -> None:
    with sandbox("--fault", "expired-token") as lines:
        known = {
            "VINIX_BASE": base_in(lines),
            "VINIX_ACCOUNT_NAME": "acme-telecom",
            "VINIX_USERNAME": "kim@example.com",
        }
        with Terminal([PROGRAM], columns=120, rows=36, env=known) as terminal:
            terminal.until("Sign in to Vinix")
            terminal.send("not it")
            terminal.press("\r", "✗ Refused: the user, the password or the account is wrong")
            terminal.until("Check the spelling, then try once more. Request")
            terminal.press("\x15", lambda: "•" not in terminal.text)
            terminal.press(PASSWORD, "•••")
            terminal.press("\r", "No call looked up yet")
            terminal.until("acme-telecom")
            terminal.until(lambda: bool(re.search(r"token 5\d min", terminal.screen.display[0])))
            terminal.quiet(1.0)  # a third login has to wait until the server grants it: 10 a second
            # The token has run out by the first call: it signs in anew by itself and goes on.
            look_up(terminal, CALL.id, f"{CALL.id} fetched in")
            terminal.until("· saved")
            terminal.until("Legs · 2 of 5")
            seen = every_tab(terminal, pages=0)
            assert "One-way" not in seen and "carrier Acme" in seen
            look_up(terminal, conference.SCENARIO.id, f"{conference.SCENARIO.id} fetched in")
            terminal.until("Legs · 300")
            terminal.send("G")
            terminal.until(lambda: re.search(r"▸ ?300", terminal.text) is not None)
            terminal.send("q")
            assert terminal.wait() == 0


def test_signing_in_by_key() -> None:
    with sandbox() as lines, Terminal([PROGRAM, "--base", base_in(lines)]) as terminal:
        terminal.until("Sign in to Vinix")
        terminal.press(SHIFT_TAB + "\x1b[C", "● API key")
        terminal.send("\t")
        terminal.paste(API_KEY.replace("5", "6"))
        terminal.press("\r", "✗ Refused: Vinix does not know this API key.")
        terminal.press("\x15", lambda: "•" not in terminal.text)
        terminal.paste(API_KEY)
        terminal.until("•••")
        terminal.press("\r", "No call looked up yet")
        look_up(terminal, f"{base_in(lines)}/accounts/x/cdrs/legs/{CALL.id}", "· saved")
        terminal.send("q")
        assert terminal.wait() == 0


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
def test_the_printed_curl_lines_work_and_show_prints_all_legs_of_what_they_save(
    tmp_path: Path,
) -> None:
    with sandbox() as lines:
        begin = next(index for index, line in enumerate(lines) if line.startswith("TOKEN=$(curl"))
        script = f"set -e\n{lines[begin]}\n{lines[begin + 1]} > saved.json\n"
        subprocess.run(["/bin/sh", "-c", script], cwd=tmp_path, check=True)
    saved = tmp_path / "saved.json"
    for words in ([], ["--format", "json"]):
        argv = [PROGRAM, "show", str(saved), *words]
        shown = subprocess.run(argv, capture_output=True, text=True)
        assert (shown.returncode, shown.stderr) == (0, "")
        assert CALL.id in shown.stdout
        if words:
            told = [leg["call_id"] for leg in json.loads(shown.stdout)["legs"]]
            assert sorted(told) == sorted(document["call_id"] for document in CALL.documents)
        else:
            rows = re.findall(r"^[✗▲ ]*(\d+)  [→←└]  ", shown.stdout, re.M)
            assert rows == ["1", "2", "3", "4", "5"]
