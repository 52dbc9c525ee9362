"""A session description (RFC 8866) as its lines and media, whatever somebody sent as one.

By hand, since every package either raises on real descriptions or drops lines of them, and none
tells where a line stood. Nothing here raises on any text; the text is kept as it came.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from vinix_tui.calls.codecs import Codec, described
from vinix_tui.calls.ice import Candidate, candidate
from vinix_tui.calls.once import once
from vinix_tui.calls.sdp_lines import (
    KNOWN,
    LONGEST,
    MOST_LINES,
    Attribute,
    Connection,
    Section,
    Warned,
    connection,
    cut_lines,
    lower,
    meant,
    milliseconds,
    port,
    short,
    without_tabs,
)
from vinix_tui.calls.sdp_warnings import warnings
from vinix_tui.calls.srtp import Crypto, crypto
from vinix_tui.calls.t38 import NAMES, T38
from vinix_tui.calls.text import printable

__all__ = [
    "DIRECTIONS",
    "LONGEST",
    "MOST_LINES",
    "Attribute",
    "Candidate",
    "Connection",
    "Crypto",
    "Direction",
    "Media",
    "Sdp",
    "Section",
    "Warned",
    "parse",
]

Direction = Literal["sendrecv", "sendonly", "recvonly", "inactive"]
DIRECTIONS: Final[tuple[Direction, ...]] = ("sendrecv", "sendonly", "recvonly", "inactive")
_WAYS: Final[dict[str, Direction]] = {way: way for way in DIRECTIONS}

_new = tuple.__new__  # half the time of a NamedTuple's own constructor, for every other line


# Nobody changes a Media or an Sdp; `frozen` would take a tenth of the time of reading one.
@dataclass(eq=False)
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
        found = self.own.named.get(name) or self.session.named.get(name)
        return found[0] if found else None

    def every(self, name: str) -> list[Attribute]:
        """All attributes of that name (lower case), here or else in the session."""
        return self.own.named.get(name) or self.session.named.get(name, [])

    # -- where --------------------------------------------------------------------------------

    @property
    def connection(self) -> Connection | None:
        """Where its side wants to receive it."""
        found = self.own.connections or self.session.connections
        return found[0] if found else None

    @property
    def address(self) -> str | None:
        """The address to send to, or None where none was given."""
        found = self.connection
        return (found.address or None) if found else None

    @property
    def active(self) -> bool:
        """Whether it is in use: neither rejected nor removed by port 0.

        One that shares the port of another one has port 0 as well (RFC 9143 section 6).
        """
        return self.port != 0 or "bundle-only" in self.own.named

    @property
    def flow(self) -> Attribute | None:
        """The line that sets the direction, if there is one."""
        for named in (self.own.named, self.session.named):
            said = [named[way][0] for way in DIRECTIONS if way in named]
            if said:
                return said[0] if len(said) == 1 else min(said, key=lambda each: each.line)
        return None

    @property
    def direction(self) -> Direction:
        """Which way its side wants it to flow; both ways unless it says otherwise."""
        flow = self.flow
        return _WAYS[flow.name.strip().lower()] if flow else "sendrecv"

    # -- what ---------------------------------------------------------------------------------

    @property
    def is_rtp(self) -> bool:
        """Whether its formats are RTP payload types."""
        return "RTP" in self.transport.upper()

    @once
    def codecs(self) -> tuple[Codec, ...]:
        """Its RTP formats in the order of the m= line; none for other transports."""
        if not self.is_rtp:
            return ()
        maps, parameters = self.own.every("rtpmap"), self.own.every("fmtp")
        return described(self.formats, maps, parameters, self.line)

    @property
    def ptime(self) -> float | None:
        """Milliseconds of audio in a packet."""
        return milliseconds(self.first("ptime"))

    @property
    def maxptime(self) -> float | None:
        """Milliseconds of audio in a packet at most."""
        return milliseconds(self.first("maxptime"))

    @once
    def t38(self) -> T38 | None:
        """The fax parameters, where it is a T.38 fax."""
        if self.kind != "image" and "udptl" not in self.transport.lower():
            return None
        return T38.of(said for name in NAMES for said in self.every(name))

    # -- how it is protected ------------------------------------------------------------------

    @property
    def is_secure(self) -> bool:
        """Whether its transport is an encrypted one: SRTP or DTLS."""
        transport = self.transport.upper()
        return "SAVP" in transport or "TLS" in transport

    @once
    def cryptos(self) -> tuple[Crypto, ...]:
        """The SDES key offers, best first."""
        said = self.every("crypto")
        return tuple(map(crypto, said)) if said else ()

    @property
    def fingerprint(self) -> Attribute | None:
        """The certificate's fingerprint, with which DTLS-SRTP begins."""
        return self.first("fingerprint")

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """The ICE candidates that could be read."""
        return self._candidates if "candidate" in self.own.named else ()

    @once
    def _candidates(self) -> tuple[Candidate, ...]:
        return tuple(filter(None, map(candidate, self.own.every("candidate"))))

    @property
    def uses_ice(self) -> bool:
        """Whether its side takes part in ICE."""
        return self.first("ice-ufrag") is not None or bool(self.candidates)


