"""`show ID`: signs in by itself, prints, stores, and turns each refusal into words and a code."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from vinix_tui.api.login import Token
from vinix_tui.desk import Desk
from vinix_tui.sandbox import account
from vinix_tui.sandbox.vinix import Sandbox
from vinix_tui.storage.settings import Settings
from vinix_tui.storage.token import read as read_kept

Run = Callable[..., Any]

CALL = "63962647202-00000002"
UNKNOWN = "63962647202-ffffffff"


@pytest.fixture
def user(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sandbox's user, in the environment."""
    monkeypatch.setenv("VINIX_ACCOUNT_NAME", account.ACCOUNT_NAME)
    monkeypatch.setenv("VINIX_USERNAME", account.USERNAME)
    monkeypatch.setenv("VINIX_PASSWORD", account.PASSWORD)


@pytest.mark.usefixtures("vinix", "user")
@pytest.mark.parametrize(
    "what",
    [
        CALL,
        f" '{CALL}'\n",
        f"https://api.example.com/v2/accounts/{account.ACCOUNT_ID}/cdrs/legs/{CALL}",
        f"{account.ACCOUNT_ID}/{CALL}",
    ],
)
def test_an_id_is_found_in_whatever_was_pasted(run: Run, what: str) -> None:
    said = run("show", what)
    assert said.code == 0 and said.err == ""
    assert f"Interaction {CALL}\n" in said.out


@pytest.mark.usefixtures("vinix", "user")
def test_a_cdr_id_finds_its_interaction(run: Run) -> None:
    legs = json.loads(run("show", CALL, "--format", "json").out)["legs"]
    said = run("show", legs[0]["raw"]["id"], "--format", "json")
    assert json.loads(said.out)["interaction_id"] == CALL
    assert len(json.loads(said.out)["legs"]) == len(legs)


