"""`history export`: stored lookups as JSON bundles, with their notes and pins."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from vinix_tui.calls.text import cut_middle, printable
from vinix_tui.cli import files, output
from vinix_tui.cli.outcome import FINE, USAGE
from vinix_tui.reports.kept import Kept, line_of, page_of
from vinix_tui.storage.history import HistoryTrouble
from vinix_tui.storage.private import AlreadyThereError, directory, new_file, write_new

if TYPE_CHECKING:
    from vinix_tui.reports.redaction import Redaction
    from vinix_tui.storage.history import Entry, History

_STRANGE = re.compile(r"[^\w-]+", re.ASCII)


def export(history: History, found: Sequence[Entry], place: str, redaction: Redaction) -> int:
    """Write the lookups, the oldest first; the exit code. Raises StorageError.

    To a directory a file each, to a file NAME.jsonl or standard output (`-`) a line each. Files are
    0600 and never overwritten.
    """
    stored = _Stored(history, sorted(found, key=lambda entry: entry.fetched_at))
    if place == "-":
        for kept in stored:
            output.write(line_of(kept, redaction))
        stored.say("written to standard output")
    elif place.lower().endswith(".jsonl"):
        path = Path(place)
        with new_file(path) as file:
            for kept in stored:
                file.write(line_of(kept, redaction).encode())
        stored.say(f"written to {files.shown(path)}")
    else:
        there = _into(Path(place), stored, lambda kept: page_of(kept, redaction))
        stored.say(f"written to {files.shown(Path(place))}", there)
    return USAGE if stored.damaged else FINE


class _Stored:
    """The lookups of some entries one by one; of those that cannot be had it says why."""

    def __init__(self, history: History, entries: Sequence[Entry]) -> None:
        self._history = history
        self._entries = entries
        self.count = 0
        self.only_ids = 0
        self.damaged = False

    def __iter__(self) -> Iterator[Kept]:
        for entry in self._entries:
            if not entry.kept:
                self.only_ids += 1
                continue
            try:
                lookup = self._history.load(entry.key)
            except HistoryTrouble as trouble:
                self.damaged = True
                output.remark(f"left out: {trouble}")
                continue
            self.count += 1
            yield Kept(lookup, entry.note, entry.pinned)

    def say(self, where: str, there: int = 0) -> None:
        """How many went where; `there` of them were there before."""
        said = [f"{_lookups(self.count - there)} {where}."]
        if there:
            said.append(f"{there:,} of the same time stood there already and stay as they are.")
        if self.only_ids:
            said.append(f"Left out, as only their ids are stored: {self.only_ids:,}.")
        output.remark(" ".join(said))


def _into(place: Path, stored: _Stored, page: Callable[[Kept], str]) -> int:
    if not place.is_dir():  # one that is there keeps its mode: it may be anybody's
        directory(place)
    there = 0
    for kept in stored:
        try:
            write_new(place / _name(kept), page(kept).encode())
        except AlreadyThereError:
            there += 1
    return there


def _name(kept: Kept) -> str:
    """`63962647202-00000002-20261123T100000Z.json`: a copy fetched later gets a name of its own."""
    plain = _STRANGE.sub("-", printable(kept.lookup.interaction_id)).strip("-") or "call"
    when = kept.lookup.fetched_at.astimezone(UTC)
    return f"{cut_middle(plain, 80).replace('…', '-')}-{when:%Y%m%dT%H%M%SZ}.json"


def _lookups(count: int) -> str:
    return "1 lookup" if count == 1 else f"{count:,} lookups"
