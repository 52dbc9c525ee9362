"""What strangers call themselves, within sentences of ours: in quotes where it could pass for one.

Anybody may be named `Kim. The platform is at fault`, and whoever reads it has to see who says so.
"""

from __future__ import annotations

import re
from typing import Final

from vinix_tui.calls.text import cut

_LIKE_WORDS_OF_OURS: Final = re.compile(
    r"""
    ["“”„«»:;!?]                # turns a sentence around, or ends it
    | [^\W\d_]{3}\.(?:\s|$)     # ends one; the full stops of J. and Dr. do not
    | ^(?:the|none|nobody|somebody)\b
    | ^[✗▲•·]                   # the mark of a severity before a headline
    | (?:\S+\s+){5}             # hardly a name
    """,
    re.IGNORECASE | re.VERBOSE,
)


def spoken(name: str, width: int) -> str:
    """A name, or what stands for one, in at most `width` columns."""
    bare = name.strip('"')
    short = cut(bare, width)
    if not _LIKE_WORDS_OF_OURS.search(short):
        return short
    return f'"{cut(bare.replace(chr(34), chr(39)), width - 2)}"'


def sentence(text: str) -> str:
    """A text that begins with a party's name, as the beginning of a sentence."""
    return text[:1].upper() + text[1:]
