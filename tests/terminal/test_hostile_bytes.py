"""No byte of a hostile call that could steer a terminal leaves the program, on any screen."""

from __future__ import annotations

from tests.terminal.stream import SHAPES, faults, shapes
from tests.terminal.terminal import ESC, PAGE_DOWN, PROGRAM, Terminal
from tests.terminal.walk import every_screen, every_tab, pick
from vinix_tui.sandbox.scenarios import hostile, one_way_audio

HOSTILE = hostile.SCENARIO.id
PASTED = (
    "[/x] \u202eKim\u200b \x9b2J\x9d0;owned\x9c\x07 \x7f\x0e[@click=app.quit]hi[/] \U000e0041",
    "a\x1b]52;c;cm0gLXJmIH4=\x07b\x1b]0;owned\x1b\\c\nd",  # what terminals take out of a paste
)
SHOWN = (
    "␛]52;c;cm0gLXJmIH4=␇Kim",
    "␛[?1049l␛[?1000h␛[6n␛cKim",
    "[/x] Kim [/]",
    "[@click=app.quit]hi[/]",
    "[link=https://evil.example.com]Kim[/link]",
    "[red]Kim [on blue][blink]",
    "Kim [b",
    "]][[ [[]] [] [ ]",
    ":warning: :boom: $name ${name} {name} {0} %s %(x)d",
)
"""Escape codes as symbols and markup as text."""


def test_no_screen_sends_a_byte_of_a_hostile_call_that_could_steer_a_terminal() -> None:
    with Terminal([PROGRAM, "--demo"], columns=100, rows=60) as terminal:
        seen = pick(terminal, "Hostile text", other="One-way audio")
        for leg in range(1, 6):
            seen += every_tab(terminal, pages=1)
            terminal.send("]" if leg < 5 else ESC)
        seen += every_screen(terminal, HOSTILE, PASTED)
        seen += terminal.press("b", "Calls of the demo")
        terminal.send(PAGE_DOWN + PAGE_DOWN)
        terminal.press("\t", "/ filter")  # letters are commands in the list
        terminal.press(ESC, "stored copy")
        terminal.send("q")
        assert terminal.wait() == 0
    sent = bytes(terminal.bytes)
    assert faults(sent) == []
    assert len(sent) > 500_000  # the walk has gone where there is much to see
    missing = [text for text in SHOWN if " ".join(text.split()) not in " ".join(seen.split())]
    assert missing == []


def test_a_small_terminal_gets_no_such_byte_either() -> None:
    with Terminal([PROGRAM, "open", HOSTILE, "--demo"], columns=60, rows=20) as terminal:
        terminal.until("Legs · 5")
        every_tab(terminal, pages=0)
        terminal.send("]")  # the leg with a hostile text in every variable
        every_tab(terminal, pages=0)
        terminal.send("q")
        assert terminal.wait() == 0
    assert faults(bytes(terminal.bytes)) == []


def test_the_list_of_what_may_be_sent_holds_nothing_that_a_harmless_call_does_not_need() -> None:
    with Terminal([PROGRAM], columns=100, rows=30) as terminal:
        terminal.until("Demo, no network needed")
        terminal.send("\x1b[Z\x1b[Z\x1b[Z")  # to the choices, and from there to the demo's button
        terminal.quiet(0.1)
        terminal.send("\x11")
        assert terminal.wait() == 0
    sent = shapes(bytes(terminal.bytes))
    with Terminal([PROGRAM, "--demo"], columns=100, rows=30) as terminal:
        pick(terminal, "One-way audio behind NAT", other="Busy")
        every_tab(terminal, pages=1)
        terminal.send(ESC)
        every_screen(terminal, one_way_audio.SCENARIO.id, ["words"])
        terminal.send("q")
        assert terminal.wait() == 0
    sent |= shapes(bytes(terminal.bytes))
    assert sent == SHAPES
