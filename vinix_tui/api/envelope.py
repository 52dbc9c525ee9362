"""A reply's bytes -> an Answer: status, envelope, human words, whichever of the two envelopes.

Kazoo's own: `data, status, request_id, ...` and for errors `error` (a string of the status),
`message`, `data`. The documented one for errors: `{code, message, request_id}`. Besides: empty
bodies, web pages of proxies, `data` as a list, `error` as a number.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Literal, NoReturn

from vinix_tui.api.errors import NotVinix, ReplyTooLarge
from vinix_tui.calls.lookup import too_many_values
from vinix_tui.calls.text import cut, printable

MOST_LEVELS = 100
"""How deep a reply may be nested; real ones stay under ten, and what walks them recurses."""

_MOST_SHOWN = 200  # columns of the server's own words in an error
# Secrets that can be told by their looks: a JWT, and an API key of 64 hex digits. Not those of 32,
# which ids have, too.
_SECRET = re.compile(r"eyJ[\w-]+\.[\w-]+\.[\w-]*|[0-9A-Fa-f]{40,}")

Body = Literal["envelope", "empty", "json", "broken", "deep", "many", "text"]


@dataclass(frozen=True)
class Answer:
    """One reply, read but not yet judged.

    `status` is HTTP's, or the envelope's own where a 200 carries an error. `body` tells what came:
    an envelope, nothing, other JSON, JSON that is damaged or cut off, or text (mostly a web page).
    `location` and `retry_after` are the headers of those names.
    """

    status: int
    body: Body
    envelope: dict[str, Any] = field(repr=False)  # holds the token and customers' data
    request_id: str
    location: str | None
    retry_after: str | None
    secrets: tuple[str, ...] = field(repr=False)

    @classmethod
    def of(
        cls,
        status: int,
        headers: Mapping[str, str],
        body: bytes,
        *,
        sent_id: str = "",
        secrets: Iterable[str] = (),
    ) -> Answer:
        """Read a reply; what the request held in `secrets` will never be repeated in its words.

        Raises NotVinix for an envelope nested deeper than `MOST_LEVELS`.
        """
        header = {name.lower(): value for name, value in headers.items()}
        known = tuple(secret.casefold() for secret in secrets if secret)
        kind, envelope = _read(body)
        request_id = ""
        for given in (envelope.get("request_id"), header.get("x-request-id"), sent_id):
            request_id = request_id or _harmless(given, known)
        if kind == "many":
            raise ReplyTooLarge(
                "the reply holds millions of values.",
                "No interaction has so many; check what stands between you and Vinix.",
                request_id,
            )
        if kind == "deep":
            raise NotVinix(
                f"the reply (status {status}) is nested deeper than {MOST_LEVELS} levels.",
                "Check the base address, or what stands between you and Vinix.",
                request_id,
            )
        return cls(
            status=_own_status(envelope) or status if 200 <= status < 300 else status,
            body=kind,
            envelope=envelope,
            request_id=request_id,
            location=header.get("location"),
            retry_after=header.get("retry-after"),
            secrets=known,
        )

    @property
    def data(self) -> object:
        """The envelope's `data`, whatever it is."""
        return self.envelope.get("data")

    @property
    def words(self) -> str:
        """The server's human text, printable and short; "" where it has none fit to be shown."""
        error = self.envelope.get("error")
        for holder in (self.data, self.envelope, error):
            if isinstance(holder, Mapping):
                text = _harmless(holder.get("message"), self.secrets)
                if text:
                    return text
        return ""

    @property
    def reason(self) -> str:
        """The status in words, such as `503 Service Unavailable`."""
        try:
            return f"{self.status} {HTTPStatus(self.status).phrase}"
        except ValueError:
            return str(self.status)

    def says(self, *phrases: str) -> bool:
        """True where one of the server's texts is one of these, `_` and case apart.

        Both `bad_identifier` and `bad identifier` occur.
        """
        texts = [self.envelope.get("message")]
        if isinstance(self.data, Mapping):
            texts.append(self.data.get("message"))
        spoken = {text.lower().replace("_", " ") for text in texts if isinstance(text, str)}
        return not spoken.isdisjoint(phrases)

    def harmless(self, given: object) -> str:
        """A text of the server's as it may be shown: printable, short, without secrets."""
        return _harmless(given, self.secrets)


def _read(body: bytes) -> tuple[Body, dict[str, Any]]:
    first = body[:1024].lstrip()[:1]
    if not first and not body.strip():
        return "empty", {}
    if too_many_values(body):
        return "many", {}
    try:
        value = json.loads(body, parse_constant=_no_constant)
    except ValueError:  # not JSON, not Unicode, or a number of more than 4,300 digits
        return "broken" if first in (b"{", b"[") else "text", {}
    except RecursionError:
        return "deep", {}
    if _deeper_than(value, MOST_LEVELS):
        return "deep", {}
    if isinstance(value, dict) and not value.keys().isdisjoint(
        ("data", "status", "request_id", "auth_token", "message", "error", "code")
    ):
        return "envelope", value
    return "json", {}


def _deeper_than(value: object, levels: int) -> bool:
    layer: list[Any] = [value]
    for _ in range(levels + 1):
        inner: list[Any] = []
        for item in layer:
            if isinstance(item, dict):
                inner.extend(item.values())
            elif isinstance(item, list):
                inner.extend(item)
        if not inner:
            return False
        layer = inner
    return True


def _own_status(envelope: Mapping[str, Any]) -> int | None:
    failed = envelope.get("status") in ("error", "fatal")
    bare = "data" not in envelope and "message" in envelope and "code" in envelope
    if not failed and not bare:
        return None
    for name in ("code", "error"):
        given = str(envelope.get(name))
        if re.fullmatch(r"[45][0-9][0-9]", given):
            return int(given)
    return 500


def _harmless(given: object, secrets: tuple[str, ...]) -> str:
    if not isinstance(given, str):
        return ""
    given = given[: 20 * _MOST_SHOWN]  # a cut before the slow part; the rest is never shown
    text = printable(given).strip()
    for form in (given.casefold(), text.casefold()):
        # Left out whole: with a short password, masking would show where its letters stand.
        if any(secret in form for secret in secrets):
            return ""
    return cut(_SECRET.sub("[hidden]", text), _MOST_SHOWN)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")
