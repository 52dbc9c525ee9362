"""The reader of the stream itself: it has to bite, or every test that leans on it says nothing."""

from __future__ import annotations

import pytest

from tests.terminal.stream import PLAIN, faults, left_on, shapes
from vinix_tui.sandbox.scenarios import hostile
from vinix_tui.sandbox.scenarios._hostile_text import ESCAPES, SCRIPTS

START = (
    b"\x1b[?1049h\x1b[?1000h\x1b[?1003h\x1b[?1015h\x1b[?1006h\x1b[?25l\x1b[?1004h\x1b[>25u"
    b"\x1b[?2026$p\x1b[?2048$p\x1b[?2004h\x1b[?7l\x1b]22;default\x07"
    b"\x1b[1;1H\x1b[38;5;247;48;5;233m"
)
END = (
    b"\x1b[?2004l\x1b[?7h\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l"
    b"\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
TEXT = "── Kim › 2001 ✗ 山田 [/x] \x1b[0m\x1b[3;119H\r\n\x1b[1;7mé\x1b[0m"
HARMLESS = START + TEXT.encode() + END

BITING = [
    *(name for name in ESCAPES),
    "bidi override",
    "bidi isolates",
    "zero width",
    "invisible only",
    "combining",
    "tags",
    "variation",
    "family",
    "flags",
    "keycap",
    "noncharacters",
]


def test_what_textual_sends_is_no_fault() -> None:
    assert faults(HARMLESS) == []


@pytest.mark.parametrize("name", BITING)
def test_a_hostile_text_of_the_sandbox_sent_raw_is_a_fault(name: str) -> None:
    raw = {**ESCAPES, **SCRIPTS}[name].encode(errors="surrogatepass")
    assert faults(START + b"Kim " + raw + b" Larsen" + END)


@pytest.mark.parametrize(
    "raw",
    [
        b"\x1b]52;c;cm0gLXJmIH4=\x07",
        b"\x1b]52;c;cm0=\x1b\\",
        b"\x1b]0;owned\x07",
        b"\x1b]2;owned\x1b\\",
        b"\x1b]2;never ended",
        b"\x1b]8;;https://evil.example.com\x1b\\Kim\x1b]8;;\x1b\\",
        b"\x1b]22;default;owned\x07",
        b"\x1b]22;text\x07",
        b"\x1bP+q544e\x1b\\",
        b"\x1b_Ga=T;AAAA\x1b\\",
        b"\x1b^x\x1b\\",
        b"\x1bXx\x1b\\",
        b"\x1bc",
        b"\x1b[H",
        b"\x1b[2J",
        b"\x1b[31;7m",
        b"\x1b[m",
        b"\x1b[5m",
        b"\x1b[38;2;1;2;3m",
        b"\x1b[6n",
        b"\x1b[>c",
        b"\x1b[?2031h",
        b"\x1b[?1049h\x1b[?47h",
        b"\x1b[1;2r",
        b"\x1b[8;50;100t",
        b"\x1b(0",
        b"\x1b",
        b"\x1b[",
        b"\x07",
        b"\x08",
        b"\x0e",
        b"\x0f",
        b"\x00",
        b"\x7f",
        b"\n",
        b"\r",
        b"\x9b2J",
        b"\xff",
        b"\xc2\x9b2J",
        b"\xc2\x9d0;owned\xc2\x9c",
        b"\xe2\x80\xae",
        b"\xe2\x80\x8b",
        b"\xe2\x80\xa8",
        b"\xef\xbb\xbf",
        b"\xed\xa0\x80",
        b"\xc2\xad",
        b"\xf3\xa0\x81\x81",
    ],
)
def test_a_code_that_could_steer_a_terminal_is_a_fault_wherever_it_stands(raw: bytes) -> None:
    middle = len(START)
    assert faults(raw + HARMLESS)
    assert faults(HARMLESS[:middle] + raw + HARMLESS[middle:])
    assert faults(HARMLESS + raw)


def test_a_run_of_faults_is_told_shortly() -> None:
    assert len(faults(b"\x1b]0;owned\x07" * 1000)) == 20


def test_every_escape_code_of_the_hostile_call_is_a_fault() -> None:
    steering = [text for text in _texts(hostile.SCENARIO.documents) if "\x1b" in text]
    assert len(steering) > 30
    assert all(faults(text.encode(errors="surrogatepass")) for text in steering)


def test_a_printed_report_may_hold_colours_and_nothing_else() -> None:
    assert faults(b"\x1b[1;32mfine\x1b[0m\r\n", allowed=PLAIN) == []
    assert faults(b"\x1b[1;1Hno\r\n", allowed=PLAIN)
    assert faults(b"\x1b[38;5;1mno\r\n", allowed=PLAIN)
    assert faults(b"a\r\nb\n", allowed=PLAIN) != []
    assert faults(b"a\nb\n", allowed=frozenset(), line_ends=("\n",)) == []
    assert faults(b"\x1b[1ma\n", allowed=frozenset(), line_ends=("\n",))


def test_modes_that_were_not_taken_back_are_told() -> None:
    assert left_on(HARMLESS) == set()
    assert left_on(START) == {
        "mode 1049h", "mode 1000h", "mode 1003h", "mode 1015h", "mode 1006h", "mode 25l",
        "mode 1004h", "mode 2004h", "mode 7l", "kitty keyboard",
    }  # fmt: skip


def test_a_shape_is_told_by_its_kind_and_not_by_its_numbers() -> None:
    assert shapes(b"\x1b[12;7H\x1b[0;38;5;17;48;5;200m") == {
        "CSI y;x H", "SGR 0", "SGR 38;5", "SGR 48;5",
    }  # fmt: skip
    assert shapes(b"\x1b]0;x\x07") == {"unknown '\\x1b]0;x\\x07'"}


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for pair in value.items() for each in pair for text in _texts(each)]
    if isinstance(value, list | tuple):
        return [text for each in value for text in _texts(each)]
    return [value] if isinstance(value, str) else []
