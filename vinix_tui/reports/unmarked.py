"""Anybody's text in Markdown, with nothing in it that is markup there.

A backslash does not help: GitHub and GitLab look for mentions, issue numbers and addresses in the
finished text, after the backslashes are gone. Nothing is looked for in code, so a word that is
more than letters and digits becomes code, in a fence that is longer than any in the word.
"""

from __future__ import annotations

import re
from typing import Final

_PLAIN: Final = re.compile(
    r"[(“\"']?"
    r"\+?[^\W_]+"
    # no dot before a letter: ticket systems make links of bare names, too
    r"(?:[-’'/][^\W_]+|[.,+][0-9]+|:[0-9]{2}(?![0-9]))*"
    r"[)”\"'’.,:;?%…]*"
)
_PLAIN_SIGNS: Final = frozenset(("–", "→", "←", "·", "…", "└", "-", "->", "<-", "+", "&"))
"""Harmless but at the beginning of a line, where no text of this page stands."""


def words(text: str) -> str:
    """Printable text that is a sentence: what could be markup in it stands in code."""
    made: list[str] = []
    odd: list[str] = []
    for word in text.split(" "):
        if word in _PLAIN_SIGNS or _PLAIN.fullmatch(word):
            made += [_code_in_a_sentence(odd), word] if odd else [word]
            odd.clear()
        elif word:
            odd.append(word)
    if odd:
        made.append(_code_in_a_sentence(odd))
    return " ".join(made)


def code(text: str) -> str:
    """Printable text that is a value: whole in code; "" for nothing."""
    text = text.strip(" ")
    if not text:
        return ""
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    padding = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{fence}{padding}{text}{padding}{fence}"


def cell(made: str, *, ascii_only: bool = False) -> str:
    """The same inside a table, where a bar ends the cell even in code.

    Renderers do not agree on how a bar is escaped in there, so it becomes a broken one.
    """
    return made.replace("|", "\\x7c" if ascii_only else "¦")


def _code_in_a_sentence(odd: list[str]) -> str:
    text = " ".join(odd)
    bare = text.rstrip(".,;:")  # the sentence's own
    return code(bare) + text[len(bare) :]
