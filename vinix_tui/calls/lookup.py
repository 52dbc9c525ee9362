"""A lookup: one interaction's leg documents, where they came from and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, Literal

from vinix_tui.calls.interaction import Interaction

MOST_VALUES = 1_000_000
"""Lists and objects of one document that are taken in: 64 MiB of empty ones take 1.8 GB once read.
"""
MOST_PARTS = 4_000_000
"""Commas of one: as many numbers or keys take 800 MB."""

Kind = Literal["api", "history", "file", "demo"]


@dataclass(frozen=True)
class Lookup:
    """What was looked up. The documents are byte-true: whoever shows one cleans it first."""

    account_id: str
    interaction_id: str
    documents: tuple[dict[str, Any], ...] = field(repr=False)  # customers' data: not in a traceback
    kind: Kind
    base: str
    fetched_at: datetime
    made_up: bool = False
    """Whether made-up numbers, names and addresses stand in the place of the real ones."""

    @cached_property
    def interaction(self) -> Interaction:
        """The legs, typed, sorted and paired; made once, at first use."""
        return Interaction.of(self.documents, self.interaction_id)


def too_many_values(data: bytes) -> bool:
    """Whether JSON holds more lists, objects or parts than any interaction does; told unparsed."""
    return data.count(b"{") + data.count(b"[") > MOST_VALUES or data.count(b",") > MOST_PARTS


def documents_in(data: object) -> list[dict[str, Any]]:
    """The leg documents in a reply's `data`, which is a list, one object, `{}`, null or missing.

    Raises ValueError with one sentence where it is anything else.
    """
    if data is None or data == {}:
        return []
    if isinstance(data, Mapping):
        return [dict(data)]
    if not isinstance(data, list):
        raise ValueError(f"where the legs should be stands {_kind(data)}")
    for item in data:
        if not isinstance(item, dict):
            raise ValueError(f"where a leg should be stands {_kind(item)}")
    return data


def _kind(value: object) -> str:
    """What a JSON value is, in words."""
    return _KINDS.get(type(value), "something else")


_KINDS: Mapping[type, str] = {
    type(None): "nothing",
    bool: "true or false",
    str: "a text",
    int: "a number",
    float: "a number",
    list: "a list",
}
