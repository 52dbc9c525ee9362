"""A sitting lists recent calls: as whom, for which account, and on after a login in between."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from pydantic import SecretStr

from vinix_tui.api.client import VinixClient
from vinix_tui.api.errors import AccountUnknown, SignInNeeded
from vinix_tui.api.login import ApiKeyLogin, PastedToken
from vinix_tui.calls.time_range import TimeRange
from vinix_tui.cli.demo import BASE
from vinix_tui.desk import Desk
from vinix_tui.sandbox.account import ACCOUNT_ID, API_KEY
from vinix_tui.sandbox.transport import SandboxTransport
from vinix_tui.sandbox.vinix import Sandbox
from vinix_tui.storage.settings import Settings
from vinix_tui.ui.session import Session

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
RANGE = TimeRange(NOON - timedelta(hours=4), NOON)


@pytest.fixture
def sandbox(monkeypatch: pytest.MonkeyPatch) -> Sandbox:
    """One to which every desk's clients lead."""
    made = Sandbox(now=NOON.timestamp)

    def client(_desk: Desk, **given: object) -> VinixClient:
        return VinixClient(BASE, transport=SandboxTransport(made), now=lambda: NOON)

    monkeypatch.setattr(Desk, "client", client)
    return made


@pytest.fixture
async def session(sandbox: Sandbox) -> AsyncIterator[Session]:
    session = Session(Desk(Settings(), environ={}))
    yield session
    await session.close()


async def sign_in(session: Session) -> None:
    await session.sign_in(BASE, ApiKeyLogin(SecretStr(API_KEY)), keep=False)


def silent(_why: str) -> None:
    """Nobody wants to know."""


async def test_nobody_is_signed_in(session: Session) -> None:
    with pytest.raises(SignInNeeded):
        session.recent(RANGE, silent)


async def test_an_account_that_the_login_does_not_tell_is_asked_for(session: Session) -> None:
    await session.sign_in(BASE, PastedToken(SecretStr("0123456789abcdef" * 2)), keep=False)
    with pytest.raises(AccountUnknown):
        session.recent(RANGE, silent)


async def test_the_calls_of_the_logins_account_come_page_by_page(session: Session) -> None:
    await sign_in(session)
    assert session.account_id == ACCOUNT_ID
    calls = session.recent(RANGE, silent)
    assert len(await calls.more()) == 50 and len(await calls.more()) == 200


async def test_after_a_login_in_between_the_same_list_goes_on(
    session: Session, sandbox: Sandbox
) -> None:
    await sign_in(session)
    calls = session.recent(RANGE, silent)
    first = await calls.more()
    await session.sign_out()
    with pytest.raises(SignInNeeded):
        await calls.more()
    await sign_in(session)
    further = await calls.more()
    assert len(further) == 200 and calls.rows == first + further
    assert len({row.cdr_id for row in calls.rows}) == 250
