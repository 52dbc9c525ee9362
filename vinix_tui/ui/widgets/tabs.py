"""The six tabs of a leg: which one is open, and where their lines lead."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.reactive import var
from textual.widgets import ContentSwitcher

from vinix_tui.ui.view import View
from vinix_tui.ui.widgets import call_info, custom_vars, fax, sip_sdp, summary
from vinix_tui.ui.widgets.bars import TabBar
from vinix_tui.ui.widgets.line import Build
from vinix_tui.ui.widgets.lines import Lines
from vinix_tui.ui.widgets.panel import Panel
from vinix_tui.ui.widgets.raw import Raw

_DRAWN = {
    "summary": summary.draw,
    "call-info": call_info.draw,
    "sip-sdp": sip_sdp.draw,
    "custom-vars": custom_vars.draw,
    "fax": fax.draw,
}
_IDS = (*_DRAWN, "raw")
_CALL_INFO, _FAX = 2, 5


class Tabs(Vertical):
    """A bar with the tabs' names, and the open tab."""

    view: var[View | None] = var(None, init=False)

    class LegWanted(Message):
        """A line was followed that leads to another leg."""

        def __init__(self, leg: int) -> None:
            self.leg = leg
            super().__init__()

    def compose(self) -> ComposeResult:
        yield TabBar()
        with ContentSwitcher(initial=_IDS[0]):
            for name, draw in _DRAWN.items():
                yield Panel(draw, id=name, of_leg=name != "summary").data_bind(Tabs.view)
            yield Raw().data_bind(Tabs.view)

    def welcome(self, build: Build) -> None:
        """What stands in the first tab before there is a call."""
        self.query_one("#summary", Panel).show(build)

    @property
    def panel(self) -> Panel:
        """The open tab's content."""
        return self.query_one(f"#{self.query_one(ContentSwitcher).current}", Panel)

    def open(self, number: int) -> None:
        """Open a tab by its number, from 1."""
        self.query_one(TabBar).number = number
        self.query_one(ContentSwitcher).current = _IDS[number - 1]
        self.panel.look()
        self.count()

    def count(self) -> None:
        """Say how much a filter keeps of the open tab."""
        self.query_one(TabBar).remark(self.panel.kept)

    def unfiltered(self) -> None:
        """Drop the filters of all tabs."""
        for panel in self.query(Panel):
            if panel.needle:
                panel.narrow("")
        self.count()

    def watch_view(self, view: View | None) -> None:
        """Mark the fax tab where there is a fax."""
        self.query_one(TabBar).marked = frozenset({_FAX} if view and view.leg.fax else ())

    @on(Lines.Followed, "#summary")
    def _follow_summary(self, event: Lines.Followed) -> None:
        leg = summary.leg_of(event.key)
        if leg is not None:
            self.post_message(self.LegWanted(leg))
            self.open(_CALL_INFO)
            self.screen.set_focus(self.panel)

    @on(Lines.Followed, "#call-info")
    def _follow_partner(self, event: Lines.Followed) -> None:
        if self.view and event.key == call_info.PARTNER:
            partner = self.view.lookup.interaction.partner.get(self.view.leg_index)
            if partner is not None:
                self.post_message(self.LegWanted(partner))
