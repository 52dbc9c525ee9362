"""A pretend Vinix: one function from request to response, over made-up calls.

It answers signing in, the token check, the list of calls and the legs call as the real API does, in
the same order of checks and with the same oddities; everything else is an unknown path. No input
or output, no waiting: carriers do that (transport.py in process, serve.py over a socket).
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote_plus

import httpx

from vinix_tui.calls import clock
from vinix_tui.sandbox.account import (
    ACCOUNT_ID,
    ACCOUNT_NAME,
    FOREIGN_ACCOUNT_ID,
    SUB_ACCOUNT_ID,
)
from vinix_tui.sandbox.bucket import CALL_COST, LOGIN_COST, Bucket
from vinix_tui.sandbox.calls import Calls
from vinix_tui.sandbox.envelope import NODE, Envelope, Form, Refusal
from vinix_tui.sandbox.faults import Mishaps, known, spoil
from vinix_tui.sandbox.legs import Legs, asked_range, page
from vinix_tui.sandbox.login import sign_in
from vinix_tui.sandbox.month import Month
from vinix_tui.sandbox.scenario import Scenario
from vinix_tui.sandbox.tokens import Grant, Tokens, run_out, unverifiable

_WELCOME: Final = frozenset({"application/json", "application/*", "*/*"})


class Sandbox:
    """The API over `scenarios`; if not given, over all that ship and a month of calls before now.

    `now` gives Unix seconds; tokens live `token_life` of them. `faults` may be changed at any time
    (names: `faults.FAULTS`). `envelope` is the form of errors, Kazoo's or the plain one.
    """

    def __init__(
        self,
        scenarios: Iterable[Scenario] | None = None,
        *,
        now: Callable[[], float] = lambda: clock.now().timestamp(),
        faults: Iterable[str] = (),
        token_life: int = 3600,
        envelope: Form = "kazoo",
    ) -> None:
        month = None
        if scenarios is None:
            from vinix_tui.sandbox.scenarios import ALL

            scenarios, month = ALL, Month(now())
        self.faults: set[str] = known(faults)
        self._scenarios = tuple(scenarios)
        self._legs = {ACCOUNT_ID: Legs(self._scenarios, month), SUB_ACCOUNT_ID: Legs(())}
        self._recent = {ACCOUNT_ID: Calls(self._scenarios, month), SUB_ACCOUNT_ID: Calls(())}
        self._now = now
        self._form = envelope
        self._bucket = Bucket(now)
        self._tokens = Tokens(now, token_life)
        self._mishaps = Mishaps()

    def calls(self) -> tuple[Scenario, ...]:
        """The calls that it knows, in the order in which they were given."""
        return self._scenarios

    def respond(self, request: httpx.Request) -> httpx.Response:
        """The reply to one request, whose body is read already or in memory."""
        sent_id = request.headers.get("x-request-id")
        envelope = Envelope(sent_id or secrets.token_hex(16), self._now(), self._form)
        route = _route(request.url.raw_path)
        kind = route.kind if route else "other"
        try:
            response = self._mishaps.instead(self.faults, kind)
            if response is None:
                response = self._answer(route, request, envelope)
        except Refusal as refusal:
            response = envelope.error(refusal)
        return spoil(response, self.faults, kind)

    def _answer(
        self, route: _Route | None, request: httpx.Request, envelope: Envelope
    ) -> httpx.Response:
        if route is None:
            return envelope.bare(404)
        envelope.consumed = LOGIN_COST if route.kind == "login" else CALL_COST
        enough = self._bucket.take(envelope.consumed)
        envelope.remaining = self._bucket.remaining
        if not enough:
            raise Refusal(429, "too_many_requests", {"message": "too many requests"})
        token = "" if route.kind == "login" else _token(request)
        grant = self._tokens.read(token) if token else None
        envelope.token = token or None
        if request.method not in route.methods:
            allowed = {"allow": ", ".join(route.methods)}
            raise Refusal(405, "invalid_method", {"cause": request.method}, allowed)
        if route.kind == "login":
            return self._login(route, request, envelope)
        if route.account_id:
            self._check_account(route.account_id)
        if grant is None:
            raise unverifiable()
        if route.kind == "token":
            data = {} if request.method == "DELETE" else _holder(grant)
            return envelope.success(data)  # a JWT is stored nowhere, so nothing is deleted
        return self._answer_account(route, request, envelope)

    def _login(self, route: _Route, request: httpx.Request, envelope: Envelope) -> httpx.Response:
        grant = sign_in(route.wanted, request.read(), self._now())
        envelope.token = self._tokens.issue(grant)
        return envelope.success(_holder(grant), status=201)

    def _answer_account(
        self, route: _Route, request: httpx.Request, envelope: Envelope
    ) -> httpx.Response:
        if self._mishaps.token_runs_out(self.faults, route.kind):
            self._tokens.kill(_token(request))
            envelope.token = None
            raise run_out()
        if route.account_id not in self._legs:
            raise Refusal(403, "forbidden")
        offered = request.headers.get("accept", "*/*").split(",")
        if not any(each.partition(";")[0].strip().lower() in _WELCOME for each in offered):
            return envelope.bare(406)
        query = request.url.params
        if route.kind == "recent":
            rows, paging = self._recent[route.account_id].page(query, self._now())
            return envelope.success(rows, paging=paging)
        asked_range(query, self._now())
        interaction_id, documents = self._legs[route.account_id].find(route.wanted)
        found = page(interaction_id, documents, query)
        return envelope.success(found.documents, paging=found.paging)

    def _check_account(self, account_id: str) -> None:
        """Shape and existence, which the API looks at before it asks who is there."""
        if len(account_id) != 32:
            said = {"message": f"invalid account_id '{account_id}'"}
            raise Refusal(404, "bad identifier", said)
        if account_id not in self._legs and account_id != FOREIGN_ACCOUNT_ID:
            said = {"message": "bad identifier", "cause": account_id}
            raise Refusal(404, "bad_identifier", said)


@dataclass(frozen=True)
class _Route:
    kind: str
    methods: tuple[str, ...]
    wanted: str = ""
    """The login's resource, or the id whose legs are wanted."""
    account_id: str = ""
    """Whose account it is about; "" where about none."""


