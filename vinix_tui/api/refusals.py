"""An Answer that is not a success -> the error for the user; the calls after the login."""

from __future__ import annotations

from urllib.parse import urlsplit

from vinix_tui.api.envelope import Answer
from vinix_tui.api.errors import (
    AccountBarred,
    Archived,
    Forbidden,
    NetworkTrouble,
    NotFound,
    NotVinix,
    RateLimited,
    ReplyTooLarge,
    RequestRefused,
    ServerTrouble,
    SignInNeeded,
    VinixError,
)

CHECK_BASE = "Check the base address (--base, VINIX_BASE): it mostly ends in /v2."
_STRANGE = {
    "text": "a web page or plain text",
    "json": "JSON of another kind",
    "broken": "JSON that is damaged or cut off",
}
_REPEATABLE = (502, 503, 504)


def refusal(answer: Answer) -> VinixError:
    """The error for any call but a login. Only those of a passing kind have `again` set."""
    status, number = answer.status, answer.request_id
    stranger = not_vinix(answer)
    if stranger is not None:
        return stranger
    if status == 401:
        return SignInNeeded(
            "Vinix does not accept the token: it ran out, was mistyped, or the password changed.",
            "Sign in again.",
            number,
        )
    if status == 403:
        return Forbidden(
            f"this token may not read that.{quoted(answer)}",
            "A token opens its own account and the sub-accounts below it: check the account id, "
            "or sign in to an account above it.",
            number,
        )
    if status == 404:
        return NotFound(f"Vinix knows nothing there.{quoted(answer)}", "Check the ids.", number)
    if status == 416:
        return ReplyTooLarge(
            "it is more than the server can send at once (416).", "Ask for less at once.", number
        )
    if status == 423:
        return AccountBarred(
            f"Vinix has locked it (423).{quoted(answer)}", "Ask its administrator.", number
        )
    if status == 429:
        return RateLimited(
            "Vinix takes no more from this address and account for now (429).",
            "Wait ten seconds, then try again.",
            number,
            again=True,
            retry_after=answer.retry_after,
        )
    return _server_trouble(answer) if status >= 500 else _other(answer)


def not_vinix(answer: Answer) -> VinixError | None:
    """The error where something else than the API must have answered, else None."""
    status, number = answer.status, answer.request_id
    if 300 <= status < 400:
        return _redirect(answer)
    if status in (407, 511):
        return NetworkTrouble(
            f"a proxy or the network itself wants a sign-in of its own first ({answer.reason}).",
            "Open a page in a browser on this network, or check HTTPS_PROXY.",
            number,
        )
    if answer.body == "broken" and status == 200:
        return ServerTrouble(
            "the reply is damaged, or was cut off on the way.",
            "Try again; if it stays so, something between here and Vinix cuts replies.",
            number,
        )
    if answer.body in _STRANGE and status < 500 and status != 429:
        return NotVinix(
            f"it answered with status {answer.reason} and {_STRANGE[answer.body]}.",
            f"{CHECK_BASE} A proxy or firewall may have answered instead.",
            number,
        )
    if status < 200:
        return NotVinix(f"it answered with status {answer.reason}.", CHECK_BASE, number)
    return None


def quoted(answer: Answer) -> str:
    """The server's own words as a sentence to append, or ""."""
    return f" It says: “{answer.words}”." if answer.words else ""


def _redirect(answer: Answer) -> NotVinix:
    if answer.status == 304:
        return NotVinix(
            "it says that nothing changed (304), though nobody asked that.",
            "A cache on the way is at fault; try again, or go around the proxy.",
            answer.request_id,
        )
    return NotVinix(
        f"it sends us on to {_origin(answer)} ({answer.reason}). Redirects are not followed, so "
        "that the token goes nowhere else.",
        "Check the base address; a sign-in page of the network may stand in between.",
        answer.request_id,
    )


def _origin(answer: Answer) -> str:
    """Where a redirect leads: scheme and host only, since the rest may hold secrets."""
    try:
        parts = urlsplit(answer.location or "")
        scheme, place = parts.scheme, parts.netloc.rpartition("@")[2]
    except ValueError:
        return "an address that makes no sense"
    if not answer.location:
        return "an address that it does not name"
    if not place:
        return "another path on the same server"
    return answer.harmless(f"{scheme}://{place}" if scheme else place) or "another server"


def _server_trouble(answer: Answer) -> VinixError:
    status, number = answer.status, answer.request_id
    if status == 503 and answer.says("datastore missing view"):
        return Archived(
            "the records of that month are archived or removed, or the account is too new to "
            "have any.",
            "Check the date in the id; older months have to be asked for at Vinix.",
            number,
        )
    if status == 500 and answer.says("init failed"):
        return ServerTrouble(
            "the server stumbled over the id (500, init failed).",
            "An interaction id begins with 11 digits, a CDR id with 6; check it. "
            "Trying again does not help.",
            number,
        )
    what = "its database is slow or away" if _about_database(answer) else "the server failed"
    return ServerTrouble(
        f"{what} ({answer.reason}).{quoted(answer)}",
        "Try again in a minute; if it stays, give the request's number to Vinix.",
        number,
        again=status in _REPEATABLE,
        retry_after=answer.retry_after,
    )


def _about_database(answer: Answer) -> bool:
    return answer.says(
        "datastore timeout", "datastore unreachable", "datastore fault", "datastore missing"
    )


def _other(answer: Answer) -> VinixError:
    hint = "Give the request's number to Vinix if this stays."
    if answer.status == 405:
        hint = CHECK_BASE
    elif answer.status == 406:
        hint = "The server cannot answer in JSON; a proxy may have changed the request."
    return RequestRefused(f"{answer.reason}.{quoted(answer)}", hint, answer.request_id)
