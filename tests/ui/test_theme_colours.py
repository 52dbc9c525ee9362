"""The themes that ship, at every colour depth: what is drawn can be read and told apart.

The colours are taken from the screens as Textual draws them, blends and all, and turned into what
the terminal gets of them as Rich does it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from itertools import combinations

import pytest
from rich.color import Color, ColorSystem
from rich.style import Style
from textual.color import Color as TextualColor
from textual.strip import Strip

from tests.ui.colours import BLINDNESS, PALETTES, Rgb, contrast, difference, shown
from tests.ui.conftest import Sitting, Started
from vinix_tui.sandbox.scenarios import one_way_audio
from vinix_tui.storage import themes
from vinix_tui.ui.widgets.bars import TitleLine
from vinix_tui.ui.widgets.line_view import LineView
from vinix_tui.ui.widgets.lines import Lines

NAMES = [each.name for each in themes.listed()]
RGB = [name for name in NAMES if not themes.shipped(name).ansi]
ANSI = [name for name in NAMES if themes.shipped(name).ansi]
DEPTHS = [(name, depth) for name in RGB for depth in ("truecolor", "256")] + [
    (name, palette) for name in ANSI for palette in PALETTES
]
GROUNDS = ("cursor", "cursor-away")
INKS = tuple(name for name in LineView.STYLES if name not in GROUNDS)
SEVERITIES = ("error", "warning", "success", "foreground", "muted")

SCROLL_BAR = "▁▂▃▄▅▆▇"
"""Its end; no text, for which WCAG asks 3:1."""

# The Linux console has no bright grounds: on its grey, red and magenta are faint. Its users are
# better off with ansi-dark, and the theme's file says so.
IMPOSSIBLE = {("ansi-light", "Linux console")}


def depths_of(name: str) -> list[str]:
    return [depth for theme, depth in DEPTHS if theme == name and (theme, depth) not in IMPOSSIBLE]


# -- what is read on what --------------------------------------------------------------------------


Drawn = tuple[str, str, Style]
"""A theme's name, what is drawn, and how."""


async def test_all_that_is_drawn_can_be_read_at_every_depth(start: Started) -> None:
    """On all screens, with the cursor on every kind of text, in every theme."""
    async with start(size=(120, 36)) as sitting:
        drawn = [part async for part in _walk(sitting)]
    seen = {(name, style) for name, _, style in drawn}
    assert len(seen) > 30 * len(NAMES)
    faint = {
        f"{name} at {depth}: {ratio:.2f} {style} {text!r}"
        for name, text, style in drawn
        for depth in depths_of(name)
        for ratio in _contrasts(style, depth)
        if ratio < (3 if text in SCROLL_BAR else 4.5)
    }
    assert not faint, "\n".join(sorted(faint))


async def _walk(sitting: Sitting) -> AsyncIterator[Drawn]:
    sitting.app.ask_to_sign_in("Refused: the user, the password or the account is wrong.")
    await sitting.until("Refused")
    async for part in _in_all_themes(sitting):
        yield part
    await sitting.type("kim")
    await sitting.press("shift+home")
    async for part in _in_all_themes(sitting):
        yield part
    sitting.app.inspect(None)
    await sitting.until("No call looked up yet")
    await sitting.ask(one_way_audio.SCENARIO.id)
    await sitting.until("saved")
    for keys in ((), ("3",), ("slash",), ("x", "escape", "s"), ("escape", "h")):
        await sitting.press(*keys)
        async for part in _in_all_themes(sitting):
            yield part
    await sitting.press("escape", "T")
    async for part in _in_all_themes(sitting):
        yield part
    await sitting.press("escape", "colon", *"le")
    async for part in _in_all_themes(sitting):
        yield part


async def _in_all_themes(sitting: Sitting) -> AsyncIterator[Drawn]:
    before = sitting.app.looks.asked
    for name in NAMES:
        sitting.app.looks.wear(themes.shipped(name))
        await sitting.settle()
        for strip in sitting.app.screen._compositor.render_strips():
            for part in _drawn(strip):
                yield name, *part
        for lines in sitting.app.screen.query(Lines):
            for ink in INKS:
                for ground in ("", *GROUNDS):
                    yield name, f"{ink} on {ground}", _line_style(lines, ink, ground)
    sitting.app.looks.wear(before)


def _drawn(strip: Strip) -> Iterator[tuple[str, Style]]:
    for text, style, _ in strip:
        if text.strip() and style is not None:
            yield text.strip(), style


def _line_style(lines: Lines, ink: str, ground: str = "") -> Style:
    style = lines.rich_style + lines.get_component_rich_style(f"lines--{ink}")
    if ground:
        style += lines.get_component_rich_style(f"lines--{ground}", partial=True)
    return style


