"""`show WHAT`: a call as text or JSON, from the API, the demo, a file or standard input."""

from __future__ import annotations

import asyncio
from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from vinix_tui.cli import files, output
from vinix_tui.cli.outcome import FAILED, FINE, NOTHING, REFUSED, USAGE, Trouble
from vinix_tui.cli.setting import desk_for

if TYPE_CHECKING:
    from vinix_tui.api.errors import VinixError
    from vinix_tui.api.login import Token
    from vinix_tui.calls.ids import Wanted
    from vinix_tui.calls.lookup import Lookup
    from vinix_tui.desk import Desk
    from vinix_tui.desk.credentials import Credentials

_HOW_TO_SIGN_IN = (
    "Set VINIX_ACCOUNT_NAME, VINIX_USERNAME and VINIX_PASSWORD, or VINIX_API_KEY, or"
    " VINIX_AUTH_TOKEN, or use a profile; or run vinix-tui and keep the token there."
)


def show(options: Namespace) -> int:
    """Print the call and return the exit code. Raises Trouble."""
    desk = desk_for(options)
    try:
        file = files.named_by(options.what)
        lookup = _fetched(desk, options) if file is None else files.read(file, output.remark)
        if file is None and lookup.documents:
            _store(desk, lookup)
        output.write(_report(desk, options, lookup, file))
    finally:
        desk.close()
    if lookup.documents:
        return FINE
    named = f" for {lookup.interaction_id}" if lookup.interaction_id else ""
    output.remark(f"vinix-tui: nothing found{named}.")
    return NOTHING


def _report(desk: Desk, options: Namespace, lookup: Lookup, file: Path | None) -> str:
    redacted = desk.settings.redact if options.redact is None else options.redact
    if options.format == "json":
        from vinix_tui.reports import bundle

        return bundle.dumps(bundle.bundle(lookup, redacted=redacted))
    from vinix_tui.reports.text import text

    if redacted:
        from vinix_tui.reports.redact import redact

        lookup = replace(lookup, documents=tuple(map(redact, lookup.documents)))
    return text(
        lookup,
        zone=desk.zone(),
        width=output.width(),
        colour=output.colour(),
        ascii_only=output.ascii_only(),
        source=files.shown(file) if file else "",
    )


def _fetched(desk: Desk, options: Namespace) -> Lookup:
    from vinix_tui.calls.ids import IdRefused, recognise

    try:
        wanted = recognise(options.what)
    except IdRefused as refused:
        raise Trouble(str(refused), USAGE) from refused
    from vinix_tui.api.errors import VinixError
    from vinix_tui.storage.asked import SecretTrouble

    try:
        credentials = desk.login()
        if credentials is None:
            raise Trouble(f"there is nothing to sign in with.\n{_HOW_TO_SIGN_IN}", REFUSED)
        return asyncio.run(_look_up(desk, credentials, wanted, options.account))
    except SecretTrouble as trouble:
        raise Trouble(str(trouble), REFUSED) from trouble
    except VinixError as error:
        raise Trouble(str(error), _code(error)) from error


async def _look_up(
    desk: Desk, credentials: Credentials, wanted: Wanted, account: str | None
) -> Lookup:
    from vinix_tui.api.errors import SignInNeeded
    from vinix_tui.api.login import PastedToken

    async with desk.client(on_wait=output.remark) as client:
        token = await client.sign_in(credentials)
        try:
            return await desk.look_up(client, wanted, _account(desk, wanted, account, token))
        except SignInNeeded:
            # A kept token may have been revoked since; what can sign in anew does so, once.
            anew = await asyncio.to_thread(desk.login_anew)
            if not isinstance(credentials, PastedToken) or anew in (None, credentials):
                raise
            await asyncio.to_thread(desk.forget_token)
        token = await client.sign_in(anew)
        return await desk.look_up(client, wanted, _account(desk, wanted, account, token))


def _account(desk: Desk, wanted: Wanted, flag: str | None, token: Token) -> str:
    """The account's id: the flag's, the one in what was pasted, else what the desk knows."""
    from vinix_tui.calls.ids import IdRefused, account_id

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


def _store(desk: Desk, lookup: Lookup) -> None:
    from vinix_tui.calls.story import headline
    from vinix_tui.storage.private import StorageError

    if desk.settings.history.keep == "off":
        return
    from vinix_tui.storage.history import HistoryTrouble

    try:
        desk.history.save(lookup, headline(lookup.interaction))
    except (HistoryTrouble, StorageError) as trouble:
        said = str(trouble)
        output.remark(said if said.startswith("not saved") else f"not saved: {said}")
    else:
        if desk.history.remark:
            output.remark(desk.history.remark)


def _code(error: VinixError) -> int:
    from vinix_tui.api import errors

    for code, kinds in (
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
    ):
        if isinstance(error, kinds):
            return code
    return FAILED
