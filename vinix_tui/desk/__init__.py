"""What a command or the app works with: the settings, the way to the API, and what is stored.

It is made before the first paint, so it brings in httpx, pydantic and SQLite only when somebody
asks for what they do. Only the command line makes one; whether it is the demo is decided there.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from copy import copy
from datetime import UTC, tzinfo
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from vinix_tui.calls import clock
from vinix_tui.desk import credentials, kept
from vinix_tui.desk.demo import Demo, DemoCall
from vinix_tui.storage.settings import DEFAULT_THEME, Settings

if TYPE_CHECKING:
    from pydantic import SecretStr

    from vinix_tui.api.client import VinixClient
    from vinix_tui.api.login import AccountName, Token
    from vinix_tui.calls.ids import Wanted
    from vinix_tui.calls.lookup import Lookup
    from vinix_tui.desk.credentials import Credentials
    from vinix_tui.storage.history import History
    from vinix_tui.storage.settings import Login, Profile

__all__ = ["Demo", "DemoCall", "Desk", "Known"]


class Known(NamedTuple):
    """What the settings fill a login form with; "" where they say nothing."""

    base: str
    method: Login
    account: str
    username: str
    hash: Literal["md5", "sha"]


class Desk:
    """The real thing, or with `demo` the pretend one. Nothing is opened before it is used."""

    def __init__(
        self,
        settings: Settings,
        *,
        environ: Mapping[str, str] = os.environ,
        demo: Demo | None = None,
        demo_desk: Callable[[], Desk] | None = None,
    ) -> None:
        """`demo_desk` makes the desk to go on with when somebody leaves for the demo."""
        self.settings = settings
        self.demo_desk = demo_desk
        self._environ = environ
        self._demo = demo
        self._kept: Token | None = None
        self._first = self  # where profiles are switched from, and back to

    @property
    def profiles(self) -> Mapping[str, Profile]:
        """The profiles to choose from, by name: those of the settings file, and the one that we
        began with, flags, environment and all; that may have the name "".
        """
        if self._demo or not self.settings.profiles:
            return {}
        ours = self._first.settings.profile
        return {**self.settings.profiles, ours.name: ours}

    def with_profile(self, name: str) -> Desk:
        """The desk of another profile, over the same history.

        The profile is as the file has it: flags and variables are about the one that we began with,
        and a token of the environment must not reach another server. That one is as it was.
        """
        first = self._first
        if name == first.settings.profile.name:
            return first
        other = copy(first)
        other.settings = first.settings._replace(profile=self.settings.profiles[name])
        other._environ = credentials.of_nobody(first._environ)
        other._kept = None
        return other

    @property
    def demo(self) -> tuple[DemoCall, ...]:
        """The demo's calls; none in the real thing."""
        return self._demo.calls if self._demo else ()

    @property
    def title(self) -> str:
        """Where we are, in a word: the profile, "demo", or the server's host."""
        from vinix_tui.calls.text import cut, printable

        ours = self.settings.profile
        host = ours.base.rpartition("://")[2].partition("/")[0].rpartition("@")[2]
        return cut(printable("demo" if self._demo else ours.name or host), 40)

    @property
    def base(self) -> str:
        """The settings' server as lookups name it, or "" where it cannot be one."""
        return self._demo.base if self._demo else self._base()

    @property
    def standing_warning(self) -> str:
        """What must stay in sight for as long as it holds, or ""."""
        risky = self._base() and not self._base(insecure_http=False)
        return "http: not encrypted" if risky and not self._demo else ""

    @property
    def theme(self) -> str:
        """The theme that was asked for, else the one chosen last, else the default."""
        from vinix_tui.storage import themes

        return self.settings.theme or themes.recall() or DEFAULT_THEME

    def zone(self) -> tzinfo | None:
        """The time zone of the settings; None is the machine's own."""
        if self.settings.timezone == "local":
            return None
        if self.settings.timezone == "UTC":
            return UTC
        from zoneinfo import ZoneInfo

        return ZoneInfo(self.settings.timezone)

    @property
    def refusals(self) -> tuple[type[Exception], ...]:
        """What a file that holds no legs raises; its text is made for the user."""
        from vinix_tui.reports.reading import NotLegs

        return (NotLegs,)

    @property
    def troubles(self) -> tuple[type[Exception], ...]:
        """What can go wrong outside this program; each one's text is made for the user."""
        from vinix_tui.api.errors import VinixError
        from vinix_tui.storage.asked import SecretTrouble
        from vinix_tui.storage.history import HistoryTrouble
        from vinix_tui.storage.private import StorageError

        return (VinixError, SecretTrouble, HistoryTrouble, StorageError)

    # -- signing in ---------------------------------------------------------------------------

    def known(self) -> Known:
        """What a login form can be filled with at once; no secrets, no disk, nothing asked."""
        ours = self.settings.profile
        base = self._demo.base if self._demo else ours.base
        return Known(base, self._method, ours.account or "", ours.username or "", ours.hash)

    def account_named(self, text: str) -> AccountName | None:
        """The account as the profile names it, where `text` is that and its kind is told there."""
        return credentials.account_named(self.settings.profile, text)

    def secret(self) -> SecretStr | None:
        """The password, key or token of the chosen way. Blocking; raises SecretTrouble."""
        if self._demo:
            return None
        return credentials.secret(self.settings.profile, self._environ)

    def token_at_hand(self) -> Credentials | None:
        """What signs in without a login: a token from the environment, a kept one, or one that
        the profile's command gives; in the demo its own user. Blocking; raises SecretTrouble.
        """
        if self._demo:
            return self._demo.login()
        found = None if self._environ.get("VINIX_AUTH_TOKEN") else self.kept_token()
        if found is not None:
            return credentials.pasted(found)
        return self.login_anew() if self._method == "token" else None

    @property
    def token_expected(self) -> bool:
        """Whether `token_at_hand` is likely to find one; a look at a directory, no more."""
        return bool(self._demo) or self._method == "token" or kept.any_kept()

    def login(self) -> Credentials | None:
        """What signs in without asking anybody. Blocking; raises SecretTrouble."""
        return self.token_at_hand() or self.login_anew()

    def login_anew(self) -> Credentials | None:
        """The same without any kept token, for when that was refused."""
        if self._demo:
            return self._demo.login()
        return credentials.credentials(self.settings.profile, self._environ)

    def client(
        self, *, base: str | None = None, on_wait: Callable[[str], None] | None = None
    ) -> VinixClient:
        """A client of the server, not signed in yet. Raises BadBase."""
        from vinix_tui.api.client import VinixClient, normalise_base

        if self._demo:
            return VinixClient(self._demo.base, transport=self._demo.transport(), on_wait=on_wait)
        profile = self.settings.profile
        given = normalise_base(base or profile.base, self.settings.insecure_http)
        return VinixClient(given, ca_file=profile.ca_file, on_wait=on_wait)

    def account_id(self, token: Token | None = None) -> str | None:
        """The account: the flag's, the environment's, the profile's, else the token's own."""
        if self._demo:
            return self._demo.account_id
        named = self.settings.profile.account_id or (token.account_id if token else None)
        if named is None and token and self._kept and token.value == self._kept.value:
            named = self._kept.account_id  # the token's own text does not always tell
        return named

    def kept_token(self) -> Token | None:
        """The token that was kept for this server and user, where it can still be used."""
        self._kept = None if self._demo else kept.read(self._base(), self.settings.profile)
        return self._kept

    def keep_token(self, token: Token, base: str) -> None:
        """Keep a token until it expires, for the server that gave it. Raises StorageError."""
        if not self._demo:
            kept.keep(token, base, self.settings.profile)

    def forget_token(self, base: str | None = None) -> None:
        """Remove what was kept for a server, by default the settings' own. Raises StorageError."""
        self._kept = None
        if not self._demo:
            kept.forget(base or self._base(), self.settings.profile)

    # -- lookups ------------------------------------------------------------------------------

    async def look_up(
        self,
        client: VinixClient,
        wanted: Wanted,
        account_id: str,
        on_page: Callable[[int], None] | None = None,
    ) -> Lookup:
        """Fetch a call's legs; none at all is a lookup without documents. Raises VinixError."""
        from vinix_tui.calls.leg import Leg
        from vinix_tui.calls.lookup import Lookup

        reply = await client.legs(account_id, wanted.id, on_page=on_page)
        named = wanted.id
        if wanted.kind == "cdr":  # the documents know which interaction it belongs to
            ids = (Leg.of(document).interaction_id for document in reply.documents)
            named = next(filter(None, ids), wanted.id)
        kind: Literal["demo", "api"] = "demo" if self._demo else "api"
        return Lookup(account_id, named, reply.documents, kind, client.base, clock.now())

    @property
    def history(self) -> History:
        """Lookups stored before, of all profiles; the demo's are apart. Raises StorageError."""
        return self._first._own_history

    @cached_property
    def _own_history(self) -> History:
        from vinix_tui.storage import paths
        from vinix_tui.storage.history import History

        keeping = self.settings.history
        file = paths.history_file(demo=self._demo is not None)
        return History(file, keeping.keep, keeping.days, keeping.max_mb)

    def close(self) -> None:
        """Close what was opened."""
        if "_own_history" in self._first.__dict__:
            self.history.close()

    # -- inside -------------------------------------------------------------------------------

    @property
    def _method(self) -> Login:
        return credentials.method(self.settings.profile, self._environ)

    def _base(self, insecure_http: bool | None = None) -> str:
        """The settings' server as the API writes it, or "" where it cannot be one."""
        from vinix_tui.api.base import normalise_base
        from vinix_tui.api.errors import BadBase

        insecure = self.settings.insecure_http if insecure_http is None else insecure_http
        try:
            return normalise_base(self.settings.profile.base, insecure)
        except BadBase:
            return ""
