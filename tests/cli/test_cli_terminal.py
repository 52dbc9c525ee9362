"""Commands at a real terminal: colours, widths, interrupts, and a piped file in the app."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.terminal.terminal import PROGRAM, Terminal
from vinix_tui.sandbox.scenarios import ALL

CALL = "63962647202-00000002"
HOSTILE = next(told.id for told in ALL if "hostile" in f"{told.name} {told.shows}".lower())
LEG = {"call_id": "a1", "interaction_id": CALL, "caller_id_number": "+12025550101"}


def codes(terminal: Terminal) -> set[bytes]:
    """Every escape sequence and control character that came."""
    return set(
        re.findall(rb"\x1b\[[0-9;?]*[A-Za-z]|\x1b.|[\x00-\x09\x0b-\x1a\x7f]", terminal.bytes)
    )


@pytest.mark.parametrize("call", [CALL, HOSTILE])
def test_show_is_bold_dim_and_nothing_else(call: str) -> None:
    with Terminal([PROGRAM, "show", "--demo", call], columns=72, rows=24) as terminal:
        assert terminal.wait() == 0
    assert codes(terminal) <= {b"\x1b[1m", b"\x1b[2m", b"\x1b[0m", b"\r"}
    assert b"\x1b[1m" in terminal.bytes


def test_no_color_is_heeded_at_a_terminal() -> None:
    with Terminal([PROGRAM, "show", "--demo", CALL], env={"NO_COLOR": "1"}) as terminal:
        assert terminal.wait() == 0
    assert codes(terminal) == {b"\r"}


def test_lines_are_as_wide_as_the_terminal() -> None:
    with Terminal([PROGRAM, "show", "--demo", CALL], columns=64, env={"NO_COLOR": "1"}) as terminal:
        assert terminal.wait() == 0
    widths = [len(line) for line in terminal.bytes.decode().split("\r\n")]
    assert 50 < max(widths) <= 64


def test_the_app_opens_what_was_piped_and_still_has_the_keyboard(tmp_path: Path) -> None:
    (tmp_path / "reply.json").write_text(json.dumps([LEG]))
    line = f"cat {tmp_path}/reply.json | {PROGRAM} open -"
    with Terminal(["bash", "-c", line]) as terminal:
        terminal.until(CALL)
        terminal.send("\x11")  # Ctrl+Q
        assert terminal.wait() == 0


def test_a_wrong_file_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "reply.json").write_text("<html>")
    with Terminal([PROGRAM, "open", str(tmp_path / "reply.json")]) as terminal:
        assert terminal.wait() == 2
        assert "HTML" in terminal.text and "Traceback" not in terminal.text


def test_redirected_errors_keep_the_app_from_starting(tmp_path: Path) -> None:
    line = f"{PROGRAM} --demo 2>{tmp_path}/errors; echo code $?"
    with Terminal(["bash", "-c", line]) as terminal:
        terminal.wait()
    assert "code 2" in terminal.text
    assert "needs a terminal" in (tmp_path / "errors").read_text()
