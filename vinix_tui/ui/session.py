"""A sitting: who is signed in, and the calls to the API and the history made for the screens.

No Textual here: screens await these, and turn what they raise into words.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, tzinfo
from typing import TYPE_CHECKING, NamedTuple

from vinix_tui.calls import clock
from vinix_tui.reports.redaction import Redaction, redacted_lookup
from vinix_tui.ui.aside import aside, collect_later

if TYPE_CHECKING:
    from pydantic import SecretStr

    from vinix_tui.api.client import VinixClient
    from vinix_tui.api.login import Token
    from vinix_tui.api.recent import RecentCalls
    from vinix_tui.api.replies import Reply
    from vinix_tui.calls.ids import Wanted
    from vinix_tui.calls.lookup import Lookup
    from vinix_tui.calls.time_range import TimeRange
    from vinix_tui.desk import Desk
    from vinix_tui.desk.credentials import Credentials
    from vinix_tui.diagnosis.since import Since
    from vinix_tui.storage.history import Entry, Stored
    from vinix_tui.ui.listed import Listed
    from vinix_tui.ui.view import Opened


_METHODS = {"UserLogin": "user", "ApiKeyLogin": "api-key", "PastedToken": "token"}


class Found(NamedTuple):
    """What a lookup brought, None where there are no legs, and what the status line says of it."""

    opened: Opened | None
    remark: str
    replaced: Stored | None = None
    """The copy that was stored before, if any."""


class Session:
    """One desk, at most one client; signing in anew replaces the client."""

    def __init__(self, desk: Desk, file: str = "") -> None:
        """`file` is what the file is called that is shown, while nobody needs a server."""
        self.desk = desk
        self.file = file
        self.zone: tzinfo | None = desk.zone()
        self.account_id = desk.account_id()
        self.method = ""  # how somebody signed in last: user, api-key or token
        self.redaction = Redaction.by_setting(desk.settings.redact)
        self._given: tuple[Opened, Redaction, Opened] | None = None  # the last one that was asked
        self.form: dict[str, str] = {}  # what was typed then, but no secret
        self.listed: Listed | None = None  # the calls that were listed last
        self._client: VinixClient | None = None
        self._on_wait: Callable[[str], None] = lambda _why: None

    @property
    def troubles(self) -> tuple[type[Exception], ...]:
        """What can go wrong outside this program: each kind's text is made for the user."""
        return self.desk.troubles

    @property
    def account_name(self) -> str:
        """The account's name, as the login told it."""
        return (self.token.account_name if self.token else None) or ""

    @property
    def token(self) -> Token | None:
        """The token at work, if somebody is signed in."""
        return self._client.token if self._client else None

    @property
    def base(self) -> str:
        """The server that we ask, as lookups name it."""
        return self._client.base if self._client else self.desk.base

    @property
    def signed_in(self) -> bool:
        """Whether there is anybody to ask as."""
        return self.token is not None

    @property
    def renews(self) -> bool:
        """Whether the client itself signs in once more where the token is not accepted."""
        return self._client is not None and self._client.credentials is not None

    def minutes_left(self) -> int | None:
        """Whole minutes until the token expires; None where that cannot be known."""
        expires = self.token.expires_at if self.token else None
        if expires is None:
            return None
        return max(0, int((expires - clock.now()).total_seconds() // 60))

    def title(self) -> tuple[str, str]:
        """Who and where we are; and what of that may change, or must stay in sight."""
        where = self.desk.title if self.signed_in or not self.file else self.file
        left = " · ".join(filter(None, (where, self.account_name)))
        minutes = self.minutes_left()
        token = "token expired" if minutes == 0 else f"token {minutes} min" if minutes else ""
        bare = "" if self.redaction.takes_out else "redaction off"
        parts = (bare, self.desk.standing_warning, token, self.zone_name)
        return left, " · ".join(filter(None, parts))

    @property
    def zone_name(self) -> str:
        """The zone that times are shown in, as people write it."""
        if self.zone is UTC:
            return "UTC"
        return clock.now().astimezone(self.zone).tzname() or "local time"

    # -- signing in ---------------------------------------------------------------------------

    async def resume(self) -> bool:
        """Sign in without asking anybody, where a token is at hand (or the demo's own user)."""
        credentials = await aside(self.desk.token_at_hand)
        if credentials is None:
            return False
        await self.sign_in(self.desk.known().base, credentials, keep=False)
        return True

    async def sign_in_anew(self) -> bool:
        """Sign in with what environment and profile know; False where that is nothing."""
        credentials = await aside(self.desk.login_anew)
        if credentials is None:
            return False
        await self.sign_in(self.desk.known().base, credentials, keep=False)
        return True

    async def begin(self) -> bool:
        """Sign in with anything at hand: a token, else what environment, profile and keyring know.
        False where that is nothing.
        """
        return await self.resume() or await self.sign_in_anew()

    async def known_secret(self) -> SecretStr | None:
        """What the environment, the profile's commands or the keyring fill the form with."""
        return await aside(self.desk.secret)

    async def sign_in(self, server: str, credentials: Credentials, *, keep: bool) -> str:
        """Get a token from a server; raises VinixError in words. Says if it could not be kept."""
        self.method = _METHODS[type(credentials).__name__]
        client = self.desk.client(base=server, on_wait=lambda why: self._on_wait(why))
        try:
            token = await client.sign_in(credentials)
        except BaseException:
            await client.aclose()
            raise
        await self.close()
        self._client = client
        self.account_id = self.desk.account_id(token)
        if keep:
            try:
                await aside(self.desk.keep_token, token, client.base)
            except self.troubles as trouble:
                return str(trouble)
        return ""

    def remember_form(self, typed: dict[str, str]) -> None:
        """Keep what was typed at the last login, for the next one; the secret is left out."""
        self.form = {name: typed[name] for name in ("server", "account", "user")}

    async def sign_out(self) -> None:
        """Forget the token, its file, and what could renew it."""
        base = self._client.base if self._client else None
        self.listed = None
        await aside(self.desk.forget_token, base)
        if self._client:
            self._client.forget()
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        client, self._client = self._client, None
        if client:
            await client.aclose()

    # -- lookups ------------------------------------------------------------------------------

    async def look_up(
        self, wanted: Wanted, on_page: Callable[[int], None], on_wait: Callable[[str], None]
    ) -> Found:
        """Fetch a call and store it. Raises VinixError; SignInNeeded where nobody is signed in."""
        client, account = self._asked_of(wanted.account_id)
        self._on_wait = on_wait
        begun = asyncio.get_running_loop().time()
        lookup = await self.desk.look_up(client, wanted, account, on_page)
        took = asyncio.get_running_loop().time() - begun
        said = f"{lookup.interaction_id} fetched in {took:.1f} s"
        if not lookup.documents:
            return Found(None, said)
        opened = await self.open(lookup)
        stored, replaced = await self._store(opened)
        return Found(opened, f"{said} · {stored}", replaced)

    def recent(
        self,
        range: TimeRange,  # noqa: A002
        on_wait: Callable[[str], None],
        account_id: str | None = None,
    ) -> RecentCalls:
        """An account's calls in a range of time, by default the login's own; nothing is sent
        before its `more`.

        Raises SignInNeeded and AccountUnknown, its `more` VinixError. Where somebody signs in anew
        in between, the same list goes on.
        """
        from vinix_tui.api.recent import RecentCalls

        _, account = self._asked_of(account_id)

        async def page(query: Mapping[str, str]) -> Reply:
            client, _ = self._asked_of(account)
            self._on_wait = on_wait
            return await client.calls_page(account, query)

        return RecentCalls(page, range)

    def _asked_of(self, account_id: str | None = None) -> tuple[VinixClient, str]:
        """Whom to ask, and for which account. Raises SignInNeeded and AccountUnknown."""
        from vinix_tui.api.errors import AccountUnknown, SignInNeeded

        if self._client is None:
            raise SignInNeeded("Nobody is signed in.", "Sign in, then it is fetched.")
        account = account_id or self.account_id
        if account is None:
            raise AccountUnknown("the login does not tell it.", "Give the account id above.")
        return self._client, account

    async def open(self, lookup: Lookup) -> Opened:
        """A lookup, fetched or at hand, with its verdict; no key waits for that."""
        from vinix_tui.ui.view import Opened

        collect_later()
        return await aside(Opened.of, lookup)

    async def open_stored(self, key: int) -> Opened:
        """A lookup of the history."""
        return await self.open(await aside(self.desk.history.load, key))

    async def _store(self, opened: Opened) -> tuple[str, Stored | None]:
        from vinix_tui.diagnosis.wording import in_a_line

        try:
            save = self.desk.history.save
            replaced = await aside(save, opened.lookup, in_a_line(opened.verdict))
        except self.troubles as trouble:
            return str(trouble).partition("\n")[0], None
        kept = self.desk.settings.history.keep
        return {"full": "saved", "ids": "id saved"}.get(kept, "not saved"), replaced

    async def since(self, found: Found) -> Since | None:
        """What changed since the copy that was stored before; None where nothing did."""
        if found.opened is None or found.replaced is None:
            return None
        from vinix_tui.desk.earlier import since

        return await aside(since, found.replaced, found.opened.lookup, found.opened.verdict)

    async def entry(self, lookup: Lookup) -> Entry | None:
        """The stored entry of a lookup, if there is one."""
        return await aside(
            self.desk.history.newest, lookup.base, lookup.account_id, lookup.interaction_id
        )

    async def pin(self, lookup: Lookup) -> str:
        """Pin or unpin a lookup; what to say of it."""
        try:
            entry = await self.entry(lookup)
            if entry is None:
                return "Not stored, so it cannot be pinned."
            await aside(self.desk.history.pin, entry.key, not entry.pinned)
        except self.troubles as trouble:
            return str(trouble)
        return "No longer pinned." if entry.pinned else "Pinned: it is kept whatever its age."

    async def write_note(self, lookup: Lookup, text: str) -> str:
        """Keep a note on a lookup; what to say of it."""
        try:
            entry = await self.entry(lookup)
            if entry is None:
                return "Not stored, so it can carry no note."
            await aside(self.desk.history.note, entry.key, text)
        except self.troubles as trouble:
            return str(trouble)
        return f"Note kept: {text}" if text else "Note removed."

    # -- what leaves --------------------------------------------------------------------------

    def toggle_redaction(self) -> bool:
        """Take secrets out of what leaves, or no longer; whether it is so now."""
        self.redaction = Redaction.by_setting(self.redaction is Redaction.OFF)
        return self.redaction.takes_out

    async def giving(self, opened: Opened) -> Opened:
        """A lookup as it may leave, judged anew where something was taken out."""
        redaction = self.redaction
        if not redaction.takes_out:
            return opened
        known = self._given
        if known is None or known[0] is not opened or known[1] is not redaction:
            lookup = await aside(redacted_lookup, opened.lookup, redaction)
            self._given = (opened, redaction, await self.open(lookup))
            return self._given[2]
        return known[2]

    def toggle_zone(self) -> None:
        """Times in UTC, or in the zone of the settings."""
        local = self.desk.zone()
        self.zone = (None if local is UTC else local) if self.zone is UTC else UTC
