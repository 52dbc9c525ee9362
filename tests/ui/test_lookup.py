"""Looking a call up: what may be pasted, how a token is renewed, and what shows meanwhile."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest

from vinix_tui.sandbox import account
from vinix_tui.sandbox.scenarios import one_way_audio
from vinix_tui.ui.screens import inspector

if TYPE_CHECKING:
    from tests.ui.conftest import DeskFor, Inspecting, Outside, Sitting, Started

CALL = one_way_audio.SCENARIO.id
OTHER = "63962641880-9bd0e1c2"
LEGS = f"accounts/{account.ACCOUNT_ID}/cdrs/legs/"
KNOWN = {
    "VINIX_ACCOUNT_NAME": account.ACCOUNT_NAME,
    "VINIX_USERNAME": account.USERNAME,
    "VINIX_PASSWORD": account.PASSWORD,
}


@pytest.fixture
async def sitting(inspecting: Inspecting) -> AsyncIterator[Sitting]:
    """Signed in with a token, nothing looked up yet."""
    async with inspecting() as sitting:
        yield sitting


async def test_an_id_is_found_in_whatever_was_pasted(sitting: Sitting, outside: Outside) -> None:
    for pasted in (
        f"https://portal.example.com/accounts/{account.ACCOUNT_ID}/cdrs/interaction/{CALL}?x=1",
        f"  “{CALL}”  ",
        f"'{account.ACCOUNT_ID}/{CALL}'",
        f"{CALL[:5]}\u200b{CALL[5:]}\u2060\ufeff",
        f"interaction_id={CALL}",
    ):
        outside.asked.clear()
        await sitting.ask(OTHER)
        await sitting.until(f"{OTHER} fetched")
        await sitting.ask(pasted)
        await sitting.until(f"{CALL} fetched")
        assert outside.paths == [LEGS + OTHER, LEGS + CALL], pasted
        assert "Kim Larsen" in sitting.text


async def test_a_cdr_id_finds_the_interaction_it_belongs_to(
    sitting: Sitting, outside: Outside
) -> None:
    cdr = one_way_audio.SCENARIO.documents[1]["id"]
    await sitting.paste(cdr)
    await sitting.burst("enter")
    await sitting.until("saved")
    assert outside.paths == [LEGS + cdr]
    assert sitting.has(f"{CALL} fetched") and sitting.has(f"Interaction {CALL}")


async def test_an_id_that_cannot_be_right_is_refused_with_its_reason_and_not_sent(
    sitting: Sitting, outside: Outside
) -> None:
    for pasted, words in (
        ("", "Give an interaction id"),
        ("12345", "no interaction id"),
        ("99999999999-00000002", "cannot be right"),
        ("636399999999-00000002", "12 digits"),
        (account.ACCOUNT_ID, "is an account id"),
        ("d1953c0b-8f7e-4b64-9a3e-2f1f0b4b6a77", "bare Call-ID"),
        ("SD06125a4@192.0.2.10", "bare Call-ID"),
        ("x" * 3000, "too long"),
    ):
        if pasted:
            await sitting.ask(pasted)
        else:
            await sitting.burst("enter")
        assert sitting.has(words), pasted
        assert outside.asked == []
        await sitting.burst("escape")
        assert not sitting.has(words)


async def test_an_account_id_that_cannot_be_right_is_refused_and_not_sent(
    sitting: Sitting, outside: Outside
) -> None:
    await sitting.paste(CALL)
    await sitting.burst("shift+tab", "end", *"zz", "enter")
    assert sitting.has("is no account id") and outside.asked == []


async def test_when_the_call_began_is_read_from_its_id_at_once(
    sitting: Sitting, outside: Outside
) -> None:
    await sitting.paste(CALL)
    assert "Mon 23 Nov 10:00" in sitting.text and outside.asked == []


async def test_a_token_that_runs_out_is_renewed_without_a_question(
    start: Started, outside: Outside, desk_for: DeskFor
) -> None:
    async with start(desk=desk_for(outside, KNOWN)) as sitting:
        await sitting.until("•••")
        await sitting.burst("enter")
        await sitting.until("No call looked up yet")
        outside.sandbox.faults = {"expired-token"}
        await sitting.ask(CALL)
        await sitting.until("saved")
        assert outside.paths == ["user_auth", LEGS + CALL, "user_auth", LEGS + CALL]


async def test_a_pasted_token_that_runs_out_asks_and_then_finishes(
    sitting: Sitting, outside: Outside
) -> None:
    outside.sandbox.faults = {"expired-token"}
    await sitting.paste(CALL)
    await sitting.burst("enter")
    await sitting.until("Sign in to Vinix")
    assert sitting.has("does not accept the token")
    await sitting.burst("escape")
    await sitting.until("Not signed in")
    await sitting.burst("enter")
    outside.sandbox.faults = set()
    await sitting.until("Sign in to Vinix")
    assert "Token     •" not in sitting.text  # not the one that has just been refused
    await sitting.paste(outside.token["VINIX_AUTH_TOKEN"])
    await sitting.burst("enter")
    await sitting.until("saved")
    assert "Kim Larsen" in sitting.text


async def test_pages_are_counted_while_they_come_in(sitting: Sitting, outside: Outside) -> None:
    outside.hold(answered_first=1)
    await sitting.paste("63962211600-c3a7705f")
    await sitting.burst("enter")
    await sitting.until("200 legs so far")
    outside.release()
    await sitting.until("saved")
    assert sitting.has("Legs · 300") and len(outside.asked) == 2


async def test_a_busy_line_is_for_waits_only_yet_esc_cancels_before_it_is_there(
    inspecting: Inspecting, outside: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inspector, "AT_ONCE", 60.0)
    async with inspecting(CALL) as sitting:
        outside.hold()
        await sitting.ask(OTHER)
        await sitting.until(lambda: len(outside.asked) == 2)
        assert not sitting.has("Asking for") and not sitting.has("still of")
        await sitting.burst("escape")
        assert sitting.has("Cancelled") and "Kim Larsen" in sitting.text


async def test_old_legs_are_marked_while_others_load_and_stay_when_that_is_cancelled(
    inspecting: Inspecting, outside: Outside
) -> None:
    async with inspecting(CALL) as sitting:
        outside.hold()
        await sitting.ask(OTHER)
        await sitting.until(f"Asking for {OTHER}")
        assert sitting.has(f"still of {CALL}") and "Kim Larsen" in sitting.text
        await sitting.burst("escape")
        assert sitting.has("Cancelled") and not sitting.has("still of")
        assert "Kim Larsen" in sitting.text
        await sitting.burst("escape")
        await sitting.burst("r")
        await sitting.until("Esc cancels")
        outside.release()
        await sitting.until("saved")
        assert outside.paths == [LEGS + CALL, LEGS + OTHER, LEGS + CALL]


async def test_a_lookup_that_replaces_another_can_be_cancelled_too(
    inspecting: Inspecting, outside: Outside
) -> None:
    async with inspecting(CALL) as sitting:
        outside.hold()
        await sitting.ask(OTHER)
        await sitting.until(f"Asking for {OTHER}")
        await sitting.burst("home", "ctrl+k")
        await sitting.paste("63962644367-3e8a51c7")
        await sitting.burst("enter")
        await sitting.until("Asking for 63962644367-3e8a51c7")
        await sitting.until(lambda: len(outside.asked) == 3)
        assert sitting.has(f"still of {CALL}") and sitting.has("Esc cancels")
        await sitting.burst("escape")
        outside.release()
        assert sitting.has("Cancelled") and "Kim Larsen" in sitting.text


async def test_leaving_in_the_middle_of_a_lookup_is_no_crash(
    inspecting: Inspecting, outside: Outside
) -> None:
    async with inspecting(CALL) as sitting:
        outside.hold()
        await sitting.burst("r")
        await sitting.until("Esc cancels")
        await sitting.burst("q")
    assert sitting.app.return_code == 0


async def test_leaving_from_the_question_in_the_middle_of_a_lookup_is_no_crash(
    sitting: Sitting, outside: Outside
) -> None:
    outside.sandbox.faults = {"expired-token"}
    await sitting.paste(CALL)
    await sitting.burst("enter")
    await sitting.until("Sign in to Vinix")
    await sitting.burst("ctrl+q")
    await sitting.until(lambda: not sitting.app.is_running)
    assert sitting.app.return_code == 0
