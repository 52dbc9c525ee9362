"""What typing in the history's filter costs: `python -m tests.storage.bench_history [LOOKUPS]`.

Stores that many lookups (100,000 by default, a minute) in a temporary folder, as version 1 without
an index, measures, lets the program upgrade the file, and measures again. The lookups are made and
written by the history's own code; the short cut is that all go into one transaction. Every needle
is typed letter by letter, and every letter is one `find`, as the screen asks.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import chain
from pathlib import Path
from sqlite3 import Connection
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from unittest.mock import patch

from vinix_tui.calls.lookup import Lookup
from vinix_tui.storage import history_index
from vinix_tui.storage.history import History
from vinix_tui.storage.history_body import pack
from vinix_tui.storage.history_entry import columns_of
from vinix_tui.storage.history_put import put
from vinix_tui.storage.history_search import with_note

LOOKUPS = 100_000
SHOWN = 201
"""What the screen asks for when words are typed: those that it lists, and whether there are more.
"""

_NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
_FIRST = ("Kim", "Ana", "Jörg", "Lena", "Omar", "Ines", "Paul", "Mei", "Ravi", "Zoë", "Igor", "Eva")
_LAST = ("Larsen", "Novak", "Schmidt", "Okafor", "Garcia", "Tanaka", "Dubois", "Rossi", "Haddad")
_FIRM = ("Acme", "Borealis", "Cobalt", "Dunmore", "Everly", "Fenwick", "Hollis", "Juniper")
_HEADLINES = (
    "✗ {} was busy: 486 Busy Here.",
    "✓ {} talked for 48 s, then the caller hung up.",
    "✗ No audio from device {}: it sent no packets for 30 s.",
    "▲ {} did not answer within 20 s, and voicemail took the call.",
    "✗ The carrier refused the call to {}: 403 Forbidden.",
    "✗ The fax to {} broke off after 2 pages.",
)


def lookups(count: int) -> Iterator[tuple[Lookup, str]]:
    """So many invented lookups of two legs over 80 days, with their headlines; always the same."""
    dice = random.Random(1)
    for number in range(count):
        fetched = _NOW - timedelta(days=80) * (1 - number / count)
        gregorian = int(fetched.timestamp()) + 62_167_219_200
        interaction = f"{gregorian}-{dice.randrange(2**32):08x}"
        person = f"{dice.choice(_FIRST)} {dice.choice(_LAST)}"
        shared = {
            "interaction_id": interaction,
            "caller_id_number": _number(dice),
            "caller_id_name": f"{dice.choice(_FIRM)} Ltd",
            "billing_seconds": 48,
            "duration_seconds": 60,
        }
        legs = (
            {"call_direction": "inbound", "callee_id_number": _number(dice)},
            {
                "call_direction": "outbound",
                "callee_id_number": str(dice.randrange(2000, 2400)),
                "callee_id_name": person,
            },
        )
        documents = tuple({"call_id": _call_id(dice), **shared, **leg} for leg in legs)
        base = "https://api.example.com/v2"
        lookup = Lookup("1f9a8b2c3d4e5f60718293a4b50e1f23", interaction, documents, "api", base,
                        fetched)  # fmt: skip
        yield lookup, dice.choice(_HEADLINES).format(person)


def _number(dice: random.Random) -> str:
    return f"+1{dice.randrange(201, 990)}555{dice.randrange(10_000):04d}"


def _call_id(dice: random.Random) -> str:
    return f"{dice.randrange(2**64):016x}@198.51.100.{dice.randrange(255)}"


def fill(history: History, count: int) -> None:
    """Store lookups, every hundredth with a note."""

    def work(connection: Connection) -> None:
        for number, (lookup, headline) in enumerate(lookups(count)):
            body = pack(lookup.documents)
            columns = columns_of(lookup, headline, len(body), ids_only=False)
            if number % 100 == 0:
                note = f"ticket {number // 100}, the customer rang again"
                columns |= {"note": note, "search": with_note(columns["search"], note)}
            put(connection, columns, body)

    history._file.write("not filled", work, make=True)


def needles(history: History) -> dict[str, str]:
    """What somebody could type, by what it is; some belong to a lookup in the middle."""
    found = history.find("no audio kim larsen", 1_000_000)
    entry = found[len(found) // 2]
    number = entry.parties.split()[0].removeprefix("+1")
    area, rest = number[:3], number[-4:]
    return {
        "a name": "larsen",
        "first and last": "kim larsen",
        "with a mark": "Zoë Okafor",
        "a firm": "borealis ltd",
        "bare digits": f"{area}555{rest}",
        "with a plus": f"+1{area}555{rest}",
        "with blanks": f"+1 {area} 555 {rest}",
        "with brackets": f"({area}) 555-{rest}",
        "an extension": "2217",
        "an id": entry.interaction_id,
        "an id's end": entry.interaction_id[-8:],
        "a server": "198.51.100.77",
        "the headline": "no audio from device kim",
        "a code": "486 busy here",
        "a note": "ticket 471",
        "a common note": "customer rang again",
        "note and verdict": "rang again 486 busy",
        "two short ones": "7 ö",
        "rare short": "kx",
        "one letter": "ж",
        "nowhere": "zzyzx",
        "a number nowhere": "+44 20 7946 0958",
        "one of two": "larsen nobody",
    }


def typed(history: History, needle: str) -> list[float]:
    """Milliseconds of each letter."""
    beginnings = [needle[:end] for end in range(1, len(needle) + 1)]
    return [_ms(partial(history.find, beginning, SHOWN)) for beginning in beginnings]


def typing_ms(count: int = LOOKUPS) -> list[float]:
    """Milliseconds that each letter of all needles takes at so many lookups."""
    with TemporaryDirectory() as folder, closing(_roomy(Path(folder))) as history:
        with without_index():
            fill(history, count)
            history.close()
        return [ms for needle in needles(history).values() for ms in typed(history, needle)]


def percentile(values: list[float], percent: int) -> float:
    """The value that so many percent of them stay below."""
    if len(values) == 1:
        return values[0]
    return quantiles(values, n=100, method="inclusive")[percent - 1]


@contextmanager
def without_index() -> Iterator[None]:
    """As on a machine whose SQLite has no FTS5."""
    with patch.object(history_index, "possible", lambda: False):
        yield


@dataclass(frozen=True)
class _Measured:
    size: int
    saving: list[float]
    typing: dict[str, list[float]]


def _measured(history: History, path: Path, count: int) -> _Measured:
    size = path.stat().st_size
    asked = needles(history)
    typing = {name: typed(history, needle) for name, needle in asked.items()}
    fresh = [
        Lookup(one.account_id, one.interaction_id + "-again", one.documents, "api", one.base, _NOW)
        for one, _ in lookups(100)
    ]
    saving = [_ms(partial(history.save, one, "again")) for one in fresh]
    for entry in history.find("again", 200):
        if entry.interaction_id.endswith("-again"):
            history._file.write("not undone", _without(entry.key))
    return _Measured(size, saving, typing)


def _without(key: int) -> Callable[[Connection], object]:
    return lambda connection: connection.execute("DELETE FROM lookups WHERE key = ?", (key,))


def _roomy(folder: Path) -> History:
    return History(folder / "history/history.db", max_mb=100_000, now=lambda: _NOW)


def _ms(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1e3


def _spread(values: list[float]) -> str:
    return f"{median(values):7.1f} {percentile(values, 95):7.1f} {max(values):7.1f}"


def main() -> None:
    """Print the figures."""
    say = sys.stdout.write
    count = int(sys.argv[1]) if len(sys.argv) > 1 else LOOKUPS
    with TemporaryDirectory() as folder:
        path = Path(folder) / "history/history.db"
        with without_index(), closing(_roomy(Path(folder))) as history:
            say(f"{count:,} lookups stored in {_ms(lambda: fill(history, count)) / 1e3:.0f} s\n")
            plain = _measured(history, path, count)
        with closing(_roomy(Path(folder))) as history:
            upgrade = _ms(lambda: history.find("", SHOWN))
            indexed = _measured(history, path, count)
        with closing(_roomy(Path(folder))) as history:
            opening = _ms(lambda: history.find("", SHOWN))
            counting = _ms(history.count)
            deleting = _ms(lambda: history.delete(history.find("", 1)[0].key))
            clearing = _ms(lambda: history.clear(older_than_days=1))
        say(f"\nms a letter: {'index':>17} {'plain scan':>25}\n")
        say(f"{'':22}" + f"{'median':>7} {'95 %':>7} {'most':>7}  " * 2 + "\n")
        for name, values in indexed.typing.items():
            say(f"{name:22}{_spread(values)}  {_spread(plain.typing[name])}\n")
        everything = [[*chain.from_iterable(each.typing.values())] for each in (indexed, plain)]
        say(f"{'all ' + str(len(everything[0])) + ' letters':22}")
        say("  ".join(_spread(values) for values in everything) + "\n")
        say(f"{'saving one':22}{_spread(indexed.saving)}  {_spread(plain.saving)}\n")
        say(f"{'bytes a lookup':22}{indexed.size // count:7}{'':18}{plain.size // count:7}\n\n")
        say(
            f"upgrade {upgrade / 1e3:.1f} s, opening {opening:.1f} ms, counting {counting:.1f} ms\n"
        )
        say(f"deleting one {deleting:.0f} ms, clearing nearly all {clearing / 1e3:.1f} s\n")


if __name__ == "__main__":
    main()
