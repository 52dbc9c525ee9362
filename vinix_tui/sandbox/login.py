"""Who may sign in, and what the API says to everybody else."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from hashlib import md5, sha1
from typing import Any, Final

from vinix_tui.calls.clock import GREGORIAN_OFFSET
from vinix_tui.sandbox.account import (
    ACCOUNT_ID,
    ACCOUNT_NAME,
    API_KEY,
    EXPIRED_ACCOUNT_NAME,
    LOCKED_USERNAME,
    MFA_USERNAME,
    OWNER_ID,
    PASSWORD,
    PHONE,
    REALM,
    USERNAME,
)
from vinix_tui.sandbox.envelope import Refusal
from vinix_tui.sandbox.tokens import Grant

HASHES: Final[Mapping[str, Callable[[str], str]]] = {
    "md5": lambda text: md5(text.encode(), usedforsecurity=False).hexdigest(),
    "sha": lambda text: sha1(text.encode(), usedforsecurity=False).hexdigest(),
}
"""`method` to the digest of `username:password`, user name in lower case; the first is usual."""

_LENGTHS: Final = {
    "credentials": (1, 64),
    "account_name": (1, 128),
    "account_realm": (4, 253),
    "realm": (4, 253),
    "phone_number": (1, 64),
}
_REALM: Final = re.compile(r"[.\w-]+", re.ASCII)


def sign_in(resource: str, body: bytes, now: float) -> Grant:
    """The grant for the body of `PUT user_auth` or `PUT api_auth`; a refusal otherwise."""
    data = _data(body)
    return _by_user(data, now) if resource == "user_auth" else _by_api_key(data)


def _by_user(data: Mapping[str, Any], now: float) -> Grant:
    _validate(data)
    account = _account_named(data)
    if account == EXPIRED_ACCOUNT_NAME:
        expiry = int(now) + GREGORIAN_OFFSET - 86_400
        raise _invalid({"account": {"expired": {"message": "account expired", "cause": expiry}}})
    digest = HASHES[data.get("method", "md5")]
    users = {
        digest(f"{name}:{PASSWORD}"): name for name in (USERNAME, MFA_USERNAME, LOCKED_USERNAME)
    }
    user = users.get(data["credentials"])
    if account is None or user is None:
        raise Refusal(401, "invalid_credentials", {"message": "invalid credentials"})
    if user == LOCKED_USERNAME:
        raise Refusal(401, "account_is_locked")
    if user == MFA_USERNAME:
        raise Refusal(
            401,
            "invalid_credentials",
            {
                "message": "client needs to perform second-factor authentication",
                "multi_factor_request": {
                    "provider_name": "duo",
                    "settings": {"duo_api_hostname": "duo.example.com"},
                },
            },
        )
    return Grant(ACCOUNT_ID, OWNER_ID, "cb_user_auth")


def _by_api_key(data: Mapping[str, Any]) -> Grant:
    key = data.get("api_key")
    if "api_key" not in data:
        raise _invalid({"api_key": _MISSING})
    if not isinstance(key, str):
        raise _invalid({"api_key": _NOT_TEXT})
    if wrong := _length(key, 64, 64):
        raise _invalid({"api_key": wrong})
    if extra := sorted(set(data) - {"api_key"}):
        rule = {"additionalProperties": {"message": "Strict checking of the schema failed"}}
        raise _invalid(dict.fromkeys(extra, rule))
    if key != API_KEY:
        raise Refusal(404, "bad identifier", [key])  # yes, it repeats the secret
    return Grant(ACCOUNT_ID, None, "cb_api_auth")


def _account_named(data: Mapping[str, Any]) -> str | None:
    """The account, by phone number, else by realm, else by name; one that misses is passed over."""
    national = PHONE.removeprefix("+1")
    if re.sub(r"\D", "", data.get("phone_number", "")) in (national, f"1{national}"):
        return ACCOUNT_NAME
    if REALM in (data.get("account_realm", "").lower(), data.get("realm", "").lower()):
        return ACCOUNT_NAME
    name = _normalised(data.get("account_name", ""))
    known = (ACCOUNT_NAME, EXPIRED_ACCOUNT_NAME)
    return next((account for account in known if _normalised(account) == name), None)


def _normalised(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _data(body: bytes) -> Mapping[str, Any]:
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError) as trouble:
        raise _invalid({"json": {"invalid": {"message": "the body is not JSON"}}}) from trouble
    data = sent.get("data") if isinstance(sent, dict) else None
    if not isinstance(data, dict):
        raise _invalid({"data": _MISSING})
    return data


_MISSING: Final = {"required": {"message": "Field is required but missing"}}
_NOT_TEXT: Final = {"type": {"message": "Value did not match type(s): string", "target": "string"}}


def _validate(data: Mapping[str, Any]) -> None:
    wrong: dict[str, Any] = {}
    if "credentials" not in data:
        wrong["credentials"] = _MISSING
    for field, (shortest, longest) in _LENGTHS.items():
        value = data.get(field, "x" * shortest)
        rule = _length(value, shortest, longest) if isinstance(value, str) else _NOT_TEXT
        if not rule and field.endswith("realm") and not _REALM.fullmatch(value):
            rule = {"pattern": {"message": "Failed to match pattern '^[.\\w_-]+$'"}}
        if rule:
            wrong[field] = rule
    if data.get("method", "md5") not in tuple(HASHES):
        message = "Value not found in enumerated list of values"
        wrong["method"] = {"enum": {"message": message, "target": list(HASHES)}}
    if wrong:
        raise _invalid(wrong)


def _length(value: str, shortest: int, longest: int) -> dict[str, Any]:
    if len(value) < shortest:
        message = f"String must be at least {shortest} characters"
        return {"minLength": {"message": message, "target": shortest}}
    if len(value) > longest:
        message = f"String must not be more than {longest} characters"
        return {"maxLength": {"message": message, "target": longest}}
    return {}


def _invalid(fields: Mapping[str, Any]) -> Refusal:
    return Refusal(400, "validation error", dict(fields))
