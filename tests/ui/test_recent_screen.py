"""Recent calls: listed by time, filtered while typing, fetched as they are wanted, looked up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from vinix_tui.calls import clock
from vinix_tui.sandbox.account import ACCOUNT_ID, SUB_ACCOUNT_ID
from vinix_tui.sandbox.scenarios import one_way_audio
from vinix_tui.ui.screens.recent import RecentScreen

if TYPE_CHECKING:
    from tests.ui.conftest import Inspecting, Outside, Sitting, Started

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
"""A Monday; 467 calls of the sandbox's month were made since midnight."""
CALL = one_way_audio.SCENARIO.id
LIST = f"accounts/{ACCOUNT_ID}/cdrs/interaction"


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.stopped_at(NOON):
        yield


async def open_calls(sitting: Sitting, words: str = "50 so far") -> None:
    await sitting.burst("escape")
    await sitting.burst("b")
    await sitting.until("── Calls ·")
    await sitting.until(words)


def title(sitting: Sitting) -> str:
    return sitting.text.split("\n")[0].strip("─ ")


def screen(sitting: Sitting) -> RecentScreen:
    assert isinstance(sitting.app.screen, RecentScreen)
    return sitting.app.screen


def under_cursor(sitting: Sitting) -> str:
    return screen(sitting).rows.cursor_key


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
async def test_todays_calls_stand_there_the_newest_first(
    inspecting: Inspecting, snapshot: Callable[[str, str], None], size: tuple[int, int]
) -> None:
    async with inspecting(size=size) as sitting:
        await open_calls(sitting)
        await sitting.burst("down", "down")
        snapshot(f"recent-{size[0]}x{size[1]}", sitting.text)


async def test_the_first_page_is_enough_until_the_cursor_nears_its_end(
    inspecting: Inspecting, outside: Outside
) -> None:
    async with inspecting() as sitting:
        await open_calls(sitting)
        assert title(sitting) == "Calls · today until 12:00 UTC · 50 so far"
        await sitting.burst("down", "pagedown")
        assert outside.paths == [LIST]
        await sitting.burst("pagedown", "pagedown")
        await sitting.until("250 so far")
        first, second = outside.asked
        assert first.url.params["page_size"] == "50" and "start_key" not in first.url.params
        assert second.url.params["start_key"]
        assert len(outside.asked) == 2


async def test_pages_are_asked_for_one_at_a_time_however_many_keys_come(
    inspecting: Inspecting, outside: Outside
) -> None:
    async with inspecting() as sitting:
        await open_calls(sitting)
        outside.hold()
        await sitting.burst(*["pagedown"] * 4)
        await sitting.until("Looking through further calls … 50 so far, Esc stops")
        await sitting.burst("up", "down", "up", "down", *"normal")
        assert len(outside.asked) == 2
        outside.release()
        await sitting.until(lambda: not screen(sitting).fetching)
        keys = [request.url.params.get("start_key") for request in outside.asked]
        assert len(set(keys)) == len(keys)


async def test_the_cursor_stays_on_its_call_while_pages_come_and_the_filter_changes(
    inspecting: Inspecting,
) -> None:
    async with inspecting() as sitting:
        await open_calls(sitting)
        await sitting.burst("pagedown", "pagedown", "pagedown")
        here = under_cursor(sitting)
        await sitting.until("250 so far")
        assert under_cursor(sitting) == here
        row = screen(sitting).listed.row(here)
        assert row is not None and row.caller_number
        await sitting.type(row.caller_number)
        await sitting.until(f"with “{row.caller_number}”")
        assert under_cursor(sitting) == here
        await sitting.until(lambda: not screen(sitting).fetching)
        await sitting.burst("escape")
        await sitting.until(lambda: "with" not in title(sitting))
        assert under_cursor(sitting) == here


async def test_a_filter_looks_through_further_pages_until_the_screen_is_full(
    inspecting: Inspecting, outside: Outside
) -> None:
    async with inspecting() as sitting:
        await open_calls(sitting)
        await sitting.burst("tab")
        await sitting.burst("4", "/", *"busy")
        await sitting.until(lambda: len(screen(sitting).listed.kept) > 16)
        found = len(outside.asked)
        kept = screen(sitting).listed.kept
        assert {row.cause.words for row in kept} == {"busy"}
        counted = f"{len(kept)} of {screen(sitting).listed.count} so far with “busy”"
        await sitting.until(counted)
        assert len(outside.asked) == found


@pytest.mark.parametrize("typed", ["202 555-0101", "(202) 5550101", "+12025550101", "2025550101"])
async def test_a_number_is_found_however_it_is_written(inspecting: Inspecting, typed: str) -> None:
    async with inspecting() as sitting:
        await open_calls(sitting)
        await sitting.paste(typed)
        await sitting.until(lambda: not screen(sitting).fetching)
        kept = screen(sitting).listed.kept
        assert CALL in {row.interaction_id for row in kept}
        assert all("+12025550101" in (row.caller_number, row.callee_number) for row in kept)


