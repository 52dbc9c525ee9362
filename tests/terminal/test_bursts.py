"""Keys that come in one packet, as over a slow line: none is lost, none does more than it says."""

from __future__ import annotations

from functools import partial

import pytest

from tests.terminal.terminal import ESC, PROGRAM, Terminal
from vinix_tui.sandbox.scenarios import one_way_audio

CALL = one_way_audio.SCENARIO.id
HERE = "\x1b[I"  # "the terminal has the focus"; what stands before it is a whole key, at once
CTRL_Q = "\x11"


def test_enter_pressed_thrice_opens_one_call_of_the_demo() -> None:
    with Terminal([PROGRAM, "--demo"]) as terminal:
        terminal.until("One-way audio behind NAT")
        terminal.press("\r\r\r", "· saved")
        terminal.send("q")
        assert terminal.wait() == 0


def test_a_key_pressed_thrice_leaves_a_dialog_once() -> None:
    dialogs = (
        ("n", "Note on", "\r\r\r"),
        ("n", "Note on", ESC * 3),
        ("h", "▸today", ESC * 3),
        ("b", "type to filter", "\r\r\r"),
        ("b", "type to filter", ESC * 3),
        (":", "── Commands", ESC * 3),
        ("?", "── Help", ESC * 3),
        ("h", "▸today", "\r\r\r"),
        (":", "── Commands", "\r\r\r"),
    )
    with Terminal([PROGRAM, "open", CALL, "--demo"]) as terminal:
        terminal.until("· saved")
        for key, opened, burst in dialogs:
            terminal.press(key, opened)
            terminal.send(burst + HERE)
            terminal.until(partial(_gone, terminal, opened))
        terminal.send(CTRL_Q)
        assert terminal.wait() == 0


def _gone(terminal: Terminal, dialog: str) -> bool:
    return dialog not in terminal.text and "Legs · 2 of 5" in terminal.text


@pytest.mark.parametrize("opened", ["n", ":", "L", "r"])
def test_ctrl_q_typed_right_behind_another_key_leaves_without_a_fault(opened: str) -> None:
    with Terminal([PROGRAM, "open", CALL, "--demo"]) as terminal:
        terminal.until("· saved")
        terminal.send(opened + CTRL_Q)
        assert terminal.wait() == 0


@pytest.mark.parametrize("start", [[], ["open", CALL], ["open", CALL, "--demo"]])
def test_ctrl_q_typed_ahead_of_the_first_paint_leaves_without_a_fault(start: list[str]) -> None:
    with Terminal([PROGRAM, *start]) as terminal:
        terminal.until(lambda: b"\x1b[?2004h" in terminal.bytes)  # the line is raw from here on
        terminal.send(CTRL_Q)
        assert terminal.wait() == 0
