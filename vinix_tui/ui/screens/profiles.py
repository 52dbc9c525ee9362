"""The profiles of the settings: Enter goes on as another one, Esc leaves all as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinix_tui.calls.text import cells, cut_middle, fit, printable
from vinix_tui.ui import commands, words
from vinix_tui.ui.screens.picker import PickerScreen
from vinix_tui.ui.widgets.bars import StatusLine
from vinix_tui.ui.widgets.line import Line

if TYPE_CHECKING:
    from vinix_tui.storage.settings import Profile

_METHODS = {"user": "user and password", "api-key": "API key", "token": "token"}
_NAMELESS = "no name"
_WIDEST, _METHOD = 20, 18  # columns
_NARROW = 72  # columns, below which the way to sign in stands in the preview only


class ProfilesScreen(PickerScreen["str | None"]):
    """Choose whom to ask, and as whom. Ends with a profile's name, which may be "", or None."""

    BINDINGS = commands.bindings("profiles")
    place = "profiles"
    TITLE_WORDS = "Profiles · ● the one in use"
    PLACEHOLDER = "type to filter"
    PREVIEW = 2

    def __init__(self) -> None:
        super().__init__()
        # A row's key is never empty, a profile's name may be.
        self._named = {f"p{name}": each for name, each in self.app.desk.profiles.items()}
        self._ours = f"p{self.app.desk.settings.profile.name}"

    def fill(self, needle: str) -> None:
        sought = needle.casefold().split()
        found = [
            key
            for key, each in self._named.items()
            if all(word in " ".join(_columns(each)).casefold() for word in sought)
        ]
        self.tell(str(len(found)), len(self._named), needle)
        here = self.rows.cursor_key or self._ours
        self.rows.show(lambda width: [self._row(key, width) for key in found], key=here)
        self.show_preview()
        self.query_one(StatusLine).say("" if found else "No profile has these words.")

    def _row(self, key: str, width: int) -> Line:
        name, server, account, method = _columns(self._named[key])
        wide = min(_WIDEST, max(cells(_columns(each)[0]) for each in self._named.values())) + 3
        rest = max(16, width - wide - (_METHOD if width >= _NARROW else 0))
        half = rest // 2
        mark = "● " if key == self._ours else "  "
        spans = (
            (fit(mark + name, wide - 1) + " ", "strong"),
            (fit(cut_middle(server, half - 1), half), ""),
            (fit(cut_middle(account, rest - half - 1), rest - half), ""),
            (method if width >= _NARROW else "", "dim"),
        )
        return Line(spans, key)

    def preview(self, key: str) -> str:
        each = self._named[key]
        account = f"account {each.account_id}" if each.account_id else "the account of the login"
        user = f" · as {each.username}" if each.username and each.login == "user" else ""
        return f"{each.base}\n{account} · {_METHODS[each.login]}{user}"

    def chosen(self, key: str) -> None:
        self.dismiss(key.removeprefix("p"))

    def hints(self, *, typing: bool) -> list[tuple[str, str]]:
        ways = [("type", "to filter")] if typing else self.app.keys.hints("profiles", ["filter"])
        return [("↑↓", "choose"), ("Enter", "go on as this one"), *ways, ("Esc", "as before")]


def _columns(profile: Profile) -> tuple[str, str, str, str]:
    """Name, server, account and way to sign in, as they are shown and looked for."""
    account = profile.account or profile.account_id or ""
    method = _METHODS[profile.login]
    return (
        printable(profile.name or _NAMELESS),
        words.host(profile.base),
        printable(account),
        method,
    )
