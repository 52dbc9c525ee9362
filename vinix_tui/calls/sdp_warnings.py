"""What is odd about the lines of a session description, and whether that makes it a damaged one.

Damaged is what lacks a part that its reader needs, or has one that nobody can read. Unusual is what
every phone gets over: such a line is marked where the description is shown, and no more. What
belongs to a rejected medium hardly ever matters (RFC 3264 section 6).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Final

from vinix_tui.calls.codecs import rtpmap
from vinix_tui.calls.ice import candidate
from vinix_tui.calls.sdp_lines import Attribute, Section, Warned, milliseconds, short

if TYPE_CHECKING:
    from vinix_tui.calls.sdp import Media, Sdp


def warnings(sdp: Sdp) -> tuple[Warned, ...]:
    """All that is odd, in the order of the lines."""
    found = [*sdp.odd, *_head(sdp), *_attributes(sdp.session)]
    for media in sdp.media:
        if media.active:
            found += _attributes(media.own)
            if media.kind and media.connection is None:
                found.append(Warned(media.line, "nothing says to which address to send this"))
            if media.is_rtp:
                found += _formats(media)
                found += _mappings(media)
    return tuple(sorted(found)) if found else ()


def _head(sdp: Sdp) -> list[Warned]:
    found = []
    if sdp.lines and not sdp.lines[0].startswith("v="):
        first = next((number for number, line in enumerate(sdp.lines, 1) if line.strip()), 0)
        if first and not _VERSION.match(sdp.line(first)):
            found.append(Warned(first, "a description begins with v=0", True))
    if sdp.origin and (parts := len(sdp.origin.value.split())) != 6:
        found.append(Warned(sdp.origin.line, "an origin has six parts", parts < 6))
    return found


# -- attributes -----------------------------------------------------------------------------------


def _attributes(section: Section) -> list[Warned]:
    found: list[Warned] = []
    for name in _CHECKS.keys() & section.named.keys():
        found += filter(None, map(_CHECKS[name], section.named[name]))
    return found


def _length(said: Attribute) -> Warned | None:
    if milliseconds(said) is not None:
        return None
    return Warned(said.line, f"{short(said.name)} is no number of milliseconds", True)


def _candidate(said: Attribute) -> Warned | None:
    if candidate(said) is not None:
        return None
    cut_short = len(said.value.split()) < 8
    return Warned(said.line, "this ICE candidate is not readable", cut_short)


def _crypto(said: Attribute) -> Warned | None:
    if len(said.value.split()) > 2:
        return None
    return Warned(said.line, "a key offer has a number, a suite and a key", True)


def _fingerprint(said: Attribute) -> Warned | None:
    if len(said.value.split()) > 1:
        return None
    return Warned(said.line, "a fingerprint has a hash function and a value", True)


_CHECKS: Final[Mapping[str, Callable[[Attribute], Warned | None]]] = {
    "ptime": _length,
    "maxptime": _length,
    "candidate": _candidate,
    "crypto": _crypto,
    "fingerprint": _fingerprint,
}


# -- payload types --------------------------------------------------------------------------------


def _formats(media: Media) -> list[Warned]:
    found = []
    if not _PAYLOADS.issuperset(media.formats):
        strange = [payload for payload in media.formats if payload not in _PAYLOADS]
        found.append(Warned(media.line, f"{_listed(strange)} is no payload type", True))
    unnamed = [codec.payload for codec in media.codecs if codec.name is None]
    if unnamed and (unknown := _PAYLOADS.intersection(unnamed)):
        types, are = ("type", "is") if len(unknown) == 1 else ("types", "are")
        listed = _listed(payload for payload in unnamed if payload in unknown)
        found.append(Warned(media.line, f"payload {types} {listed} {are} defined nowhere"))
    return found


def _mappings(media: Media) -> list[Warned]:
    found = []
    known = media.formats if len(media.formats) < _MANY else set(media.formats)
    for said in media.own.every("fmtp"):
        payload = said.value.strip().partition(" ")[0]
        if payload not in known:
            found.append(_not_listed(payload, said.line))
    maps = media.own.every("rtpmap")
    if len({codec.line for codec in media.codecs if codec.mapped and codec.clock}) == len(maps):
        return found  # each line defines a codec of its own, as nearly always
    before: dict[str, str] = {}
    for said in maps:
        meaning = rtpmap(said.value)
        if meaning is None:
            words = "the codec of this payload type is not readable"
            found.append(Warned(said.line, words, True))
        elif meaning[0] not in known:
            found.append(_not_listed(meaning[0], said.line))
        elif before.setdefault(meaning[0], said.value.lower()) != said.value.lower():
            words = f"payload type {short(meaning[0])} was defined before"
            found.append(Warned(said.line, words))
        elif meaning[2] is None:
            found.append(Warned(said.line, "this codec has no clock rate"))
    return found


def _not_listed(payload: str, line: int) -> Warned:
    return Warned(line, f"payload type {short(payload)} is not on the m= line")


def _listed(payloads: Iterable[str]) -> str:
    """The first few of them, since a line may hold ten thousand."""
    once = list(dict.fromkeys(payloads))
    more = ["…"] if len(once) > _MOST else []
    return ", ".join([*map(short, once[:_MOST]), *more])


_MOST: Final = 6
_MANY: Final = 50
"""Formats from which on a set finds one faster."""
_PAYLOADS: Final = frozenset(map(str, range(128)))
_VERSION: Final = re.compile(r"[\W_]*v\s*=", re.IGNORECASE)
