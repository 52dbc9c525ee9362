"""One question to a server without signing in: who answers there, how soon, by which certificate.

Logins cost 35 of 100 requests; the check of a token costs one, and without a token it is refused
by every Vinix in the same way.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import time
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import httpx

from vinix_tui.api.body import read_body
from vinix_tui.api.connection import headers_of, open_client
from vinix_tui.api.envelope import Answer
from vinix_tui.api.errors import NetworkTrouble, NotVinix, VinixError
from vinix_tui.api.network import network_trouble
from vinix_tui.api.refusals import CHECK_BASE, not_vinix, quoted, refusal
from vinix_tui.api.wire import Call
from vinix_tui.calls import clock
from vinix_tui.calls.text import cut, printable

_LIMIT = 2**20
"""Bytes; a refusal has some three hundred."""


@dataclass(frozen=True)
class Encryption:
    """How a connection was encrypted. `expires_at` is the certificate's last moment (aware)."""

    version: str
    expires_at: datetime | None
    issuer: str


@dataclass(frozen=True)
class Found:
    """What answered. `seconds` is from the first byte sent, name and connection and all.

    `trouble` is why that is no Vinix, or one that cannot work now. `clock_ahead` is by how many
    seconds this machine's clock is ahead of the server's, give or take one; None where the server
    does not tell the time. `encryption` is None over plain http.
    """

    status: str
    request_id: str
    trouble: VinixError | None
    seconds: float
    clock_ahead: float | None
    encryption: Encryption | None


async def probe(base: str, ca_file: Path | None, patience: float) -> Found:
    """Ask once; `patience` is for each byte, and a second more for all of them.

    Raises BadCaFile, NetworkTrouble, NotVinix and ReplyTooLarge.
    """
    longest = patience + 1  # later than httpx gives up on a silent server, which has better words
    address = httpx.URL(base)
    call = Call("GET", ("token_auth",), uuid.uuid4().hex)
    http = open_client(address.host, ca_file, None)
    trouble: VinixError
    try:
        async with asyncio.timeout(longest), http:
            began, sent_at = time.monotonic(), clock.now()
            async with http.stream(
                "GET", call.url(address), headers=call.headers(), timeout=patience
            ) as response:
                answered_at = clock.now()
                body = await read_body(response, _LIMIT)
                answer = Answer.of(
                    response.status_code, headers_of(response), body, sent_id=call.request_id
                )
                middle = sent_at + (answered_at - sent_at) / 2
                return Found(
                    answer.reason,
                    answer.request_id,
                    _trouble(answer),
                    time.monotonic() - began,
                    _ahead(middle, response.headers.get("Date")),
                    _encryption(response.extensions.get("network_stream")),
                )
    except VinixError as raised:
        trouble = raised
    except TimeoutError:
        trouble = NetworkTrouble(
            f"the reply was still coming after {longest:.0f} s.",
            "Try again; if it stays so, the way to Vinix is too slow.",
        )
    except (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL, OSError, ValueError) as error:
        host = address.netloc.decode("ascii")
        trouble = network_trouble(error, host, call.request_id, patience)
    raise trouble


def issuer_unverified(host: str, port: int, patience: float) -> str:
    """Who says to have issued a certificate that could not be verified; "" where it cannot be told.

    For words only: nothing is sent to such a server. Python reads no certificate that it has not
    verified, so this one is verified by itself. Blocks.
    """
    with suppress(OSError, ValueError):  # ssl.SSLError is an OSError
        pem = ssl.get_server_certificate((host, port), timeout=patience)
        context = ssl.create_default_context(cadata=pem)
        context.check_hostname = False
        context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
        context.verify_flags |= ssl.VerifyFlags(_NO_CHECK_TIME)
        with (
            socket.create_connection((host, port), patience) as plain,
            context.wrap_socket(plain, server_hostname=host) as tls,
        ):
            return _issuer(tls.getpeercert() or {})
    return ""


_NO_CHECK_TIME = 0x200000  # X509_V_FLAG_NO_CHECK_TIME of x509_vfy.h, for what has expired


def _issuer(certificate: Mapping[str, Any]) -> str:
    """In the words of the certificate, which may be anybody's."""
    parts = {name: value for part in certificate.get("issuer", ()) for name, value in part}
    named = (parts.get("organizationName"), parts.get("commonName"))
    return cut(printable(", ".join(dict.fromkeys(str(value) for value in named if value))), 100)


def _trouble(answer: Answer) -> VinixError | None:
    stranger = not_vinix(answer)
    if stranger is not None:
        return stranger
    if answer.status >= 500 or answer.status == 429:
        return refusal(answer)
    # Both shapes of a refusal have a request id; those of gateways and health pages have none.
    if answer.status == 401 and "request_id" in answer.envelope:
        return None
    return NotVinix(
        f"it answered with status {answer.reason}, where a Vinix asks for a token.{quoted(answer)}",
        CHECK_BASE,
        answer.request_id,
    )


def _ahead(here: datetime, date: str | None) -> float | None:
    try:
        there = parsedate_to_datetime(date or "")
    except (TypeError, ValueError, OverflowError):
        return None
    return (here - (there if there.tzinfo else there.replace(tzinfo=UTC))).total_seconds()


def _encryption(stream: Any) -> Encryption | None:
    tls = stream.get_extra_info("ssl_object") if stream is not None else None
    if tls is None:
        return None
    certificate = tls.getpeercert() or {}
    ends = certificate.get("notAfter")
    expires_at = None
    if ends:
        expires_at = datetime.fromtimestamp(ssl.cert_time_to_seconds(ends), UTC)
    return Encryption(tls.version() or "TLS", expires_at, _issuer(certificate))
