"""The login screen: three ways in, what it fills in, and the token that it keeps."""

from __future__ import annotations

import os
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vinix_tui.calls.ids import recognise
from vinix_tui.desk import Desk
from vinix_tui.sandbox import account
from vinix_tui.sandbox.serve import running
from vinix_tui.sandbox.tokens import Grant
from vinix_tui.storage.settings import Flags, load
from vinix_tui.ui.widgets.field import Field
from vinix_tui.ui.widgets.search_pane import SearchPane

if TYPE_CHECKING:
    from tests.ui.conftest import DeskFor, Inspecting, Outside, Sitting, Started

KNOWN = {"VINIX_ACCOUNT_NAME": account.ACCOUNT_NAME, "VINIX_USERNAME": account.USERNAME}
WELCOME = "No call looked up yet"


async def choose(sitting: Sitting, method: str) -> None:
    """From the account's field to another way of signing in, and into its own field."""
    steps = ["right"] if method == "api-key" else ["right", "right"]
    await sitting.burst("shift+tab", *steps)
    await sitting.burst("tab")


async def fill(sitting: Sitting, method: str, outside: Outside) -> None:
    """Fill in what is right and send it."""
    if method == "user":
        keys = (*account.ACCOUNT_NAME, "tab", *account.USERNAME, "tab", *account.PASSWORD)
        await sitting.burst(*keys, "enter")
        return
    await choose(sitting, method)
    grant = Grant(account.ACCOUNT_ID, None, "cb_user_auth")
    secret = account.API_KEY if method == "api-key" else outside.sandbox._tokens.issue(grant)
    await sitting.paste(secret)
    assert secret[:12] not in sitting.text
    await sitting.burst("enter")


async def sign_in_and_keep(sitting: Sitting) -> None:
    """With account and user known: tick the box, and send the password."""
    await sitting.burst("tab", "tab")
    await sitting.burst("space")
    assert "■ keep the token" in sitting.text
    await sitting.burst("shift+tab", "shift+tab", *account.PASSWORD, "enter")


@asynccontextmanager
async def desk_over(way: str, outside: Outside, desk_for: DeskFor) -> AsyncIterator[Desk]:
    if way == "in process":
        yield desk_for(outside)
        return
    async with running(outside.sandbox) as base:
        yield Desk(load({}, Flags(base=base)), environ={})


@pytest.mark.parametrize("way", ["in process", "over a socket"])
@pytest.mark.parametrize("method", ["user", "api-key", "token"])
async def test_each_way_of_signing_in_ends_at_a_call(
    start: Started, outside: Outside, desk_for: DeskFor, way: str, method: str
) -> None:
    async with desk_over(way, outside, desk_for) as desk, start(desk=desk) as sitting:
        assert "Sign in to Vinix" in sitting.text
        await fill(sitting, method, outside)
        await sitting.until(WELCOME)
        if method != "token":  # a login's answer tells the account's name, a token does not
            assert account.ACCOUNT_NAME in sitting.text
        await sitting.paste("63962647202-00000002")
        await sitting.burst("enter")
        await sitting.until("saved")
        assert "Kim Larsen" in sitting.text


async def test_a_burst_of_keys_lands_in_the_right_fields(
    start: Started, outside: Outside, desk_for: DeskFor
) -> None:
    async with start(desk=desk_for(outside)) as sitting:
        outside.hold()
        await fill(sitting, "user", outside)
        lines = {line.split()[0]: line for line in sitting.text.split("\n") if line.split()}
        assert lines["Account"].split() == ["Account", account.ACCOUNT_NAME]
        assert lines["User"].split() == ["User", account.USERNAME]
        assert account.PASSWORD not in sitting.text
        assert "•" * len(account.PASSWORD) in lines["Password"]
        outside.release()
        await sitting.until(WELCOME)
        assert outside.paths == ["user_auth"]


async def test_a_burst_that_changes_the_method_pastes_the_key_where_it_is_hidden(
    start: Started, outside: Outside, desk_for: DeskFor
) -> None:
    async with start(desk=desk_for(outside)) as sitting:
        await sitting.burst("shift+tab", "right", "tab", *account.API_KEY)
        assert account.API_KEY[:8] not in sitting.text
        assert "••••••••" in sitting.text


