"""The legs call: pages, odd ids, and what its refusals mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from vinix_tui.api import errors
from vinix_tui.api.legs import MOST_LEGS, MOST_PAGES
from vinix_tui.api.wire import Call

if TYPE_CHECKING:
    from tests.api.conftest import Bench

ACCOUNT = "1f9a8b2c3d4e5f60718293a4b50e1f23"
DASHED = "1f9a8b2c-3d4e-5f60-7182-93a4b50e1f23"
INTERACTION = "63962647202-00000002"


def page(data: Any, key: Any = None, request_id: str = "r1") -> httpx.Response:
    body = {"data": data, "status": "success", "request_id": request_id}
    return httpx.Response(200, json=body if key is None else {**body, "next_start_key": key})


def kazoo(status: int, message: str, data: Any) -> httpx.Response:
    body = {"status": "error", "error": str(status), "message": message, "data": data}
    return httpx.Response(status, json={**body, "request_id": "7f3a9c12"})


def leg(number: int) -> dict[str, Any]:
    return {"call_id": f"leg-{number}"}


async def test_one_page_is_one_request_with_our_headers(bench: Bench) -> None:
    async with bench.client(page([leg(1), leg(2)])) as client:
        reply = await client.legs(ACCOUNT, INTERACTION)
    assert reply.documents == (leg(1), leg(2))
    assert reply.request_id == "r1"
    (request,) = bench.sent
    assert request.method == "GET"
    path = f"/v2/accounts/{ACCOUNT}/cdrs/legs/{INTERACTION}?page_size=200"
    assert request.url.raw_path == path.encode()
    assert request.headers["Accept"] == "application/json"
    assert request.headers["X-Auth-Token"] == "opaque-token-0001"
    assert request.headers["User-Agent"].startswith("vinix-tui/")
    assert len(request.headers["X-Request-ID"]) == 32
    assert "Authorization" not in request.headers
    assert "If-None-Match" not in request.headers


@pytest.mark.parametrize(
    ("data", "count"), [([], 0), ({}, 0), (None, 0), (leg(1), 1), ([leg(1)] * 3, 3)]
)
async def test_data_may_have_any_documented_shape(bench: Bench, data: Any, count: int) -> None:
    reply = await bench.client(page(data)).legs(ACCOUNT, INTERACTION)
    assert len(reply.documents) == count
    assert isinstance(reply.documents, tuple)


@pytest.mark.parametrize("data", ["text", 5, [5], [[leg(1)]], [leg(1), None]])
async def test_data_of_another_shape_is_no_vinix(bench: Bench, data: Any) -> None:
    with pytest.raises(errors.NotVinix) as refused:
        await bench.client(page(data)).legs(ACCOUNT, INTERACTION)
    assert refused.value.request_id == "r1"
    assert refused.value.__context__ is None


async def test_pages_are_followed_in_order_with_a_count(bench: Bench) -> None:
    counts: list[int] = []
    client = bench.client(
        page([leg(1), leg(2)], "g2w+/="), page([], "again"), page([leg(3)], request_id="r3")
    )
    reply = await client.legs(ACCOUNT, INTERACTION, on_page=counts.append)
    assert [document["call_id"] for document in reply.documents] == ["leg-1", "leg-2", "leg-3"]
    assert counts == [2, 2, 3]
    assert reply.request_id == "r3"
    assert [request.url.query for request in bench.sent] == [
        b"page_size=200",
        b"page_size=200&start_key=g2w%2B%2F%3D",
        b"page_size=200&start_key=again",
    ]
    ids = {request.headers["X-Request-ID"] for request in bench.sent}
    assert len(ids) == 3


async def test_pages_in_a_circle_are_noticed(bench: Bench) -> None:
    client = bench.client(page([leg(1)], "a"), page([leg(2)], "b"), page([leg(3)], "a"))
    with pytest.raises(errors.NotVinix, match="circle after 3 legs"):
        await client.legs(ACCOUNT, INTERACTION)
    assert len(bench.sent) == 3


async def test_more_legs_than_any_call_has_are_refused(bench: Bench) -> None:
    exactly = [leg(0)] * MOST_LEGS
    reply = await bench.client(page(exactly)).legs(ACCOUNT, INTERACTION)
    assert len(reply.documents) == 5_000
    with pytest.raises(errors.ReplyTooLarge, match="5,000 legs"):
        await bench.client(page(exactly, "a"), page([leg(1)])).legs(ACCOUNT, INTERACTION)


async def test_endless_empty_pages_come_to_an_end(bench: Bench) -> None:
    def endless(request: httpx.Request) -> httpx.Response:
        return page([], f"key-{len(bench.sent)}")

    with pytest.raises(errors.ReplyTooLarge, match=f"{MOST_PAGES} pages"):
        await bench.serving(endless).legs(ACCOUNT, INTERACTION)


async def test_the_time_that_it_took_is_told(bench: Bench) -> None:
    def slow(request: httpx.Request) -> httpx.Response:
        bench.seconds += 0.4
        return page([])

    reply = await bench.serving(slow).legs(ACCOUNT, INTERACTION)
    assert reply.seconds == pytest.approx(0.4)


async def test_requests_go_at_ten_a_second(bench: Bench) -> None:
    starts: list[float] = []

    def noted(request: httpx.Request) -> httpx.Response:
        starts.append(bench.seconds)
        return page([], f"key-{len(starts)}" if len(starts) < 35 else None)

    await bench.serving(noted).legs(ACCOUNT, INTERACTION)
    assert starts[:10] == [0.0] * 10
    for index in range(len(starts) - 10):
        assert starts[index + 10] - starts[index] >= 1.0
    assert starts[-1] == pytest.approx(3.0)


ODD = [
    *("a/b", ".", "..", "%", "%2F", "%2e%2e", "+", "*97", "#", "?x=1", "a b", "ünï☎", ";", "@"),
    *("a;b=c", "a&b", "202611-x@192.0.2.7:5060;tag=1/2?3#4%5", "\\", "\udcff"),
    *("\r\nX-Evil: 1", "x" * 1000),
]


@pytest.mark.parametrize("wanted", ODD)
async def test_an_id_arrives_as_one_part_whatever_it_holds(bench: Bench, wanted: str) -> None:
    await bench.client(page([])).legs(ACCOUNT, wanted)
    head, tail = bench.sent[0].url.raw_path.removesuffix(b"?page_size=200").split(b"/cdrs/legs/")
    assert head == f"/v2/accounts/{ACCOUNT}".encode()
    assert not set(tail) & set(b"/?#+ ;@\\")
    assert unquote(tail.decode("ascii")) == wanted.replace("\udcff", "?")
    assert tail not in (b".", b"..")


@given(st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=4), st.text(max_size=20))
def test_any_path_and_key_are_sent_as_they_are(parts: list[str], key: str) -> None:
    base = httpx.URL("https://api.example.com/v2")
    url = Call("GET", tuple(parts), "id", {"start_key": key}).url(base)
    seen = urlsplit(str(httpx.Request("GET", url).url))
    plain = [part.encode(errors="replace").decode() for part in parts]
    assert [unquote(part) for part in seen.path.split("/")[2:]] == plain
    expected = key.encode(errors="replace").decode()
    assert parse_qsl(seen.query, keep_blank_values=True) == [("start_key", expected)]
    assert "." not in seen.path.split("/")


async def test_ids_that_are_empty_are_not_sent(bench: Bench) -> None:
    for account, wanted in (("", INTERACTION), (ACCOUNT, "")):
        with pytest.raises(errors.RequestRefused, match="needed"):
            await bench.client(page([])).legs(account, wanted)
    assert bench.sent == []


async def missing(
    bench: Bench, account: str, wanted: str, reply: httpx.Response
) -> errors.NotFound:
    with pytest.raises(errors.NotFound) as refused:
        await bench.client(reply).legs(account, wanted)
    assert len(bench.sent) == 1
    return refused.value


async def test_an_account_id_with_dashes_is_offered_without(bench: Bench) -> None:
    reply = kazoo(404, "bad identifier", {"message": f"invalid account_id '{DASHED}'"})
    error = await missing(bench, DASHED, "202611-a/b", reply)
    assert error.without_dashes == ACCOUNT
    assert "proxy" not in error.hint
    assert ACCOUNT in error.hint
    assert DASHED in error.detail


@pytest.mark.parametrize("account", [ACCOUNT, "short-id", ACCOUNT[:-1]])
async def test_other_account_ids_are_offered_nothing(bench: Bench, account: str) -> None:
    reply = kazoo(404, "bad_identifier", {"message": "x", "cause": account})
    error = await missing(bench, account, INTERACTION, reply)
    assert error.without_dashes is None
    assert f"no account {account}." in error.detail
    assert "32" in error.hint


async def test_a_cdr_id_that_is_not_there_is_told(bench: Bench) -> None:
    reply = kazoo(404, "could not find legs for supplied id", {})
    error = await missing(bench, ACCOUNT, "202611-abc", reply)
    assert error.detail == "Vinix has no legs for 202611-abc."
    assert "still runs" in error.hint


async def test_an_id_in_neither_form_is_told(bench: Bench) -> None:
    error = await missing(bench, ACCOUNT, "abc\x1b[2J", kazoo(404, "bad identifier", ["abc"]))
    assert "neither as an interaction id nor as a CDR id" in error.detail
    assert "abc␛[2J" in error.detail


async def test_a_slash_in_the_id_may_be_a_proxys_doing(bench: Bench) -> None:
    error = await missing(bench, ACCOUNT, "202611-a/b", httpx.Response(404))
    assert "no such path" in error.detail
    assert "proxy" in error.hint
    assert "interaction id" in error.hint


async def test_any_other_404_quotes_the_server(bench: Bench) -> None:
    error = await missing(bench, ACCOUNT, INTERACTION, kazoo(404, "faulty_request", {}))
    assert "faulty_request" in error.detail


async def test_a_token_pasted_as_an_id_is_not_repeated(bench: Bench) -> None:
    error = await missing(bench, ACCOUNT, "opaque-token-0001", kazoo(404, "bad identifier", ["x"]))
    assert "opaque-token" not in str(error)


async def test_a_403_explains_sub_accounts(bench: Bench) -> None:
    with pytest.raises(errors.Forbidden) as refused:
        await bench.client(kazoo(403, "forbidden", {})).legs(ACCOUNT, INTERACTION)
    assert ACCOUNT in refused.value.detail
    assert "sub-accounts" in refused.value.hint


def test_a_call_shows_no_secret_when_printed() -> None:
    secret = SecretStr("tok-12345")
    call = Call("GET", ("x",), "id", {}, secret, b"body tok-12345", ("tok-12345",))
    assert "tok-12345" not in repr(call)
