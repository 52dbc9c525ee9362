"""One of a few: `● user and password   ○ API key   ○ token`, on one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.text import Text
from textual import events
from textual.widgets import Static

from vinix_tui.ui import commands


class Choice(Static, can_focus=True):
    """Left, right and space choose. A tick box is a choice between no and yes."""

    BINDINGS = commands.bindings("choice")

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        chosen: str,
        *,
        id: str,  # noqa: A002
        then: Callable[[], None] = lambda: None,
    ) -> None:
        """`then` is called at once, since the next key may move on to a field that it shows."""
        super().__init__("", markup=False, id=id)
        self._then = then
        self.options = tuple(options)
        self.chosen = chosen

    def on_mount(self) -> None:
        self._draw()

    def action_next_option(self) -> None:
        """Choose the next one; behind the last comes the first."""
        self._step(1)

    def action_previous_option(self) -> None:
        """Choose the one before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        values = [value for value, _ in self.options]
        self.choose(values[(values.index(self.chosen) + by) % len(values)])

    def choose(self, value: str) -> None:
        """Choose an option by its value."""
        if value != self.chosen:
            self.chosen = value
            self._draw()
            self._then()

    def on_click(self, event: events.Click) -> None:
        start = 0
        for value, label in self.options:
            if start <= event.x < start + len(label) + 2:
                self.choose(value)
            start += len(label) + 5

    def _draw(self) -> None:
        text = Text(no_wrap=True)
        for value, label in self.options:
            here = value == self.chosen
            text.append(f"{'●' if here else '○'} {label}   ")
        self.update(text, layout=False)


class Tick(Choice):
    """Yes or no: `□ keep the token`."""

    def __init__(self, label: str, ticked: bool, *, id: str) -> None:  # noqa: A002
        super().__init__((("no", label), ("yes", label)), "yes" if ticked else "no", id=id)

    @property
    def ticked(self) -> bool:
        """Whether it says yes."""
        return self.chosen == "yes"

    def on_click(self, _event: events.Click) -> None:
        self._step(1)

    def _draw(self) -> None:
        self.update(f"{'■' if self.ticked else '□'} {self.options[0][1]}", layout=False)
