"""A session description (RFC 8866) as its lines and media, whatever somebody sent as one.

By hand, since every package either raises on real descriptions or drops lines of them, and none
tells where a line stood. Nothing here raises on any text; the text is kept as it came.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Final, Literal, NamedTuple

from vinix_tui.calls.codecs import STATIC, Codec
from vinix_tui.calls.t38 import T38
from vinix_tui.calls.text import printable_lines

LONGEST: Final = 65_536
"""Characters that are read; the largest WebRTC offers have some ten thousand."""
MOST_LINES: Final = 4_000

Direction = Literal["sendrecv", "sendonly", "recvonly", "inactive"]
DIRECTIONS: Final[tuple[Direction, ...]] = ("sendrecv", "sendonly", "recvonly", "inactive")


class Attribute(NamedTuple):
    """An `a=` line; a flag has the value ""."""

    name: str
    """As it was sent; compare it in lower case."""
    value: str
    line: int


class Connection(NamedTuple):
    """A `c=` line: where the other side is to send. Parts that were not sent are ""."""

    family: str
    """`IP4` or `IP6`."""
    address: str
    """Without a multicast TTL."""
    line: int


class Warned(NamedTuple):
    """What is odd about a line."""

    line: int
    words: str
    damaged: bool = False
    """Whether something is missing or broken, rather than merely unusual."""


class Crypto(NamedTuple):
    """An SDES offer of encryption (RFC 4568); its key is not kept here."""

    tag: str
    suite: str
    """Its name; "" where none can be read."""
    line: int


class Candidate(NamedTuple):
    """An ICE candidate (RFC 8839 section 5.1)."""

    component: str
    transport: str
    address: str
    port: int | None
    kind: str
    """host, srflx, prflx or relay."""
    line: int


class Section(NamedTuple):
    """What stands before the first medium, or below one."""

    attributes: list[Attribute]
    connections: list[Connection]

    def first(self, name: str) -> Attribute | None:
        """The first attribute of that name (lower case)."""
        return next((said for said in self.attributes if said.name.lower() == name), None)

    def every(self, name: str) -> list[Attribute]:
        """All attributes of that name (lower case)."""
        return [said for said in self.attributes if said.name.lower() == name]


@dataclass(frozen=True, eq=False)
class Media:
    """One `m=` line and what stands below it; the session's values where it has none of its own."""

    kind: str
    """audio, video, image, application … in lower case; "" where the line is empty."""
    port: int | None
    """0 = rejected or removed; None = not a number."""
    ports: int
    transport: str
    """As it was sent: `RTP/AVP`, `udptl`, …"""
    formats: tuple[str, ...]
    line: int
    own: Section = field(repr=False)
    session: Section = field(repr=False)

    def first(self, name: str) -> Attribute | None:
        """The first attribute of that name (lower case), here or else in the session."""
        return self._firsts.get(name)

    @cached_property
    def _firsts(self) -> dict[str, Attribute]:
        # Built once, since the rules of a diagnosis ask every medium for some twenty names.
        said = (*self.own.attributes, *self.session.attributes)
        return {each.name.lower(): each for each in reversed(said)}

    def every(self, name: str) -> list[Attribute]:
        """All attributes of that name (lower case), here or else in the session."""
        return self.own.every(name) or self.session.every(name)

    # -- where --------------------------------------------------------------------------------

    @property
    def connection(self) -> Connection | None:
        """Where its side wants to receive it."""
        return next(iter(self.own.connections or self.session.connections), None)

    @property
    def address(self) -> str | None:
        """The address to send to, or None where none was given."""
        return (self.connection.address or None) if self.connection else None

    @property
    def active(self) -> bool:
        """Whether it is in use: neither rejected nor removed by port 0."""
        return self.port != 0

    @cached_property
    def flow(self) -> Attribute | None:
        """The line that sets the direction, if there is one."""
        for section in (self.own, self.session):
            for said in section.attributes:
                if said.name.lower() in DIRECTIONS:
                    return said
        return None

    @property
    def direction(self) -> Direction:
        """Which way its side wants it to flow; both ways unless it says otherwise."""
        said = self.flow.name.lower() if self.flow else ""
        return next((way for way in DIRECTIONS if way == said), "sendrecv")

    # -- what ---------------------------------------------------------------------------------

    @property
    def is_rtp(self) -> bool:
        """Whether its formats are RTP payload types."""
        return "RTP/" in self.transport.upper()

    @cached_property
    def codecs(self) -> tuple[Codec, ...]:
        """Its RTP formats in the order of the m= line; none for other transports."""
        if not self.is_rtp:
            return ()
        maps: dict[str, tuple[str, int | None, int, int]] = {}
        parameters: dict[str, str] = {}
        for name, value, line in self.own.attributes:
            kind = name.lower()
            if kind == "rtpmap":
                payload, _, rest = value.partition(" ")
                coded = _coding(rest)
                if coded:
                    maps.setdefault(payload, (*coded, line))
            elif kind == "fmtp":
                payload, _, rest = value.partition(" ")
                said = parameters.get(payload)
                parameters[payload] = f"{said}; {rest.strip()}" if said else rest.strip()
        made = []
        for payload in self.formats:
            mapped = maps.get(payload)
            name_, clock, channels, line = mapped or (
                *STATIC.get(payload, (None, None, 1)),
                self.line,
            )
            said = parameters.get(payload, "")
            made.append(Codec(payload, name_, clock, channels, said, line, mapped is not None))
        return tuple(made)

    @property
    def ptime(self) -> float | None:
        """Milliseconds of audio in a packet."""
        return _milliseconds(self.first("ptime"))

    @property
    def maxptime(self) -> float | None:
        """Milliseconds of audio in a packet at most."""
        return _milliseconds(self.first("maxptime"))

    @cached_property
    def t38(self) -> T38 | None:
        """The fax parameters, where it is a T.38 fax."""
        is_fax = self.kind == "image" or "udptl" in self.transport.lower()
        return T38.of(self.own.attributes) if is_fax else None

    # -- how it is protected ------------------------------------------------------------------

    @property
    def is_secure(self) -> bool:
        """Whether its transport is an encrypted one: SRTP or DTLS."""
        return "SAVP" in self.transport.upper() or "TLS" in self.transport.upper()

    @cached_property
    def cryptos(self) -> tuple[Crypto, ...]:
        """The SDES key offers, best first."""
        made = []
        for said in self.every("crypto"):
            tag, _, rest = said.value.strip().partition(" ")
            suite = rest.strip().partition(" ")[0]
            known = _SUITE.fullmatch(suite) is not None  # where it is missing, the key is next
            made.append(Crypto(tag, suite if known else "", said.line))
        return tuple(made)

    @property
    def fingerprint(self) -> Attribute | None:
        """The certificate's fingerprint, with which DTLS-SRTP begins."""
        return self.first("fingerprint")

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """The ICE candidates that could be read."""
        return tuple(filter(None, map(_candidate, self.own.every("candidate"))))

    @property
    def uses_ice(self) -> bool:
        """Whether its side takes part in ICE."""
        return self.first("ice-ufrag") is not None or bool(self.candidates)