async def test_esc_cancels_a_login_that_gets_no_answer_and_never_quits(
    start: Started, outside: Outside, desk_for: DeskFor
) -> None:
    async with start(desk=desk_for(outside)) as sitting:
        await sitting.burst("escape")
        assert "Sign in to Vinix" in sitting.text
        outside.hold()
        await fill(sitting, "user", outside)
        await sitting.until("Signing in")
        await sitting.until(lambda: outside.paths == ["user_auth"])
        assert "Esc cancel" in sitting.text
        await sitting.burst("escape")
        assert sitting.has("Cancelled") and not sitting.has("Signing in")
        outside.release()
        await sitting.burst("enter")
        await sitting.until(WELCOME)
        assert outside.paths == ["user_auth", "user_auth"]


async def test_each_method_shows_its_own_fields_and_keeps_what_was_typed(
    start: Started, outside: Outside, desk_for: DeskFor
) -> None:
    fields = {"Account", "User", "Password", "API key", "Token", "Hash"}

    def labels(sitting: Sitting) -> set[str]:
        starts = [line[1:11].strip() for line in sitting.text.split("\n")]
        return fields & set(starts)

    async with start(desk=desk_for(outside)) as sitting:
        assert labels(sitting) == {"Account", "User", "Password", "Hash"}
        await sitting.burst(*"acme", "shift+tab", "right")
        assert labels(sitting) == {"API key"}
        await sitting.burst("right")
        assert labels(sitting) == {"Token"}
        await sitting.burst("right")
        assert labels(sitting) == {"Account", "User", "Password", "Hash"}
        assert "acme" in sitting.text


async def test_enter_in_any_field_submits(
    start: Started, outside: Outside, desk_for: DeskFor
) -> None:
    async with start(desk=desk_for(outside, KNOWN)) as sitting:
        await sitting.burst(*"wrong", "shift+tab", "shift+tab", "shift+tab", "shift+tab")
        for field in range(1, 9):  # server, method, account, user, password, hash, keep, sign in
            await sitting.burst("enter")
            await sitting.until(lambda: not sitting.has("Signing in"))
            assert len(outside.asked) == field
            await sitting.burst("tab")
        assert sitting.app.focused is not None


async def test_what_the_environment_knows_is_filled_in(
    start: Started, outside: Outside, desk_for: DeskFor
) -> None:
    known = {**KNOWN, "VINIX_BASE": "vinix.example.com", "VINIX_PASSWORD": account.PASSWORD}
    async with start(desk=desk_for(outside, known)) as sitting:
        assert "vinix.example.com" in sitting.text
        assert account.ACCOUNT_NAME in sitting.text and account.USERNAME in sitting.text
        await sitting.until("•" * len(account.PASSWORD))
        assert account.PASSWORD not in sitting.text
        await sitting.burst("enter")
        await sitting.until(WELCOME)
        assert str(outside.asked[0].url) == "https://vinix.example.com/v2/user_auth"


async def test_a_password_that_arrives_late_does_not_move_the_focus_while_somebody_types(
    start: Started, outside: Outside, desk_for: DeskFor, home: Path
) -> None:
    late = home / "late"
    os.mkfifo(late)
    file = home / ".config/vinix-tui/config.toml"
    file.parent.mkdir(parents=True)
    file.write_text(f'profile = "p"\n[profiles.p]\npassword_command = "cat {late}"\n')
    writer: list[int] = []

    def read_by_the_command() -> bool:
        with suppress(OSError):  # nobody has opened it for reading yet
            writer.append(os.open(late, os.O_WRONLY | os.O_NONBLOCK))
        return bool(writer)

    async with start(desk=desk_for(outside)) as sitting:
        await sitting.until(read_by_the_command)
        await sitting.type("acme-tel")
        os.write(writer[0], account.PASSWORD.encode())
        os.close(writer[0])
        await sitting.until("•••••••")
        await sitting.type("ecom")
        assert "acme-telecom" in sitting.text


async def test_a_kept_token_is_private_skips_the_screen_and_is_gone_after_signing_out(
    start: Started, outside: Outside, desk_for: DeskFor, tmp_path: Path
) -> None:
    def tokens() -> list[Path]:
        return list((tmp_path / "run").rglob("token-*"))

    async with start(desk=desk_for(outside, KNOWN)) as sitting:
        await sign_in_and_keep(sitting)
        await sitting.until(WELCOME)
    (kept,) = tokens()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    async with start(desk=desk_for(outside, KNOWN)) as sitting:
        await sitting.until(WELCOME)
        assert outside.paths == ["user_auth"]  # no second login
        await sitting.burst("escape")
        await sitting.burst("L")
        await sitting.until("again to sign out")
        assert tokens()
        await sitting.burst("L")
        await sitting.until("Sign in to Vinix")
        await sitting.until(lambda: not tokens())
    async with start(desk=desk_for(outside, KNOWN)) as sitting:
        assert "Sign in to Vinix" in sitting.text


