"""Keys that come in one packet, as over a slow line: none is lost, none does more than it says."""

from __future__ import annotations

import pytest

from tests.terminal.terminal import ESC, PROGRAM, Terminal
from vinix_tui.sandbox.scenarios import busy, one_way_audio

CALL = one_way_audio.SCENARIO.id
HERE = "\x1b[I"  # "the terminal has the focus"; what stands before it is a whole key, at once
CTRL_Q = "\x11"


def test_enter_pressed_thrice_opens_one_call_of_the_demo() -> None:
    with Terminal([PROGRAM, "--demo"]) as terminal:
        terminal.until("One-way audio behind NAT")
        terminal.press("\r\r\r", "· saved")
        terminal.send("q")
        assert terminal.wait() == 0


@pytest.mark.parametrize(
    ("key", "opened", "burst"),
    [
        ("n", "Note on", "\r\r\r"),
        ("n", "Note on", ESC * 3),
        ("h", "type to filter", "\r\r\r"),
        ("h", "type to filter", ESC * 3),
        ("b", "type to filter", "\r\r\r"),
        ("b", "type to filter", ESC * 3),
        (":", "Search for commands", "\r\r\r"),
        (":", "Search for commands", ESC * 3),
        ("?", "── Help", ESC * 3),
    ],
)
def test_a_key_pressed_thrice_leaves_a_dialog_once(key: str, opened: str, burst: str) -> None:
    with Terminal([PROGRAM, "open", CALL, "--demo"]) as terminal:
        terminal.until("· saved")
        terminal.press(key, opened)
        terminal.send(burst + HERE)
        terminal.until(lambda: opened not in terminal.text and "Legs · 2 of 5" in terminal.text)
        terminal.send(CTRL_Q)
        assert terminal.wait() == 0


@pytest.mark.parametrize("opened", ["n", "h", "b", ":", "?", "/", "s", "L", "r"])
def test_ctrl_q_typed_right_behind_another_key_leaves_without_a_fault(opened: str) -> None:
    with Terminal([PROGRAM, "open", CALL, "--demo"]) as terminal:
        terminal.until("· saved")
        terminal.send(opened + CTRL_Q)
        assert terminal.wait() == 0


@pytest.mark.parametrize("start", [[], ["--demo"], ["open", CALL], ["open", CALL, "--demo"]])
def test_ctrl_q_typed_ahead_of_the_first_paint_leaves_without_a_fault(start: list[str]) -> None:
    with Terminal([PROGRAM, *start]) as terminal:
        terminal.until(lambda: b"\x1b[?2004h" in terminal.bytes)  # the line is raw from here on
        terminal.send(CTRL_Q)
        assert terminal.wait() == 0


def test_keys_typed_ahead_of_the_first_paint_arrive() -> None:
    with Terminal([PROGRAM, "--demo"]) as terminal:
        terminal.until(lambda: b"\x1b[?2004h" in terminal.bytes)
        terminal.send("answered 486")
        terminal.until(lambda: "answered 486" in terminal.screen.display[1])
        terminal.until(lambda: "One-way audio" not in terminal.text)
        terminal.press("\r", f"{busy.SCENARIO.id} fetched")
        terminal.press("2q", lambda: b"\x1b[?1049l" in terminal.bytes)
        assert terminal.wait() == 0
