"""Topics as lines for a terminal and for a pipe."""

from __future__ import annotations

import re

import pytest

from vinix_tui.calls.text import cells, printable_lines
from vinix_tui.help import source, topics
from vinix_tui.help.rendered import rendered

every_topic = pytest.mark.parametrize("topic", topics())


@every_topic
@pytest.mark.parametrize("width", [60, 80, 100])
def test_no_line_is_wider_than_asked_but_for_code(topic: str, width: int) -> None:
    code = re.findall(r"^```\w*\n(.*?)^```", source(topic), re.M | re.S)
    copied = {f"  {line}".rstrip() for block in code for line in block.splitlines()}
    for line in rendered(source(topic), width).splitlines():
        assert cells(line) <= width or line in copied


@every_topic
def test_all_its_words_are_there_and_nothing_else_than_text(topic: str) -> None:
    text = rendered(source(topic), 10_000)
    assert printable_lines(text) == tuple(text.splitlines())
    assert "<!--" not in text and "](" not in text and "\n\n\n" not in text
    wanted = re.sub(r"<!--.*?-->|\]\([^)]*\)|^```\w+", " ", source(topic), flags=re.M)
    assert set(re.findall(r"\w+", wanted)) <= set(re.findall(r"\w+", text))


def test_code_is_neither_wrapped_nor_padded() -> None:
    line = "vinix-tui " + "word " * 30 + "end"
    assert f"  {line}\n" in rendered(f"# A\n\n```sh\n{line}\n```\n", 40)


def test_a_link_to_a_topic_says_how_it_is_read_here() -> None:
    text = rendered(
        "See [the keys](keys.md), [code](../ui/app.py), [a](https://example.com/).", 100
    )
    assert text == "See the keys (vinix-tui help keys), code, a (https://example.com/).\n"


def test_a_table_stands_at_the_left_with_its_short_column_whole() -> None:
    text = rendered("| a | b |\n|---|---|\n| `--a-long-option VALUE` | " + "word " * 40 + "|\n", 60)
    head, rule, first, *rest = text.splitlines()
    assert head.startswith("a ") and set(rule) == {"─"}
    assert first.startswith("--a-long-option VALUE  word") and rest[-1].startswith(" " * 23)


def test_colours_are_the_terminals_own_and_only_where_they_are_wanted() -> None:
    assert "\x1b" not in rendered(source("keys"), 80)
    codes = set(re.findall(r"\x1b\[([\d;]*)m", rendered(source("keys"), 80, colour=True)))
    assert codes <= {"0", "1", "2", "36", "1;36"} and "36" in codes
