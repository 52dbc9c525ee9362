"""Two legs put against each other: what differs, by meaning first and then line by line.

The legs may be of one call or of two. Names are those that the tabs give the same things; what
has no name there goes by the field's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import datetime, tzinfo
from functools import cached_property
from typing import Final

from vinix_tui.calls import clock
from vinix_tui.calls.coerce import words
from vinix_tui.calls.compare_lines import Lined, by_line
from vinix_tui.calls.compare_media import by_meaning
from vinix_tui.calls.compared import Compared, objects, said
from vinix_tui.calls.fax import Fax
from vinix_tui.calls.leg import FIELDS, Leg
from vinix_tui.calls.sdp import Sdp
from vinix_tui.calls.sip import sip_words


@dataclass(frozen=True)
class Chapter:
    """What belongs together, under its title."""

    title: str
    things: tuple[Compared, ...]


@dataclass(frozen=True, eq=False)
class Described:
    """What one side said of its media on both legs: the parties, or the platform."""

    side: str
    """`remote` or `local`."""
    one: Sdp
    other: Sdp

    @cached_property
    def meaning(self) -> tuple[Compared, ...]:
        """Medium by medium; nothing unless both said something."""
        return by_meaning(self.one, self.other) if self.one and self.other else ()

    @cached_property
    def lines(self) -> tuple[Lined, ...]:
        """Line by line; nothing unless both said something."""
        return by_line(self.one.lines, self.other.lines) if self.one and self.other else ()


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two legs; what `Compared` says of the other one is said against the one."""

    went: Chapter
    remote: Described
    local: Described
    records: tuple[Chapter, ...]
    """The rest of the records: addresses, variables, fax, everything else, ids and times."""

    @cached_property
    def differing(self) -> int:
        """How many things differ that tell something; the lines of SDPs are not counted."""
        media = (*self.remote.meaning, *self.local.meaning)
        things = (*self.went.things, *media, *(it for part in self.records for it in part.things))
        one_sided = sum(bool(each.one) != bool(each.other) for each in (self.remote, self.local))
        return sum(thing.tells for thing in things) + one_sided

    @cached_property
    def lines(self) -> int:
        """How many lines of the SDPs differ."""
        return sum(not line.same for line in (*self.remote.lines, *self.local.lines))


def compare(
    one: Leg, other: Leg, zone: tzinfo | None = None, *, copies: bool = False
) -> Comparison:
    """Put two legs against each other; times are told in a zone (None: the machine's own).

    `copies`: they are one leg, fetched at two times, so that all that differs tells something.
    """

    def chapter(title: str, things: Iterable[Compared]) -> Chapter:
        told = said(things)
        return Chapter(title, tuple(it._replace(always=False) for it in told) if copies else told)

    return Comparison(
        chapter("How it went", _went(one, other, zone)),
        Described("remote", one.remote, other.remote),
        Described("local", one.local, other.local),
        (
            chapter("Addresses and headers", _addresses(one, other)),
            chapter("Custom variables", _variables(one, other)),
            chapter("Fax", _fax(one, other)),
            chapter("Everything else", _rest(one, other)),
            chapter("Ids, tags and times", _ids(one, other, zone)),
        ),
    )


# -- the chapters -------------------------------------------------------------------------------


def _went(one: Leg, other: Leg, zone: tzinfo | None) -> Iterator[Compared]:
    yield Compared("interaction", one.interaction_id, other.interaction_id)
    if one.interaction_id != other.interaction_id:  # two calls: when was which?
        yield next(_times(one, other, zone))
    for name, told in _HOW:
        yield Compared(name, told(one), told(other))
    for name, seconds in _LENGTHS:
        ours, theirs = seconds(one), seconds(other)
        yield Compared(name, _length(ours), _length(theirs), _longer(ours, theirs))


_HOW: Final[tuple[tuple[str, Callable[[Leg], str | None]], ...]] = (
    ("role", lambda leg: leg.role),
    ("direction", lambda leg: "called the switch" if leg.inbound else "was called by the switch"),
    ("from", lambda leg: _party(leg.from_number, leg.caller_id_name)),
    ("to", lambda leg: _party(leg.to_number, leg.callee_id_name)),
    ("digits dialled", lambda leg: leg.digits_dialed),
    ("cause", lambda leg: leg.hangup_cause and f"{leg.hangup_cause}: {leg.cause.words}"),
    ("hangup code", lambda leg: sip_words(leg.sip_code) if leg.sip_code else leg.hangup_code),
    ("SIP ending", lambda leg: leg.sip_disposition),
    ("disposition", lambda leg: leg.disposition),
    ("endpoint", lambda leg: leg.endpoint_disposition),
    ("answered", lambda leg: "yes" if leg.answered else "never"),
    ("likely codec", lambda leg: _codec(leg)),
    ("fax", lambda leg: leg.fax.words if leg.fax else None),
)
_LENGTHS: Final[tuple[tuple[str, Callable[[Leg], int | None]], ...]] = (
    ("to first ring", lambda leg: leg.ringing_seconds),
    ("before answer", lambda leg: leg.before_answer if leg.answered else None),
    ("talking", lambda leg: leg.talk if leg.answered else None),
    ("whole life", lambda leg: leg.lasted if leg.duration_seconds is not None else None),
)


def _addresses(one: Leg, other: Leg) -> Iterator[Compared]:
    yield from _fields(one, other, _ADDRESSES)
    yield from objects(one.custom_sip_headers, other.custom_sip_headers)


