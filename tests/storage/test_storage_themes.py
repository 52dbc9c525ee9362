"""Themes: read from TOML with all faults at once; the shipped ones are readable at 256 colours."""

from __future__ import annotations

import colorsys
from pathlib import Path

import pytest
from rich.color import Color, ColorSystem

from vinix_tui.storage import paths, themes
from vinix_tui.storage.private import StorageError
from vinix_tui.storage.themes import ThemeError, ThemeFile

SHIPPED = ["vinix-dark", "vinix-light"]
TEXTS = ("foreground", "primary", "secondary", "accent", "success", "warning", "error")
GROUNDS = ("background", "surface", "panel")

Rgb = tuple[int, int, int]


def rgb(colour: str) -> Rgb:
    red, green, blue = Color.parse(colour).get_truecolor()
    return red, green, blue


def at_256(colour: str) -> tuple[int, Rgb]:
    """The palette entry that Rich makes of a colour in an SSH session, and its RGB."""
    entry = Color.parse(colour).downgrade(ColorSystem.EIGHT_BIT)
    assert entry.number is not None
    red, green, blue = entry.get_truecolor()
    return entry.number, (red, green, blue)


def luminance(colour: Rgb) -> float:
    """WCAG 2.1, relative luminance."""
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Rgb, other: Rgb) -> float:
    """WCAG 2.1, contrast ratio: 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_has_the_contrast_of_the_standard() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)


@pytest.mark.parametrize("name", SHIPPED)
def test_grounds_are_neutral_greys(name: str) -> None:
    theme = themes.read(name)
    for ground in GROUNDS:
        channels = [channel / 255 for channel in rgb(getattr(theme, ground))]
        assert colorsys.rgb_to_hls(*channels)[2] < 0.15, ground


@pytest.mark.parametrize("name", SHIPPED)
def test_grounds_stay_different_greys_at_256_colours(name: str) -> None:
    theme = themes.read(name)
    entries = {at_256(getattr(theme, ground))[0] for ground in GROUNDS}
    assert len(entries) == 3
    assert all(232 <= entry <= 255 for entry in entries)


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_text_is_readable_in_true_colour_and_at_256(name: str, ground: str, text: str) -> None:
    theme = themes.read(name)
    over, under = getattr(theme, text), getattr(theme, ground)
    assert contrast(rgb(over), rgb(under)) >= 4.5
    assert contrast(at_256(over)[1], at_256(under)[1]) >= 4.5


def test_the_shipped_themes_are_found_in_this_checkout() -> None:
    assert themes.names() == SHIPPED
    assert themes.read("vinix-dark").dark
    assert not themes.read("vinix-light").dark


def test_in_a_wheel_the_themes_are_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site-packages/vinix_tui"
    (package / "storage").mkdir(parents=True)
    monkeypatch.setattr(themes, "__file__", str(package / "storage/themes.py"))
    # Somebody else's site-packages/themes is not ours.
    (tmp_path / "site-packages/themes").mkdir()
    assert themes.shipped_dir() == package / "themes"
    (tmp_path / "site-packages/pyproject.toml").touch()
    assert themes.shipped_dir() == tmp_path / "site-packages/themes"
    (package / "themes").mkdir()
    assert themes.shipped_dir() == package / "themes"


@pytest.fixture
def own() -> Path:
    place = paths.themes_dir()
    place.mkdir(parents=True)
    return place


def test_the_users_own_themes_are_listed_and_come_first(own: Path) -> None:
    (own / "mine.toml").write_text("primary = '#00f'\n")
    (own / "vinix-dark.toml").write_text("primary = '#123456'\n")
    (own / "Not A Name.toml").write_text("")
    assert themes.names() == ["mine", *SHIPPED]
    assert themes.read("vinix-dark").primary == "#123456"


def test_every_value_of_a_theme_arrives(own: Path) -> None:
    (own / "mine.toml").write_text(
        "primary = 'ansi_blue'\nsecondary = 'ansi_bright_cyan'\nansi = true\ndark = false\n"
        "background = 'ansi_default'\n[variables]\nblock-cursor-background = '#ffffff'\n"
    )
    assert themes.read("mine") == ThemeFile(
        name="mine",
        primary="ansi_blue",
        secondary="ansi_bright_cyan",
        background="ansi_default",
        dark=False,
        ansi=True,
        variables={"block-cursor-background": "#ffffff"},
    )


def test_all_faults_of_a_theme_are_told_at_once_in_their_order(own: Path) -> None:
    file = own / "mine.toml"
    file.write_text(
        "primry = '#fff'\nerror = 'red'\ndark = 'yes'\nvariables = 3\naccent = '#12345'\n"
    )
    with pytest.raises(ThemeError) as caught:
        themes.read("mine")
    assert str(caught.value).splitlines() == [
        f"{file}: the colour primary is missing",
        f'{file}:1: primry: unknown key; did you mean "primary"?',
        f'{file}:2: error: must be a colour such as "#1c1c1c", or "ansi_blue"',
        f"{file}:3: dark: must be true or false",
        f"{file}:4: variables: must be a table; write [variables] on a line of its own",
        f'{file}:5: accent: must be a colour such as "#1c1c1c", or "ansi_blue"',
    ]


def test_a_variable_that_is_no_text_is_told(own: Path) -> None:
    (own / "mine.toml").write_text("primary = '#fff'\n[variables]\na = 1\nb = \"\\u001b\"\n")
    with pytest.raises(ThemeError) as caught:
        themes.read("mine")
    assert [line.rpartition("mine.toml")[2] for line in str(caught.value).splitlines()] == [
        ":3: [variables] a: must be one line of text in quotes",
        ":4: [variables] b: must be one line of text in quotes",
    ]


def test_a_theme_that_is_not_toml_is_told(own: Path) -> None:
    (own / "mine.toml").write_text("primary = ")
    with pytest.raises(ThemeError, match=r"mine.toml:1: primary: this is not TOML"):
        themes.read("mine")


@pytest.mark.parametrize("name", ["vinix-drak", "../../etc/passwd", "", "a/b", "\x1b[31m"])
def test_a_theme_that_is_not_there_is_told_with_the_nearest(name: str) -> None:
    with pytest.raises(ThemeError, match="there is no theme") as caught:
        themes.read(name)
    assert str(caught.value).isprintable()
    if name == "vinix-drak":
        assert 'did you mean "vinix-dark"?' in str(caught.value)


def test_without_a_home_directory_the_shipped_themes_are_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def homeless() -> Path:
        raise StorageError("No home directory is known.")

    monkeypatch.setattr(paths, "themes_dir", homeless)
    assert themes.names() == SHIPPED


def test_the_theme_that_was_chosen_last_is_remembered() -> None:
    assert themes.recall() is None
    themes.remember("vinix-light")
    themes.remember("ansi-dark")
    assert themes.recall() == "ansi-dark"
    assert paths.last_theme_file().stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", [b"", b"\xff", b"a/b", b"\x1b[31m", b"x" * 200])
def test_a_memory_that_is_no_name_counts_as_none(content: bytes) -> None:
    themes.remember("vinix-light")
    paths.last_theme_file().write_bytes(content)
    assert themes.recall() is None
