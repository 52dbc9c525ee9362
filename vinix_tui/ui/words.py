"""What the screens say in their own words, apart from how they are drawn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING

from vinix_tui.calls import clock
from vinix_tui.calls.ids import Wanted
from vinix_tui.ui.commands import Keys
from vinix_tui.ui.view import View
from vinix_tui.ui.widgets.facts import sentence
from vinix_tui.ui.widgets.line import Line

if TYPE_CHECKING:
    from vinix_tui.storage.history import Entry


def welcome(*, demo: bool) -> Callable[[int], list[Line]]:
    """What stands in the first tab before a call was looked up."""
    more = " b lists the demo's calls," if demo else ""
    text = (
        "No call looked up yet. Paste an interaction id above (or its URL, or a CDR id) and press"
        " Enter. Ctrl+R opens what was looked up before, also without the network. After Esc,"
        f"{more} ? explains every key."
    )
    return lambda width: sentence(text, width)


def legs(view: View | None, kept: str, *, stale: bool) -> str:
    """`Legs · 3 of 6, 3 folded`, and where the data stands when it is not fresh."""
    if view is None:
        return "Legs"
    total = len(view.lookup.interaction.legs)
    shown = len(view.visible)
    counted = f"{shown} of {total}, {total - shown} folded" if shown < total else f"{total}"
    parts = ["Legs", kept or counted]
    if stale:
        parts.append(f"still of {view.lookup.interaction_id}")
    elif view.lookup.kind == "history":
        parts.append(f"stored copy, {age(view.lookup.fetched_at)} old · r fetches anew")
    elif view.lookup.kind == "file":
        parts.append("from a file")
    return " · ".join(parts)


def stored(entry: Entry) -> str:
    """What the status line says of a stored copy."""
    note = f" · note: {entry.note}" if entry.note else ""
    star = "★ " if entry.pinned else ""
    return f"{star}{entry.interaction_id} from the history, without the network{note}"


def age(then: datetime) -> str:
    """How long ago: `40 s`, `12 min`, `3 h`, `5 days`."""
    seconds = max(0, int((datetime.now(UTC) - then).total_seconds()))
    if seconds < 120:
        return f"{seconds} s"
    if seconds < 7200:
        return f"{seconds // 60} min"
    return f"{seconds // 3600} h" if seconds < 172_800 else f"{seconds // 86_400} days"


def nothing_found(wanted: Wanted, zone: tzinfo | None) -> str:
    """The four likely reasons why there are no legs, and what to do about each."""
    began = f" It would have begun {clock.short(wanted.start, zone)}." if wanted.start else ""
    return (
        f"No legs for {wanted.id}.{began}\n"
        "1 Another account: check the account id above; a sub-account's calls are under its own id."
        "\n2 Too early: a leg is recorded when it ends; try again in a minute.\n"
        "3 Too old: the month may be archived; ask whoever keeps the archive.\n"
        "4 Mistyped: compare the id with the complaint, character by character."
    )


def hints(keys: Keys, place: str, *, demo: bool) -> list[tuple[str, str]]:
    """The keys of the inspector, for the widget that has the focus; the most wanted first."""
    if place == "needle":
        return [("type", "to filter"), ("Enter", "keep it"), ("Esc", "all lines again")]
    if place in ("account", "interaction"):
        ways = [("Enter", "look up"), ("Tab", "next"), ("Esc", "to the legs")]
        return [*ways, ("Ctrl+R", "history"), ("Ctrl+Q", "quit")]
    calls = keys.hints("demo", ["calls"]) if demo else []
    first = keys.hints("inspector", ["fold", "filter", "history"])
    rest = keys.hints("inspector", ["search", "refresh", "zone", "pin", "note", "help"])
    ways = [("↑↓", "leg"), ("Enter", "its tab")] if place == "legs" else [("↑↓", "line")]
    return [*ways, ("[ ]", "leg"), ("1–6", "tabs"), *first, *calls, *rest]
