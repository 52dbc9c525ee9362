"""The history: found again while typing, opened without the network, pinned, noted, deleted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import httpx
import pytest

from vinix_tui.storage import paths
from vinix_tui.storage.history import History, HistoryTrouble
from vinix_tui.storage.private import StorageError
from vinix_tui.ui.screens import history as history_screen

if TYPE_CHECKING:
    from tests.ui.conftest import DeskFor, Inspecting, Outside, Sitting, Started

CALL = "63962647202-00000002"
OTHER = "63962641880-9bd0e1c2"
THIRD = "63962644367-3e8a51c7"


class NoNetwork(httpx.AsyncBaseTransport):
    """Refuses everything."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no route to host", request=request)


def refuse(*_values: Any) -> NoReturn:
    raise HistoryTrouble("not changed: the disk is full")


async def look_up(sitting: Sitting, *calls: str) -> None:
    for call in calls:
        await sitting.ask(call)
        await sitting.until(f"{call} fetched")


async def open_history(sitting: Sitting, words: str = "today") -> None:
    await sitting.burst("escape")
    await sitting.burst("h")
    await sitting.until("── History")
    await sitting.until(words)


def rows(sitting: Sitting) -> list[str]:
    """The ids in the list, from the top."""
    found = [CALL, OTHER, THIRD]
    lines = sitting.text.split("\n")[2:-3]
    return [name for line in lines for name in found if name in line]


async def test_the_latest_comes_first_and_typing_filters_at_once(inspecting: Inspecting) -> None:
    async with inspecting() as sitting:
        await look_up(sitting, CALL, OTHER, THIRD)
        await open_history(sitting)
        assert rows(sitting) == [THIRD, OTHER, CALL]
        assert sitting.has("2 legs") or sitting.has("5 legs")
        for words, left in (("busy", [OTHER]), ("202 555 0101", [CALL]), ("no such", [])):
            await sitting.type(words)
            await sitting.until(lambda left=left: rows(sitting) == left)  # type: ignore[misc]
            assert sitting.app.focused is not None
            await sitting.burst("escape")
            await sitting.until(lambda: rows(sitting) == [THIRD, OTHER, CALL])
        await sitting.burst("escape")
        await sitting.until("Legs ·")


