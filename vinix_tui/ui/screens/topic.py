"""A topic of the documentation, as `vinix-tui help` prints it."""

from __future__ import annotations

import re

from textual import work

from vinix_tui.help import source, topics
from vinix_tui.ui import commands
from vinix_tui.ui.aside import aside
from vinix_tui.ui.screens.reading import CLOSING, ReadingScreen
from vinix_tui.ui.widgets.facts import heading
from vinix_tui.ui.widgets.line import READABLE, Line

_BESIDE = 4  # columns: the cursor, its air, and the scroll bar


class TopicScreen(ReadingScreen):
    """One topic to read."""

    place = "help"
    BINDINGS = [*commands.bindings("help"), *CLOSING]

    def __init__(self, topic: str) -> None:
        super().__init__()
        self._topic = topic

    def title_words(self) -> str:
        return topics()[self._topic]

    def hints(self) -> list[tuple[str, str]]:
        return [("↑↓ PgUp PgDn", "scroll"), *self.app.keys.hints("help", ["filter", "back"])]

    def on_resize(self) -> None:
        """Wrapped for this width."""
        self._wrap(min(READABLE, self.size.width - _BESIDE))

    # Aside: a long table takes 0.1 s, and a key does not wait for that.
    @work(exclusive=True, group="topic", description="wrap a topic")
    async def _wrap(self, width: int) -> None:
        lines = await aside(_lines, self._topic, width)
        self.lines.show(lambda _: lines, place=self._topic)


def _lines(topic: str, width: int) -> list[Line]:
    """Paragraphs, points and rows as items of their own: the cursor goes from one to the next."""
    from vinix_tui.help.rendered import rendered

    markdown = source(topic)
    titles = {title.replace("`", "") for title in re.findall(r"^##+ (.+)$", markdown, re.M)}
    lines: list[Line] = []
    item = 0
    for block in rendered(markdown, width).rstrip().split("\n\n")[1:]:  # the title has the first
        if block in titles:
            lines += heading(f" {block}", first=not lines)
            continue
        lines += [Line(())] if lines else []
        begins = _begins(block)
        for text in block.splitlines():
            item += text == block.splitlines()[0] or begins.match(text) is not None
            lines.append(Line(((f" {text}", ""),), str(item)))
    return lines


def _begins(block: str) -> re.Pattern[str]:
    """What a line begins with that is an item of its own: of code, of a table, of a list."""
    if block.startswith("  "):
        return re.compile("")
    return re.compile(r"[^\s─]" if "\n──" in block else r" (?:•|\d+) ")
