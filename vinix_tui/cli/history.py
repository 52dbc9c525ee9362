"""`history`: what was looked up before, listed or cleared."""

from __future__ import annotations

import json
from argparse import Namespace
from typing import TYPE_CHECKING

from vinix_tui.cli import output
from vinix_tui.cli.outcome import FINE, NOTHING, USAGE, Trouble
from vinix_tui.cli.setting import desk_for

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from vinix_tui.storage.history import Entry, History

MOST = 100_000
"""Entries that are listed at most; the file holds a few thousand."""


def history(options: Namespace) -> int:
    """List the lookups, or clear them, and return the exit code. Raises Trouble."""
    clearing = options.text == "clear"
    if not clearing and (options.older_than is not None or options.pinned_too):
        raise Trouble("--older-than and --pinned-too belong to: vinix-tui history clear", USAGE)
    desk = desk_for(options)
    from vinix_tui.storage.history import HistoryTrouble
    from vinix_tui.storage.private import StorageError

    try:
        if clearing:
            return _clear(desk.history, options)
        return _list(desk.history, options, desk.zone())
    except (HistoryTrouble, StorageError) as trouble:
        raise Trouble(str(trouble), USAGE) from trouble
    finally:
        desk.close()


def _clear(kept: History, options: Namespace) -> int:
    gone = kept.clear(options.older_than, options.pinned_too)
    _remark(kept)
    said = "1 lookup" if gone == 1 else f"{gone:,} lookups"
    output.remark(f"Removed {said}.{'' if options.pinned_too else ' Pinned ones stay.'}")
    return FINE


def _list(kept: History, options: Namespace, zone: tzinfo | None) -> int:
    found = kept.find(options.text or "", MOST)
    _remark(kept)
    if options.format == "json":
        output.write(json.dumps([_facts(entry) for entry in found], indent=2) + "\n")
    elif found:
        output.write(_text(found, zone))
    if found:
        return FINE
    output.remark(
        "vinix-tui: nothing stored has these words."
        if options.text
        else "vinix-tui: nothing stored yet."
    )
    return NOTHING


def _text(found: list[Entry], zone: tzinfo | None) -> str:
    from vinix_tui.calls.clock import day_and_time
    from vinix_tui.reports.layout import Column, Page

    # In a pipe nothing is cut, and an id is whole everywhere.
    width = output.width() if output.is_terminal() else 1_000
    page = Page(width, colour=output.colour(), ascii_only=output.ascii_only())
    columns = (Column(20), Column(1), Column(20, middle=True), Column(9), Column(8), Column(0))
    rows = [
        (
            day_and_time(entry.fetched_at, zone)[4:],
            "*" if entry.pinned else "",
            entry.interaction_id,
            entry.parties,
            entry.headline if entry.kept else f"{entry.headline} (id only)",
            entry.note,
        )
        for entry in found
    ]
    page.table(columns, rows, [None] * len(rows))
    return str(page)


def _facts(entry: Entry) -> dict[str, object]:
    from vinix_tui.diagnosis.wording import out_of_a_line

    return {
        "interaction_id": entry.interaction_id,
        "account_id": entry.account_id,
        "base": entry.base,
        "fetched_at": _time(entry.fetched_at),
        "started_at": _time(entry.started_at),
        "legs": entry.legs,
        "parties": entry.parties,
        "headline": out_of_a_line(entry.headline).headline,
        "note": entry.note,
        "pinned": entry.pinned,
        "kept": entry.kept,
    }


def _time(when: datetime | None) -> str | None:
    return when.isoformat().replace("+00:00", "Z") if when else None


def _remark(kept: History) -> None:
    if kept.remark:
        output.remark(kept.remark)
