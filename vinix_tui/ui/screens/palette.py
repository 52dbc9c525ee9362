"""The command palette: what can be done on the screen below, found by words; Enter does it."""

from __future__ import annotations

from inspect import isawaitable
from itertools import groupby
from typing import Any

from textual.actions import parse
from textual.screen import Screen

from vinix_tui.calls.text import cells, cut, fit, printable, wrap
from vinix_tui.ui import commands
from vinix_tui.ui.palette import Match, Offer, matching, offers
from vinix_tui.ui.screens.picker import PickerScreen
from vinix_tui.ui.widgets.bars import StatusLine
from vinix_tui.ui.widgets.choice import Choice
from vinix_tui.ui.widgets.line import READABLE, Line
from vinix_tui.ui.widgets.lines import Lines

_WORDS = 30
"""Columns that keys leave to a command's words, however many keys somebody has bound."""


class PaletteScreen(PickerScreen[Offer]):
    """Every command of the screen below, with its keys. Ends with what is to be done there."""

    BINDINGS = commands.bindings("palette")
    place = "palette"
    TITLE_WORDS = "Commands"
    PLACEHOLDER = "type what you want to do, or a key"
    PREVIEW = 0

    def __init__(self, below: Screen[Any]) -> None:
        super().__init__()
        self._below = below
        self._offers: dict[str, Offer] = {}

    def on_mount(self) -> None:
        below, app = self._below, self.app
        place = getattr(below, "place", "")
        places = [place, "app"]
        if place in commands.FORMS:
            places.append("form")
        if isinstance(below.focused, Lines):
            places.append("list")
        if isinstance(below.focused, Choice):
            places.append("choice")
        lacking = getattr(below, "lacking", lambda _: "")
        self._offers = {each.id: each for each in offers(places, app.keys, lacking, app.used)}

    def fill(self, needle: str) -> None:
        found = matching(self._offers.values(), needle)
        self.tell(str(len(found)), len(self._offers), needle)
        self.rows.show(
            lambda width: [line for match in found for line in self._row(match, width)],
            key=found[0].offer.id if found else "",
        )
        said = "" if found else "No command of this screen has these words; ? lists all."
        self.query_one(StatusLine).say(said)

    def _row(self, match: Match, width: int) -> list[Line]:
        width = min(width, READABLE)
        offer, listed = match.offer, self._offers.values()
        wide = max(len(each.command.label) for each in listed) + 2
        room = max(cells(_keys(each)) for each in listed) + 2
        room = min(room, max(0, width - wide - _WORDS))
        style = "dim" if offer.lacking else ""
        told = offer.command.help + (f" · not now: {offer.lacking}" if offer.lacking else "")
        label = _lit(fit(offer.command.label, wide), match.in_label, style or "strong")
        lines: list[Line] = []
        at = 0
        for part in wrap(told, width - wide - room):
            at = told.index(part, at)
            places = frozenset(place - at for place in match.in_help)
            words = _lit(part, places, style)
            lines.append(Line((*(label if not lines else ((" " * wide, ""),)), *words), offer.id))
        keys = cut(_keys(offer), room)
        gap = " " * (width - cells(lines[0].text) - cells(keys))
        lines[0] = Line((*lines[0].spans, (gap, ""), (keys, "label")), offer.id)
        return lines

    def chosen(self, key: str) -> None:
        """Leave with it, unless something is missing."""
        offer = self._offers[key]
        if offer.lacking:
            self.query_one(StatusLine).say(f"Not now: {offer.lacking}.")
        else:
            self.leave(offer)

    async def do(self, offer: Offer | None) -> None:
        """Do it on the screen below, which has its keys and its focus again."""
        if offer is None or self.app.screen is not self._below:  # somebody must sign in first
            return
        self.app.used = [*(id_ for id_ in self.app.used if id_ != offer.id), offer.id]
        # Not by run_action: that refuses letters' commands while an input has the focus.
        _, name, values = parse(offer.command.id)
        here = self._below.focused
        nodes = {"app": self.app, "list": here, "choice": here}
        done = getattr(nodes.get(offer.command.place, self._below), f"action_{name}")(*values)
        if isawaitable(done):
            await done

    def action_back(self) -> None:
        """Close, whatever was typed: it is typed again as quickly."""
        self.leave(None)

    def hints(self, *, typing: bool) -> list[tuple[str, str]]:
        ways = [("type", "to find")] if typing else self.app.keys.hints("palette", ["filter"])
        return [("↑↓", "choose"), ("Enter", "do it"), *ways, ("Esc", "back")]


def _keys(offer: Offer) -> str:
    return printable(" ".join(offer.keys))


def _lit(text: str, places: frozenset[int], style: str) -> tuple[tuple[str, str], ...]:
    """A text in spans, with the letters at some places lit."""
    runs = groupby(enumerate(text), lambda each: each[0] in places)
    return tuple(
        ("".join(letter for _, letter in run), "found" if lit else style) for lit, run in runs
    )
