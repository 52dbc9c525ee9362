"""The legs call: what it gives, and what its refusals mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from vinix_tui.api.envelope import Answer
from vinix_tui.api.errors import Forbidden, NotFound, NotVinix, ReplyTooLarge, VinixError
from vinix_tui.api.refusals import CHECK_BASE, refusal
from vinix_tui.api.replies import Reply
from vinix_tui.calls.lookup import documents_in

if TYPE_CHECKING:
    from vinix_tui.api.login import Token

MOST_LEGS = 5_000
PAGE = "200"
"""Legs of a page: 500 come in 3 requests, not in 10 of 50, the default."""
MOST_PAGES = 500  # a server may give fewer than asked for; empty ones are allowed, endless are not

_ID_LENGTH = 32  # characters of an account id, in Kazoo


@dataclass(frozen=True)
class LegsReply:
    """All pages' leg documents, byte-true, in the order of arrival (no order to rely on).

    None at all is an answer, too: Vinix knows the id's form and has nothing under it.
    `request_id` is the last page's, `seconds` what all of it took, waits included.
    """

    documents: tuple[dict[str, Any], ...] = field(repr=False)  # customers' data
    request_id: str
    seconds: float


def leg_documents(reply: Reply) -> list[dict[str, Any]]:
    """The documents of one page. Raises NotVinix where there is something else."""
    problem = "where a leg should be stands nothing"
    try:
        documents = documents_in(reply.data)
        if all(isinstance(document, dict) for document in documents):
            return documents
    except ValueError as error:
        problem = str(error)
    raise NotVinix(f"{problem}.", CHECK_BASE, reply.request_id)


class Pages:
    """The pages taken so far: what came with them, and whether there is an end to them."""

    def __init__(self) -> None:
        self.documents: list[dict[str, Any]] = []
        self._keys: set[str] = set()

    def take(self, reply: Reply) -> str | None:
        """Add a page; the key of the next one, or None after the last.

        Raises ReplyTooLarge past 5,000 legs or 500 pages, NotVinix where the pages run in a circle.
        """
        self.documents += leg_documents(reply)
        key = reply.next_start_key
        if len(self.documents) > MOST_LEGS or len(self._keys) >= MOST_PAGES:
            raise ReplyTooLarge(
                f"more than {MOST_LEGS:,} legs or {MOST_PAGES} pages belong to it.",
                "No call has that many: check the id.",
                reply.request_id,
            )
        if key is not None and key in self._keys:
            raise NotVinix(
                f"its pages run in a circle after {len(self.documents)} legs.",
                "Try again; if it stays, give the request's number to Vinix.",
                reply.request_id,
            )
        if key is not None:
            self._keys.add(key)
        return key


def legs_refusal(
    answer: Answer, account_id: str, wanted: str, token: Token | None = None
) -> VinixError:
    """The error for a refused legs call, told for the account and the id that were asked for."""
    error = refusal(answer)
    account = answer.harmless(account_id) or "that account"
    if isinstance(error, Forbidden):
        whose = answer.harmless((token.account_name or token.account_id or "") if token else "")
        error.detail = f"the token{f' of {whose}' if whose else ''} may not read account {account}."
        error.hint = (
            "A token opens its own account and the sub-accounts below it, none above or beside: "
            "check the account id, or go on as a profile of that account."
        )
    if isinstance(error, NotFound):
        if named_account(answer, account_id):
            return unknown_account(answer, account_id)
        _explain(error, answer, account_id, wanted)
    return error


def unknown_account(answer: Answer, account_id: str) -> NotFound:
    """The error where it is the account that Vinix does not know."""
    account = answer.harmless(account_id) or "that account"
    error = NotFound(
        f"Vinix knows no account {account}.",
        f"Check the account id: it has {_ID_LENGTH} letters and digits.",
        answer.request_id,
    )
    _offer_without_dashes(error, account_id)
    return error


def _offer_without_dashes(error: NotFound, account_id: str) -> None:
    bare = account_id.replace("-", "")
    if bare != account_id and len(bare) == _ID_LENGTH:
        error.without_dashes = bare
        error.hint = f"{error.hint} Without its dashes the account id is {bare}: try that."


def _explain(error: NotFound, answer: Answer, account_id: str, wanted: str) -> None:
    shown = answer.harmless(wanted) or "that id"
    if answer.says("could not find legs for supplied id"):
        error.detail = f"Vinix has no legs for {shown}."
        error.hint = "Check id and account; a call that still runs has none yet."
    elif isinstance(answer.data, list):
        error.detail = f"Vinix reads {shown} neither as an interaction id nor as a CDR id."
        error.hint = "Use <11 digits>-<key> or YYYYMM-<call id>; a bare call id does not work."
    elif answer.body == "empty":
        error.detail = "the server knows no such path (404, no text)."
        error.hint = CHECK_BASE
    _offer_without_dashes(error, account_id)
    if "/" in wanted:
        error.hint = (
            f"{error.hint} The id holds a “/”, which a proxy on the way may have taken for part of "
            "the path: try the interaction id instead."
        )


def named_account(answer: Answer, account_id: str) -> bool:
    """Whether it is the account that a 404 does not know."""
    if not isinstance(answer.data, Mapping):
        return False
    message = answer.data.get("message")
    invalid = isinstance(message, str) and message.startswith("invalid account_id")
    return invalid or answer.data.get("cause") == account_id