@dataclass(frozen=True, eq=False)
class Sdp:
    """One description. Line numbers begin at 1 and count `lines`; false where it has none."""

    text: str = field(repr=False)
    """As it came, byte for byte. It can steer a terminal; `lines` cannot."""
    lines: tuple[str, ...] = field(repr=False)
    """Printable; what lies beyond the bounds is left out, and a warning says so."""
    media: tuple[Media, ...]
    session: Section = field(repr=False)
    origin: Attribute | None
    """The `o=` line: its value and its place."""
    _odd: tuple[Warned, ...] = field(repr=False)

    def __bool__(self) -> bool:
        return bool(self.lines)

    def line(self, number: int) -> str:
        """A line by its number, or "" where there is none."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def of_kind(self, kind: str) -> Media | None:
        """The first medium of a kind that is in use, else the first one of that kind."""
        media = [each for each in self.media if each.kind == kind]
        return next((each for each in media if each.active), media[0] if media else None)

    @property
    def changes(self) -> int | None:
        """How often its writer has changed it, roughly: the version less the session's number."""
        parts = self.origin.value.split() if self.origin else []
        if len(parts) < 3 or not (parts[1].isdigit() and parts[2].isdigit()):
            return None
        return _small(parts[2], parts[1])

    @cached_property
    def warnings(self) -> tuple[Warned, ...]:
        """What is odd about its lines, in their order."""
        found = [*self._odd]
        for section in (self.session, *(each.own for each in self.media)):
            found += _odd_attributes(section.attributes)
        for each in self.media:
            found += _odd_payloads(each)
        return tuple(sorted(found))


