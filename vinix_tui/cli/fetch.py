"""Fetching for a command: signed in without asking anybody, with every refusal in words."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from vinix_tui.api import errors
from vinix_tui.api.errors import SignInNeeded, VinixError
from vinix_tui.api.login import PastedToken
from vinix_tui.calls.ids import IdRefused, account_id, recognise
from vinix_tui.cli import output
from vinix_tui.cli.outcome import FAILED, NOTHING, REFUSED, USAGE, Trouble
from vinix_tui.storage.asked import SecretTrouble
from vinix_tui.storage.private import StorageError

if TYPE_CHECKING:
    from vinix_tui.api.client import VinixClient
    from vinix_tui.api.login import Token
    from vinix_tui.calls.lookup import Lookup
    from vinix_tui.desk import Desk
    from vinix_tui.desk.credentials import Credentials

Done = TypeVar("Done")

_HOW_TO_SIGN_IN = (
    "Set VINIX_ACCOUNT_NAME, VINIX_USERNAME and VINIX_PASSWORD, or VINIX_API_KEY, or"
    " VINIX_AUTH_TOKEN, or use a profile; or run vinix-tui and keep the token there."
)


def fetch(desk: Desk, what: str, account: str | None) -> Lookup:
    """Sign in without asking, and fetch the call that `what` names. Raises Trouble.

    `account` is the flag's, if any.
    """
    try:
        wanted = recognise(what)
    except IdRefused as refused:
        raise Trouble(str(refused), USAGE) from refused

    async def look_up(client: VinixClient, token: Token) -> Lookup:
        named = account_for(desk, account or wanted.account_id, token)
        return await desk.look_up(client, wanted, named)

    return signed_in(desk, look_up)


def signed_in(desk: Desk, work: Callable[[VinixClient, Token], Awaitable[Done]]) -> Done:
    """Sign in without asking, and do some work. Raises Trouble.

    The work begins once more where a kept token turns out to be refused.
    """
    try:
        credentials = desk.login()
        if credentials is None:
            raise Trouble(f"there is nothing to sign in with.\n{_HOW_TO_SIGN_IN}", REFUSED)
        return asyncio.run(_signed_in(desk, credentials, work))
    except SecretTrouble as trouble:
        raise Trouble(str(trouble), REFUSED) from trouble
    except VinixError as error:
        raise Trouble(str(error), _code(error)) from error


async def _signed_in(
    desk: Desk,
    credentials: Credentials,
    work: Callable[[VinixClient, Token], Awaitable[Done]],
) -> Done:
    async with desk.client(on_wait=output.remark) as client:
        token = await client.sign_in(credentials)
        try:
            return await work(client, token)
        except SignInNeeded:
            # A kept token may have been revoked since; what can sign in anew does so, once.
            anew = await asyncio.to_thread(desk.login_anew)
            if not isinstance(credentials, PastedToken) or anew in (None, credentials):
                raise
            with suppress(StorageError):  # then it is refused again next time
                await asyncio.to_thread(desk.forget_token)
        token = await client.sign_in(anew)
        return await work(client, token)


def account_for(desk: Desk, named: str | None, token: Token) -> str:
    """The account's id: the one that was named, else what the desk knows. Raises Trouble."""
    found = named if named and not desk.demo else desk.account_id(token)
    if not found:
        raise Trouble(
            "The account is not known: give --account ID, or set VINIX_ACCOUNT_ID.", USAGE
        )
    try:
        return account_id(found)
    except IdRefused as refused:
        raise Trouble(str(refused), USAGE) from refused


_CODES = (
    (USAGE, (errors.BadBase,)),
    (NOTHING, (errors.NotFound, errors.Archived)),
    (
        REFUSED,
        (
            errors.SignInRefused,
            errors.SecondFactorWanted,
            errors.AccountBarred,
            errors.TooManyLogins,
            errors.SignInNeeded,
            errors.Forbidden,
        ),
    ),
)


def _code(error: VinixError) -> int:
    return next((code for code, kinds in _CODES if isinstance(error, kinds)), FAILED)
