"""The app: theme, keys, signals, and which screen comes first."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from textual import work
from textual.binding import Binding
from textual.filter import LineFilter
from textual.screen import Screen
from textual.widgets import Input

from vinix_tui.ui import commands, letters
from vinix_tui.ui.amiss import Amiss
from vinix_tui.ui.aside import aside, collect_rarely
from vinix_tui.ui.cures import caches, signals, terminal_line
from vinix_tui.ui.cures.faults import ReportingApp
from vinix_tui.ui.cures.frugal import FrugalApp
from vinix_tui.ui.cures.orderly import OrderlyApp
from vinix_tui.ui.keys import Keys
from vinix_tui.ui.safe import PrintableOnly
from vinix_tui.ui.session import Session
from vinix_tui.ui.themes import Looks
from vinix_tui.ui.widgets.bars import StatusLine
from vinix_tui.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from vinix_tui.calls.ids import Wanted
    from vinix_tui.calls.lookup import Lookup
    from vinix_tui.desk import Desk
    from vinix_tui.ui.view import Opened


class VinixApp(FrugalApp[None], OrderlyApp[None], ReportingApp[None]):
    """Signs in, then inspects. Screens hold the state; the session talks to the outside."""

    TITLE = "vinix-tui"
    CSS_PATH = "app.tcss"
    # Dialogs shut out the app's keys, unless they have priority; these must always get through.
    BINDINGS = [
        *commands.bindings("app"),
        # At once, for what is typed behind it in the same packet; inputs and dialogs have it first.
        Binding("colon", "palette_now", show=False, id="app.command_palette", priority=True),
        Binding("ctrl+q", "leave", show=False, priority=True),
        Binding("ctrl+z", "suspend_process", show=False, priority=True),
    ]
    ENABLE_COMMAND_PALETTE = False  # ours is quicker, and knows the screen below

    def __init__(
        self,
        desk: Desk,
        *,
        wanted: Wanted | None = None,
        opening: Callable[[], Lookup] | None = None,
        file: str = "",
        animate: bool = False,
    ) -> None:
        # Textual chooses here how to drop colours; told later, it paints black on black.
        super().__init__(ansi_color=True if os.environ.get("NO_COLOR") else None)
        terminal_line.guard_the_line()
        caches.let_widgets_go()
        if not animate:
            self.animation_level = "none"  # one PgDn: 172 kB with animations, 7 kB without
        self.desk = desk
        self.session = Session(desk, file)
        self.sessions: dict[str, Session] = {}  # of the profiles that were left, by name
        # Made once: Textual caches lines by their filters.
        self._last_doors = (PrintableOnly(), *letters.filters(os.environ))
        self.fault = ""  # what to say of a crash, once the terminal is its own again
        self._wanted = wanted
        self._opening = opening
        self.looks = Looks(self, desk.theme)
        self.keys = Keys(desk.settings.keys)
        self.set_keymap(self.keys.keymap)
        self.used: list[str] = []  # what the palette was used for, by its ids in [keys]
        self.amiss = Amiss(desk.settings, self.keys, self.looks)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own filters, then ours."""
        return [*super().get_line_filters(), *self._last_doors]

    def get_default_screen(self) -> Screen[Any]:
        """The first screen. It is the bottom of the stack, so that nothing blank is painted first;
        the network and the disk wait until it stands."""
        if self._opening is None and self._wanted is None:
            if self.desk.demo:
                from vinix_tui.ui.screens.calls import CallsScreen

                return CallsScreen()
            if not self.desk.token_expected:
                from vinix_tui.ui.screens.login import LoginScreen

                return LoginScreen()
        from vinix_tui.ui.screens.inspector import InspectorScreen

        return InspectorScreen(self._wanted)

    def on_mount(self) -> None:
        """Once painted, open the file or sign in with what is at hand."""
        signals.leave_on_signals(lambda number: self.exit(return_code=128 + number))
        signals.stop_and_go_on(self.paint_anew)
        self.app_resume_signal.subscribe(self, lambda _: self.paint_anew())  # after Ctrl+Z, fg
        self.call_after_refresh(self._warm_up)
        if self._opening is not None:
            self.call_after_refresh(self._open_file, self._opening)
        elif self._wanted is None and not self.desk.demo and self.desk.token_expected:
            self.call_after_refresh(self._resume)

    @work(thread=True, group="warm-up", description="import what a lookup needs")
    def _warm_up(self) -> None:
        """httpx and pydantic take 200 ms to import, the rules 60, each screen 5 to 20: while nobody
        waits, not on the first key."""
        import asyncio

        import httpcore  # noqa: F401 - httpx asks for it at the first request
        from anyio.lowlevel import checkpoint

        import vinix_tui.api.client
        import vinix_tui.calls.lookup
        import vinix_tui.diagnosis.diagnose
        import vinix_tui.diagnosis.wording
        import vinix_tui.storage.history
        import vinix_tui.ui.screens.compare
        import vinix_tui.ui.screens.help
        import vinix_tui.ui.screens.history
        import vinix_tui.ui.screens.palette
        import vinix_tui.ui.screens.recent  # noqa: F401

        asyncio.run(checkpoint())  # what httpx else imports on its first request: 25 ms
        if not self.is_headless:  # not in a test, whose process goes on
            collect_rarely()

    async def on_unmount(self) -> None:
        """Close what is open to the outside."""
        for session in {self.session, *self.sessions.values()}:
            await session.close()
        self.desk.close()

    def failed(self, error: BaseException) -> int:
        """A fault of ours is reported; the exit code that tells it."""
        from vinix_tui import crash

        self.fault = crash.in_words(error, "the app")
        return crash.EXIT_CODE

    # -- from screen to screen ----------------------------------------------------------------

    @work(description="open a file")
    async def _open_file(self, opening: Callable[[], Lookup]) -> None:
        try:
            opened = await self.session.open(await aside(opening))
        except self.desk.refusals as trouble:
            self.exit(return_code=2, message=str(trouble))
        else:
            self.inspect(opened)

    @work(group="session", description="sign in with what is at hand")
    async def _resume(self) -> None:
        from vinix_tui.ui.screens.fetching import FetchingScreen

        reason = ""
        try:
            if await self.session.resume():
                for screen in self.screen_stack:
                    if isinstance(screen, FetchingScreen):
                        screen.signed_in()
                return
        except self.desk.troubles as trouble:
            reason = str(trouble)
        self.ask_to_sign_in(reason)

    def inspect(self, shown: Wanted | Opened | None, remark: str = "") -> None:
        """Show the inspector at the bottom of the stack, on a call to fetch or one at hand."""
        from vinix_tui.ui.screens.inspector import InspectorScreen

        self.switch_screen(InspectorScreen(shown, remark))

    def ask_to_sign_in(self, reason: str = "") -> None:
        """Put the login screen at the bottom of the stack."""
        from vinix_tui.ui.screens.login import LoginScreen

        self.switch_screen(LoginScreen(reason))

    def open_demo(self) -> None:
        """Leave the login screen for the demo."""
        from vinix_tui.ui.screens.calls import CallsScreen

        if self.desk.demo_desk is not None:
            self.desk = self.desk.demo_desk()
            self.session = Session(self.desk)
            self.switch_screen(CallsScreen())

    @work(group="session", description="sign out")
    async def sign_out(self) -> None:
        """Forget the token, and ask who is next."""
        reason = ""
        try:
            await self.session.sign_out()
        except self.desk.troubles as trouble:  # the file could not be removed
            reason = str(trouble)
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.ask_to_sign_in(reason)

    # -- commands -----------------------------------------------------------------------------

    def action_help(self) -> None:
        """The keys of where we are."""
        from vinix_tui.ui.screens.help import HelpScreen

        self.push_screen(HelpScreen(getattr(self.screen, "place", "inspector")))

    def action_profiles(self) -> None:
        """Choose another profile to go on as."""
        from vinix_tui.ui import profiles
        from vinix_tui.ui.screens.profiles import ProfilesScreen

        if isinstance(self.screen, ProfilesScreen):
            return
        if self.desk.profiles:
            self.push_screen(ProfilesScreen(), self._switch_profile)
        else:
            self._say(profiles.none_to_choose(self.desk))

    def _switch_profile(self, name: str | None) -> None:
        if name is not None and name != self.desk.settings.profile.name:
            self._go_on_as(name)

    @work(exclusive=True, group="session", description="go on as another profile")
    async def _go_on_as(self, name: str) -> None:
        from vinix_tui.ui import profiles

        await profiles.go_on_as(self, name)

    def action_themes(self) -> None:
        """Choose the colours; the screen below says what comes of it."""
        from vinix_tui.ui.screens.themes import ThemesScreen

        if not isinstance(self.screen, ThemesScreen):
            self.push_screen(ThemesScreen(), self._say)

    def _say(self, text: str | None) -> None:
        # The login screen's status line says nothing but that a login is under way.
        login = getattr(self.screen, "place", "") == "login"
        long = len(text or "") > self.size.width - 2
        notices = self.screen.query(Notice)
        lines = notices if notices and (login or long) else self.screen.query(StatusLine)
        for line in lines if text else ():
            line.say(text or "")

    def action_command_palette(self) -> None:
        """Find a command by name."""
        from vinix_tui.ui.screens.palette import PaletteScreen

        if not isinstance(self.screen, PaletteScreen):
            palette = PaletteScreen(self.screen)
            self.push_screen(palette, palette.do)

    action_palette_now = action_command_palette

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What opens the palette types in inputs, and does nothing in a dialog."""
        if action == "palette_now" and (self.screen.is_modal or isinstance(self.focused, Input)):
            return False
        return super().check_action(action, parameters)

    def action_redraw(self) -> None:
        """Paint the screen anew: something else has written on the terminal."""
        self.paint_anew()

    def action_next_pane(self) -> None:
        """To the next pane or field."""
        self.screen.focus_next()

    def action_previous_pane(self) -> None:
        """To the pane or field before."""
        self.screen.focus_previous()

    def action_leave(self) -> None:
        """Leave the program."""
        self.exit()
