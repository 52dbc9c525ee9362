"""Recent calls where something is in the way: no login, no such list, a bad line, hostile rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import httpx
import pytest
from rich.cells import cell_len

from vinix_tui.calls import clock
from vinix_tui.sandbox.account import ACCOUNT_ID
from vinix_tui.sandbox.scenarios import one_way_audio
from vinix_tui.ui.screens.recent import RecentScreen
from vinix_tui.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from tests.ui.conftest import Inspecting, Outside, Sitting

CALL = one_way_audio.SCENARIO.id
LIST = f"accounts/{ACCOUNT_ID}/cdrs/interaction"


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.stopped_at(datetime(2026, 11, 23, 12, tzinfo=UTC)):
        yield


async def open_calls(sitting: Sitting) -> RecentScreen:
    await sitting.burst("escape")
    await sitting.burst("b")
    await sitting.until("── Calls ·")
    screen = sitting.app.screen
    assert isinstance(screen, RecentScreen)
    return screen


def told(screen: RecentScreen) -> str:
    notice = screen.query_one(Notice)
    return notice.said if notice.display else ""


async def test_who_is_not_signed_in_any_more_is_asked_and_then_it_goes_on(
    inspecting: Inspecting, outside: Outside
) -> None:
    async with inspecting() as sitting:
        outside.sandbox.faults = {"expired-token"}
        await sitting.burst("escape")
        await sitting.burst("b")
        await sitting.until("Sign in to Vinix")
        outside.sandbox.faults = set()
        await sitting.paste(outside.token["VINIX_AUTH_TOKEN"])
        await sitting.burst("enter")
        await sitting.until("50 so far")
        assert set(outside.paths) == {LIST}


async def test_who_does_not_sign_in_is_told_so_and_may_try_again(
    inspecting: Inspecting, outside: Outside
) -> None:
    async with inspecting() as sitting:
        outside.sandbox.faults = {"expired-token"}
        await sitting.burst("escape")
        await sitting.burst("b")
        await sitting.until("Sign in to Vinix")
        outside.sandbox.faults = set()
        await sitting.burst("escape")
        await sitting.until("Not signed in, so no calls were listed.")
        await sitting.burst("tab")
        await sitting.burst("r")
        await sitting.until("Sign in to Vinix")


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("recent:missing", "this server has no list of recent calls"),
        ("recent:forbidden", "this token may not list the calls of"),
    ],
)
async def test_a_server_without_the_list_says_so_once_and_all_the_rest_works(
    inspecting: Inspecting, outside: Outside, fault: str, words: str
) -> None:
    async with inspecting() as sitting:
        outside.sandbox.faults = {fault}
        screen = await open_calls(sitting)
        await sitting.until(words)
        assert "tries again" not in told(screen)
        await sitting.type("555")
        assert len(outside.asked) == 1 and sitting.has(words)
        await sitting.burst("escape", "escape")
        await sitting.until("No call looked up yet")
        await sitting.ask(CALL)
        await sitting.until("saved")


async def test_a_line_that_fails_keeps_the_rows_and_r_goes_on_at_the_same_page(
    inspecting: Inspecting, outside: Outside
) -> None:
    async with inspecting() as sitting:
        screen = await open_calls(sitting)
        await sitting.until("50 so far")
        outside.sandbox.faults = {"recent:server-error"}
        await sitting.burst("pagedown", "pagedown", "pagedown", "pagedown")
        await sitting.until("Tab r tries again.")
        assert screen.listed.count == 50 and "50 so far" in sitting.text
        failed = len(outside.asked)
        await sitting.type("5")  # what has failed is not tried again by every key
        await sitting.burst("down")
        assert len(outside.asked) == failed
        outside.sandbox.faults = set()
        await sitting.burst("tab")
        await sitting.burst("r")
        await sitting.until(lambda: screen.listed.count == 250)
        assert told(screen) == ""


async def test_a_list_that_cannot_be_fetched_anew_stays_and_r_tries_again(
    inspecting: Inspecting, outside: Outside
) -> None:
    async with inspecting() as sitting:
        screen = await open_calls(sitting)
        await sitting.until("50 so far")
        await sitting.burst("tab")
        first = screen.listed
        outside.sandbox.faults = {"recent:server-error"}
        await sitting.burst("down", "down", "2")
        await sitting.until("r tries again.")
        assert screen.listed is first and sitting.has("── Calls · today until")
        outside.sandbox.faults = set()
        await sitting.burst("r")
        await sitting.until("── Calls · yesterday UTC · ")
        assert told(screen) == "" and screen.rows.cursor_key == screen.listed.kept[0].key


async def test_esc_leaves_the_list_that_is_there_where_another_was_asked_for(
    inspecting: Inspecting, outside: Outside
) -> None:
    async with inspecting() as sitting:
        screen = await open_calls(sitting)
        await sitting.until("50 so far")
        first = screen.listed
        outside.hold()
        await sitting.burst("tab")
        await sitting.burst("2")
        await sitting.until("Asking for calls … Esc stops")
        await sitting.burst("escape")
        assert sitting.has("Cancelled. What was listed is still there.")
        outside.release()
        await sitting.settle()
        assert screen.listed is first and sitting.has("── Calls · today until 12:00 UTC · 50")


async def test_waits_between_tries_are_told_and_esc_ends_them(
    inspecting: Inspecting, outside: Outside
) -> None:
    class Gone(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            raise httpx.ConnectError("no route to host", request=request)

    async with inspecting() as sitting:
        outside.transport = Gone()

        async def for_ever(_seconds: float) -> None:
            outside.hold()
            await outside._released.wait()

        outside.wait_of = for_ever
        await open_calls(sitting)
        await sitting.until("Trying again in")
        await sitting.burst("escape")
        await sitting.until("Stopped after 0 calls")
        await sitting.burst("escape")
        await sitting.until("No call looked up yet")


@pytest.mark.parametrize("width", [60, 80, 120, 300])
async def test_every_row_fits_and_numbers_are_whole(inspecting: Inspecting, width: int) -> None:
    async with inspecting(size=(width, 24)) as sitting:
        await open_calls(sitting)
        await sitting.until("50 so far")
        lines = sitting.text.split("\n")
        assert all(cell_len(line) <= width for line in lines)
        rows = lines[3:12]
        assert all(" → " in row and row.count(" → ") == 1 for row in rows)
        assert sum("+1" in row for row in rows) > 2
        for row in rows:
            for word in row.split():
                assert not word.startswith("+1") or len(word) == 12, row


async def test_hostile_names_stand_there_as_text_and_nothing_else(
    inspecting: Inspecting, outside: Outside
) -> None:
    evil = "[red]x[/] \x1b[2J\u202eevil\x07 <b>"

    class Hostile(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            row = {
                "id": f"202611-{evil}",
                "interaction_id": f"63962647202-{evil}",
                "caller_id_name": evil,
                "caller_id_number": evil * 30,
                "callee_id_number": "2001",
                "hangup_cause": evil,
                "timestamp": evil,
            }
            return httpx.Response(
                200,
                json={"data": [row, {"id": evil}, {}], "status": "success"},
                request=request,
            )

    async with inspecting() as sitting:
        outside.transport = Hostile()
        screen = await open_calls(sitting)
        await sitting.until(lambda: screen.listed.finished)
        await sitting.until("[red]x[/] ␛[2J")
        for _ in range(3):
            assert not set(sitting.text) & set("\x1b\x07\u202e")
            await sitting.burst("down")
        await sitting.burst("enter")  # the empty row has no id
        assert sitting.has("This row has no id") and screen.listed.count == 3


async def test_signing_out_forgets_what_was_listed(inspecting: Inspecting) -> None:
    async with inspecting() as sitting:
        await open_calls(sitting)
        await sitting.until("50 so far")
        await sitting.burst("escape")
        await sitting.until("No call looked up yet")
        await sitting.burst("L")
        await sitting.burst("L")
        await sitting.until("Sign in to Vinix")
        assert sitting.app.session.listed is None
