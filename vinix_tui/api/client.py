"""The API as the rest of the program sees it: sign in, fetch the legs, forget.

Every other file of the room answers one question for this one. What is decided here: which errors
are worth a repeat, when a token is renewed, and that a login is never repeated.
"""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from random import SystemRandom
from types import TracebackType
from typing import Self

import httpx

from vinix_tui.api.base import normalise_base
from vinix_tui.api.envelope import Answer
from vinix_tui.api.errors import RequestRefused, SignInNeeded, SignInRefused, VinixError
from vinix_tui.api.legs import PAGE, LegsReply, Pages, legs_refusal
from vinix_tui.api.login import (
    ApiKeyLogin,
    PastedToken,
    Token,
    UserLogin,
    token_from_paste,
    token_from_reply,
)
from vinix_tui.api.login_refusals import login_refusal
from vinix_tui.api.patience import MOST_TRIES, Pace, wait_before_repeat
from vinix_tui.api.recent import RecentCalls, recent_refusal
from vinix_tui.api.renewal import Renewal
from vinix_tui.api.replies import Reply, read
from vinix_tui.api.wire import Call, Wire
from vinix_tui.calls import clock
from vinix_tui.calls.time_range import TimeRange

__all__ = ["LegsReply", "VinixClient", "normalise_base"]

MOST_BYTES = 64 * 2**20
_CHANCE = SystemRandom().random
_LARGE = 256 * 2**10  # bytes of JSON that take over a millisecond or two to parse


