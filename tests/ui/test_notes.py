"""A lookup's note stands whole on the Summary, whatever the lists and the status line cut of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.ui.conftest import Inspecting, Sitting

CALL = "63962647202-00000002"
NOTE = (
    "customer rang again at noon, ticket 4711: the router was replaced on Friday, since then every"
    " call to the warehouse is cut after half a minute, ask Kim before closing"
)


async def write(sitting: Sitting, note: str) -> None:
    await sitting.burst("n")
    await sitting.until("Note on")
    await sitting.burst(*note, "enter")


async def test_a_long_note_is_read_whole_on_the_summary(inspecting: Inspecting) -> None:
    async with inspecting(CALL) as sitting:
        assert not sitting.has("note  ")
        await write(sitting, NOTE)
        await sitting.until("ask Kim before closing")
        assert all(word in sitting.text for word in NOTE.split())


async def test_note_and_pin_are_there_again_whatever_way_the_call_is_opened(
    inspecting: Inspecting,
) -> None:
    async with inspecting(CALL) as sitting:
        await write(sitting, "ticket 4711")
        await sitting.until("note              ticket 4711")
        await sitting.burst("p")
        await sitting.until(lambda: sitting.app.screen.view.pinned)  # type: ignore[attr-defined]
        await sitting.burst("1", "G")
        await sitting.until("pinned            kept whatever its age")
        await sitting.burst("g", "r")  # fetched anew
        await sitting.until("saved")
        await sitting.until("note              ticket 4711")
        await sitting.ask("63962641880-9bd0e1c2")
        await sitting.until("63962641880-9bd0e1c2 fetched")
        assert not sitting.has("4711")
        await sitting.burst("escape", "h")
        await sitting.until("── History")
        await sitting.until("today")
        await sitting.burst("down", "enter")
        await sitting.until("stored copy")
        await sitting.until("note              ticket 4711")


async def test_what_is_changed_in_the_history_is_changed_on_the_summary(
    inspecting: Inspecting,
) -> None:
    async with inspecting(CALL) as sitting:
        await sitting.burst("p")
        await sitting.until(lambda: sitting.app.screen.view.pinned)  # type: ignore[attr-defined]
        await sitting.burst("1", "G")
        await sitting.until("pinned            kept")
        await sitting.burst("h")
        await sitting.until("today")
        await sitting.burst("tab", "p")
        await sitting.until("no longer pinned")
        await sitting.burst("escape")
        await sitting.until("Legs ·")
        await sitting.until(lambda: not sitting.has("pinned            kept"))
