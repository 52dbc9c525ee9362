"""What can go wrong on the way to Vinix, each kind with words for the person who waits.

Nothing here ever holds a password, a key or a token: an error's text may be copied into a ticket.
"""

from __future__ import annotations


class VinixError(Exception):
    """Something failed at or on the way to the API.

    `title` names it in a few words, `detail` says what happened and where, `hint` what to try,
    `request_id` is what Vinix's support asks for. `again` is true where a GET may be repeated;
    `retry_after` is what the server's header of that name said about it, unread.
    """

    title = "Vinix could not answer"

    def __init__(
        self,
        detail: str,
        hint: str = "",
        request_id: str | None = None,
        *,
        again: bool = False,
        retry_after: str | None = None,
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.hint = hint
        self.request_id = request_id
        self.again = again
        self.retry_after = retry_after

    def __str__(self) -> str:
        """At most two lines: what happened, then what to try and the request id."""
        number = f"Request {self.request_id}." if self.request_id else ""
        advice = " ".join(part for part in (self.hint, number) if part)
        return "\n".join(line for line in (f"{self.title}: {self.detail}", advice) if line)


class SignInRefused(VinixError):
    """The credentials were not accepted, or could not have been."""

    title = "Refused"


class AccountUnknown(VinixError):
    """Nobody has said whose calls are meant."""

    title = "Which account"


class SecondFactorWanted(VinixError):
    """The account asks for a second factor, which needs a browser."""

    title = "A second factor is asked for"


class AccountBarred(VinixError):
    """The account is locked, has expired, or is disabled."""

    title = "The account is barred"


class TooManyLogins(VinixError):
    """The server counts sign-ins and has had enough of them for now."""

    title = "Too many sign-ins"


class SignInNeeded(VinixError):
    """A call was refused for want of a valid token, and signing in again by itself was no way."""

    title = "Signed out"


class Forbidden(VinixError):
    """The token is valid, but not for this."""

    title = "Not allowed"


class NotFound(VinixError):
    """Vinix knows nothing of that account or id.

    `without_dashes` is the account id to offer instead, where the one that was asked for has
    dashes: Kazoo's ids are exactly 32 characters, while Vinix's pages print them with dashes.
    """

    title = "Nothing found"
    without_dashes: str | None = None


class Archived(VinixError):
    """The month that the id points to is no longer, or not yet, in the database."""

    title = "That month is not at hand"


class RateLimited(VinixError):
    """Too many requests in a short time."""

    title = "Too many requests"


class RequestRefused(VinixError):
    """The server understood the request and will not answer it as it is (other 4xx)."""

    title = "Vinix refused the request"


class ServerTrouble(VinixError):
    """The server failed (5xx)."""

    title = "Trouble at Vinix"


class NetworkTrouble(VinixError):
    """No answer: names, connections, time-outs, certificates, proxies."""

    title = "No answer"


class CertificateTrouble(NetworkTrouble):
    """The server's certificate cannot be trusted."""


class NotVinix(VinixError):
    """Something answered, but not the way a Vinix API does."""

    title = "That is not a Vinix API"


class ReplyTooLarge(VinixError):
    """The reply goes past what this program takes in."""

    title = "The reply is too large"


class BadBase(VinixError):
    """The address of the server cannot be used as it is written."""

    title = "The server's address cannot be used"


class BadCaFile(BadBase):
    """The file of certificate authorities cannot be used."""

    title = "The file of certificate authorities cannot be used"
