"""What the far side answered to an attempt, in words and as evidence."""

from __future__ import annotations

from datetime import UTC
from typing import Final

from vinix_tui.calls import sip
from vinix_tui.calls.clock import time_of_day
from vinix_tui.calls.sip import sip_words
from vinix_tui.calls.text import cut
from vinix_tui.diagnosis.case import CaseLeg, cited
from vinix_tui.diagnosis.finding import Evidence
from vinix_tui.diagnosis.refused import BY_CODE

AT_ONCE: Final = 1
"""Seconds: a refusal within one is a phone's or a network's own, no finger is that fast."""
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
        dialled = sip.address(at.leg.request or "").user
    return cut(dialled or at.leg.to_number or "the number", LONGEST)


def rang(at: CaseLeg) -> bool:
    """Whether it is known to have rung before it ended."""
    quiet = at.quiet_seconds
    return quiet is not None and quiet[0] > 0


def when(at: CaseLeg) -> str:
    return f" at {time_of_day(at.leg.start, UTC)[:8]} UTC" if at.leg.start else ""
