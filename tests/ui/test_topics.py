"""Topics of the documentation, read inside the app from its help."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vinix_tui.help import topics
from vinix_tui.ui.screens.help import HelpScreen
from vinix_tui.ui.screens.topic import TopicScreen, _lines

if TYPE_CHECKING:
    from tests.ui.conftest import Browsing, Sitting


async def reading(sitting: Sitting, topic: str) -> TopicScreen:
    """Open the help, look for a topic, and read it."""
    await sitting.burst("?")
    await sitting.until("── Help")
    await sitting.burst("end")
    assert isinstance(sitting.app.screen, HelpScreen)
    while not sitting.app.screen.lines.cursor_key.startswith(f"{topic} "):
        await sitting.burst("up")
    await sitting.burst("enter")
    screen = sitting.app.screen
    assert isinstance(screen, TopicScreen)
    await sitting.until("▸")
    return screen


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 40)])
async def test_a_topic_of_the_help_is_read_and_nothing_of_it_is_cut(
    browsing: Browsing, size: tuple[int, int]
) -> None:
    async with browsing(size=size) as sitting:
        screen = await reading(sitting, "privacy")
        assert topics()["privacy"][:50] in sitting.text
        assert "lookups: the legs" in sitting.text and "…" not in sitting.text
        await sitting.burst("escape")
        assert isinstance(sitting.app.screen, HelpScreen) and not screen.is_attached


async def test_a_topic_is_narrowed_to_the_rows_with_some_words(browsing: Browsing) -> None:
    async with browsing() as sitting:
        await reading(sitting, "rules")
        await sitting.burst("/", *"MEDIA_TIMEOUT")
        await sitting.until("media-timeout")
        assert "normal-call" not in sitting.text and "Timing" in sitting.text


async def test_only_on_a_topic_enter_is_hinted_at_and_does_something(browsing: Browsing) -> None:
    async with browsing() as sitting:
        await sitting.burst("?")
        await sitting.until("── Help")
        assert "Enter read" not in sitting.text
        await sitting.burst("enter")
        assert isinstance(sitting.app.screen, HelpScreen)
        await sitting.burst("end")
        assert "Enter read" in sitting.text


@pytest.mark.parametrize("topic", topics())
def test_paragraphs_points_and_rows_are_items_of_a_few_lines(topic: str) -> None:
    keys = [line.key for line in _lines(topic, 76) if line.key]
    assert keys and max(map(keys.count, keys)) <= 14
