"""The login screen when something is wrong: told in words, asked once, and no secret shown."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from vinix_tui.desk import Desk
from vinix_tui.sandbox import account
from vinix_tui.sandbox.transport import SandboxTransport
from vinix_tui.sandbox.vinix import Sandbox
from vinix_tui.storage.settings import Flags, load

if TYPE_CHECKING:
    from tests.ui.conftest import DeskFor, Outside, Started

KNOWN = {"VINIX_ACCOUNT_NAME": account.ACCOUNT_NAME, "VINIX_USERNAME": account.USERNAME}
WELCOME = "No call looked up yet"
WRONG_KEY = "0badc0de" * 8


REFUSED = {
    "wrong password": (account.ACCOUNT_NAME, account.USERNAME, "sandb0x", "is wrong"),
    "wrong account": ("nobody", account.USERNAME, account.PASSWORD, "is wrong"),
    "second factor": (account.ACCOUNT_NAME, account.MFA_USERNAME, account.PASSWORD, "API key"),
    "locked": (account.ACCOUNT_NAME, account.LOCKED_USERNAME, account.PASSWORD, "locked"),
    "expired": (account.EXPIRED_ACCOUNT_NAME, account.USERNAME, account.PASSWORD, "expired"),
}


@pytest.mark.parametrize("case", REFUSED)
async def test_a_refused_login_is_told_in_words_with_the_request_id(
    start: Started, outside: Outside, desk_for: DeskFor, case: str
) -> None:
    name, user, password, words = REFUSED[case]
    async with start(desk=desk_for(outside)) as sitting:
        await sitting.burst(*name, "tab", *user, "tab", *password, "enter")
        await sitting.until("Request")
        assert sitting.has(words)
        assert sitting.has(f"Request {outside.asked[-1].headers['x-request-id']}")
        assert password not in sitting.text
        assert name in sitting.text and user in sitting.text  # nothing has to be typed again
        assert len(outside.asked) == 1  # a login is never repeated by itself
        assert sitting.app.focused is not None


async def test_a_server_that_answers_oddly_is_told_in_words_and_asked_once(
    start: Started, outside: Outside, desk_for: DeskFor
) -> None:
    async with start(desk=desk_for(outside, KNOWN)) as sitting:
        await sitting.burst(*account.PASSWORD)
        for fault, words in (
            ("rate-limit", "35 of 100"),
            ("html", "not a Vinix API"),
            ("redirect", "not followed"),
            ("server-error", "Trouble at Vinix"),
            ("truncated", "not a Vinix API"),
            ("empty", "not a Vinix API"),
            ("reset", "No answer"),
        ):
            outside.sandbox.faults = {f"login:{fault}"}
            outside.asked.clear()
            await sitting.burst("enter")
            await sitting.until(words)
            assert len(outside.asked) == 1, fault
        outside.sandbox = Sandbox()
        outside.transport = SandboxTransport(outside.sandbox)
        await sitting.burst("enter")
        await sitting.until(WELCOME)


async def test_an_unknown_api_key_is_refused_and_never_shown(
    start: Started, outside: Outside, desk_for: DeskFor
) -> None:
    async with start(desk=desk_for(outside)) as sitting:
        await sitting.burst("shift+tab", "right", "tab")
        await sitting.paste(WRONG_KEY)
        await sitting.burst("enter")
        await sitting.until("does not know this API key")
        assert WRONG_KEY[:8] not in sitting.text
        assert sitting.has(outside.asked[-1].headers["x-request-id"])


async def test_a_port_where_nobody_listens_is_told_in_words(start: Started) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    desk = Desk(load(KNOWN, Flags(base=f"http://127.0.0.1:{port}/v2")), environ=KNOWN)
    async with start(desk=desk) as sitting:
        await sitting.burst(*account.PASSWORD, "enter")
        await sitting.until("No answer")
        assert f"127.0.0.1:{port}" in sitting.text


async def test_plain_http_to_another_machine_is_refused_before_anything_is_sent(
    start: Started, outside: Outside, desk_for: DeskFor
) -> None:
    async with start(desk=desk_for(outside, KNOWN, base="http://vinix.example.com")) as sitting:
        await sitting.burst(*account.PASSWORD, "enter")
        await sitting.until("--insecure-http")
        assert outside.asked == []
