"""`history`: what was looked up before, listed, cleared, exported or imported."""

from __future__ import annotations

import json
from argparse import Namespace
from typing import TYPE_CHECKING

from vinix_tui.cli import output
from vinix_tui.cli.outcome import FINE, NOTHING, USAGE, Trouble
from vinix_tui.cli.setting import desk_for

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from vinix_tui.desk import Desk
    from vinix_tui.storage.history import Entry, History

MOST = 100_000
"""Entries that are listed at most; the file holds a few thousand."""
_ALL = 2**31


def history(options: Namespace) -> int:
    """List the lookups, or do what the first word says, and return the exit code. Raises Trouble.

    `clear`, `export` and `import` are told from words to look for by being the first one; with
    `--find` no word is.
    """
    doing, words = _told(options)
    if doing != "clear" and (options.older_than is not None or options.pinned_too):
        raise Trouble("--older-than and --pinned-too belong to: vinix-tui history clear", USAGE)
    if doing != "export" and options.redact is not None:
        raise Trouble("--redact and --no-redact belong to: vinix-tui history export", USAGE)
    desk = desk_for(options)
    from vinix_tui.storage.history import HistoryTrouble
    from vinix_tui.storage.private import StorageError

    try:
        code = _done(desk, doing, words, options)
        if desk.history.remark:
            output.remark(desk.history.remark)
        return code
    except (HistoryTrouble, StorageError) as trouble:
        raise Trouble(str(trouble), USAGE) from trouble
    finally:
        desk.close()


def _done(desk: Desk, doing: str, words: list[str], options: Namespace) -> int:
    if doing == "clear":
        return _clear(desk.history, options)
    if doing == "export":
        return _export(desk, words[0], " ".join(words[1:]), options.redact)
    if doing == "import":
        from vinix_tui.cli.history_import import take_in

        return take_in(desk, words)
    return _list(desk.history, " ".join(words), options.format, desk.zone())


def _told(options: Namespace) -> tuple[str, list[str]]:
    """What is to be done, and with which words."""
    if options.find is not None:
        if options.words:
            raise Trouble("--find takes all words to look for, in quotes.", USAGE)
        return "", [options.find]
    doing, *rest = options.words or [""]
    if doing == "clear" and rest:
        raise Trouble("history clear takes no words; --older-than DAYS narrows it.", USAGE)
    if doing in _WANTING and not rest:
        raise Trouble(_WANTING[doing] + _OR_FIND.format(doing), USAGE)
    return (doing, rest) if doing in ("clear", "export", "import") else ("", options.words)


_WANTING = {
    "export": "history export needs a place: a directory, a file NAME.jsonl, or -",
    "import": "history import needs files: bundles, NAME.jsonl, directories of those, or -",
}
_OR_FIND = "\nTo look for that word: vinix-tui history --find {}"


def _export(desk: Desk, place: str, text: str, redact: bool | None) -> int:
    from vinix_tui.cli.history_export import export
    from vinix_tui.reports.redaction import Redaction

    found = desk.history.find(text, _ALL)
    if not found:
        return _nothing(text)
    wanted = desk.settings.redact if redact is None else redact
    return export(desk.history, found, place, Redaction.by_setting(wanted))


def _clear(kept: History, options: Namespace) -> int:
    gone = kept.clear(options.older_than, options.pinned_too)
    said = "1 lookup" if gone == 1 else f"{gone:,} lookups"
    output.remark(f"Removed {said}.{'' if options.pinned_too else ' Pinned ones stay.'}")
    return FINE


def _list(kept: History, text: str, form: str, zone: tzinfo | None) -> int:
    found = kept.find(text, MOST)
    if form == "json":
        output.write(json.dumps([_facts(entry) for entry in found], indent=2) + "\n")
    elif found:
        output.write(_text(found, zone))
    return FINE if found else _nothing(text)


def _nothing(text: str) -> int:
    said = "nothing stored has these words." if text else "nothing stored yet."
    output.remark(f"vinix-tui: {said}")
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
