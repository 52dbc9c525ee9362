"""The stored reply is byte-true, and hostile bytes in its place are refused."""

from __future__ import annotations

import json
import zlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinix_tui.storage import history_body
from vinix_tui.storage.history_body import BodyError, pack, unpack

TEXT = st.text(st.characters())  # lone surrogates, too
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(st.dictionaries(TEXT, VALUES, max_size=4), max_size=3))
def test_documents_come_back_as_they_were(documents: list[dict[str, Any]]) -> None:
    assert unpack(pack(documents)) == tuple(documents)


def test_the_order_of_keys_is_kept() -> None:
    assert [*unpack(pack([{"b": 1, "a": 2}]))[0]] == ["b", "a"]


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(packed: bytes) -> None:
    try:
        assert isinstance(unpack(packed), tuple)
    except BodyError as error:
        assert str(error)


@pytest.mark.parametrize(
    "packed",
    [
        None,
        "text",
        7,
        b"",
        pack([{"a": 1}])[:-1],
        zlib.compress(b"{"),
        zlib.compress(b'"text"'),
        zlib.compress(b"[1]"),
        zlib.compress(b"\xff"),
        zlib.compress(b"[" * 100_000),
    ],
)
def test_what_was_not_packed_here_is_refused(packed: object) -> None:
    with pytest.raises(BodyError):
        unpack(packed)


def test_a_bomb_is_not_blown_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history_body, "LIMIT", 1000)
    with pytest.raises(BodyError, match="too large"):
        unpack(zlib.compress(json.dumps([{"a": "x" * 2000}]).encode()))


def test_what_is_no_json_is_not_packed() -> None:
    with pytest.raises(BodyError):
        pack([{"a": object()}])