async def test_the_title_says_how_many_the_words_keep(
    inspecting: Inspecting, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with inspecting() as sitting:
        await look_up(sitting, CALL, OTHER, THIRD)
        await open_history(sitting)
        await sitting.type("busy  ")
        await sitting.until("── History · 1 of 3 with “busy” ──")
        await sitting.type("x" * 40)
        await sitting.until("── History · 0 of 3 with “busy " + "x" * 18 + "…” ──")
        await sitting.burst("escape")
        await sitting.until("── History ──")
        monkeypatch.setattr(history_screen, "_MOST_FOUND", 2)
        await sitting.type("6396")
        await sitting.until("── History · 2+ of 3 with “6396” ──")
        assert rows(sitting) == [THIRD, OTHER]


async def test_words_and_enter_in_one_packet_open_what_the_words_find(
    inspecting: Inspecting,
) -> None:
    async with inspecting() as sitting:
        await look_up(sitting, CALL, OTHER, THIRD)
        await open_history(sitting)
        await sitting.burst(*"busy", "enter")
        await sitting.until("stored copy")
        assert f"Interaction {OTHER}" in sitting.text and "486 busy" in sitting.text


async def test_a_stored_call_opens_without_the_network_and_says_its_age(
    inspecting: Inspecting, outside: Outside
) -> None:
    async with inspecting(CALL) as sitting:
        await look_up(sitting, OTHER)
        outside.transport = NoNetwork()
        asked = len(outside.asked)
        await open_history(sitting)
        await sitting.burst("down", "enter")
        await sitting.until("stored copy")
        assert "Kim Larsen" in sitting.text and f"Interaction {CALL}" in sitting.text
        assert len(outside.asked) == asked
        await sitting.burst("r")
        await sitting.until("No answer")
        await sitting.burst("escape")
        assert sitting.has("stored copy") and "Kim Larsen" in sitting.text


async def test_a_history_of_yesterday_is_there_today(
    inspecting: Inspecting, outside: Outside
) -> None:
    async with inspecting(CALL):
        pass
    outside.transport = NoNetwork()
    async with inspecting() as sitting:
        await open_history(sitting)
        await sitting.burst("tab")
        await sitting.burst("enter")
        await sitting.until("stored copy")
        assert "Kim Larsen" in sitting.text


async def test_a_lookup_is_pinned_from_the_list_and_from_the_inspector(
    inspecting: Inspecting,
) -> None:
    async with inspecting(CALL) as sitting:
        await open_history(sitting)
        await sitting.burst("tab")
        await sitting.burst("p")
        await sitting.until("★")
        assert sitting.has("now pinned")
        await sitting.burst("escape")
        await sitting.until("Legs ·")
        await sitting.burst("p")
        await sitting.until("No longer pinned")
        await open_history(sitting)
        assert "★" not in sitting.text


async def test_a_note_is_written_found_changed_and_removed(inspecting: Inspecting) -> None:
    async with inspecting(CALL) as sitting:
        await look_up(sitting, OTHER)
        await open_history(sitting)
        await sitting.burst("tab")
        await sitting.burst("down")
        await sitting.burst("n")
        await sitting.until("Note on " + CALL)
        await sitting.burst(*"ticket 4711 [b]q", "enter")
        await sitting.until("note: ticket 4711 [b]q")
        await sitting.burst("/")
        await sitting.type("4711")
        await sitting.until(lambda: rows(sitting) == [CALL])
        await sitting.burst("escape")
        await sitting.burst("escape")
        await sitting.until("Legs ·")
        await sitting.ask(CALL)
        await sitting.until(f"{CALL} fetched")
        await sitting.burst("n")
        await sitting.until("Note on " + CALL)
        await sitting.burst(*"zzz", "escape")  # Esc leaves the note as it was
        await sitting.until("Legs ·")
        await sitting.burst("n")
        await sitting.until("Note on " + CALL)
        assert "zzz" not in sitting.text
        await sitting.burst("end", "ctrl+u", "enter")
        await sitting.until("Note removed")
        await open_history(sitting)
        assert "4711" not in sitting.text


async def test_deleting_takes_two_presses_on_the_same_line(inspecting: Inspecting) -> None:
    async with inspecting(CALL) as sitting:
        await look_up(sitting, OTHER, THIRD)
        await open_history(sitting)
        await sitting.burst("tab")
        await sitting.burst("down", "d")
        await sitting.until(f"again to delete {OTHER}")
        await sitting.burst("down")
        assert not sitting.has("again to delete")
        await sitting.burst("d")
        await sitting.until(f"again to delete {CALL}")
        assert rows(sitting) == [THIRD, OTHER, CALL]
        await sitting.burst("up", "d")
        await sitting.until(f"again to delete {OTHER}")
        await sitting.burst("d")
        await sitting.until(lambda: rows(sitting) == [THIRD, CALL])
        await sitting.until(f"{OTHER} is deleted")
        assert "▸today" in sitting.text and sitting.app.focused is not None
        assert "▸" in next(line for line in sitting.text.split("\n") if CALL in line)


async def test_a_damaged_file_is_named_and_the_work_goes_on(inspecting: Inspecting) -> None:
    file = paths.history_file()
    file.parent.mkdir(parents=True)
    file.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    async with inspecting(CALL) as sitting:
        assert "Kim Larsen" in sitting.text
        await open_history(sitting, "damaged")
        assert sitting.has("set aside") and rows(sitting) == [CALL]
        await sitting.burst("tab")
        await sitting.burst("p")
        await sitting.until("now pinned")
    aside = [path for path in file.parent.iterdir() if "history.db" in path.name and path != file]
    assert any(path.read_bytes().endswith(b"\xff") for path in aside)


async def test_a_full_disk_loses_neither_the_screen_nor_the_truth(
    inspecting: Inspecting, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with inspecting(CALL) as sitting:
        for name in ("save", "pin", "note", "delete"):
            monkeypatch.setattr(History, name, refuse)
        await sitting.ask(OTHER)
        await sitting.until("the disk is full")
        assert sitting.has(f"{OTHER} fetched") and "486 busy" in sitting.text
        await open_history(sitting)
        await sitting.burst("tab")
        await sitting.burst("p")
        await sitting.until("not changed: the disk is full")
        assert not sitting.has("now pinned") and "★" not in sitting.text
        await sitting.burst("d")
        await sitting.until("again to delete")
        await sitting.burst("d")
        await sitting.until("not changed: the disk is full")
        assert rows(sitting) == [CALL]


async def test_a_history_that_cannot_be_read_says_so(
    inspecting: Inspecting, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with inspecting(CALL) as sitting:
        monkeypatch.setattr(History, "find", refuse)
        await open_history(sitting, "the disk is full")
        await sitting.burst("escape")
        await sitting.until("Kim Larsen")


async def test_without_a_home_directory_calls_are_shown_all_the_same(
    inspecting: Inspecting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere(demo: bool = False) -> NoReturn:
        raise StorageError("No home directory is known: set HOME to an absolute path.")

    monkeypatch.setattr(paths, "history_file", nowhere)
    async with inspecting() as sitting:
        await sitting.ask(CALL)
        await sitting.until("No home directory is known")
        assert "Kim Larsen" in sitting.text
        await sitting.burst("h")
        await sitting.until("── History")
        await sitting.until("No home directory is known")
        await sitting.burst("escape")
        await sitting.until("Kim Larsen")


@pytest.mark.parametrize(("keep", "said"), [("ids", "id saved"), ("off", "not saved")])
async def test_what_is_not_to_be_kept_is_not(
    start: Started, outside: Outside, desk_for: DeskFor, home: Path, keep: str, said: str
) -> None:
    file = home / ".config/vinix-tui/config.toml"
    file.parent.mkdir(parents=True)
    file.write_text(f'[history]\nkeep = "{keep}"\n')
    async with start(desk=desk_for(outside, outside.token)) as sitting:
        await sitting.until("No call looked up yet")
        await sitting.ask(CALL)
        await sitting.until(said)
        await open_history(sitting, "only its id" if keep == "ids" else "Nothing stored yet")
        assert rows(sitting) == ([CALL] if keep == "ids" else [])
        await sitting.burst("enter")
        if keep == "ids":
            await sitting.until("fetch it anew")
        assert "── History" in sitting.text


async def test_the_demo_has_a_history_of_its_own(inspecting: Inspecting, start: Started) -> None:
    async with inspecting(CALL):
        pass
    async with start() as sitting:
        await sitting.until("One-way audio")
        await sitting.burst("escape")
        await sitting.until("No call looked up yet")
        await open_history(sitting, "Nothing stored yet")
        await sitting.burst("escape")
        await sitting.until("No call looked up yet")
        await look_up(sitting, OTHER)
        await open_history(sitting)
        assert rows(sitting) == [OTHER]
    async with inspecting() as sitting:
        await open_history(sitting)
        assert rows(sitting) == [CALL]


async def test_a_pinned_lookup_is_not_deleted(inspecting: Inspecting) -> None:
    async with inspecting(CALL) as sitting:
        await sitting.burst("h")
        await sitting.until("▸today")
        await sitting.burst("tab", "p")
        await sitting.until("is now pinned")
        await sitting.burst("d", "d")
        assert sitting.has("is pinned; p lets it go") and sitting.has("★")
