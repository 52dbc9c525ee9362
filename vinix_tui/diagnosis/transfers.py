"""Who handed the call on to whom: each transfer once, from all that the legs say of it.

Four places tell of one transfer, none of them always: the cause of the legs that it ended, the
variables of the leg that it began, and a history in one of two shapes, on whichever leg went on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from vinix_tui.calls import sip
from vinix_tui.calls.coerce import words
from vinix_tui.diagnosis.answers import LONGEST
from vinix_tui.diagnosis.case import Case
from vinix_tui.diagnosis.case_leg import CaseLeg
from vinix_tui.diagnosis.finding import Evidence
from vinix_tui.diagnosis.names import spoken

_KINDS: Final = {
    "BLIND_TRANSFER": "blind",
    "ATTENDED_TRANSFER": "attended",
    "bl_xfer": "blind",
    "att_xfer": "attended",
    "blind": "blind",
    "attended": "attended",
}
"""What causes and histories call the two ways; other entries of a history are no transfers."""
_MOST: Final = 100
"""Tellings of transfers that are looked at: each is held against all others, and a record may have
ten thousand."""


@dataclass
class Transfer:
    """A call handed on; what nobody tells is ""."""

    kind: str
    """blind or attended."""
    by: str
    """A person's name, else what the record calls them."""
    to: str
    ended: tuple[CaseLeg, ...]
    """The legs that it ended."""
    evidence: tuple[Evidence, ...]

    def is_of(self, other: Transfer) -> bool:
        """Whether both may be one and the same: nothing that both tell differs."""
        pairs = ((self.kind, other.kind), (self.by, other.by), (self.to, other.to))
        agree = all(one == another or not (one and another) for one, another in pairs)
        by, to = self.by or other.by, self.to or other.to
        return agree and not (by and by == to)  # nobody hands a call to themselves

    def learn(self, other: Transfer) -> None:
        """Take over what another telling knows."""
        self.kind, self.by, self.to = (
            self.kind or other.kind, self.by or other.by, self.to or other.to,
        )  # fmt: skip
        self.ended += other.ended
        self.evidence += other.evidence


def transfers(case: Case) -> list[Transfer]:
    """The transfers of a call, those first that most is told of."""
    found: list[Transfer] = []
    tellings = list(islice(_tellings(case), _MOST))
    tellings.sort(key=lambda each: -sum(map(bool, (each.by, each.to, each.kind))))
    for each in tellings:
        same = next((known for known in found if known.is_of(each)), None)
        if same is None:
            found.append(each)
        else:
            same.learn(each)
    return found


def _tellings(case: Case) -> Iterator[Transfer]:
    for at in case.shown:
        kind = _KINDS.get(at.leg.cause.name, "")
        if kind or at.leg.variable("referred_by") or at.leg.variable("referred_to"):
            yield from _told_by_leg(case, at, kind)
        if at.leg.transfer_history:
            yield from _told_by_history(case, at)


def _told_by_leg(case: Case, at: CaseLeg, kind: str) -> Iterator[Transfer]:
    by = _person(case, at.leg.variable("referred_by"))
    to = _person(case, at.leg.variable("referred_to"))
    evidence = tuple(
        at.cite(f"custom_channel_vars.{name}")
        for name in ("referred_by", "referred_to")
        if at.leg.variable(name)
    )
    if kind:
        # A leg that itself was the aim of an earlier transfer still names that one.
        own = not by or by == at.person
        cause = at.cite("hangup_cause")
        yield Transfer(
            kind, at.person, to if own else "", (at,), (cause, *(evidence if own else ()))
        )
        if own:
            return
    if by or to:
        yield Transfer("", by, to, (), evidence)


def _told_by_history(case: Case, at: CaseLeg) -> Iterator[Transfer]:
    """Entries by the second as 4.3 has them, or the switch's own lines as newer ones do."""
    history, evidence = at.leg.transfer_history, at.cite("transfer_history")
    entries = history.values() if isinstance(history, Mapping) else history
    for entry in entries if not isinstance(entries, (str, int, float)) else (entries,):
        told = _entry(entry)
        kind = _KINDS.get(words(told.get("type")) or "", "")
        if kind:
            by = _by_call_id(case, words(told.get("transferer")))
            to = _person(case, words(told.get("extension")))
            yield Transfer(kind, by, to, (), (evidence,))


def _entry(entry: Any) -> Mapping[str, Any]:
    """`1795431900:<uuid>:bl_xfer:2003/context/XML` as the same entry in the other shape."""
    if isinstance(entry, Mapping):
        return entry
    parts = entry.split(":", 3) if isinstance(entry, str) else []
    if len(parts) < 4:
        return {}
    extension = parts[3].partition("/")[0] if parts[2] == "bl_xfer" else None
    return {"type": parts[2], "extension": extension}


def _by_call_id(case: Case, call_id: str | None) -> str:
    return next((at.person for at in case.shown if call_id and at.leg.call_id == call_id), "")


def _person(case: Case, address: str | None) -> str:
    """Whom an address such as `<sip:2003@acme.example.com>` means, by name where a leg has it."""
    if not address:
        return ""
    user = sip.address(address).user or ""
    at = case.known_as.get(user)
    return at.person if at else spoken(user, LONGEST)
