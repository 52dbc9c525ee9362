"""What every reply is wrapped in: success, and both forms of error."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final, Literal

import httpx

Form = Literal["kazoo", "plain"]
"""How errors look: Kazoo's `{status, error, message, data, ...}`, or the `{code, message,
request_id}` that Vinix's own pages show. Successes are the same in both."""

NODE: Final = "5a4db0c5a4db0c5a"


class Refusal(Exception):
    """An error reply, raised near its cause and wrapped once."""

    def __init__(
        self,
        status: int,
        message: str,
        data: Any = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.data = {} if data is None else data
        self.headers = dict(headers or {})

    @property
    def words(self) -> str:
        """The text for people, where there is one beside the code."""
        said = self.data.get("message") if isinstance(self.data, dict) else None
        return str(said or self.message)


@dataclass
class Envelope:
    """The wrapping of the reply to one request; `token`, `consumed` and `remaining` come late."""

    request_id: str
    at: float
    """Unix seconds."""
    form: Form
    token: str | None = None
    """The verified token, which every reply echoes."""
    consumed: int = 0
    remaining: int = 0

    def success(
        self, data: Any, *, status: int = 200, paging: Mapping[str, Any] | None = None
    ) -> httpx.Response:
        """`data` wrapped. An empty list has no revision, so no ETag either."""
        told: dict[str, Any] = {}
        headers: dict[str, str] = {}
        if data != []:
            told["revision"] = sha256(json.dumps(data).encode()).hexdigest()[:32]
            headers["etag"] = f'"{told["revision"]}"'
        body = {**(paging or {}), "data": data, "status": "success", **told, **self._always()}
        return self._json(status, body, headers)

    def error(self, refusal: Refusal) -> httpx.Response:
        """The refusal in the form that this sandbox speaks."""
        body: dict[str, Any]
        if self.form == "plain":
            code = str(refusal.status)
            body = {"code": code, "message": refusal.words, "request_id": self.request_id}
        else:
            body = {
                "data": refusal.data,
                "error": str(refusal.status),
                "message": refusal.message,
                "status": "error",
                **self._always(),
            }
        return self._json(refusal.status, body, refusal.headers)

    def bare(self, status: int) -> httpx.Response:
        """No body at all, as the web server under the API answers by itself."""
        return httpx.Response(status, headers={"x-request-id": self.request_id}, content=b"")

    def _always(self) -> dict[str, Any]:
        authenticated = {"auth_token": self.token, "version": "sandbox"} if self.token else {}
        return {
            "timestamp": datetime.fromtimestamp(self.at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "request_id": self.request_id,
            "node": NODE,
            "tokens": {"consumed": self.consumed, "remaining": self.remaining},
            **authenticated,
        }

    def _json(
        self, status: int, body: Mapping[str, Any], headers: Mapping[str, str]
    ) -> httpx.Response:
        return httpx.Response(
            status,
            headers={
                "content-type": "application/json",
                "x-request-id": self.request_id,
                **headers,
            },
            content=json.dumps(body, separators=(",", ":")).encode(),
        )
