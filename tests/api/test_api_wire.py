"""The wire: sizes, redirects, proxies, certificates, and secrets that stay where they are."""

from __future__ import annotations

import asyncio
import gzip
import json
import threading
import traceback
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import certifi
import httpx
import pytest
from pydantic import SecretStr

from vinix_tui.api import errors
from vinix_tui.api.client import VinixClient
from vinix_tui.api.login import Token, UserLogin

if TYPE_CHECKING:
    from tests.api.conftest import Bench

ACCOUNT = "1f9a8b2c3d4e5f60718293a4b50e1f23"
INTERACTION = "63962647202-00000002"
FINE = b'{"data": [{"call_id": "x"}], "status": "success"}'


class Stream(httpx.AsyncByteStream):
    """A body in pieces; counts how many were asked for, and knows when it was closed."""

    def __init__(self, pieces: Iterable[bytes | Exception]) -> None:
        self.pieces = pieces
        self.taken = 0
        self.closed = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self.pieces:
            self.taken += 1
            if isinstance(piece, Exception):
                raise piece
            yield piece

    async def aclose(self) -> None:
        self.closed = True


def streamed(*pieces: bytes | Exception, **headers: str) -> httpx.Response:
    return httpx.Response(200, headers=headers, stream=Stream(pieces))


async def test_a_reply_in_pieces_is_put_together(bench: Bench) -> None:
    reply = streamed(FINE[:10], b"", FINE[10:])
    assert len((await bench.client(reply).legs(ACCOUNT, INTERACTION)).documents) == 1


@pytest.mark.parametrize("name", ["gzip", "GZIP", "x-gzip"])
async def test_a_packed_reply_is_unpacked(bench: Bench, name: str) -> None:
    packed = gzip.compress(FINE, mtime=0)
    reply = streamed(*(packed[i : i + 7] for i in range(0, len(packed), 7)), b"rest",
                     **{"Content-Encoding": name})  # fmt: skip
    assert len((await bench.client(reply).legs(ACCOUNT, INTERACTION)).documents) == 1
    assert bench.sent[0].headers["Accept-Encoding"] == "gzip"


@pytest.mark.parametrize("name", ["br", "zstd", "deflate", "gzip, gzip"])
async def test_a_packing_that_nobody_asked_for_is_no_vinix(bench: Bench, name: str) -> None:
    with pytest.raises(errors.NotVinix, match="nobody asked for") as refused:
        reply = streamed(FINE, **{"Content-Encoding": name})
        await bench.client(reply).legs(ACCOUNT, INTERACTION)
    assert refused.value.request_id == bench.sent[0].headers["X-Request-ID"]


@pytest.mark.parametrize(
    "body", [b"no gzip at all", gzip.compress(FINE, mtime=0)[:-9], gzip.compress(FINE, mtime=0)[:3]]
)
async def test_a_damaged_packing_is_told(bench: Bench, body: bytes) -> None:
    with pytest.raises(errors.NotVinix, match="damaged"):
        reply = streamed(body, **{"Content-Encoding": "gzip"})
        await bench.client(reply).legs(ACCOUNT, INTERACTION)


async def test_an_empty_packed_reply_is_an_empty_reply(bench: Bench) -> None:
    with pytest.raises(errors.NotVinix, match="nothing else"):
        reply = streamed(**{"Content-Encoding": "gzip"})
        await bench.client(reply).legs(ACCOUNT, INTERACTION)


async def test_reading_stops_at_the_limit(bench: Bench) -> None:
    stream = Stream(b"x" * 1000 for _ in range(1000))
    client = bench.client(httpx.Response(200, stream=stream), limit=10_000)
    with pytest.raises(errors.ReplyTooLarge, match="past 10,000 bytes"):
        await client.legs(ACCOUNT, INTERACTION)
    assert stream.taken == 11
    assert stream.closed
    assert len(bench.sent) == 1


async def test_a_bomb_is_counted_unpacked(bench: Bench) -> None:
    bomb = gzip.compress(b" " * 2**25, mtime=0)
    assert len(bomb) < 2**16
    client = bench.client(streamed(bomb, **{"Content-Encoding": "gzip"}), limit=2**20)
    with pytest.raises(errors.ReplyTooLarge, match="past 1 MiB"):
        await client.legs(ACCOUNT, INTERACTION)


async def test_packed_bytes_that_come_to_nothing_are_counted_too(bench: Bench) -> None:
    endless_name = b"\x1f\x8b\x08\x08" + b"\0" * 6
    stream = Stream([endless_name, *[b"a" * 1000] * 100])
    reply = httpx.Response(200, headers={"Content-Encoding": "gzip"}, stream=stream)
    with pytest.raises(errors.ReplyTooLarge):
        await bench.client(reply, limit=5_000).legs(ACCOUNT, INTERACTION)
    assert stream.taken < 10


async def test_a_reply_in_memory_is_bounded_as_well(bench: Bench) -> None:
    with pytest.raises(errors.ReplyTooLarge):
        await bench.client(httpx.Response(200, content=FINE), limit=20).legs(ACCOUNT, INTERACTION)


async def test_the_limit_holds_for_all_pages_together(bench: Bench) -> None:
    page = {"data": [{"call_id": "x" * 400}]}
    pages = [httpx.Response(200, json={**page, "next_start_key": f"k{n}"}) for n in range(9)]
    with pytest.raises(errors.ReplyTooLarge):
        await bench.client(*pages, limit=1_000).legs(ACCOUNT, INTERACTION)
    assert len(bench.sent) == 3


