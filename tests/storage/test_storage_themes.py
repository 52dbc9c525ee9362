"""Themes: read from TOML with all faults at once. Their colours: tests/ui/test_theme_colours.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from vinix_tui.storage import paths, themes, toml_lines
from vinix_tui.storage.private import StorageError
from vinix_tui.storage.themes import ThemeError, ThemeFile
from vinix_tui.storage.toml_lines import key_lines

SHIPPED = [
    "ansi-dark",
    "ansi-light",
    "vinix-contrast",
    "vinix-contrast-light",
    "vinix-dark",
    "vinix-light",
    "vinix-safe",
    "vinix-safe-light",
]


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
    assert themes.names() == sorted(["mine", *SHIPPED])
    assert themes.read("vinix-dark").primary == "#123456"


def test_every_value_of_a_theme_arrives(own: Path) -> None:
    (own / "mine.toml").write_text(
        "primary = 'ansi_blue'\nsecondary = 'ansi_bright_cyan'\nansi = true\ndark = false\n"
        "background = 'ansi_default'\nmuted = '#999'\nabout = 'for me'\n"
        "[variables]\nblock-cursor-background = '#ffffff'\n"
    )
    assert themes.read("mine") == ThemeFile(
        name="mine",
        primary="ansi_blue",
        secondary="ansi_bright_cyan",
        about="for me",
        muted="#999",
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


def test_a_variable_that_the_style_sheet_would_not_take_is_told(own: Path) -> None:
    (own / "mine.toml").write_text(
        "primary = '#fff'\nabout = ' '\n[variables]\na = 1\nb = \"\\u001b\"\n"
        "c = 'bold'\nd-style = '#fff'\ne-style-hover = 'not bold underline'\nf = 'ansi_red'\n"
    )
    with pytest.raises(ThemeError) as caught:
        themes.read("mine")
    assert [line.rpartition("mine.toml")[2] for line in str(caught.value).splitlines()] == [
        ":2: about: must be one line of text in quotes",
        ":4: [variables] a: must be text in quotes",
        ':5: [variables] b: must be a colour such as "#1c1c1c", or "ansi_blue"',
        ':6: [variables] c: must be a colour such as "#1c1c1c", or "ansi_blue"',
        ':7: [variables] d-style: must be a style such as "bold" or "none"',
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


# -- the list --------------------------------------------------------------------------------------


def test_every_shipped_theme_says_in_one_short_line_what_it_is_for() -> None:
    for each in themes.listed():
        assert each.theme and each.about == each.theme.about
        assert 10 < len(each.about) <= 52  # beside its name at 80 columns


def test_the_list_has_the_users_own_themes_last_and_names_every_fault(own: Path) -> None:
    (own / "mine.toml").write_text("primary = '#fff'\nabout = 'for me'\n")
    (own / "bad.toml").write_text("primry = '#fff'\n")
    (own / "vinix-dark.toml").write_text("primary = '#123'\n")
    (own / "No Name.toml").write_text("primary = '#123'\n")
    (own / "gone.toml").symlink_to("nowhere")
    listed = {each.name: each for each in themes.listed()}
    assert list(listed)[-5:] == ["No Name", "bad", "gone", "mine", "vinix-dark"]
    assert len(listed) == len(SHIPPED) + 4
    assert listed["mine"].about == "your own: for me"
    assert listed["vinix-dark"].own and listed["vinix-dark"].about == "your own"
    assert listed["bad"].theme is None
    assert listed["bad"].faults.count("\n") == 1
    assert listed["bad"].about == (
        "cannot be used: bad.toml: the colour primary is missing (and 1 more)"
    )
    assert listed["No Name"].about.startswith("cannot be used: No Name.toml: a theme's name has")
    assert listed["gone"].about == "cannot be used: gone.toml: it leads to no file"


def test_a_strangers_file_name_is_listed_as_printable_text(own: Path) -> None:
    (own / "\x1b[31mred.toml").write_text("primary = '#fff'\n")
    [strange] = [each for each in themes.listed() if each.own]
    assert (strange.name + strange.about + strange.faults).isprintable()


def test_a_shipped_theme_is_had_whatever_file_of_the_users_has_its_name(own: Path) -> None:
    (own / "vinix-dark.toml").write_text("primary = ")
    assert themes.shipped("vinix-dark").primary == "#87afff"


def test_a_file_of_thousands_of_faults_is_walked_once(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walks = 0

    def counted(text: str) -> dict[tuple[str, ...], int]:
        nonlocal walks
        walks += 1
        return key_lines(text)

    monkeypatch.setattr(toml_lines, "key_lines", counted)
    (own / "many.toml").write_text("".join(f"k{number} = 1\n" for number in range(100)))
    with pytest.raises(ThemeError, match=r"many.toml:100: k99: unknown key"):
        themes.read("many")
    assert walks == 1


@pytest.mark.parametrize("text", ["primary = " + "1" * 5_000, "[variables]\nx = 0x" + "f" * 9_000])
def test_a_number_of_thousands_of_digits_is_a_fault_like_any_other(own: Path, text: str) -> None:
    (own / "long.toml").write_text(text)
    with pytest.raises(ThemeError):
        themes.read("long")
    assert themes.listed()[-1].theme is None


def test_brackets_that_are_nested_almost_too_deeply_are_a_fault_at_every_depth(own: Path) -> None:
    for opening, closing in ("[", "]"), ("{a=", "}"):
        for depth in range(150, 600, 10):
            value = opening * depth + "1" + closing * depth
            (own / "deep.toml").write_text(f"x = {value}")
            with pytest.raises(ThemeError):
                themes.read("deep")
