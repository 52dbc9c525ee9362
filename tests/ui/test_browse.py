"""A call browsed by keyboard alone: legs, tabs, folds, filters, zones, and the way back."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING, Any

import pytest

from vinix_tui.sandbox.scenario import Scenario
from vinix_tui.sandbox.transport import SandboxTransport
from vinix_tui.sandbox.vinix import Sandbox
from vinix_tui.ui.widgets import leg_table
from vinix_tui.ui.widgets.leg_table import LegTable

if TYPE_CHECKING:
    from tests.ui.conftest import Browsing, Inspecting, Outside, Sitting
    from vinix_tui.calls.interaction import Interaction
    from vinix_tui.ui.widgets.line import Line

ONE_WAY = "63962647202-00000002"
RING_GROUP = "63962644367-3e8a51c7"
CONFERENCE = "63962211600-c3a7705f"
FAX = "63962642839-c05b7d12"


def cursor(sitting: Sitting) -> list[str]:
    """The lines that a cursor stands on, without its mark and without a leg's."""
    return [line[1:].strip(" ✗▲") for line in sitting.text.split("\n") if line.startswith("▸")]


async def test_legs_are_walked_by_arrows_letters_and_brackets(browsing: Browsing) -> None:
    async with browsing(RING_GROUP) as sitting:
        await sitting.burst("2", "escape")
        for keys, leg in (
            (["down"], 2), (["k"], 1), (["j"], 2), (["["], 1), (["]"], 2), (["]"], 2), (["g"], 1),
            (["f", "G"], 5), (["up", "up"], 3), (["home"], 1), (["end"], 5), (["[", "["], 3),
            (["g"], 1), (["["], 1),
        ):  # fmt: skip
            await sitting.burst(*keys)
            assert f"Leg {leg} · " in sitting.text, keys
            assert cursor(sitting)[0].startswith(f"{leg} "), keys


async def test_keys_in_one_packet_act_in_their_order(browsing: Browsing) -> None:
    async with browsing(RING_GROUP) as sitting:
        await sitting.burst("down", "2")
        assert "[2 Call info]" in sitting.text and "Leg 2 · " in sitting.text
        await sitting.burst("escape", "up", "enter", "down", "]", "3")
        assert "[3 SIP/SDP]" in sitting.text
        assert cursor(sitting)[0].startswith("2 ")
        await sitting.burst("escape", "/", *"priya", "enter")
        assert sitting.has("“priya” 1 of 2")


async def test_enter_goes_into_the_tab_and_digits_open_each_one(browsing: Browsing) -> None:
    async with browsing() as sitting:
        await sitting.burst("enter", "down")
        assert "[1 Summary]" in sitting.text and len(cursor(sitting)) == 2
        names = ("[1 Summary]", "[2 Call info]", "[3 SIP/SDP]", "[4 Custom vars]", "[5 Fax]")
        for number, name in enumerate((*names, "[6 Raw]"), 1):
            await sitting.burst(str(number))
            assert name in sitting.text
            assert sitting.app.focused is not None
        assert '"app_name"' in sitting.text


async def test_a_fax_is_marked_on_its_tab(browsing: Browsing) -> None:
    async with browsing(FAX) as sitting:
        assert "5 Fax•" in sitting.text
        await sitting.resize(60, 20)
        assert "5 Fax•" in sitting.text


async def test_helper_legs_are_folded_under_their_leg_and_unfolded(browsing: Browsing) -> None:
    async with browsing(RING_GROUP) as sitting:
        assert sitting.has("2 of 5, 3 folded") and sitting.has("3 more phones rang")
        assert "Jonas" not in sitting.text
        await sitting.burst("f", "down", "down")
        assert sitting.has("Legs · 5") and "Jonas" in sitting.text
        assert cursor(sitting)[0].startswith("3 └")
        await sitting.burst("f")  # the cursor goes to the leg that the folded one belongs to
        assert cursor(sitting)[0].startswith("2 ←") and "Jonas" not in sitting.text
        await sitting.burst("1", "/", *"nair is called", "enter")
        await sitting.burst("enter")
        assert "[2 Call info]" in sitting.text


async def test_a_line_of_the_summary_leads_to_its_leg(browsing: Browsing) -> None:
    async with browsing() as sitting:
        await sitting.burst("1", "/", *"Kim Larsen is called", "enter")
        await sitting.burst("enter")
        assert "[2 Call info]" in sitting.text and "Leg 2 · device Kim Larsen" in sitting.text
        assert cursor(sitting)[0].startswith("2 ")


