"""Whom and what the records of a call name: collected from the fields that hold them and from all
addresses, over all legs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any, Final

from vinix_tui.calls import sip
from vinix_tui.reports import stand_ins
from vinix_tui.reports.fields import Holds, holds
from vinix_tui.reports.words_replaced import LETTER, folded

# sip:192.0.2.1, gateway_192.0.2.1_5060, but not version 1.2.3.4b5. What stands behind is looked at
# up to a bound, or each of a hundred thousand addresses would be followed to the text's end.
_ADDRESSES: Final = re.compile(
    rf"(?:(?<!{LETTER})(?<!\.)|(?<=%[23][0-9A-Fa-f]))"
    rf"(?:[0-9]{{1,3}}\.){{3}}[0-9]{{1,3}}(?!{LETTER}{{0,40}}[0-9]|\.[\w.]{{0,40}}[0-9])"
    r"|(?<![\w.:])[0-9A-Fa-f]{1,4}:[0-9A-Fa-f:]{1,38}(?![\w.:])"
)
_AT: Final = re.compile(r"([^\s@<>\"'`;,/:?&=\\()\[\]{}|]{0,200})@(\[[0-9A-Fa-f:.]+\]|[\w.-]+)")
_URI: Final = re.compile(r"\b(?:sips?|tel):([+*#\w.()-]{1,64})(?=$|[:;>\s\"?])", re.IGNORECASE)
_URL: Final = re.compile(r"\b[a-z][a-z0-9+]{1,20}://(?:[^\s/@]*@)?([\w.-]+)", re.IGNORECASE)
_DISPLAY: Final = re.compile(r"\"([^\"]{1,200})\"\s*<(?:sips?|tel):", re.IGNORECASE)
_MDNS: Final = re.compile(r"(?<![\w.-])[\w-]{1,63}\.local\b", re.IGNORECASE)
_MAC: Final = re.compile(
    r"(?<![\w:-])(?:[0-9a-f]{2}([:-]))(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}(?![\w:-])", re.IGNORECASE
)
_MAC_IN_AGENT: Final = re.compile(r"(?<![^\W_])[0-9a-f]{12}(?![^\W_])", re.IGNORECASE)
_SERIAL: Final = re.compile(r"(?<![^\W_])(?=[A-Z]*[0-9])(?=[0-9]*[A-Z])[A-Z0-9]{10,}(?![^\W_])")
_NUMBER: Final = re.compile(r"\+?[0-9 ().\-/]+")
_STARRED: Final = re.compile(r"[*#]+([0-9]{5,})#?")
_HOST: Final = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){0,10}")
_OPAQUE: Final = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.I)
LINE: Final = re.compile(r"(\r\n|\r|\n|\\r\\n|\\n)")
PLAIN_KEY: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")

_NOBODY: Final = frozenset({
    "anonymous", "restricted", "private", "withheld", "unavailable", "unknown", "nouser", "none",
    "null", "undefined", "true", "false", "invalid", "nodomain.com", "localhost", "local", "sip",
    "sips", "tel", "udp", "tcp", "tls", "wss", "ws", "transport", "user", "phone", "audio",
    "inbound", "outbound", "mod_sofia", "freeswitch", "ecallmgr", "kazoo_apps", "root", "asterisk",
    "in", "out", "a", "b", "redacted",
})  # fmt: skip
"""Fillers, words of the protocol and names of software: nobody is known by them."""
_SERVICES: Final = frozenset({"000", "110", "112", "118", "911", "999"})
"""Short numbers that are the same for everybody."""
_PHRASE: Final = 200
"""Characters of a name up to which it is looked for within other texts as well."""
_DIALLED: Final = 40
"""Characters up to which digits are a number: E.164 has 15 of them, and there are prefixes, PINs
and blanks. Python does not even spell one of more than 4300.
"""


class Named:
    """Everybody whom some documents name, in the order of their appearance."""

    def __init__(self) -> None:
        self.short: dict[str, None] = {}
        """Extensions and other numbers of at most six digits."""
        self.long: dict[str, None] = {}
        """Longer numbers, without zeros ahead."""
        self.abroad: set[str] = set()
        """Those of them that stood somewhere with their country."""
        self.addresses: dict[str, IPv4Address | IPv6Address] = {}
        self.hosts: dict[str, None] = {}
        self.users: dict[str, None] = {}
        self.names: dict[str, None] = {}
        self.macs: dict[str, None] = {}
        self.serials: dict[str, None] = {}
        self.whole: dict[str, None] = {}
        """Values that are a name and cannot be looked for within other texts."""
        self._starred: dict[str, None] = {}

    def see(self, document: Mapping[str, Any]) -> None:
        """Collect whom a document names; it must not nest deeper than `redact` lets it."""
        self._see("", document)
        for run in self._starred:  # *82003 is 2003 behind a feature code
            if not any(run[ahead:] in self.short for ahead in (1, 2)):
                self.short[run[2:]] = None
        self._starred.clear()

    def _see(self, key: str, value: object) -> None:
        if isinstance(value, Mapping):
            for name, inner in value.items():
                if not PLAIN_KEY.fullmatch(str(name)):
                    self._see_text("", str(name))
                self._see(str(name), inner)
        elif isinstance(value, (list, tuple)):
            for inner in value:
                self._see(key, inner)
        elif isinstance(value, str):
            inner = nested(value)
            if inner is None:
                self._see_text(key, value)
            else:
                self._see(key, inner)
        elif isinstance(value, int) and not isinstance(value, bool) and is_number(key, value):
            self._party(str(value))

    def _see_text(self, key: str, text: str) -> None:
        kind = holds(key)
        if kind is Holds.SDP or text.startswith("v=0"):
            self._see_sdp(text)
            return
        if kind is Holds.AGENT:
            for pattern, found in ((_MAC_IN_AGENT, self.macs), (_SERIAL, self.serials)):
                found.update(dict.fromkeys(pattern.findall(text)))
        else:  # versions are written like addresses
            self._see_addresses(text)
        if ":" in text or "-" in text:
            self.macs.update((found[0], None) for found in _MAC.finditer(text))
        if "@" in text:
            for user, host in _AT.findall(text):
                self._host(host.strip("[]"))
                if user and kind not in (Holds.ID, Holds.HOST):
                    self._party(user)
        if ":" in text:
            for found in (*_URL.findall(text), *_URI.findall(text)):
                (self._host if "." in found else self._party)(found)
            for found in _DISPLAY.findall(text):
                self._name(found)
        if kind is Holds.NAME:
            self._name(text)
        elif kind is Holds.NUMBER:
            self._address(text)
        elif kind is Holds.HOST and "@" not in text and ":" not in text:
            self._host(text)

    def _see_addresses(self, text: str) -> None:
        for found in _ADDRESSES.findall(text) if "." in text or ":" in text else ():
            try:
                self.addresses.setdefault(found, ip_address(found))
            except ValueError:
                continue
        if ".local" in text.lower():
            for found in _MDNS.findall(text):
                self._host(found)

    def _see_sdp(self, text: str) -> None:
        for line in LINE.split(text):
            self._see_addresses(line)
            if line.startswith("o="):
                who = line[2:].split(" ", 1)[0]
                if who not in ("-", ""):
                    self._party(who)

    def _address(self, text: str) -> None:
        """A field with whoever is meant: a number, a user or an address."""
        said = sip.address(text) if len(text) <= 2_000 else sip.Address(user=text)
        if said.user:
            alone = said.user == text.strip() or len(said.user) > _PHRASE
            self._party(said.user, text if alone else "")
        if said.host:
            self._host(said.host)
        if said.display:
            self._name(said.display)

    def _party(self, text: str, whole: str = "") -> None:
        """A number, or the user of an address."""
        bare = re.sub("^%2[bB]", "+", text.strip())
        if len(bare) > _DIALLED:
            self._phrase(self.users, text, whole)
        elif starred := _STARRED.fullmatch(bare):
            self._starred[starred[1]] = None
        elif _NUMBER.fullmatch(bare):
            self._number(bare)
        elif not bare.startswith(("*", "#")):
            self._phrase(self.users, text, whole)

    def _number(self, spelled: str) -> None:
        digits = re.sub("[^0-9]", "", spelled)
        core = digits.lstrip("0")
        if len(digits) < 3 or digits in _SERVICES:
            return
        if len(core) < stand_ins.LONG:
            self.short[digits] = None
            return
        self.long[core] = None
        if spelled.startswith(("+", "00")):
            self.abroad.add(core)
            national = stand_ins.national(core)
            if len(national) >= stand_ins.ALONE:  # as a note may have it
                self.long[national] = None

    def _host(self, text: str) -> None:
        text = folded(text.strip().rstrip("."))
        if _OPAQUE.fullmatch(text) or text in _NOBODY or not _HOST.fullmatch(text):
            return
        if not sip.is_ip(text) and not text.replace(".", "").isdigit():
            self.hosts[text] = None

    def _name(self, text: str) -> None:
        bare = text.strip()
        if _OPAQUE.fullmatch(bare):
            return
        if len(bare) <= _DIALLED and _NUMBER.fullmatch(bare):
            self._number(bare)
        elif "@" not in bare or " " in bare:
            self._phrase(self.names, text, text)

    def _phrase(self, among: dict[str, None], text: str, whole: str) -> None:
        bare = core(text)
        if bare.lower() in _NOBODY or sip.is_ip(bare):
            return
        if 1 < len(bare) <= _PHRASE:
            among[folded(bare)] = None
        elif whole.strip():
            self.whole[whole] = None


def is_number(key: str, value: int) -> bool:
    """Whether it is somebody's number, written without quotes."""
    return holds(key) is Holds.NUMBER and 0 <= value < 10**15


def core(text: str) -> str:
    """A text from its first letter or digit to its last."""
    start, end = 0, len(text)
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return text[start:end]


def nested(text: str) -> dict[str, Any] | list[Any] | None:
    """The object or list that a string holds as JSON; one nested too deeply stays a text."""
    if not text.startswith(("{", "[")) or len(text) > 1_000_000:
        return None
    try:
        inner = json.loads(text)
        json.dumps(inner, allow_nan=False)
    except (ValueError, RecursionError):
        return None
    return inner if isinstance(inner, (dict, list)) else None
