"""What befalls the disk under the running program: a word on the status line, never the screen."""

from __future__ import annotations

import shutil
import sqlite3
from typing import TYPE_CHECKING

import pytest

from vinix_tui.sandbox.scenarios import one_way_audio
from vinix_tui.storage import history_file, paths

if TYPE_CHECKING:
    from tests.ui.conftest import Inspecting, Sitting

CALL = one_way_audio.SCENARIO.id
OTHER = "63962641880-9bd0e1c2"


async def refused(sitting: Sitting, why: str) -> None:
    """Another call is shown whole, with the reason why it is not kept."""
    await sitting.ask(OTHER)
    await sitting.until(f"{OTHER} fetched")
    assert sitting.has(f"not saved: {why}") and sitting.has(f"Interaction {OTHER}")
    await sitting.burst("p")
    await sitting.until(lambda: "not changed" in sitting.text or "Not stored" in sitting.text)
    assert sitting.has("Legs ·")


async def test_a_history_that_is_removed_under_the_program_begins_anew(
    inspecting: Inspecting,
) -> None:
    async with inspecting(CALL) as sitting:
        shutil.rmtree(paths.history_file().parent)
        await sitting.burst("p")
        await sitting.until("Not stored, so it cannot be pinned.")
        await sitting.ask(OTHER)
        await sitting.until(f"{OTHER} fetched")
        assert sitting.has("· saved")
        await sitting.burst("h")
        await sitting.until("2 legs")
        assert OTHER in sitting.text and CALL not in sitting.text


async def test_a_cache_that_is_no_directory_any_more_is_told(inspecting: Inspecting) -> None:
    async with inspecting(CALL) as sitting:
        place = paths.history_file().parent
        shutil.rmtree(place)
        place.write_text("something else")
        await refused(sitting, "/")  # and the path, cut to the line
        await sitting.burst("h")
        await sitting.until("Nothing stored yet.")
        await sitting.burst("escape")
        await sitting.until("Legs ·")
        place.unlink()
        await sitting.burst("r")
        await sitting.until("· saved")


async def test_a_disk_that_fills_up_is_told_until_there_is_room_again(
    inspecting: Inspecting, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = True

    def check(connection: sqlite3.Connection) -> str:
        only_read = prepared(connection)
        if full:
            connection.execute("PRAGMA max_page_count = 1")  # as many as there are
        return only_read

    prepared = history_file._prepared
    async with inspecting(CALL) as sitting:
        sitting.app.desk.history.close()
        monkeypatch.setattr(history_file, "_prepared", check)
        await sitting.ask("63962211600-c3a7705f")  # 300 legs
        await sitting.until("not saved: the disk is full")
        assert sitting.has("Legs · 300")
        full = False
        sitting.app.desk.history.close()  # a connection that was told so still thinks it is full
        await sitting.burst("r")
        await sitting.until("· saved")


async def test_a_history_of_a_later_version_is_read_and_told_and_left(
    inspecting: Inspecting,
) -> None:
    async with inspecting(CALL) as sitting:
        history = sitting.app.desk.history
        history._file.write("", lambda raw: raw.execute("PRAGMA user_version = 3"))
        history.close()
        before = paths.history_file().read_bytes()
        await sitting.burst("h")
        await sitting.until("The history is only read: a newer vinix-tui has written it.")
        assert CALL in sitting.text
        await sitting.burst("enter")
        await sitting.until("from the history, without the network")
        await refused(sitting, "a newer vinix-tui")
        assert paths.history_file().read_bytes() == before
