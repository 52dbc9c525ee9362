"""The themes: the cursor shows each one at once, Enter keeps it, Esc puts the old one back."""

from __future__ import annotations

from textual import work
from textual.app import ComposeResult
from textual.widgets import Input
from textual.worker import Worker

from vinix_tui.calls.text import cells, fit, printable
from vinix_tui.storage import themes
from vinix_tui.storage.themes import Listed
from vinix_tui.ui import commands, words
from vinix_tui.ui.aside import aside
from vinix_tui.ui.screens.picker import PickerScreen, has_words
from vinix_tui.ui.themes import foretold, kept
from vinix_tui.ui.widgets.facts import beside
from vinix_tui.ui.widgets.line import Line
from vinix_tui.ui.widgets.sample import Sample

_ALL_FAULTS = "vinix-tui themes lists all that is wrong"


class ThemesScreen(PickerScreen[str]):
    """Choose the colours. Ends with what there is to say of the choice; "" without one."""

    BINDINGS = commands.bindings("themes")
    place = "themes"
    TITLE_WORDS = "Themes · ● the one in use"
    PLACEHOLDER = "type to filter"
    PREVIEW = 2

    def __init__(self) -> None:
        super().__init__()
        self._before = self.app.looks.asked
        self._listed: dict[str, Listed] = {}
        self._reading: Worker[None] | None = None

    def compose(self) -> ComposeResult:
        for widget in super().compose():
            if widget.id == "preview":
                yield Sample()
            yield widget

    def on_mount(self) -> None:
        self._reading = self._read()

    @work(group="read", description="read the themes")
    async def _read(self) -> None:
        self._listed = {each.name: each for each in await aside(themes.listed)}
        self.fill(self.query_one(Input).value)

    async def settled(self) -> None:
        if self._reading is not None:
            await self.workers.wait_for_complete([self._reading])

    def fill(self, needle: str) -> None:
        listed = self._listed.values()
        found = [each for each in listed if has_words(f"{each.name} {each.about}", needle)]
        here = self.rows.cursor_key or self._before.name
        self.rows.show(
            lambda width: [line for each in found for line in self._row(each, width)], key=here
        )
        self.show_preview()
        if self._listed:
            self.say("" if found else "No theme has these words.")

    def _row(self, each: Listed, width: int) -> list[Line]:
        wide = min(width // 2, max(cells(one.name) for one in self._listed.values()) + 4)
        mark = "● " if each.name == self._before.name else "  "
        return beside(
            fit(mark + each.name, wide),
            printable(each.about),
            width,
            key=each.name,
            head_style="strong",
            style="" if each.theme else "warn",
        )

    def show_preview(self) -> None:
        """Wear the theme under the cursor; in place of one with faults, the one in use."""
        super().show_preview()
        each = self._listed.get(self.rows.cursor_key)
        self.app.looks.wear(each.theme if each and each.theme else self._before)

    def preview(self, key: str) -> str:
        each = self._listed[key]
        if each.theme is None:
            first, *others = each.faults.splitlines()
            return f"{first}\n{f'{len(others)} more faults: ' if others else ''}{_ALL_FAULTS}"
        where = words.below_home(each.path) if each.own else "Comes with vinix-tui."
        remark = self.app.looks.remark(each.theme)
        return f"{remark or where}\n{foretold(self.app.desk.settings)}"

    @work(exclusive=True, group="keep", description="keep the theme")
    async def chosen(self, key: str) -> None:
        each = self._listed[key]
        if each.theme is None:
            said = f"{each.name} cannot be used as it is; choose another one."
            self.say(said)
            return
        self.app.looks.wear(each.theme)
        said = kept(each.name, self.app.desk.settings)
        try:
            await aside(themes.remember, each.name)
        except self.app.desk.troubles as trouble:
            said = f"Theme {each.name} for now; it cannot be remembered: {trouble}"
        self.dismiss(said)

    def leave(self, result: str | None) -> None:
        """Go back as we came."""
        self.app.looks.wear(self._before)
        super().leave(result)

    def hints(self, *, typing: bool) -> list[tuple[str, str]]:
        ways = [("type", "to filter")] if typing else self.app.keys.hints("themes", ["filter"])
        return [("↑↓", "try on"), ("Enter", "keep"), *ways, ("Esc", "as before")]