async def test_esc_stops_the_fetching_then_empties_the_filter_then_leaves(
    inspecting: Inspecting, outside: Outside
) -> None:
    async with inspecting() as sitting:
        await open_calls(sitting)
        outside.hold(answered_first=1)
        await sitting.type("zzz")
        await sitting.until("Looking through further calls … 250 so far, Esc stops")
        await sitting.burst("escape")
        assert sitting.has("Stopped after 250 calls; Tab r goes on.")
        assert title(sitting).endswith("0 of 250 so far with “zzz”")
        await sitting.burst("escape")
        assert "with" not in title(sitting) and sitting.has("type to filter: numbers")
        await sitting.burst("escape")
        await sitting.until("No call looked up yet")
        assert len(outside.asked) == 3


async def test_what_was_stopped_goes_on_at_the_same_page(
    inspecting: Inspecting, outside: Outside
) -> None:
    async with inspecting() as sitting:
        await open_calls(sitting)
        outside.hold()
        await sitting.type("zzz")
        await sitting.until("Esc stops")
        await sitting.burst("escape")
        outside.release()
        await sitting.burst("tab")
        await sitting.burst("r")
        await sitting.until("No call of that time has all this")
        keys = [request.url.params.get("start_key") for request in outside.asked]
        assert keys[1] == keys[2] and len(set(keys[2:])) == len(keys) - 2
        listed = screen(sitting).listed
        assert listed.finished and title(sitting).endswith(f"0 of {listed.count} with “zzz”")


async def test_enter_looks_the_call_up_and_b_comes_back_to_its_row(
    inspecting: Inspecting, outside: Outside
) -> None:
    async with inspecting() as sitting:
        await open_calls(sitting)
        await sitting.burst("pagedown", *["down"] * 5, "up")
        row = screen(sitting).listed.row(under_cursor(sitting))
        assert row is not None and row.cdr_id and row.interaction_id
        before = sitting.text.split("\n")[:-2]
        await sitting.burst("enter")
        await sitting.until(f"{row.interaction_id} fetched")
        assert outside.paths[1:] == [f"accounts/{ACCOUNT_ID}/cdrs/legs/{row.cdr_id}"]
        await open_calls(sitting, "As it was listed before; Tab r fetches anew.")
        assert sitting.text.split("\n")[:-2] == before
        assert len(outside.asked) == 2
        await sitting.burst("tab")
        await sitting.burst("r")
        await sitting.until(lambda: not screen(sitting).fetching)
        assert outside.paths[2:] == [LIST]


class NoCdrIds(httpx.AsyncBaseTransport):
    """A server that finds no legs by a CDR id."""

    def __init__(self, inner: httpx.AsyncBaseTransport, status: int) -> None:
        self._inner = inner
        self._status = status

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if "/legs/2026" in request.url.path:
            return httpx.Response(
                self._status,
                json={"data": [], "status": "success" if self._status == 200 else "error"},
                request=request,
            )
        return await self._inner.handle_async_request(request)


@pytest.mark.parametrize("status", [200, 404])
async def test_where_the_cdr_id_finds_nothing_the_interaction_id_does(
    inspecting: Inspecting, outside: Outside, status: int
) -> None:
    outside.transport = NoCdrIds(outside.transport, status)
    async with inspecting() as sitting:
        await open_calls(sitting)
        row = screen(sitting).listed.row(under_cursor(sitting))
        assert row is not None
        await sitting.burst("enter")
        await sitting.until(f"{row.interaction_id} fetched")
        legs = f"accounts/{ACCOUNT_ID}/cdrs/legs/"
        assert outside.paths[1:] == [f"{legs}{row.cdr_id}", f"{legs}{row.interaction_id}"]


async def test_a_call_that_is_found_by_neither_id_is_told_by_its_interaction_id(
    inspecting: Inspecting, outside: Outside
) -> None:
    async with inspecting() as sitting:
        await open_calls(sitting)
        row = screen(sitting).listed.row(under_cursor(sitting))
        assert row is not None
        outside.sandbox.faults = {"legs:missing"}
        await sitting.burst("enter")
        await sitting.until("✗")
        assert len(outside.asked) == 3 and sitting.has("Nothing found")


@pytest.mark.parametrize(
    ("key", "name", "first"),
    [
        ("2", "yesterday UTC", "2026-11-22 00:00"),
        ("3", "last 7 days until 12:00 UTC", "2026-11-16 12:00"),
        ("4", "last 31 days until 12:00 UTC", "2026-10-23 12:00"),
        ("1", "today until 12:00 UTC", "2026-11-23 00:00"),
    ],
)
async def test_a_key_chooses_another_time_and_the_filter_stays(
    inspecting: Inspecting, outside: Outside, key: str, name: str, first: str
) -> None:
    async with inspecting() as sitting:
        await open_calls(sitting)
        await sitting.type("normal")
        await sitting.burst("tab")
        await sitting.burst(key)
        await sitting.until(f"── Calls · {name} · ")
        await sitting.until("50 so far with “normal”")
        start = clock.instant(float(outside.asked[-1].url.params["created_from"]))
        assert start == datetime.fromisoformat(f"{first}+00:00")
        assert all(row.cause.words == "normal" for row in screen(sitting).listed.kept)


