"""Only the cells that changed are sent; where the terminal is too small, only that it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import TypeVar, cast

from rich.console import Console, RenderableType
from textual import events
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.app import App, ScreenError
from textual.geometry import Size
from textual.screen import Screen
from textual.strip import Strip

from vinix_tui.ui import too_small
from vinix_tui.ui.columns import placed
from vinix_tui.ui.frame import Frame, Piece

Result = TypeVar("Result")


class FrugalApp(App[Result]):
    """An app that sends only the cells that changed: the first look at a tab is 6 kB, not 16."""

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self.frame = Frame()
        self._too_small: Size | None = None

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        update = renderable
        if isinstance(renderable, LayoutUpdate | ChopsUpdate):
            if self._too_small is None:
                changes = _Changes(_painted(renderable), self.frame, screen.size)
            else:
                told = ((0, y, row) for y, row in enumerate(too_small.rows(self._too_small)))
                changes = _Changes(told, self.frame, self._too_small)
            update = cast("RenderableType", changes)
        super()._display(screen, update)

    def on_resize(self, event: events.Resize) -> None:
        """Terminals wrap, cut or clear what stood there, also where the size is soon the old.

        Too small a size reaches no screen: focus, cursors and scroll places are as they were when
        the terminal grows again.
        """
        small = too_small.is_too_small(event.size)
        self._too_small = event.size if small else None
        if small:
            event.prevent_default()
        with suppress(ScreenError):  # there is none yet
            self.paint_anew()

    def paint_anew(self) -> None:
        """Send the whole screen, whatever the terminal shows."""
        self.frame.forget()
        self.screen.refresh()


class _Changes(CompositorUpdate):
    """An update that is compared with the frame when it is sent; some never are."""

    def __init__(self, painted: Iterator[Piece], frame: Frame, size: Size) -> None:
        self._painted = painted
        self._frame = frame
        self._size = size

    def render_segments(self, console: Console) -> str:
        return "".join(
            placed(x, y, strip, console)
            for x, y, strip in self._frame.changes(self._painted, self._size)
        )


def _painted(update: LayoutUpdate | ChopsUpdate) -> Iterator[Piece]:
    if isinstance(update, LayoutUpdate):
        for y, line in enumerate(update.strips, update.region.y):
            yield update.region.x, y, Strip.join(line)
        return
    for y, first, last in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=True):
            if strip is not None and x < last and end > first:
                yield x, y, strip.crop(0, min(end, last) - x)
