"""An Answer that is not a success -> the error for the user; the logins.

Wrong passwords, wrong users and unknown accounts get the same answer and cannot be told apart.
What a login refuses is never repeated by the program: each try costs 35 of 100, and counts towards
a lock.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from vinix_tui.api.envelope import Answer
from vinix_tui.api.errors import (
    AccountBarred,
    Forbidden,
    NotVinix,
    SecondFactorWanted,
    SignInRefused,
    TooManyLogins,
    VinixError,
)
from vinix_tui.api.login import ApiKeyLogin, UserLogin
from vinix_tui.api.patience import asked_wait_in_words
from vinix_tui.api.refusals import CHECK_BASE, not_vinix, quoted, refusal
from vinix_tui.calls.clock import instant


def login_refusal(answer: Answer, login: UserLogin | ApiKeyLogin) -> VinixError:
    """The error for a refused login."""
    status, number = answer.status, answer.request_id
    stranger = not_vinix(answer)
    if stranger is not None:
        return stranger
    data = answer.data if isinstance(answer.data, Mapping) else {}
    if "multi_factor_request" in data:
        return SecondFactorWanted(
            "the account wants a second factor, which only a browser can give.",
            "Use an API key, or paste a token from a session in the browser.",
            number,
        )
    if status in (400, 401, 403, 423) and ("account" in data or status == 423):
        return _barred(data, number)
    if status == 401:
        return _unauthorised(answer, login)
    if status == 404:
        return _unknown(answer, login)
    if status == 403:
        return Forbidden(
            "Vinix does not let this machine sign in (403).",
            "Its network address may be outside the allowed ones; try from another host.",
            number,
        )
    if status == 429:
        return TooManyLogins(
            "Vinix takes no more sign-ins from here for now (429); each costs 35 of 100.",
            f"Wait {asked_wait_in_words(answer.retry_after)}, then try once.",
            number,
        )
    if status == 400:
        return SignInRefused(
            f"Vinix cannot use what was given (400): {_complaints(answer)}.",
            "An API key has 64 characters; check that it is whole."
            if isinstance(login, ApiKeyLogin)
            else "Check the account, and whether it is a name, a realm or a phone number.",
            number,
        )
    error = refusal(answer)
    error.again = False
    return error


def _unauthorised(answer: Answer, login: UserLogin | ApiKeyLogin) -> VinixError:
    number = answer.request_id
    if answer.says("account is locked"):
        return AccountBarred(
            "it is locked after too many failed sign-ins.",
            "Wait, or ask its administrator to unlock it.",
            number,
        )
    if answer.says("invalid credentials") and answer.envelope.get("data") == {}:
        return SignInRefused(
            "Vinix turned the sign-in away without checking it.",
            "This way of signing in may be switched off there; try another, or ask Vinix.",
            number,
        )
    if isinstance(login, ApiKeyLogin):
        return SignInRefused(
            "Vinix does not accept the API key.", "Check that it is whole and current.", number
        )
    return SignInRefused(
        "the user, the password or the account is wrong (the server does not say which).",
        "Check the spelling, then try once more.",
        number,
    )


def _unknown(answer: Answer, login: UserLogin | ApiKeyLogin) -> VinixError:
    if isinstance(login, ApiKeyLogin) and answer.body == "envelope":
        # The server's words are left out: its answer repeats the key.
        return SignInRefused(
            "Vinix does not know this API key.",
            "Check that it is whole, current, and of this server.",
            answer.request_id,
        )
    return NotVinix(
        f"there is no sign-in at this address (404).{quoted(answer)}", CHECK_BASE, answer.request_id
    )


def _barred(data: Mapping[str, Any], number: str) -> AccountBarred:
    account = data.get("account")
    reasons = account if isinstance(account, Mapping) else {}
    if "expired" in reasons:
        expired = reasons["expired"]
        cause = expired.get("cause") if isinstance(expired, Mapping) else None
        when = instant(cause) if isinstance(cause, (int, float)) else None
        since = f" on {when:%Y-%m-%d %H:%M} UTC" if when else ""
        return AccountBarred(f"it expired{since}.", "Ask whoever runs it, or Vinix.", number)
    if "disabled" in reasons:
        return AccountBarred("it is disabled.", "Ask whoever runs it, or Vinix.", number)
    return AccountBarred("it is locked.", "Ask its administrator, or Vinix.", number)


def _complaints(answer: Answer) -> str:
    """Which fields were refused and why, `{"field": {"rule": {"message": …}}}` in words."""
    found = list(_messages(answer.data, ()))
    told = [answer.harmless(f"{name} {message}" if name else message) for name, message in found]
    return "; ".join(text for text in told[:3] if text) or answer.words or "it does not say why"


def _messages(value: object, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if not isinstance(value, Mapping):
        return
    message = value.get("message")
    if isinstance(message, str):
        yield (path[0] if path else ""), message
    for key, inner in value.items():
        yield from _messages(inner, (*path, str(key)))
