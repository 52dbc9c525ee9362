"""Text of strangers on every screen: it is shown, and steers nothing.

The last filter before the terminal is off in these tests unless they are about it: text has to be
clean before it comes there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vinix_tui.calls.ids import recognise
from vinix_tui.calls.leg import FIELDS
from vinix_tui.calls.lookup import Lookup
from vinix_tui.sandbox.scenarios import hostile
from vinix_tui.sandbox.scenarios._hostile_text import ESCAPES, MARKUP, SCRIPTS, SHAPES
from vinix_tui.ui.safe import PrintableOnly
from vinix_tui.ui.view import Opened, View
from vinix_tui.ui.widgets import call_info, custom_vars, fax, sip_sdp, summary
from vinix_tui.ui.widgets.leg_table import LegTable
from vinix_tui.ui.widgets.lines import Lines
from vinix_tui.ui.widgets.raw import Raw

if TYPE_CHECKING:
    from tests.ui.conftest import DeskFor, Inspecting, Outside, Sitting, Started

CALL = hostile.SCENARIO.id
TEXTS = {**ESCAPES, **MARKUP, **SCRIPTS, **SHAPES}
WORST = "".join(text for name, text in TEXTS.items() if len(text) < 200)
BASE = "https://sandbox.example.com/v2"


def harmful(text: str) -> set[str]:
    """The characters that could steer a terminal, hide, or turn the text around."""
    kinds = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    return {char for char in text if unicodedata.category(char) in kinds}


def is_clean(sitting: Sitting) -> None:
    """Neither the screen nor anything below its edges holds such a character."""
    strips = sitting.app.screen._compositor.render_strips()
    assert harmful("".join(part.text for strip in strips for part in strip)) == set()
    for lists in sitting.app.screen.query(Lines):
        for line in lists.lines:
            assert harmful(line.text) == set(), line.text


@pytest.fixture
def unfiltered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last filter lets everything through."""
    monkeypatch.setattr(PrintableOnly, "apply", lambda _self, segments, _background: segments)


def lookup(**changes: Any) -> Lookup:
    then = datetime(2026, 11, 23, 12, tzinfo=UTC)
    documents = hostile.SCENARIO.documents
    return replace(Lookup("1" * 32, CALL, documents, "file", BASE, then), **changes)


@pytest.mark.usefixtures("unfiltered")
async def test_the_hostile_call_is_harmless_on_every_leg_and_tab(start: Started) -> None:
    async with start(wanted=recognise(CALL)) as sitting:
        await sitting.until("saved")
        for _leg in range(5):
            for tab in "123456":
                await sitting.burst(tab)
                is_clean(sitting)
            await sitting.burst("end")
            is_clean(sitting)
            await sitting.burst("]")
        assert sitting.app.is_running


@pytest.mark.usefixtures("unfiltered")
async def test_markup_is_shown_as_the_text_that_it_is(start: Started) -> None:
    async with start(wanted=recognise(CALL), size=(200, 40)) as sitting:
        await sitting.until("saved")
        await sitting.burst("4")  # the first leg has a variable for each of them
        for name in ("closing", "action", "link", "colour", "brackets"):
            await sitting.burst("/")
            await sitting.paste(f"text {name}")
            assert sitting.has(MARKUP[name]), name
            await sitting.burst("escape")


@pytest.mark.usefixtures("unfiltered")
async def test_the_hostile_call_is_harmless_in_history_note_help_and_palette(
    start: Started,
) -> None:
    async with start(wanted=recognise(CALL)) as sitting:
        await sitting.until("saved")
        for key, words in (("h", "today"), ("n", "Note on"), ("?", "Help"), (":", "── Commands")):
            await sitting.burst(key)
            await sitting.until(words)
            is_clean(sitting)
            await sitting.burst("escape")
            await sitting.until("Legs ·")


async def test_what_is_pasted_into_an_input_is_harmless(inspecting: Inspecting) -> None:
    async with inspecting("63962647202-00000002") as sitting:
        for name in ("closing", "action", "clear", "bidi override", "lone surrogates"):
            await sitting.burst("/")
            await sitting.paste(TEXTS[name])
            is_clean(sitting)
            await sitting.burst("escape")
            await sitting.ask(TEXTS[name])
            await sitting.until("✗")
            is_clean(sitting)
            await sitting.burst("escape")
            await sitting.burst("escape")
        await sitting.burst("n")
        await sitting.until("Note on")
        await sitting.paste(WORST[:300])
        is_clean(sitting)
        await sitting.burst("enter")
        await sitting.until("Note kept")
        is_clean(sitting)
        await sitting.burst("h")
        await sitting.until("today")
        is_clean(sitting)
        await sitting.paste(WORST[:300])
        is_clean(sitting)


IDS = ["[/x]", "[@click=app.quit]", "\x1b[2J", SCRIPTS["bidi override"], "\x00", "", "k" * 5000]


