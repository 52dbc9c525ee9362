"""The command palette: every command of the list, found by name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from inspect import isawaitable
from typing import TYPE_CHECKING, cast

from textual.actions import parse
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.widgets import Input

from vinix_tui.ui import commands

if TYPE_CHECKING:
    from vinix_tui.ui.app import VinixApp


class QuietPalette(CommandPalette):
    """The palette without its blinking cursor, which sends 1.2 kB a second."""

    def on_mount(self) -> None:
        self.query_one(Input).cursor_blink = False


class Commands(Provider):
    """What can be done on the screen below the palette."""

    @property
    def _vinix(self) -> VinixApp:
        return cast("VinixApp", self.app)

    def _known(self) -> list[commands.Command]:
        place = getattr(self.screen, "place", "")
        places = [
            place,
            "app",
            *(["demo"] if place == "inspector" and self._vinix.desk.demo else []),
        ]
        known = [command for where in places for command in commands.of(where)]
        return [command for command in known if command.id != "command_palette"]

    async def discover(self) -> Hits:
        """All of them, before anything was typed."""
        for command in self._known():
            said = f"{command.label}  {self._vinix.keys.key(command)}"
            yield DiscoveryHit(said, self._run(command), help=command.help)

    async def search(self, query: str) -> Hits:
        """Those that match."""
        matcher = self.matcher(query)
        for command in self._known():
            said = f"{command.label}: {command.help}"
            score = matcher.match(said)
            if score > 0:
                yield Hit(
                    score,
                    matcher.highlight(said),
                    self._run(command),
                    help=self._vinix.keys.key(command),
                )

    def _run(self, command: commands.Command) -> Callable[[], Awaitable[None]]:
        # Not by run_action: that refuses letters' commands while an input has the focus, and the
        # palette gives the focus back before it runs what was chosen.
        _, name, values = parse(command.id)
        node = self.app if command.place == "app" else self.screen

        async def run() -> None:
            done = getattr(node, f"action_{name}")(*values)
            if isawaitable(done):
                await done

        return run
