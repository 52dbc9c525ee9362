"""The verdict on the screen: what happened, who ended it, what to do, and the way to the proof."""

from __future__ import annotations

import json
import re
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from vinix_tui.calls.interaction import Interaction
from vinix_tui.calls.lookup import Lookup
from vinix_tui.diagnosis import diagnose as diagnosis
from vinix_tui.diagnosis.finding import Verdict
from vinix_tui.sandbox.scenario import Scenario
from vinix_tui.sandbox.scenarios import hostile, internal, one_way_audio, webrtc
from vinix_tui.sandbox.transport import SandboxTransport
from vinix_tui.sandbox.vinix import Sandbox
from vinix_tui.ui.widgets.leg_table import columns
from vinix_tui.ui.widgets.lines import Lines
from vinix_tui.ui.widgets.places import CALL_INFO, Place
from vinix_tui.ui.widgets.tabs import Tabs

if TYPE_CHECKING:
    from tests.ui.conftest import Browsing, Inspecting, Outside, Sitting, Started

ONE_WAY = one_way_audio.SCENARIO
SIZES = [(60, 20), (80, 24), (120, 36)]


def cursor(sitting: Sitting) -> str:
    """The line of the open tab that the cursor stands on."""
    lines = sitting.text.split("\n")
    bar = next(number for number, line in enumerate(lines) if "1 Summary" in line)
    return next((line[1:].strip() for line in lines[bar:] if line.startswith("▸")), "")


def has(sitting: Sitting, words: str) -> bool:
    """Whether words stand on the screen; scroll bars at the ends of lines are none."""
    return " ".join(words.split()) in " ".join(
        re.sub(r"[▁-█]$", "", sitting.text, flags=re.M).split()
    )


def summary(sitting: Sitting) -> Lines:
    return sitting.app.screen.query_one(Tabs).query_one("#summary", Lines)


def keys(sitting: Sitting) -> list[str]:
    """The items of the summary, from the top."""
    return [item.key for item in summary(sitting)._items]


async def go_to(sitting: Sitting, key: str) -> None:
    """Put the cursor of the summary on an item; in a small pane some keys only scroll."""
    await sitting.burst("1", "g")
    await sitting.burst(*["down"] * keys(sitting).index(key))
    while summary(sitting).cursor_key != key:
        await sitting.burst("down")


def verdict(scenario: Scenario) -> Verdict:
    return diagnosis.diagnose(Interaction.of(scenario.documents, scenario.id))


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_what_happened_and_what_to_do_is_read_without_scrolling(
    browsing: Browsing, size: tuple[int, int]
) -> None:
    told = verdict(ONE_WAY)
    async with browsing(ONE_WAY.id, size=size) as sitting:
        assert has(sitting, f"✗ {told.headline}")
        assert has(sitting, "Ended by the platform · sure.")
        worst = told.findings[0]
        assert has(sitting, worst.sentence) and worst.id in sitting.text
        assert "Next: " in sitting.text
        assert "error · leg 2" in sitting.text  # where ✗ can not be shown


async def test_enter_on_a_finding_goes_to_the_line_of_the_sdp(browsing: Browsing) -> None:
    told = verdict(ONE_WAY).findings
    place = next(number for number, found in enumerate(told) if found.id == "R30")
    line = next(it for it in told[place].evidence if it.field == "remote_sdp")
    assert "192.168.1.50" in line.value
    for size in SIZES:
        async with browsing(ONE_WAY.id, size=size) as sitting:
            await go_to(sitting, f"finding:{place}")
            await sitting.burst("enter")
            assert "[3 SIP/SDP]" in sitting.text
            assert cursor(sitting).startswith(f"{line.line}  {line.value}"), size
            assert "▸✗  2 " in sitting.text  # its leg is chosen in the table


async def test_each_piece_of_evidence_leads_to_its_own_line(browsing: Browsing) -> None:
    told = verdict(ONE_WAY).findings
    place = next(number for number, found in enumerate(told) if found.id == "R30")
    async with browsing(ONE_WAY.id, size=(120, 36)) as sitting:
        for number, evidence in enumerate(told[place].evidence):
            await go_to(sitting, f"evidence:{place}:{number}")
            assert evidence.value in cursor(sitting)
            await sitting.burst("enter")
            assert evidence.value in cursor(sitting), evidence
            assert "[1 Summary]" not in sitting.text
            assert sitting.app.focused is sitting.app.screen.query_one(Tabs).panel
            await sitting.burst("1")
            assert evidence.value in cursor(sitting)  # the summary has kept its place


async def test_a_filter_or_a_fold_does_not_hide_the_evidence(browsing: Browsing) -> None:
    told = verdict(ONE_WAY).findings
    place = next(number for number, found in enumerate(told) if found.id == "R30")
    async with browsing(ONE_WAY.id, size=(100, 36)) as sitting:
        await sitting.burst("]", "3", "/", *"rtpmap", "enter")
        assert sitting.has("“rtpmap” ")
        await go_to(sitting, f"finding:{place}")
        await sitting.burst("enter")
        assert "c=IN IP4 192.168.1.50" in cursor(sitting) and not sitting.has("“rtpmap")
        tabs = sitting.app.screen.query_one(Tabs)
        await sitting.burst("6", "enter")
        assert "{ … }" in sitting.text
        assert tabs.query_one("#raw").find("hangup_cause")  # type: ignore[attr-defined]
        await sitting.settle()
        assert '"hangup_cause": "MEDIA_TIMEOUT"' in cursor(sitting)


