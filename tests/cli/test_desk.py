"""The desk: what it knows at once, what signs in, whose account, and what it stores."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pydantic import SecretStr

from vinix_tui.api.errors import BadBase
from vinix_tui.api.login import AccountName, ApiKeyLogin, PastedToken, Token, UserLogin
from vinix_tui.calls.ids import recognise
from vinix_tui.cli.demo import demo_desk
from vinix_tui.desk import Desk, Known
from vinix_tui.sandbox import account
from vinix_tui.storage import paths
from vinix_tui.storage.private import StorageError
from vinix_tui.storage.settings import Flags, Profile, Settings, load

BASE = "https://api.example.com/v2"
CALL = "63962647202-00000002"
KIM = Profile("prod", BASE, account="acme", account_kind="account_name", username="kim")


def token(value: str = "a.b.c", account_id: str | None = None, minutes: int = 30) -> Token:
    expires = datetime.now(UTC) + timedelta(minutes=minutes)
    return Token(SecretStr(value), account_id, None, expires)


def desk(profile: Profile = KIM, **environ: str) -> Desk:
    return Desk(Settings(profile=profile), environ=environ)


def test_a_form_is_filled_with_what_is_known_at_once() -> None:
    assert desk().known() == Known(BASE, "user", "acme", "kim", "md5")
    assert desk(VINIX_API_KEY="k").known().method == "api-key"
    assert desk(Profile(login="token")).known().method == "token"
    assert desk(Profile(), VINIX_AUTH_TOKEN="t", VINIX_API_KEY="k").known().method == "token"


@pytest.mark.parametrize(
    ("profile", "title"),
    [
        (KIM, "prod"),
        (Profile(base="https://api.example.com:8000/v2/"), "api.example.com:8000"),
        (Profile(base="kim:hunter2@api.example.com"), "api.example.com"),
        (Profile(name="a\x1bb"), "a␛b"),
        (Profile(name="long" * 50), "long" * 9 + "lon…"),
    ],
)
def test_the_title_is_short_and_harmless(profile: Profile, title: str) -> None:
    assert desk(profile).title == title


def test_the_demo_is_called_so_and_asks_nobody() -> None:
    demo = demo_desk(Settings(profile=KIM))
    assert demo.title == "demo" and demo.demo and demo.demo_desk is None
    assert demo.secret() is None and demo.kept_token() is None
    assert isinstance(demo.token_at_hand(), UserLogin)
    assert demo.account_id() == account.ACCOUNT_ID
    assert demo.known().base != BASE
    demo.keep_token(token(), BASE)
    demo.forget_token()
    assert desk().kept_token() is None


@pytest.mark.parametrize(
    ("name", "zone"), [("local", None), ("UTC", UTC), ("Europe/Berlin", ZoneInfo("Europe/Berlin"))]
)
def test_the_zone_is_the_settings(name: str, zone: object) -> None:
    assert Desk(Settings(timezone=name), environ={}).zone() == zone


def test_the_theme_is_the_flags_the_last_one_or_the_default() -> None:
    from vinix_tui.storage import themes

    assert desk().theme == "vinix-dark"
    themes.remember("ansi-dark")
    assert desk().theme == "ansi-dark"
    assert Desk(Settings(theme="mine"), environ={}).theme == "mine"


def test_plain_http_keeps_a_warning_in_sight() -> None:
    base = "http://kazoo.example.com:8000/v2"
    assert desk().standing_warning == ""
    assert desk(Profile(base=base)).standing_warning == ""
    loopback = load({}, Flags(base="http://127.0.0.1:8642", insecure_http=True))
    assert Desk(loopback, environ={}).standing_warning == ""
    settings = load({}, Flags(base=base, insecure_http=True))
    assert Desk(settings, environ={}).standing_warning == "http: not encrypted"
    assert demo_desk(settings).standing_warning == ""


def test_credentials_come_from_the_environment() -> None:
    login = desk(VINIX_PASSWORD="pw").login()
    assert login == UserLogin(AccountName("account_name", "acme"), "kim", SecretStr("pw"))
    assert desk(VINIX_API_KEY="k").login() == ApiKeyLogin(SecretStr("k"))
    assert desk(VINIX_AUTH_TOKEN="t").login() == PastedToken(SecretStr("t"))
    assert desk(VINIX_PASSWORD="pw").secret() == SecretStr("pw")
    assert desk(VINIX_API_KEY="k").secret() == SecretStr("k")
    assert desk(VINIX_AUTH_TOKEN="t").secret() == SecretStr("t")


def test_an_account_without_a_kind_is_told_by_its_shape() -> None:
    profile = Profile(account="acme.example.com", username="kim")
    login = desk(profile, VINIX_PASSWORD="pw").login()
    assert isinstance(login, UserLogin) and login.account.kind == "account_realm"
    assert desk(profile).account_named("acme.example.com") is None
    assert desk().account_named(" acme ") == AccountName("account_name", "acme")
    assert desk().account_named("other") is None


def test_half_a_login_is_none() -> None:
    assert desk().login() is None and desk().secret() is None
    assert desk(Profile(username="kim"), VINIX_PASSWORD="pw").login() is None
    assert desk(Profile(login="api-key")).login() is None
    assert desk(Profile(login="token")).token_at_hand() is None
    assert desk(VINIX_PASSWORD="pw").token_at_hand() is None


def test_a_kept_token_is_found_for_its_server_and_user_only() -> None:
    desk().keep_token(token("t", "acc"), BASE)
    at_hand = desk()
    assert at_hand.token_at_hand() == PastedToken(SecretStr("t"))
    assert at_hand.account_id(token("t")) == "acc"
    assert at_hand.account_id(token("other")) is None
    for other in (
        Profile("prod", "https://other.example.com/v2", account="acme", username="kim"),
        Profile("prod", BASE, account="acme", username="joe"),
        Profile("test", BASE, account="acme", username="kim"),
        Profile("prod", "not a base", account="acme", username="kim"),
    ):
        assert desk(other).kept_token() is None
    assert desk(VINIX_AUTH_TOKEN="mine").token_at_hand() == PastedToken(SecretStr("mine"))
    at_hand.forget_token()
    assert desk().token_at_hand() is None and at_hand.account_id(token("t")) is None


def test_a_token_is_expected_where_one_may_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not desk().token_expected
    assert desk(VINIX_AUTH_TOKEN="t").token_expected and demo_desk(Settings()).token_expected
    desk().keep_token(token("t"), BASE)
    assert desk().token_expected
    desk().forget_token()
    assert not desk().token_expected

    def none(make: bool = True) -> Path:
        raise StorageError("No token can be kept.")

    monkeypatch.setattr(paths, "token_dir", none)
    assert not desk().token_expected


def test_a_token_kept_for_a_typed_server_is_forgotten_with_it() -> None:
    typed = "https://typed.example.com/v2"
    desk().keep_token(token("t"), typed)
    desk().forget_token()
    settled = Profile("prod", typed, account="acme", username="kim")
    assert desk(settled).kept_token() is not None
    desk().forget_token(typed)
    assert desk(settled).kept_token() is None


def test_the_account_is_the_settings_before_the_tokens() -> None:
    named = Desk(load({"VINIX_ACCOUNT_ID": "env"}, Flags()), environ={})
    assert named.account_id(token(account_id="tok")) == "env"
    flag = Desk(load({"VINIX_ACCOUNT_ID": "env"}, Flags(account="flag")), environ={})
    assert flag.account_id(None) == "flag"
    assert desk().account_id(token(account_id="tok")) == "tok"
    assert desk().account_id(None) is None


async def test_a_client_is_made_for_the_settings_or_the_typed_server() -> None:
    async with desk().client() as client:
        assert client.base == BASE
    async with desk().client(base="other.example.com") as client:
        assert client.base == "https://other.example.com/v2"
    with pytest.raises(BadBase):
        desk(Profile(base="ftp://x")).client()


def test_a_lookup_in_the_demo_is_stored_apart(home: Path) -> None:
    demo = demo_desk(Settings())

    async def fetch() -> None:
        credentials = demo.login()
        assert credentials is not None
        async with demo.client() as client:
            signed_in = await client.sign_in(credentials)
            pages: list[int] = []
            found = await demo.look_up(
                client, recognise(CALL), demo.account_id(signed_in) or "", pages.append
            )
        assert found.kind == "demo" and found.interaction_id == CALL and pages
        assert found.account_id == account.ACCOUNT_ID
        demo.history.save(found, "told")

    asyncio.run(fetch())
    assert [entry.interaction_id for entry in demo.history.find()] == [CALL]
    assert desk().history.find() == []
    demo.close()
    assert sorted(path.name for path in (home / ".cache/vinix-tui").glob("*.db")) == [
        "demo-history.db"
    ]


def test_each_kind_of_trouble_is_listed() -> None:
    from vinix_tui.storage.asked import SecretTrouble

    assert BadBase in {kind for base in desk().troubles for kind in (base, *base.__subclasses__())}
    assert SecretTrouble in desk().troubles
