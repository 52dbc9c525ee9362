"""One call out, one reply back, to one base. Judges nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import httpx
from pydantic import SecretStr

from vinix_tui.api.body import read_body
from vinix_tui.api.connection import headers_of, open_client
from vinix_tui.api.errors import NetworkTrouble, VinixError
from vinix_tui.api.network import network_trouble

LONGEST = 300
"""Seconds for one reply in all: the 60 of a read only bound the gap between two bytes."""


@dataclass(frozen=True)
class Call:
    """One request to send. `secrets` is what travels in it and no error may repeat.

    Every part of the path arrives as one, whatever it holds.
    """

    method: str
    path: tuple[str, ...]
    request_id: str
    query: Mapping[str, str] = field(default_factory=dict)
    token: SecretStr | None = None
    content: bytes | None = field(default=None, repr=False)
    secrets: tuple[str, ...] = field(default=(), repr=False)

    def headers(self) -> dict[str, str]:
        """The headers that it needs beside the client's own."""
        headers = {"X-Request-ID": self.request_id}
        if self.token is not None:
            headers["X-Auth-Token"] = self.token.get_secret_value()
        if self.content is not None:
            headers["Content-Type"] = "application/json"
        return headers

    def url(self, base: httpx.URL) -> httpx.URL:
        """Its address below a base."""
        target = base.raw_path.decode("ascii").rstrip("/")
        target += "".join(f"/{_segment(part)}" for part in self.path)
        if self.query:
            pairs = (f"{_encoded(name)}={_encoded(value)}" for name, value in self.query.items())
            target += "?" + "&".join(pairs)
        # As raw_path, since httpx would leave `;`, `@` and others of its choice as they are.
        return base.copy_with(raw_path=target.encode("ascii"))


@dataclass(frozen=True)
class Sent:
    """What came back. Neither headers nor body belong in a traceback."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


class Wire:
    """The connection to one base, opened at first use. Redirects are never followed.

    `limit` bounds the bytes of a reply, or of several that belong together, once unpacked.
    """

    def __init__(
        self,
        base: str,
        ca_file: Path | None,
        transport: httpx.AsyncBaseTransport | None,
        limit: int,
    ) -> None:
        self._base = httpx.URL(base)
        self._ca_file = ca_file
        self._transport = transport
        self._limit = limit
        self._http: httpx.AsyncClient | None = None
        self._opening = asyncio.Lock()

    async def send(self, call: Call, taken: int = 0) -> Sent:
        """Send it and read its reply, where `taken` bytes of the limit are used up.

        Raises BadCaFile, NetworkTrouble, ReplyTooLarge, and NotVinix for a packing that nobody
        asked for.
        """
        http = await self._opened()
        trouble: VinixError
        try:
            async with (
                asyncio.timeout(LONGEST),
                http.stream(
                    call.method, call.url(self._base), headers=call.headers(), content=call.content
                ) as response,
            ):
                body = await read_body(response, self._limit, taken)
                return Sent(response.status_code, headers_of(response), body)
        except VinixError as raised:
            trouble = raised
            trouble.request_id = call.request_id
        except TimeoutError:
            trouble = NetworkTrouble(
                f"the reply was still coming after {LONGEST // 60} minutes.",
                "Try again; if it stays so, the way to Vinix is too slow.",
                call.request_id,
            )
        except (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL, OSError, ValueError) as error:
            host = self._base.netloc.decode("ascii")
            trouble = network_trouble(error, host, call.request_id)
        # Raised out here: inside, httpx's exception would come along as the context, and with it
        # the request and its token.
        raise trouble

    async def aclose(self) -> None:
        """Close the connections. A later call opens new ones."""
        http, self._http = self._http, None
        if http is not None:
            await http.aclose()

    async def _opened(self) -> httpx.AsyncClient:
        async with self._opening:
            if self._http is None:
                self._http = await asyncio.to_thread(
                    open_client, self._base.host, self._ca_file, self._transport
                )
            return self._http


def _segment(part: str) -> str:
    # `.` and `..` need no encoding by RFC 3986, and as they stand they are folded away on the way.
    return part.replace(".", "%2E") if part in (".", "..") else _encoded(part)


def _encoded(text: str) -> str:
    return quote(text, safe="", errors="replace")  # a lone surrogate from a file is no UTF-8
