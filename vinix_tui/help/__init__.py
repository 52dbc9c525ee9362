"""The documentation that ships: a Markdown file beside this one for each topic.

Its first heading is what the topic is about, in a line. The same files are read on GitHub.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

_PLACE = Path(__file__).parent


@cache
def topics() -> Mapping[str, str]:
    """Each topic and what it is about, in alphabetical order."""
    return MappingProxyType({path.stem: _title(path) for path in sorted(_PLACE.glob("*.md"))})


def source(topic: str) -> str:
    """A topic's Markdown."""
    return (_PLACE / f"{topic}.md").read_text(encoding="utf-8")


def _title(path: Path) -> str:
    with path.open(encoding="utf-8") as lines:
        return next(lines).removeprefix("# ").rstrip("\n")