async def test_absence_as_evidence_is_said(browsing: Browsing) -> None:
    async with browsing(ONE_WAY.id) as sitting:
        tabs = sitting.app.screen.query_one(Tabs)
        tabs.post_message(Tabs.PlaceWanted(Place(1, CALL_INFO, ("replaced_by",), "replaced_by")))
        await sitting.settle()
        assert sitting.has("Leg 2: its record has no replaced_by; that is the evidence.")
        assert "[2 Call info]" in sitting.text and "Leg 2 · device Kim" in sitting.text


async def test_legs_carry_the_mark_of_their_worst_finding(browsing: Browsing) -> None:
    async with browsing(ONE_WAY.id) as sitting:
        rows = sitting.text.split("\n")[4:6]
        assert rows[0].startswith("▸   1 →") and rows[1].startswith(" ✗  2 ←")
        await sitting.ask(internal.SCENARIO.id)
        await sitting.until(f"{internal.SCENARIO.id} fetched")
        assert not {"✗", "▲"} & set(sitting.text)  # information is not marked


async def test_flags_are_shown_where_there_is_room(browsing: Browsing) -> None:
    assert not columns(78).flags and columns(118).flags
    for size, shown in (((80, 24), False), ((120, 36), True)):
        async with browsing(webrtc.SCENARIO.id, size=size) as sitting:
            assert ("WEBRTC SDP" in sitting.text) is shown
            assert "flags" not in sitting.text or shown


@pytest.mark.parametrize("size", SIZES)
async def test_every_line_of_a_hostile_summary_can_be_followed(
    browsing: Browsing, size: tuple[int, int]
) -> None:
    async with browsing(hostile.SCENARIO.id, size=size) as sitting:
        for key in keys(sitting):
            await go_to(sitting, key)
            await sitting.burst("enter")
            assert sitting.app.is_running and sitting.app.focused is not None
            led = key.startswith(("finding", "evidence", "moment"))
            assert ("[1 Summary]" not in sitting.text) is led or not led, key


Judging = list[bool]


@pytest.fixture
def judging(monkeypatch: pytest.MonkeyPatch) -> Judging:
    """Whether each verdict that is made is made beside the event loop."""
    seen: Judging = []
    diagnose = diagnosis.diagnose

    def watched(interaction: Interaction) -> Verdict:
        seen.append(threading.current_thread() is not threading.main_thread())
        return diagnose(interaction)

    monkeypatch.setattr(diagnosis, "diagnose", watched)
    return seen


async def test_a_call_is_judged_once_a_lookup_and_beside_the_screen(
    inspecting: Inspecting, judging: Judging
) -> None:
    headline = verdict(ONE_WAY).headline
    judging.clear()
    async with inspecting(ONE_WAY.id) as sitting:
        assert judging == [True]
        await sitting.burst("]", "2", "3", "t", "f", "f", "[", "1")
        assert judging == [True]
        await sitting.burst("r")
        await sitting.until(lambda: len(judging) == 2)
        await sitting.until("saved")
        await sitting.burst("escape", "h")
        await sitting.until("today")
        row = next(line for line in sitting.text.split("\n") if ONE_WAY.id in line)
        assert "✗ " in row  # how it went, as it was stored
        assert has(sitting, headline)
        await sitting.burst("enter")
        await sitting.until("stored copy")
        assert has(sitting, "Ended by the platform · sure.")
        assert judging == [True, True, True]


async def test_a_file_is_judged_beside_the_screen(start: Started, judging: Judging) -> None:
    then = datetime(2026, 11, 23, 12, tzinfo=UTC)
    lookup = Lookup("1" * 32, ONE_WAY.id, ONE_WAY.documents, "file", "", then)
    async with start(opening=lambda: lookup) as sitting:
        await sitting.until("from a file")
        assert has(sitting, "Ended by the platform · sure.") and judging == [True]


async def test_legs_that_change_between_two_looks_are_judged_anew(
    inspecting: Inspecting, outside: Outside
) -> None:
    async with inspecting(ONE_WAY.id) as sitting:
        assert has(sitting, f"✗ {verdict(ONE_WAY).headline}")
        tokens = outside.sandbox._tokens
        healed = json.loads(
            json.dumps(ONE_WAY.documents).replace("MEDIA_TIMEOUT", "NORMAL_CLEARING")
        )
        outside.sandbox = Sandbox((Scenario(ONE_WAY.id, "healed", "", lambda: tuple(healed)),))
        outside.transport = SandboxTransport(outside.sandbox)
        outside.sandbox._tokens = tokens
        await sitting.burst("r")
        await sitting.until("2 ← device Kim Larsen  2001           +1.0 s ████████  0:33 normal")
        assert not has(sitting, "Ended by the platform · sure.")


async def test_esc_leads_from_the_evidence_back_to_its_finding(browsing: Browsing) -> None:
    async with browsing(ONE_WAY.id) as sitting:
        await sitting.burst("1", "down", "enter")
        await sitting.until("[2 Call info]")
        await sitting.burst("escape")
        await sitting.until("[1 Summary]")
        assert "▸" in sitting.text and "R29" in sitting.text
        await sitting.burst("escape")
        assert "[1 Summary]" in sitting.text  # from there on to the legs, as ever


async def test_another_call_opens_on_its_verdict(browsing: Browsing) -> None:
    async with browsing(ONE_WAY.id) as sitting:
        await sitting.burst("6")
        await sitting.ask("63962641880-9bd0e1c2")
        await sitting.until("was busy when")
        assert "[1 Summary]" in sitting.text


async def test_a_page_key_among_few_legs_turns_the_page_of_the_tab(browsing: Browsing) -> None:
    async with browsing(ONE_WAY.id) as sitting:
        before = sitting.text
        await sitting.burst("pagedown")
        assert sitting.text != before
        await sitting.burst("pageup")
        assert sitting.has("Ended by the platform")
