"""What can go wrong on purpose, by name."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from difflib import get_close_matches
from typing import Any, Final

import httpx

from vinix_tui.sandbox.carriage import Carriage, EndlessBody, send_by
from vinix_tui.sandbox.envelope import Refusal

FAULTS: Final[Mapping[str, str]] = {
    "slow": "every reply waits 5 seconds before its first byte",
    "drip": "every reply comes in 40 pieces, a quarter of a second apart",
    "rate-limit": "429 twice (first with Retry-After, then without), then fine",
    "server-error": "500 with an HTML page",
    "unavailable": "503, the datastore timed out; twice, then fine",
    "truncated": "the JSON stops in the middle",
    "wrong-types": "numbers as text, booleans as words, lists for objects, nulls, one leg for many",
    "expired-token": "the token runs out before the first call for data; the next one lasts",
    "reset": "the connection breaks in the middle of the reply",
    "redirect": "302 to another server",
    "empty": "200 with nothing in it",
    "html": "200 with the sign-in page of a hotel network",
    "not-json": "200 that says JSON and holds none",
    "huge": "a reply of 128 MiB",
    "deep": "JSON nested 100,000 deep",
    "missing": "404 with nothing in it: there is no such path",
    "forbidden": "403: whoever signed in may not do that",
}
"""Every fault and what it does, in a line.

A name alone hits every request. `login:NAME` hits signing in only, `legs:NAME` the legs only, and
`recent:NAME` the list of calls only.
"""

KINDS: Final = ("login", "legs", "recent")
ELSEWHERE: Final = "https://203.0.113.9/v2/"
DEPTH: Final = 100_000

_ERROR_PAGE: Final = (
    "<html><head><title>500 Internal Server Error</title></head>"
    "<body><h1>Internal Server Error</h1></body></html>"
)
_PORTAL_PAGE: Final = (
    "<!DOCTYPE html><html><head><title>Welcome to Hotel Example Wi-Fi</title></head>"
    '<body><form action="https://portal.example.com/accept">Room number <input></form></body>'
    "</html>"
)


class UnknownFaultError(ValueError):
    """A name that is no fault; its text says which there are."""


def known(names: Iterable[str]) -> set[str]:
    """The names as a set; UnknownFaultError if one of them is none."""
    found = set(names)
    for name in sorted(found):
        kind, colon, bare = name.rpartition(":")
        if bare not in FAULTS or (colon and kind not in KINDS):
            near = get_close_matches(bare, FAULTS, n=1)
            hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(FAULTS)}"
            raise UnknownFaultError(f"there is no fault named {name}; {hint}")
    return found


class Mishaps:
    """Makes the faults happen, and counts those that pass by themselves.

    The set of names comes anew with every request; a fault that was off in between starts again.
    """

    def __init__(self) -> None:
        self._times: Counter[str] = Counter()

    def instead(self, faults: Collection[str], kind: str) -> httpx.Response | None:
        """The reply that comes in place of the true one, if any; may raise a Refusal."""
        for name in list(self._times):
            if not any(_on(faults, name, each) for each in KINDS):
                del self._times[name]
        if _on(faults, "rate-limit", kind) and (nth := self._nth("rate-limit")) <= 2:
            headers = {"retry-after": "1"} if nth == 1 else {}
            raise Refusal(429, "too_many_requests", {"message": "too many requests"}, headers)
        if _on(faults, "unavailable", kind) and self._nth("unavailable") <= 2:
            raise Refusal(503, "datastore_unreachable", {"message": "datastore timeout"})
        if _on(faults, "forbidden", kind):
            raise Refusal(403, "forbidden")
        made = next((make for name, make in _REPLIES.items() if _on(faults, name, kind)), None)
        return made() if made else None

    def token_runs_out(self, faults: Collection[str], kind: str) -> bool:
        """Whether the token of this call is to run out now: once, until switched on again."""
        return _on(faults, "expired-token", kind) and self._nth("expired-token") == 1

    def _nth(self, name: str) -> int:
        self._times[name] += 1
        return self._times[name]


def spoil(response: httpx.Response, faults: Collection[str], kind: str) -> httpx.Response:
    """The reply with its content damaged, and with word to the carriers on how it travels."""
    whole = not isinstance(response.stream, EndlessBody)
    if _on(faults, "wrong-types", kind) and whole and response.is_success:
        response = _with_body(response, _wrongly_typed(response.content))
    if _on(faults, "truncated", kind) and whole:
        response = _with_body(response, response.content[: len(response.content) // 2])
    dripping = _on(faults, "drip", kind)
    travels = Carriage(
        wait=5.0 if _on(faults, "slow", kind) else 0.0,
        pieces=40 if dripping else 1,
        gap=0.25 if dripping else 0.0,
        reset=_on(faults, "reset", kind),
    )
    return send_by(response, travels)


def _on(faults: Collection[str], name: str, kind: str) -> bool:
    return name in faults or f"{kind}:{name}" in faults


def _html(status: int, page: str) -> httpx.Response:
    return httpx.Response(status, headers={"content-type": "text/html"}, content=page.encode())


def _json(text: str) -> httpx.Response:
    return httpx.Response(200, headers={"content-type": "application/json"}, content=text.encode())


def _endless() -> httpx.Response:
    return httpx.Response(200, headers={"content-type": "application/json"}, stream=EndlessBody())


def _deep() -> httpx.Response:
    nested = "[" * DEPTH + "]" * DEPTH
    leg = f'{{"call_id":"deep","custom_application_vars":{nested}}}'
    return _json(f'{{"data":[{leg}],"status":"success"}}')


_REPLIES: Final[Mapping[str, Callable[[], httpx.Response]]] = {
    "missing": lambda: httpx.Response(404),
    "server-error": lambda: _html(500, _ERROR_PAGE),
    "redirect": lambda: httpx.Response(302, headers={"location": ELSEWHERE}, content=b""),
    "empty": lambda: httpx.Response(200, content=b""),
    "html": lambda: _html(200, _PORTAL_PAGE),
    "not-json": lambda: _json("data: none today"),
    "huge": _endless,
    "deep": _deep,
}


def _with_body(response: httpx.Response, content: bytes) -> httpx.Response:
    headers = {key: value for key, value in response.headers.items() if key != "content-length"}
    return httpx.Response(response.status_code, headers=headers, content=content)


def _wrongly_typed(content: bytes) -> bytes:
    try:
        reply = json.loads(content)
    except (ValueError, RecursionError):
        return content  # another fault was here before; there is nothing to retype
    if isinstance(reply.get("data"), list) and reply["data"]:
        leg = reply["data"][0]
        reply["data"] = {
            **leg,
            "custom_application_vars": [leg.get("custom_application_vars", {})],
            "custom_sip_headers": [],
            "hangup_code": None,
            "user_agent": None,
        }
    return json.dumps(_as_words(reply), separators=(",", ":")).encode()


def _as_words(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_words(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_as_words(each) for each in value]
    if isinstance(value, bool):
        return "on" if value else "off"
    return str(value) if isinstance(value, int | float) else value
