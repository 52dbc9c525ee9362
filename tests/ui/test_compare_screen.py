"""Two legs compared: a leg is marked, another one put beside it, of the same call or of another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from vinix_tui.calls.compare import compare
from vinix_tui.calls.lookup import Lookup
from vinix_tui.calls.text import cells
from vinix_tui.sandbox.scenarios import ALL, hostile, one_way_audio
from vinix_tui.ui.screens.compare import CompareScreen
from vinix_tui.ui.view import Opened, View
from vinix_tui.ui.widgets.compare import Names, draw
from vinix_tui.ui.widgets.line import Line, narrowed

if TYPE_CHECKING:
    from tests.ui.conftest import Browsing, Inspecting

CALL = "63962647202-00000002"
FAX = "63962302685-e41a90d5"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def lookup_of(documents: tuple[dict[str, Any], ...], call: str = CALL) -> Lookup:
    return Lookup("1" * 32, call, documents, "file", "https://sandbox.example.com/v2", NOW)


def seen(lookup: Lookup, leg: int) -> View:
    return View(Opened.of(lookup), leg, UTC)


def drawn(one: View, other: View, width: int, *, everything: bool = False) -> list[Line]:
    told = compare(one.leg, other.leg, UTC)
    return draw(told, Names.of(one, other), width, everything=everything)


def pair(one: dict[str, Any], other: dict[str, Any]) -> tuple[View, View]:
    lookup = lookup_of(({"id": "1", **one}, {"id": "2", **other}))
    return seen(lookup, 0), seen(lookup, 1)


def texts(lines: list[Line]) -> list[str]:
    return [line.text.rstrip() for line in lines]


# -- marking ------------------------------------------------------------------------------------


async def test_a_leg_is_marked_with_a_sign_and_the_way_on_is_told(browsing: Browsing) -> None:
    async with browsing(CALL) as sitting:
        assert "c compare" in sitting.hints
        await sitting.burst("down", "c")
        assert "2&← device Kim" in sitting.text
        assert sitting.status.startswith("Leg 2, device Kim Larsen, is marked; c on another leg")
        assert sitting.hints.startswith("c compare with leg 2 · Esc forget it")
        await sitting.burst("3")  # the mark stays while one reads on
        assert "2&←" in sitting.text and "Esc forget it" not in sitting.hints


async def test_c_on_the_same_leg_or_esc_among_the_legs_forgets_the_mark(browsing: Browsing) -> None:
    async with browsing(CALL) as sitting:
        await sitting.burst("c", "c")
        assert "1&" not in sitting.text and sitting.has("No leg is marked any more")
        await sitting.burst("c", "3", "escape")  # from a tab, Esc only goes to the legs
        assert "1&" in sitting.text
        await sitting.burst("escape")
        assert "1&" not in sitting.text and sitting.has("No leg is marked any more")
        assert sitting.hints.startswith("↑↓ leg")


async def test_there_is_nothing_to_mark_before_a_call_stands_there(inspecting: Inspecting) -> None:
    async with inspecting() as sitting:
        await sitting.burst("escape", "c")
        assert sitting.app.is_running and "marked" not in sitting.text


async def test_a_mark_is_found_again_when_the_call_is_fetched_anew(browsing: Browsing) -> None:
    async with browsing(CALL) as sitting:
        await sitting.burst("down", "c", "r")
        await sitting.until("saved")
        assert "2&←" in sitting.text and "Marked elsewhere" not in sitting.text
        await sitting.burst("c")
        assert sitting.has("No leg is marked any more")


# -- comparing ----------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
async def test_two_legs_of_a_call_are_compared(
    browsing: Browsing, snapshot: Callable[[str, str], None], size: tuple[int, int]
) -> None:
    async with browsing(CALL, size=size) as sitting:
        await sitting.burst("c", "down", "c")
        await sitting.until("How it went")
        await sitting.until(lambda: not sitting.app._batch_count)  # the screen is whole
        snapshot(f"compare-{size[0]}x{size[1]}", sitting.text)
        await sitting.burst("G")
        assert sitting.has("Local SDP line by line - only leg 1 · + only leg 2")
        assert sitting.has("+ a=rtpmap:8 PCMA/8000") and sitting.has("… 4 lines the same")
        await sitting.burst("escape")
        await sitting.until("── Legs")
        cursor = next(line for line in sitting.text.split("\n") if line.startswith("▸"))
        assert "1&" in sitting.text and " 2 ← device Kim" in cursor  # for the next one


async def test_a_shows_everything_and_keeps_its_place(browsing: Browsing) -> None:
    async with browsing(CALL) as sitting:
        await sitting.burst("c", "down", "c")
        await sitting.until("How it went")
        assert not sitting.has("both") and sitting.has("a show all")
        await sitting.burst("down", "down", "a")
        assert sitting.has("to both 2001 Kim Larsen") and sitting.has("a differences only")
        assert "▸≠ cause" in sitting.text and "Everything, also ids" in sitting.status
        await sitting.burst("a")
        assert "▸  cause" in sitting.text and "things and 9 SDP lines differ" in sitting.status


async def test_the_comparison_is_filtered_and_esc_takes_the_filter_first(
    browsing: Browsing,
) -> None:
    async with browsing(CALL) as sitting:
        await sitting.burst("c", "down", "c")
        await sitting.until("How it went")
        await sitting.burst("/", *"codecs")
        assert sitting.text.startswith("── “codecs” 2 of ") and sitting.has("PCMU lacks G729")
        assert "disposition" not in sitting.text and sitting.hints.startswith("type to filter")
        await sitting.burst("enter", "escape")
        assert sitting.text.startswith("── Leg 1 carrier Acme ↔") and sitting.has("disposition")
        await sitting.burst("escape")
        await sitting.until("── Legs")


async def test_keys_in_one_packet_open_one_comparison_and_close_it(browsing: Browsing) -> None:
    async with browsing(CALL) as sitting:
        await sitting.burst("c", "down", "c", "c", "c")
        await sitting.until("How it went")
        assert isinstance(sitting.app.screen, CompareScreen)
        assert len(sitting.app.screen_stack) == 2
        await sitting.burst("escape", "escape")
        await sitting.until("── Legs")


async def test_a_leg_is_compared_with_one_of_a_call_from_the_history(browsing: Browsing) -> None:
    async with browsing(FAX) as sitting:
        await sitting.ask(CALL)
        await sitting.until(f"{CALL} fetched")
        await sitting.burst("c", "h")
        await sitting.until("today")
        assert sitting.status.startswith("Leg 1, carrier Acme, is marked: open a call")
        await sitting.burst(*"e41a90d5")
        await sitting.until(lambda: CALL not in sitting.text)
        await sitting.burst("enter")
        await sitting.until("stored copy")
        assert sitting.status.startswith(f"Marked in {CALL}: leg 1, carrier Acme · now 63962302685")
        assert sitting.hints.startswith("c compare with the marked leg") and "&" not in sitting.text
        await sitting.burst("c")
        await sitting.until("How it went")
        assert sitting.has(f"Leg 1 carrier Acme of {CALL} ↔ leg 1 fax Orchard")
        assert sitting.has(f"interaction marked {CALL}") and sitting.has("3 days earlier")
        await sitting.burst("escape")
        await sitting.until("── Legs")
        assert sitting.has("fax Orchard Supply")


async def test_help_and_palette_know_the_comparison(browsing: Browsing) -> None:
    async with browsing(CALL) as sitting:
        await sitting.burst("c", "down", "c")
        await sitting.until("How it went")
        await sitting.burst("?")
        await sitting.until("── Help")
        assert sitting.text.split("\n")[1].strip() == "Two legs compared"
        await sitting.burst("escape")
        await sitting.until("How it went")
        await sitting.burst("ctrl+p")
        await sitting.until("── Commands")
        await sitting.type("differs only")
        await sitting.until("▸all ")
        await sitting.burst("enter")
        await sitting.until("differences only")


# -- what is drawn ------------------------------------------------------------------------------


def test_legs_that_are_alike_are_told_to_be_so_in_one_sentence() -> None:
    one, other = pair({"call_id": "x", "from_tag": "y"}, {"call_id": "z"})
    [line] = drawn(one, other, 120)
    assert line.text.startswith("Nothing differs but what differs on any two legs")


@pytest.mark.parametrize("width", [58, 118])
def test_an_sdp_of_one_leg_only_is_told_in_words(width: int) -> None:
    sdp = one_way_audio.SCENARIO.documents[0]["remote_sdp"]
    shown = texts(drawn(*pair({}, {"remote_sdp": sdp}), width))
    assert "  Only leg 2 has a remote SDP on record." in shown
    assert not any("line by line" in line for line in shown)


def test_two_legs_of_one_number_are_told_apart() -> None:
    one, _ = pair({"hangup_cause": "USER_BUSY"}, {})
    other = seen(replace(one.lookup, interaction_id=FAX, documents=({"id": "9"},)), 0)
    shown = texts(drawn(one, other, 78))
    assert any(line.split() == ["cause", "marked", "USER_BUSY:", "busy"] for line in shown)
    assert any(line.split() == ["this", "–"] for line in shown)
    assert Names.of(one, other).titles == (
        f"leg 1 {one.leg.who} of {CALL}",
        f"leg 1 caller of {FAX}",
    )


def test_the_filter_keeps_headings_of_what_it_finds() -> None:
    views = [seen(lookup_of(one_way_audio.SCENARIO.documents), leg) for leg in (0, 1)]
    kept = texts(narrowed(drawn(views[0], views[1], 78), "x_auth"))
    assert kept[0] == "Addresses and headers" and len(kept) == 5


@pytest.mark.parametrize("everything", [False, True])
def test_values_are_wrapped_rather_than_cut_at_every_width(everything: bool) -> None:
    for scenario in ALL:
        lookup = lookup_of(scenario.documents, scenario.id)
        count = min(4, len(lookup.interaction.legs))
        for leg in range(1, count):
            one, other = seen(lookup, 0), seen(lookup, leg)
            for width in (58, 78, 97, 98, 118):
                for line in drawn(one, other, width, everything=everything):
                    assert cells(line.text.rstrip()) <= width, (scenario.name, leg, line.text)


def test_hostile_text_and_ids_are_harmless() -> None:
    lookup = lookup_of(hostile.SCENARIO.documents, "\x1b]0;owned\x07\u202e-1")
    other = lookup_of(hostile.SCENARIO.documents, "\x9b2J-2")
    for leg in range(1, len(lookup.interaction.legs)):
        for width in (58, 118):
            one, two = seen(lookup, 0), seen(other, leg)
            for line in drawn(one, two, width, everything=True):
                assert all(character.isprintable() for character in line.text), line.text
            assert all(title.isprintable() for title in Names.of(one, two).titles)


def test_every_line_of_both_sdps_can_be_read_when_all_is_shown() -> None:
    lookup = lookup_of(hostile.SCENARIO.documents, hostile.SCENARIO.id)
    one, other = seen(lookup, 0), seen(lookup, 1)
    for width in (58, 118):
        told = "".join("".join(texts(drawn(one, other, width, everything=True))).split())
        for view in (one, other):
            for line in (*view.leg.remote.lines, *view.leg.local.lines):
                if cells(line) < 30:
                    assert "".join(line.split()) in told, line