def _contrasts(style: Style, depth: str) -> Iterator[float]:
    ink, ground = style.color, style.bgcolor
    assert ink is not None and ground is not None and not style.dim, style
    if depth in PALETTES and (ink.number is None or ground.number is None):
        yield 0  # not one of the 16, or left to the terminal
        return
    if style.reverse:
        ink, ground = ground, ink
    yield contrast(shown(ink, depth), shown(ground, depth))
    if style.bold and depth in PALETTES and ink.number is not None and ink.number < 8:
        brighter = Color.from_ansi(ink.number + 8)  # what many terminals make of bold
        yield contrast(shown(brighter, depth), shown(ground, depth))


# -- what is told apart ----------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "depth"), DEPTHS)
async def test_the_cursor_is_seen_with_and_without_the_focus(
    name: str, depth: str, styles: Styles
) -> None:
    """Three grounds that differ; where the terminal has no two for them, the ink does as well."""
    plain, cursor, away = (styles[name, f"lines--{ground}"] for ground in ("", *GROUNDS))
    for one, other in combinations((plain, cursor, away), 2):
        if (name, depth) in IMPOSSIBLE and cursor not in (one, other):
            continue  # a white ground on the white of this console; there is still the ▸
        apart = difference(_ground(one, depth), _ground(other, depth))
        assert apart > 2, (one, other)


@pytest.mark.parametrize(("name", "depth"), DEPTHS)
async def test_bars_and_fields_stand_out_from_the_ground(
    name: str, depth: str, styles: Styles
) -> None:
    ground = _ground(styles[name, "lines--"], depth)
    bar, field = (_ground(styles[name, part], depth) for part in ("title", "field"))
    if (name, depth) not in IMPOSSIBLE:
        assert difference(ground, bar) > 2
    if name in RGB:  # of the 16 there is none to spare for a field without the focus
        assert len({ground, bar, field}) == 3


@pytest.mark.parametrize(("name", "depth"), DEPTHS)
def test_severities_are_told_apart(name: str, depth: str) -> None:
    inks = _severities(name, depth)
    if name == "ansi-light":  # black, red, magenta and blue are all that can be read on white
        assert inks.pop("muted") == inks["success"]
    for one, other in combinations(inks, 2):
        assert difference(inks[one], inks[other]) > 8, (one, other)


@pytest.mark.parametrize("blindness", BLINDNESS)
@pytest.mark.parametrize("depth", ["truecolor", "256"])
@pytest.mark.parametrize("name", ["vinix-safe", "vinix-safe-light"])
def test_colour_blind_eyes_tell_them_apart_in_the_themes_made_for_them(
    name: str, depth: str, blindness: str
) -> None:
    inks = _severities(name, depth)
    for one, other in combinations(inks, 2):
        assert difference(inks[one], inks[other], blindness) > 14, (one, other)


def test_the_measure_sees_that_other_themes_are_not_made_for_them() -> None:
    inks = _severities("vinix-dark", "truecolor")
    assert difference(inks["error"], inks["success"], "deuteranopia") < 10


@pytest.mark.parametrize("name", ["vinix-contrast", "vinix-contrast-light"])
def test_high_contrast_is_aaa(name: str) -> None:
    theme = themes.shipped(name)
    for ink in (*SEVERITIES, "primary", "accent"):
        for ground in (theme.background, theme.surface):
            assert contrast(_rgb(getattr(theme, ink)), _rgb(str(ground))) >= 7, ink


def test_black_on_white_has_the_contrast_of_the_standard() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)


@pytest.mark.parametrize("name", RGB)
def test_grounds_stay_three_greys_at_256_colours(name: str) -> None:
    theme = themes.shipped(name)
    grounds = [str(ground) for ground in (theme.background, theme.surface, theme.panel)]
    entries = {Color.parse(ground).downgrade(ColorSystem.EIGHT_BIT).number for ground in grounds}
    assert len(entries) == 3


Styles = dict[tuple[str, str], Style]


_STYLES: Styles = {}


@pytest.fixture
async def styles(start: Started) -> Styles:
    """How some parts are drawn in each theme; the same for all tests."""
    if not _STYLES:
        async with start(size=(80, 24)) as sitting:
            sitting.app.inspect(None)
            await sitting.until("No call looked up yet")
            for name in NAMES:
                sitting.app.looks.wear(themes.shipped(name))
                await sitting.settle()
                lines = sitting.app.screen.query_one("#summary", Lines)
                for ground in ("", *GROUNDS):
                    _STYLES[name, f"lines--{ground}"] = _line_style(lines, "label", ground)
                _STYLES[name, "title"] = sitting.app.screen.query_one(TitleLine).rich_style
                _STYLES[name, "field"] = sitting.app.screen.query_one("#account").rich_style
    return _STYLES


def _ground(style: Style, depth: str) -> Rgb:
    assert style.bgcolor is not None
    return shown(style.bgcolor, depth)


def _severities(name: str, depth: str) -> dict[str, Rgb]:
    theme = themes.shipped(name)
    inks = {ink: TextualColor.parse(getattr(theme, ink)).rich_color for ink in SEVERITIES}
    return {ink: shown(colour, depth) for ink, colour in inks.items()}


def _rgb(colour: str) -> Rgb:
    return TextualColor.parse(colour).rgb
