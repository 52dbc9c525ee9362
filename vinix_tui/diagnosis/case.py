"""A call under examination: what its rules share, each thing worked out once.

The record's own words are not trusted here. `disposition` is the last attempt's result, an answered
leg's cause may be that of an earlier attempt, a code does not tell whose it is, and
`ringing_seconds` means the time until it rang on some versions and the time that it rang on others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from vinix_tui.calls import coerce, sip
from vinix_tui.calls.causes import Cause, cause
from vinix_tui.calls.clock import microseconds
from vinix_tui.calls.once import once
from vinix_tui.calls.text import cut
from vinix_tui.diagnosis.finding import Evidence
from vinix_tui.diagnosis.names import spoken
from vinix_tui.diagnosis.refused import NOT_REACHED, refusals

if TYPE_CHECKING:
    from vinix_tui.calls.interaction import Interaction
    from vinix_tui.calls.leg import Leg
    from vinix_tui.calls.media import Medium, Side

NOT_RECORDED = "not recorded"
_LONGEST_NAME = 40  # columns; a stranger may send 5 kB
_LONGEST_VALUE = 200  # columns of a quoted value; the record has the rest
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
_LONGEST_SILENCE = 60  # seconds; nobody stays longer on a line on which they hear nothing
_ROUNDED = timedelta(seconds=1)  # talk is rounded up to whole seconds; so are lives, at both ends
_SECRET = re.compile(  # what follows these is a key or a password, and whatever stands behind it
    # `++` gives nothing back: each part is read once, however long a stranger made it.
    r"(crypto\s*:(?:\s*+[0-9]++\s++[A-Z0-9]++(?:_[A-Z0-9]++)++\s++)?"
    r"|inline\s*:|ice-pwd\s*:|key-mgmt\s*:|\bk\s*=\s*(?:clear|base64|uri)\s*:).+",
    re.IGNORECASE,
)


@dataclass(eq=False)
class CaseLeg:
    """A leg, and what follows from it and its neighbours."""

    index: int
    leg: Leg = field(repr=False)
    case: Case = field(repr=False)

    # -- who ----------------------------------------------------------------------------------

    @once
    def is_carrier(self) -> bool:
        """Whether a carrier is on it, as a caller's network or as a way out."""
        kind = self.leg.variable("resource_type") or ""
        return (
            self.leg.role == "carrier"
            or kind.startswith("offnet")
            or self.leg.variable("authorizing_type") == "resource"
        )

    @once
    def is_device(self) -> bool:
        """Whether one of the account's own phones is on it."""
        return not self.is_carrier and self.leg.role in ("device", "voicemail")

    @once
    def party(self) -> str:
        """Who speaks SIP and sends audio there: `device Kim`, `the second carrier`."""
        if self.is_carrier:
            place = self.case.carriers.get(self.leg.variable("resource_id") or "")
            return f"the {_ORDINALS[place]} carrier" if place is not None else "the carrier"
        who = spoken(self.leg.name or self.leg.number or "", _LONGEST_NAME)
        if self.is_device:
            return f"device {who}" if who else "the device"
        if self.leg.inbound:
            return f"the caller {who}" if who else "the caller"
        return f"{'fax' if self.leg.role == 'fax' else 'phone'} {who}" if who else "the phone"

    @property
    def person(self) -> str:
        """Who uses it, for "X called Y": a name, else a number."""
        who = self.leg.name or self.leg.number
        unknown = "the caller" if self.leg.inbound else "the callee"
        return spoken(who, _LONGEST_NAME) if who else unknown

    # -- its neighbours -----------------------------------------------------------------------

    @property
    def folded(self) -> bool:
        """Whether it says nothing of its own: a helper leg, or a phone that lost the race."""
        return self.index in self.case.interaction.folded

    @once
    def caller(self) -> CaseLeg | None:
        """For a leg that the platform placed: the one on whose behalf."""
        return self.case.caller_of(self)

    @property
    def attempts(self) -> tuple[CaseLeg, ...]:
        """For a caller's leg: the legs placed for it, oldest first; no helper legs."""
        return self.case.attempts.get(self.index, ())

    @once
    def winner(self) -> CaseLeg | None:
        """For a caller's leg: the attempt that was answered and talked to it."""
        answered = [at for at in self.attempts if at.leg.answered]
        partner = self.case.interaction.partner.get(self.index)
        mutual = [at for at in answered if at.index == partner]
        won = next(iter(mutual or sorted(answered, key=lambda at: -at.leg.talk)), None)
        return won or self.taker

    @property
    def taker(self) -> CaseLeg | None:
        """For a caller's leg: the one of somebody who dialled to take the call, as by a pickup.

        Two legs that came in, both answered, which name each other: the later one took the call.
        """
        partner = self.case.interaction.partner
        index = partner.get(self.index, -1)
        if index <= self.index or partner.get(index) != self.index:
            return None
        at = self.case.legs[index]
        both = at.leg.answered and self.leg.answered
        return at if both and at.leg.inbound and not at.folded else None

    @property
    def alone(self) -> bool:
        """For an answered caller's leg: whether only the platform itself talked to it."""
        partner = self.case.interaction.partner.get(self.index)
        if partner is not None:
            bridged = self.case.legs[partner].leg.answered
        else:  # the other leg is not in these records
            bridged = self.leg.other_leg_call_id not in (None, self.leg.call_id)
        met = self.winner is not None or bridged or bool(self.leg.is_conference)
        return self.leg.answered and not met

    @property
    def borrowed_from(self) -> CaseLeg | None:
        """For an answered caller's leg: the failed attempt whose cause it bears, not its own."""
        if not self.leg.answered or self.leg.cause.name == "NORMAL_CLEARING":
            return None
        failed = (at for at in self.attempts if not at.leg.answered)
        return next((at for at in failed if at.leg.cause.name == self.leg.cause.name), None)

    @property
    def own_code(self) -> int | None:
        """The SIP code of its own end: an answered leg may still bear that of a failed attempt."""
        code = self.leg.sip_code
        failed = (at.leg.sip_code for at in self.attempts if not at.leg.answered)
        return None if self.leg.answered and code != 200 and code in failed else code

    @property
    def result_of_attempt(self) -> Cause | None:
        """For an answered caller's leg: how the last attempt failed, which its disposition keeps
        and sometimes its cause.
        """
        results = (cause(self.leg.disposition), self.leg.cause)
        return next((each for each in results if each.name in NOT_REACHED), None)

    @property
    def overcome(self) -> bool:
        """For an attempt that failed: whether another one for the same caller was answered."""
        caller = self.caller
        return not self.leg.answered and caller is not None and caller.winner is not None

    # -- what ---------------------------------------------------------------------------------

    @once
    def refusals(self) -> tuple[str, ...]:
        """Why an unanswered leg was not answered; two kinds where code and cause disagree."""
        return () if self.leg.answered else refusals(self.leg)

    @once
    def end_us(self) -> int | None:
        """When it ended, Unix microseconds, where the record has that to the microsecond."""
        return microseconds(self.leg.ended_exactly)

    @property
    def quiet_seconds(self) -> tuple[int, int] | None:
        """Seconds from its creation to the first ringing, at least and at most; None = unknown.

        `ringing_seconds` is this time on most versions and the rest of the wait on 4.3, and no
        field tells which version wrote a record: both readings bound it.
        """
        said, waited = self.leg.ringing_seconds, self.leg.duration - self.leg.talk
        if said is None or not 0 <= said <= waited:  # both as the platform counts
            return None
        other = waited - said
        return min(said, other), max(said, other)

    def was_answered_before(self, attempt: CaseLeg) -> bool:
        """For an answered caller's leg: whether that was before an attempt for it was over."""
        answered, over = self.leg.answered_at, attempt.leg.end
        if answered is None or over is None or not self.same_clock(attempt):
            return False
        return over - answered > (_ROUNDED if self.leg.ended_exactly else 2 * _ROUNDED)

    def same_clock(self, other: CaseLeg) -> bool:
        """Whether the times of two legs are of one server's clock; assumed where none is named."""
        mine, theirs = (at.leg.media_server or at.leg.switch_hostname for at in (self, other))
        return mine is None or theirs is None or mine.lower() == theirs.lower()

    @property
    def endured(self) -> bool:
        """Whether it talked for longer than people stay on a silent line: they heard each other."""
        return self.leg.talk > _LONGEST_SILENCE and self.leg.cause.name != "MEDIA_TIMEOUT"

    @once
    def signalling_ip(self) -> str | None:
        """The address that its signalling came from: of a phone behind a router the public one."""
        headers = self.leg.custom_sip_headers
        return coerce.words(_walk(headers, "x_auth_ip") or _walk(headers, "in.x_auth_ip"))

    @property
    def signalled(self) -> Evidence:
        """The same as evidence."""
        flat = self.cite("custom_sip_headers.x_auth_ip")
        return self.cite("custom_sip_headers.in.x_auth_ip") if flat.value == NOT_RECORDED else flat

    def cite(self, field: str, line: int | None = None) -> Evidence:
        """A field of this leg as evidence, or one line of an SDP; also one that is not there.

        Keys and passwords of media are left out, since evidence goes into tickets.
        """
        value: object
        if line is not None:
            value = (self.leg.remote if field == "remote_sdp" else self.leg.local).line(line)
        else:
            value = _at(self.leg.raw, field)
        said = _SECRET.sub(r"\g<1>[redacted]", coerce.words(value) or NOT_RECORDED)
        return Evidence(self.index, field, cut(said, _LONGEST_VALUE), line)


