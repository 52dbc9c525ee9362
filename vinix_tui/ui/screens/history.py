"""The history: lookups stored before, newest first; they open without the network."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any

from textual import work
from textual.widgets import Input
from textual.worker import Worker

from vinix_tui.calls import clock
from vinix_tui.calls.text import cells, cut_middle, fit
from vinix_tui.ui import commands
from vinix_tui.ui.aside import aside
from vinix_tui.ui.screens.giving import copy
from vinix_tui.ui.screens.picker import PickerScreen
from vinix_tui.ui.widgets import marks
from vinix_tui.ui.widgets.bars import StatusLine
from vinix_tui.ui.widgets.line import Line

if TYPE_CHECKING:
    from vinix_tui.storage.history import Entry

_MOST, _MOST_FOUND = 500, 200
"""Lookups that are listed without words and with some: 500 rows a key took 15 ms more than 200,
and whoever looks for one further down types another letter."""
_DATE, _ID = 12, 20  # columns: `22 Nov 09:40` and an interaction id


class HistoryScreen(PickerScreen[Any]):
    """Filter, open, pin, note, delete. Ends with the chosen lookup, or None."""

    BINDINGS = commands.bindings("history")
    place = "history"
    TITLE_WORDS = "History"
    PLACEHOLDER = "type to filter: ids, numbers, names, notes"
    PREVIEW = 3
    OF_A_LINE = ("open", "pin", "note", "copy_field", "delete")

    def __init__(self, remark: str = "") -> None:
        """The remark is for the status line."""
        super().__init__()
        self._remark = remark
        self._entries: dict[str, Entry] = {}
        self._doomed = ""
        self._finding: Worker[None] | None = None
        self._remarked = False

    def on_mount(self) -> None:
        self.say(self._remark)

    def fill(self, needle: str) -> None:
        self._finding = self._find(needle)

    async def settled(self) -> None:
        if self._finding is not None:
            await self.workers.wait_for_complete([self._finding])

    @work(exclusive=True, group="find", description="find")
    async def _find(self, needle: str) -> None:
        try:
            history = self.app.desk.history
            most = _MOST_FOUND if needle.strip() else _MOST
            found, total = await aside(
                lambda: (history.find(needle, most + 1), history.count() if needle else 0)
            )
        except self.app.desk.troubles as trouble:
            self.say(str(trouble))
            return
        self._entries = {str(entry.key): entry for entry in found[:most]}
        self.tell(f"{most}+" if len(found) > most else str(len(found)), total, needle)
        self.rows.show(self._rows, key=self.rows.cursor_key)
        self.show_preview()
        if history.remark and not self._remarked:
            self._remarked = True
            self.say(history.remark)
        elif not found:
            self.say("Nothing stored yet." if not needle else "Nothing stored has these words.")
        elif self.query_one(StatusLine).said.startswith("Nothing stored"):
            self.say("")

    def _rows(self, width: int) -> list[Line]:
        from vinix_tui.diagnosis.wording import out_of_a_line

        rest = width - _DATE - 2 - _ID - 3
        longest = max((cells(entry.parties) for entry in self._entries.values()), default=0)
        parties = min(longest, 34, max(12, rest - 21))
        rows = []
        for key, entry in self._entries.items():
            mark, gist, _ = out_of_a_line(entry.headline)
            ended = fit(gist, max(0, rest - parties - 2))
            spans = (
                (fit(_date(entry.fetched_at, self.app.session.zone), _DATE) + " ", "dim"),
                ("★ " if entry.pinned else "  ", "strong"),
                (fit(cut_middle(entry.interaction_id, _ID), _ID) + " ", ""),
                (fit(entry.parties, parties) + " ", ""),
                (fit(mark, 2), marks.style_of(mark)),
                (ended, "" if entry.kept else "dim"),
            )
            rows.append(Line(spans, key))
        return rows

    def preview(self, key: str) -> str:
        from vinix_tui.diagnosis.wording import out_of_a_line

        entry = self._entries[key]
        mark, _, headline = out_of_a_line(entry.headline)
        note = f" · note: {entry.note}" if entry.note else ""
        kept = "" if entry.kept else " · only its id was kept"
        legs = "1 leg" if entry.legs == 1 else f"{entry.legs} legs"
        server = entry.base.partition("://")[2].partition("/")[0]
        facts = f"{legs} · {server} · fetched {clock.age(entry.fetched_at)} ago{kept}{note}"
        return f"{mark} {headline}".strip() + f"\n{facts}"

    @work(exclusive=True, group="open", description="open")
    async def chosen(self, key: str) -> None:
        try:
            opened = await self.app.session.open_stored(int(key))
        except self.app.desk.troubles as trouble:
            self.say(str(trouble))
        else:
            self.leave((opened, self._entries[key]))

    def leave(self, result: Any) -> None:
        """Go back; what is still looked for would come to a screen that is half gone."""
        if self._finding is not None:
            self._finding.cancel()
        super().leave(result)

    @work(group="change", description="pin")
    async def action_pin(self) -> None:
        """Keep the lookup for good, or no longer."""
        entry = self._entries.get(self.rows.cursor_key)
        if entry is not None:
            said = f"{entry.interaction_id} is {'no longer' if entry.pinned else 'now'} pinned."
            await self._change(said, self.app.desk.history.pin, entry.key, not entry.pinned)

    @work(group="change", description="note")
    async def action_note(self) -> None:
        """Write a note on the lookup."""
        from vinix_tui.ui.screens.note import NoteScreen

        entry = self._entries.get(self.rows.cursor_key)
        if entry is not None:
            text = await self.app.push_screen_wait(NoteScreen(entry.interaction_id, entry.note))
            if text is not None:
                said = "Note kept." if text else "Note removed."
                await self._change(said, self.app.desk.history.note, entry.key, text)

    @work(exclusive=True, group="copy", description="copy an id")
    async def action_copy_field(self) -> None:
        """Copy the interaction id."""
        entry = self._entries.get(self.rows.cursor_key)
        self.say(await copy(self.app, entry.interaction_id if entry else None))

    @work(group="change", description="delete")
    async def action_delete(self) -> None:
        """Delete the lookup, when pressed twice on it."""
        key = self.rows.cursor_key
        entry = self._entries.get(key)
        if entry is None:
            return
        if entry.pinned:
            self.say(f"{entry.interaction_id} is pinned; p lets it go, then d d deletes it.")
            return
        if self._doomed != key:
            self._doomed = key
            self.say(f"Press d again to delete {entry.interaction_id}; it cannot be brought back.")
            return
        self._doomed = ""
        said = f"{entry.interaction_id} is deleted."
        await self._change(said, self.app.desk.history.delete, entry.key)

    async def _change(self, said: str, change: Callable[..., object], *values: object) -> None:
        try:
            await aside(change, *values)
        except self.app.desk.troubles as trouble:
            said = str(trouble)
        self.say(said)
        self.fill(self.query_one(Input).value)

    def show_preview(self) -> None:
        """The preview; a line that was to be deleted is safe once the cursor left it."""
        super().show_preview()
        if self._doomed and self._doomed != self.rows.cursor_key:
            self._doomed = ""
            self.say("")

    def hints(self, *, typing: bool) -> list[tuple[str, str]]:
        first = [("↑↓", "choose"), ("Enter", "open")]
        if typing:
            return [
                ("type", "to filter"),
                *first,
                ("Tab", "to pin, note, delete"),
                ("Esc", "back"),
            ]
        return [
            *first,
            *self.app.keys.hints("history", ["pin", "note", "delete", "copy_field", "filter"]),
            ("Esc", "back"),
        ]


def _date(when: datetime, zone: tzinfo | None) -> str:
    """`today 10:12`, `22 Nov 09:40`."""
    there = when.astimezone(zone)
    if there.date() == clock.now().astimezone(zone).date():
        return f"today {there:%H:%M}"
    return clock.short(when, zone)[4:]
