"""Which findings are told and in what order. Rules know nothing of each other; this does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from typing import Final

from vinix_tui.calls.clock import duration
from vinix_tui.diagnosis.case import Case
from vinix_tui.diagnosis.case_leg import CaseLeg
from vinix_tui.diagnosis.finding import Confidence, Finding, Severity
from vinix_tui.diagnosis.outcome import decisive
from vinix_tui.diagnosis.results import overcome
from vinix_tui.diagnosis.rule import CATALOGUE
from vinix_tui.diagnosis.times import endured

_MOST_ALIKE: Final = 3
"""Findings of one rule that are told one by one; more become one finding over all their legs."""
_MOST_EVIDENCE: Final = 12

_CHAPTERS: Final = (
    "refusal", "fax", "encryption", "media", "codecs", "timing", "outcome", "records",
)  # fmt: skip
"""Within a severity: what failed an attempt, then the media, then the timing."""

HARD_CAUSES: Final = frozenset({"R08", "R09", "R10", "R29", "R44"})
"""Findings that explain the end of a call by themselves."""

SUPPRESSED: Final[Mapping[str, frozenset[str]]] = {
    "R26": HARD_CAUSES,
    "R27": HARD_CAUSES | {"R28"},
    "R28": HARD_CAUSES,
    "R31b": HARD_CAUSES | {"R42", "R33", "R43"},
    "R38": frozenset({"R39"}),
    "R33": frozenset({"R21"}),
    "R43": frozenset({"R21"}),
    "R43c": frozenset({"R21"}),
    "R34": frozenset({"R33", "R43"}),
    "R35": frozenset({"R33", "R43"}),
    "R36": frozenset({"R33", "R43"}),
    "R30": frozenset({"R30c"}),
}
"""A finding -> the findings on the same call path that leave it nothing to say."""

_ONLY_WHERE_ALL_IS_WELL: Final = frozenset({"R01", "R63"})
_OF_A_WELL_CALL: Final = frozenset({"R02", "R33b", "R41", "R45", "R47", "R50", "R54", "R58", "R61"})
"""Information that is no trouble: how the call was carried, not what went wrong in it."""
_BELIED: Final = frozenset({"R30", "R30c", "R33", "R40", "R43", "R43b", "R43c", "R45", "R46"})
"""Findings that no audio can have flowed, which those belie who talked on for minutes: a platform
answers to where packets come from, something between rewrites addresses, and a record keeps only
the last description of each side."""
_SILENCE: Final = frozenset({"R29", "R42", "R44"})
"""Findings that no audio came, on which those rest that tell why."""
_CAPTURE: Final = "A capture of the audio packets at the media server shows what flowed."
_PEOPLES: Final = frozenset({"no answer", "busy", "cancelled"})
"""Kinds of refusal in which people decided the call, and no fault of a leg beside it."""
_RAISED: Final[Mapping[str, str]] = {"R59": "R13"}
"""A finding -> the one on the same leg that makes an error of it."""

CONTRADICTION: Final = (
    "The SIP code and the recorded cause contradict each other; a SIP trace shows which is true."
)


def ranked(case: Case, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings as they are told: lowered, raised, without those that others explain, merged
    where many are alike, the worst first.
    """
    decided = decisive(case)
    told = [_lowered(case, found, decided) for found in findings]
    numbers = _numbers_by_leg(told)
    told = [_belied(case, found, numbers) for found in told]
    told = [_raised(found, numbers) for found in told]
    told = [found for found in told if not _explained(case, found, numbers)]
    if not all_is_well(told):
        told = [found for found in told if found.id not in _ONLY_WHERE_ALL_IS_WELL]
    told = _rivals(case, told)
    return tuple(sorted(_merged(told), key=_order))


def all_is_well(findings: Iterable[Finding]) -> bool:
    """Whether none tells of any trouble, not even of one that was overcome or is only possible."""
    return all(
        found.severity is Severity.NORMAL
        or (found.severity is Severity.INFO and found.id in _OF_A_WELL_CALL)
        for found in findings
    )


def _lowered(case: Case, found: Finding, decided: CaseLeg | None) -> Finding:
    """A refused attempt matters less where another one worked, where the platform took over, or
    where people decided the call on another leg.
    """
    if CATALOGUE[found.id].chapter != "refusal" or not found.legs:
        return found
    legs = [case.legs[index] for index in found.legs]
    if all(overcome(at) for at in legs):
        return replace(found, severity=min(found.severity, Severity.INFO), why="")
    taken = all(at.caller is not None and at.caller.leg.answered for at in legs)
    apart = decided is not None and decided not in legs and _PEOPLES & set(decided.refusals)
    if taken or apart:
        return replace(found, severity=min(found.severity, Severity.WARNING))
    return found