@pytest.mark.usefixtures("unfiltered")
@pytest.mark.parametrize("text", IDS, ids=map(str, range(len(IDS))))
async def test_ids_and_servers_from_a_file_are_harmless(start: Started, text: str) -> None:
    opened = lookup(account_id=text, interaction_id=text, base=text, documents=({"call_id": text},))
    async with start(opening=lambda: opened) as sitting:
        await sitting.until("from a file")
        for tab in "126":
            await sitting.burst(tab)
            for lists in sitting.app.screen.query(Lines):
                assert all(harmful(line.text) == set() for line in lists.lines)
        await sitting.burst("r")
        await sitting.burst("n")
        await sitting.settle()
        await sitting.burst("p")
        assert sitting.app.is_running


def answering(status: int, body: Any, **headers: str) -> httpx.MockTransport:
    """A server that says the same to everything."""
    return httpx.MockTransport(lambda _request: httpx.Response(status, json=body, headers=headers))


@pytest.mark.usefixtures("unfiltered")
async def test_a_hostile_refusal_is_harmless(inspecting: Inspecting, outside: Outside) -> None:
    async with inspecting("63962647202-00000002") as sitting:
        text = WORST[:1500]
        for status in (400, 403, 404, 418, 429, 500, 503):
            body = {
                "status": "error", "error": str(status), "message": text, "request_id": text,
                "data": {"message": text, "cause": text, "[/x]": {"[red]": {"message": text}}},
            }  # fmt: skip
            outside.transport = answering(status, body)
            await sitting.burst("r")
            await sitting.until("✗")
            is_clean(sitting)
            assert "Kim Larsen" in sitting.text
            await sitting.burst("escape")


@pytest.mark.usefixtures("unfiltered")
async def test_hostile_answers_to_a_login_are_harmless(
    start: Started, outside: Outside, desk_for: DeskFor
) -> None:
    async with start(desk=desk_for(outside)) as sitting:
        await sitting.burst(*"a", "tab", *"b", "tab", *"c")
        for status in (400, 401, 403, 404, 423, 500):
            body = {"data": {"[/x]": {"[red]": {"message": WORST[:900]}}}, "message": WORST[:900]}
            outside.transport = answering(status, {**body, "request_id": "[/x]\x1b[2J"})
            await sitting.burst("enter")
            await sitting.until(lambda: "✗" in sitting.text and not sitting.has("Signing in"))
            is_clean(sitting)
        body = {"account_name": WORST[:300], "account_id": "[/x]\x1b"}
        outside.transport = answering(201, {"data": body, "auth_token": "x.y.z"})
        await sitting.burst("enter")
        await sitting.until("No call looked up yet")
        is_clean(sitting)
        assert "␛]52;c;" in sitting.text  # the account's name, in the title


@pytest.mark.usefixtures("unfiltered")
async def test_markup_in_the_names_of_profile_server_and_user_is_text(
    start: Started, outside: Outside, desk_for: DeskFor, home: Path
) -> None:
    file = home / ".config/vinix-tui/config.toml"
    file.parent.mkdir(parents=True)
    file.write_text(
        'profile = "[/x]"\n[profiles."[/x]"]\nbase = "http://[::1]:9/v2"\n'
        'account_name = "[red]acme[/]"\nusername = "[@click=app.quit]kim"\n'
    )
    async with start(desk=desk_for(outside)) as sitting:
        assert "[red]acme[/]" in sitting.text and "[@click=app.quit]kim" in sitting.text
        await sitting.burst(*"pw", "enter")
        await sitting.until("✗")
    async with start(desk=desk_for(outside, outside.token)) as sitting:
        await sitting.until("No call looked up yet")
        assert "[/x]" in sitting.text.split("\n")[0]


NASTY = st.text(max_size=40) | st.sampled_from([text[:400] for text in TEXTS.values()])
VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | NASTY,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NASTY, inner, max_size=3),
    max_leaves=6,
)
DOCUMENT = st.dictionaries(st.sampled_from([*FIELDS, "fax_info", "fax_success"]) | NASTY, VALUE)


def texts(view: View, width: int) -> Iterable[str]:
    table = LegTable(id="legs")
    for draw in (
        summary.draw, call_info.draw, sip_sdp.draw, custom_vars.draw, fax.draw, Raw()._draw,
        table._table,
    ):  # fmt: skip
        yield from (line.text for line in draw(view, width))


@settings(max_examples=80, deadline=None)
@given(st.lists(DOCUMENT, min_size=1, max_size=3), st.integers(20, 130))
def test_no_leg_whatever_it_holds_makes_a_harmful_line(
    documents: list[dict[str, Any]], width: int
) -> None:
    shown = Opened.of(lookup(documents=tuple(documents)))
    for index in range(len(shown.lookup.interaction.legs)):
        for text in texts(View(shown, index, UTC, unfolded=True), width):
            assert harmful(text) == set(), text
