"""`history import`: bundles from another machine, or from somebody else, put among the lookups.

Nothing in them is believed but the legs, whose they are and when they were fetched; each is judged
anew. One that cannot be taken gets a line that names it, and the rest goes on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from vinix_tui.cli import files, output
from vinix_tui.cli.demo import BASE
from vinix_tui.cli.outcome import FINE, USAGE, Trouble
from vinix_tui.diagnosis.diagnose import diagnose
from vinix_tui.diagnosis.wording import in_a_line
from vinix_tui.reports.kept import NotLegs, read_kept

if TYPE_CHECKING:
    from vinix_tui.desk import Desk
    from vinix_tui.storage.history import Taken

_MOST_LINES = 10
"""Lines of one file that are told to be wrong; a file that is no list of bundles has thousands."""


def take_in(desk: Desk, names: Sequence[str]) -> int:
    """Import files, or all bundles of directories; the exit code. Raises HistoryTrouble."""
    done: Counter[Taken] = Counter()
    refused = 0
    for path in [path for name in names for path in _paths(Path(name))]:
        wrong = 0
        try:
            with files.opened(path) as file:
                for name, data in _bundles(file, files.shown(path)):
                    try:
                        done[_taken(desk, data, name)] += 1
                    except NotLegs as why:
                        wrong += 1
                        if wrong <= _MOST_LINES:
                            output.remark(f"{why}")
        except Trouble as trouble:
            wrong += 1
            output.remark(str(trouble))
        if wrong > _MOST_LINES:
            output.remark(f"{files.shown(path)}: {wrong - _MOST_LINES:,} more lines like these.")
        refused += wrong
    output.remark(_said(done, refused, desk.settings.history.days))
    return USAGE if refused else FINE


def _paths(path: Path) -> list[Path]:
    if str(path) == "-" or not path.is_dir():
        return [path]
    found = (each for ending in ("json", "jsonl") for each in path.glob(f"*.{ending}"))
    # A pipe that nobody writes to would be waited for, and a link may lead to anything.
    return sorted(each for each in found if each.is_file() and not each.is_symlink())


def _bundles(file: BinaryIO, name: str) -> Iterator[tuple[str, bytes]]:
    """Each bundle of a file, with what to call it: all of the file, or each of its lines.

    A file of lines has a whole object on its first one. Raises Trouble where one is too long.
    """
    first = file.readline(files.LIMIT + 1)
    if not (first.startswith(b"{") and first.rstrip().endswith(b"}")):
        yield name, _bounded(first + file.read(max(0, files.LIMIT + 1 - len(first))), name)
        return
    number, line = 1, first
    while line:
        if line.strip():
            named = f"{name}, line {number:,},"
            yield named, _bounded(line, named)
        number, line = number + 1, file.readline(files.LIMIT + 1)


def _bounded(data: bytes, name: str) -> bytes:
    if len(data) > files.LIMIT:
        raise Trouble(f"{name} is larger than 64 MiB, as no lookup is.", USAGE)
    return data


def _taken(desk: Desk, data: bytes, name: str) -> Taken:
    kept = read_kept(data, name)
    if (kept.lookup.base == BASE) != bool(desk.demo):
        which = "of real calls; import it without --demo" if desk.demo else _OF_THE_DEMO
        raise NotLegs(f"{name} is a bundle {which}.")
    headline = in_a_line(diagnose(kept.lookup.interaction))
    return desk.history.take(kept.lookup, headline, kept.note, pinned=kept.pinned)


_OF_THE_DEMO = "of the demo, whose lookups are kept apart: vinix-tui --demo history import"


def _said(done: Counter[Taken], refused: int, days: int) -> str:
    stored = done["new"] + done["newer"]
    said = [f"{stored:,} imported"]
    if done["newer"]:
        said[0] += f", {done['newer']:,} of them in place of older copies"
    if done["known"]:
        said.append(f"{done['known']:,} were here already, as new or newer")
    if done["no room"]:
        why = f"older than {days} days ([history] days), or no room ([history] max_mb)"
        said.append(f"{done['no room']:,} left out: {why}")
    if refused:
        said.append(f"{refused:,} not taken, as said above")
    return "; ".join(said) + "."