async def test_enter_on_the_partner_leg_goes_there(browsing: Browsing) -> None:
    async with browsing() as sitting:
        await sitting.burst("2", "/", *"partner leg", "enter")
        assert sitting.has("Enter goes there")
        await sitting.burst("enter")
        await sitting.settle()
        assert cursor(sitting)[0].startswith("2 ")
        await sitting.burst("enter")
        await sitting.settle()
        assert cursor(sitting)[0].startswith("1 ")


async def test_each_tab_is_filtered_with_a_count_and_esc_shows_all_again(
    browsing: Browsing,
) -> None:
    async with browsing(size=(100, 36)) as sitting:
        for tab, words in zip("12346", ("ends", "partner", "rtpmap", "account", "id"), strict=True):
            await sitting.burst(tab)
            whole = sitting.text
            await sitting.burst("/", *words.upper())
            assert sitting.has(f"“{words.upper()}” "), tab
            lines = sitting.text.split("\n")
            top = next(number for number, line in enumerate(lines) if "[" in line)
            kept = [line for line in lines[top + 1 : -3] if line.strip()]
            assert kept and any(words in line.lower() for line in kept)
            await sitting.burst("enter")
            assert sitting.has("“") and sitting.app.focused is not None
            await sitting.burst("escape")
            assert not sitting.has("“")
            await sitting.burst("g")  # the cursor stays on what was found
            assert sitting.text == whole
            await sitting.burst("/", *"nowhere")
            assert sitting.has("0 of ")
            await sitting.burst("escape")
            assert sitting.text == whole and sitting.app.focused is not None


async def test_the_legs_are_filtered_and_the_tabs_follow_the_leg_that_is_left(
    browsing: Browsing,
) -> None:
    async with browsing() as sitting:
        await sitting.burst("2", "escape", "/", *"kim", "enter")
        assert sitting.has("“kim” 1 of 2")
        assert cursor(sitting)[0].startswith("2 ") and "Leg 2 · " in sitting.text
        await sitting.burst("]", "[", "down")
        assert cursor(sitting)[0].startswith("2 ") and "Leg 2 · " in sitting.text
        await sitting.burst("escape")
        assert "carrier Acme" in sitting.text and not sitting.has("“kim”")


async def test_raw_json_folds_and_only_on_this_leg_of_this_call(browsing: Browsing) -> None:
    async with browsing() as sitting:
        await sitting.burst("6", "enter")
        assert "{ … }" in sitting.text and '"app_name"' not in sitting.text
        await sitting.burst("]")
        assert '"app_name"' in sitting.text
        await sitting.burst("[")
        assert "{ … }" in sitting.text
        await sitting.ask(RING_GROUP)
        await sitting.until("saved")
        await sitting.burst("6")
        assert '"app_name"' in sitting.text
        await sitting.burst("enter", "enter")
        assert '"app_name"' in sitting.text


