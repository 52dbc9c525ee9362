"""A hostile server, hostile settings and hostile pastes: words on the screen, and only words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terminal.served import Stranger, served
from tests.terminal.stream import faults
from tests.terminal.terminal import ESC, PROGRAM, SHIFT_TAB, Terminal
from vinix_tui.sandbox.account import ACCOUNT_ID, ACCOUNT_NAME, PASSWORD, USERNAME

EVIL = "[/x]\x1b]0;owned\x07\x9b2J\u202eEve\u200b[@click=app.quit]hi[/]\x1b[2J"
SEEN = "[/x]␛]0;owned␇�2J�Eve�[@click=app.quit]hi[/]␛[2J"
INTERACTION = "63962644367-3e8a51c7"  # nothing is wrong with it: a ✗ is a refusal


def known(base: str) -> dict[str, str | None]:
    """An environment that signs in by itself."""
    return {
        "VINIX_BASE": base,
        "VINIX_ACCOUNT_NAME": ACCOUNT_NAME,
        "VINIX_USERNAME": USERNAME,
        "VINIX_PASSWORD": PASSWORD,
        "VINIX_ACCOUNT_ID": ACCOUNT_ID,
    }


REFUSALS = {
    "403, Kazoo's form": (403, {"data": {"message": EVIL}, "error": "403", "status": "error"}),
    "404, the plain form": (404, {"code": "404", "message": EVIL, "request_id": EVIL}),
    "400": (400, {"data": {EVIL: {EVIL: {"message": EVIL}}}, "message": EVIL, "status": "error"}),
    "500": (500, {"data": {"message": EVIL}, "message": EVIL, "status": "error", "error": "500"}),
    "500 that is a page": (500, f"<html><title>{EVIL}</title></html>".encode()),
    "no JSON": (200, EVIL.encode()),
    "other JSON": (200, {EVIL: EVIL}),
    "legs that are none": (200, {"data": EVIL, "status": "success"}),
}
"""Answers to a lookup, all with a hostile text in every place that a client may repeat."""


def test_whatever_a_server_answers_to_a_lookup_is_words_and_what_stood_there_stays() -> None:
    sandbox = Stranger()
    with served(sandbox) as base, Terminal([PROGRAM], rows=40, env=known(base)) as terminal:
        terminal.until("•••")
        terminal.press("\r", "No call looked up yet")
        terminal.send(INTERACTION)
        terminal.press("\r", "· saved")
        shown = []
        for answer in REFUSALS.values():
            sandbox.legs = answer
            terminal.press("r", lambda: "✗" in terminal.text)
            shown.append(terminal.quiet(0.05))
            assert "Legs · 2 of 5" in terminal.text
            terminal.press(ESC, lambda: "✗" not in terminal.text)
        terminal.send("q")
        assert terminal.wait() == 0
    assert faults(bytes(terminal.bytes)) == []
    assert sum("[/x]␛]0;owned␇" in " ".join(text.split()) for text in shown) >= 3


def test_whatever_a_server_answers_to_a_sign_in_is_words() -> None:
    sandbox = Stranger()
    with served(sandbox) as base, Terminal([PROGRAM], rows=40, env=known(base)) as terminal:
        terminal.until("•••")
        for answer in REFUSALS.values():
            sandbox.login = answer
            terminal.send("\r")
            terminal.until(lambda: "Signing in" not in terminal.text and "✗" in terminal.text)
            terminal.quiet(0.25)  # a button takes no second Enter for 0.2 s
        sandbox.login = (
            201,
            {"data": {"account_id": EVIL, "account_name": EVIL}, "auth_token": "t"},
        )
        terminal.press("\r", "No call looked up yet")
        assert "[/x]␛]0;owned" in terminal.screen.display[0]
        terminal.send("\x11")
        assert terminal.wait() == 0
    assert faults(bytes(terminal.bytes)) == []


def test_hostile_settings_are_words_on_the_login_screen(home: Path) -> None:
    odd = "[/x] [@click=app.quit]hi[/] [b \u65e5\u672c :boom: ${name}"  # with a code none gets in
    file = home / ".config/vinix-tui/config.toml"
    file.parent.mkdir(parents=True)
    file.write_text(
        f'profile = "{odd}"\n[profiles."{odd}"]\nbase = "https://{odd}.example.com"\n'
        f'login = "user"\naccount_name = "{odd}"\nusername = "{odd}"\n'
    )
    with Terminal([PROGRAM], columns=100, env={"VINIX_PASSWORD": "x"}) as terminal:
        terminal.until("•")
        assert terminal.text.count("[/x] [@click=app.quit]hi[/] [b") == 3
        terminal.press("\r", "✗ The server's address cannot be used")
        terminal.send("\x11")
        assert terminal.wait() == 0
    assert faults(bytes(terminal.bytes)) == []
    with Terminal(
        [PROGRAM, "open", INTERACTION], env={"VINIX_BASE": "https://x.example.com"}
    ) as it:
        it.until("[/x] [@click=app.quit]hi[/] [b")
        it.send("\x11")
        assert it.wait() == 0
    assert faults(bytes(it.bytes)) == []


@pytest.mark.parametrize(
    "text",
    [
        f'theme = "{EVIL}"',
        'prof\\u001b = "x"',
        '"ke\\u001b]0;owned\\u0007y" = "x"',
        '[profiles.a]\n"\\u202epassword" = "x"',
        'timezone = "\\u001b[2J\\u009b2J"',
        'profile = "a"\n[profiles.a]\naccount_name = "x\\u202ey"',
        'profile = "a"\n[profiles.a]\nusername = "x\\u200by"',
        '[keys]\n"\\u001b]52;c;cm0=\\u0007" = "y"',
    ],
)
def test_a_hostile_settings_file_is_told_in_a_line_without_its_codes(home: Path, text: str) -> None:
    file = home / ".config/vinix-tui/config.toml"
    file.parent.mkdir(parents=True)
    file.write_text(text)
    with Terminal([PROGRAM]) as terminal:
        assert terminal.wait() == 2
    assert faults(bytes(terminal.bytes), allowed=frozenset()) == []
    assert b"config.toml" in terminal.bytes


def test_bytes_that_are_no_utf_8_are_taken_for_unknown_characters() -> None:
    with Terminal([PROGRAM], columns=100) as terminal:
        terminal.until("Sign in to Vinix")
        terminal.send_bytes("Müller".encode("latin-1") + b"\xed\xa0\x80\xff")
        terminal.until("M�ller")
        terminal.send("\x11")
        assert terminal.wait() == 0
    assert faults(bytes(terminal.bytes)) == []


def back_to_the_legs(terminal: Terminal) -> None:
    """Esc, until all that can be left is left."""
    for _ in range(3):
        terminal.send(ESC)
        terminal.quiet(0.15)
    terminal.until("1–6 tabs")


def test_hostile_pastes_into_every_input_are_words() -> None:
    pastes = (
        f"{EVIL}\n{EVIL}",
        f"https://evil.example.com/{EVIL}/63962647202-00000002",
        "\u202e63962647202-00000002\u200b\x07",
        "202611-" + EVIL.replace("\x1b", ""),
        "\ud800",
        "x" * 5000,
    )
    with Terminal([PROGRAM], columns=100, rows=40) as terminal:
        terminal.until("Sign in to Vinix")
        for _ in ("account", "user", "password"):
            for text in pastes:
                terminal.paste(text)
            terminal.send("\t")
        terminal.press("\r", lambda: "✗" in terminal.text)
        terminal.send("\x11")
        assert terminal.wait() == 0
    assert faults(bytes(terminal.bytes)) == []
    with Terminal([PROGRAM, "open", INTERACTION, "--demo"], columns=100, rows=40) as terminal:
        terminal.until("· saved")
        for text in pastes:  # the interaction's field, then the account's
            terminal.press("s", "Enter look up")
            terminal.paste(text)
            terminal.send(SHIFT_TAB)
            terminal.paste(text)
            terminal.send("\r")
            back_to_the_legs(terminal)
        assert "Legs · " in terminal.text
        terminal.send("\x11")
        assert terminal.wait() == 0
    assert faults(bytes(terminal.bytes)) == []
