"""The list of calls: its rows, its range, its pages, and each way of being refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from vinix_tui.calls.call_row import CallRow
from vinix_tui.calls.clock import GREGORIAN_OFFSET
from vinix_tui.sandbox.account import ACCOUNT_ID, FOREIGN_ACCOUNT_ID, SUB_ACCOUNT_ID
from vinix_tui.sandbox.scenarios import ALL
from vinix_tui.sandbox.vinix import Sandbox

Pretend = Callable[..., Sandbox]
Client = Callable[[Sandbox], httpx.Client]

NOON = 1_795_608_000.0
"""Wed 25 Nov 2026 12:00 UTC."""
LATEST = int(NOON) + GREGORIAN_OFFSET
FIELDS = (
    "id", "call_id", "caller_id_number", "caller_id_name", "callee_id_number", "callee_id_name",
    "duration_seconds", "billing_seconds", "timestamp", "hangup_cause", "disposition",
    "other_leg_call_id", "owner_id", "to", "from", "direction", "request", "authorizing_id",
    "cost", "dialed_number", "calling_from", "datetime", "unix_timestamp", "rfc_1036",
    "iso_8601", "iso_8601_combined", "call_type", "rate", "rate_name", "bridge_id",
    "recording_url", "media_recordings", "media_server", "call_priority", "interaction_id",
    "inception_direction",
)  # fmt: skip


def listed(client: httpx.Client, account_id: str = ACCOUNT_ID, **query: object) -> httpx.Response:
    asked = {name: str(value) for name, value in query.items()}
    return client.get(f"accounts/{account_id}/cdrs/interaction", params=asked)


def ids(reply: httpx.Response) -> list[str]:
    return [row["interaction_id"] for row in reply.json()["data"]]


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox(now=lambda: NOON)


@pytest.fixture
def client(sandbox: Sandbox, member: Client) -> httpx.Client:
    return member(sandbox)


@pytest.fixture
def told(member: Client) -> httpx.Client:
    """A client of a sandbox that has the scenarios alone."""
    return member(Sandbox(ALL, now=lambda: NOON))


def test_a_row_has_the_fields_of_the_api_in_its_order(client: httpx.Client) -> None:
    for row in listed(client).json()["data"]:
        assert tuple(row) == FIELDS
        lengths = (row["duration_seconds"], row["billing_seconds"])
        assert all(type(length) is int for length in lengths)
        assert all(
            isinstance(value, str)
            for name, value in row.items()
            if name not in ("duration_seconds", "billing_seconds", "media_recordings")
        )
        assert row["id"] == f"202611-{row['call_id']}"


def test_the_newest_come_first_and_fifty_at_a_time(client: httpx.Client) -> None:
    reply = listed(client)
    starts = [int(row["timestamp"]) for row in reply.json()["data"]]
    assert len(starts) == 50 and starts == sorted(starts, reverse=True)
    assert starts[0] <= LATEST
    assert reply.json()["page_size"] == "50"  # a chunked reply ends in text


def test_one_row_stands_for_each_interaction_by_its_earliest_leg(told: httpx.Client) -> None:
    rows = listed(told, page_size=1000).json()["data"]
    assert {row["interaction_id"] for row in rows} == {each.id for each in ALL}
    busy = next(row for row in rows if row["interaction_id"].endswith("9bd0e1c2"))
    assert busy == busy | {
        "caller_id_name": "Kim Larsen",
        "callee_id_number": "+12025550144",
        "duration_seconds": 1,
        "billing_seconds": 0,
        "timestamp": "63962641880",
        "hangup_cause": "USER_BUSY",
        "disposition": "USER_BUSY",
        "direction": "inbound",
        "dialed_number": "+12025550144",
        "datetime": "2026-11-23 08:31:20",
        "unix_timestamp": "1795422680",
        "rfc_1036": "Mon, 23 Nov 2026 08:31:20 GMT",
        "iso_8601": "2026-11-23",
        "iso_8601_combined": "2026-11-23T08:31:20Z",
        "recording_url": "",
        "media_recordings": [],
        "inception_direction": "termination",
    }
    assert busy["authorizing_id"] and busy["bridge_id"]


def test_what_is_unknown_is_empty_and_hostile_text_comes_as_it_is(told: httpx.Client) -> None:
    rows = listed(told, page_size=1000).json()["data"]
    hostile = next(row for row in rows if row["interaction_id"].endswith("0ff1ce66"))
    assert any("\x1b" in str(value) for value in hostile.values())
    alone = next(row for row in rows if row["interaction_id"].endswith("3fd95c61"))
    assert (alone["callee_id_number"], alone["other_leg_call_id"]) == ("", "")
    for row in rows:
        read = CallRow.of(row)
        assert read.started_at is not None and read.cdr_id and read.interaction_id


def test_pages_follow_each_other_without_gap_or_repeat(told: httpx.Client) -> None:
    whole = ids(listed(told, page_size=1000))
    found: list[str] = []
    key: dict[str, str] = {}
    while True:
        reply = listed(told, page_size=7, **key).json()
        found += [row["interaction_id"] for row in reply["data"]]
        assert reply.get("start_key") == key.get("start_key")
        if "next_start_key" not in reply:
            break
        key = {"start_key": reply["next_start_key"]}
    assert found == whole and len(whole) == len(ALL)


def test_a_page_begins_where_the_last_one_ended_though_calls_have_come_since(
    member: Client,
) -> None:
    clock = [NOON]
    client = member(Sandbox(now=lambda: clock[0]))
    first = listed(client, page_size=20).json()
    expected = ids(listed(client, page_size=40))[20:]
    clock[0] += 1800
    second = ids(listed(client, page_size=40, start_key=first["next_start_key"]))
    assert second[0] == expected[0] and set(second) > set(expected)  # some were not over yet
    assert not set(second) & {row["interaction_id"] for row in first["data"]}


def test_a_range_has_both_its_seconds(told: httpx.Client) -> None:
    assert ids(listed(told, created_from=63962641880, created_to=63962641880)) == [
        "63962641880-9bd0e1c2"
    ]
    assert listed(told, created_from=63962641881, created_to=63962641890).json()["data"] == []
    reply = listed(told, created_from=63962641881, created_to=63962641890).json()
    assert reply["page_size"] == "0" and "revision" not in reply


LONGEST = 2_682_000


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({}, 200),
        ({"created_from": LATEST - LONGEST, "created_to": LATEST}, 200),
        ({"created_from": LATEST - LONGEST - 1, "created_to": LATEST}, 400),
        ({"created_from": LATEST - LONGEST - 60}, 400),
        ({"created_from": LATEST, "created_to": LATEST - 1}, 400),
        ({"created_from": "yesterday"}, 400),
        ({"page_size": 0}, 404),
        ({"page_size": "many"}, 404),
        ({"start_key": "%%%"}, 404),
        ({"start_key": "bm9uc2Vuc2U"}, 404),
        ({"paginate": "false"}, 416),
        ({"paginate": "false", "created_from": LATEST - 3600}, 200),
    ],
)
def test_a_range_or_a_page_that_cannot_be_is_refused(
    client: httpx.Client, query: dict[str, Any], status: int
) -> None:
    reply = listed(client, **query)
    assert reply.status_code == status
    if status == 400:
        assert "date_range" in reply.json()["data"]["created_from"]


def test_without_pages_there_are_no_keys(client: httpx.Client) -> None:
    reply = listed(client, paginate="false", created_from=LATEST - 7200).json()
    assert len(reply["data"]) > 100
    assert not {"page_size", "start_key", "next_start_key"} & reply.keys()


@pytest.mark.parametrize(
    ("account_id", "status"),
    [(SUB_ACCOUNT_ID, 200), (FOREIGN_ACCOUNT_ID, 403), ("f" * 32, 404), ("short", 404)],
)
def test_the_account_is_looked_at_as_for_legs(
    client: httpx.Client, account_id: str, status: int
) -> None:
    reply = listed(client, account_id)
    assert reply.status_code == status
    assert status != 200 or reply.json()["data"] == []


def test_without_a_token_nothing_is_listed(
    sandbox: Sandbox, stranger: Client, client: httpx.Client
) -> None:
    assert listed(stranger(sandbox)).status_code == 401
    assert client.post(f"accounts/{ACCOUNT_ID}/cdrs/interaction").status_code == 405
    assert client.get(f"accounts/{ACCOUNT_ID}/cdrs").status_code == 404


def test_each_page_costs_a_token_of_the_bucket(client: httpx.Client) -> None:
    costs = [listed(client, page_size=1).json()["tokens"]["remaining"] for _ in range(3)]
    assert costs == [64, 63, 62]
    statuses = {listed(client, page_size=1).status_code for _ in range(70)}
    assert statuses == {200, 429}


def test_faults_may_hit_the_list_alone(sandbox: Sandbox, client: httpx.Client) -> None:
    legs = f"accounts/{ACCOUNT_ID}/cdrs/legs/63962641880-9bd0e1c2"
    for fault, status in (("missing", 404), ("forbidden", 403), ("server-error", 500)):
        sandbox.faults = {f"recent:{fault}"}
        assert listed(client).status_code == status
        assert client.get(legs).status_code == 200
    sandbox.faults = {"missing"}
    assert (client.get(legs).status_code, client.get(legs).content) == (404, b"")
