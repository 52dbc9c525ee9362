"""What the far side answered to an attempt, in words and as evidence."""

from __future__ import annotations

from datetime import UTC
from typing import Final, Literal

from vinix_tui.calls.clock import time_of_day
from vinix_tui.calls.sip import sip_words
from vinix_tui.calls.text import cut
from vinix_tui.diagnosis.case_leg import CaseLeg
from vinix_tui.diagnosis.evidence import cited
from vinix_tui.diagnosis.finding import Evidence
from vinix_tui.diagnosis.names import spoken
from vinix_tui.diagnosis.refused import BY_CODE
from vinix_tui.diagnosis.times import quiet_seconds

AT_ONCE: Final = 1
"""Seconds: a refusal within one is a phone's or a network's own, no finger is that fast."""
BARELY_RANG: Final = 5
"""Seconds: whoever is not available within five, without having rung, was not there."""
TIMER_B: Final = (29, 35)
"""Seconds around 32, after which a call request that nothing answered is given up: 64 times the
half second that a packet may take (RFC 3261 section 17.1.1.2)."""
ELSEWHERE: Final = "the leg on which that came is not in these records"
FETCH_AGAIN: Final = "Fetch again once all legs have ended, and look at that leg for the reason."
EMERGENCY: Final = frozenset({"911", "933", "112", "999", "000"})
"""Numbers of emergency services, and 933 for testing that of North America."""
LONGEST: Final = 40  # columns of what a stranger sent: a number, a list of codecs
TRACE: Final = "A SIP trace of such a call shows the final answer and who sent it."


def code_of(at: CaseLeg, kind: str) -> int | None:
    """The SIP code of a leg, where it is the code that speaks of this kind."""
    code = at.leg.sip_code
    if code is None or BY_CODE.get(code, "failing" if code >= 400 else "") != kind:
        return None
    return code


def said_of(at: CaseLeg, kind: str) -> str:
    """What speaks of this kind, in words: `503 overloaded or out of service`, or the cause's."""
    code = code_of(at, kind)
    return sip_words(code) if code else cut(at.leg.cause.words, LONGEST)


def answer(at: CaseLeg, *fields: str) -> tuple[Evidence, ...]:
    """Code and cause of a leg, and further fields of it."""
    return cited(at.cite(field) for field in ("hangup_code", "hangup_cause", *fields))


def number_of(at: CaseLeg) -> str:
    """Whom a leg was to reach, as it was dialled: on a phone's leg its number, not its contact."""
    dialled = None
    if at.is_carrier or at.leg.inbound:
        dialled = at.leg.dialled
    dialled = dialled or at.leg.to_number
    return spoken(dialled, LONGEST) if dialled else "the number"


def rang(at: CaseLeg) -> bool:
    """Whether it is known to have rung before it ended."""
    quiet = quiet_seconds(at)
    return quiet is not None and quiet[0] > 0


def after(seconds: int) -> str:
    """`after 13 s`, `within a second`."""
    return f"after {seconds} s" if seconds else "within a second"


def when(at: CaseLeg) -> str:
    return f" at {time_of_day(at.leg.start, UTC)[:8]} UTC" if at.leg.start else ""


def not_there(at: CaseLeg) -> bool:
    """Whether a 480 came before anything can have rung, so that nobody was asked."""
    waited = at.leg.before_answer
    return waited <= AT_ONCE or (waited <= BARELY_RANG and not rang(at))


def silence(at: CaseLeg) -> Literal["rang", "nothing came", "passed on"]:
    """What a missing reply means: it rang and then fell silent, nothing came at all, or a server on
    the way said that it waited in vain.
    """
    if rang(at):
        return "rang"
    in_time = TIMER_B[0] <= at.leg.before_answer <= TIMER_B[1]
    return "nothing came" if at.leg.sip_code is None or in_time else "passed on"


def tried_elsewhere(at: CaseLeg) -> bool:
    """Whether a caller's leg without attempts names one that is not in these records. A code alone
    does not tell: the platform's own answer and one that it passed on look alike.
    """
    other = at.leg.other_leg_call_id not in (None, at.leg.call_id)
    return at.leg.inbound and (other or bool(at.leg.originated_legs))


def is_emergency(at: CaseLeg) -> bool:
    """Whether it was to reach an emergency service."""
    classified = at.leg.did_classifier or at.leg.variable("did_classifier")
    return classified == "emergency" or number_of(at) in EMERGENCY
