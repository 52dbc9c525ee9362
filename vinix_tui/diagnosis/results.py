"""Whose result a leg bears: an answered leg's cause and code may be those of an earlier attempt.

`disposition` is the last attempt's result.
"""

from __future__ import annotations

from vinix_tui.calls.causes import Cause, cause
from vinix_tui.diagnosis.case_leg import CaseLeg
from vinix_tui.diagnosis.refused import NOT_REACHED


def borrowed_from(at: CaseLeg) -> CaseLeg | None:
    """For an answered caller's leg: the failed attempt whose cause it bears, not its own."""
    if not at.leg.answered or at.leg.cause.name == "NORMAL_CLEARING":
        return None
    failed = (each for each in at.attempts if not each.leg.answered)
    return next((each for each in failed if each.leg.cause.name == at.leg.cause.name), None)


def own_code(at: CaseLeg) -> int | None:
    """The SIP code of its own end: an answered leg may still bear that of a failed attempt."""
    code = at.leg.sip_code
    failed = (each.leg.sip_code for each in at.attempts if not each.leg.answered)
    return None if at.leg.answered and code != 200 and code in failed else code


def result_of_attempt(at: CaseLeg) -> Cause | None:
    """For an answered caller's leg: how the last attempt failed, which its disposition keeps and
    sometimes its cause.
    """
    results = (cause(at.leg.disposition), at.leg.cause)
    return next((each for each in results if each.name in NOT_REACHED), None)


def overcome(at: CaseLeg) -> bool:
    """For an attempt that failed: whether another one for the same caller was answered."""
    caller = at.caller
    return not at.leg.answered and caller is not None and caller.winner is not None