def _route(raw_path: bytes) -> _Route | None:
    """What a path is about. It is split first and decoded after, so %2F stays within an id."""
    path = raw_path.decode("ascii", "replace").partition("?")[0]
    match [unquote_plus(part) for part in path.split("/") if part]:
        case ["v2", "user_auth" | "api_auth" as resource]:
            return _Route("login", ("PUT",), resource)
        case ["v2", "token_auth"]:
            return _Route("token", ("GET", "DELETE"))
        case ["v2", "accounts", account_id, "cdrs", "legs", wanted]:
            return _Route("legs", ("GET",), wanted, account_id)
        case ["v2", "accounts", account_id, "cdrs", "interaction"]:
            return _Route("recent", ("GET",), account_id=account_id)
    return None


def _token(request: httpx.Request) -> str:
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    return (
        request.headers.get("x-auth-token", "")
        or (bearer.strip() if scheme.lower() == "bearer" else "")
        or request.url.params.get("auth_token", "")
    )


def _holder(grant: Grant) -> dict[str, object]:
    """What signing in and the token check say of the token's holder."""
    owner = {"owner_id": grant.owner_id} if grant.owner_id else {}
    return {
        "account_id": grant.account_id,
        **owner,
        "account_name": ACCOUNT_NAME,
        "method": grant.method,
        "language": "en-us",
        "is_reseller": False,
        "reseller_id": ACCOUNT_ID,
        "is_master_account": False,
        "cluster_id": NODE,
        "apps": [],
        "capabilities": {},
        "ui_config": {},
    }
