"""What a diagnosis says: findings with their evidence, who ended the call, and the verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import Literal, NamedTuple


class Severity(IntEnum):
    """How bad it is for the call; a higher one is worse."""

    NORMAL = 0
    INFO = 1
    WARNING = 2
    """Likely harmful."""
    ERROR = 3
    """The call failed or is broken because of this."""

    @property
    def word(self) -> str:
        """As it is written: `warning`."""
        return self.name.lower()


class Confidence(IntEnum):
    """How far the records bear the sentence out."""

    LOW = 0
    MEDIUM = 1
    HIGH = 2

    @property
    def word(self) -> str:
        """As the JSON has it: `medium`."""
        return self.name.lower()

    @property
    def said(self) -> str:
        """As people say it: `sure`, `probable`, `possible`."""
        return ("possible", "probable", "sure")[self]

    @property
    def adverb(self) -> str:
        """What goes before a clause: `probably `, or nothing where it is sure."""
        return ("possibly ", "probably ", "")[self]


class Evidence(NamedTuple):
    """One fact of the records that a finding rests on."""

    leg: int
    """Index into the interaction's legs."""
    field: str
    """As the record spells it, dotted where it is nested: `custom_sip_headers.x_auth_ip`."""
    value: str
    """Printable; `not recorded` where the absence itself is the evidence."""
    line: int | None = None
    """Of an SDP, from 1."""


class Sign(NamedTuple):
    """What a rule saw: a finding before it has its number."""

    severity: Severity
    confidence: Confidence
    sentence: str
    """What is the matter, with the party named; a whole sentence."""
    next_step: str
    legs: tuple[int, ...]
    evidence: tuple[Evidence, ...]
    why: str = ""
    """The same as a clause that can follow a colon in the headline, without "probably"; "" where it
    does not tell why the call went as it did."""
    settles: str = ""
    """What would make it sure, where the confidence is not high: a whole sentence."""


@dataclass(frozen=True)
class Finding:
    """One thing found, by one rule of the catalogue."""

    id: str
    """The rule's number in the catalogue: `R30`."""
    name: str
    severity: Severity
    confidence: Confidence
    sentence: str
    next_step: str
    source: str
    legs: tuple[int, ...]
    evidence: tuple[Evidence, ...]
    why: str = ""
    settles: str = ""
    rivals: tuple[str, ...] = ()
    """Numbers of findings that explain the same thing in another way: one of them is true."""


Side = Literal["caller", "callee", "platform", "unknown"]


class EndedBy(NamedTuple):
    """Whose side ended the call, and how we know."""

    side: Side
    confidence: Confidence
    basis: str
    """A whole sentence."""


Outcome = Literal[
    "answered", "answered-by-platform", "not-answered", "busy", "cancelled", "rejected",
    "unreachable", "barred", "failed", "fax-ok", "fax-failed", "unknown",
]  # fmt: skip


@dataclass(frozen=True)
class Verdict:
    """What happened in an interaction and why; findings worst first."""

    outcome: Outcome
    headline: str
    severity: Severity
    ended_by: EndedBy
    findings: tuple[Finding, ...]
    cannot_show: str
    """What these records leave open: a whole sentence."""
    originate_type: str
    """`phone` or `carrier`: what the call came from, or "" if nobody knows."""
    terminate_type: str
    """`phone` or `carrier`: where it went, or ""."""
    failure_location: str
    """`origination`, `termination`, `platform` or `none`."""
    trouble: str = ""
    """Where the trouble is: `on the leg of device Kim (leg 2)`, `on the platform`; "" for none."""

    @property
    def reason(self) -> str:
        """Why, as a clause: the worst finding's, or ""."""
        return next((finding.why for finding in self.findings if finding.why), "")

    def worst(self, leg: int) -> Severity | None:
        """The worst finding about a leg."""
        return self._worst.get(leg)

    @cached_property
    def _worst(self) -> Mapping[int, Severity]:
        # Made once: every row of a table asks, and one finding may be about ten thousand legs.
        return {
            leg: found.severity
            for found in sorted(self.findings, key=lambda found: found.severity)
            for leg in found.legs
        }
