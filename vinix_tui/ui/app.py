"""The app: theme, keys, signals, and which screen comes first."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rich.text import Text
from textual import work
from textual.app import App, SystemCommand
from textual.filter import LineFilter
from textual.screen import Screen
from textual.widget import Widget

from vinix_tui.storage import crash
from vinix_tui.storage.settings import DEFAULT_THEME
from vinix_tui.ui import commands, cures
from vinix_tui.ui.palette import Commands
from vinix_tui.ui.safe import PrintableOnly
from vinix_tui.ui.session import Found, Session
from vinix_tui.ui.themes import ThemeError, theme

if TYPE_CHECKING:
    from vinix_tui.calls.ids import Wanted
    from vinix_tui.calls.lookup import Lookup
    from vinix_tui.desk import Desk


class VinixApp(App[None]):
    """Signs in, then inspects. Screens hold the state; the session talks to the outside."""

    TITLE = "vinix-tui"
    CSS_PATH = "app.tcss"
    BINDINGS = commands.bindings("app")
    COMMANDS = {Commands}
    COMMAND_PALETTE_BINDING = "ctrl+p"

    def __init__(
        self,
        desk: Desk,
        *,
        wanted: Wanted | None = None,
        opening: Callable[[], Lookup] | None = None,
        animate: bool = False,
    ) -> None:
        super().__init__()
        if not animate:
            self.animation_level = "none"  # one PgDn: 172 kB with animations, 7 kB without
        self.desk = desk
        self.session = Session(desk)
        self._wanted = wanted
        self._opening = opening
        self._dress(desk.theme)
        self.set_keymap(commands.keymap(desk.settings.keys))

    def _dress(self, name: str) -> None:
        """Wear a theme. Only its own file is read: the others can wait until somebody chooses."""
        if os.environ.get("NO_COLOR"):
            name = "ansi-dark"  # with it Textual drops colour; RGB themes only turn grey
        try:
            worn = theme(name)
        except ThemeError:
            worn = self.available_themes.get(name) or theme(DEFAULT_THEME)
        self.register_theme(worn)
        self.theme = worn.name

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own filters, then ours."""
        return [*super().get_line_filters(), PrintableOnly()]

    def get_loading_widget(self) -> Widget:
        """A word instead of an animation."""
        return cures.StillLoading()

    async def on_mount(self) -> None:
        """Choose the first screen; the network and the disk wait until it is painted."""
        cures.leave_on_signals(self.exit)
        cures.in_one_go(self, 0.15)
        if self._opening is not None:
            self._open_file()
        elif self.desk.demo:
            self._start_demo()
        else:
            self._start()

    async def on_unmount(self) -> None:
        """Close what is open to the outside."""
        await self.session.close()
        self.desk.close()

    def _handle_exception(self, error: Exception) -> None:
        """A fault of ours: a report, not Textual's traceback, which prints local variables."""
        if self.is_headless:  # the tests want to see it
            super()._handle_exception(error)
            return
        self._return_code = crash.EXIT_CODE
        self.panic(Text(crash.told(error)))

    # -- the first screen ---------------------------------------------------------------------

    @work(description="open a file")
    async def _open_file(self) -> None:
        from vinix_tui.ui.screens.inspector import InspectorScreen

        assert self._opening is not None
        screen = InspectorScreen()
        await self.push_screen(screen)
        try:
            lookup = await asyncio.to_thread(self._opening)
            await asyncio.to_thread(lambda: lookup.interaction)
        except self.desk.refusals as trouble:
            self.exit(return_code=2, message=str(trouble))
        else:
            screen.show(lookup, "")

    @work(description="start the demo")
    async def _start_demo(self) -> None:
        from vinix_tui.ui.screens.inspector import InspectorScreen

        wanted = self._wanted
        if wanted is None:
            from vinix_tui.ui.screens.calls import CallsScreen

            wanted = await self.push_screen_wait(CallsScreen())
        await self.session.resume()
        self.push_screen(InspectorScreen(wanted))

    @work(description="start")
    async def _start(self) -> None:
        from vinix_tui.ui.screens.login import LoginScreen

        signed_in, reason = False, ""
        try:
            signed_in = await self.session.resume()
        except self.desk.troubles as trouble:
            reason = str(trouble)
        if not signed_in:
            await self.push_screen_wait(LoginScreen(reason))
        from vinix_tui.ui.screens.inspector import InspectorScreen

        self.push_screen(InspectorScreen(self._wanted))

    def open_demo(self) -> None:
        """Leave the login screen for the demo."""
        if self.desk.demo_desk is not None:
            self.desk = self.desk.demo_desk()
            self.session = Session(self.desk)
            self._wanted = None
            self.pop_screen()
            self._start_demo()

    # -- what the screens ask for -------------------------------------------------------------

    async def look_up(
        self, wanted: Wanted, on_page: Callable[[int], None], on_wait: Callable[[str], None]
    ) -> Found | None:
        """Fetch a call; sign in anew where that is needed, then finish. None: nobody signed in."""
        from vinix_tui.api.errors import SignInNeeded

        anew = True
        while True:
            try:
                return await self.session.look_up(wanted, on_page, on_wait)
            except SignInNeeded as trouble:
                if anew and await self.session.sign_in_anew():
                    anew = False
                    continue
                from vinix_tui.ui.screens.login import LoginScreen

                if not await self.push_screen_wait(LoginScreen(str(trouble), may_leave=True)):
                    return None

    async def ask_note(self, lookup: Lookup) -> str:
        """Ask for a note on a lookup and keep it; what to say of it."""
        from vinix_tui.ui.screens.note import NoteScreen

        try:
            entry = await self.session.entry(lookup)
        except self.desk.troubles as trouble:
            return str(trouble)
        cures.in_one_go(self)
        text = await self.push_screen_wait(
            NoteScreen(lookup.interaction_id, entry.note if entry else "")
        )
        return "" if text is None else await self.session.write_note(lookup, text)

    @work(group="session", description="sign out")
    async def sign_out(self) -> None:
        """Forget the token, and ask who is next."""
        await self.session.sign_out()
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self._start_demo() if self.desk.demo else self._start()

    def title_words(self) -> tuple[str, str]:
        """The title's two ends."""
        left = " · ".join(filter(None, (self.desk.title, self.session.account_name)))
        minutes = self.session.minutes_left()
        token = "token expired" if minutes == 0 else f"token {minutes} min" if minutes else ""
        zone = datetime.now(self.session.zone).astimezone(self.session.zone).tzname() or "local"
        warning = self.desk.standing_warning
        return left, " · ".join(
            filter(None, (warning, token, "UTC" if self.session.zone is UTC else zone))
        )

    # -- commands -----------------------------------------------------------------------------

    def action_help(self) -> None:
        """The keys of where we are."""
        from vinix_tui.ui.screens.help import HelpScreen

        cures.in_one_go(self)
        self.push_screen(HelpScreen(getattr(self.screen, "place", "inspector")))

    def action_leave(self) -> None:
        """Leave the program."""
        self.exit()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002
        """None of Textual's own: our list is the only one."""
        return ()