_Numbers = Mapping[int, set[str]]


def _numbers_by_leg(told: Iterable[Finding]) -> _Numbers:
    """Which findings there are on each leg, made once: there may be thousands of both."""
    numbers: dict[int, set[str]] = {}
    for found in told:
        for leg in found.legs:
            numbers.setdefault(leg, set()).add(found.id)
    return numbers


def _belied(case: Case, found: Finding, numbers: _Numbers) -> Finding:
    """What should have kept audio from flowing is information where it did all the same."""
    legs = [case.legs[index] for index in found.legs]
    if found.id not in _BELIED or found.severity < Severity.WARNING:
        return found
    if not all(endured(at) for at in legs) or _has(numbers, _path(case, found), _SILENCE):
        return found
    length = duration(min(at.leg.talk for at in legs))
    return replace(
        found,
        severity=Severity.INFO,
        confidence=min(found.confidence, Confidence.MEDIUM),
        sentence=f"{found.sentence} Yet the call lasted {length}, so audio probably flowed.",
        next_step=f"Only if somebody heard nothing: {found.next_step[:1].lower()}"
        f"{found.next_step[1:]}",
        why="",
        settles=found.settles or _CAPTURE,
    )


def _raised(found: Finding, numbers: _Numbers) -> Finding:
    by = _RAISED.get(found.id)
    raised = by is not None and _has(numbers, found.legs, {by})
    return replace(found, severity=Severity.ERROR) if raised else found


def _explained(case: Case, found: Finding, numbers: _Numbers) -> bool:
    """Whether another finding on its legs, or on those they talked to, says it better."""
    stronger = SUPPRESSED.get(found.id)
    return stronger is not None and _has(numbers, _path(case, found), stronger)


def _path(case: Case, found: Finding) -> set[int]:
    """The legs of a finding and those that they talked to."""
    partner = case.interaction.partner
    return set(found.legs) | {partner[leg] for leg in found.legs if leg in partner}


def _has(numbers: _Numbers, legs: Iterable[int], sought: Set[str]) -> bool:
    """Whether one of the sought findings is on one of these legs."""
    return any(not sought.isdisjoint(numbers.get(leg, ())) for leg in legs)


def _rivals(case: Case, told: list[Finding]) -> list[Finding]:
    """Findings that explain one refused leg by its code and by its cause, where these differ."""
    by_leg: dict[int, list[Finding]] = {}
    for found in told:
        if CATALOGUE[found.id].chapter == "refusal":
            for leg in found.legs:
                if len(case.legs[leg].refusals) > 1:
                    by_leg.setdefault(leg, []).append(found)
    rivals: dict[int, set[str]] = {}
    for each in by_leg.values():
        for found in each:
            others = {other.id for other in each if other.id != found.id}
            if others:
                rivals.setdefault(id(found), set()).update(others)
    return [
        replace(
            found,
            confidence=min(found.confidence, Confidence.MEDIUM),
            rivals=tuple(sorted(rivals[id(found)])),
            settles=CONTRADICTION,
        )
        if id(found) in rivals
        else found
        for found in told
    ]


def _merged(told: list[Finding]) -> list[Finding]:
    alike: dict[tuple[str, Severity], list[Finding]] = {}
    for found in told:
        alike.setdefault((found.id, found.severity), []).append(found)
    made: list[Finding] = []
    for group in alike.values():
        if len(group) <= _MOST_ALIKE:
            made += group
            continue
        first = group[0]
        made.append(
            replace(
                first,
                sentence=f"{first.sentence} The same on {len(group) - 1} more legs.",
                legs=tuple(dict.fromkeys(leg for each in group for leg in each.legs)),
                evidence=tuple(e for each in group for e in each.evidence)[:_MOST_EVIDENCE],
            )
        )
    return made


def _order(found: Finding) -> tuple[int, int, int, tuple[int, str], tuple[int, ...]]:
    rule = CATALOGUE[found.id]
    hard = -1 if found.id in HARD_CAUSES else _CHAPTERS.index(rule.chapter)
    return -found.severity, -found.confidence, hard, rule.order, found.legs
