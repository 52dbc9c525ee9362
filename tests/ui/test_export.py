"""The export dialog: form, place and redaction; what is shown is what leaves."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vinix_tui.reports.reading import read
from vinix_tui.sandbox.scenarios import conference, one_way_audio, own_voicemail
from vinix_tui.ui.screens.export import ExportScreen

if TYPE_CHECKING:
    from tests.ui.conftest import Inspecting, Sitting

CALL = one_way_audio.SCENARIO.id


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory to be in."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("TERM", "xterm-256color")
    return folder


def listed(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


async def open_dialog(sitting: Sitting) -> None:
    await sitting.burst("e")
    await sitting.until("characters in")


def path_of(sitting: Sitting) -> str:
    return sitting.app.screen._path.value  # type: ignore[attr-defined, no-any-return]


async def type_path(sitting: Sitting, text: str) -> None:
    sitting.app.screen.set_focus(sitting.app.screen.query_one("#path"))
    await sitting.burst("ctrl+u")
    await sitting.type(text)


async def test_enter_writes_what_is_shown_and_says_where(
    inspecting: Inspecting, here: Path
) -> None:
    async with inspecting(CALL) as sitting:
        await open_dialog(sitting)
        assert path_of(sitting) == str(here / f"vinix-{CALL}-redacted.txt")
        await sitting.burst("enter")
        await sitting.until("Written to")
        file = here / f"vinix-{CALL}-redacted.txt"
        assert file.read_text().startswith(f"Interaction {CALL}")
        assert file.stat().st_mode & 0o777 == 0o600
        assert file.name[-20:] in sitting.status
        before = file.read_text()
        await open_dialog(sitting)
        assert path_of(sitting) == str(here / f"vinix-{CALL}-redacted-2.txt")
        await sitting.burst("enter")
        await sitting.until("-2.txt")
        assert file.read_text() == before


@pytest.mark.parametrize(("steps", "ending"), [(1, "md"), (2, "json"), (3, "csv"), (4, "txt")])
async def test_each_form_has_its_ending_and_its_preview(
    steps: int, ending: str, inspecting: Inspecting, here: Path
) -> None:
    async with inspecting(CALL) as sitting:
        await open_dialog(sitting)
        await sitting.burst(*["right"] * steps)
        await sitting.burst("enter")
        await sitting.until("Written to")
        text = (here / f"vinix-{CALL}-redacted.{ending}").read_text()
        if ending == "json":
            assert json.loads(text)["source"]["kind"] == "api"
            assert read(text.encode(), "x").interaction_id == CALL
        elif ending == "csv":
            assert len(list(csv.reader(text.splitlines()))) == 6
        else:
            assert "No audio packets arrived" in " ".join(text.split())


async def test_a_call_of_the_history_stays_one_in_its_bundle(
    inspecting: Inspecting, here: Path
) -> None:
    async with inspecting(CALL) as sitting:
        await sitting.burst("h")
        await sitting.until("today")
        await sitting.burst("enter")
        await sitting.until("without the network")
        await open_dialog(sitting)
        await sitting.burst("right", "right", "enter")
        await sitting.until("Written to")
        made = json.loads((here / f"vinix-{CALL}-redacted.json").read_text())
        assert made["source"]["kind"] == "history"


async def test_redaction_is_chosen_and_what_it_takes_out_is_gone_from_preview_and_file(
    inspecting: Inspecting, here: Path
) -> None:
    async with inspecting(own_voicemail.SCENARIO.id, size=(80, 60)) as sitting:
        await open_dialog(sitting)
        assert "○ off   ● secrets   ○ also numbers, names, addresses" in sitting.text
        assert "Kim Larsen" in sitting.text
        await sitting.burst("tab", "tab", "tab", "right")
        await sitting.until(lambda: "Name 1" in sitting.text)
        assert "Kim Larsen" not in sitting.text
        await sitting.burst("enter")
        await sitting.until("Written to")
        text = listed(here)[0].read_text()
        assert "Kim Larsen" not in text and "4711" not in text and "made up here" in text


async def test_with_redaction_off_the_dialog_begins_so(inspecting: Inspecting) -> None:
    async with inspecting(CALL) as sitting:
        await sitting.burst("x")
        await open_dialog(sitting)
        assert "● off   ○ secrets" in sitting.text


async def test_the_clipboard_is_a_way_too(inspecting: Inspecting, here: Path) -> None:
    async with inspecting(CALL) as sitting:
        await open_dialog(sitting)
        await sitting.burst("tab", "right")
        assert "File" not in sitting.text
        await sitting.burst("enter")
        await sitting.until("Sent")
        assert sitting.app.clipboard.startswith(f"Interaction {CALL}")
        assert listed(here) == []


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("/nowhere/at/all.txt", "/nowhere/at/all.txt cannot be used: no such file or directory."),
        ("taken.txt", "taken.txt is already there, and is never overwritten."),
        ("", "Give the file a name."),
        (".", "is already there, and is never overwritten."),
        ("~nobody-of-that-name/x", "is no path"),
    ],
)
async def test_what_cannot_be_written_is_said_and_the_dialog_stays(
    typed: str, words: str, inspecting: Inspecting, here: Path
) -> None:
    (here / "taken.txt").write_text("mine")
    async with inspecting(CALL, size=(140, 30)) as sitting:
        await open_dialog(sitting)
        await type_path(sitting, typed)
        await sitting.burst("enter")
        await sitting.until(words)
        assert isinstance(sitting.app.screen, ExportScreen)
        assert (here / "taken.txt").read_text() == "mine"
        await sitting.burst("escape")
        assert not isinstance(sitting.app.screen, ExportScreen)


async def test_a_full_disk_is_said_and_the_dialog_stays(
    inspecting: Inspecting, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vinix_tui.storage import private
    from vinix_tui.storage.private import StorageError

    def full(path: Path, data: bytes) -> None:
        raise StorageError(f"{path} cannot be used: the disk is full.")

    monkeypatch.setattr(private, "write_new", full)
    async with inspecting(CALL, size=(120, 30)) as sitting:
        await open_dialog(sitting)
        await sitting.burst("enter")
        await sitting.until("the disk is full.")
        assert isinstance(sitting.app.screen, ExportScreen)


async def test_a_path_that_was_typed_keeps_its_name_with_another_form(
    inspecting: Inspecting, here: Path
) -> None:
    async with inspecting(CALL) as sitting:
        await open_dialog(sitting)
        await type_path(sitting, "ticket-4711.txt")
        await sitting.burst("shift+tab", "shift+tab", "right", "right")
        assert path_of(sitting) == "ticket-4711.json"
        await sitting.burst("enter")
        await sitting.until("Written to")
        assert json.loads((here / "ticket-4711.json").read_text())


async def test_keys_of_one_packet_are_taken_in_turn(inspecting: Inspecting, here: Path) -> None:
    async with inspecting(CALL) as sitting:
        await open_dialog(sitting)
        sitting.app.screen.set_focus(sitting.app.screen.query_one("#path"))
        await sitting.burst("ctrl+u", *"quick.txt", "enter")
        await sitting.until("Written to")
        assert (here / "quick.txt").read_text().startswith("Interaction")


async def test_two_presses_open_one_dialog(inspecting: Inspecting) -> None:
    async with inspecting(CALL) as sitting:
        await sitting.burst("e", "e")
        await sitting.until("characters in")
        await sitting.burst("escape")
        assert not isinstance(sitting.app.screen, ExportScreen)


async def test_the_preview_scrolls_to_its_end(inspecting: Inspecting) -> None:
    async with inspecting(CALL, size=(60, 20)) as sitting:
        await open_dialog(sitting)
        text = sitting.app.screen._text  # type: ignore[attr-defined]
        assert "also numbers, names, addresses" in sitting.text
        sitting.app.screen.set_focus(sitting.app.screen.query_one("#leaving"))
        await sitting.burst("G")
        last = text.rstrip().split("\n")[-1].split()[-1]
        assert last in sitting.text


async def test_three_hundred_legs_are_written_beside_the_keys(inspecting: Inspecting) -> None:
    async with inspecting(conference.SCENARIO.id) as sitting:
        await sitting.burst("e")
        await sitting.burst("right", "right")  # while the first one is being written
        await sitting.until(lambda: '"format": "vinix-tui/1"' in sitting.text)
        assert sitting.app.screen._path.value.endswith(".json")  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["a\0b.txt", "\ud800.txt"])
async def test_a_name_that_no_file_can_have_is_told_and_the_dialog_stays(
    inspecting: Inspecting, here: Path, name: str
) -> None:
    async with inspecting(CALL) as sitting:
        await open_dialog(sitting)
        sitting.app.screen._path.value = name  # type: ignore[attr-defined]
        await sitting.burst("enter")
        await sitting.until("has a sign that no file's name can have here.")
        assert listed(here) == []
        assert isinstance(sitting.app.screen, ExportScreen)


async def test_the_files_name_tells_at_a_glance_what_was_taken_out(
    inspecting: Inspecting, here: Path
) -> None:
    async with inspecting(CALL) as sitting:
        await open_dialog(sitting)
        choice = sitting.app.screen.query_one("#redaction")
        sitting.app.screen.set_focus(choice)
        seen = {Path(path_of(sitting)).name}
        for _ in range(2):
            await sitting.burst("right")
            seen.add(Path(path_of(sitting)).name)
        words = ("UNREDACTED", "redacted", "anonymous")
        assert seen == {f"vinix-{CALL}-{word}.txt" for word in words}
        await type_path(sitting, str(here / "mine.txt"))  # a name of one's own stays
        sitting.app.screen.set_focus(choice)
        await sitting.burst("right")
        assert path_of(sitting) == str(here / "mine.txt")