async def test_a_token_that_cannot_be_kept_does_not_spoil_the_login(
    start: Started, outside: Outside, desk_for: DeskFor, tmp_path: Path
) -> None:
    (tmp_path / "run" / "vinix-tui").write_text("a file where the directory should be")
    async with start(desk=desk_for(outside, KNOWN)) as sitting:
        await sign_in_and_keep(sitting)
        await sitting.until("No token can be kept")
        await sitting.until(WELCOME)


async def test_the_demo_is_one_button_away(
    start: Started, outside: Outside, desk_for: DeskFor
) -> None:
    async with start(desk=desk_for(outside)) as sitting:
        await sitting.burst("shift+tab", "shift+tab", "shift+tab")  # round to the last button
        await sitting.burst("enter")
        await sitting.until("Calls of the demo")
        await sitting.burst("enter")
        await sitting.until("saved")
        assert sitting.has("demo") and outside.asked == []


async def test_an_id_may_be_asked_for_before_the_token_at_hand_has_signed_in(
    start: Started, outside: Outside, desk_for: DeskFor
) -> None:
    outside.hold()
    async with start(desk=desk_for(outside, outside.token)) as sitting:
        await sitting.until(WELCOME)
        await sitting.paste("63962647202-00000002")
        await sitting.burst("enter")
        await sitting.until("Asking for 63962647202-00000002")
        outside.release()
        await sitting.until("saved")


async def test_a_call_named_on_the_command_line_comes_after_the_login(
    start: Started, outside: Outside, desk_for: DeskFor
) -> None:
    wanted = recognise("63962647202-00000002")
    async with start(desk=desk_for(outside), wanted=wanted) as sitting:
        await sitting.until("Sign in to Vinix")
        await fill(sitting, "user", outside)
        await sitting.until("saved")
        assert sitting.has("Kim Larsen")


async def test_the_history_opens_without_a_login(
    start: Started, outside: Outside, desk_for: DeskFor
) -> None:
    async with start(desk=desk_for(outside, outside.token)) as sitting:
        await sitting.ask("63962647202-00000002")
        await sitting.until("saved")
    outside.asked.clear()
    async with start(desk=desk_for(outside)) as sitting:
        assert sitting.has("Ctrl+R history")
        await sitting.burst("ctrl+r")
        await sitting.until("▸today")
        await sitting.burst("enter")
        await sitting.until("from the history")
        assert sitting.has("Kim Larsen") and outside.asked == []


@pytest.mark.parametrize("on", ["tab", "down"])
async def test_a_secret_typed_right_behind_a_key_that_moves_on_is_hidden(
    start: Started, outside: Outside, desk_for: DeskFor, on: str
) -> None:
    async with start(desk=desk_for(outside)) as sitting:
        await sitting.burst(*"acme", on, *"kim", on, *"sesame")
        assert sitting.has("kim") and not sitting.has("sesame")


async def test_the_keys_of_forms_are_bound_by_the_settings_like_all_others(
    start: Started, outside: Outside, desk_for: DeskFor, home: Path
) -> None:
    file = home / ".config/vinix-tui/config.toml"
    file.parent.mkdir(parents=True)
    file.write_text('[keys]\nstored = "f4"\nnext_field = "ctrl+n"\n"login.cancel" = "f5"\n')
    async with start(desk=desk_for(outside)) as sitting:
        assert sitting.has("F4 history")
        await sitting.burst(*"acme", "ctrl+n", *"kim")
        assert [field.value for field in sitting.app.screen.query(Field)][1:3] == ["acme", "kim"]
        await sitting.burst("f4")
        await sitting.until("── History")


async def test_the_account_reaches_the_search_pane_below_whatever_is_open(
    inspecting: Inspecting,
) -> None:
    async with inspecting() as sitting:
        pane = sitting.app.screen.query_one(SearchPane)
        pane.fill(account="")
        await sitting.burst("escape", "?")
        await sitting.until("── Help")
        sitting.app._resume()
        await sitting.until(lambda: pane.account == account.ACCOUNT_ID)
