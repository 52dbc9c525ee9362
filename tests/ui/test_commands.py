"""The list of commands: each does something, has keys of its own, and is found everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.actions import parse
from textual.app import App
from textual.dom import DOMNode

from vinix_tui.calls.ids import recognise
from vinix_tui.cli.demo import demo_desk
from vinix_tui.storage.settings import Flags, load
from vinix_tui.ui import commands
from vinix_tui.ui.app import VinixApp
from vinix_tui.ui.commands import COMMANDS, PLACES, Command
from vinix_tui.ui.keys import Keys
from vinix_tui.ui.screens.calls import CallsScreen
from vinix_tui.ui.screens.compare import CompareScreen
from vinix_tui.ui.screens.export import ExportScreen
from vinix_tui.ui.screens.form import FormScreen
from vinix_tui.ui.screens.help import HelpScreen
from vinix_tui.ui.screens.history import HistoryScreen
from vinix_tui.ui.screens.inspector import InspectorScreen
from vinix_tui.ui.screens.login import LoginScreen
from vinix_tui.ui.screens.note import NoteScreen
from vinix_tui.ui.screens.palette import PaletteScreen
from vinix_tui.ui.screens.period import PeriodScreen
from vinix_tui.ui.screens.profiles import ProfilesScreen
from vinix_tui.ui.screens.recent import RecentScreen
from vinix_tui.ui.screens.themes import ThemesScreen
from vinix_tui.ui.widgets.bars import KeyHints
from vinix_tui.ui.widgets.choice import Choice
from vinix_tui.ui.widgets.lines import Lines

if TYPE_CHECKING:
    from tests.ui.conftest import DeskFor, Outside, Sitting, Started

WHERE: dict[str, type[DOMNode]] = {
    "app": VinixApp,
    "inspector": InspectorScreen,
    "history": HistoryScreen,
    "recent": RecentScreen,
    "calls": CallsScreen,
    "compare": CompareScreen,
    "help": HelpScreen,
    "themes": ThemesScreen,
    "profiles": ProfilesScreen,
    "palette": PaletteScreen,
    "login": LoginScreen,
    "export": ExportScreen,
    "note": NoteScreen,
    "period": PeriodScreen,
    "form": FormScreen,
    "choice": Choice,
    "list": Lines,
}
OVERRIDDEN = {
    ("history.open", "list.follow"),  # Enter takes the line, by either name
    ("recent.open", "list.follow"),
    ("calls.open", "list.follow"),
    ("themes.open", "list.follow"),
    ("profiles.open", "list.follow"),
    ("palette.open", "list.follow"),
    ("export.give", "list.follow"),
    ("period.list", "list.follow"),
    ("form.next_field", "list.down"),  # the lines move first, where they have the focus
    ("form.previous_field", "list.up"),
}
"""Pairs of commands that share a key on purpose."""
BESIDE = [
    {"form", "choice"},
    *({screen, part} for screen in commands.FORMS for part in ("form", "choice")),
]
"""Places, apart from `app` and `list`, whose commands are in reach at the same time."""


def name(command: Command) -> str:
    return f"{command.place}.{command.id}"


def settings_file(home: Path, keys: str) -> Path:
    file = home / ".config/vinix-tui/config.toml"
    file.parent.mkdir(parents=True)
    file.write_text(f"[keys]\n{keys}\n")
    return file


def together() -> Iterator[tuple[Command, Command]]:
    """Pairs of commands that are in reach at the same time."""
    for first, second in combinations(COMMANDS, 2):
        places = {first.place, second.place}
        screens = places - {"app", "list"}
        if "list" in places and screens & {"login", "note", "choice"}:  # there are no lines
            continue
        if len(screens) < 2 or screens in BESIDE:
            yield first, second


@pytest.mark.parametrize("command", COMMANDS, ids=name)
def test_each_command_has_a_method_that_does_it_and_is_explained(command: Command) -> None:
    _, action, values = parse(command.id)
    method = getattr(WHERE[command.place], f"action_{action}")
    assert callable(method)
    own = f"action_{action}" in vars(App) and command.id != "command_palette"
    assert not own or method is not vars(App)[f"action_{action}"]
    assert all(isinstance(value, int) for value in values)
    assert command.place in PLACES
    assert len(command.label) > 1 and command.help[0].isupper() and not command.help.endswith(".")


def test_no_two_commands_in_reach_share_a_key() -> None:
    clashes = {
        (name(first), name(second))
        for first, second in together()
        if set(first.keys.split(",")) & set(second.keys.split(","))
    }
    assert clashes <= OVERRIDDEN


def test_no_command_takes_a_key_that_a_terminal_or_tmux_keeps() -> None:
    taken = {"ctrl+b", "ctrl+a", "ctrl+s", "ctrl+z", "ctrl+i", "ctrl+m", "ctrl+h", "ctrl+c"}
    keys = {key for command in COMMANDS for key in command.keys.split(",")}
    assert not keys & taken and not {key for key in keys if key.startswith(("f1", "alt+"))}


def test_each_command_has_an_id_of_its_own_for_the_settings() -> None:
    ids = [name(command) for command in COMMANDS]
    assert len(set(ids)) == len(ids)
    assert commands.NAMES.issuperset(["help", "inspector.pin", "tab(1)", "inspector.tab_1"])
    assert commands.NAMES.isdisjoint(["inspector.helm", ""])


async def help_text(sitting: Sitting) -> str:
    await sitting.burst("?")
    await sitting.until("── Help")
    return " ".join(line.text for line in sitting.app.screen.query_one(Lines).lines)


async def test_help_shows_every_command_with_its_key_and_those_of_here_first(
    start: Started,
) -> None:
    async with start() as sitting:
        await sitting.until("One-way audio")
        await sitting.burst("tab")
        shown = " ".join((await help_text(sitting)).split())
        assert shown.startswith(PLACES["calls"])
        keys = sitting.app.keys
        for command in COMMANDS:
            assert f"{keys.key(command)} " in shown and " ".join(command.help.split()) in shown
        await sitting.burst("q")  # closes the help; it does not quit
        await sitting.until("Calls of the demo")


async def test_keys_of_the_settings_take_the_place_of_the_built_in_ones(
    start: Started, home: Path
) -> None:
    settings_file(home, 'fold = "w,f9"\n"inspector.pin" = "P"\nhelp = "ctrl+g"\nleave = "Q"')
    async with start(size=(120, 24)) as sitting:
        await sitting.until("One-way audio")
        await sitting.burst("enter")
        await sitting.until("saved")
        assert "w fold" in sitting.text.split("\n")[-1]
        assert "ctrl+g help" in sitting.text.split("\n")[-1].lower().replace("^", "ctrl+")
        await sitting.burst("f")
        assert sitting.has("2 of 5")
        await sitting.burst("w")
        assert sitting.has("Legs · 5")
        await sitting.burst("f9")
        assert sitting.has("2 of 5")
        await sitting.burst("q", "p")
        assert sitting.app.is_running and not sitting.has("Pinned")
        await sitting.burst("P")
        await sitting.until("Pinned")
        await sitting.burst("ctrl+g")
        await sitting.until("── Help")
        assert "w " in sitting.text
        await sitting.burst("escape")
        await sitting.until("Legs")
        await sitting.burst("Q")
    assert sitting.app.return_code == 0


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ('fold = "r"', "refresh"),
        ('help = "1"', "Summary"),
        ('"inspector.fold" = "j"', "down"),
    ],
)
async def test_keys_that_clash_are_told_by_their_names(
    start: Started, outside: Outside, desk_for: DeskFor, home: Path, keys: str, words: str
) -> None:
    settings_file(home, keys)
    async with start(desk=desk_for(outside, outside.token)) as sitting:
        await sitting.until("No call looked up yet")
        assert sitting.holds("config.toml:2: [keys]") and sitting.has(words)


async def test_what_is_amiss_is_told_on_the_login_already_and_only_once(
    start: Started, outside: Outside, desk_for: DeskFor, home: Path
) -> None:
    settings_file(home, 'compare = "f"')
    async with start(desk=desk_for(outside)) as sitting:
        await sitting.until("Sign in to Vinix")
        assert sitting.holds("config.toml:2: [keys] compare: fold and compare both have f")
        assert sitting.app.amiss.take() == ""


async def test_what_is_amiss_is_told_on_the_list_of_the_demo_and_goes_by_esc(
    start: Started, home: Path
) -> None:
    file = settings_file(home, 'compare = "f"')
    file.write_text(f'theme = "dracla"\n{file.read_text()}')
    async with start() as sitting:
        await sitting.until("One-way audio")
        await sitting.until(lambda: sitting.holds("config.toml:3: [keys] compare"))
        assert sitting.holds('config.toml:1: theme: there is no theme "dracla"')
        await sitting.burst("escape")
        assert not sitting.holds("config.toml") and sitting.has("Calls of the demo")
        await sitting.burst("enter")
        await sitting.until("saved")
        assert not sitting.holds("config.toml")


async def test_clashing_keys_are_told_also_when_a_call_is_opened_at_once(
    start: Started, home: Path
) -> None:
    settings_file(home, 'fold = "r"')
    async with start(wanted=recognise("63962647202-00000002")) as sitting:
        await sitting.until("saved")
        assert sitting.has("[keys]")


@pytest.mark.parametrize("width", [60, 80])
async def test_key_hints_fit_and_end_with_help_or_the_way_out(start: Started, width: int) -> None:
    def hints(sitting: Sitting) -> str:
        last = sitting.text.split("\n")[-1]
        assert len(last) <= width and "…" not in last and last.count(" · ") >= 1
        assert last.rpartition(" · ")[2].startswith(("? help", "Ctrl+Q", "Esc ")), last
        return last

    async with start(size=(width, 24)) as sitting:
        await sitting.until("One-way audio")
        hints(sitting)
        await sitting.burst("tab")
        hints(sitting)
        await sitting.burst("enter")
        await sitting.until("saved")
        for keys in (["1"], ["s"], ["escape"], ["/"], ["escape"], ["?"], ["escape"], ["h"]):
            await sitting.burst(*keys)
            await sitting.pilot.pause()
            hints(sitting)
        await sitting.burst("tab")
        assert "delete" in hints(sitting) or width == 60


def test_of_hints_that_do_not_fit_the_way_out_and_the_last_one_stay() -> None:
    hints = KeyHints()
    hints.said = "↑↓ line\na show all\n[ ] another leg\ny copy\nEsc back\n? help"
    assert hints.line(60) == " ↑↓ line · a show all · [ ] another leg · Esc back · ? help"
    assert hints.line(44) == " ↑↓ line · a show all · Esc back · ? help"
    assert hints.line(21) == " Esc back · ? help"
    assert hints.line(12) == " Esc back ·…"


def test_the_keymap_of_the_settings_reaches_every_place_of_a_name() -> None:
    app = VinixApp(demo_desk(load({}, Flags())))
    assert app.keys.keymap == {}
    keys = Keys({"pin": ("x",), "calls.filter": ("y", "f5")})
    assert keys.keymap == {"inspector.pin": "x", "history.pin": "x", "calls.filter": "y,f5"}
