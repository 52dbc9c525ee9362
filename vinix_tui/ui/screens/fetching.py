"""Fetching a call for a screen: one at a time, and what stands there stays until it is there."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on, work
from textual.reactive import var

from vinix_tui.calls import ids
from vinix_tui.ui import words
from vinix_tui.ui.asking import as_somebody
from vinix_tui.ui.cures.orderly import OrderlyScreen
from vinix_tui.ui.widgets.bars import StatusLine, TitleLine
from vinix_tui.ui.widgets.notice import Notice
from vinix_tui.ui.widgets.search_pane import SearchPane

if TYPE_CHECKING:
    from vinix_tui.ui.app import VinixApp
    from vinix_tui.ui.session import Found
    from vinix_tui.ui.view import Opened

_TURNS = 10
"""Turns of the event loop that it takes until all parts have told."""


class FetchingScreen(OrderlyScreen[None]):
    """A screen with a search pane, a notice and a status line that shows what is asked for."""

    app: VinixApp
    busy: var[str] = var("", init=False)
    """What we wait for, in words; "" for nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._asked = 0

    @property
    def _search(self) -> SearchPane:
        return self.query_one(SearchPane)

    def signed_in(self) -> None:
        """Fill in whose account it is, unless something stands there."""
        if not self._search.account:
            self._search.fill(account=self.app.session.account_id or "")
        self.refresh_title()

    def refresh_title(self) -> None:
        """Who we are, and how long the token still lives; nothing is sent while it is the same."""
        self.query_one(TitleLine).show(*self.app.session.title())

    def action_search(self) -> None:
        """Go to the search pane."""
        self._search.focus_interaction()

    def say(self, text: str) -> None:
        """Put a line on the status line."""
        self.query_one(StatusLine).say(text)

    def show(self, opened: Opened, remark: str) -> None:
        """Show a lookup, and say something of it."""
        raise NotImplementedError

    @on(SearchPane.Asked)
    def _ask_for_what_was_typed(self, event: SearchPane.Asked) -> None:
        try:
            wanted = ids.recognise(event.interaction)
            account = wanted.account_id
            if event.account or self.app.session.signed_in:  # else a login will tell it
                account = account or ids.account_id(event.account)
        except ids.IdRefused as reason:
            self.query_one(Notice).say(str(reason))
            return
        self.ask(replace(wanted, account_id=account))

    def ask(self, wanted: ids.Wanted) -> None:
        """Fetch a call; what is on the screen stays until it is there."""
        account = wanted.account_id or self._search.account or self.app.session.account_id or ""
        self._search.fill(account=account, interaction=wanted.id)
        self.query_one(Notice).clear()
        self._asked += 1
        self._fetch(replace(wanted, account_id=account), self._asked)

    @work(exclusive=True, group="lookup", description="look up")
    async def _fetch(self, wanted: ids.Wanted, turn: int) -> None:
        self.busy = f"Asking for {wanted.id} … Esc cancels"
        try:
            found = await self._look_up(wanted)
        except self.app.desk.troubles as trouble:
            self.query_one(Notice).say(str(trouble))
            dashless = getattr(trouble, "without_dashes", None)
            if dashless:
                self._search.fill(account=dashless)
        else:
            if found is None:
                self.say("Not signed in; nothing was fetched.")
            elif found.opened is None:
                last = wanted.instead or wanted
                self.query_one(Notice).say(words.nothing_found(last, self.app.session.zone))
            else:
                await self._show_in_one_go(found.opened, found.remark)
                self.call_after_refresh(self.look_back, found)
        finally:
            if turn == self._asked and self.is_attached:  # a newer one may wait, or we have left
                self.busy = ""

    async def _show_in_one_go(self, opened: Opened, remark: str) -> None:
        """Paint nothing until every part of the screen has told what it changes: else the first of
        them is painted alone, and the status line a frame and a layout later, 30 ms.
        """
        with self.app.batch_update():
            self.show(opened, remark)
            self.busy = ""  # its timer may come while we wait
            for _ in range(_TURNS):
                await asyncio.sleep(0)
        self.check_idle()

    async def _look_up(self, wanted: ids.Wanted) -> Found | None:
        """What is found, by the call's other id where there is nothing under the first; None:
        nobody signed in.
        """
        from vinix_tui.api.errors import NotFound

        session, other = self.app.session, wanted.instead
        try:
            found = await as_somebody(
                self.app, lambda: session.look_up(wanted, self._hear_pages, self._hear_waits)
            )
        except NotFound:
            if other is None:
                raise
        else:
            if other is None or found is None or found.opened is not None:
                return found
        return await self._look_up(replace(other, account_id=wanted.account_id))

    def look_back(self, found: Found) -> object:
        """Once a call is painted, see what changed since it was stored before."""
        raise NotImplementedError

    def _hear_pages(self, count: int) -> None:
        self.busy = f"{count} legs so far … Esc cancels"

    def _hear_waits(self, why: str) -> None:
        self.query_one(Notice).say(why)
        self.busy = "Waiting to try again … Esc cancels"

    def cancel(self) -> None:
        """Wait no longer."""
        self._asked += 1
        self.workers.cancel_group(self, "lookup")
        self.busy = ""
        self.say("Cancelled. What was on the screen is still there.")
