"""What changed since a call was looked up before: a sentence, the Summary, both copies compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from vinix_tui.calls import clock
from vinix_tui.calls.lookup import Lookup
from vinix_tui.sandbox.scenarios import one_way_audio

if TYPE_CHECKING:
    from tests.ui.conftest import Inspecting, Sitting

CALL = one_way_audio.SCENARIO.id
Documents = tuple[dict[str, Any], ...]


def store_another(sitting: Sitting, change: Callable[[Documents], Documents]) -> Lookup:
    """Let the stored copy be of three hours ago, with other documents."""
    history = sitting.app.desk.history
    [entry] = history.find(CALL)
    stored = history.load(entry.key)
    history.delete(entry.key)
    was = clock.now() - timedelta(hours=3)
    earlier = replace(stored, documents=change(stored.documents), fetched_at=was)
    history.save(earlier, "")
    return earlier


def answered_later(documents: Documents) -> Documents:
    return tuple(
        document | {"billing_seconds": 5, "hangup_cause": "ORIGINATOR_CANCEL"}
        if number == 1
        else document
        for number, document in enumerate(documents)
    )


async def test_more_legs_are_told_in_a_sentence_and_lead_on_from_the_summary(
    inspecting: Inspecting,
) -> None:
    async with inspecting(CALL, size=(120, 36)) as sitting:
        store_another(sitting, lambda documents: documents[:1])
        await sitting.burst("r")
        await sitting.until("Since 3 h ago: 4 more legs; the verdict was:")
        assert sitting.has("Changed since") and sitting.has("The verdict was:")
        assert sitting.has("+ leg ") and sitting.has("is new")


async def test_a_changed_leg_opens_its_two_copies_beside_each_other(
    inspecting: Inspecting,
) -> None:
    async with inspecting(CALL, size=(120, 36)) as sitting:
        store_another(sitting, answered_later)
        await sitting.burst("r")
        await sitting.until("Since 3 h ago: 1 leg changed")
        assert sitting.has("talking 5 s → ") and sitting.has("cause ORIGINATOR_CANCEL")
        await sitting.burst("1", "/", *"ORIGINATOR")
        await sitting.burst("enter")
        await sitting.burst("g")
        await sitting.burst("j", "enter")
        await sitting.until("4 things differ between the two copies.")
        head = " ".join(sitting.text.split("\n")[1].split())
        assert head.count(": leg 2 device Kim") == 2 and sitting.has("ORIGINATOR_CANCEL")
        await sitting.burst("escape")
        await sitting.until("── Legs")


async def test_where_nothing_changed_nothing_is_said(inspecting: Inspecting) -> None:
    async with inspecting(CALL, size=(120, 36)) as sitting:
        store_another(sitting, lambda documents: documents[::-1])
        await sitting.burst("r")
        await sitting.until(f"{CALL} fetched")
        await sitting.app.workers.wait_for_complete()
        assert not sitting.has("Since 3 h ago") and not sitting.has("Changed since")


async def test_a_copy_that_was_imported_without_secrets_differs_in_nothing_else(
    inspecting: Inspecting,
) -> None:
    from vinix_tui.reports.redact import redact

    async with inspecting(CALL, size=(120, 36)) as sitting:
        store_another(
            sitting,
            lambda documents: tuple(
                redact(document | ({"digits_dialed": "9"} if "digits_dialed" in document else {}))
                for document in documents
            ),
        )
        await sitting.burst("r")
        await sitting.until(f"{CALL} fetched")
        await sitting.app.workers.wait_for_complete()
        assert not sitting.has("Since 3 h ago")


async def test_a_damaged_copy_is_replaced_in_silence(inspecting: Inspecting) -> None:
    async with inspecting(CALL, size=(120, 36)) as sitting:
        store_another(sitting, lambda documents: documents[:1])
        history = sitting.app.desk.history
        history._file.write("", lambda raw: raw.execute("UPDATE bodies SET body = x'00'"))
        await sitting.burst("r")
        await sitting.until(f"{CALL} fetched")
        await sitting.app.workers.wait_for_complete()
        assert not sitting.has("Since 3 h ago") and sitting.has("· saved")


async def test_the_call_is_on_the_screen_before_anything_is_compared(
    inspecting: Inspecting, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    async with inspecting(CALL, size=(120, 36)) as sitting:
        store_another(sitting, lambda documents: documents[:1])
        session = sitting.app.session
        since = session.since

        async def look(found: Any) -> Any:
            seen.append(sitting.text)
            return await since(found)

        monkeypatch.setattr(session, "since", look)
        await sitting.burst("r")
        await sitting.until("Since 3 h ago")
        assert "stored copy" not in seen[0] and f"{CALL} fetched" in " ".join(seen[0].split())
