"""Choosing the colours: T tries each theme on, Enter keeps one, Esc puts the old one back."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.color import ColorType

from tests.ui.conftest import Sitting, Started
from vinix_tui.cli.demo import demo_desk
from vinix_tui.desk import Desk
from vinix_tui.sandbox.scenarios import one_way_audio
from vinix_tui.storage import paths, private, themes
from vinix_tui.storage.private import StorageError
from vinix_tui.storage.settings import Flags, load
from vinix_tui.ui import themes as ui_themes


@pytest.fixture
def own() -> Path:
    place = paths.themes_dir()
    place.mkdir(parents=True)
    return place


def desk(theme: str | None = None) -> Desk:
    return demo_desk(load({}, Flags(theme=theme)))


def configure(text: str) -> None:
    paths.config_file().parent.mkdir(parents=True, exist_ok=True)
    paths.config_file().write_text(text)


async def open_a_call(sitting: Sitting) -> None:
    sitting.app.inspect(None)
    await sitting.until("No call looked up yet")
    await sitting.ask(one_way_audio.SCENARIO.id)
    await sitting.until("saved")


async def choose(sitting: Sitting, *keys: str) -> None:
    """Open the chooser over a call, and press keys there."""
    await open_a_call(sitting)
    await sitting.burst("T")
    await sitting.until("vinix-dark")
    await sitting.burst(*keys)


def ground(sitting: Sitting) -> str:
    """The colour of the screen's first cell, or the name of one of the terminal's."""
    first = next(iter(sitting.app.screen._compositor.render_strips()[3]))
    assert first.style and first.style.bgcolor
    return first.style.bgcolor.name


# -- trying on -------------------------------------------------------------------------------------


async def test_the_chooser_lists_all_themes_and_shows_what_a_call_looks_like(
    start: Started,
) -> None:
    async with start(size=(80, 24)) as sitting:
        await choose(sitting)
        for each in themes.listed():
            assert sitting.has(f"{each.name} {each.about}")
        assert "▸● vinix-dark " in sitting.text
        for words in ("✗ R29 an error", "▲ R30 a warning", "• R60 worth knowing", "░░██████"):
            assert words in sitting.text
        assert "…" not in sitting.text


async def test_on_a_small_screen_nothing_of_it_is_cut(start: Started) -> None:
    async with start(size=(60, 20)) as sitting:
        await choose(sitting, *"sunlight")
        assert sitting.has("vinix-contrast-light high contrast: black on white, for sunlight")
        assert sitting.has("▲ R30 a warning")
        assert "…" not in sitting.text


async def test_the_cursor_tries_a_theme_on_and_escape_puts_the_old_one_back(
    start: Started,
) -> None:
    async with start() as sitting:
        await choose(sitting)
        before = ground(sitting)
        await sitting.burst("down")
        assert sitting.app.looks.asked.name == "vinix-light"
        assert ground(sitting) != before
        await sitting.burst("escape")
        await sitting.until("── Legs")
        assert sitting.app.looks.asked.name == "vinix-dark"
        assert ground(sitting) == before
        assert themes.recall() is None


async def test_enter_keeps_the_theme_and_remembers_it(start: Started) -> None:
    async with start() as sitting:
        await choose(sitting, "down", "enter")
        await sitting.until("Theme vinix-light, now and at the next start.")
        assert themes.recall() == "vinix-light"
    async with start() as sitting:
        assert sitting.app.looks.asked.name == "vinix-light"


async def test_typing_finds_a_theme_by_its_name_or_what_it_is_for(start: Started) -> None:
    async with start() as sitting:
        await choose(sitting, *"sunlight")
        assert sitting.app.looks.asked.name == "vinix-contrast-light"
        await sitting.burst(*"xxx")
        assert sitting.has("No theme has these words.")
        await sitting.burst("enter")
        assert themes.recall() is None
        await sitting.burst("escape", "escape")
        await sitting.until("── Legs")


async def test_the_open_tab_is_drawn_in_the_new_colours(start: Started) -> None:
    async with start() as sitting:
        await choose(sitting, "down", "enter")
        await sitting.until("Theme vinix-light")
        [drawn] = [
            part.style
            for strip in sitting.app.screen._compositor.render_strips()
            for part in strip
            if part.text == "[1 Summary]"
        ]
        assert (
            drawn
            and drawn.bgcolor
            and drawn.bgcolor.name == themes.shipped("vinix-light").background
        )


async def test_t_pressed_twice_opens_one_chooser(start: Started) -> None:
    async with start() as sitting:
        await open_a_call(sitting)
        await sitting.burst("T", "T")
        await sitting.until("How it looks")
        await sitting.burst("tab", "T")
        assert len(sitting.app.screen_stack) == 2


async def test_a_theme_that_cannot_be_remembered_is_worn_and_that_is_said(
    start: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StorageError("There is no room left.")

    monkeypatch.setattr(private, "write_over", full)
    async with start() as sitting:
        await choose(sitting, "down", "enter")
        await sitting.until("Theme vinix-light for now; it cannot be remembered: There is no room")
        assert sitting.app.looks.asked.name == "vinix-light"


# -- who decides -----------------------------------------------------------------------------------


async def test_what_the_settings_file_says_wins_at_the_next_start_and_that_is_said(
    start: Started,
) -> None:
    configure('theme = "vinix-light"\n')
    async with start(desk=desk()) as sitting:
        await choose(sitting)
        assert sitting.has("Your settings file says theme = vinix-light: that wins at each start.")
        await sitting.burst("down", "enter")
        await sitting.until("Theme vinix-safe for now; next time vinix-light, as configured.")
        assert sitting.app.looks.asked.name == "vinix-safe"
    async with start(desk=desk()) as sitting:
        assert sitting.app.looks.asked.name == "vinix-light"
    assert themes.recall() == "vinix-safe"


async def test_a_flag_wins_once(start: Started) -> None:
    async with start(desk=desk(theme="vinix-safe")) as sitting:
        await choose(sitting, "up", "enter")
        await sitting.until("Theme vinix-light, also at the next start without --theme.")


def test_choosing_what_the_settings_file_says_needs_no_warning() -> None:
    configure('theme = "vinix-light"\n')
    settings = load({}, Flags(theme="vinix-dark"))
    assert (
        ui_themes.kept("vinix-light", settings) == "Theme vinix-light, now and at the next start."
    )


# -- own themes ------------------------------------------------------------------------------------


async def test_an_own_theme_is_tried_on_like_any_other(start: Started, own: Path) -> None:
    (own / "zebra.toml").write_text(
        "about = 'stripes'\nprimary = '#87afff'\nbackground='#123456'\n"
    )
    async with start(size=(120, 24)) as sitting:
        await choose(sitting, *"stripes")
        assert sitting.has("zebra your own: stripes")
        assert sitting.has("~/.config/vinix-tui/themes/zebra.toml")
        assert ground(sitting) == "#123456"


async def test_an_own_theme_with_faults_is_listed_with_them_and_cannot_be_chosen(
    start: Started, own: Path
) -> None:
    (own / "bad.toml").write_text("primry = 1\nerror = 'red'\n")
    async with start(size=(120, 24)) as sitting:
        await choose(sitting, *"bad")
        assert sitting.has(
            "bad cannot be used: bad.toml: the colour primary is missing (and 2 more)"
        )
        assert sitting.has("2 more faults: vinix-tui themes lists all that is wrong")
        await sitting.burst("enter")
        await sitting.until("bad cannot be used as it is; choose another one.")
        assert sitting.app.looks.asked.name == "vinix-dark"


@pytest.mark.parametrize("how", ["remembered", "configured"])
async def test_an_unusable_theme_does_not_stop_the_app_and_its_faults_are_told_once(
    start: Started, own: Path, how: str
) -> None:
    (own / "mine.toml").write_text("primry = 1\nerror = 'red'\n")
    if how == "remembered":
        themes.remember("mine")
    else:
        configure('theme = "mine"\n')
    async with start(size=(140, 30), desk=desk()) as sitting:
        await sitting.until("So the colours are those of vinix-dark. T chooses others.")
        for words in (
            "mine.toml: the colour primary is missing",
            'mine.toml:1: primry: unknown key; did you mean "primary"?',
            "mine.toml:2: error: must be a colour",
        ):
            assert sitting.holds(words)
        await sitting.burst("escape")
        assert not sitting.holds("mine.toml")
        sitting.app.inspect(None)
        await sitting.until("No call looked up yet")
        await sitting.ask(one_way_audio.SCENARIO.id)
        await sitting.until("saved")
        assert not sitting.has("mine.toml")


async def test_a_broken_own_file_of_a_shipped_name_leaves_the_shipped_one(
    start: Started, own: Path
) -> None:
    (own / "vinix-dark.toml").write_text("primary = ")
    async with start() as sitting:
        assert sitting.app.looks.asked == themes.shipped("vinix-dark")
        await sitting.until("vinix-dark.toml:1: primary: this is not TOML")


@pytest.mark.parametrize("ansi", ["true", "false"])
async def test_whatever_variables_an_own_theme_sets_every_screen_opens(
    start: Started, own: Path, ansi: str
) -> None:
    """Whatever the reader of the file lets through, the style sheet takes."""
    plain = ui_themes.made(themes.shipped("vinix-dark")).to_color_system().generate()
    values = "".join(
        f'{name} = "{"not bold underline" if "-style" in name else "#123456"}"\n'
        for name in (*plain, "nobody-knows-this")
    )
    (own / "all.toml").write_text(f"primary = '#fff'\nansi = {ansi}\n[variables]\n{values}")
    async with start(desk=desk(theme="all")) as sitting:
        assert sitting.app.looks.asked.name == "all"
        await open_a_call(sitting)
        await sitting.press("colon")
        await sitting.press("escape")
        sitting.app.ask_to_sign_in()
        await sitting.until("Sign in")


async def test_an_own_theme_of_16_colours_with_one_key_opens_every_screen(
    start: Started, own: Path
) -> None:
    (own / "least.toml").write_text("primary = 'ansi_blue'\nansi = true\n")
    async with start(desk=desk(theme="least")) as sitting:
        await open_a_call(sitting)
        sitting.app.ask_to_sign_in()
        await sitting.until("[ Sign in ]")


# -- depths ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("term", "asked", "worn"),
    [
        ("xterm", "vinix-dark", "ansi-dark"),
        ("linux", "vinix-contrast-light", "ansi-light"),
        ("xterm", "ansi-light", "ansi-light"),
        ("xterm-256color", "vinix-dark", "vinix-dark"),
    ],
)
async def test_with_16_colours_those_of_the_same_ground_are_worn(
    start: Started, monkeypatch: pytest.MonkeyPatch, term: str, asked: str, worn: str
) -> None:
    monkeypatch.setenv("TERM", term)
    async with start(desk=desk(theme=asked)) as sitting:
        assert sitting.app.theme == worn
        await choose(sitting)
        told = f"This terminal has 16 colours, so it is shown as {worn}."
        assert sitting.has(told) == (worn != asked)
        if "256" not in term:
            sent = {
                colour.type
                for strip in sitting.app.screen._compositor.render_strips()
                for part in strip
                for colour in (part.style.color, part.style.bgcolor)  # type: ignore[union-attr]
                if colour
            }
            assert sent == {ColorType.STANDARD}


async def test_without_colours_signs_words_and_reverse_tell_all(
    start: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with start(size=(80, 30)) as sitting:
        await open_a_call(sitting)
        styles = {
            part.text.strip(): part.style
            for strip in sitting.app.screen._compositor.render_strips()
            for part in strip
            if part.style and part.text.strip()
        }
        assert all(style.color is None or style.color.is_default for style in styles.values())
        assert all(style.bgcolor is None or style.bgcolor.is_default for style in styles.values())
        assert any(text.startswith("▸") and style.reverse for text, style in styles.items())
        assert sitting.has("✗ R29") and sitting.has("error · leg 2")
        await sitting.press("2")
        away = [
            part.style
            for part in sitting.app.screen._compositor.render_strips()[4]
            if part.style and "▸" in part.text
        ]
        assert away and away[0].bold
        await sitting.burst("T")
        await sitting.until("There are no colours here, so all themes look the same.")


async def test_the_inputs_cursor_and_what_is_selected_are_seen_without_colours(
    start: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with start() as sitting:
        sitting.app.ask_to_sign_in()
        await sitting.until("[ Sign in ]")
        await sitting.type("kim")
        await sitting.press("shift+home")
        marked = "".join(
            part.text
            for strip in sitting.app.screen._compositor.render_strips()
            for part in strip
            if part.style and part.style.reverse
        )
        assert marked.startswith("kim")