@dataclass(eq=False)
class Case:
    """An interaction under examination."""

    interaction: Interaction = field(repr=False)

    @once
    def legs(self) -> tuple[CaseLeg, ...]:
        """All legs, oldest first, as the interaction numbers them."""
        return tuple(CaseLeg(index, leg, self) for index, leg in enumerate(self.interaction.legs))

    @once
    def shown(self) -> tuple[CaseLeg, ...]:
        """The legs that say something of their own: no helpers, no phones that lost the race."""
        return tuple(self.legs[index] for index in self.interaction.shown)

    @once
    def callers(self) -> tuple[CaseLeg, ...]:
        """The legs on which somebody called the platform; else the oldest, which it placed."""
        return tuple(at for at in self.shown if at.leg.inbound) or self.shown[:1]

    @property
    def caller(self) -> CaseLeg | None:
        """The leg that began it all."""
        return self.callers[0] if self.callers else None

    @once
    def placed(self) -> tuple[CaseLeg, ...]:
        """The legs that the platform placed for somebody, oldest first."""
        return tuple(
            at for at in self.shown if not at.leg.inbound and at.index not in self._calling
        )

    @once
    def _calling(self) -> frozenset[int]:
        return frozenset(at.index for at in self.callers)

    @once
    def attempts(self) -> dict[int, tuple[CaseLeg, ...]]:
        """The placed legs by the index of their caller's."""
        found: dict[int, list[CaseLeg]] = {}
        for at in self.placed:
            if at.caller is not None:
                found.setdefault(at.caller.index, []).append(at)
        return {index: tuple(placed) for index, placed in found.items()}

    def caller_of(self, placed: CaseLeg) -> CaseLeg | None:
        """On whose behalf a leg was placed: by its bridge, its other leg, else the first caller."""
        if placed.index in self._calling:
            return None
        for call_id in (placed.leg.bridge_id, placed.leg.other_leg_call_id):
            at = self._caller_by_call_id.get(call_id or "")
            if at is not None:
                return at
        return self.caller

    @once
    def _caller_by_call_id(self) -> dict[str, CaseLeg]:
        return {at.leg.call_id: at for at in reversed(self.callers) if at.leg.call_id}

    @once
    def pairs(self) -> tuple[tuple[CaseLeg, CaseLeg], ...]:
        """Who talked to whom: a caller's answered leg and the answered one placed for it."""
        return tuple(
            (at, at.winner) for at in self.callers if at.leg.answered and at.winner is not None
        )

    @once
    def talk(self) -> tuple[CaseLeg, CaseLeg] | None:
        """The conversation: of several pairs the one that talked longest."""
        return max(self.pairs, key=lambda pair: pair[1].leg.talk, default=None)

    @once
    def described(self) -> tuple[tuple[CaseLeg, Medium], ...]:
        """The answered legs on which both sides described audio and neither refused it."""
        return tuple(
            (at, audio)
            for at in self.shown
            if at.leg.answered and (audio := at.leg.media.audio) is not None and audio.both_active
        )

    @once
    def bypassed(self) -> frozenset[int]:
        """The legs whose audio went past the platform: each was told the other one's place."""
        return frozenset(at.index for pair in self.pairs if _swapped(*pair) for at in pair)

    def partners(self, caller: CaseLeg) -> tuple[CaseLeg, ...]:
        """Who talked to a caller, in the order of their answers; after a transfer several."""
        talked = [at for at in caller.attempts if at.leg.answered]
        # One whom a transfer brought to the caller was placed for whoever asked them first.
        known = {at.index for at in talked}
        joined = self._joined.get(caller.leg.call_id or "", ())
        talked += [at for at in joined if at.index not in known]
        bridged = self.interaction.partner.get(caller.index)
        if bridged is not None:
            at = self.legs[bridged]
            taken = not at.leg.inbound or at is caller.taker
            if at.leg.answered and taken and not at.folded and at not in talked:
                talked.append(at)
        return tuple(sorted(talked, key=lambda at: at.index))

    @once
    def _joined(self) -> dict[str, list[CaseLeg]]:
        """The placed legs that were answered, by the Call-ID that each names as its other leg."""
        joined: dict[str, list[CaseLeg]] = {}
        for at in self.placed:
            if at.leg.answered and at.leg.other_leg_call_id:
                joined.setdefault(at.leg.other_leg_call_id, []).append(at)
        return joined

    @once
    def judged_for_refusal(self) -> tuple[CaseLeg, ...]:
        """Unanswered legs whose code and cause are their own: the attempts, and callers who had
        none. A caller's leg repeats what its attempts met.
        """
        alone = [at for at in self.callers if not at.attempts]
        return tuple(at for at in (*alone, *self.placed) if not at.leg.answered)

    def refused(self, kind: str) -> Iterator[CaseLeg]:
        """Of those the legs that a kind of refusal explains; see `refused.py` for the kinds."""
        return (at for at in self.judged_for_refusal if kind in at.refusals)

    @once
    def call_ids(self) -> frozenset[str]:
        """The Call-IDs of all legs."""
        return frozenset(at.leg.call_id for at in self.legs if at.leg.call_id)

    @once
    def known_as(self) -> dict[str, CaseLeg]:
        """The legs by what records call whoever is on them: a number, a SIP user, else a name."""
        known: dict[str, CaseLeg] = {}
        for at in self.shown:
            presence = sip.address(at.leg.presence_id).user
            for name in (at.leg.number, at.leg.variable("username"), presence):
                if name:
                    known.setdefault(name, at)
        for at in self.shown:
            known.setdefault(at.person, at)
        return known

    @once
    def carriers(self) -> dict[str, int]:
        """The ways out by resource, numbered in the order of use; empty if there is only one."""
        names: dict[str, int] = {}
        for at in self.placed:
            if at.is_carrier and (name := at.leg.variable("resource_id")):
                names.setdefault(name, len(names))
        return names if 1 < len(names) <= len(_ORDINALS) else {}