async def test_a_large_reply_is_parsed_beside_the_screen(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[bool] = []
    loads = json.loads

    def noted(*args: Any, **options: Any) -> Any:
        threads.append(threading.current_thread() is threading.main_thread())
        return loads(*args, **options)

    monkeypatch.setattr("vinix_tui.api.envelope.json.loads", noted)
    small = httpx.Response(200, json={"data": [], "next_start_key": "a"})
    large = httpx.Response(200, json={"data": [{"call_id": "x" * 300_000}]})
    await bench.client(small, large).legs(ACCOUNT, INTERACTION)
    assert threads == [True, False]


@pytest.mark.parametrize(
    "location", ["https://portal.example.net/?t=1", "https://[bad", "http:///", ""]
)
async def test_a_redirect_is_never_followed(bench: Bench, location: str) -> None:
    reply = httpx.Response(302, headers={"Location": location, "Set-Cookie": "a=b"})
    client = bench.client(reply)
    for _ in range(2):
        with pytest.raises(errors.NotVinix, match="sends us on"):
            await client.legs(ACCOUNT, INTERACTION)
    assert {request.url.host for request in bench.sent} == {"api.example.com"}
    assert "Cookie" not in bench.sent[-1].headers


async def test_netrc_adds_nothing_to_our_requests(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / ".netrc"
    netrc.write_text("default login kim password hunter2\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HOME", str(tmp_path))
    await bench.client(httpx.Response(200, content=FINE)).legs(ACCOUNT, INTERACTION)
    assert "Authorization" not in bench.sent[0].headers


def chain(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found


@pytest.mark.parametrize(
    "reply",
    [
        httpx.ConnectError("x"),
        httpx.ReadTimeout("x"),
        streamed(FINE[:10], httpx.ReadError("x")),
        httpx.Response(200, content=b'{"auth_token": "opaque-token-0001", '),
        httpx.Response(401, json={"message": "bad token opaque-token-0001"}),
        httpx.Response(403, json={"message": "bad token OPAQUE-TOKEN-0001"}),
        httpx.Response(500, json={"message": "x", "request_id": "opaque-token-0001"}),
        httpx.Response(302, headers={"Location": "https://opaque-token-0001.example.net/"}),
    ],
)
async def test_no_error_carries_the_token_or_the_request_along(bench: Bench, reply: Any) -> None:
    with pytest.raises(errors.VinixError) as raised:
        await bench.client(reply).legs(ACCOUNT, INTERACTION)
    for error in chain(raised.value):
        assert isinstance(error, errors.VinixError)
        assert "opaque-token" not in "".join(traceback.format_exception(error)).lower()
        assert "opaque-token" not in repr(vars(error)).lower()


@pytest.mark.parametrize("content", [None, b"", b"no certificate"])
async def test_a_ca_file_that_cannot_be_used_is_told_once(
    tmp_path: Path, content: bytes | None, kim: UserLogin
) -> None:
    ca_file = tmp_path / "corp.pem"
    if content is not None:
        ca_file.write_bytes(content)
    async with VinixClient("https://api.example.com/v2", ca_file=ca_file) as client:
        client.token = Token(SecretStr("tok"))
        for call in (client.legs(ACCOUNT, INTERACTION), client.sign_in(kim)):
            with pytest.raises(errors.BadCaFile) as refused:
                await call
            assert str(ca_file) in refused.value.detail
            assert "not there" in refused.value.detail or "no certificate" in refused.value.detail
            assert refused.value.__context__ is None


async def test_a_ca_file_that_is_a_directory_is_told(tmp_path: Path, kim: UserLogin) -> None:
    with pytest.raises(errors.BadCaFile, match="cannot be read"):
        await VinixClient("https://api.example.com/v2", ca_file=tmp_path).sign_in(kim)


async def test_a_ca_file_that_is_fine_is_taken(bench: Bench) -> None:
    client = bench.client(httpx.Response(200, content=FINE), ca_file=Path(certifi.where()))
    assert len((await client.legs(ACCOUNT, INTERACTION)).documents) == 1


@pytest.mark.parametrize(
    ("proxy", "words"),
    [("socks5://kim:hunter2@192.0.2.1:1080", "SOCKS"), ("x://kim:hunter2@", "understood")],
)
async def test_a_proxy_that_cannot_be_used_is_told_without_its_password(
    kim: UserLogin, monkeypatch: pytest.MonkeyPatch, proxy: str, words: str
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    with pytest.raises(errors.NetworkTrouble, match=words) as refused:
        await VinixClient("https://api.example.com/v2").sign_in(kim)
    assert "hunter2" not in str(refused.value)
    assert refused.value.__context__ is None


async def test_two_first_calls_open_one_connection(bench: Bench) -> None:
    client = bench.client(httpx.Response(200, content=FINE))
    first, second = client.legs(ACCOUNT, INTERACTION), client.legs(ACCOUNT, INTERACTION)
    await asyncio.gather(first, second)
    http = client._wire._http
    await client.legs(ACCOUNT, INTERACTION)
    assert client._wire._http is http


async def test_a_closed_client_opens_again_when_it_is_needed(bench: Bench) -> None:
    client = bench.client(httpx.Response(200, content=FINE))
    await client.aclose()
    await client.legs(ACCOUNT, INTERACTION)
    await client.aclose()
    await client.aclose()
    assert len((await client.legs(ACCOUNT, INTERACTION)).documents) == 1
