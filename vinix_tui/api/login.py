"""Credentials, what of them travels, and the token that comes back."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from pydantic import SecretStr

from vinix_tui.api.errors import NotVinix, SignInRefused
from vinix_tui.calls.clock import instant
from vinix_tui.calls.text import cut, printable

AccountKind = Literal["account_name", "account_realm", "phone_number"]

_HOST = r"[\w-]+(\.[\w-]+)*\.(?=[\w-]*[A-Za-z])[\w-]+\.?"
_REALM = re.compile(_HOST + r"|(\d{1,3}\.){3}\d{1,3}", re.ASCII)
_PHONE = re.compile(r"\+?[0-9(][0-9 ().\t/-]*")
_ACCOUNT_ID = re.compile(r"[0-9A-Za-z-]{1,64}")
_SENDABLE = re.compile(r"[\x21-\x7e]+")  # what a header's value can hold without harm
_LONGEST_TOKEN = 16_384  # a JWT has one or two thousand characters; servers' header limit is 8 kB
_CLOCK_MAY_BE_OFF = 300.0  # seconds; a clock that is a little off must not lock anybody out


@dataclass(frozen=True)
class AccountName:
    """An account as people call it, and which of the API's three ways of naming that is."""

    kind: AccountKind
    value: str


def account_by_shape(text: str) -> AccountName:
    """Guess what an account was named by: a realm has dots like a host, a phone number digits.

    `+1 (202) 555-0101` -> phone number `+12025550101`; `acme.example.com` -> realm; else a name.
    """
    text = text.strip()
    digits = re.sub(r"[^0-9]", "", text)
    if 4 <= len(text) <= 253 and _REALM.fullmatch(text):
        return AccountName("account_realm", text.lower())
    if _PHONE.fullmatch(text) and len(digits) >= 5:  # fewer is an extension, so rather a name
        return AccountName("phone_number", ("+" if text.startswith("+") else "") + digits)
    return AccountName("account_name", text)


@dataclass(frozen=True)
class UserLogin:
    """A user of an account, signing in with a password (`PUT user_auth`)."""

    account: AccountName
    username: str
    password: SecretStr
    hash: Literal["md5", "sha"] = "md5"

    path = "user_auth"

    @property
    def missing(self) -> str:
        """What is still empty, in words, or ""."""
        if not self.account.value.strip():
            return "account"
        if not self.username.strip():
            return "user"
        return "" if self.password.get_secret_value() else "password"

    def digest(self) -> SecretStr:
        """The hash that stands for user and password. As good as the password to whoever has it.

        Hex of MD5 or SHA-1 over lower-cased username, colon, password: what Kazoo asks for, which
        is why these two are used at all.
        """
        # surrogatepass: an environment variable may hold bytes that are no UTF-8.
        password = self.password.get_secret_value()
        text = f"{self.username.strip().lower()}:{password}".encode("utf-8", "surrogatepass")
        if self.hash == "sha":
            return SecretStr(hashlib.sha1(text, usedforsecurity=False).hexdigest())
        return SecretStr(hashlib.md5(text, usedforsecurity=False).hexdigest())

    def body(self) -> dict[str, dict[str, str]]:
        """The request's JSON."""
        return {
            "data": {
                "credentials": self.digest().get_secret_value(),
                "method": self.hash,
                self.account.kind: self.account.value.strip(),
            }
        }

    def secrets(self) -> tuple[str, ...]:
        """What no error may repeat."""
        return (self.password.get_secret_value(), self.digest().get_secret_value())


@dataclass(frozen=True)
class ApiKeyLogin:
    """An account's API key (`PUT api_auth`), mostly 64 hex digits."""

    api_key: SecretStr

    path = "api_auth"

    @property
    def missing(self) -> str:
        """What is still empty, in words, or ""."""
        return "" if self.api_key.get_secret_value().strip() else "API key"

    def body(self) -> dict[str, dict[str, str]]:
        """The request's JSON."""
        return {"data": {"api_key": self.api_key.get_secret_value().strip()}}

    def secrets(self) -> tuple[str, ...]:
        """What no error may repeat."""
        return (self.api_key.get_secret_value().strip(),)


