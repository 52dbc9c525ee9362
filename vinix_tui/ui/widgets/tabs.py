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
from vinix_tui.ui.widgets.places import CALL_INFO, FAX, RAW, Place
from vinix_tui.ui.widgets.raw import Raw

_DRAWN = {
    "summary": summary.draw,
    "call-info": call_info.draw,
    "sip-sdp": sip_sdp.draw,
    "custom-vars": custom_vars.draw,
    "fax": fax.draw,
}
_IDS = (*_DRAWN, "raw")


class Tabs(Vertical):
    """A bar with the tabs' names, and the open tab."""

    view: var[View | None] = var(None, init=False)

    class PlaceWanted(Message):
        """A line was followed that leads elsewhere: to a leg, and mostly to one of its lines."""

        def __init__(self, place: Place) -> None:
            self.place = place
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

    def go(self, place: Place) -> bool:
        """Open a place of the leg that is shown, and put the cursor on its line.

        A field without a line in its tab has one in the Raw tab; False where it is not even there.
        """
        self.open(place.tab)
        if not place.keys:
            return True
        self._widen()
        if self.panel.go_to(*place.keys):
            return True
        self.open(RAW)
        self._widen()
        if self.query_one(Raw).find(place.field):
            return True
        self.open(place.tab)
        return False

    def _widen(self) -> None:
        """Drop the open tab's filter, which may hide what is sought."""
        if self.panel.needle:
            self.panel.narrow("")
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
        self.query_one(TabBar).marked = frozenset({FAX} if view and view.leg.fax else ())

    @property
    def leads_to(self) -> Place | None:
        """Where the line under the cursor of the open tab leads, if anywhere."""
        return self._place(self.panel.id, self.panel.cursor_key)

    @on(Lines.Followed, "#summary")
    @on(Lines.Followed, "#call-info")
    def _follow(self, event: Lines.Followed) -> None:
        place = self._place(event.lines.id, event.key)
        if place is not None:
            self.post_message(self.PlaceWanted(place))

    def _place(self, tab: str | None, key: str) -> Place | None:
        if self.view is None:
            return None
        if tab == "summary":
            return summary.leads_to(self.view, key)
        if tab == "call-info" and key == call_info.PARTNER:
            partner = self.view.lookup.interaction.partner.get(self.view.leg_index)
            return None if partner is None else Place(partner, CALL_INFO)
        return None
