"""What the screens say in their own words, apart from how they are drawn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from vinix_tui.calls import clock
from vinix_tui.calls.ids import Wanted
from vinix_tui.calls.text import cut, printable
from vinix_tui.ui.keys import Keys
from vinix_tui.ui.view import View
from vinix_tui.ui.widgets.facts import sentence
from vinix_tui.ui.widgets.line import Line

if TYPE_CHECKING:
    from vinix_tui.calls.lookup import Lookup
    from vinix_tui.storage.history import Entry
    from vinix_tui.ui.widgets.places import Place


def welcome(*, demo: bool) -> Callable[[int], list[Line]]:
    """What stands in the first tab before a call was looked up."""
    more = " b lists the demo's calls," if demo else " b lists the account's calls,"
    text = (
        "No call looked up yet. Paste an interaction id above (or its URL, or a CDR id) and press"
        " Enter. Ctrl+R opens what was looked up before, also without the network. After Esc,"
        f"{more} ? explains every key."
    )
    return lambda width: sentence(text, width)


def legs(view: View | None, kept: str, *, stale: bool, elsewhere: str = "") -> str:
    """`Legs · 3 of 6, 3 folded`, and where the data stands when it is not fresh; `elsewhere`
    names whose it is, if that is not who is signed in.
    """
    if view is None:
        return "Legs"
    total = len(view.lookup.interaction.legs)
    shown = len(view.visible)
    counted = f"{shown} of {total}, {total - shown} folded" if shown < total else f"{total}"
    parts = ["Legs", kept or counted]
    if stale:
        parts.append(f"still of {view.lookup.interaction_id}")
    elif view.lookup.kind == "history":
        parts.append(f"stored copy, {clock.age(view.lookup.fetched_at)} old · r fetches anew")
    elif view.lookup.kind == "file":
        made_up = " · numbers and names are made up" if view.lookup.made_up else ""
        parts.append(f"from a file{made_up}")
    if elsewhere and not stale:
        parts.insert(1, f"of {cut(elsewhere, 40)}")
    return " · ".join(parts)


def host(base: str) -> str:
    """A server without its scheme, path and whatever stands before its name."""
    return printable(base.rpartition("://")[2].partition("/")[0].rpartition("@")[2])


def no_profiles(file: Path | None) -> str:
    """What is said where there is nothing to switch to; `file` is the settings', if there is."""
    where = below_home(file) if file else "the settings file (vinix-tui paths)"
    return f"No profiles yet: add [profiles.NAME] with base, login … to {where}."


def stored(entry: Entry) -> str:
    """What the status line says of a stored copy."""
    note = f" · note: {entry.note}" if entry.note else ""
    star = "★ " if entry.pinned else ""
    return f"{star}{entry.interaction_id} from the history, without the network{note}"


def below_home(path: Path) -> str:
    """A path as people write it: `~/.config/vinix-tui`."""
    try:
        return f"~/{path.relative_to(Path.home())}"
    except (ValueError, RuntimeError):  # elsewhere, or there is no home
        return str(path)


def not_in_the_record(leg: int, field: str) -> str:
    """What is said where a finding rests on the absence of a field."""
    return f"Leg {leg + 1}: its record has no {printable(field)}; that is the evidence."


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


def marked(view: View) -> str:
    """What the status line says once a leg is marked."""
    return f"Leg {_leg(view)}, is marked; c on another leg compares."


def beside_mark(mark: View | None, lookup: Lookup, remark: str) -> str:
    """What is said of a call that is shown now, and of a marked leg of another one before it."""
    if mark is None or mark.lookup.interaction_id == lookup.interaction_id:
        return remark
    return f"Marked in {mark.lookup.interaction_id}: leg {_leg(mark)} · now {remark}"


def open_beside(mark: View | None) -> str:
    """What the history says while a leg is marked."""
    return f"Leg {_leg(mark)}, is marked: open a call, then press c on its leg." if mark else ""


def _leg(view: View) -> str:
    return f"{view.leg_index + 1}, {cut(view.leg.who, 24)}"


def differing(things: int, lines: int, *, everything: bool, copies: bool = False) -> str:
    """How much of two legs differs, and what is not counted."""
    if everything:
        return "Everything, also ids, tags, times and ports. ≠ marks what is not the same."
    counted = f"{things} {'thing' if things == 1 else 'things'}"
    if lines:
        counted += f" and {lines} SDP {'line' if lines == 1 else 'lines'}"
    single = things + lines == 1
    told = "between the two copies." if copies else "Left out: ids, tags, times, ports."
    return f"{counted} {'differs' if single else 'differ'}{' ' if copies else '. '}{told}"


def leads(place: Place | None) -> str:
    """What Enter on a line leads to: `evidence`, `leg 2`, or nothing."""
    if place is None:
        return ""
    return "evidence" if place.keys else f"leg {place.leg + 1}"


FILTER_HINTS = [("type", "to filter"), ("Enter", "keep it"), ("Esc", "all lines again")]


def compare_hints(keys: Keys, *, everything: bool) -> list[tuple[str, str]]:
    """The keys where two legs are compared."""
    [(key, _)] = keys.hints("compare", ["everything"])
    toggle = (key, "differences only" if everything else "show all")
    ways = [("↑↓", "line"), toggle, ("[ ]", "another leg")]
    return [*ways, *keys.hints("compare", ["copy_field", "filter", "back", "help"])]


def hints(
    keys: Keys,
    place: str,
    *,
    leads: str = "",
    view: View | None = None,
    mark: View | None = None,
) -> list[tuple[str, str]]:
    """The keys of the inspector, for the widget that has the focus; the most wanted first.

    `leads`: what Enter on its line leads to, if anything.
    """
    if place == "needle":
        return FILTER_HINTS
    if place in ("account", "interaction"):
        ways = [("Enter", "look up"), ("Tab", "next"), ("Esc", "to the legs")]
        return [*ways, ("Ctrl+R", "history"), ("Ctrl+Q", "quit")]
    [compare] = keys.hints("inspector", ["compare"])
    fold = ["fold"] if place == "legs" else []
    first = keys.hints("inspector", ["export", "history", *fold, "calls"])
    more = ["filter", "copy_field", "search", "refresh", "copy_ticket", "maximise", "zone"]
    rest = [("[ ]", "leg"), *keys.hints("inspector", [*more, "pin", "note", "pager", "help"])]
    ways = [("↑↓", "leg"), ("Enter", "its tab")] if place == "legs" else [("↑↓", "line")]
    ways += [("Enter", leads)] if leads else []
    ways += [("1–6", "tabs")]
    if mark is None:
        return [*ways, compare, *first, *rest]
    here = view is not None and view.place_of(mark) is not None
    of = f"leg {mark.leg_index + 1}" if here else "the marked leg"
    forget = [("Esc", "forget it")] if place == "legs" else []
    return [(compare[0], f"compare with {of}"), *forget, *ways, *first, *rest]
