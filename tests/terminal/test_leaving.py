"""However the program is left, the terminal is as it was, and nothing runs on."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from tests.terminal.stream import SHAPES, faults, left_on
from tests.terminal.terminal import PROGRAM, Terminal
from vinix_tui.sandbox.scenarios import one_way_audio

CALL = one_way_audio.SCENARIO.id
OPEN = [PROGRAM, "open", CALL, "--demo"]
OUT = b"\x1b[?1049l"  # out of the alternate screen, back to what stood there before


def spent(pid: int) -> float:
    """Seconds of processor time that a process has taken so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def restored(terminal: Terminal, before: list[object]) -> bool:
    """Whether modes, keyboard and the line's settings are as they were."""
    sent = bytes(terminal.bytes)
    assert left_on(sent) == set()
    assert sent.rindex(b"\x1b[<u") < sent.rindex(OUT)  # kitty keeps a keyboard for each screen
    assert faults(sent, allowed=SHAPES) == []
    return terminal.attributes == before


@pytest.mark.parametrize(
    ("leave", "code"),
    [("q", 0), (signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)],
    ids=str,
)
def test_leaving_restores_the_terminal(leave: str | signal.Signals, code: int) -> None:
    with Terminal(OPEN) as terminal:
        before = terminal.attributes
        terminal.until("· saved")
        assert terminal.attributes != before
        if isinstance(leave, str):
            terminal.send(leave)
        else:
            terminal.signal(leave)
        assert terminal.wait() == code
        assert restored(terminal, before)
        assert b"\n" not in terminal.bytes[terminal.bytes.rindex(OUT) :]  # no parting words


@pytest.mark.parametrize("keys", ["n", ":"])
def test_a_signal_leaves_from_a_dialog_too(keys: str) -> None:
    with Terminal(OPEN) as terminal:
        before = terminal.attributes
        terminal.until("· saved")
        terminal.press(keys, lambda: "Legs · 2 of 5" not in terminal.text or "▔" in terminal.text)
        terminal.signal(signal.SIGTERM)
        assert terminal.wait() == 143
        assert restored(terminal, before)


@pytest.mark.parametrize("ignored", [[], [signal.SIGHUP]], ids=["plain", "nohup"])
def test_a_lost_line_ends_the_program_without_a_spin(ignored: list[int]) -> None:
    with Terminal(OPEN, ignored=ignored) as terminal:
        terminal.until("· saved")
        before = spent(terminal.pid)
        terminal.hang_up()
        assert terminal.wait() == 129
        assert terminal.usage is not None
        assert terminal.usage.ru_utime + terminal.usage.ru_stime - before < 5.0


def test_a_line_that_is_lost_without_a_signal_ends_the_program_too(home: Path) -> None:
    deaf = f"trap '' HUP; {' '.join(OPEN)}; echo $? > {home / 'code'}"
    with Terminal(["/bin/sh", "-c", deaf]) as terminal:
        terminal.until("· saved")
        terminal.hang_up()
        assert terminal.wait() == 0
        assert (home / "code").read_text() == "129\n"
    assert not list(home.rglob("crash-*"))