def _variables(one: Leg, other: Leg) -> tuple[Compared, ...]:
    return (
        *objects(one.custom_channel_vars, other.custom_channel_vars, always=_DRAWN_ANEW),
        *objects(one.custom_application_vars, other.custom_application_vars),
    )


def _fax(one: Leg, other: Leg) -> Iterator[Compared]:
    if one.fax is None or other.fax is None:
        return  # what there is to say stands in how it went
    for field in fields(Fax):
        if field.name != "extra":
            ours, theirs = getattr(one.fax, field.name), getattr(other.fax, field.name)
            yield Compared(field.name.replace("_", " "), words(ours), words(theirs))
    yield from objects(dict(one.fax.extra), dict(other.fax.extra))


def _rest(one: Leg, other: Leg) -> Iterator[Compared]:
    yield from _fields(one, other, {name: name for name, _ in FIELDS.values() if name not in _TOLD})
    yield from objects(one.extra, other.extra, always=frozenset({"interaction_key"}))


def _ids(one: Leg, other: Leg, zone: tzinfo | None) -> Iterator[Compared]:
    for thing in (*_times(one, other, zone), *_fields(one, other, _IDS)):
        yield thing._replace(always=True)
    ours, theirs = (", ".join(leg.media_recordings) or None for leg in (one, other))
    yield Compared("recordings", ours, theirs, always=True)


def _times(one: Leg, other: Leg, zone: tzinfo | None) -> Iterator[Compared]:
    for name, at in _TIMES:
        ours, theirs = at(one), at(other)
        seconds = (theirs - ours).total_seconds() if ours and theirs else None
        yield Compared(name, _moment(ours, zone), _moment(theirs, zone), _later(seconds))


def _fields(one: Leg, other: Leg, names: dict[str, str]) -> Iterator[Compared]:
    for field, name in names.items():
        ours, theirs = getattr(one, field), getattr(other, field)
        yield Compared(name, words(ours), words(theirs))


# -- in words -----------------------------------------------------------------------------------


def _party(number: str | None, name: str | None) -> str | None:
    return " ".join(filter(None, (number, name if name != number else None))) or None


def _codec(leg: Leg) -> str | None:
    used = leg.media.audio.used if leg.media.audio else None
    return used.words if used else None


def _length(seconds: int | None) -> str | None:
    if seconds is None:
        return None
    return f"{seconds} s" if seconds < 60 else clock.duration(seconds)


def _longer(one: int | None, other: int | None) -> str:
    if one is None or other is None or one == other:
        return ""
    return f"{_length(abs(other - one))} {'longer' if other > one else 'shorter'}"


def _moment(at: datetime | None, zone: tzinfo | None) -> str | None:
    return None if at is None else clock.day_and_time(at, zone)


def _later(seconds: float | None) -> str:
    if seconds is None or abs(seconds) < 0.05:
        return ""
    far, when = abs(seconds), "later" if seconds > 0 else "earlier"
    if far < 60:
        return f"{far:.1f} s {when}"
    if far < 7_200:
        return f"{far // 60:.0f} min {when}"
    return f"{far // 3_600:.0f} h {when}" if far < 172_800 else f"{far // 86_400:.0f} days {when}"


# -- which field stands where -------------------------------------------------------------------

_ADDRESSES: Final = {
    "request": "request", "from_": "from address", "from_uri": "from URI", "to": "to address",
    "to_uri": "to URI", "presence_id": "presence", "user_agent": "user agent",
    "channel_name": "channel", "media_server": "media server", "node": "node",
    "switch_nodename": "switch", "switch_hostname": "switch host", "switch_uri": "switch URI",
    "switch_url": "switch URL", "other_leg_caller_id_number": "partner's caller",
    "other_leg_caller_id_name": "partner's name", "other_leg_destination_number": "partner dialled",
    "other_leg_direction": "partner direction",
}  # fmt: skip
_IDS: Final = {
    "id": "CDR id", "call_id": "Call-ID", "other_leg_call_id": "other leg", "from_tag": "from tag",
    "to_tag": "to tag", "origination_call_id": "origination", "replaced_by": "replaced by",
    "channel_loopback_other_leg_id": "loopback's other", "msg_id": "message",
    "recording_url": "recording", "timestamp": "timestamp", "channel_created_time": "created",
}  # fmt: skip
_TIMES: Final[tuple[tuple[str, Callable[[Leg], datetime | None]], ...]] = (
    ("started", lambda leg: leg.start),
    ("answered at", lambda leg: leg.answered_at),
    ("ended", lambda leg: leg.end),
)
_DRAWN_ANEW: Final = frozenset({
    "bridge_id", "call_interaction_id", "fetch_id", "media_name", "media_names",
    "media_recording_id", "media_recordings", "member_call_id", "recording_url",
})  # fmt: skip
"""Custom channel variables that name one leg or one call, and so are never those of another."""
_TOLD: Final = frozenset({
    *_ADDRESSES, *_IDS, "interaction_id", "interaction_time", "call_direction", "caller_id_name",
    "caller_id_number", "callee_id_name", "callee_id_number", "digits_dialed", "hangup_cause",
    "hangup_code", "sip_disposition", "disposition", "endpoint_disposition", "ringing_seconds",
    "billing_seconds", "duration_seconds", "custom_channel_vars", "custom_application_vars",
    "custom_sip_headers", "media_recordings",
})  # fmt: skip
