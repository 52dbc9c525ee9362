"""`themes`: what there is, what would be worn and why, and where own ones go."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vinix_tui.calls.text import cells
from vinix_tui.storage import paths, themes

Run = Callable[..., Any]


@pytest.fixture
def own() -> Path:
    place = paths.themes_dir()
    place.mkdir(parents=True)
    return place


def words(text: str) -> str:
    return " ".join(text.split())


def test_every_theme_is_listed_with_what_it_is_for(run: Run) -> None:
    said = run("themes")
    assert said.code == 0 and said.err == ""
    for each in themes.listed():
        assert f"{each.name} {each.about}" in words(said.out)
    assert f"Your own go to {paths.themes_dir()}/NAME.toml" in words(said.out)
    assert "vinix-dark, since none was chosen yet." in said.out


def test_own_themes_that_are_broken_are_named_with_all_their_faults(run: Run, own: Path) -> None:
    (own / "mine.toml").write_text("primary = '#fff'\nabout = 'for me'\n")
    (own / "bad.toml").write_text("primry = '#fff'\nerror = 'red'\n")
    said = run("themes")
    assert said.code == 0 and said.err == ""
    for line in (
        "mine your own: for me",
        f"bad cannot be used: {own}/bad.toml: the colour primary is missing",
        f'{own}/bad.toml:1: primry: unknown key; did you mean "primary"?',
        f"{own}/bad.toml:2: error: must be a colour",
    ):
        assert line in words(said.out)


def test_the_theme_that_would_be_worn_is_told_with_who_says_so(run: Run, own: Path) -> None:
    themes.remember("vinix-safe")
    assert "vinix-safe, the one chosen last." in run("themes").out
    paths.config_file().write_text("theme = 'vinix-light'\n")
    assert "vinix-light, as the settings file says." in run("themes").out
    (own / "vinix-light.toml").write_text("primary = ")
    told = (
        "the vinix-dark that ships, since vinix-light (as the settings file says) cannot be used."
    )
    assert told in words(run("themes").out)


def test_a_file_name_of_250_letters_leaves_room_for_what_is_said(run: Run, own: Path) -> None:
    (own / f"{'x' * 240}.toml").write_text("primary = '#fff'")
    said = run("themes")
    assert cells(said.out.splitlines()[0]) < 80
    assert "a theme's name has small letters" in words(said.out)


def test_without_a_home_directory_the_shipped_ones_are_listed(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vinix_tui.storage.private import StorageError

    def homeless() -> Path:
        raise StorageError("No home directory is known.")

    monkeypatch.setattr(paths, "themes_dir", homeless)
    said = run("themes")
    assert said.code == 0 and "vinix-safe" in said.out
    assert "There is no place for your own: No home directory is known." in said.out