def _swapped(one: CaseLeg, other: CaseLeg) -> bool:
    ours, theirs = _place(one, "local"), _place(one, "remote")
    if ours is None or theirs is None or ours == theirs:
        return False
    return ours == _place(other, "remote") and theirs == _place(other, "local")


def _place(at: CaseLeg, side: Side) -> tuple[str, int] | None:
    """The address and port at which a side of a leg takes audio."""
    audio = at.leg.media.audio
    media = audio.of(side) if audio else None
    return (media.address, media.port) if media and media.address and media.port else None


def sentence(text: str) -> str:
    """A text that begins with a party's name, as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def cited(*evidence: Evidence | Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Evidence without what is not recorded."""
    flat: list[Evidence] = []
    for item in evidence:
        flat += [item] if isinstance(item, Evidence) else item
    return tuple(item for item in flat if item.value != NOT_RECORDED)


def _at(document: object, path: str) -> object:
    """What stands at a dotted path; the facts of a fax also where they are nested."""
    found = _walk(document, path)
    if found is None and path.startswith("fax_"):
        info = _walk(document, "fax_info")
        found = _walk(info, path)
        if found is None:  # false is an answer
            found = _walk(info, path.removeprefix("fax_"))
    return found


def _walk(document: object, path: str) -> object:
    """What stands at a dotted path, in the spelling of documents or of events."""
    found: object = document
    for name in path.split("."):
        if not isinstance(found, dict):
            return None
        found = found[name] if name in found else _spelled(found, name)
    return found


def _spelled(document: dict[str, object], name: str) -> object:
    return next((v for k, v in document.items() if k.lower().replace("-", "_") == name), None)
