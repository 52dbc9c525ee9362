"""Where a secret could have been left: every file, every byte on the terminal, every argument."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from hashlib import md5, sha1
from pathlib import Path

from tests.terminal.stream import pieces


def forms(*, password: str = "", user: str = "", key: str = "", token: str = "") -> list[bytes]:
    """What must be nowhere: the secrets, and what is as good as they are."""
    said = f"{user}:{password}".encode()
    digests = [md5(said).hexdigest(), sha1(said).hexdigest()] if password else []
    made = [password, key, token, token.rpartition(".")[2], *digests]
    return [form.encode() for form in made if form]


def in_files(folder: Path, wanted: Iterable[bytes]) -> list[str]:
    """The files below a folder that hold one of them, also packed in a database."""
    found = []
    wanted = list(wanted)
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.is_symlink():
            contents = [file.read_bytes(), *_cells(file)]
            if any(form in content for content in contents for form in wanted):
                found.append(str(file.relative_to(folder)))
    return found


def in_output(sent: bytes, wanted: Iterable[bytes]) -> list[bytes]:
    """Which of them were sent to a terminal, also with codes in between."""
    text = "".join(piece.raw for piece in pieces(sent) if piece.kind == "text").encode(
        errors="surrogateescape"
    )
    return [form for form in wanted if form in sent or form in text]


def in_arguments(pid: int, wanted: Iterable[bytes]) -> list[bytes]:
    """Which of them everybody on the machine can read with `ps`."""
    line = Path(f"/proc/{pid}/cmdline").read_bytes()
    assert line  # else the process is gone, and nothing was looked at
    return [form for form in wanted if form in line]


def _cells(file: Path) -> Iterator[bytes]:
    """Every value of a database, packed ones as what they hold."""
    with file.open("rb") as opened:
        if not opened.read(16).startswith(b"SQLite format 3"):
            return
    with closing(sqlite3.connect(file)) as database:
        tables = [row[0] for row in database.execute("SELECT name FROM sqlite_master")]
        for table in tables:
            with suppress(sqlite3.OperationalError):  # an index
                for row in database.execute(f'SELECT * FROM "{table}"'):
                    for value in row:
                        yield from _plain(value)


def _plain(value: object) -> Iterator[bytes]:
    if isinstance(value, str):
        yield value.encode(errors="surrogatepass")
    elif isinstance(value, bytes):
        yield value
        with suppress(zlib.error):
            yield zlib.decompress(value)
