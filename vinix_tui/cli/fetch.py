"""A call fetched for a command: signed in without asking anybody, with every refusal in words."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from vinix_tui.api import errors
from vinix_tui.api.errors import SignInNeeded, VinixError
from vinix_tui.api.login import PastedToken
from vinix_tui.calls.ids import IdRefused, account_id, recognise
from vinix_tui.cli import output
from vinix_tui.cli.outcome import FAILED, NOTHING, REFUSED, USAGE, Trouble
from vinix_tui.storage.asked import SecretTrouble
from vinix_tui.storage.private import StorageError

if TYPE_CHECKING:
    from vinix_tui.api.login import Token
    from vinix_tui.calls.ids import Wanted
    from vinix_tui.calls.lookup import Lookup
    from vinix_tui.desk import Desk
    from vinix_tui.desk.credentials import Credentials

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
    try:
        credentials = desk.login()
        if credentials is None:
            raise Trouble(f"there is nothing to sign in with.\n{_HOW_TO_SIGN_IN}", REFUSED)
        return asyncio.run(_look_up(desk, credentials, wanted, account))
    except SecretTrouble as trouble:
        raise Trouble(str(trouble), REFUSED) from trouble
    except VinixError as error:
        raise Trouble(str(error), _code(error)) from error


async def _look_up(
    desk: Desk, credentials: Credentials, wanted: Wanted, account: str | None
) -> Lookup:
    async with desk.client(on_wait=output.remark) as client:
        token = await client.sign_in(credentials)
        try:
            return await desk.look_up(client, wanted, _account(desk, wanted, account, token))
        except SignInNeeded:
            # A kept token may have been revoked since; what can sign in anew does so, once.
            anew = await asyncio.to_thread(desk.login_anew)
            if not isinstance(credentials, PastedToken) or anew in (None, credentials):
                raise
            with suppress(StorageError):  # then it is refused again next time
                await asyncio.to_thread(desk.forget_token)
        token = await client.sign_in(anew)
        return await desk.look_up(client, wanted, _account(desk, wanted, account, token))


def _account(desk: Desk, wanted: Wanted, flag: str | None, token: Token) -> str:
    """The account's id: the flag's, the one in what was pasted, else what the desk knows."""
    named = flag or wanted.account_id
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
