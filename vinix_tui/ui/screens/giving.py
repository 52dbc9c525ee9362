"""Getting it out: a field, the ticket text, an export, or the open panel in a pager."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from vinix_tui.calls.text import cells, cut_middle, printable
from vinix_tui.ui import words
from vinix_tui.ui.aside import aside
from vinix_tui.ui.screens.keeping import KeepingScreen
from vinix_tui.ui.widgets.leg_table import LegTable, leg_of
from vinix_tui.ui.widgets.lines import Lines
from vinix_tui.ui.widgets.panel import Panel

if TYPE_CHECKING:
    from vinix_tui.ui.app import VinixApp
    from vinix_tui.ui.view import View

HIDDEN = "This field is a secret; x turns redaction off, then y again."
OTHERS = "Without its secrets the call has other legs; x turns redaction off."
NOTHING = "Nothing stands here to be copied."


async def copy(app: VinixApp, text: str | None) -> str:
    """Copy what a field holds, None or "" where it holds nothing; what to say of it."""
    if not text:
        return NOTHING
    from vinix_tui.reports.redact import REDACTED

    if text == REDACTED:
        return HIDDEN
    from vinix_tui.ui import clipboard

    try:
        said, path = await clipboard.send(app, text)
    except app.desk.troubles as trouble:
        return f"Not copied: {trouble}"
    return with_path(said, path, app.size.width) if path else said


def with_path(said: str, path: str, width: int) -> str:
    """Words and a path on one line; a long path is cut in its middle, as its end tells most."""
    shown = words.below_home(Path(path))
    return f"{said} {cut_middle(printable(shown), max(20, width - cells(said) - 3))}"


async def without_secrets(app: VinixApp, view: View) -> View | None:
    """The view of what may leave; None where its legs are not the same ones any more."""
    opened = await app.session.giving(view.opened)
    same = len(opened.lookup.interaction.legs) == len(view.lookup.interaction.legs)
    return replace(view, opened=opened) if same else None


class GivingScreen(KeepingScreen):
    """A screen that shows a view in panes, and hands out what stands there."""

    @property
    def pane(self) -> Lines:
        """The pane that the keys are about."""
        raise NotImplementedError

    @property
    def panel(self) -> Panel:
        """The tab that is open."""
        raise NotImplementedError

    @work(exclusive=True, group="copy", description="copy a field")
    async def action_copy_field(self) -> None:
        """Copy the whole value of the field under the cursor; of a leg its Call-ID."""
        pane, view = self.pane, self.view
        if view is None:
            self.say(NOTHING)
            return
        leg = leg_of(pane.cursor_key) if isinstance(pane, LegTable) else None
        if leg is not None:  # `down y` in one packet: the table is ahead of us
            view = view.at(leg)
        shown = await without_secrets(self.app, view)
        if shown is None:
            self.say(OTHERS)
            return
        value = pane.value_in(shown) if isinstance(pane, Panel) else shown.leg.call_id
        self.say(await copy(self.app, value))

    @work(exclusive=True, group="copy", description="copy the ticket text")
    async def action_copy_ticket(self) -> None:
        """Copy the report for a ticket."""
        if self.view is None:
            self.say(NOTHING)
            return
        from vinix_tui.reports.forms import Form, written

        session = self.app.session
        lookup, redaction = self.view.lookup, session.redaction
        text = await aside(written, lookup, Form.TEXT, redaction, zone=session.zone)
        self.say(await copy(self.app, text))

    @work(exclusive=True, group="export", description="export")
    async def action_export(self) -> None:
        """Ask in which form and where to the lookup is to go."""
        if self.view is None:
            self.say("There is no call to export yet.")
            return
        from vinix_tui.ui.screens.export import ExportScreen

        if self.app.screen is not self:  # pressed twice in one packet
            return
        said = await self.app.push_screen_wait(ExportScreen(self.view.lookup))
        if said:
            self.say(said)

    @work(exclusive=True, group="pager", description="page")
    async def action_pager(self) -> None:
        """Show the open panel as plain text in the user's pager."""
        if self.view is None:
            self.say("There is no call to page through yet.")
            return
        from vinix_tui.ui.pager import page

        shown = await without_secrets(self.app, self.view)
        if shown is None:
            self.say(OTHERS)
        elif self.app.screen is self:
            width = self.app.size.width
            lines = await aside(self.panel.drawn, shown, width)
            text = "".join(f"{line.text.rstrip()}\n" for line in lines)
            self.say(page(self.app, text))

    def action_redaction(self) -> None:
        """Let secrets leave from here on, or no longer; for this sitting."""
        hidden = self.app.session.toggle_redaction()
        self.refresh_title()
        if hidden:
            self.say("Redaction is on: copies and exports are without keys and passwords.")
        else:
            self.say("Redaction is off: copies and exports hold keys and passwords. x: on again.")
