"""A leg under examination: who is on it, and which legs belong to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from vinix_tui.calls import coerce
from vinix_tui.calls.once import once
from vinix_tui.diagnosis.evidence import NOT_RECORDED, evidence, walk
from vinix_tui.diagnosis.names import spoken
from vinix_tui.diagnosis.refused import refusals

if TYPE_CHECKING:
    from vinix_tui.calls.leg import Leg
    from vinix_tui.diagnosis.case import Case
    from vinix_tui.diagnosis.finding import Evidence

ORDINALS: Final = ("first", "second", "third", "fourth", "fifth", "sixth")
_LONGEST_NAME: Final = 40  # columns; a stranger may send 5 kB


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
            return f"the {ORDINALS[place]} carrier" if place is not None else "the carrier"
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

    @once
    def signalling_ip(self) -> str | None:
        """The address that its signalling came from: of a phone behind a router the public one."""
        headers = self.leg.custom_sip_headers
        return coerce.words(walk(headers, "x_auth_ip") or walk(headers, "in.x_auth_ip"))

    @property
    def signalled(self) -> Evidence:
        """The same as evidence."""
        flat = self.cite("custom_sip_headers.x_auth_ip")
        return self.cite("custom_sip_headers.in.x_auth_ip") if flat.value == NOT_RECORDED else flat

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

    # -- what it says -------------------------------------------------------------------------

    @once
    def refusals(self) -> tuple[str, ...]:
        """Why an unanswered leg was not answered; two kinds where code and cause disagree."""
        return () if self.leg.answered else refusals(self.leg)

    def cite(self, field: str, line: int | None = None) -> Evidence:
        """A field of this leg as evidence, or one line of an SDP; also one that is not there."""
        return evidence(self.index, self.leg, field, line)