def parse(text: object) -> Sdp:
    """Read a description; anything that is no text is an empty one. Never raises.

    Lines end with CRLF, LF or CR; one whose ends were escaped once too often on their way into a
    record (`\\r\\n` as four characters) is read as if they had not been.
    """
    if not isinstance(text, str) or not text:
        return _EMPTY
    whole = text[:LONGEST] if len(text) > LONGEST else text
    if "\\n" in whole and "\n" not in whole and "\r" not in whole:
        whole = whole.replace("\\r\\n", "\n").replace("\\n", "\n")
    lines = printable_lines(whole)
    odd: list[Warned] = []
    if len(text) > LONGEST or len(lines) > MOST_LINES:
        lines = lines[:MOST_LINES]
        odd.append(Warned(len(lines), "what follows is too long to be read here", True))
    session = here = Section([], [])
    media: list[Media] = []
    origin: Attribute | None = None
    for number, line in enumerate(lines, 1):
        kind, value = line[:2], line[2:]
        if kind == "a=":
            name, _, said = value.partition(":")
            here.attributes.append(Attribute(name, said, number))
        elif kind == "m=":
            here = Section([], [])
            media.append(_media(value, number, here, session, odd))
        elif kind == "c=":
            here.connections.append(_connection(value, number, odd))
        elif kind == "o=":
            origin = origin or Attribute("o", value, number)
            if len(value.split()) != 6:
                odd.append(Warned(number, "an origin has six parts", True))
        elif kind not in _KNOWN:
            here = _odd_line(line, number, here, session, media, odd)
    return Sdp(text, lines, tuple(media), session, origin, tuple(odd))


_EMPTY: Final = Sdp("", (), (), Section([], []), None, ())
_KNOWN: Final = frozenset(f"{letter}=" for letter in "vsiuepbtrzk")
_RTPMAP = re.compile(r"\s*([^\s/]+)(?:/([0-9]{1,9}))?(?:/([0-9]{1,4}))?\s*")
_PAYLOAD = re.compile(r"[0-9]{1,3}")
_SUITE = re.compile(r"[A-Za-z0-9]+(?:_[A-Za-z0-9]+)+")  # AES_CM_128_HMAC_SHA1_80


def _media(value: str, number: int, own: Section, session: Section, odd: list[Warned]) -> Media:
    parts = value.split()
    kind, place, transport, *formats = parts if len(parts) > 3 else [*parts, "", "", ""][:3]
    port, slash, count = place.partition("/")
    known = port.isascii() and port.isdigit() and len(port) < 6 and int(port) < 65_536
    if len(parts) < 4:
        odd.append(Warned(number, "a medium has a kind, a port, a transport and a format", True))
    elif not known:
        odd.append(Warned(number, f"{port} is no port", True))
    several = slash and count.isascii() and count.isdigit() and len(count) < 6
    return Media(
        kind.lower(),
        int(port) if known else None,
        int(count) if several else 1,
        transport,
        tuple(formats),
        number,
        own,
        session,
    )


