"""The line of a key is found wherever and however it is written."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinix_tui.storage.toml_lines import key_lines

MIXED = '''\
a = 1            # a = not this one
b.c = "d = 1 # [e]"
"f g".'h.i' = 2

[ j . k ]        # a table
l = """
[not.a.table]
m = 3 \\""" still """
n = ["o = 1",    # in a list
     { p = "}" , q = [1, 2] },
]
r = { s = 1, t.u = 'v"', "w" = [ [ ] ] }
'x' = \'\'\'
y = 4 \'\'\'\'
z = 1979-05-27 07:32:00
[[aa]]
bb = 5
[[aa]]
bb = 6
cc = """"quoted""\\""""
"\\u00e4" = 7
'''

WANTED = {
    ("a",): 1,
    ("b",): 2,
    ("b", "c"): 2,
    ("f g", "h.i"): 3,
    ("j", "k"): 5,
    ("j", "k", "l"): 6,
    ("j", "k", "n"): 9,
    ("j", "k", "n", "p"): 10,
    ("j", "k", "r", "s"): 12,
    ("j", "k", "r", "t", "u"): 12,
    ("j", "k", "r", "w"): 12,
    ("j", "k", "x"): 13,
    ("j", "k", "z"): 15,
    ("aa",): 16,
    ("aa", "bb"): 17,
    ("aa", "cc"): 20,
    ("aa", "ä"): 21,
}


def test_the_sample_is_toml() -> None:
    assert tomllib.loads(MIXED)["j"]["k"]["l"].endswith('""" still ')


@pytest.mark.parametrize(("where", "line"), WANTED.items())
def test_a_key_is_on_its_line(where: tuple[str, ...], line: int) -> None:
    assert key_lines(MIXED)[where] == line


def test_what_only_looks_like_a_key_is_none() -> None:
    names = {path[-1] for path in key_lines(MIXED)}
    assert names.isdisjoint({"d", "e", "not", "m", "o", "y"})


def test_a_large_file_takes_one_walk() -> None:
    text = "".join(f"key{n} = {n}\n" for n in range(20_000))
    assert key_lines(text)[("key19999",)] == 20_000


KEYS = st.text(st.sampled_from("ab.# =[]{}'\\é\t"), min_size=1, max_size=4)
TEXTS = st.text(st.sampled_from("a=.[]{}#,'\"\\\n x"), max_size=8)


def basic(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + escaped.replace("\t", "\\t") + '"'


def long(text: str) -> str:
    return '"""\n' + text.replace("\\", "\\\\").replace('"', '\\"') + '"""'


def literal(text: str) -> str:
    return basic(text) if "'" in text or "\n" in text else f"'{text}'"


def long_literal(text: str) -> str:
    return long(text) if "''" in text or text.endswith("'") else f"'''{text}'''"


STRINGS = st.builds(
    lambda write, text: write(text), st.sampled_from([basic, long, literal, long_literal]), TEXTS
)
INLINE = st.builds(
    lambda items: "{ " + ", ".join(f"{basic(k)} = {literal(v)}" for k, v in items.items()) + " }",
    st.dictionaries(KEYS, TEXTS.filter(lambda text: "\n" not in text), max_size=3),
)
VALUES = st.recursive(
    STRINGS | INLINE | st.sampled_from(["1", "true", "-inf", "07:32:00", "2026-11-23 10:00:00Z"]),
    lambda inner: st.lists(inner, max_size=3).map(
        lambda items: "[\n # x = 1\n" + ",\n".join(items) + "\n]"
    ),
    max_leaves=4,
)


@given(st.dictionaries(KEYS, st.dictionaries(KEYS, VALUES, max_size=4), max_size=3))
def test_any_key_is_found_on_the_line_where_it_was_written(
    tables: dict[str, dict[str, str]],
) -> None:
    lines: list[str] = []
    wanted: dict[tuple[str, ...], int] = {}
    for table, pairs in tables.items():
        wanted[(table,)] = len(lines) + 1
        lines.append(f"[{basic(table)}]  # {table!r} = 1")
        for key, value in pairs.items():
            wanted[(table, key)] = len(lines) + 1
            lines += f"{basic(key)} = {value}".split("\n")
    text = "\n".join(lines)
    assert paths_of(tomllib.loads(text)) >= set(wanted)
    found = key_lines(text)
    assert {path: found.get(path) for path in wanted} == wanted


def paths_of(values: dict[str, Any], above: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    paths = set()
    for key, value in values.items():
        paths.add((*above, key))
        if isinstance(value, dict):
            paths |= paths_of(value, (*above, key))
    return paths


@given(st.text(st.sampled_from("a=.[]{}#,'\"\\\n 1"), max_size=30))
def test_whatever_tomllib_accepts_is_walked_to_its_end(text: str) -> None:
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert paths_of(values) <= set(key_lines(text))
