"""The demo's calls, each with a line on what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinix_tui.calls.text import fit
from vinix_tui.ui import commands
from vinix_tui.ui.screens.picker import PickerScreen, has_words
from vinix_tui.ui.widgets.facts import beside
from vinix_tui.ui.widgets.line import Line
from vinix_tui.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from vinix_tui.calls.ids import Wanted
    from vinix_tui.desk import DemoCall

_NAME = 28  # columns; the longest name of a scenario has 26


class CallsScreen(PickerScreen["Wanted | None"]):
    """Pick a call of the demo; Enter looks it up as if its id had been pasted."""

    BINDINGS = commands.bindings("calls")
    place = "calls"
    TITLE_WORDS = "Calls of the demo · invented, no network needed"
    PLACEHOLDER = "type to filter"
    _notice: Notice | None = None  # there is hardly ever anything to tell

    def on_mount(self) -> None:
        super().on_mount()
        if told := self.app.amiss.take():
            self._notice = Notice()
            self.mount(self._notice, before="#preview")
            self._notice.say(told)

    def action_back(self) -> None:
        """First a notice goes, then the words of the filter, then the screen."""
        if self._notice is None or not self._notice.clear():
            super().action_back()

    def fill(self, needle: str) -> None:
        calls = [
            call
            for call in self.app.desk.demo
            if has_words(f"{call.name} {call.shows} {call.id}", needle)
        ]
        self.tell(str(len(calls)), len(self.app.desk.demo), needle)
        self.rows.show(lambda width: [line for call in calls for line in _row(call, width)])
        self.show_preview()
        self.say("" if calls else "No call of the demo has these words.")

    def chosen(self, key: str) -> None:
        from vinix_tui.calls.ids import recognise  # its patterns take 2 ms

        self.leave(recognise(key))

    def leave(self, result: Wanted | None) -> None:
        """Back with the call; from the bottom of the stack, where the demo begins, forward."""
        if self.app.screen_stack[0] is self:
            self.app.inspect(result)
        else:
            self.dismiss(result)

    def action_recent(self) -> None:
        """A month of calls, listed as the calls of an account are."""
        from vinix_tui.ui.screens.recent import RecentScreen

        def go_on(chosen: Wanted | None) -> None:
            if chosen is not None:
                self.leave(chosen)

        self.app.push_screen(RecentScreen(), go_on)

    def hints(self, *, typing: bool) -> list[tuple[str, str]]:
        ways = self.app.keys.hints("calls", ["recent", "filter"])
        if typing:
            ways = [(f"Tab {ways[0][0]}", ways[0][1]), ("type", "to filter")]
        return [("↑↓", "choose"), ("Enter", "look up"), *ways, ("Esc", "back"), ("Ctrl+Q", "quit")]


def _row(call: DemoCall, width: int) -> list[Line]:
    name = fit(call.name, _NAME)
    return beside(name, call.shows, width, key=call.id, head_style="strong")
