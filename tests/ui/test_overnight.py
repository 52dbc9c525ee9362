"""A token that runs out overnight: one login more, or one question, and then what was asked for."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vinix_tui.calls import clock
from vinix_tui.sandbox import account
from vinix_tui.sandbox.bucket import Bucket
from vinix_tui.sandbox.scenarios import one_way_audio
from vinix_tui.sandbox.tokens import Grant, run_out

if TYPE_CHECKING:
    from tests.ui.conftest import DeskFor, Outside, Sitting, Started

CALL = one_way_audio.SCENARIO.id
LEGS = f"accounts/{account.ACCOUNT_ID}/cdrs/legs/{CALL}"
KNOWN = {"VINIX_ACCOUNT_NAME": account.ACCOUNT_NAME, "VINIX_USERNAME": account.USERNAME}
NIGHT = timedelta(hours=10)


async def evening(sitting: Sitting, *, keep: bool) -> None:
    """Sign in by hand and look a call up."""
    if keep:
        await sitting.burst("tab", "tab", "space", "shift+tab", "shift+tab")
    await sitting.burst(*account.PASSWORD, "enter")
    await sitting.until("No call looked up yet")
    await sitting.ask(CALL)
    await sitting.until("saved")


async def test_in_the_morning_the_title_says_so_and_the_first_lookup_signs_in_once_more(
    start: Started, outside: Outside, desk_for: DeskFor
) -> None:
    async with start(desk=desk_for(outside, KNOWN)) as sitting:
        await evening(sitting, keep=False)
        assert "token 59 min" in sitting.text
        with clock.stopped_at(clock.now() + NIGHT):
            sitting.app.screen.refresh_title()  # type: ignore[attr-defined] # its own timer's work
            await sitting.until("token expired")
            outside.asked.clear()
            await sitting.burst("r")
            await sitting.until(lambda: "token expired" not in sitting.text)
            await sitting.until("saved")
        assert outside.paths == ["user_auth", LEGS]


async def test_a_kept_token_is_gone_in_the_morning_and_the_form_asks(
    start: Started, outside: Outside, desk_for: DeskFor, tmp_path: Path
) -> None:
    async with start(desk=desk_for(outside, KNOWN)) as sitting:
        await evening(sitting, keep=True)
    (file,) = (tmp_path / "run").rglob("token-*")
    with clock.stopped_at(clock.now() + NIGHT):
        async with start(desk=desk_for(outside, KNOWN)) as sitting:
            await sitting.until("Sign in to Vinix")
            assert not file.exists()
            await sitting.burst(*account.PASSWORD, "enter")
            await sitting.until("No call looked up yet")


@pytest.mark.parametrize("way", ["a password", "a token"])
async def test_a_server_that_refuses_every_token_is_asked_once_more_and_then_somebody(
    start: Started, outside: Outside, desk_for: DeskFor, way: str
) -> None:
    known = {**KNOWN, "VINIX_PASSWORD": account.PASSWORD} if way == "a password" else outside.token
    async with start(desk=desk_for(outside, known)) as sitting:
        if way == "a password":
            await sitting.until("•••")
            await sitting.burst("enter")
        await sitting.until("No call looked up yet")
        outside.asked.clear()
        grant = outside.sandbox._tokens.read
        outside.sandbox._tokens.read = refused  # type: ignore[method-assign, assignment]
        await sitting.ask(CALL)
        await sitting.until("Sign in to Vinix")
        once_more = {"a password": ["user_auth", LEGS], "a token": [LEGS]}[way]
        assert outside.paths == [LEGS, *once_more]
        outside.sandbox._tokens.read = grant  # type: ignore[method-assign]
        outside.sandbox._bucket = Bucket(time.time)  # as if ten seconds were over
        if way == "a password":
            await sitting.burst(*account.PASSWORD, "enter")
        else:
            await sitting.paste(outside.token["VINIX_AUTH_TOKEN"])
            await sitting.burst("enter")
        await sitting.until("saved")  # and what was asked for is finished
        assert sitting.has("Kim Larsen")


def refused(_token: str) -> Grant:
    """No token is good enough."""
    raise run_out()
