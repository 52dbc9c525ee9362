"""The one-line bars: title, rules between panes, tabs, status and key hints.

Each keeps its height, so a new text repaints one line: 170 B, where a toast costs 25 kB.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text
from textual.reactive import var
from textual.widgets import Static

from vinix_tui.calls.text import cells, cut, fit, printable, wrap
from vinix_tui.ui.widgets.line import READABLE

TABS = ("Summary", "Call info", "SIP/SDP", "Custom vars", "Fax", "Raw")


class Bar(Static):
    """A line of text that is cut to the bar's width with a mark."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__("", markup=False, id=id)
        self.said = ""

    def say(self, text: str) -> None:
        """Show one line; the same one again costs nothing."""
        if text != self.said:
            self.said = text
            self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        self.update(Text(self.line(self.size.width), no_wrap=True), layout=False)

    def line(self, width: int) -> str:
        """What is shown at a width."""
        return cut(printable(self.said), width)


class TitleLine(Bar):
    """Where we are signed in; on the right the zone of the times and what the token has left."""

    right = ""

    def show(self, left: str, right: str) -> None:
        """Both ends of the title; the left one is cut first."""
        self.right = printable(right)
        self.say(f"{left}\n{right}")

    def line(self, width: int) -> str:
        left = printable(self.said.partition("\n")[0])
        room = max(0, width - cells(self.right) - 3)
        return f" {fit(left, room)} {cut(self.right, width)} "


class Rule(Bar):
    """A pane's title, drawn into the line above the pane."""

    def line(self, width: int) -> str:
        if not self.said:
            return "─" * width
        title = cut(printable(self.said), max(0, width - 4))
        return f"── {title} ".ljust(3) + "─" * max(0, width - cells(title) - 4)


class TabBar(Bar):
    """The tabs by number; the one that is open stands out."""

    number: var[int] = var(1)
    marked: var[frozenset[int]] = var(frozenset())
    """Tabs that have something worth a look on this leg."""
    note = ""

    COMPONENT_CLASSES = {"tab-bar--open"}

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(
            self, lambda _: self._draw()
        )  # its text has colours

    def watch_number(self) -> None:
        self._draw()

    def watch_marked(self) -> None:
        self._draw()

    def remark(self, text: str) -> None:
        """A word at the right end, such as how much a filter keeps."""
        if text != self.note:
            self.note = text
            self._draw()

    def _draw(self) -> None:
        width = self.size.width
        text = self._tabs()
        if text.cell_len > width:  # at 60 columns the names of the others give way
            text = self._tabs(short=True)
        note = f" {printable(self.note)} " if self.note else ""
        text.append(" ")
        room = width - text.cell_len - cells(note)
        text.append("─" * max(0, room))
        text.append(cut(note, max(0, width - text.cell_len)))
        self.update(text, layout=False)

    def _tabs(self, *, short: bool = False) -> Text:
        text = Text(no_wrap=True)
        for number, name in enumerate(TABS, 1):
            here = number == self.number
            mark = "•" if number in self.marked else ""
            label = f"{number} {name.split()[0] if short and not here else name}{mark}"
            style = self.get_component_rich_style("tab-bar--open") if here else ""
            text.append(f"[{label}]" if here else f" {label} ", style)
        return text


class Preview(Bar):
    """What there is to say of a list's line under the cursor: facts, below a text of some lines."""

    def __init__(self, *, id: str, height: int) -> None:  # noqa: A002
        super().__init__(id=id)
        self._height = height
        self.styles.height = height

    def line(self, width: int) -> str:
        text, _, facts = self.said.partition("\n")
        if self._height == 1:
            return super().line(width)
        shown = wrap(printable(text), min(width, READABLE))
        if len(shown) > self._height - 1:
            last = " ".join(shown[self._height - 2 :])
            shown = [*shown[: self._height - 2], cut(last, min(width, READABLE))]
        shown += [""] * (self._height - 1 - len(shown))
        return "\n".join([*shown, cut(printable(facts), width)])


class StatusLine(Bar):
    """What just happened, or what the program is busy with."""


class KeyHints(Bar):
    """The keys of where you are; those that do not fit are left out whole, the way out (Esc) and
    the last one, which is help or quit, never. The palette has them all."""

    def show(self, hints: Iterable[tuple[str, str]]) -> None:
        """Keys with their labels, the most wanted first."""
        self.say("\n".join(f"{key} {label}" for key, label in hints))

    def line(self, width: int) -> str:
        items = self.said.split("\n")
        kept = {place for place, item in enumerate(items) if item.startswith("Esc ")}
        kept.add(len(items) - 1)
        for place in range(len(items)):
            if cells(_joined(items, kept | {place})) > width - 1:
                break
            kept.add(place)
        return cut(_joined(items, kept), width)


def _joined(items: list[str], kept: set[int]) -> str:
    return " " + " · ".join(items[place] for place in sorted(kept))
