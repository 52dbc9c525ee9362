"""No two findings say opposite things of the same leg, whatever it holds."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.diagnosis.test_strangers import bent
from vinix_tui.calls.interaction import Interaction
from vinix_tui.diagnosis.diagnose import diagnose
from vinix_tui.diagnosis.finding import Severity, Verdict
from vinix_tui.diagnosis.rule import CATALOGUE
from vinix_tui.sandbox.scenarios import ALL

OPPOSITES = (
    ("R01", "R29", "a normal call / cut without audio"),
    ("R01", "R44", "a normal call / audio that could not be read"),
    ("R04", "R05", "lost the race / somebody took the call elsewhere"),
    ("R06", "R07", "the caller gave up / it rang until the time-out"),
    ("R30", "R30c", "their address is private / ours is"),
    ("R33", "R36c", "no codec in common / G.722 in use"),
    ("R33", "R33b", "no codec in common / this one was used"),
    ("R37", "R39", "audio was removed / both sides were only sending"),
    ("R38", "R39", "on hold / a failed hold"),
    ("R43", "R43c", "one side is plain / both are encrypted otherwise"),
    ("R47", "R48", "the fax went through / it failed"),
    ("R50", "R51", "T.38 was agreed / it was refused"),
    ("R54", "R55", "the caller was answered first / the callee went on alone"),
)

ON_THE_WAY = {"R23", "R24"}
"""A call that went round or was redirected may also be refused where it arrives."""


def _holds_together(verdict: Verdict) -> None:
    for one, other in combinations(verdict.findings, 2):
        if not set(one.legs) & set(other.legs):
            continue
        pair = {one.id, other.id}
        for first, second, why in OPPOSITES:
            assert pair != {first, second}, f"{first} and {second}: {why}"
        refusals = [CATALOGUE[each.id].chapter == "refusal" for each in (one, other)]
        worst = min(one.severity, other.severity) >= Severity.WARNING
        both = all(refusals) and worst and not ON_THE_WAY & pair
        if both and one.id != other.id:
            assert other.id in one.rivals, f"{one.id} and {other.id} are not told as either … or"
            assert one.id in other.rivals


@pytest.mark.parametrize("told", ALL, ids=[told.name for told in ALL])
def test_a_scenario_contradicts_itself_nowhere(told: Any) -> None:
    _holds_together(diagnose(Interaction.of(told.documents)))


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(bent())
def test_bent_legs_contradict_themselves_nowhere(documents: list[dict[str, Any]]) -> None:
    _holds_together(diagnose(Interaction.of(documents)))
