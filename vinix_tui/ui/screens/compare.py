"""Two legs beside each other: what differs, and with `a` everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work
from textual.reactive import var

from vinix_tui.calls.compare import compare
from vinix_tui.ui import commands, words
from vinix_tui.ui.screens.giving import copy, without_secrets
from vinix_tui.ui.screens.reading import ReadingScreen
from vinix_tui.ui.widgets.bars import StatusLine
from vinix_tui.ui.widgets.compare import Comparing, Names, draw
from vinix_tui.ui.widgets.line import value_of

if TYPE_CHECKING:
    from vinix_tui.calls.compare import Comparison
    from vinix_tui.ui.view import View


class CompareScreen(ReadingScreen):
    """The marked leg and another one, of the same call or of two."""

    place = "compare"
    BINDINGS = commands.bindings("compare")

    everything: var[bool] = var(False, init=False)

    def __init__(self, one: View, other: View) -> None:
        super().__init__()
        self._one = one
        self._other = other

    def make_lines(self) -> Comparing:
        return Comparing(id="list")

    def on_mount(self) -> None:
        self._compare()

    def _compare(self) -> None:
        self._names = Names.of(self._one, self._other)
        self._told = _compared(self._one, self._other)
        self.watch_everything()

    def watch_everything(self) -> None:
        """Show what differs, or all."""
        told, everything = self._told, self.everything
        self.query_one(Comparing).compare(told, self._names, everything=everything)
        copies = _copies(self._one, self._other)
        said = words.differing(told.differing, told.lines, everything=everything, copies=copies)
        self.query_one(StatusLine).say(said)
        self.on_filter_line_narrowed()
        self.on_descendant_focus()

    def title_words(self) -> str:
        """Both legs."""
        one, other = self._names.titles
        return f"{one[:1].upper()}{one[1:]} ↔ {other}"

    def hints(self) -> list[tuple[str, str]]:
        return words.compare_hints(self.app.keys, everything=self.everything)

    def action_everything(self) -> None:
        """Everything, or only what differs."""
        self.everything = not self.everything

    @work(exclusive=True, group="copy", description="copy a line")
    async def action_copy_field(self) -> None:
        """Copy both values of the line under the cursor."""
        one = await without_secrets(self.app, self._one)
        other = await without_secrets(self.app, self._other)
        if one and other:
            told = _compared(one, other)
            lines = draw(told, self._names, self.size.width, everything=self.everything)
            value = value_of(lines, self.lines.cursor_key)
            self.query_one(StatusLine).say(await copy(self.app, value))

    def action_next_leg(self) -> None:
        """Compare with the leg after the other one."""
        self._step(1)

    def action_previous_leg(self) -> None:
        """Compare with the leg before the other one."""
        self._step(-1)

    def _step(self, by: int) -> None:
        legs, marked = self._other.visible, self._other.place_of(self._one)
        at = legs.index(self._other.leg_index) + by
        if 0 <= at < len(legs) and legs[at] == marked:
            at += by
        if 0 <= at < len(legs):
            self._other = self._other.at(legs[at])
            self._compare()
        else:
            self.query_one(StatusLine).say("No further leg of this call that way.")


def _compared(one: View, other: View) -> Comparison:
    return compare(one.leg, other.leg, other.zone, copies=_copies(one, other))


def _copies(one: View, other: View) -> bool:
    """Whether they are one leg, fetched at two times."""
    return one.lookup is not other.lookup and other.place_of(one) == other.leg_index
