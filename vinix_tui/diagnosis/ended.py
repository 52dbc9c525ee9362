"""Whose side ended the call, and how we know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from vinix_tui.calls.sip import sip_words
from vinix_tui.calls.text import cut
from vinix_tui.diagnosis.answers import AT_ONCE, LONGEST, silence, tried_elsewhere
from vinix_tui.diagnosis.byes import first_to_end
from vinix_tui.diagnosis.case import Case
from vinix_tui.diagnosis.case_leg import CaseLeg
from vinix_tui.diagnosis.finding import Confidence, EndedBy, Side
from vinix_tui.diagnosis.names import sentence
from vinix_tui.diagnosis.outcome import decisive, was_answered


def ended_by(case: Case) -> EndedBy:
    """Of an answered call who hung up, of any other who gave up or refused."""
    if case.caller is None:
        return EndedBy("unknown", Confidence.HIGH, "There are no legs.")
    if was_answered(case):
        told = first_to_end(case)
        if told is not None:
            return EndedBy(told.side, told.confidence, told.basis)
        return EndedBy("unknown", Confidence.LOW, "These records do not tell who hung up.")
    refused = decisive(case)
    return _refused(refused) if refused else _nobody_knows(case.caller)


def _refused(at: CaseLeg) -> EndedBy:
    kind = at.refusals[0]
    if kind == "no reply" and not at.leg.inbound:
        return _without_reply(at)
    if kind in _BY_PLATFORM:
        return EndedBy("platform", Confidence.HIGH, _BY_PLATFORM[kind])
    if kind == "cancelled":
        return EndedBy("caller", Confidence.HIGH, "The caller hung up before anybody answered.")
    code = at.leg.sip_code
    if at.leg.inbound:
        if tried_elsewhere(at):
            said = "The leg of whoever was called is not in these records."
            return EndedBy("unknown", Confidence.LOW, said)
        said = "The platform refused the caller; by these records it called nobody."
        return EndedBy("platform", Confidence.MEDIUM, said)
    if code is not None:
        said = f"{at.party} answered {sip_words(code)}."
        sure = Confidence.MEDIUM if len(at.refusals) > 1 else Confidence.HIGH
        if code == 503 and at.leg.before_answer <= AT_ONCE:
            said = f"{sip_words(code)} came at once, from {at.party} or for want of a way there."
            sure = Confidence.MEDIUM
        return EndedBy("callee", sure, sentence(said))
    # Without a code the far side said nothing: the switch gave up by itself.
    side: Side = "platform" if kind == "failing" else "callee"
    cause = cut(at.leg.cause.words, LONGEST)
    said = f"The cause recorded for {at.party} is {cause}; no SIP code is recorded."
    return EndedBy(side, Confidence.MEDIUM, said)


def _without_reply(at: CaseLeg) -> EndedBy:
    what = silence(at)
    if what == "nothing came":
        said = "The platform gave up, since nothing answered its call request."
        return EndedBy("platform", Confidence.HIGH, said)
    if what == "rang":
        said = f"{sentence(at.party)} rang, and then no reply came in time."
        return EndedBy("platform", Confidence.MEDIUM, said)
    said = f"{sip_words(at.leg.sip_code or 0)} came for {at.party}, from a server on the way."
    return EndedBy("callee", Confidence.MEDIUM, said)


def _nobody_knows(first: CaseLeg) -> EndedBy:
    said = f"The cause recorded is {cut(first.leg.cause.words, LONGEST)}; it names no side."
    if not first.leg.cause.name:
        said = "No cause is recorded that would name a side."
    return EndedBy("unknown", Confidence.LOW, said)


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