@dataclass(frozen=True)
class PastedToken:
    """A token from somewhere else. It cannot be renewed."""

    token: SecretStr


@dataclass(frozen=True)
class Token:
    """What opens the account for about an hour.

    `expires_at` (aware, UTC) and, after a paste, `account_id` are read from a JWT; both are None
    where the token is of the older, opaque kind.
    """

    value: SecretStr
    account_id: str | None = None
    account_name: str | None = None
    expires_at: datetime | None = None

    def seconds_left(self, now: datetime) -> float | None:
        """Seconds until it runs out (negative: since), None where nobody knows."""
        return None if self.expires_at is None else (self.expires_at - now).total_seconds()

    @property
    def sendable(self) -> bool:
        """True where the value fits into a request's header: visible ASCII, not endless."""
        value = self.value.get_secret_value()
        return len(value) <= _LONGEST_TOKEN and bool(_SENDABLE.fullmatch(value))


def token_from_paste(pasted: PastedToken, now: datetime) -> Token:
    """The token in a pasted text; quotes, `Bearer` and `X-Auth-Token:` around it are taken off.

    Nothing is sent: whether Vinix takes it shows at the first call. Raises SignInRefused where it
    cannot be a token, or ran out more than five minutes ago.
    """
    text = pasted.token.get_secret_value().strip().strip("\"'“”").strip()
    text = re.sub(
        r"^(x-auth-token\s*:|authorization\s*:)?\s*(bearer(\s+|$))?", "", text, flags=re.I
    )
    token = token_from_jwt(text.strip("\"'“”"))
    if not token.sendable:
        raise SignInRefused(
            "what was pasted is not a token: it is empty or holds spaces or odd characters.",
            "Copy the token again, whole and on one line.",
        )
    left = token.seconds_left(now)
    if left is not None and left < -_CLOCK_MAY_BE_OFF:
        raise SignInRefused(
            f"this token ran out {_ago(-left)} ago.", "Paste a newer one, or sign in another way."
        )
    return token


def token_from_reply(envelope: dict[str, Any]) -> Token:
    """The token in the envelope that answers a login. Raises NotVinix where there is none."""
    value = envelope.get("auth_token")
    token = token_from_jwt(value) if isinstance(value, str) else None
    if token is None or not token.sendable:
        raise NotVinix(
            "the server accepted the sign-in and then gave no token.", "Check the base address."
        )
    data = envelope.get("data")
    given: dict[str, Any] = data if isinstance(data, dict) else {}
    name = given.get("account_name")
    return Token(
        token.value,
        _account_id(given.get("account_id")) or token.account_id,
        cut(printable(name), 200) if isinstance(name, str) and name.strip() else None,
        token.expires_at,
    )


def token_from_jwt(value: str) -> Token:
    """A token with what its own text tells, unverified: only the server can judge it."""
    claims = _claims(value)
    expires = claims.get("exp")
    number = expires if isinstance(expires, (int, float)) and expires is not True else None
    return Token(SecretStr(value), _account_id(claims.get("account_id")), None, instant(number))


def _claims(value: str) -> dict[str, Any]:
    parts = value.split(".")
    if len(parts) != 3 or len(value) > _LONGEST_TOKEN:
        return {}
    payload = parts[1] + "=" * (-len(parts[1]) % 4)
    try:
        claims = json.loads(base64.b64decode(payload, altchars=b"-_", validate=True))
    except (ValueError, RecursionError):
        return {}
    return claims if isinstance(claims, dict) else {}


def _account_id(given: object) -> str | None:
    # It becomes part of a path and of the title, so nothing but what an id is made of.
    return given if isinstance(given, str) and _ACCOUNT_ID.fullmatch(given) else None


def _ago(seconds: float) -> str:
    name, size = next(
        ((name, size) for name, size in (("day", 86400), ("hour", 3600)) if seconds >= size),
        ("minute", 60),
    )
    count = int(seconds // size)
    return f"{count} {name}{'' if count == 1 else 's'}"
