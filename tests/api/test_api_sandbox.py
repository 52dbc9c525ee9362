"""The client against the pretend Vinix: what the two rooms believe about the API is the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from vinix_tui.api import errors
from vinix_tui.api.client import VinixClient, normalise_base
from vinix_tui.api.login import ApiKeyLogin, UserLogin, account_by_shape
from vinix_tui.calls.interaction import Interaction
from vinix_tui.sandbox import account
from vinix_tui.sandbox.transport import SandboxTransport
from vinix_tui.sandbox.vinix import Sandbox

ANY = "63962647202-00000002"
SHIPPED = Sandbox().calls()


class Stage:
    """A sandbox, a client on it, and the one clock of both."""

    def __init__(self, **options: Any) -> None:
        self.seconds = 0.0
        self.sandbox = Sandbox(now=lambda: self.now().timestamp(), **options)
        self.slept: list[float] = []
        self.requests = 0

        def respond(request: httpx.Request) -> httpx.Response:
            self.requests += 1
            return self.sandbox.respond(request)

        self.client = self.on(httpx.MockTransport(respond))

    def on(self, transport: httpx.AsyncBaseTransport) -> VinixClient:
        return VinixClient(
            normalise_base("https://sandbox.example.com"),
            transport=transport,
            random=lambda: 0.5,
            clock=lambda: self.seconds,
            sleep=self.sleep,
            now=self.now,
        )

    def now(self) -> datetime:
        return datetime(2026, 11, 23, 10, 0, tzinfo=UTC) + timedelta(seconds=self.seconds)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds


def kim(
    named: str = account.ACCOUNT_NAME,
    user: str = account.USERNAME,
    password: str = account.PASSWORD,
    method: Any = "md5",
) -> UserLogin:
    return UserLogin(account_by_shape(named), user, SecretStr(password), method)


@pytest.fixture
def stage() -> Iterator[Stage]:
    yield Stage()


@pytest.mark.parametrize(
    "named", [account.ACCOUNT_NAME, account.REALM, account.PHONE, "+1 202-555-0100"]
)
@pytest.mark.parametrize("method", ["md5", "sha"])
async def test_a_user_signs_in_however_the_account_is_named(
    stage: Stage, named: str, method: str
) -> None:
    token = await stage.client.sign_in(kim(named, method=method))
    assert token.account_id == account.ACCOUNT_ID
    assert token.account_name == account.ACCOUNT_NAME
    assert token.seconds_left(stage.now()) == pytest.approx(3600, abs=1)


async def test_an_api_key_signs_in(stage: Stage) -> None:
    token = await stage.client.sign_in(ApiKeyLogin(SecretStr(account.API_KEY)))
    assert token.account_id == account.ACCOUNT_ID


@pytest.mark.parametrize(
    ("login", "kind"),
    [
        (kim(password="no-such-word"), errors.SignInRefused),
        (kim("nobody"), errors.SignInRefused),
        (kim(user="stranger@example.com"), errors.SignInRefused),
        (kim(user=account.MFA_USERNAME), errors.SecondFactorWanted),
        (kim(user=account.LOCKED_USERNAME), errors.AccountBarred),
        (kim(account.EXPIRED_ACCOUNT_NAME), errors.AccountBarred),
        (ApiKeyLogin(SecretStr("9" * 64)), errors.SignInRefused),
        (ApiKeyLogin(SecretStr("short")), errors.SignInRefused),
    ],
)
@pytest.mark.parametrize("form", ["kazoo", "plain"])
async def test_who_is_not_let_in_is_told_without_the_secret(
    login: UserLogin | ApiKeyLogin, kind: type[errors.VinixError], form: Any
) -> None:
    stage = Stage(envelope=form)
    with pytest.raises(errors.VinixError) as refused:
        await stage.client.sign_in(login)
    # The plain form leaves out what tells some of them apart.
    assert type(refused.value) in ((kind,) if form == "kazoo" else (kind, errors.SignInRefused))
    assert refused.value.request_id
    assert not any(secret in str(refused.value) for secret in login.secrets())
    assert stage.requests == 1


async def test_the_third_login_in_a_row_is_too_many_and_not_repeated(stage: Stage) -> None:
    await stage.client.sign_in(kim())
    await stage.client.sign_in(kim())
    with pytest.raises(errors.TooManyLogins, match="35 of 100"):
        await stage.client.sign_in(kim())
    assert stage.requests == 3
    assert stage.slept == []


@pytest.mark.parametrize("scenario", SHIPPED, ids=lambda scenario: scenario.name)
async def test_every_call_that_ships_can_be_fetched_whole(scenario: Any) -> None:
    stage = Stage()
    await stage.client.sign_in(kim())
    reply = await stage.client.legs(account.ACCOUNT_ID, scenario.id)
    assert len(reply.documents) == len(scenario.documents)
    assert Interaction.of(reply.documents, scenario.id).legs
    cdr_id = str(reply.documents[-1].get("id", ""))
    if cdr_id[6:7] == "-":
        again = await stage.client.legs(account.ACCOUNT_ID, cdr_id)
        assert len(again.documents) == len(reply.documents)


async def test_an_unknown_interaction_is_an_empty_answer(stage: Stage) -> None:
    await stage.client.sign_in(kim())
    for holder in (account.ACCOUNT_ID, account.SUB_ACCOUNT_ID):
        assert (await stage.client.legs(holder, "63962647202-ffffffff")).documents == ()


@pytest.mark.parametrize(
    "wanted", ["bare-call-id", "202611-a/b;c+d%2F@192.0.2.1", "..", "202611-x"]
)
async def test_an_id_that_leads_nowhere_is_not_found(stage: Stage, wanted: str) -> None:
    await stage.client.sign_in(kim())
    with pytest.raises(errors.NotFound) as refused:
        await stage.client.legs(account.ACCOUNT_ID, wanted)
    assert wanted in refused.value.detail


async def test_an_account_id_with_dashes_works_without_them(stage: Stage) -> None:
    await stage.client.sign_in(kim())
    bare = account.ACCOUNT_ID
    dashed = f"{bare[:8]}-{bare[8:12]}-{bare[12:16]}-{bare[16:20]}-{bare[20:]}"
    with pytest.raises(errors.NotFound) as refused:
        await stage.client.legs(dashed, ANY)
    assert refused.value.without_dashes == bare


async def test_somebody_elses_account_is_forbidden(stage: Stage) -> None:
    await stage.client.sign_in(kim())
    with pytest.raises(errors.Forbidden) as refused:
        await stage.client.legs(account.FOREIGN_ACCOUNT_ID, ANY)
    assert refused.value.detail == (
        f"the token of {account.ACCOUNT_NAME} may not read account {account.FOREIGN_ACCOUNT_ID}."
    )
    assert "sub-accounts below it" in refused.value.hint


async def test_a_sub_account_is_read_as_it_was_given(stage: Stage) -> None:
    await stage.client.sign_in(kim())
    assert (await stage.client.legs(account.SUB_ACCOUNT_ID, ANY)).documents == ()


async def test_an_hour_later_the_client_signs_in_again_by_itself(stage: Stage) -> None:
    await stage.client.sign_in(kim())
    stage.seconds += 2 * 3600
    await stage.client.legs(account.ACCOUNT_ID, ANY)
    left = stage.client.token.seconds_left(stage.now()) if stage.client.token else None
    assert left == pytest.approx(3600, abs=1)


async def test_a_token_that_dies_early_is_renewed_during_the_call(stage: Stage) -> None:
    first = await stage.client.sign_in(kim())
    stage.sandbox.faults.add("expired-token")
    await stage.client.legs(account.ACCOUNT_ID, ANY)
    assert stage.client.token is not first


@pytest.mark.parametrize("fault", ["rate-limit", "unavailable"])
async def test_what_passes_by_itself_is_waited_out(stage: Stage, fault: str) -> None:
    await stage.client.sign_in(kim())
    stage.sandbox.faults.add(fault)
    await stage.client.legs(account.ACCOUNT_ID, ANY)
    assert len(stage.slept) == 2


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ("server-error", errors.ServerTrouble),
        ("truncated", errors.ServerTrouble),
        ("redirect", errors.NotVinix),
        ("empty", errors.NotVinix),
        ("html", errors.NotVinix),
        ("not-json", errors.NotVinix),
        ("deep", errors.NotVinix),
        ("huge", errors.ReplyTooLarge),
        ("reset", errors.NetworkTrouble),
    ],
)
async def test_what_does_not_pass_is_told(
    stage: Stage, fault: str, kind: type[errors.VinixError]
) -> None:
    client = stage.on(SandboxTransport(stage.sandbox, pause=stage.sleep))
    await client.sign_in(kim())
    stage.sandbox.faults.add(fault)
    with pytest.raises(errors.VinixError) as raised:
        await client.legs(account.ACCOUNT_ID, ANY)
    assert type(raised.value) is kind
    assert raised.value.__context__ is None


async def test_odd_types_still_come_through(stage: Stage) -> None:
    await stage.client.sign_in(kim())
    stage.sandbox.faults.add("wrong-types")
    for scenario in SHIPPED[:5]:
        assert (await stage.client.legs(account.ACCOUNT_ID, scenario.id)).documents
