"""Looking a call up when it is not there or may not be read, and when the server is ill."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest

from vinix_tui.sandbox import account
from vinix_tui.sandbox.faults import FAULTS
from vinix_tui.sandbox.scenarios import one_way_audio
from vinix_tui.sandbox.transport import SandboxTransport
from vinix_tui.ui.widgets.notice import Notice
from vinix_tui.ui.widgets.search_pane import SearchPane

if TYPE_CHECKING:
    from tests.ui.conftest import Inspecting, Outside, Sitting

CALL = one_way_audio.SCENARIO.id
OTHER = "63962641880-9bd0e1c2"
LEGS = f"accounts/{account.ACCOUNT_ID}/cdrs/legs/"
DASHED = "5a4db0c5-a4db-0c5a-4db0-c5a4db0c5a4d"


@pytest.fixture
async def sitting(inspecting: Inspecting) -> AsyncIterator[Sitting]:
    """Signed in with a token, nothing looked up yet."""
    async with inspecting() as sitting:
        yield sitting


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_nothing_found_gives_the_four_likely_reasons_whole(
    inspecting: Inspecting, size: tuple[int, int]
) -> None:
    async with inspecting(size=size) as sitting:
        await sitting.ask("63962647202-deadbeef")
        await sitting.until("No legs for 63962647202-deadbeef")
        for words in ("Another account", "Too early", "Too old", "Mistyped", "by character"):
            assert sitting.has(words), words
        assert sitting.app.focused is not None


async def test_an_account_with_dashes_that_is_unknown_is_offered_without_them(
    sitting: Sitting, outside: Outside
) -> None:
    await sitting.burst("shift+tab")
    await sitting.burst("home", *["delete"] * 32)
    await sitting.paste(DASHED)
    await sitting.burst("tab")
    await sitting.paste(CALL)
    await sitting.burst("enter")
    await sitting.until("dashes")
    assert outside.paths == [f"accounts/{DASHED}/cdrs/legs/{CALL}"]
    await sitting.burst("enter")
    await sitting.until("saved")
    assert outside.paths[1:] == [LEGS + CALL]


async def test_what_the_server_refuses_is_told_with_the_request_id(
    sitting: Sitting, outside: Outside
) -> None:
    for who, wanted, words in (
        (account.FOREIGN_ACCOUNT_ID, CALL, "Not allowed"),
        (account.ACCOUNT_ID, "63934000000-0a1b2c3d", "archived"),
        (account.ACCOUNT_ID, "202601-abc@192.0.2.10", "Nothing found"),
        ("0" * 32, CALL, "Nothing found"),
    ):
        await sitting.ask(f"https://portal.example.com/accounts/{who}/cdrs/legs/{wanted}")
        await sitting.until(words)
        assert sitting.has(outside.asked[-1].headers["x-request-id"])
        await sitting.burst("escape")


async def test_a_sub_account_is_used_as_given_and_stays(sitting: Sitting, outside: Outside) -> None:
    sub = account.SUB_ACCOUNT_ID
    await sitting.burst("shift+tab")
    await sitting.paste(sub)
    await sitting.burst("tab")
    await sitting.paste(CALL)
    await sitting.burst("enter")
    await sitting.until(f"No legs for {CALL}")
    await sitting.ask(f"https://portal.example.com/accounts/{sub}/cdrs/legs/{OTHER}")
    await sitting.until(f"No legs for {OTHER}")
    assert outside.paths == [
        f"accounts/{sub}/cdrs/legs/{CALL}",
        f"accounts/{sub}/cdrs/legs/{OTHER}",
    ]
    assert sitting.app.screen.query_one(SearchPane).account == sub


HEALS = {"slow", "drip", "rate-limit", "unavailable", "wrong-types"}
"""Faults after which the call arrives all the same."""


async def test_each_fault_gives_a_sentence_and_keeps_what_was_on_the_screen(
    inspecting: Inspecting, outside: Outside
) -> None:
    async with inspecting(CALL) as sitting:
        before = sitting.text.split("\n")
        notice = sitting.app.screen.query_one(Notice)
        for fault in set(FAULTS) - {"expired-token"}:
            outside.sandbox.faults = {f"legs:{fault}"}
            asked = len(outside.asked)
            await sitting.burst("r")
            await sitting.until(lambda asked=asked: len(outside.asked) > asked)  # type: ignore[misc]
            await sitting.until(lambda: not sitting.app.screen.busy)  # type: ignore[attr-defined]
            if fault in HEALS:
                # What is of other types reads otherwise, and that is said of it.
                kept = "saved" in sitting.text or "Since" in sitting.text
                assert kept and not notice.display, fault
                outside.sandbox.faults = set()
                await sitting.burst("r")  # wrong types came as one leg for many
                await sitting.until("2 of 5")
            else:
                assert notice.display and f"✗ {notice.said[:20]}" in sitting.text, fault
                assert "Kim Larsen" in sitting.text
                assert before[3:6] == sitting.text.split("\n")[3:6], fault
                await sitting.burst("escape")
                assert not notice.display and "still of" not in sitting.text
            assert sitting.app.focused is not None


async def test_esc_leaves_a_wait_that_never_ends(inspecting: Inspecting, outside: Outside) -> None:
    async def never(_seconds: float) -> None:
        await asyncio.Event().wait()

    async with inspecting(CALL) as sitting:
        outside.transport = SandboxTransport(outside.sandbox, pause=never)
        outside.wait_of = never
        for fault in ("slow", "drip", "rate-limit", "unavailable"):
            outside.sandbox.faults = {fault}
            await sitting.burst("r")
            await sitting.until("Esc cancels")
            if fault in ("rate-limit", "unavailable"):
                await sitting.until("Trying again in")
                assert "Esc cancels" in sitting.text
            await sitting.burst("escape")
            assert sitting.has("Cancelled") and "Kim Larsen" in sitting.text, fault
