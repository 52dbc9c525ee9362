"""Going on as another profile, while what is shown stays and is told apart."""

from __future__ import annotations

from textual.reactive import var

from vinix_tui.ui import words
from vinix_tui.ui.screens.fetching import FetchingScreen
from vinix_tui.ui.view import Opened, View


class SwitchingScreen(FetchingScreen):
    """A screen whose lookup may be of another server or profile than the one in effect."""

    view: var[View | None] = var(None, init=False)

    def __init__(self) -> None:
        super().__init__()
        self._left: tuple[Opened, str] | None = None  # shown when a profile was left, and its title

    def leave_profile(self) -> None:
        """The profile in effect is left: nothing more is waited for, what is shown is of it."""
        if self.busy:
            self.cancel()
        if self.view is not None and not self.elsewhere:
            self._left = (self.view.opened, self.app.desk.title)

    def enter_profile(self, said: str) -> None:
        """Another profile is in effect, whoever is signed in."""
        self._search.fill(account=self.app.session.account_id or "")
        self.refresh_title()
        self.name_legs()
        self.say(said)

    def name_legs(self) -> None:
        """Put what the legs are of into their title."""
        raise NotImplementedError

    @property
    def elsewhere(self) -> str:
        """Whose the shown lookup is, where not of the server and profile in effect; else ""."""
        if self.view is None:
            return ""
        lookup = self.view.lookup
        server = words.host(lookup.base)
        if self._left is not None and self._left[0] is self.view.opened:
            title = self._left[1]
            told = title if title == server else f"{title}, {server}"
            return "" if title == self.app.desk.title else told
        here = self.app.session.base
        known = lookup.kind in ("api", "history") and lookup.base and here
        return server if known and lookup.base != here else ""

    @property
    def account_here(self) -> str:
        """The account to ask for: that of the shown lookup, unless it is from elsewhere."""
        if self.view is None or self.elsewhere:
            return self.app.session.account_id or ""
        return self.view.lookup.account_id
