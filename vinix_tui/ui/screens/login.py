"""The login screen: gets a token by one of three ways, and says refusals in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input
from textual.worker import Worker

from vinix_tui.ui import commands
from vinix_tui.ui.screens.form import FormScreen
from vinix_tui.ui.widgets.bars import KeyHints, StatusLine, TitleLine
from vinix_tui.ui.widgets.choice import Choice, Tick
from vinix_tui.ui.widgets.field import Field
from vinix_tui.ui.widgets.form import FormRow
from vinix_tui.ui.widgets.notice import Notice
from vinix_tui.ui.widgets.press import Press

if TYPE_CHECKING:
    from vinix_tui.desk.credentials import Credentials
    from vinix_tui.storage.history import Entry
    from vinix_tui.ui.app import VinixApp
    from vinix_tui.ui.view import Opened

METHODS = (("user", "user and password"), ("api-key", "API key"), ("token", "token"))
HASHES = (("md5", "MD5"), ("sha", "SHA-1"))
_OF_USERS = ("account", "user", "hash")
_SECRETS = {"user": "Password", "api-key": "API key", "token": "Token"}
_TRY_DEMO = "demo"
_SWITCH = "profiles"


class LoginScreen(FormScreen[bool]):
    """Asks for what is missing and signs in; over work it ends with whether that was done."""

    BINDINGS = [*commands.bindings("login"), *commands.bindings("form")]
    place = "login"
    AUTO_FOCUS = ""  # `on_mount` knows where to begin

    app: VinixApp

    def __init__(self, reason: str = "", *, over_work: bool = False, refused: bool = False) -> None:
        """`over_work`: pushed over the inspector in the middle of work, so Esc goes back there.
        `refused`: what is known was refused a moment ago, so no secret is filled in.
        """
        super().__init__()
        self._reason = reason
        self._over_work = over_work
        self._refused = refused
        self._filling: Worker[None] | None = None

    def compose(self) -> ComposeResult:
        known = self.app.desk.known()
        form = self.app.session.form
        method = self.app.session.method or known.method
        yield TitleLine()
        with VerticalScroll(id="form", can_focus=False):
            yield FormRow("Server", Field(form.get("server", known.base), id="server"))
            yield FormRow("With", Choice(METHODS, method, id="method", then=self._show_fields))
            yield FormRow(
                "Account",
                Field(
                    form.get("account", known.account),
                    id="account",
                    placeholder="name, realm or phone number",
                ),
            )
            yield FormRow("User", Field(form.get("user", known.username), id="user"))
            yield FormRow("Password", Field(password=True, id="secret"))
            yield FormRow("Hash", Choice(HASHES, known.hash, id="hash"))
            yield Tick("keep the token (an hour at most)", False, id="keep")
            with Horizontal(id="buttons"):
                yield Press("[ Sign in ]", id="sign-in")
                several = len(self.app.desk.profiles) > 1
                if self.app.desk.demo_desk is not None:
                    said = "[ Demo ]" if several else "[ Demo, no network needed ]"
                    yield Press(said, id=_TRY_DEMO)
                if several:
                    yield Press("[ Profiles ]", id=_SWITCH)
            yield Notice()
        yield StatusLine()
        yield KeyHints()

    def on_mount(self) -> None:
        self.query_one(TitleLine).show("Sign in to Vinix", "read-only")
        self._show_fields()
        self._hint()
        if told := "\n".join(filter(None, (self._reason, self.app.amiss.take()))):
            self.query_one(Notice).say(told)
        self.set_focus(self._first_empty())
        if not self._refused:
            self.call_after_refresh(self._look_for_a_secret)

    def _look_for_a_secret(self) -> None:
        self._filling = self._fill_in_the_secret()

    @work(exclusive=True, group="known", description="look for credentials")
    async def _fill_in_the_secret(self) -> None:
        """What the environment or the profile knows is filled in, after the first paint."""
        try:
            found = await self.app.session.known_secret()
        except self.app.session.troubles as trouble:
            self.query_one(Notice).say(str(trouble))
            return
        idle = isinstance(self.focused, Input) and not self.focused.value
        field = self.query_one("#secret", Input)
        if found is not None and not field.value:
            field.value = found.get_secret_value()
        if idle and found is not None:  # nobody has typed yet, so the focus may move
            self.set_focus(self._first_empty())

    def _show_fields(self) -> None:
        """Show what the chosen way to sign in needs.

        One input serves all secrets and is never hidden: a key typed right behind a change of
        method finds the fields as they were, and a secret must not land where it can be read.
        """
        method = self.query_one("#method", Choice).chosen
        for name in _OF_USERS:
            self.query_one(f"#row-{name}").display = method == "user"
            self.query_one(f"#{name}").can_focus = method == "user"
        self.query_one("#row-secret", FormRow).rename(_SECRETS[method])
        self.query_one("#secret", Input).value = ""

    def _first_empty(self) -> Input | Press:
        for row in self.query(FormRow):
            if row.display and isinstance(row.field, Input) and not row.field.value:
                return row.field
        return self.query_one("#sign-in", Press)

    def _hint(self, *, busy: bool = False) -> None:
        other = "cancel" if busy or self._over_work else "stored"
        sign_in, *ways = self.app.keys.hints("login", ["submit", other])
        fields = [("Tab", "next field"), ("← →", "choose")]
        self.query_one(KeyHints).show([sign_in, *fields, *ways, ("Ctrl+Q", "quit")])

    @on(Input.Submitted)
    @on(Press.Pressed)
    def action_submit(self) -> None:
        """Enter anywhere signs in, except on the buttons that lead elsewhere."""
        ways = {_TRY_DEMO: self.app.open_demo, _SWITCH: self.app.action_profiles}
        if isinstance(self.focused, Press) and self.focused.id in ways:
            ways[self.focused.id]()
            return
        if self.query_one(StatusLine).said:  # one login is under way, and costs enough
            return
        self.query_one(Notice).clear()
        self._sign_in()

    def action_stored(self) -> None:
        """What was looked up before, for somebody who cannot or need not sign in."""
        from vinix_tui.ui import words
        from vinix_tui.ui.screens.history import HistoryScreen

        def show(chosen: tuple[Opened, Entry] | None) -> None:
            if chosen is not None:
                self.app.inspect(chosen[0], words.stored(chosen[1]))

        if not self.lacking("stored"):
            self.app.push_screen(HistoryScreen(), show)

    def lacking(self, command: str) -> str:
        """What has to be there before a command can be done; the palette says so."""
        over_work = command == "stored" and self._over_work
        return "the call below has a history of its own" if over_work else ""

    def action_cancel(self) -> None:
        """Stop waiting for an answer; with none to wait for, go back where that is possible."""
        if self.query_one(StatusLine).said:
            self.workers.cancel_group(self, "sign-in")
            self._settled("Cancelled. Nothing was kept.")
        elif self._over_work:
            self.dismiss(False)

    @work(exclusive=True, group="sign-in", description="sign in")
    async def _sign_in(self) -> None:
        server = self.query_one("#server", Input).value
        self.query_one(StatusLine).say("Signing in …")
        self._hint(busy=True)
        if self._filling is not None:  # Enter may be quicker than a password command
            await self.workers.wait_for_complete([self._filling])
        for field in self.query(Field):  # or than the letters of the same packet
            await field.settled()
        missing = self._missing()
        if missing:
            self._settled(f"Fill in the {missing} first.")
            self.set_focus(self.query_one(f"#{missing if missing in _OF_USERS else 'secret'}"))
            return
        try:
            remark = await self.app.session.sign_in(
                server, self._credentials(), keep=self.query_one(Tick).ticked
            )
        except self.app.session.troubles as trouble:
            self._settled(str(trouble))
        else:
            self.app.session.remember_form(self._typed())
            if self._over_work:
                self.dismiss(True)
            else:
                self.app.inspect(None, remark)

    def _settled(self, said: str) -> None:
        self.query_one(StatusLine).say("")
        self._hint()
        self.query_one(Notice).say(said)
        self.query_one(Notice).scroll_visible(animate=False)

    def _typed(self) -> dict[str, str]:
        return {field.id or "": field.value for field in self.query(Input)}

    def _missing(self) -> str:
        """The first field that is still empty."""
        text = self._typed()
        method = self.query_one("#method", Choice).chosen
        wanted = ("account", "user") if method == "user" else ()
        empty = next((name for name in wanted if not text[name].strip()), "")
        if empty or text["secret"]:
            return empty
        return _SECRETS[method].lower().replace("api key", "API key")

    def _credentials(self) -> Credentials:
        from pydantic import SecretStr

        from vinix_tui.api.login import ApiKeyLogin, PastedToken, UserLogin, account_by_shape

        text = self._typed()
        method = self.query_one("#method", Choice).chosen
        secret = text["secret"]
        if method == "api-key":
            return ApiKeyLogin(SecretStr(secret.strip()))
        if method == "token":
            return PastedToken(SecretStr(secret.strip()))
        account = self.app.desk.account_named(text["account"]) or account_by_shape(text["account"])
        hashed = self.query_one("#hash", Choice).chosen
        return UserLogin(
            account,
            text["user"].strip(),
            SecretStr(secret),
            "sha" if hashed == "sha" else "md5",
        )
