"""Tokens: shaped like the API's JSON web tokens, signed so that only their own sandbox takes them.

The header says RS256 as the API's does. The signature is an HMAC, which is enough for a sandbox:
clients cannot check either.
"""

from __future__ import annotations

import hmac
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from vinix_tui.sandbox.envelope import Refusal


@dataclass(frozen=True)
class Grant:
    """Who signed in, and how."""

    account_id: str
    owner_id: str | None
    """None for an API key, which belongs to no user."""
    method: str
    """`cb_user_auth` or `cb_api_auth`."""


class Tokens:
    """Hands out tokens and reads them back."""

    def __init__(self, now: Callable[[], float], life: int) -> None:
        self._now = now
        self._life = life
        self._key = secrets.token_bytes(32)
        self._dead: set[str] = set()

    def issue(self, grant: Grant) -> str:
        """A new token, good for `life` seconds from now; the time is fixed, not sliding."""
        claims = {
            "iss": "kazoo",
            "account_id": grant.account_id,
            **({"owner_id": grant.owner_id} if grant.owner_id else {}),
            "method": grant.method,
            "exp": int(self._now()) + self._life,
            "jti": secrets.token_hex(8),  # two logins within a second get different tokens
        }
        signed = f"{_packed({'typ': 'JWT', 'alg': 'RS256', 'kid': 'sandbox'})}.{_packed(claims)}"
        return f"{signed}.{self._signature(signed)}"

    def read(self, token: str) -> Grant:
        """Whose token it is. A 401 refusal if it has run out or was never one of ours."""
        signed, _, signature = token.rpartition(".")
        # Bytes, since a header may hold anything and compare_digest takes ASCII text only.
        if not hmac.compare_digest(signature.encode(), self._signature(signed).encode()):
            raise unverifiable()
        claims = json.loads(urlsafe_b64decode(signed.partition(".")[2] + "=="))
        if token in self._dead or claims["exp"] <= self._now():
            raise run_out()
        return Grant(claims["account_id"], claims.get("owner_id"), claims["method"])

    def kill(self, token: str) -> None:
        """From now on the token has run out, whatever it says itself."""
        self._dead.add(token)

    def _signature(self, signed: str) -> str:
        return _base64(hmac.digest(self._key, signed.encode(), sha256))


def run_out() -> Refusal:
    """The answer to a token whose time is over."""
    return Refusal(401, "invalid credentials")


def unverifiable() -> Refusal:
    """The answer to no token, or to one that the API never made; the wording differs a little."""
    return Refusal(401, "invalid_credentials", {"message": "invalid credentials"})


def _packed(part: dict[str, Any]) -> str:
    return _base64(json.dumps(part, separators=(",", ":")).encode())


def _base64(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
