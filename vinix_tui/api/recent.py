"""The list of an account's calls: page after page, span after span, each only when asked for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from vinix_tui.api.envelope import Answer
from vinix_tui.api.errors import (
    Archived,
    Forbidden,
    NotFound,
    NotVinix,
    ReplyTooLarge,
    VinixError,
)
from vinix_tui.api.legs import leg_documents, named_account, unknown_account
from vinix_tui.api.refusals import refusal
from vinix_tui.api.replies import Reply
from vinix_tui.calls.call_row import CallRow
from vinix_tui.calls.time_range import TimeRange

FIRST, FURTHER = "50", "200"
"""Rows of the first page, which somebody waits for, and of each one after it."""
MOST_ROWS = 100_000
MOST_PAGES = 5_000
"""Of one span: pages may be empty where the server filters, but not for ever."""
_BY_ID = "Look calls up by their ids instead; all the rest works."

Fetch = Callable[[Mapping[str, str]], Awaitable[Reply]]


class RecentCalls:
    """An account's calls in a range of time, the newest first, as far as they were fetched.

    One `more` at a time. One that is cancelled, or fails, leaves everything as it was, so the next
    begins at the same page; a row that two pages have stands here once.
    """

    def __init__(self, fetch: Fetch, range: TimeRange) -> None:  # noqa: A002
        """`fetch` gets the page that a query asks for; nothing is asked yet."""
        self.range = range
        self.rows: list[CallRow] = []
        self._fetch = fetch
        self._spans = list(range.spans())
        self._key: str | None = None
        self._keys: set[str] = set()
        self._seen: set[str] = set()

    @property
    def finished(self) -> bool:
        """Whether there are no further pages."""
        return not self._spans

    async def more(self) -> list[CallRow]:
        """The rows of the next page that has any; none at all after the last. Raises VinixError."""
        new: list[CallRow] = []
        while not new and self._spans:
            query = {
                **self._spans[0].query(),
                "page_size": FURTHER if self.rows else FIRST,
                **({"start_key": self._key} if self._key is not None else {}),
            }
            new = self._take(await self._fetch(query))
        return new

    def _take(self, reply: Reply) -> list[CallRow]:
        page = {row.key: row for row in map(CallRow.of, leg_documents(reply))}
        new = {key: row for key, row in page.items() if key not in self._seen}
        self._check(reply, len(self.rows) + len(new))
        # Nothing fails from here on.
        self._key = reply.next_start_key
        if self._key is None:
            self._spans.pop(0)
            self._keys.clear()
        else:
            self._keys.add(self._key)
        self._seen.update(new)
        self.rows += new.values()
        return list(new.values())

    def _check(self, reply: Reply, count: int) -> None:
        """Raises NotVinix where the pages run in a circle, ReplyTooLarge past 100,000 calls."""
        key = reply.next_start_key
        if key is not None and key in self._keys:
            raise NotVinix(
                f"the pages of calls run in a circle after {len(self.rows):,} calls.",
                "Ask for a shorter time; if it stays, give the request's number to Vinix.",
                reply.request_id,
            )
        if count > MOST_ROWS or len(self._keys) >= MOST_PAGES:
            raise ReplyTooLarge(
                f"these are more than {MOST_ROWS:,} calls, or {MOST_PAGES:,} pages.",
                "Ask for a shorter time.",
                reply.request_id,
            )


def recent_refusal(answer: Answer, account_id: str) -> VinixError:
    """The error for a refused list. Where the server has no such list, that is one sentence."""
    account = answer.harmless(account_id) or "that account"
    if answer.status == 404 and named_account(answer, account_id):
        return unknown_account(answer, account_id)
    if answer.status in (404, 405, 501):  # a gateway that has no such path may say it in HTML
        return NotFound("this server has no list of recent calls.", _BY_ID, answer.request_id)
    error = refusal(answer)
    if isinstance(error, Forbidden):
        error.detail = f"this token may not list the calls of {account}."
        error.hint = f"Check the account id. {_BY_ID}"
    if isinstance(error, Archived):
        error.hint = "Ask for a later time."
    return error
