"""A home of its own for every test here, and lookups to store."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from vinix_tui.calls.lookup import Lookup
from vinix_tui.storage import history_index
from vinix_tui.storage.history import History

NOBODY = 65534
BASE = "https://api.example.com/v2"
ACCOUNT = "1f9a8b2c3d4e5f60718293a4b50e1f23"

MakeLookup = Callable[..., Lookup]


@pytest.fixture(autouse=True)
def home(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The empty home directory of every test; here every XDG variable points into it, too."""
    for kind in ("CONFIG", "CACHE", "STATE", "DATA"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
    return home


@pytest.fixture
def make_lookup() -> MakeLookup:
    """Makes a lookup of one leg; `number` tells it from the others, the rest are leg fields."""

    def make(number: int = 1, age: timedelta = timedelta(), **fields: Any) -> Lookup:
        interaction_id = f"{63962647202 + number}-{number:08x}"
        document = {
            "call_id": f"call-{number}@198.51.100.7",
            "interaction_id": interaction_id,
            "call_direction": "inbound",
            "caller_id_number": "+12025550101",
            "caller_id_name": "Acme Telecom",
            "callee_id_number": "2001",
            "billing_seconds": 33,
            "duration_seconds": 40,
            **fields,
        }
        fetched_at = datetime(2026, 11, 23, 10, 0, 0, 123456, tzinfo=UTC) - age
        fetched_at += timedelta(seconds=number)
        return Lookup(ACCOUNT, interaction_id, (document,), "api", BASE, fetched_at)

    return make


@pytest.fixture
def path(home: Path) -> Path:
    """Where the history's file is to be."""
    return home / "cache/vinix-tui/history.db"


@pytest.fixture
def history(path: Path) -> Iterator[History]:
    """The history at that path."""
    with closing(History(path)) as history:
        yield history


@pytest.fixture
def two_stored(home: Path, make_lookup: MakeLookup) -> Path:
    """The path of a history in which two lookups are."""
    place = home / "cache/vinix-tui/history.db"
    with closing(History(place)) as history:
        history.save(make_lookup(1), "first")
        history.save(make_lookup(2), "second")
    return place


@pytest.fixture
def plain_user() -> Iterator[Path]:
    """Runs the test without root's rights to everything; a directory that belongs to that user."""
    place = Path(tempfile.mkdtemp(prefix="vinix-tui-test-"))
    was = os.geteuid()
    if was == 0:
        os.chown(place, NOBODY, NOBODY)
        os.seteuid(NOBODY)
    try:
        yield place
    finally:
        os.seteuid(was)
        for path in [place, *place.rglob("*")]:
            path.chmod(0o700)
        shutil.rmtree(place)


@pytest.fixture
def without_fts5(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine whose SQLite cannot keep an index."""
    monkeypatch.setattr(history_index, "possible", lambda: False)
