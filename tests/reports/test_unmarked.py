"""A stranger's text in Markdown is text: read back by a renderer as ticket systems use."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from vinix_tui.calls.text import printable
from vinix_tui.reports.unmarked import cell, code, words
from vinix_tui.sandbox.scenarios._hostile_text import ESCAPES, KEYS, MARKUP, SCRIPTS, SHAPES

# The first text ever drawn makes a table of all letters, which takes seconds in a fresh checkout.
SLOWLY = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)

RENDERER = MarkdownIt("gfm-like")  # with tables, and links made of bare addresses
ATTACKS = (
    "[here](https://evil.example.com)", "![x](https://evil.example.com/x.png)", "**bold** _it_",
    "<script>alert(1)</script>", "<b>Kim</b> &amp; &#64;all", "@kim and @acme/voice-team", "#1 !2",
    "https://evil.example.com/?a=b", "www.evil.example.com", "evil.example.com", "mailto:kim@evil",
    "kim@acme.example.com:5060", "`code` ``more``", "`", "```", "a ` b `` c ``` d", "~label",
    "~~gone~~",
    "# heading", "- item", "1. item", "> quote", "---", "===", "| a | b |", "a\\|b|c\\", "$x^2$",
    ":smile: :100: 1:100:2", "[x]: https://evil.example.com", "<https://evil.example.com>", "\\",
    "%5",
    "[[Wiki]]", "{color:red}x{color}", "Kim\\", "*", "_", "__init__", "a*b*c", "{{x}}",
    "- [ ] task",
)  # fmt: skip


def parts(made: str) -> list[tuple[str, str]]:
    """Kinds and contents of what a renderer makes of one line behind some text of ours."""
    block, inline, end = RENDERER.parse(f"Told: {made}.")
    assert (block.type, inline.type, end.type) == ("paragraph_open", "inline", "paragraph_close")
    return [(token.type, token.content) for token in inline.children or ()]


def squeezed(text: str) -> str:
    return re.sub(" +", " ", text).strip()


def harmless(text: str) -> None:
    text = printable(text)
    for made in (words(text), code(text)):
        found = parts(made)
        assert {kind for kind, _ in found} <= {"text", "code_inline"}, found
        said = "".join(content for _, content in found)
        assert squeezed(said) == f"Told: {squeezed(text)}.", (text, made)
        plain = " ".join(content for kind, content in found if kind == "text")
        plain = re.sub(r" (<-|->|&)(?=[ .])", "", plain)  # alone they are no markup
        assert not re.search(r"[<>@#!&|`*_~\\\[\]{}$]|//|www", plain), plain


@pytest.mark.parametrize("text", ATTACKS)
def test_no_attack_is_more_than_text(text: str) -> None:
    harmless(text)
    harmless(f"device {text} did not answer {text}: \u201c{text}\u201d, ({text}).")


@pytest.mark.parametrize("texts", [ESCAPES, MARKUP, SCRIPTS, SHAPES], ids=range(4))
def test_nor_are_the_sandboxs(texts: dict[str, str]) -> None:
    for text in (*texts.values(), *KEYS):
        harmless(text)


@SLOWLY
@given(
    st.text() | st.lists(st.sampled_from([*ATTACKS, *"`*_[]()<>!@#|\\~:/.-+=& ax1"])).map("".join)
)
def test_nor_is_any_text(text: str) -> None:
    harmless(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kim's phone (2001) rang for 1.5 s, then voicemail took +12025550101.",
        "“No audio” – 14,400 bit/s, 100% sure; why? 0:33, 1:02:03 UTC+01:00 → …",
        "Jörg Müller-Lüdenscheidt 株式会社",
    ],
)
def test_ordinary_sentences_stay_as_they_are(text: str) -> None:
    assert words(text) == text


def test_a_sentences_own_full_stop_is_no_code() -> None:
    assert words("The cause is NO_ANSWER.") == "The cause is `NO_ANSWER`."
    assert words("c=IN IP4 192.0.2.1, so") == "`c=IN` IP4 192.0.2.1, so"
    assert words("a_b c_d: e") == "`a_b c_d`: e"


def test_a_fence_is_longer_than_any_in_the_text() -> None:
    assert code("a`b") == "``a`b``"
    assert code("``x``") == "``` ``x`` ```"
    assert code("") == code("  ") == ""


def test_a_bar_ends_no_cell() -> None:
    for text in ("a|b", "a\\|b", "|", "`|", "\\"):
        made = f"| x | y |\n| --- | --- |\n| {cell(code(text))} | {cell(words(text))} |\n"
        cells = [token for token in RENDERER.parse(made) if token.type == "td_open"]
        assert len(cells) == 2
    assert cell("`|`", ascii_only=True) == "`\\x7c`"
