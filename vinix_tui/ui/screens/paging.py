"""A list whose pages are fetched while they are wanted: near its end, or to fill the screen.

One page at a time; Esc stops, and what is there stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.widget import Widget
from textual.worker import Worker

from vinix_tui.ui.asking import as_somebody
from vinix_tui.ui.screens.picker import PickerScreen
from vinix_tui.ui.widgets.bars import StatusLine
from vinix_tui.ui.widgets.lines import Lines
from vinix_tui.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from vinix_tui.ui.listed import Listed

Result = TypeVar("Result")


class PagingScreen(PickerScreen[Result]):
    """Filter, list, preview, notice, status, hints."""

    place = ""
    listed: Listed
    """What is listed."""

    def __init__(self) -> None:
        super().__init__()
        self._fetching: Worker[None] | None = None
        self._stopped = False
        self._coming: Listed | None = None

    def take(self, listed: Listed) -> None:
        """List other calls, whose first page is there by now."""
        raise NotImplementedError

    def draw(self) -> None:
        """Show what the filter keeps of it."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        widgets: Iterator[Widget] = iter(super().compose())
        for widget in widgets:
            if isinstance(widget, StatusLine):
                yield Notice()
            yield widget

    # -- fetching -----------------------------------------------------------------------------

    @property
    def fetching(self) -> bool:
        """Whether a page is being fetched."""
        return self._fetching is not None and not self._fetching.is_finished

    @property
    def _wanted(self) -> bool:
        if self._stopped or (self.listed.finished and self._coming is None):
            return False
        if not self.listed.kept or self._coming is not None:
            return True
        height = self.rows.size.height  # 0 before it is laid out
        return height > 0 and self.rows.neighbour(height) == self.rows.cursor_key

    def go_on(self) -> None:
        """Fetch for as long as more is wanted, unless that was stopped."""
        if self._wanted and not self.fetching:
            self._fetching = self._fetch()

    def go_on_after_all(self) -> None:
        """The same, also where it was stopped or has failed."""
        self._stopped = False
        self.query_one(Notice).clear()
        self.go_on()

    def begin(self, listed: Listed) -> None:
        """Fetch another list; what stands there stays until its first page is there."""
        self.stop()
        self._coming = listed
        self.go_on_after_all()

    def stop(self) -> None:
        """Wait for no page any more, nor for another list."""
        self._stopped = True
        self._coming = None
        if self._fetching is not None:
            self._fetching.cancel()
            self._fetching = None

    @work(exclusive=True, group="pages", description="list calls")
    async def _fetch(self) -> None:
        try:
            while self._wanted:
                listed = self._coming or self.listed
                listed.hear = self.say
                self.say(self._looking)
                if await as_somebody(self.app, partial(listed.more, self.app.session)) is None:
                    self._stopped = True
                    self.say("Not signed in, so no calls were listed.")
                    return
                if listed is self._coming:
                    self._coming = None
                    self.take(listed)
                self.draw()
        except self.app.desk.troubles as trouble:
            self._stopped = True
            # Where there is no such list, there is none a second time.
            may_work = self.listed.count or getattr(trouble, "again", False)
            again = f"\n{self.key_of('refresh')} tries again." if may_work else ""
            self.query_one(Notice).say(f"{trouble}{again}")
            self.say("")
        else:
            self.say(self.found())

    @property
    def _looking(self) -> str:
        if self._coming is not None or not self.listed.count:
            return "Asking for calls … Esc stops"
        return f"Looking through further calls … {self.listed.count:,} so far, Esc stops"

    def found(self) -> str:
        """What is said once nothing more is fetched."""
        return ""

    def key_of(self, command: str) -> str:
        """How a key of the list is pressed from where we are."""
        [(key, _)] = self.app.keys.hints(self.place, [command])
        return key if self.focused is self.rows else f"Tab {key}"

    # -- what makes more wanted ---------------------------------------------------------------

    @on(Lines.Moved, "#list")
    def _near_the_end(self) -> None:
        self.go_on()

    def on_resize(self) -> None:
        """A larger screen may have room for more."""
        self.call_after_refresh(self.go_on)

    def action_back(self) -> None:
        """Stop fetching; else as in all lists."""
        if self.fetching and self._coming is not None:
            self.stop()
            self._stopped = False
            self.say("Cancelled. What was listed is still there.")
        elif self.fetching:
            self.stop()
            key = self.key_of("refresh")
            self.say(f"Stopped after {self.listed.count:,} calls; {key} goes on.")
        else:
            super().action_back()