@dataclass(eq=False)
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
    odd: tuple[Warned, ...] = field(repr=False)
    """What was odd while reading; `warnings` has more."""

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
        # Counted from the end, since some user names have blanks.
        parts = self.origin.value.split()[-5:-3] if self.origin else []
        both = "".join(parts)
        if len(parts) < 2 or len(both) > 80 or not (both.isascii() and both.isdigit()):
            return None
        changes = int(parts[1]) - int(parts[0])
        return changes if 0 <= changes < 10_000 else None

    @once
    def warnings(self) -> tuple[Warned, ...]:
        """What is odd about its lines, in their order."""
        return warnings(self)


def parse(text: object) -> Sdp:
    """Read a description; anything that is no text is an empty one. Never raises."""
    if not isinstance(text, str) or not text or text.isspace():
        return Sdp(text if isinstance(text, str) else "", (), (), Section(), None, ())
    odd: list[Warned] = []
    lines = cut_lines(text, odd)
    session = here = Section()
    media: list[Media] = []
    origin: Attribute | None = None
    exotic = not text.isascii()
    for number, line in enumerate(without_tabs(lines, odd) if "\t" in text else lines, 1):
        kind, value = line[:2], line[2:]
        if kind not in KNOWN:
            kind, value = meant(line, number, odd)
        elif exotic:
            value = printable(value)  # a mark may have stood on what is cut off here
        if kind == "a=":
            name, _, said = value.partition(":")
            if exotic:
                said = printable(said)
            attribute = _new(Attribute, (name, said, number))
            here.named.setdefault(name.strip().lower(), []).append(attribute)
        elif kind == "m=":
            here = Section()
            media.append(_media(value, number, here, session, odd))
        elif kind == "c=":
            here.connections.append(connection(value, number, odd))
        elif kind == "o=" and origin is None:
            origin = Attribute("o", value, number)
    return Sdp(text, lines, tuple(media), session, origin, tuple(odd))


def _media(value: str, number: int, own: Section, session: Section, odd: list[Warned]) -> Media:
    parts = value.split()
    if len(parts) < 4:
        rejected = parts[1:2] == ["0"]  # many leave the formats out then
        if len(parts) < 3 or not rejected:
            words = "a medium has a kind, a port, a transport and a format"
            odd.append(Warned(number, words, not rejected))
        parts = [*parts, "", "", ""][:3]
    kind, place, transport, *formats = parts
    said, slash, count = place.partition("/")
    known = port(said)
    if known is None and len(parts) > 3:
        odd.append(Warned(number, f"{short(said)} is no port", True))
    ports = port(count) if slash else 1
    if not ports:
        odd.append(Warned(number, f"{short(count)} is no number of ports"))
    return Media(lower(kind), known, ports or 1, transport, tuple(formats), number, own, session)
