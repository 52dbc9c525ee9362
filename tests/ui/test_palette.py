"""The palette: every command that the screen below can do, found by words or by its key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from vinix_tui.ui import commands
from vinix_tui.ui.commands import COMMANDS
from vinix_tui.ui.keys import Keys
from vinix_tui.ui.palette import Match, Offer, matching, offers
from vinix_tui.ui.screens.inspector import InspectorScreen
from vinix_tui.ui.screens.login import LoginScreen
from vinix_tui.ui.screens.palette import PaletteScreen
from vinix_tui.ui.widgets.line import Line
from vinix_tui.ui.widgets.lines import Lines

if TYPE_CHECKING:
    from tests.ui.conftest import DeskFor, Inspecting, Outside, Sitting, Started

CALL = "63962647202-00000002"


def offered(*used: str, **bound: tuple[str, ...]) -> list[Offer]:
    return offers(["inspector", "app", "list"], Keys(bound), lambda _: "", used)


def found(needle: str) -> list[Match]:
    return matching(offered(), needle)


def labels(needle: str) -> list[str]:
    return [match.offer.command.label for match in found(needle)]


# -- what words find ------------------------------------------------------------------------------


def test_words_are_found_in_any_order_and_case_in_label_and_help() -> None:
    assert labels("report ticket COPY") == ["copy ticket"]
    assert labels("json leg's") == ["Raw"]
    assert labels("copy nowhere") == []
    assert len(labels("")) == len(labels("  ")) == len(offered())


def test_what_begins_like_a_label_comes_first_then_what_has_it_inside_then_what_is_told() -> None:
    assert labels("no")[0] == "note"
    assert labels("co")[:3] == ["compare", "copy", "copy ticket"]
    assert labels("leg")[:3] == ["previous leg", "next leg", "legs"]
    assert labels("leg").index("legs") < labels("leg").index("compare")


def test_letters_scattered_over_a_label_find_it_last() -> None:
    listed = labels("ct")
    assert listed[0] == "redaction" and "copy ticket" in listed and "copy" not in listed
    assert labels("hstry") == ["history"]


@pytest.mark.parametrize(
    ("key", "label"),
    [("T", "themes"), ("t", "local/UTC"), ("Ctrl+R", "history"), ("[", "previous leg")],
)
def test_a_key_finds_what_it_does(key: str, label: str) -> None:
    assert labels(key)[0] == label


def test_the_letters_that_were_found_are_told_by_their_places() -> None:
    [copy_ticket] = found("tick report")
    assert sorted(copy_ticket.in_label) == [5, 6, 7, 8]
    assert "".join("Copy the report for a ticket"[at] for at in sorted(copy_ticket.in_help)) == (
        "reporttick"
    )


def test_those_used_last_come_first() -> None:
    first = [offer.id for offer in offered("app.help", "gone", "inspector.pin")][:3]
    assert first == ["inspector.pin", "app.help", "inspector.search"]


def test_of_two_commands_of_one_key_the_screens_own_is_offered() -> None:
    listed = offers(["history", "app", "list"], Keys({}), lambda _: "", ())
    assert {offer.id for offer in listed if "Enter" in offer.keys} == {"history.open"}


def test_labels_and_help_are_ascii_so_that_small_letters_have_the_same_places() -> None:
    assert all(f"{command.label}{command.help}".isascii() for command in COMMANDS)


# -- on the screen --------------------------------------------------------------------------------


def rows(sitting: Sitting) -> Sequence[Line]:
    return sitting.app.screen.query_one(Lines).lines


def row(sitting: Sitting, id_: str) -> str:
    return " ".join(line.text for line in rows(sitting) if line.key == id_)


async def open_palette(sitting: Sitting) -> None:
    await sitting.burst("ctrl+p")
    await sitting.until("── Commands")


@pytest.mark.parametrize("typed", [":exp", ":pin", ":copy ticket"])
async def test_letters_in_the_packet_that_opens_it_find_and_do_nothing_below(
    inspecting: Inspecting, typed: str
) -> None:
    async with inspecting(CALL) as sitting:
        await sitting.until("saved")
        await sitting.type(typed)
        screen = sitting.app.screen
        assert isinstance(screen, PaletteScreen)
        assert screen.query_one(Input).value == typed[1:]
        assert len(sitting.app.screen_stack) == 2
        await sitting.burst("escape")
        await sitting.until("saved")  # nothing has been said in its place


async def test_its_key_is_a_letter_in_inputs_and_does_nothing_in_a_dialog(
    inspecting: Inspecting,
) -> None:
    async with inspecting(CALL) as sitting:
        await sitting.until("saved")
        await sitting.burst("n")
        await sitting.until("Note on")
        dialog = sitting.app.screen
        await sitting.type("a:b")
        assert dialog.query_one(Input).value == "a:b"
        dialog.set_focus(None)
        await sitting.burst(":")
        assert sitting.app.screen is dialog


async def test_every_command_of_the_place_is_there_with_its_help_and_all_its_keys(
    start: Started,
) -> None:
    async with start() as sitting:
        for place, seen, leave in (
            ("calls", "One-way audio", "enter"),
            ("inspector", "· saved", "h"),
            ("history", "▸today", "tab"),
            ("history", "▸today", "?"),
            ("help", "── Help", ""),
        ):
            await sitting.until(seen)
            await open_palette(sitting)
            for command in [*commands.of(place), *commands.of("app")]:
                if command.id == "command_palette":
                    continue
                shown = row(sitting, commands.binding_id(command))
                words = " ".join(shown.split())
                assert all(word in words for word in command.help.split())
                assert " ".join(sitting.app.keys.of(command)) in shown, shown
            await sitting.burst("escape")
            await sitting.burst(*filter(None, [leave]))


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36)])
async def test_it_looks_so(
    start: Started, size: tuple[int, int], snapshot: Callable[[str, str], None]
) -> None:
    async with start(size=size) as sitting:
        await sitting.until("One-way audio")
        await sitting.burst("enter")
        await sitting.until("saved")
        await open_palette(sitting)
        snapshot(f"palette-{size[0]}x{size[1]}", sitting.text)


async def test_the_keys_of_the_settings_are_shown_however_long(start: Started, home: Path) -> None:
    file = home / ".config/vinix-tui/config.toml"
    file.parent.mkdir(parents=True)
    file.write_text('[keys]\nfold = "w,ctrl+shift+f12,ctrl+shift+f11,ctrl+shift+f10"\n')
    async with start(size=(60, 20)) as sitting:
        await sitting.until("One-way audio")
        await sitting.burst("enter")
        await sitting.until("saved")
        await open_palette(sitting)
        await sitting.type("unfold")
        assert sitting.has("Fold and unfold helper legs") and sitting.has("w Ctrl")
        assert "…" in sitting.text


async def test_what_is_chosen_is_done_also_from_an_input(start: Started) -> None:
    async with start() as sitting:
        await sitting.until("One-way audio")
        await sitting.burst("enter")
        await sitting.until("saved")
        for words, label, seen in (
            ("JSON leg's", "Raw", "[6 Raw]"),
            ("unfold", "fold", "Legs · 5"),
            ("why, and what", "Summary", "[1 Summary"),
            ("Keys and", "help", "── Help"),
        ):
            await sitting.burst("s")
            await open_palette(sitting)
            await sitting.type(words)
            assert f"▸{label} " in sitting.text
            await sitting.burst("enter")
            await sitting.until(seen)
            assert sitting.app.focused is not None


async def test_every_command_of_the_inspector_can_be_done_from_here(start: Started) -> None:
    listed = [*commands.of("inspector"), *commands.of("list")]
    async with start() as sitting:
        await sitting.until("One-way audio")
        await sitting.burst("enter")
        await sitting.until("saved")
        for command in listed:
            if command.id == "sign_out":  # in the demo there is nobody to sign out
                continue
            await open_palette(sitting)
            assert sitting.app.screen.query_one(Lines).go_to(commands.binding_id(command))
            await sitting.burst("enter")
            await sitting.until(lambda: not isinstance(sitting.app.screen, PaletteScreen))
            assert sitting.app.used[-1] == commands.binding_id(command)
            while len(sitting.app.screen_stack) > 1:
                await sitting.burst("escape")
            await sitting.burst("escape", "0")
            await sitting.until(lambda: sitting.app.focused is not None)


async def test_enter_twice_in_one_packet_does_it_once(start: Started) -> None:
    async with start() as sitting:
        await sitting.until("One-way audio")
        await sitting.burst("enter")
        await sitting.until("saved")
        await open_palette(sitting)
        await sitting.type("unfold")
        await sitting.burst("enter", "enter")
        await sitting.until("Legs · 5")


async def test_the_last_used_one_comes_first_next_time(start: Started) -> None:
    async with start() as sitting:
        await sitting.until("One-way audio")
        await sitting.burst("enter")
        await sitting.until("saved")
        for seen in ("Legs · 5", "2 of 5"):
            await open_palette(sitting)
            if seen == "Legs · 5":
                await sitting.type("unfold")
            await sitting.burst("enter")
            await sitting.until(seen)


async def test_what_cannot_be_done_now_is_dim_says_why_and_stays(inspecting: Inspecting) -> None:
    async with inspecting() as sitting:
        await open_palette(sitting)
        await sitting.type("exp")
        assert "· not now: no call" in " ".join(row(sitting, "inspector.export").split())
        assert all(style in ("dim", "found", "label", "") for _, style in rows(sitting)[0].spans)
        await sitting.burst("enter")
        assert sitting.has("Not now: no call is shown yet.")
        assert isinstance(sitting.app.screen, PaletteScreen)
        await sitting.burst("escape")
        assert isinstance(sitting.app.screen, InspectorScreen)


async def test_a_list_without_lines_offers_nothing_that_needs_one(inspecting: Inspecting) -> None:
    async with inspecting() as sitting:
        await sitting.burst("ctrl+r")
        await sitting.until("Nothing stored yet")
        await open_palette(sitting)
        assert "not now: no line is here" in row(sitting, "history.delete")
        assert "not now" not in row(sitting, "history.back")


async def test_the_demo_says_that_nobody_signs_out_of_it(start: Started) -> None:
    async with start() as sitting:
        await sitting.until("One-way audio")
        await sitting.burst("enter")
        await sitting.until("saved")
        await open_palette(sitting)
        assert "needs no login" in row(sitting, "inspector.sign_out")
        assert row(sitting, "inspector.calls")


async def test_a_form_offers_its_own_keys_and_does_them_where_the_focus_was(
    inspecting: Inspecting,
) -> None:
    async with inspecting(CALL) as sitting:
        await sitting.burst("e")
        await sitting.until("What leaves")
        for id_, seen in (("choice.next_option", "● Markdown"), ("form.next_field", "● a file")):
            await open_palette(sitting)
            listed = [each.key for each in rows(sitting)]
            assert {"export.give", "export.back", "app.next_pane"} <= set(listed)
            assert sitting.app.screen.query_one(Lines).go_to(id_)
            await sitting.burst("enter")
            await sitting.until(seen)
        assert getattr(sitting.app.focused, "id", "") == "way"
        await open_palette(sitting)
        await sitting.type("nothing leaves")
        await sitting.burst("enter")
        await sitting.until("Legs ·")


async def test_the_login_offers_the_history_but_not_over_work(
    start: Started, outside: Outside, desk_for: DeskFor
) -> None:
    async with start(desk=desk_for(outside)) as sitting:
        await open_palette(sitting)
        assert "not now" not in row(sitting, "login.stored")
        await sitting.type("looked up")
        await sitting.burst("enter")
        await sitting.until("── History")
        await sitting.burst("escape")
        sitting.app.push_screen(LoginScreen(over_work=True))
        await sitting.until(lambda: len(sitting.app.screen_stack) == 2)
        await open_palette(sitting)
        assert "not now" in row(sitting, "login.stored")


async def test_it_is_moved_in_while_typing_and_closes_with_words_in_it(start: Started) -> None:
    async with start() as sitting:
        await sitting.until("One-way audio")
        await sitting.burst("enter")
        await sitting.until("saved")
        await open_palette(sitting)
        listed = sitting.app.screen.query_one(Lines)
        keys = [each.key for each in rows(sitting)]
        await sitting.burst("end")
        assert listed.cursor_key == keys[-1]
        await sitting.burst("home", "down")
        assert listed.cursor_key == keys[1]
        await sitting.burst("pagedown")
        assert keys.index(listed.cursor_key) > 10
        await sitting.type("cop")
        assert listed.cursor_key == "inspector.copy_field"
        await sitting.burst("home", "x")  # with words in the input Home is the input's
        assert sitting.has("No command of this screen has these words")
        await sitting.burst("escape")
        assert isinstance(sitting.app.screen, InspectorScreen)


async def test_the_letters_that_were_found_stand_out(start: Started) -> None:
    async with start() as sitting:
        await sitting.until("One-way audio")
        await open_palette(sitting)
        await sitting.type("the")
        lit = [text for line in rows(sitting) for text, style in line.spans if style == "found"]
        assert lit and all(text.lower() == "the" for text in lit)


async def test_what_is_typed_is_text_however_it_looks(start: Started) -> None:
    async with start() as sitting:
        await sitting.until("One-way audio")
        await open_palette(sitting)
        await sitting.type("[/x]")
        assert sitting.has("with “[/x]”") and sitting.has("No command of this screen")


async def test_its_lines_are_made_once_and_are_in_the_first_paint(
    start: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    rebuild = Lines._rebuild

    def counted(lines: Lines, key: str) -> None:
        rebuild(lines, key)
        made.append(lines._width)

    async with start() as sitting:
        await sitting.until("One-way audio")
        monkeypatch.setattr(Lines, "_rebuild", counted)
        await open_palette(sitting)
        assert made == [79]