class VinixClient:
    """A signed-in (or not yet) client of one base, for one event loop. Reads only.

    `base` is what `normalise_base` gave. `on_wait` hears a sentence before each wait for a
    repeat. `limit` bounds the bytes of one lookup, all its pages together, once unpacked.
    `random` (0 to 1), `clock` (monotonic seconds), `sleep` and `now` are there for tests.
    """

    def __init__(
        self,
        base: str,
        *,
        ca_file: Path | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
        on_wait: Callable[[str], None] | None = None,
        limit: int = MOST_BYTES,
        random: Callable[[], float] = _CHANCE,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        now: Callable[[], datetime] = clock.now,
    ) -> None:
        self.base = base
        self._wire = Wire(base, ca_file, transport, limit)
        self._pace = Pace()
        self._renewal = Renewal(self._log_in, now)
        self._on_wait = on_wait or (lambda _: None)
        self._random = random
        self._clock = clock
        self._sleep = sleep
        self._now = now

    @property
    def token(self) -> Token | None:
        """What opens the account now. May be set, to a kept one say."""
        return self._renewal.token

    @token.setter
    def token(self, token: Token | None) -> None:
        self._renewal.token = token

    @property
    def credentials(self) -> UserLogin | ApiKeyLogin | None:
        """What a new token is got with when the old one runs out. May be set beside `token`."""
        return self._renewal.credentials

    @credentials.setter
    def credentials(self, credentials: UserLogin | ApiKeyLogin | None) -> None:
        self._renewal.credentials = credentials

    async def sign_in(self, credentials: UserLogin | ApiKeyLogin | PastedToken) -> Token:
        """Sign in, and keep token and credentials. One try, whatever happens.

        A pasted token is only read, not sent. Raises the kinds of VinixError that a login has.
        """
        if isinstance(credentials, PastedToken):
            token = token_from_paste(credentials, self._now())
            return self._renewal.adopt(token, None)
        return self._renewal.adopt(await self._log_in(credentials), credentials)

    def forget(self) -> None:
        """Sign out: token and credentials are gone from memory. Nothing is sent."""
        self._renewal.forget()

    async def legs(
        self,
        account_id: str,
        id: str,  # noqa: A002 (the API's own word)
        *,
        on_page: Callable[[int], None] | None = None,
    ) -> LegsReply:
        """All legs of an interaction id or CDR id, page after page.

        `on_page` hears how many legs there are so far. None at all is no error.
        """
        if not account_id or not id:
            raise RequestRefused("an account id and an interaction id are needed.", "Fill in both.")
        began = self._clock()
        pages = Pages()
        taken = 0
        query = {"page_size": PAGE}
        refuse = partial(legs_refusal, account_id=account_id, wanted=id, token=self.token)
        path = ("accounts", account_id, "cdrs", "legs", id)
        while True:
            reply, size = await self._get(path, query, refuse, taken)
            taken += size
            start_key = pages.take(reply)
            if on_page is not None:
                on_page(len(pages.documents))
            if start_key is None:
                break
            query["start_key"] = start_key
        return LegsReply(tuple(pages.documents), reply.request_id, self._clock() - began)

    def recent(self, account_id: str, range: TimeRange) -> RecentCalls:  # noqa: A002
        """An account's calls in a range of time; nothing is sent before its `more`."""
        return RecentCalls(partial(self.calls_page, account_id), range)

    async def calls_page(self, account_id: str, query: Mapping[str, str]) -> Reply:
        """One page of an account's calls, as a `RecentCalls` asks for it."""
        if not account_id:
            raise RequestRefused("an account id is needed.", "Fill it in.")
        path = ("accounts", account_id, "cdrs", "interaction")
        refuse = partial(recent_refusal, account_id=account_id)
        reply, _ = await self._get(path, dict(query), refuse, 0)
        return reply

    async def aclose(self) -> None:
        """Close the connections."""
        await self._wire.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def _get(
        self,
        path: tuple[str, ...],
        query: dict[str, str],
        refuse: Callable[[Answer], VinixError],
        taken: int,
    ) -> tuple[Reply, int]:
        """A GET, repeated where that may help, and signed in again for, once, where it must be."""
        failed = 0
        renewed = False
        while True:
            token = await self._renewal.usable()
            secret = token.value
            call = Call("GET", path, _new_id(), query, secret, None, (secret.get_secret_value(),))
            trouble: VinixError
            try:
                return await self._send(call, refuse, taken)
            except VinixError as raised:
                trouble = raised
            if isinstance(trouble, SignInNeeded) and self.credentials is not None and not renewed:
                renewed = True
                await self._renewal.renew(token)
                continue
            failed += 1
            if not trouble.again or failed == MOST_TRIES:
                if failed > 1:
                    trouble.detail += f" Tried {failed} times."
                raise trouble
            await self._wait(trouble, failed)

    async def _wait(self, trouble: VinixError, failed: int) -> None:
        wait = wait_before_repeat(failed, trouble.retry_after, self._random(), self._now())
        self._on_wait(
            f"{trouble.title}: {trouble.detail} "
            f"Trying again in {wait:.1f} s (try {failed + 1} of {MOST_TRIES})."
        )
        await self._sleep(wait)

    async def _log_in(self, credentials: UserLogin | ApiKeyLogin) -> Token:
        if credentials.missing:
            raise SignInRefused(f"the {credentials.missing} is missing.", "Fill it in.")
        call = Call(
            "PUT",
            (credentials.path,),
            _new_id(),
            content=json.dumps(credentials.body()).encode("ascii"),
            secrets=credentials.secrets(),
        )
        reply, _ = await self._send(call, partial(login_refusal, login=credentials))
        return token_from_reply(reply.envelope)

    async def _send(
        self, call: Call, refuse: Callable[[Answer], VinixError], taken: int = 0
    ) -> tuple[Reply, int]:
        """One request in its turn; its reply, and how many bytes that had."""
        turn = self._pace.wait(self._clock())
        if turn > 0:
            await self._sleep(turn)
        sent = await self._wire.send(call, taken)
        understand = partial(
            read,
            sent.status,
            sent.headers,
            sent.body,
            sent_id=call.request_id,
            secrets=call.secrets,
            refuse=refuse,
        )
        size = len(sent.body)
        # The screen goes on while a large reply is parsed.
        reply = await asyncio.to_thread(understand) if size > _LARGE else understand()
        return reply, size


def _new_id() -> str:
    """An id for the server's logs, new for each request."""
    return uuid.uuid4().hex
