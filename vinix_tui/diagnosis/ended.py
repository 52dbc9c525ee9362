"""Whose side ended the call, and how we know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from vinix_tui.calls.sip import sip_words
from vinix_tui.diagnosis.byes import first_to_end
from vinix_tui.diagnosis.case import Case, CaseLeg, sentence
from vinix_tui.diagnosis.finding import Confidence, EndedBy, Side
from vinix_tui.diagnosis.outcome import decisive


def ended_by(case: Case) -> EndedBy:
    """Of an answered call who hung up, of any other who gave up or refused."""
    if case.caller is None:
        return EndedBy("unknown", Confidence.HIGH, "There are no legs.")
    if any(at.leg.answered for at in case.shown):
        told = first_to_end(case)
        if told is not None:
            return EndedBy(told.side, told.confidence, told.basis)
        return EndedBy("unknown", Confidence.LOW, "These records do not tell who hung up.")
    refused = decisive(case)
    return _refused(refused) if refused else _nobody_knows(case.caller)


def _refused(at: CaseLeg) -> EndedBy:
    kind = at.refusals[0]
    if kind in _BY_PLATFORM:
        return EndedBy("platform", Confidence.HIGH, _BY_PLATFORM[kind])
    if kind == "cancelled":
        return EndedBy("caller", Confidence.HIGH, "The caller hung up before anybody answered.")
    if at.leg.sip_code is not None and not at.leg.inbound:
        said = f"{at.party} answered {sip_words(at.leg.sip_code)}."
        sure = Confidence.MEDIUM if len(at.refusals) > 1 else Confidence.HIGH
        return EndedBy("callee", sure, sentence(said))
    side: Side = "platform" if at.leg.inbound else "callee"
    said = f"The cause recorded for {at.party} is {at.leg.cause.words}; no SIP code is recorded."
    if at.leg.inbound:
        said = "The platform refused the caller; it called nobody."
    return EndedBy(side, Confidence.MEDIUM, said)


def _nobody_knows(first: CaseLeg) -> EndedBy:
    return EndedBy(
        "unknown",
        Confidence.LOW,
        f"The cause recorded is {first.leg.cause.words}; it names no side.",
    )


_BY_PLATFORM: Final[Mapping[str, str]] = {
    "no answer": "The platform gave up when the ring time-out was over.",
    "not registered": "The platform knew no way to the phone.",
    "barred": "The platform refused the call before anybody was called.",
    "no reply": "The platform gave up, since nothing answered its call request.",
    "no progress": "The platform gave up, since nothing rang in the time allowed.",
    "platform stopped it": "An operator, a program or a restart of the platform ended it.",
    "time limit": "The platform gave up when a time limit was over.",
}
"""Kinds of refusal that are the platform's own decision, and how that is told."""
