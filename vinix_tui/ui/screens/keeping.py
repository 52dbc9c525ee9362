"""What is stored: the history, pins, notes; and what is fetched anew, or forgotten."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import work
from textual.reactive import var

from vinix_tui.calls import ids
from vinix_tui.ui import words
from vinix_tui.ui.screens.switching import SwitchingScreen
from vinix_tui.ui.view import View
from vinix_tui.ui.widgets.bars import StatusLine
from vinix_tui.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from vinix_tui.storage.history import Entry
    from vinix_tui.ui.session import Found
    from vinix_tui.ui.view import Opened

_OF_A_CALL = ("previous_leg", "next_leg", "fold", "compare", "refresh", "pin", "note")
_OUT_OF_A_CALL = ("copy_field", "copy_ticket", "export", "pager")


class KeepingScreen(SwitchingScreen):
    """A screen that shows one lookup, which may be stored, and opens others."""

    marked: var[View | None] = var(None, init=False)  # a leg, of whatever call

    def refresh_title(self) -> None:
        """Once another call stands here, the file that the app was opened on is left."""
        if self.view is not None and self.view.lookup.kind != "file":
            self.app.session.file = ""
        super().refresh_title()

    def action_refresh(self) -> None:
        """Fetch the shown interaction anew, also one from the history or a file."""
        if self.view is None:
            return
        if self.elsewhere:
            self.say(f"It is of {self.elsewhere}: P goes there, then r fetches it anew.")
            return
        lookup = self.view.lookup
        try:
            wanted = ids.recognise(lookup.interaction_id)
            self.ask(replace(wanted, account_id=lookup.account_id))
        except ids.IdRefused as reason:  # a file may hold legs without an id
            self.say(str(reason))

    @work(exclusive=True, group="since", description="see what changed")
    async def look_back(self, found: Found) -> None:
        """Say in a sentence what changed since the call was stored before; the Summary has it all.

        A large call takes as long to be compared as to be judged, so it is on the screen already.
        """
        said = self.query_one(StatusLine).said
        since = await self.app.session.since(found)
        if since is None or self.view is None or self.view.opened is not found.opened:
            return
        self.view = replace(self.view, since=since)
        if self.query_one(StatusLine).said == said:
            self.say(since.words)

    def action_history(self) -> None:
        """The stored lookups; the chosen one is shown without the network."""
        from vinix_tui.ui.screens.history import HistoryScreen

        self.app.push_screen(HistoryScreen(words.open_beside(self.marked)), self._show_stored)

    def _show_stored(self, chosen: tuple[Opened, Entry] | None) -> None:
        if chosen is None:
            self.recall()  # its note may have changed there
        else:
            self.show(chosen[0], words.stored(chosen[1]))

    @work(exclusive=True, group="recall", description="see what the history holds")
    async def recall(self) -> None:
        """See what note and pin the shown lookup has; a trouble with that is told on saving."""
        if self.view is None:
            return
        lookup = self.view.lookup
        with suppress(*self.app.desk.troubles):
            entry = await self.app.session.entry(lookup)
            note, pinned = (entry.note, entry.pinned) if entry else ("", False)
            if self.view.lookup is lookup:
                self.view = replace(self.view, note=note, pinned=pinned)

    def action_calls(self) -> None:
        """The account's calls, or the demo's own; the chosen one is looked up."""
        from vinix_tui.ui.screens.calls import CallsScreen
        from vinix_tui.ui.screens.recent import RecentScreen

        if self.app.desk.demo:
            self.app.push_screen(CallsScreen(), self._ask_chosen)
            return
        try:
            typed = self._search.account
            account = ids.account_id(typed) if typed else None
        except ids.IdRefused as reason:
            self.query_one(Notice).say(str(reason))
        else:
            self.app.push_screen(RecentScreen(account), self._ask_chosen)

    def _ask_chosen(self, wanted: ids.Wanted | None) -> None:
        if wanted is not None:
            self.ask(wanted)

    @work(group="pin", description="pin")
    async def action_pin(self) -> None:
        """Keep the shown lookup for good, or no longer."""
        if self.view is not None:
            self.say(await self.app.session.pin(self.view.lookup))
            self.recall()

    @work(group="note", description="note")
    async def action_note(self) -> None:
        """Write a note on the shown lookup."""
        from vinix_tui.ui.screens.note import NoteScreen

        if self.view is None or self.app.screen is not self:  # `?n` in one packet
            return
        lookup = self.view.lookup
        try:
            entry = await self.app.session.entry(lookup)
        except self.app.desk.troubles as trouble:
            self.say(str(trouble))
            return
        if isinstance(self.app.screen, NoteScreen):  # `nn` in one packet: one is open by now
            return
        note = NoteScreen(lookup.interaction_id, entry.note if entry else "")
        text = await self.app.push_screen_wait(note)
        if text is not None:
            self.say(await self.app.session.write_note(lookup, text))
            self.recall()

    def action_sign_out(self) -> None:
        """Forget the token and its file, and sign in anew; a login is dear, so press twice."""
        if self.app.desk.demo:
            self.say("Nobody is signed in here: the demo needs no login. q leaves it.")
            return
        asked = "Press L again to sign out."
        if self.query_one(StatusLine).said == asked:
            self.app.sign_out()
        else:
            self.say(asked)

    def lacking(self, command: str) -> str:
        """What has to be there before a command can be done; the palette says so."""
        if command in (*_OF_A_CALL, *_OUT_OF_A_CALL) and self.view is None:
            return "no call is shown yet"
        if command == "fold" and self.view and not self.view.lookup.interaction.folded:
            return "no legs are folded here"
        return "the demo needs no login" if command == "sign_out" and self.app.desk.demo else ""