async def test_any_other_time_is_typed_and_what_is_none_is_told(inspecting: Inspecting) -> None:
    async with inspecting() as sitting:
        await open_calls(sitting)
        await sitting.burst("tab")
        await sitting.burst("5")
        await sitting.until("── Calls of a time · UTC")
        await sitting.type("10:00")
        await sitting.burst("tab")
        await sitting.type("soon")
        await sitting.burst("enter")
        await sitting.until("✗ “soon” is no time")
        await sitting.burst("ctrl+u", *"10:30", "enter")
        await sitting.until("── Calls · 23 Nov 10:00 – 10:30 UTC · ")
        await sitting.until(lambda: screen(sitting).listed.count == 50)
        assert all(line[1:4] == "10:" for line in sitting.text.split("\n")[3:15])
        await sitting.burst("5")
        await sitting.until("10:30")
        await sitting.burst("escape")
        await sitting.until("── Calls · 23 Nov 10:00 – 10:30 UTC · ")


async def test_t_shows_all_times_in_the_other_zone_also_on_the_screen_below(
    inspecting: Inspecting, home: Path
) -> None:
    file = home / ".config/vinix-tui/config.toml"
    file.parent.mkdir(parents=True)
    file.write_text('timezone = "Asia/Kolkata"\n')
    async with inspecting(CALL) as sitting:
        assert sitting.text.split("\n")[0].endswith("IST")
        await open_calls(sitting)
        assert title(sitting) == "Calls · today until 17:30 IST · 50 so far"
        began = sitting.text.split("\n")[3][1:9]
        await sitting.burst("tab")
        await sitting.burst("t")
        assert sitting.has("Times are shown in UTC.")
        assert title(sitting) == "Calls · 22 Nov 18:30 – 23 Nov 12:00 UTC · 50 so far"
        there = datetime.strptime(began, "%H:%M:%S") - timedelta(hours=5, minutes=30)
        assert sitting.text.split("\n")[3][1:13] == f"23 Nov {there:%H:%M}"
        await sitting.burst("escape")
        await sitting.until("Legs ·")
        assert sitting.text.split("\n")[0].endswith("UTC")


async def test_y_copies_the_interaction_id_and_e_says_the_command_that_writes_the_list(
    inspecting: Inspecting,
) -> None:
    async with inspecting(size=(100, 24)) as sitting:
        await open_calls(sitting)
        await sitting.burst("tab")
        await sitting.burst("y")
        await sitting.until("Sent 20 characters")
        await sitting.burst("e")
        assert sitting.has("In a shell: vinix-tui recent --format csv (or json) > FILE")
        await sitting.burst("3")
        await sitting.until("last 7 days")
        await sitting.burst("e")
        assert sitting.has("In a shell: vinix-tui recent --from 7d --format csv")


async def test_the_account_of_the_search_pane_is_the_one_whose_calls_are_listed(
    inspecting: Inspecting, outside: Outside
) -> None:
    async with inspecting() as sitting:
        await open_calls(sitting)
        await sitting.burst("escape")
        await sitting.until("No call looked up yet")
        await sitting.burst("s")
        await sitting.burst("shift+tab")
        await sitting.burst("ctrl+u", *SUB_ACCOUNT_ID, "escape")
        await sitting.burst("b")
        await sitting.until("No calls in that time.")
        assert title(sitting) == "Calls · today until 12:00 UTC · 0"
        assert outside.paths == [LIST, f"accounts/{SUB_ACCOUNT_ID}/cdrs/interaction"]
        await sitting.burst("enter")  # there is nothing to look up
        await sitting.burst("tab")
        await sitting.burst("y")
        await sitting.until("Nothing stands here to be copied.")


async def test_an_account_that_cannot_be_one_is_told_before_anything_is_sent(
    inspecting: Inspecting, outside: Outside
) -> None:
    async with inspecting() as sitting:
        await sitting.burst("shift+tab")
        await sitting.burst("ctrl+u", *"acme", "escape")
        await sitting.burst("b")
        await sitting.until("✗ acme is no account id")
        assert outside.asked == []


async def test_the_demo_lists_its_month_behind_its_own_calls(start: Started) -> None:
    async with start() as sitting:
        await sitting.until("One-way audio behind NAT")
        assert "Tab b a month" in sitting.text.split("\n")[-1]
        await sitting.burst("tab")
        await sitting.burst("b")
        await sitting.until("── Calls · today until 12:00 UTC · 50 so far")
        row = screen(sitting).listed.row(under_cursor(sitting))
        assert row is not None
        await sitting.burst("enter")
        await sitting.until(f"{row.interaction_id} fetched")
        await sitting.burst("b")
        await sitting.until("Calls of the demo")
        await sitting.burst("tab")
        await sitting.burst("b")
        await sitting.until("As it was listed before")
        await sitting.burst("escape")
        await sitting.until("Calls of the demo")
        await sitting.burst("escape")
        await sitting.until("Legs ·")