def _connection(value: str, number: int, odd: list[Warned]) -> Connection:
    parts = value.split()
    if len(parts) != 3:
        odd.append(Warned(number, "a connection has a network, a family and an address", True))
    _, family, address, *_ = [*parts, "", "", ""]
    return Connection(family.upper(), address.partition("/")[0], number)


def _odd_line(
    line: str,
    number: int,
    here: Section,
    session: Section,
    media: list[Media],
    odd: list[Warned],
) -> Section:
    """A line that begins as none should: a capital or a space before it is read all the same."""
    meant = line.lstrip(" ")
    if meant[1:2] == "=" and (kind := meant[:1].lower()) in "amc" and meant != "":
        odd.append(Warned(number, f"the line should begin with {kind}="))
        if kind == "m":
            here = Section([], [])
            media.append(_media(meant[2:], number, here, session, odd))
        elif kind == "c":
            here.connections.append(_connection(meant[2:], number, odd))
        else:
            name, _, said = meant[2:].partition(":")
            here.attributes.append(Attribute(name, said, number))
    elif line.strip(" "):
        odd.append(Warned(number, "this is no line of a session description", True))
    return here


def _odd_attributes(attributes: Iterable[Attribute]) -> Iterable[Warned]:
    for said in attributes:
        kind = said.name.lower()
        if kind == "rtpmap" and not _coding(said.value.partition(" ")[2]):
            yield Warned(said.line, "the codec of this payload type is not readable", True)
        elif kind in ("ptime", "maxptime") and _milliseconds(said) is None:
            yield Warned(said.line, f"{kind} is no number of milliseconds", True)
        elif kind == "candidate" and _candidate(said) is None:
            yield Warned(said.line, "this ICE candidate is not readable", True)


def _odd_payloads(media: Media) -> Iterable[Warned]:
    if not media.is_rtp:
        return
    for codec in media.codecs:
        if not _is_payload(codec.payload):
            yield Warned(media.line, f"{codec.payload} is no payload type", True)
        elif codec.name is None:
            yield Warned(media.line, f"payload type {codec.payload} is defined nowhere")
    mapped: dict[str, str] = {}
    for said in media.own.attributes:
        if said.name.lower() not in ("rtpmap", "fmtp"):
            continue
        payload, _, coding = said.value.partition(" ")
        if payload not in media.formats:
            yield Warned(said.line, f"payload type {payload} is not on the m= line")
        elif said.name.lower() == "rtpmap":
            first = mapped.setdefault(payload, coding.strip().lower())
            if first != coding.strip().lower():
                yield Warned(said.line, f"payload type {payload} was defined before")


@lru_cache(256)  # the same few codecs stand in every description
def _coding(text: str) -> tuple[str, int | None, int] | None:
    """`opus/48000/2` as name, clock and channels."""
    found = _RTPMAP.fullmatch(text)
    if found is None:
        return None
    return found[1], int(found[2]) if found[2] else None, int(found[3]) if found[3] else 1


@lru_cache(256)
def _is_payload(text: str) -> bool:
    return _PAYLOAD.fullmatch(text) is not None and int(text) < 128


def _milliseconds(said: Attribute | None) -> float | None:
    text = said.value.strip() if said else ""
    whole, _, part = text.partition(".")
    digits = whole + part
    return (
        float(text) if whole and digits.isascii() and digits.isdigit() and len(text) < 9 else None
    )


def _candidate(said: Attribute) -> Candidate | None:
    parts = said.value.split()
    if len(parts) < 8 or parts[6].lower() != "typ":
        return None
    port = parts[5]
    known = port.isascii() and port.isdigit() and len(port) < 6
    return Candidate(
        parts[1], parts[2].lower(), parts[4], int(port) if known else None, parts[7].lower(),
        said.line,
    )  # fmt: skip


def _small(version: str, session: str) -> int | None:
    if len(version) > 40 or len(session) > 40 or not (version + session).isascii():
        return None
    changes = int(version) - int(session)
    return changes if 0 <= changes < 10_000 else None
