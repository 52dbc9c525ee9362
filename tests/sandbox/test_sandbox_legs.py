"""The legs call: ids, order, pages, and each way of finding nothing."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinix_tui.sandbox.account import ACCOUNT_ID, FOREIGN_ACCOUNT_ID, SUB_ACCOUNT_ID
from vinix_tui.sandbox.legs import OLDEST_SECOND, Legs
from vinix_tui.sandbox.scenario import Scenario
from vinix_tui.sandbox.vinix import Sandbox

Pretend = Callable[..., Sandbox]
Client = Callable[[Sandbox], httpx.Client]

PAIR = "63962647202-0a1b2c3d"
MANY = "63962647300-00000120"
NOWHERE = "63962647202-ffffffff"


def legs(
    client: httpx.Client, wanted: str, account_id: str = ACCOUNT_ID, **query: str
) -> httpx.Response:
    path = f"accounts/{account_id}/cdrs/legs/{quote(wanted, safe='')}"
    return client.get(path, params=query or None)


def names(reply: httpx.Response) -> list[str]:
    return [leg["call_id"] for leg in reply.json()["data"]]


@pytest.fixture
def client(pretend: Pretend, member: Client) -> httpx.Client:
    return member(pretend())


def test_the_legs_of_an_interaction_come_oldest_first(client: httpx.Client) -> None:
    reply = legs(client, PAIR)
    assert reply.status_code == 200
    assert names(reply) == ["first", "second/leg%2F+;@192.0.2.7"]
    assert reply.json()["page_size"] == 2
    assert "next_start_key" not in reply.json()
    assert reply.headers["etag"] == f'"{reply.json()["revision"]}"'


def test_documents_come_as_stored_without_the_private_keys_at_the_top(
    client: httpx.Client,
) -> None:
    first, second = legs(client, PAIR).json()["data"]
    assert "pvt_cost" not in first
    assert "_rev" not in second
    assert first["custom_channel_vars"] == {"pvt_cost": 12, "rate": 0.5}
    assert "id" not in first


@pytest.mark.parametrize("cdr_id", ["202611-first", "202611-second/leg%2F+;@192.0.2.7"])
def test_a_cdr_id_finds_the_whole_interaction(cdr_id: str, client: httpx.Client) -> None:
    assert names(legs(client, cdr_id)) == names(legs(client, PAIR))


def test_a_slash_that_is_not_encoded_makes_an_unroutable_path(client: httpx.Client) -> None:
    reply = client.get(f"accounts/{ACCOUNT_ID}/cdrs/legs/202611-second/leg")
    assert (reply.status_code, reply.content) == (404, b"")
    assert reply.headers["x-request-id"]


def test_a_plus_that_is_not_encoded_becomes_a_space(client: httpx.Client) -> None:
    wanted = quote("202611-second/leg%2F+;@192.0.2.7", safe="+")
    reply = client.get(f"accounts/{ACCOUNT_ID}/cdrs/legs/{wanted}")
    assert reply.json()["message"] == "could not find legs for supplied id"


@pytest.mark.parametrize("path", ["", "nothing", "accounts", f"accounts/{ACCOUNT_ID}/cdrs/legs/"])
def test_an_unknown_path_gets_404_and_an_empty_body(path: str, client: httpx.Client) -> None:
    reply = client.get(path)
    assert (reply.status_code, reply.content) == (404, b"")


def test_a_path_outside_v2_is_unknown(pretend: Pretend) -> None:
    reply = pretend().respond(httpx.Request("PUT", "https://sandbox.example.com/user_auth"))
    assert (reply.status_code, reply.content) == (404, b"")


def test_a_well_formed_id_without_legs_gets_an_empty_list(client: httpx.Client) -> None:
    body = legs(client, NOWHERE).json()
    assert body["data"] == []
    assert body["page_size"] == 0
    assert "revision" not in body
    assert "etag" not in legs(client, NOWHERE).headers


@pytest.mark.parametrize(
    ("wanted", "status", "message", "data"),
    [
        ("202611-nobody", 404, "could not find legs for supplied id", {}),
        ("202604-first", 404, "could not find legs for supplied id", {}),
        ("abcdef-first", 500, "init failed", {}),
        ("abcdefghijk-ffff", 500, "init failed", {}),
        ("6396264720²-ffff", 500, "init failed", {}),
        ("first", 404, "bad identifier", ["first"]),
        ("6396264720-0a1b2c3d", 404, "bad identifier", ["6396264720-0a1b2c3d"]),
        (f"{OLDEST_SECOND - 1}-0a1b2c3d", 503, "datastore missing view", {}),
    ],
)
def test_each_kind_of_wrong_id_has_its_own_answer(
    wanted: str, status: int, message: str, data: Any, client: httpx.Client
) -> None:
    reply = legs(client, wanted)
    assert reply.status_code == status
    assert reply.json()["message"] == message
    assert reply.json()["data"] == data
    assert reply.json()["error"] == str(status)
    assert reply.json()["status"] == "error"


def test_the_oldest_month_that_is_kept_is_may_2026(client: httpx.Client) -> None:
    assert OLDEST_SECOND == 63_944_812_800  # 2026-05-01 00:00:00 UTC
    assert legs(client, f"{OLDEST_SECOND}-0a1b2c3d").json()["data"] == []


def test_the_newest_page_comes_first_and_every_page_is_oldest_first(client: httpx.Client) -> None:
    pages: list[list[str]] = []
    query: dict[str, str] = {}
    while True:
        reply = legs(client, MANY, **query)
        pages.append(names(reply))
        assert reply.json()["page_size"] == len(pages[-1])
        assert reply.json().get("start_key") == query.get("start_key")
        if "next_start_key" not in reply.json():
            break
        query = {"start_key": reply.json()["next_start_key"]}
        assert query["start_key"].replace("-", "").replace("_", "").isalnum()
    assert pages[0] == [f"leg{n}" for n in range(70, 120)]
    assert pages[1] == [f"leg{n}" for n in range(20, 70)]
    assert pages[2] == [f"leg{n}" for n in range(20)]


def test_page_size_is_taken_and_the_last_full_page_has_no_next(client: httpx.Client) -> None:
    half = legs(client, MANY, page_size="60")
    assert len(names(half)) == 60
    rest = legs(client, MANY, page_size="60", start_key=half.json()["next_start_key"])
    assert len(names(rest)) == 60
    assert "next_start_key" not in rest.json()


def test_without_paging_everything_comes_and_no_paging_keys(client: httpx.Client) -> None:
    reply = legs(client, MANY, paginate="false")
    assert names(reply) == [f"leg{n}" for n in range(120)]
    assert not {"page_size", "start_key", "next_start_key"} & set(reply.json())


def test_ascending_turns_pages_and_legs_around(client: httpx.Client) -> None:
    reply = legs(client, MANY, ascending="true", page_size="2")
    assert names(reply) == ["leg1", "leg0"]


@pytest.mark.parametrize(
    "query",
    [
        {"page_size": "0"},
        {"page_size": "-1"},
        {"page_size": "many"},
        {"page_size": ""},
        {"chunk_size": "x"},
        {"start_key": "a"},
        {"start_key": "€"},
        {"start_key": urlsafe_b64encode(f"x:{MANY}".encode()).decode()},
        {"start_key": urlsafe_b64encode(f"50:{PAIR}".encode()).decode()},
    ],
)
def test_bad_paging_is_a_faulty_request(query: dict[str, str], client: httpx.Client) -> None:
    reply = legs(client, MANY, **query)
    assert (reply.status_code, reply.json()["message"]) == (404, "faulty_request")


@pytest.mark.parametrize(
    "query",
    [
        {"created_from": "63962647300", "created_to": "63962647200"},
        {"created_from": "63000000000"},
        {"created_from": "yesterday"},
        {"created_from": "63950000000", "created_to": "63962647200"},
    ],
)
def test_a_bad_range_is_refused_though_legs_have_no_range(
    query: dict[str, str], client: httpx.Client
) -> None:
    reply = legs(client, PAIR, **query)
    assert reply.status_code == 400
    assert reply.json()["data"]["created_from"]["date_range"]["message"]


def test_a_good_range_changes_nothing(client: httpx.Client) -> None:
    assert len(names(legs(client, PAIR, created_to="63962647300"))) == 2


def test_if_none_match_is_ignored(client: httpx.Client) -> None:
    etag = legs(client, PAIR).headers["etag"]
    client.headers["If-None-Match"] = etag
    assert legs(client, PAIR).status_code == 200


def test_a_sub_account_may_be_read_and_a_foreign_one_not(client: httpx.Client) -> None:
    assert legs(client, PAIR, SUB_ACCOUNT_ID).json()["data"] == []
    assert legs(client, "202611-first", SUB_ACCOUNT_ID).status_code == 404
    foreign = legs(client, PAIR, FOREIGN_ACCOUNT_ID)
    assert (foreign.status_code, foreign.json()["message"]) == (403, "forbidden")


def test_the_account_is_looked_at_before_the_token(pretend: Pretend, stranger: Client) -> None:
    client = stranger(pretend())
    dashed = legs(client, PAIR, "5a4db0c5-a4db-0c5a-4db0-c5a4db0c5a4d")
    assert dashed.status_code == 404
    assert dashed.json()["message"] == "bad identifier"
    assert dashed.json()["data"]["message"].startswith("invalid account_id '5a4db0c5-")
    unknown = legs(client, PAIR, "f" * 32)
    assert unknown.status_code == 404
    assert unknown.json()["message"] == "bad_identifier"
    assert unknown.json()["data"]["cause"] == "f" * 32
    for account_id in (ACCOUNT_ID, FOREIGN_ACCOUNT_ID):
        assert legs(client, PAIR, account_id).status_code == 401


def test_an_old_token_is_told_before_the_verb_and_the_verb_before_the_account(
    client: httpx.Client, clock: list[float]
) -> None:
    path = f"accounts/{'f' * 32}/cdrs/legs/{PAIR}"
    assert client.post(path).status_code == 405
    clock[0] += 3600
    assert client.post(path).status_code == 401


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("application/json", 200),
        ("text/html, */*;q=0.1", 200),
        ("Application/*", 200),
        ("text/csv", 406),
    ],
)
def test_only_json_is_offered(accept: str, status: int, client: httpx.Client) -> None:
    client.headers["Accept"] = accept
    reply = legs(client, PAIR)
    assert reply.status_code == status
    assert bool(reply.content) is (status == 200)


def test_legs_without_a_creation_time_sort_by_their_start() -> None:
    documents: tuple[dict[str, Any], ...] = (
        {"call_id": "b", "timestamp": 63962647240, "duration_seconds": 30},
        {"call_id": "a", "timestamp": "63962647250", "duration_seconds": "45"},
        {"call_id": "c", "channel_created_time": None, "timestamp": [], "duration_seconds": 0.5},
    )
    found = Legs([Scenario(PAIR, "", "", lambda: documents)]).find(PAIR)[1]
    assert [leg["call_id"] for leg in found] == ["c", "a", "b"]


def test_the_sandbox_tells_its_calls(pretend: Pretend) -> None:
    assert [call.id for call in pretend().calls()] == [PAIR, MANY]


def test_without_scenarios_given_those_that_ship_are_taken() -> None:
    from vinix_tui.sandbox.scenarios import ALL

    assert Sandbox().calls() == ALL


@given(wanted=st.text(max_size=40), query=st.dictionaries(st.text(max_size=9), st.text(max_size=9)))
def test_no_id_brings_the_sandbox_down(wanted: str, query: dict[str, str]) -> None:
    sandbox = Sandbox((Scenario(PAIR, "", "", lambda: ({"call_id": "first"},)),))
    key = {"data": {"api_key": "5a4db0c" * 9 + "0"}}
    login = httpx.Request("PUT", "https://sandbox.example.com/v2/api_auth", json=key)
    token = sandbox.respond(login).json()["auth_token"]
    path = f"/v2/accounts/{ACCOUNT_ID}/cdrs/legs/{quote(wanted, safe='', errors='replace')}"
    request = httpx.Request(
        "GET",
        f"https://sandbox.example.com{path}",
        params={key: value for key, value in query.items() if key != "auth_token"},
        headers={"X-Auth-Token": token},
    )
    assert sandbox.respond(request).status_code in (200, 400, 404, 500, 503)
