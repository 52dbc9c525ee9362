"""The order and age of stored lookups, on a machine whose clock may have jumped.

The witness is the platform's clock: a call that was fetched had begun by then, so that the latest
start among the last lookups is a time that has certainly come. Times are Unix microseconds.
"""

from __future__ import annotations

import sqlite3

_LAST = 100  # lookups: an engineer's last days; found by the index, whatever the history's size


def sane(connection: sqlite3.Connection, now: int) -> int:
    """The time to count ages from: `now`, but no later than the latest call that was looked up.

    So a clock that runs a year ahead ages nothing. What a right clock loses by it is the few days
    between a call and its complaint.
    """
    return min(now, _begun(connection) or now)


def keep_in_order(connection: sqlite3.Connection, saved: int, now: int) -> None:
    """See to it that the lookup with the key `saved`, just fetched, is the latest of all.

    Where others are of the future the clock was ahead and they move to the past; but where by the
    witness it is behind now, they stay, since everything would look old once it is right again.
    """
    latest = "SELECT max(fetched_at) FROM lookups WHERE fetched_at > ? AND key <> ?"
    (ahead,) = connection.execute(latest, (now, saved)).fetchone()
    if ahead is None:
        return
    if (_begun(connection) or now) <= now:
        back = "UPDATE lookups SET fetched_at = ? WHERE fetched_at > ? AND key <> ?"
        connection.execute(back, (now - 1, now, saved))
        ahead = now - 1
    later = "UPDATE lookups SET fetched_at = ? WHERE key = ?"
    connection.execute(later, (ahead + 1, saved))


def _begun(connection: sqlite3.Connection) -> int | None:
    last = f"SELECT started_at FROM lookups ORDER BY fetched_at DESC LIMIT {_LAST}"  # noqa: S608
    (begun,) = connection.execute(f"SELECT max(started_at) FROM ({last})").fetchone()  # noqa: S608
    return begun if isinstance(begun, int) else None
