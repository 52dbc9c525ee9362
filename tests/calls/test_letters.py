"""Signs in ASCII: every one that we write has a stand-in, as wide; strangers' text stays apart."""

from __future__ import annotations

import ast
import codecs
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import vinix_tui
from vinix_tui.calls.letters import SIGNS, in_cells, in_escapes
from vinix_tui.calls.text import cells, printable
from vinix_tui.ui.widgets.leg_table import MARKED

PACKAGE = Path(vinix_tui.__file__).parent
NOT_SHOWN = {
    "ids.py",
    "names.py",
    "csv.py",
    "unmarked.py",
    "coerce.py",
    "text.py",
    "letters.py",
    "people.py",
    "sought.py",
}
"""Files whose signs are looked for in strangers' text."""

codecs.register_error("cells", in_cells)
codecs.register_error("escapes", in_escapes)


def written(tree: ast.AST) -> Iterator[str]:
    """Every string of a module but docstrings."""
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in docstrings:
            yield from [node.value] if isinstance(node.value, str) else []


def test_every_sign_that_we_write_has_a_stand_in() -> None:
    looked = 0
    for file in sorted(PACKAGE.rglob("*.py")):
        if "sandbox" in file.parts or file.name in NOT_SHOWN:
            continue  # the sandbox plays strangers
        for text in written(ast.parse(file.read_text(encoding="utf-8"))):
            signs = {sign for sign in text if sign.isprintable() and not sign.isascii()}
            assert signs <= SIGNS.keys(), (file.name, text)
            looked += bool(signs)
    assert looked > 50


def test_a_stand_in_is_plain_and_as_wide_as_its_sign() -> None:
    for sign, plain in SIGNS.items():
        assert plain.isascii() and plain.isprintable() and cells(plain) == cells(sign), sign


def test_signs_that_stand_beside_each_other_stay_apart() -> None:
    for group in ("✗▲•·", "•●" + MARKED, "→←", "░█", "●○", "■□", "↑↓", "≠✓", "★…▸"):
        assert len({SIGNS.get(sign, sign) for sign in group}) == len(group), group


@given(st.text().map(printable))
def test_in_cells_every_text_keeps_its_columns(text: str) -> None:
    for encoding in ("ascii", "latin-1", "cp1251"):
        shown = text.encode(encoding, "cells").decode(encoding)
        assert cells(shown) == cells(text)


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [("ascii", "J?rg > 2001 - ??"), ("latin-1", "Jörg > 2001 · ??")],
)
def test_what_the_terminal_has_stays_and_what_a_stranger_wrote_becomes_question_marks(
    encoding: str, shown: str
) -> None:
    assert "Jörg → 2001 · 世".encode(encoding, "cells").decode(encoding) == shown


def test_in_lines_a_strangers_letter_can_still_be_told() -> None:
    assert "Jörg 世👍 – ✗".encode("ascii", "escapes") == rb"J\xf6rg \u4e16\U0001f44d - x"


def test_only_encoding_can_be_mended() -> None:
    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("utf-8", "cells")
