"""One question without signing in, over real sockets: what is told of whoever answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import httpx
import pytest

from tests.api.answering import CERTIFICATE, ISSUER, answering, http
from vinix_tui.api import errors
from vinix_tui.api.client import normalise_base
from vinix_tui.api.probe import Found, issuer_unverified, probe
from vinix_tui.calls import clock
from vinix_tui.sandbox.vinix import Sandbox

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)


def refusal() -> bytes:
    """What a Vinix answers to a request without a token."""
    return Sandbox().respond(httpx.Request("GET", "https://x.example.com/v2/token_auth")).content


@pytest.fixture(autouse=True)
def stopped() -> Iterator[None]:
    with clock.stopped_at(NOW):
        yield


async def asked(
    reply: bytes, *, tls: bool = False, ca_file: Path | None = None, patience: float = 10
) -> Found:
    with answering(reply, tls=tls) as port:
        base = normalise_base(f"{'https' if tls else 'http'}://127.0.0.1:{port}")
        return await probe(base, ca_file, patience)


async def test_a_vinix_is_known_by_its_refusal() -> None:
    found = await asked(http("401 Unauthorized", refusal()))
    assert found.trouble is None and found.encryption is None
    assert found.status == "401 Unauthorized" and len(found.request_id) == 32
    assert 0 <= found.seconds < 10


@pytest.mark.parametrize(
    ("reply", "kind", "words"),
    [
        (http("200 OK", b"<html>Welcome</html>"), errors.NotVinix, "a web page"),
        (http("200 OK", b'{"status":"up"}'), errors.NotVinix, "asks for a token"),
        (http("404 Not Found", b'{"message":"no Route"}'), errors.NotVinix, "404 Not Found"),
        (http("401 Unauthorized", b'{"message":"Unauthorized"}'), errors.NotVinix, "401"),
        (http("401 Unauthorized"), errors.NotVinix, "401"),
        (http("302 Found", Location="https://portal.example.com/?kim"), errors.NotVinix, "portal"),
        (http("503 Service Unavailable"), errors.ServerTrouble, "503"),
        (http("429 Too Many Requests", b"{}"), errors.RateLimited, "429"),
    ],
)
async def test_whatever_else_answers_is_told(
    reply: bytes, kind: type[errors.VinixError], words: str
) -> None:
    found = await asked(reply)
    assert type(found.trouble) is kind
    assert words in found.trouble.detail and "?kim" not in found.trouble.detail


async def test_how_far_the_clocks_are_apart_is_told_by_the_servers_date() -> None:
    for minutes in (-5, 0, 90):
        date = format_datetime(NOW - timedelta(minutes=minutes), usegmt=True)
        found = await asked(http("401 Unauthorized", refusal(), Date=date))
        assert found.clock_ahead == minutes * 60
    for none in ("", "yesterday", "Tue, 99 Nov 999999999999999999999 10:00:00 GMT"):
        assert (await asked(http("200 OK", Date=none))).clock_ahead is None


async def test_a_trusted_certificate_is_told_with_its_issuer_and_its_end() -> None:
    found = await asked(http("401 Unauthorized", refusal()), tls=True, ca_file=CERTIFICATE)
    assert found.encryption is not None
    assert found.encryption.version == "TLSv1.3" and found.encryption.issuer == ISSUER
    assert found.encryption.expires_at == datetime(2120, 1, 1, tzinfo=UTC)


async def test_a_certificate_that_nobody_vouches_for_is_refused_and_its_issuer_can_be_told() -> (
    None
):
    with answering(http("200 OK"), tls=True) as port:
        with pytest.raises(errors.CertificateTrouble) as raised:
            await probe(f"https://127.0.0.1:{port}/v2", None, 10)
        assert "signed by itself" in raised.value.detail
        assert raised.value.__context__ is None
        assert issuer_unverified("127.0.0.1", port, 10) == ISSUER


async def test_no_issuer_is_told_of_what_speaks_no_tls() -> None:
    with answering(http("200 OK")) as port:
        assert issuer_unverified("127.0.0.1", port, 10) == ""


async def test_a_server_that_says_nothing_is_given_up_and_the_seconds_are_those_given() -> None:
    with pytest.raises(errors.NetworkTrouble) as raised:
        await asked(b"", patience=0.1)
    assert "sent nothing for 0 s" in raised.value.detail


async def test_a_reply_without_end_is_not_read_to_its_end() -> None:
    with pytest.raises(errors.ReplyTooLarge):
        await asked(http("200 OK", b"x" * (2**20 + 1)))
