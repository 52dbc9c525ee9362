"""The command palette: every command of the list, found by name."""

from __future__ import annotations

from textual.command import DiscoveryHit, Hit, Hits, Provider

from vinix_tui.ui import commands


class Commands(Provider):
    """What can be done on the screen below the palette."""

    def _known(self) -> list[commands.Command]:
        place = getattr(self.screen, "place", "")
        return [
            command
            for where in (place, "app")
            for command in commands.of(where)
            if command.id != "command_palette"
        ]

    async def discover(self) -> Hits:
        """All of them, before anything was typed."""
        for command in self._known():
            yield DiscoveryHit(
                f"{command.label}  {command.key}", self._run(command), help=command.help
            )

    async def search(self, query: str) -> Hits:
        """Those that match."""
        matcher = self.matcher(query)
        for command in self._known():
            said = f"{command.label}: {command.help}"
            score = matcher.match(said)
            if score > 0:
                yield Hit(score, matcher.highlight(said), self._run(command), help=command.key)

    def _run(self, command: commands.Command):  # type: ignore[no-untyped-def]
        where = "app" if command.place == "app" else "screen"

        async def run() -> None:
            await self.app.run_action(f"{where}.{command.id}", self.screen)

        return run
