"""Whom and what the records of a call name, replaced by made-up people: for a third party who is
to see what went wrong, and not between whom.

They are replaced as whole words wherever they stand. The same one always gets the same stand-in,
ids that join legs too, so the legs still match. What the switch writes in its own words (causes,
codes, times) stays, and so do opaque ids and the names of fields.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from vinix_tui.reports import stand_ins
from vinix_tui.reports.fields import Holds, holds, is_machine_word
from vinix_tui.reports.named import LINE, PLAIN_KEY, Named, core, is_number, nested
from vinix_tui.reports.words_replaced import Words, folded

_SPELLINGS = ((" ", "%20"), (" ", "+"), (" ", "_"), ("ß", "ss"), ("ss", "ß"))
"""What stands for the blank of a name within an address or a file's name; ß is SS in capitals."""


class People:
    """Everybody whom some documents name, each with a stand-in."""

    def __init__(self, named: Named) -> None:
        taken = {*named.names, *named.users, *named.hosts, *named.serials}
        self._by_address = stand_ins.addresses(named.addresses.values())
        addresses = {
            text: str(self._by_address[address])
            for text, address in named.addresses.items()
            if address in self._by_address
        }
        names = stand_ins.numbered("Name {}", named.names, taken)
        encoded = {
            name.replace(*spelled): new for name, new in names.items() for spelled in _SPELLINGS
        }
        self._known = {
            **encoded,
            **names,
            **stand_ins.numbered("user-{}", named.users, taken),
        }
        self._whole = stand_ins.numbered("Name {}", named.whole, {*taken, *self._known.values()})
        hosts = stand_ins.numbered("host-{}", named.hosts, taken)
        wire = {
            **{host: new + stand_ins.top(host) for host, new in hosts.items()},
            **{text.lower(): new for text, new in addresses.items()},
            **stand_ins.hardware(named.macs),
        }
        short = stand_ins.extensions(named.short)
        long = stand_ins.subscribers(named.long, frozenset(named.abroad))
        serials = stand_ins.numbered("serial-{}", (text.lower() for text in named.serials), taken)
        self._words = Words({**self._known, **serials, **wire}, long, short)
        self._agents = Words({**self._known, **serials, **wire}, long, {})
        self._wire = Words(wire, long, {})

    @classmethod
    def of(cls, documents: Iterable[Mapping[str, Any]]) -> People:
        """Collected from the documents of a lookup, which `redact` has been through."""
        named = Named()
        for document in documents:
            named.see(document)
        return cls(named)

    def documents(self, documents: Iterable[Mapping[str, Any]]) -> tuple[dict[str, Any], ...]:
        """Copies with the stand-ins in the place of everybody."""
        return tuple(self._object(document) for document in documents)

    def text(self, text: str) -> str:
        """Any text with the stand-ins in the place of everybody."""
        return self._words.replaced(text)

    def _object(self, document: Mapping[str, Any]) -> dict[str, Any]:
        return {self._key(key): self._value(str(key), value) for key, value in document.items()}

    def _key(self, key: str) -> str:
        return key if PLAIN_KEY.fullmatch(key) else self._words.replaced(key)

    def _value(self, key: str, value: object) -> object:
        if isinstance(value, Mapping):
            return self._object(value)
        if isinstance(value, (list, tuple)):
            return [self._value(key, inner) for inner in value]
        if isinstance(value, str):
            inner = nested(value)
            if inner is not None:
                return json.dumps(self._value(key, inner), ensure_ascii=False)
            return self._text(key, value)
        if isinstance(value, int) and not isinstance(value, bool) and is_number(key, value):
            return int(self._words.replaced(str(value)))
        return value

    def _text(self, key: str, text: str) -> str:
        kind = holds(key)
        if kind is Holds.SDP or text.startswith("v=0"):
            return "".join(map(self._sdp_line, LINE.split(text)))
        if is_machine_word(key, text):
            return text
        if text in self._whole:
            return self._whole[text]
        if kind is Holds.NAME and (known := self._known.get(folded(core(text)))):
            return known
        return (self._agents if kind is Holds.AGENT else self._words).replaced(text)

    def _sdp_line(self, line: str) -> str:
        kind = line[:2]
        if kind in ("i=", "e=", "p=", "u="):
            return f"{kind}[redacted]"
        if kind == "s=":
            return self._agents.replaced(line)
        if kind == "o=":
            who, blank, rest = line[2:].partition(" ")
            return f"o={self._words.replaced(who)}{blank}{self._wire.replaced(rest)}"
        return self._wire.replaced(line)
