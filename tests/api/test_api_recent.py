"""An account's list of calls: pages and spans one at a time, none twice; what refusals mean."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from pydantic import SecretStr

from tests.api.test_api_legs import ACCOUNT, DASHED, kazoo, page
from vinix_tui.api import errors, recent
from vinix_tui.api.client import VinixClient
from vinix_tui.api.login import AccountName, Token, UserLogin
from vinix_tui.api.recent import RecentCalls
from vinix_tui.calls.clock import gregorian
from vinix_tui.calls.time_range import TimeRange
from vinix_tui.sandbox.account import ACCOUNT_ID, PASSWORD, SUB_ACCOUNT_ID, USERNAME
from vinix_tui.sandbox.vinix import Sandbox

if TYPE_CHECKING:
    from tests.api.conftest import Bench

END = datetime(2026, 11, 23, 10, tzinfo=UTC)


def days(count: float) -> TimeRange:
    return TimeRange(END - timedelta(days=count), END)


def call(number: int) -> dict[str, Any]:
    return {"id": f"202611-{number}", "interaction_id": f"63962647202-{number:08x}"}


async def all_of(calls: RecentCalls) -> list[int]:
    """Fetch to the end; how many rows each page brought."""
    counts = []
    while not calls.finished:
        counts.append(len(await calls.more()))
    return counts


async def test_nothing_is_sent_before_it_is_asked_for(bench: Bench) -> None:
    calls = bench.client(page([])).recent(ACCOUNT, days(1))
    assert (calls.rows, calls.finished, bench.sent) == ([], False, [])


async def test_the_first_page_is_short_and_the_others_are_longer(bench: Bench) -> None:
    client = bench.client(page([call(1)], "k+1"), page([call(2)], "k2"), page([call(3)]))
    calls = client.recent(ACCOUNT, days(1))
    assert [row.cdr_id for row in await calls.more()] == ["202611-1"]
    (request,) = bench.sent
    assert request.url.path == f"/v2/accounts/{ACCOUNT}/cdrs/interaction"
    assert dict(request.url.params) == {
        "created_from": str(gregorian(END) - 86_400),
        "created_to": str(gregorian(END) - 1),
        "page_size": "50",
    }
    assert await all_of(calls) == [1, 1]
    asked = [dict(each.url.params) for each in bench.sent]
    assert [each.get("start_key") for each in asked] == [None, "k+1", "k2"]
    assert [each["page_size"] for each in asked] == ["50", "200", "200"]
    assert len({each["created_from"] for each in asked}) == 1
    assert [row.cdr_id for row in calls.rows] == ["202611-1", "202611-2", "202611-3"]


async def test_after_the_end_nothing_is_sent_any_more(bench: Bench) -> None:
    calls = bench.client(page([call(1)])).recent(ACCOUNT, days(1))
    await all_of(calls)
    assert await calls.more() == [] and len(bench.sent) == 1


async def test_a_row_that_two_pages_have_stands_there_once(bench: Bench) -> None:
    client = bench.client(page([call(1), call(2), call(2)], "a"), page([call(2), call(3)]))
    calls = client.recent(ACCOUNT, days(1))
    assert await all_of(calls) == [2, 1]
    assert [row.cdr_id for row in calls.rows] == ["202611-1", "202611-2", "202611-3"]


async def test_a_long_range_is_asked_for_in_spans_the_newest_first(bench: Bench) -> None:
    client = bench.client(page([call(1)], "a"), page([call(2)]), page([]), page([call(3)]))
    calls = client.recent(ACCOUNT, days(70))
    assert await all_of(calls) == [1, 1, 1]
    asked = [
        (int(each.url.params["created_from"]), int(each.url.params["created_to"]))
        for each in bench.sent
    ]
    assert asked[0] == asked[1] and "start_key" not in bench.sent[2].url.params
    spans = list(dict.fromkeys(asked))
    assert spans[0][1] == gregorian(END) - 1
    assert spans[-1][0] == gregorian(END) - 70 * 86_400
    assert all(last - first < 31 * 86_400 for first, last in spans)
    assert [older[1] + 1 for older in spans[1:]] == [newer[0] for newer in spans[:-1]]


async def test_pages_without_rows_are_passed_over(bench: Bench) -> None:
    client = bench.client(page([], "a"), page([], "b"), page([call(1)], "c"), page([]))
    calls = client.recent(ACCOUNT, days(1))
    assert len(await calls.more()) == 1 and len(bench.sent) == 3
    assert await calls.more() == [] and calls.finished


async def test_at_most_ten_requests_go_in_any_second(bench: Bench) -> None:
    starts: list[float] = []

    def noted(_: httpx.Request) -> httpx.Response:
        starts.append(bench.seconds)
        number = len(starts)
        return page([call(number)], f"key-{number}" if number < 45 else None)

    await all_of(bench.serving(noted).recent(ACCOUNT, days(1)))
    assert len(starts) == 45
    assert all(later - first >= 1 for first, later in zip(starts, starts[10:], strict=False))


async def test_what_is_cancelled_is_asked_for_again_and_nothing_is_lost() -> None:
    begun = asyncio.Event()
    held = [True]

    async def answer(request: httpx.Request) -> httpx.Response:
        if request.url.params.get("start_key") == "a" and held[0]:
            begun.set()
            await asyncio.Event().wait()
        return page([call(2)]) if "start_key" in request.url.params else page([call(1)], "a")

    client = VinixClient("https://api.example.com/v2", transport=httpx.MockTransport(answer))
    client.token = Token(SecretStr("opaque-token-0001"))
    calls = client.recent(ACCOUNT, days(1))
    await calls.more()
    waiting = asyncio.create_task(calls.more())
    await begun.wait()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert len(calls.rows) == 1 and not calls.finished
    held[0] = False
    assert await all_of(calls) == [1]
    assert [row.cdr_id for row in calls.rows] == ["202611-1", "202611-2"]


async def test_a_page_that_fails_is_asked_for_again(bench: Bench) -> None:
    broken = httpx.Response(200, content=b'{"data":[')
    client = bench.client(page([call(1)], "a"), broken, page([call(2)], "b"), page([]))
    calls = client.recent(ACCOUNT, days(1))
    await calls.more()
    with pytest.raises(errors.ServerTrouble):
        await calls.more()
    assert await all_of(calls) == [1, 0]
    keys = [each.url.params.get("start_key") for each in bench.sent]
    assert keys == [None, "a", "a", "b"]


async def test_pages_in_a_circle_are_noticed_and_change_nothing(bench: Bench) -> None:
    client = bench.client(page([call(1)], "a"), page([call(2)], "b"), page([call(3)], "a"))
    calls = client.recent(ACCOUNT, days(1))
    await calls.more()
    await calls.more()
    for _ in range(2):
        with pytest.raises(errors.NotVinix, match="circle after 2 calls"):
            await calls.more()
    assert len(calls.rows) == 2 and not calls.finished


async def test_the_same_key_in_another_span_is_no_circle(bench: Bench) -> None:
    client = bench.client(page([call(1)], "a"), page([]), page([call(2)], "a"), page([]))
    assert await all_of(client.recent(ACCOUNT, days(60))) == [1, 1, 0]


async def test_more_calls_than_fit_are_refused_and_change_nothing(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recent, "MOST_ROWS", 1_000)
    many = [call(number) for number in range(1_000)]
    calls = bench.client(page(many, "a"), page([call(-1)])).recent(ACCOUNT, days(1))
    assert len(await calls.more()) == 1_000
    for _ in range(2):
        with pytest.raises(errors.ReplyTooLarge, match="more than 1,000 calls"):
            await calls.more()
    assert len(calls.rows) == 1_000


@pytest.mark.parametrize("data", ["text", [5], [None]])
async def test_what_is_no_list_of_calls_is_no_vinix(bench: Bench, data: Any) -> None:
    with pytest.raises(errors.NotVinix):
        await bench.client(page(data)).recent(ACCOUNT, days(1)).more()


async def refused(bench: Bench, reply: httpx.Response, account: str = ACCOUNT) -> errors.VinixError:
    with pytest.raises(errors.VinixError) as raised:
        await bench.client(reply).recent(account, days(1)).more()
    assert len(bench.sent) == 1
    return raised.value


HTML = "<html>Not Found</html>"


@pytest.mark.parametrize(
    "reply",
    [
        lambda: httpx.Response(404),
        lambda: httpx.Response(404, text=HTML, headers={"content-type": "text/html"}),
        lambda: httpx.Response(404, json={"message": "no Route matched with those values"}),
        lambda: kazoo(404, "bad identifier", ["interaction"]),
        lambda: kazoo(405, "invalid_method", {}),
        lambda: httpx.Response(501),
    ],
)
async def test_a_server_without_such_a_list_is_told_in_a_sentence(
    bench: Bench, reply: Callable[[], httpx.Response]
) -> None:
    error = await refused(bench, reply())
    assert isinstance(error, errors.NotFound)
    assert error.detail == "this server has no list of recent calls."
    assert "by their ids" in error.hint and "proxy" not in str(error)


async def test_a_token_that_may_not_list_is_told(bench: Bench) -> None:
    error = await refused(bench, kazoo(403, "forbidden", {}))
    assert isinstance(error, errors.Forbidden)
    assert error.detail == f"this token may not list the calls of {ACCOUNT}."
    assert "by their ids" in error.hint


async def test_an_account_that_nobody_knows_is_told_with_what_to_try(bench: Bench) -> None:
    reply = kazoo(404, "bad identifier", {"message": f"invalid account_id '{DASHED}'"})
    error = await refused(bench, reply, DASHED)
    assert isinstance(error, errors.NotFound) and error.without_dashes == ACCOUNT
    assert f"knows no account {DASHED}." in error.detail and ACCOUNT in error.hint


async def test_a_month_that_is_archived_is_told_without_a_word_of_ids(bench: Bench) -> None:
    error = await refused(bench, kazoo(503, "datastore missing view", {}))
    assert isinstance(error, errors.Archived)
    assert error.hint == "Ask for a later time."


async def test_without_an_account_nothing_is_sent(bench: Bench) -> None:
    with pytest.raises(errors.RequestRefused, match="account id is needed"):
        await bench.client(page([])).recent("", days(1)).more()
    assert bench.sent == []


# -- against the sandbox ----------------------------------------------------------------------


@pytest.fixture
def sandbox(bench: Bench) -> Sandbox:
    return Sandbox(now=lambda: bench.now().timestamp())


async def signed_in(bench: Bench, sandbox: Sandbox) -> Any:
    client = bench.serving(sandbox.respond)
    client.token = None
    name = AccountName("account_name", "acme-telecom")
    await client.sign_in(UserLogin(name, USERNAME, SecretStr(PASSWORD)))
    bench.sent.clear()
    return client


async def test_the_sandboxs_calls_come_with_no_row_twice(bench: Bench, sandbox: Sandbox) -> None:
    client = await signed_in(bench, sandbox)
    calls = client.recent(ACCOUNT_ID, days(4))
    counts = await all_of(calls)
    assert counts[0] == 50 and set(counts[1:-1]) == {200}
    assert 1_000 < len(calls.rows) < 4_000
    assert len({row.cdr_id for row in calls.rows}) == len(calls.rows)
    starts = [row.started_at for row in calls.rows if row.started_at]
    assert starts == sorted(starts, reverse=True) and len(starts) == len(calls.rows)
    assert starts[-1] >= calls.range.start and starts[0] < calls.range.end
    assert len(bench.sent) == len(counts)


async def test_wrong_types_and_a_token_that_runs_out_are_put_right(
    bench: Bench, sandbox: Sandbox
) -> None:
    client = await signed_in(bench, sandbox)
    sandbox.faults = {"recent:wrong-types"}
    assert len(await client.recent(ACCOUNT_ID, days(1)).more()) == 1
    sandbox.faults = {"expired-token"}
    assert len(await client.recent(ACCOUNT_ID, days(1)).more()) == 50


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ("missing", errors.NotFound),
        ("forbidden", errors.Forbidden),
        ("html", errors.NotVinix),
        ("huge", errors.ReplyTooLarge),
        ("deep", errors.NotVinix),
        ("truncated", errors.ServerTrouble),
        ("server-error", errors.ServerTrouble),
    ],
)
async def test_each_fault_is_an_error_and_looking_up_still_works(
    bench: Bench, sandbox: Sandbox, fault: str, kind: type[errors.VinixError]
) -> None:
    client = await signed_in(bench, sandbox)
    sandbox.faults = {f"recent:{fault}"}
    calls = client.recent(ACCOUNT_ID, days(1))
    with pytest.raises(kind):
        await calls.more()
    assert (await client.legs(ACCOUNT_ID, "63962647202-00000002")).documents
    sandbox.faults = set()
    assert len(await calls.more()) == 50


async def test_a_sub_account_is_asked_for_as_it_is_given(bench: Bench, sandbox: Sandbox) -> None:
    client = await signed_in(bench, sandbox)
    calls = client.recent(SUB_ACCOUNT_ID, days(1))
    assert await calls.more() == [] and calls.finished
