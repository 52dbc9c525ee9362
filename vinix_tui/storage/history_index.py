"""The history's index: which lookups can have some words at all, told without reading every one.

FTS5 with the trigram tokenizer keeps, for every three letters that follow each other in a search
text, the keys of the lookups that have them: 270 bytes a lookup (930 with their places, which we do
without: whoever asks compares the texts that are left anyway). Triggers keep it, so that a program
of an earlier version that has the file open keeps it, too. SQLite has this since 3.34, where it is
compiled in; elsewhere every text is compared: 100,000 of them take 80 ms.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache

SHADOWS = frozenset({"words_data", "words_idx", "words_config"})
"""The tables in which FTS5 itself keeps the index."""

# With two more letters at its end every letter of a text begins a gram: words of one and two
# letters are found as the beginnings of grams.
_TEXT = "search || char(10, 10)"
_LEARN = f"INSERT INTO words (rowid, search) VALUES (new.key, new.{_TEXT})"  # noqa: S608
_FORGET = f"INSERT INTO words (words, rowid, search) VALUES ('delete', old.key, old.{_TEXT})"  # noqa: S608

INDEX = {
    # Without the texts (they are in lookups), nor their lengths; the texts are folded already.
    "words": "CREATE VIRTUAL TABLE words USING fts5(search, content = '', columnsize = 0,"
    " detail = none, tokenize = 'trigram case_sensitive 1')",
    "words_saved": f"CREATE TRIGGER words_saved AFTER INSERT ON lookups BEGIN {_LEARN}; END",
    "words_changed": "CREATE TRIGGER words_changed AFTER UPDATE OF search ON lookups"
    f" BEGIN {_FORGET}; {_LEARN}; END",
    "words_deleted": f"CREATE TRIGGER words_deleted AFTER DELETE ON lookups BEGIN {_FORGET}; END",
}
"""What the index adds to the schema, by name."""

MOST = 1_500
"""Lookups that the index may name. More are so common that the newest-first scan finds enough of
them sooner: 200 of 1,500 in 100,000 stand in the newest 13,000, which takes 8 ms, as these do."""

_MOST_GRAMS = 24  # of one word: enough to be rare, whatever the word
_MOST_ENDINGS = 200  # grams that begin with a word of one or two letters
_LAST = "\U0010ffff"
_NEVER = "\x01"  # no search text holds it: they are printable


@cache
def possible() -> bool:
    """Whether this machine's SQLite has what the index needs."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute(INDEX["words"])
        connection.execute(_GRAMS)
    except sqlite3.Error:
        return False
    finally:
        connection.close()
    return True


def build(connection: sqlite3.Connection) -> None:
    """Make the index and fill it, in the transaction that is open: 4 s for 100,000 lookups."""
    for sql in INDEX.values():
        connection.execute(sql)
    connection.execute(
        f"INSERT INTO words (rowid, search) SELECT key, {_TEXT}"  # noqa: S608 - our own constant
        " FROM lookups NOT INDEXED ORDER BY key"
    )


def open_index(connection: sqlite3.Connection) -> None:
    """Let triggers keep the index of this file, whose schema is ours, and `candidates` use it."""
    connection.execute("PRAGMA trusted_schema = ON")  # SQLite 3.40 lets none at FTS5 else
    connection.execute(_GRAMS)


def is_whole(connection: sqlite3.Connection) -> bool:
    """Whether FTS5 finds its own tables as it left them, which it else reports as an error of the
    question's, for ever. Raises sqlite3.Error for all that is not of that kind.
    """
    try:
        connection.execute("SELECT rowid FROM words WHERE words MATCH '\"abc\"'").fetchone()
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", 0) != sqlite3.SQLITE_ERROR:
            raise
        return False
    except MemoryError:  # noise in a block may ask for more than there is
        return False
    return True


def candidates(
    connection: sqlite3.Connection, words: Sequence[Sequence[str]], most: int = MOST
) -> list[int] | None:
    """Keys of all lookups that can have the words, each given in its spellings; others may be, too.

    None when there is no index, or when more than `most` lookups come into question. Raises
    sqlite3.Error.
    """
    if not _is_open(connection):
        return None
    try:
        wanted = " AND ".join(_expressions(connection, words, most))
        sql = "SELECT rowid FROM words WHERE words MATCH ? LIMIT ?"
        keys = [key for (key,) in connection.execute(sql, (wanted, most + 1))] if wanted else None
    except MemoryError as error:  # SQLite 3.51 believes the sizes in a damaged block
        damage = sqlite3.DatabaseError("the index is damaged")
        damage.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise damage from error
    return keys if keys is not None and len(keys) <= most else None


@contextmanager
def removing(connection: sqlite3.Connection, *, most: bool = False) -> Iterator[None]:
    """Around the removal of lookups: nothing of them is left in the index when it ends.

    `most`: most of all lookups go, so the index is made anew for the others (at 100,000 this takes
    2 s instead of 12).
    """
    if most and _is_open(connection):
        for name in reversed(INDEX):
            connection.execute(f"DROP {'TABLE' if name == 'words' else 'TRIGGER'} {name}")
        yield
        build(connection)
    else:
        yield
        forget(connection)


def forget(connection: sqlite3.Connection) -> None:
    """Leave nothing in the index of lookups that are gone: 1 s at 100,000.

    FTS5 by itself only notes that they are gone, until it happens to merge that part.
    """
    if _is_open(connection):
        connection.execute("INSERT INTO words (words) VALUES ('optimize')")


_GRAMS = "CREATE VIRTUAL TABLE temp.grams USING fts5vocab('main', 'words', 'row')"


def _is_open(connection: sqlite3.Connection) -> bool:
    sql = "SELECT 1 FROM temp.sqlite_master WHERE name = 'grams'"
    return connection.execute(sql).fetchone() is not None


def _expressions(
    connection: sqlite3.Connection, words: Sequence[Sequence[str]], most: int
) -> Iterator[str]:
    for spellings in words:
        said = [_expression(connection, spelling, most) for spelling in spellings]
        if all(said):
            yield f"({' OR '.join(said)})"


def _expression(connection: sqlite3.Connection, word: str, most: int) -> str:
    """What FTS5 is asked for a word; "" where the word is too common to tell lookups apart."""
    if len(word) > 2:
        grams = list(dict.fromkeys(word[at : at + 3] for at in range(len(word) - 2)))
        return f"({' AND '.join(_quoted(gram) for gram in grams[:_MOST_GRAMS])})"
    endings, lookups = [], 0
    sql = "SELECT term, doc FROM temp.grams WHERE term >= ? AND term < ?"
    for gram, having in connection.execute(sql, (word, word + _LAST)):
        endings.append(gram)
        lookups += having
        if lookups > most or len(endings) > _MOST_ENDINGS:
            return ""
    return f"({' OR '.join(_quoted(gram) for gram in endings or [word.ljust(3, _NEVER)])})"


def _quoted(gram: str) -> str:
    return '"' + gram.replace('"', '""') + '"'