async def test_the_zone_changes_for_every_time_on_the_screen(
    browsing: Browsing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    async with browsing(size=(120, 36)) as sitting:
        await sitting.burst("1", "G")
        assert "19:00:02" in sitting.text and "Mon 23 Nov 19:00" in sitting.text
        assert "10:00:02" not in sitting.text and "JST" in sitting.text
        await sitting.burst("t")
        assert "10:00:02" in sitting.text and "Mon 23 Nov 10:00" in sitting.text
        for time_there in ("19:00:02", "Mon 23 Nov 19:00", "JST"):  # 19:00 may be now
            assert time_there not in sitting.text
        await sitting.burst("2")
        assert "10:00:02 UTC" in sitting.text and "JST" not in sitting.text
        await sitting.burst("t")
        assert "19:00:02 JST" in sitting.text and "10:00:02 UTC" in sitting.text


async def test_scroll_and_cursor_are_kept_for_each_leg_and_tab(browsing: Browsing) -> None:
    def shown(sitting: Sitting) -> list[str]:
        return [line[:79].rstrip() for line in sitting.text.split("\n")]  # without scroll bars

    async with browsing() as sitting:
        await sitting.burst("3", *["down"] * 14)
        first = shown(sitting)
        await sitting.burst("4", "pagedown")
        fourth = shown(sitting)
        await sitting.burst("3", "]", "down", "[")
        assert shown(sitting) == first
        await sitting.burst("4")
        assert shown(sitting) == fourth


async def test_esc_always_goes_back_and_never_quits(browsing: Browsing) -> None:
    async with browsing() as sitting:
        for keys in (["s"], ["3"], ["/", "x"], ["h"], ["?"], [":"], ["n"], ["b"], ["6", "/", "a"]):
            await sitting.burst(*keys)
            await sitting.pilot.pause()
            for _ in range(3):
                await sitting.burst("escape")
            assert sitting.app.is_running
            await sitting.until("Legs · 2 of 5")
            assert len(cursor(sitting)) == 1, keys
            await sitting.burst("j", "k")  # the legs have the focus
            assert cursor(sitting)[0].startswith("1 ")


async def test_legs_that_come_or_go_between_two_looks_leave_the_cursor_on_one(
    inspecting: Inspecting, outside: Outside
) -> None:
    def leg(number: int, **fields: object) -> dict[str, object]:
        at = 1_795_427_958_000_000 + number
        return {
            "id": f"202611-{number}",
            "call_id": f"{number}",
            "channel_created_time": at,
        } | fields

    def scenario(*legs: dict[str, object]) -> None:
        outside.sandbox = Sandbox((Scenario(ONE_WAY, "changing", "", lambda: legs),))
        outside.transport = SandboxTransport(outside.sandbox)
        outside.sandbox._tokens = tokens

    tokens = outside.sandbox._tokens
    helper = {"channel_is_loopback": True}
    scenario(leg(1, **helper), leg(2), leg(3))
    async with inspecting(ONE_WAY) as sitting:
        assert cursor(sitting)[0].startswith("2 ")  # the first one is folded away
        await sitting.burst("[", "]", "]", "[", "2")
        assert "Leg 2 · " in sitting.text
        await sitting.burst("escape", "]")
        for legs in ((leg(3),), (leg(1), leg(2), leg(3, **helper), leg(4)), (leg(1, **helper),)):
            scenario(*legs)
            outside.asked.clear()
            await sitting.burst("r")
            await sitting.until(lambda: bool(outside.asked) and "saved" in sitting.text)
            assert len([line for line in cursor(sitting) if line[0].isdigit()]) == 1
            await sitting.burst("[", "]", "f", "]", "[", "f")
            assert sitting.app.focused is not None


KEYS = (
    *("s", "[", "]", "1", "2", "3", "4", "5", "6", "f", "/", "h", "b", "r", "p", "n", "t", "?"),
    *(":", "escape", "up", "down", "pageup", "pagedown", "g", "G", "enter", "tab", "shift+tab"),
    *("d", "x", "escape", "escape", "escape", "down", "left", "right", "home", "end", "space"),
)


async def test_no_order_of_keys_loses_the_focus_or_crashes(browsing: Browsing) -> None:
    chance = random.Random(1)
    async with browsing(RING_GROUP) as sitting:
        pressed: list[str] = []
        for _ in range(100):
            keys = chance.choices(KEYS, k=chance.choice((1, 1, 1, 4)))
            pressed += keys
            await sitting.burst(*keys)
            assert sitting.app.is_running, pressed
            if sitting.app.screen.focused is None:  # a new screen may still be on its way
                await sitting.until(lambda: sitting.app.screen.focused is not None)


async def test_of_three_hundred_legs_only_those_in_view_are_drawn(
    browsing: Browsing, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: set[int] = set()
    row = leg_table._row

    def count(interaction: Interaction, index: int, *shape: Any, **more: Any) -> Line:
        drawn.add(index)
        return row(interaction, index, *shape, **more)

    monkeypatch.setattr(leg_table, "_row", count)
    async with browsing(CONFERENCE, size=(120, 36)) as sitting:
        table = sitting.app.screen.query_one(LegTable)
        assert len(table.lines) == 300
        assert 0 < len(drawn) <= table.size.height
        await sitting.burst("G")
        assert 299 in drawn and len(drawn) <= 2 * table.size.height


async def test_a_conference_of_three_hundred_is_walked_to_its_end(browsing: Browsing) -> None:
    async with browsing(CONFERENCE, size=(60, 20)) as sitting:
        assert sitting.has("Legs · 300")
        await sitting.burst("2", "escape", "G")
        assert cursor(sitting)[0].startswith("300 ") and "Leg 300 · " in sitting.text
        await sitting.burst("]", "[")
        assert "Leg 299 · " in sitting.text
        await sitting.burst("g", *["down"] * 120)
        assert cursor(sitting)[0].startswith("121 ") and "Leg 121 · " in sitting.text
