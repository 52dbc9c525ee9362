"""Who is signed in, and how a token that ran out is replaced: once, whoever asks first."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime

from vinix_tui.api.errors import (
    AccountBarred,
    Forbidden,
    SecondFactorWanted,
    SignInNeeded,
    SignInRefused,
    VinixError,
)
from vinix_tui.api.login import ApiKeyLogin, Token, UserLogin

_BEFORE_END = 60.0  # seconds before its end that a token is replaced


class Renewal:
    """The token, and the credentials that a new one is got with (None: it cannot be renewed)."""

    def __init__(
        self,
        log_in: Callable[[UserLogin | ApiKeyLogin], Awaitable[Token]],
        now: Callable[[], datetime],
    ) -> None:
        self.token: Token | None = None
        self.credentials: UserLogin | ApiKeyLogin | None = None
        self._log_in = log_in
        self._now = now
        self._lock = asyncio.Lock()
        self._attempts = 0
        self._failure: VinixError | None = None

    def adopt(self, token: Token, credentials: UserLogin | ApiKeyLogin | None) -> Token:
        """Use a token that has just been got, and what it was got with; the token as it is used."""
        if credentials is not None and self._near_its_end(token):
            # New, and yet near its end: then a clock is wrong, and only the server's 401 counts.
            # Otherwise every single call would sign in first.
            token = replace(token, expires_at=None)
        self.token, self.credentials = token, credentials
        return token

    def forget(self) -> None:
        """Hold neither token nor credentials any more."""
        self.token = self.credentials = self._failure = None

    async def usable(self) -> Token:
        """The token for a call about to be sent, replaced where its end is under 60 s away.

        Raises SignInNeeded where there is none, and what a login raises.
        """
        token = self.token
        if token is None and self.credentials is None:
            raise SignInNeeded("nobody is signed in.", "Sign in first.")
        if token is None or (self.credentials is not None and self._near_its_end(token)):
            return await self.renew(token)
        if not token.sendable:
            raise SignInNeeded("the token is damaged.", "Sign in again.")
        return token

    async def renew(self, spent: Token | None) -> Token:
        """A token other than `spent`. Calls that ask at the same time share one login.

        Credentials that were refused are forgotten: repeated, they would lock the account.
        """
        attempts = self._attempts
        async with self._lock:
            if self.token is not None and self.token is not spent:
                return self.token
            if self._failure is not None and self._attempts != attempts:
                raise self._failure
            credentials = self.credentials
            if credentials is None:
                raise SignInNeeded("the token is used up.", "Sign in again.")
            token = await self._logged_in(credentials)
            if self.credentials is credentials:
                self.adopt(token, credentials)
            if self.token is None:  # signed out meanwhile
                raise SignInNeeded("nobody is signed in.", "Sign in first.")
            return self.token

    async def _logged_in(self, credentials: UserLogin | ApiKeyLogin) -> Token:
        self._failure = None
        try:
            token = await self._log_in(credentials)
        except (SignInRefused, SecondFactorWanted, AccountBarred, Forbidden) as refused:
            self._failure = SignInNeeded(
                f"the token ran out, and signing in again was refused: {refused.detail}",
                refused.hint,
                refused.request_id,
            )
            if self.credentials is credentials:
                self.credentials = None
        except VinixError as trouble:
            self._failure = trouble
        self._attempts += 1
        if self._failure is not None:
            raise self._failure
        return token

    def _near_its_end(self, token: Token) -> bool:
        left = token.seconds_left(self._now())
        return left is not None and left < _BEFORE_END
