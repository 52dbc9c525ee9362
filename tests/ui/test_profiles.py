"""Profiles switched inside the app: another server and account, and no token goes astray."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from vinix_tui.desk import Desk
from vinix_tui.sandbox import account
from vinix_tui.sandbox.serve import running
from vinix_tui.sandbox.tokens import Grant
from vinix_tui.sandbox.vinix import Sandbox
from vinix_tui.storage.settings import Flags, load

if TYPE_CHECKING:
    from tests.ui.conftest import DeskFor, Inspecting, Outside, Sitting, Started

CALL = "63962647202-00000002"
OTHER = "63962641880-9bd0e1c2"


@dataclass
class Two:
    """Two servers on loopback, with all tokens that each of them has been shown."""

    bases: dict[str, str]
    seen: dict[str, list[str]]
    tokens: dict[str, str]


@asynccontextmanager
async def two_servers(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Two]:
    seen: dict[str, list[str]] = {"east": [], "west": []}
    boxes = {name: Sandbox() for name in seen}
    respond = Sandbox.respond

    def heard(self: Sandbox, request: object) -> object:
        name = next(name for name, box in boxes.items() if box is self)
        seen[name].append(request.headers.get("x-auth-token", ""))  # type: ignore[attr-defined]
        return respond(self, request)  # type: ignore[arg-type]

    monkeypatch.setattr(Sandbox, "respond", heard)
    grant = Grant(account.ACCOUNT_ID, None, "cb_user_auth")
    tokens = {name: box._tokens.issue(grant) for name, box in boxes.items()}
    async with running(boxes["east"]) as east, running(boxes["west"]) as west:
        yield Two({"east": east, "west": west}, seen, tokens)


def configure(home: Path, two: Two, extra: str = "") -> None:
    place = home / ".config/vinix-tui"
    place.mkdir(parents=True, exist_ok=True)
    profiles = "".join(
        f'[profiles.{name}]\nbase = "{base}"\nlogin = "token"\n'
        f'token_command = "echo {two.tokens[name]}"\n'
        for name, base in two.bases.items()
    )
    (place / "config.toml").write_text('profile = "east"\n' + profiles + extra)


def real_desk(environ: dict[str, str] | None = None, **flags: str) -> Desk:
    import os

    variables = {"PATH": os.environ["PATH"], **(environ or {})}
    return Desk(load(variables, Flags(**flags)), environ=variables)  # type: ignore[arg-type]


async def switch(sitting: Sitting, name: str) -> None:
    await sitting.burst("escape")
    await sitting.burst("P")
    await sitting.until("Profiles ·")
    await sitting.burst(*name)
    await sitting.burst("enter")


async def test_no_token_of_one_server_ever_reaches_the_other(
    start: Started, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with two_servers(monkeypatch) as two:
        configure(home, two)
        async with start(desk=real_desk(), size=(120, 36)) as sitting:
            await sitting.until("east")
            await sitting.ask(CALL)
            await sitting.until(f"{CALL} fetched")
            await switch(sitting, "west")
            await sitting.until("Now west.")
            assert sitting.has("of east, 127.0.0.1:") and sitting.has("Kim Larsen")
            await sitting.burst("r")
            await sitting.until("P goes there, then r fetches it anew")
            await sitting.ask(OTHER)
            await sitting.until(f"{OTHER} fetched")
            assert not sitting.has("of east")
            await switch(sitting, "east")
            await sitting.until("Now east.")
            assert sitting.has("of west, 127.0.0.1:")
            await sitting.ask(CALL)
            await sitting.until(f"{CALL} fetched")
            bases = {entry.base for entry in sitting.app.desk.history.find()}
        assert set(two.seen["east"]) == {two.tokens["east"]}
        assert set(two.seen["west"]) == {two.tokens["west"]}
        servers = {urlsplit(base).netloc for base in two.bases.values()}
        assert {urlsplit(base).netloc for base in bases} == servers


async def test_a_token_of_the_environment_stays_with_the_profile_we_began_with(
    start: Started, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with two_servers(monkeypatch) as two:
        configure(home, two)
        grant_of_east = two.tokens["east"]
        desk = real_desk({"VINIX_AUTH_TOKEN": grant_of_east, "VINIX_ACCOUNT_ID": "f" * 32})
        assert desk.settings.profile.account_id == "f" * 32
        async with start(desk=desk, size=(120, 36)) as sitting:
            await sitting.until("f" * 32)
            await switch(sitting, "west")
            await sitting.until("Now west.")
            assert "f" * 32 not in sitting.text and account.ACCOUNT_ID in sitting.text
            await sitting.ask(CALL)
            await sitting.until(f"{CALL} fetched")
            await switch(sitting, "east")
            await sitting.until("Now east.")
            assert sitting.app.desk is desk and "f" * 32 in sitting.text
        assert set(two.seen["west"]) == {two.tokens["west"]}
        assert two.tokens["west"] not in two.seen["east"]


async def test_what_is_under_way_is_not_waited_for_and_does_not_come_later(
    start: Started, home: Path, monkeypatch: pytest.MonkeyPatch, outside: Outside, desk_for: DeskFor
) -> None:
    profiles(home)
    desk = desk_for(outside, outside.token, profile="east")
    async with start(desk=desk, size=(120, 36)) as sitting:
        await sitting.until("east")
        outside.hold()
        await sitting.ask(CALL)
        await sitting.until("Asking for")
        await switch(sitting, "west")
        await sitting.until("Sign in to Vinix")
        outside.release()
        await sitting.burst("escape")
        await sitting.until("Now west, and not signed in.")
        assert not sitting.has("Kim Larsen") and not sitting.app.session.signed_in
        assert not sitting.has("Asking for")


def profiles(home: Path, **more: str) -> None:
    """East and west, who sign in as users without a password at hand."""
    place = home / ".config/vinix-tui"
    place.mkdir(parents=True, exist_ok=True)
    text = "".join(
        f'[profiles.{name}]\nbase = "https://{name}.example.com/v2"\n'
        f'account_name = "acme-{name}"\nusername = "kim@{name}.example.com"\n{more.get(name, "")}\n'
        for name in ("east", "west")
    )
    (place / "config.toml").write_text(text)


async def test_from_the_login_screen_the_form_is_filled_for_the_other_profile(
    start: Started, home: Path, outside: Outside, desk_for: DeskFor
) -> None:
    profiles(home)
    async with start(desk=desk_for(outside, profile="east")) as sitting:
        await sitting.until("acme-east")
        await sitting.burst(*"hunter2")
        focus_profiles(sitting)
        await sitting.burst("enter")
        await sitting.until("Profiles ·")
        assert sitting.has("● east") and sitting.has("user and password")
        await sitting.burst("escape")
        await sitting.until("Sign in to Vinix")
        assert sitting.has("•••••••") and sitting.has("acme-east")  # nothing that was typed is lost
        button = sitting.app.screen.query_one("#profiles")
        await sitting.until(lambda: not button.has_class("-active"))  # a button rests for 0.2 s
        focus_profiles(sitting)
        await sitting.burst("enter")
        await sitting.until("Profiles ·")
        await sitting.burst("down", "enter")
        await sitting.until("acme-west")
        assert sitting.has("kim@west.example.com") and not sitting.has("•")
        assert sitting.app.session.desk.title == "west"


def focus_profiles(sitting: Sitting) -> None:
    sitting.app.screen.set_focus(sitting.app.screen.query_one("#profiles"))


async def test_a_command_that_fails_is_told_and_asked_for_once(
    start: Started, home: Path, outside: Outside, desk_for: DeskFor
) -> None:
    profiles(home, west='password_command = "cat /nowhere/at/all"')
    desk = desk_for(outside, outside.token, profile="east")
    async with start(desk=desk, size=(120, 36)) as sitting:
        await sitting.until("east")
        await switch(sitting, "west")
        await sitting.until("password_command failed")
        assert sitting.has("acme-west")
        await sitting.burst("escape")
        await sitting.until("west, and not signed in")


async def test_without_profiles_a_sentence_says_how_to_add_one(inspecting: Inspecting) -> None:
    async with inspecting(CALL) as sitting:
        await sitting.burst("P")
        await sitting.until("No profiles yet: add [profiles.NAME]")
        assert sitting.has("Kim Larsen")


async def test_without_profiles_the_login_screen_says_so_and_still_signs_in(
    start: Started, outside: Outside, desk_for: DeskFor
) -> None:
    known = {"VINIX_ACCOUNT_NAME": account.ACCOUNT_NAME, "VINIX_USERNAME": account.USERNAME}
    async with start(desk=desk_for(outside, known)) as sitting:
        assert not sitting.app.screen.query("#profiles")
        sitting.app.action_profiles()
        await sitting.until("No profiles yet")
        await sitting.burst(*account.PASSWORD, "enter")
        await sitting.until("No call looked up yet")


async def test_the_demo_has_none(start: Started) -> None:
    async with start() as sitting:
        await sitting.until("Calls of the demo")
        await sitting.burst("tab", "P")
        await sitting.until("The demo has one account")


async def test_going_back_costs_no_login(
    start: Started, home: Path, outside: Outside, desk_for: DeskFor
) -> None:
    profiles(home, west=f'password_command = "echo {account.PASSWORD}"')
    text = (home / ".config/vinix-tui/config.toml").read_text()
    text = text.replace("acme-west", account.ACCOUNT_NAME).replace(
        "kim@west.example.com", account.USERNAME
    )
    (home / ".config/vinix-tui/config.toml").write_text(text)
    desk = desk_for(outside, outside.token, profile="east")
    desk._environ = {**desk._environ, "PATH": "/usr/bin:/bin"}
    async with start(desk=desk, size=(120, 36)) as sitting:
        await sitting.until("east")
        for name in ("west", "east", "west"):
            await switch(sitting, name)
            await sitting.until(f"Now {name}.")
        assert outside.paths.count("user_auth") == 1