@pytest.mark.usefixtures("vinix")
def test_an_api_key_signs_in(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VINIX_API_KEY", account.API_KEY)
    assert run("show", CALL).code == 0


@pytest.mark.usefixtures("vinix")
def test_without_credentials_it_says_what_to_set(run: Run) -> None:
    said = run("show", CALL)
    assert said.code == 3 and "VINIX_PASSWORD" in said.complaint and said.out == ""


@pytest.mark.usefixtures("vinix", "user")
def test_a_wrong_password_ends_with_3_and_is_not_repeated(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VINIX_PASSWORD", "hunter2")
    said = run("show", CALL)
    assert said.code == 3 and "Refused" in said.complaint
    assert "hunter2" not in said.err


@pytest.mark.usefixtures("vinix")
def test_a_token_that_does_not_know_its_account_asks_for_one(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VINIX_AUTH_TOKEN", "0123456789abcdef0123456789abcdef")
    said = run("show", CALL)
    assert said.code == 2 and "--account" in said.complaint
    said = run("show", CALL, "--account", account.ACCOUNT_ID)
    assert said.code == 3 and "0123456789abcdef" not in said.err


@pytest.mark.usefixtures("vinix", "user")
@pytest.mark.parametrize(
    ("named", "code", "words"),
    [
        ("nonsense", 2, "no account id"),
        (account.FOREIGN_ACCOUNT_ID, 3, "may not read"),
        ("f" * 32, 4, "knows no account"),
    ],
)
def test_a_wrong_account_is_told(run: Run, named: str, code: int, words: str) -> None:
    said = run("show", CALL, "--account", named)
    assert said.code == code and words in said.complaint


@pytest.mark.usefixtures("vinix", "user")
@pytest.mark.parametrize(
    "words", [(CALL, "--account", account.SUB_ACCOUNT_ID), (f"{account.SUB_ACCOUNT_ID}/{CALL}",)]
)
def test_a_sub_account_is_asked_and_not_the_one_of_the_login(
    run: Run, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VINIX_ACCOUNT_ID", account.ACCOUNT_ID)
    said = run("show", *words, "--format", "json")
    assert said.code == 4 and json.loads(said.out)["account_id"] == account.SUB_ACCOUNT_ID


@pytest.mark.usefixtures("vinix", "user")
def test_nothing_found_ends_with_4_and_the_likely_reasons(run: Run) -> None:
    said = run("show", UNKNOWN)
    assert said.code == 4 and "No legs were found" in said.out and UNKNOWN in said.complaint
    said = run("show", UNKNOWN, "--format", "json")
    assert said.code == 4 and json.loads(said.out)["legs"] == []


@pytest.mark.usefixtures("vinix", "user")
def test_a_cdr_id_that_is_not_there_ends_with_4(run: Run) -> None:
    said = run("show", "202611-unheard-of@example.com")
    assert said.code == 4 and "no legs" in said.complaint and said.out == ""


@pytest.mark.usefixtures("user")
@pytest.mark.parametrize(
    "fault", ["server-error", "redirect", "empty", "html", "truncated", "deep"]
)
def test_each_fault_of_the_server_ends_with_5_in_words(
    run: Run, vinix: Sandbox, fault: str
) -> None:
    vinix.faults = {f"legs:{fault}"}
    said = run("show", CALL)
    assert said.code == 5 and said.out == "" and said.complaint


@pytest.mark.usefixtures("user")
def test_a_token_that_runs_out_in_the_middle_is_renewed(run: Run, vinix: Sandbox) -> None:
    vinix.faults = {"expired-token"}
    assert run("show", CALL).code == 0


@pytest.mark.usefixtures("vinix", "user")
@pytest.mark.parametrize("base", ["ftp://x.example.com", "http://x.example.com", "a b"])
def test_a_base_that_cannot_be_one_ends_with_2(
    run: Run, monkeypatch: pytest.MonkeyPatch, base: str
) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("VINIX_API_KEY", account.API_KEY)
    said = run("show", CALL, "--base", base)
    assert said.code == 2 and "server's address" in said.complaint


@pytest.mark.parametrize("what", ["", "what", "639-1", "5a4db0c5a4db0c5a4db0c5a4db0c5a4d"])
def test_what_can_be_no_id_is_refused_before_anything_is_sent(run: Run, what: str) -> None:
    said = run("show", what)
    assert said.code == 2 and said.out == "" and "id" in said.complaint


@pytest.mark.usefixtures("vinix", "user")
def test_a_lookup_is_stored_unless_that_is_switched_off(run: Run) -> None:
    assert run("show", CALL, "--no-history").code == 0
    assert run("history").code == 4
    assert run("show", CALL).code == 0
    assert CALL in run("history").out


@pytest.mark.usefixtures("vinix", "user")
def test_what_cannot_be_stored_is_shown_all_the_same(run: Run, home: Path) -> None:
    (home / ".cache").write_text("a file where a directory should be")
    said = run("show", CALL)
    assert said.code == 0 and CALL in said.out
    assert said.err.startswith("not saved: ") and len(said.err.splitlines()) == 1


def test_the_demo_needs_no_login_and_keeps_its_own_history(run: Run) -> None:
    said = run("show", "--demo", CALL)
    assert said.code == 0 and "the demo's made-up calls" in said.out
    assert run("history").code == 4
    before = run("--demo", "show", CALL, "--format", "json")
    assert json.loads(before.out)["source"]["kind"] == "demo"


@pytest.mark.usefixtures("vinix")
def test_a_failing_password_command_is_told(run: Run, home: Path) -> None:
    (home / ".config/vinix-tui").mkdir(parents=True)
    (home / ".config/vinix-tui/config.toml").write_text(
        'profile = "a"\n[profiles.a]\naccount_name = "acme-telecom"\nusername = "kim@example.com"\n'
        "password_command = \"sh -c 'echo no key at hand >&2; exit 3'\"\n"
    )
    said = run("show", CALL)
    assert said.code == 3 and "no key at hand" in said.complaint


def _keep(desk: Desk, value: str, **given: Any) -> None:
    expires = datetime.now(UTC) + timedelta(minutes=30)
    desk.keep_token(
        Token(SecretStr(value), expires_at=expires, **given), "https://api.vinixglobal.com/v2"
    )


def test_a_kept_token_is_used_with_the_account_it_came_with(run: Run, vinix: Sandbox) -> None:
    import asyncio

    desk = Desk(Settings(), environ={})

    async def sign_in() -> Token:
        from vinix_tui.api.login import ApiKeyLogin

        async with desk.client() as client:
            return await client.sign_in(ApiKeyLogin(SecretStr(account.API_KEY)))

    token = asyncio.run(sign_in())
    _keep(desk, token.value.get_secret_value(), account_id=token.account_id)
    assert run("show", CALL).code == 0


@pytest.mark.usefixtures("vinix", "user")
def test_a_kept_token_that_is_refused_makes_way_for_a_login(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from os import environ

    from vinix_tui.storage.settings import load

    desk = Desk(load(environ), environ={})
    _keep(desk, "0123456789abcdef0123456789abcdef", account_id=account.ACCOUNT_ID)
    assert desk.kept_token() is not None
    assert run("show", CALL).code == 0
    assert desk.kept_token() is None
    monkeypatch.delenv("VINIX_PASSWORD")
    _keep(desk, "0123456789abcdef0123456789abcdef", account_id=account.ACCOUNT_ID)
    assert run("show", CALL).code == 3


def test_nothing_is_kept_under_a_plain_key() -> None:
    assert read_kept("https://api.vinixglobal.com/v2") is None


@pytest.mark.usefixtures("vinix")
def test_what_changed_since_the_stored_copy_is_remarked_on(
    run: Run, vinix: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VINIX_API_KEY", account.API_KEY)
    assert run("show", CALL).err == ""
    history = Desk(Settings(), environ={}).history
    [entry] = history.find(CALL)
    stored = history.load(entry.key)
    history.delete(entry.key)
    was = datetime.now(UTC) - timedelta(hours=3)
    history.save(replace(stored, documents=stored.documents[:1], fetched_at=was), "")
    said = run("show", CALL)
    assert said.code == 0 and "Since" not in said.out
    assert said.err.startswith("Since 3 h ago: 4 more legs; the verdict was: ")
