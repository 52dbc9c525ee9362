"""Every fault of the sandbox over a socket: a sentence, what stood there stays, Esc works."""

from __future__ import annotations

import time
from itertools import count

import pytest

from tests.terminal.served import Stranger, served
from tests.terminal.stream import faults as wrong_with
from tests.terminal.terminal import ESC, PROGRAM, Terminal
from vinix_tui.sandbox.account import API_KEY, PASSWORD
from vinix_tui.sandbox.faults import FAULTS
from vinix_tui.sandbox.scenarios import ring_group

CALL = ring_group.SCENARIO.id  # nothing is wrong with it: a ✗ is a refusal
PASSING = {
    "rate-limit": "✗ Too many requests: Vinix takes no more from this address and account",
    "unavailable": "✗ Trouble at Vinix: its database is slow or away (503",
}
"""Gone by themselves: said while it waits to try again, and then the call is there."""
WAITING = {
    "slow": f"Asking for {CALL} … Esc cancels",
    "drip": f"Asking for {CALL} … Esc cancels",
    "reset": "broke off the connection before the reply was whole. Trying again in",
}
"""Take seconds, which Esc cuts short."""
SETTLED = {
    "server-error": "✗ Trouble at Vinix: the server failed (500",
    "truncated": "✗ Trouble at Vinix: the reply is damaged, or was cut off on the way.",
    "redirect": "✗ That is not a Vinix API: it sends us on to https://203.0.113.9",
    "empty": "✗ That is not a Vinix API: it answered with status 200 OK and nothing else.",
    "html": "✗ That is not a Vinix API: it answered with status 200 OK and a web page",
    "not-json": "✗ That is not a Vinix API: it answered with status 200 OK and",
    "huge": "✗ The reply is too large: it goes past 64 MiB",
    "deep": "✗ That is not a Vinix API: the reply (status 200) is nested deeper than",
    "missing": "✗ Nothing found: the server knows no such path (404, no text).",
    "forbidden": "✗ Not allowed: the token of",
}
"""Answered with a sentence at once."""
REFUSED = {
    "slow": "",
    "rate-limit": "✗ Too many sign-ins: Vinix takes no more sign-ins from here for now (429)",
    "server-error": "✗ Trouble at Vinix: the server failed (500",
    "unavailable": "✗ Trouble at Vinix: its database is slow or away (503",
    "reset": "✗ No answer: ",
    "truncated": "✗ That is not a Vinix API: it answered with status 201 Created and JSON that is",
    "drip": "",
    "redirect": "✗ That is not a Vinix API: it sends us on to https://203.0.113.9",
    "html": "✗ That is not a Vinix API: it answered with status 200 OK and a web page",
    "empty": "✗ That is not a Vinix API: it answered with status 200 OK and nothing else.",
    "huge": "✗ The reply is too large",
    "deep": "✗ That is not a Vinix API: the reply (status 200) is nested deeper",
    "missing": "✗ That is not a Vinix API: there is no sign-in at this address (404).",
    "forbidden": "✗ Not allowed: Vinix does not let this machine sign in (403).",
}
"""What a sign-in is answered with; "" where Esc does not wait for that. No two alike in a row."""
UNSEEN = ("wrong-types", "expired-token")
"""Put right without a word."""


def test_every_fault_is_known_here() -> None:
    assert {*PASSING, *WAITING, *SETTLED, *UNSEEN} == FAULTS.keys()
    assert FAULTS.keys() - REFUSED.keys() == {*UNSEEN, "not-json"}


@pytest.fixture
def sandbox() -> Stranger:
    """One whose clock runs fast, so that it does not count sign-ins for long."""
    clock = count(int(time.time()), 30)
    return Stranger(now=lambda: float(next(clock)), token_life=100_000)


def test_every_fault_of_a_lookup_is_a_sentence_and_what_stood_there_stays(
    sandbox: Stranger,
) -> None:
    with served(sandbox) as base:
        known = {"VINIX_BASE": base, "VINIX_API_KEY": API_KEY}
        with Terminal([PROGRAM], columns=120, rows=36, env=known) as terminal:

            def untouched() -> bool:
                return "Legs · 2 of 5" in terminal.text and "device Priya Nair" in terminal.text

            def back() -> None:
                sandbox.faults = set()
                while "✗" in terminal.text:
                    terminal.press(ESC, lambda: "✗" not in terminal.text)
                terminal.until("1–6 tabs")
                assert untouched()

            terminal.until("•••")
            terminal.press("\r", "No call looked up yet")
            terminal.send(CALL)
            terminal.press("\r", "· saved")
            for fault, words in SETTLED.items():
                sandbox.faults = {fault}
                terminal.press("r", words)
                back()
            for fault, words in WAITING.items():
                sandbox.faults = {fault}
                terminal.press("r", words)
                assert f"still of {CALL}" in terminal.text
                terminal.press(ESC, "Cancelled. What was on the screen is still there.")
                back()
            for fault, words in PASSING.items():
                sandbox.faults = {fault}
                terminal.press("r", words)
                terminal.until("Trying again in")
                terminal.until("· saved")
                back()
            sandbox.faults = {"wrong-types"}
            terminal.press("r", "Legs · 1 ─")  # one leg in place of the list of five
            sandbox.faults = {"expired-token"}
            terminal.press("r", "Legs · 2 of 5")
            assert len(sandbox.tokens) == 2  # the expired one was replaced, nobody was asked
            terminal.send("q")
            assert terminal.wait() == 0
    assert wrong_with(bytes(terminal.bytes)) == []
    assert b"Traceback" not in terminal.bytes


def test_every_fault_of_a_sign_in_is_a_sentence_and_the_form_stays(sandbox: Stranger) -> None:
    with served(sandbox) as base:
        known = {
            "VINIX_BASE": base,
            "VINIX_ACCOUNT_NAME": "acme-telecom",
            "VINIX_USERNAME": "kim@example.com",
            "VINIX_PASSWORD": PASSWORD,
        }
        with Terminal([PROGRAM], columns=120, rows=36, env=known) as terminal:
            terminal.until("•••")
            for fault, words in REFUSED.items():
                terminal.quiet(0.25)  # a button takes no second Enter for 0.2 s
                sandbox.faults = {f"login:{fault}"}
                sandbox.paths.clear()
                if words:
                    terminal.press("\r", words)
                else:
                    terminal.press("\r", "Signing in")
                    terminal.until(lambda: bool(sandbox.paths))
                    terminal.press(ESC, "✗ Cancelled. Nothing was kept.")
                assert "kim@example.com" in terminal.text and "•••" in terminal.text
                assert len(sandbox.paths) == 1  # a login is never tried twice by itself
            terminal.quiet(0.25)
            sandbox.faults = set()
            terminal.press("\r", "No call looked up yet")
            terminal.send("\x11")
            assert terminal.wait() == 0
    assert wrong_with(bytes(terminal.bytes)) == []


def test_a_server_that_is_not_there_is_a_sentence() -> None:
    with served(Stranger()) as base:
        gone = base
    with Terminal([PROGRAM], env={"VINIX_BASE": gone, "VINIX_API_KEY": API_KEY}) as terminal:
        terminal.until("•••")
        terminal.press("\r", "✗ No answer: ")
        assert "127.0.0.1" in terminal.text
        terminal.send("\x11")
        assert terminal.wait() == 0
