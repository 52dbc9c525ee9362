"""The month of calls: as many as there should be, when people work, and each one a whole call."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from itertools import islice

import pytest

from vinix_tui.calls.clock import GREGORIAN_OFFSET
from vinix_tui.calls.interaction import Interaction
from vinix_tui.diagnosis.diagnose import diagnose
from vinix_tui.sandbox.month import CALLS, Call, Month
from vinix_tui.sandbox.month_mix import MIX
from vinix_tui.sandbox.scenario import Scenario

MIDNIGHT = 1_795_564_800
"""Wed 25 Nov 2026 00:00 UTC."""
EVER = 10**12


@pytest.fixture(scope="module")
def calls() -> list[Call]:
    """All of them, the newest first."""
    return list(Month(MIDNIGHT + 30_000).between(0, EVER, EVER))


def begun(call: Call) -> datetime:
    return datetime.fromtimestamp(call.second - GREGORIAN_OFFSET, UTC)


def test_there_are_20_000_within_31_days_up_to_the_end_of_today(calls: list[Call]) -> None:
    assert len(calls) == CALLS == 20_000
    assert begun(calls[0]).date().isoformat() == "2026-11-25"
    assert begun(calls[-1]).date().isoformat() in ("2026-10-26", "2026-10-27")
    seconds = [call.second for call in calls]
    assert seconds == sorted(seconds, reverse=True)


@pytest.mark.parametrize("day", [0, 1, 2, 3, 4, 5, 6])
def test_there_are_as_many_whatever_day_it_is(day: int) -> None:
    month = Month(MIDNIGHT + day * 86_400)
    assert sum(1 for _ in month.between(0, EVER, EVER)) == CALLS


def test_a_call_is_listed_once_it_is_over() -> None:
    now = MIDNIGHT + 11 * 3600
    listed = list(Month(now).between(now - 7200 + GREGORIAN_OFFSET, EVER, now))
    assert len(listed) > 100
    assert all(call.second - GREGORIAN_OFFSET + call.mould.seconds <= now for call in listed)
    assert all(call.second - GREGORIAN_OFFSET >= now - 7200 for call in listed)


def test_a_days_calls_are_the_same_on_the_day_after() -> None:
    first, last = MIDNIGHT + GREGORIAN_OFFSET, MIDNIGHT + GREGORIAN_OFFSET + 86_399
    today = [call.id for call in Month(MIDNIGHT).between(first, last, EVER)]
    tomorrow = [call.id for call in Month(MIDNIGHT + 86_400).between(first, last, EVER)]
    assert today == tomorrow and len(today) == 910
    assert Month(MIDNIGHT + 86_400).find(today[0]) == Month(MIDNIGHT).find(today[0])


def test_they_are_made_when_people_work(calls: list[Call]) -> None:
    hours = Counter(begun(call).hour for call in calls)
    weekdays = Counter(begun(call).weekday() for call in calls)
    assert min(hours[hour] for hour in (9, 10, 11, 14, 15)) > 20 * max(hours[0], hours[3])
    assert hours[12] < hours[11]
    assert min(weekdays[day] for day in range(5)) > 5 * max(weekdays[5], weekdays[6])
    assert len({call.second for call in calls}) > 0.95 * CALLS


def test_no_two_have_the_same_id(calls: list[Call]) -> None:
    assert len({call.id for call in calls}) == CALLS
    assert all(re.fullmatch(r"[0-9]{11}-[0-9a-f]{8}", call.id) for call in calls)


def test_most_are_answered_and_nothing_is_left_out(calls: list[Call]) -> None:
    counts = Counter(call.mould.scenario.name for call in calls)
    assert counts.keys() == {scenario.name for scenario, _ in MIX}
    outcomes = Counter(
        call.mould.scenario.verdict.outcome for call in calls if call.mould.scenario.verdict
    )
    assert outcomes["answered"] > 0.7 * CALLS
    assert 0.002 * CALLS < outcomes["failed"] < 0.02 * CALLS


def of_each(calls: list[Call], count: int) -> list[Call]:
    seen: Counter[str] = Counter()
    chosen = []
    for call in calls:
        seen[call.mould.scenario.id] += 1
        if seen[call.mould.scenario.id] <= count:
            chosen.append(call)
    return chosen


def judged(scenario: Scenario) -> tuple[object, ...]:
    return facts(scenario.documents, scenario.id)


def facts(documents: tuple[dict[str, object], ...], named: str) -> tuple[object, ...]:
    interaction = Interaction.of(documents, named)
    verdict = diagnose(interaction)
    findings = sorted(found.id for found in verdict.findings)
    lengths = [(leg.talk, leg.duration) for leg in interaction.legs]
    return verdict.outcome, verdict.severity, verdict.ended_by.side, findings, lengths


def test_each_has_the_verdict_of_the_scenario_that_it_is(calls: list[Call]) -> None:
    for call in of_each(calls, 2):
        scenario = call.mould.scenario
        assert facts(call.documents(), call.id) == judged(scenario), scenario.name


def test_its_legs_are_its_own_and_at_its_own_time(calls: list[Call]) -> None:
    for call in of_each(calls, 1):
        scenario = call.mould.scenario
        text = str(call.documents())
        assert scenario.id not in text and scenario.id[12:] not in text
        interaction = Interaction.of(call.documents(), call.id)
        assert interaction.start is not None
        assert abs((interaction.start - begun(call)).total_seconds()) < 2
        assert all(leg["interaction_id"] == call.id for leg in call.documents())
        was = {str(leg["call_id"]) for leg in scenario.documents}
        assert was.isdisjoint(str(leg["call_id"]) for leg in call.documents())
        for leg in call.documents():
            assert leg["id"] == f"{begun(call):%Y%m}-{leg['call_id']}"


def test_every_number_is_one_of_those_kept_for_fiction(calls: list[Call]) -> None:
    for call in of_each(calls, 3):
        for number in re.findall(r"\+1[0-9]{10}", str(call.documents())):
            assert re.fullmatch(r"\+1[2-9][0-9]{2}55501[0-9]{2}", number)


def test_two_numbers_of_one_call_stay_two(calls: list[Call]) -> None:
    for call in of_each(calls, 5):
        was = {*re.findall(r"\+1[0-9]{10}", str(call.mould.scenario.documents))}
        now = {*re.findall(r"\+1[0-9]{10}", str(call.documents()))}
        assert len(was) == len(now), call.mould.scenario.name


def test_a_call_is_found_by_its_interaction_and_by_each_cdr_id(calls: list[Call]) -> None:
    month = Month(MIDNIGHT)
    for call in of_each(calls, 1):
        assert month.find(call.id) == call
        assert {month.find(str(leg["id"])) for leg in call.documents()} == {call}


@pytest.mark.parametrize(
    "wanted",
    ["", "63962647202-ffffffff", "63962647202-00000002", "202611-x", "202611-zzzzzzzz-1",
     "63962647202-" + "f" * 10_000, "202611-+1_0", "63962647202--0000001"],
)  # fmt: skip
def test_what_was_never_called_is_not_found(wanted: str) -> None:
    assert Month(MIDNIGHT).find(wanted) is None


def test_an_id_with_another_second_or_month_is_not_found(calls: list[Call]) -> None:
    call = calls[0]
    assert Month(MIDNIGHT).find(f"{call.second + 1}-{call.key}") is None
    assert Month(MIDNIGHT).find(f"202610-{call.documents()[0]['call_id']}") is None


def test_listing_a_page_makes_no_more_than_its_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    made: set[Call] = set()
    second = Call.second.func  # type: ignore[attr-defined]  # the property beneath

    def counted(self: Call) -> int:
        made.add(self)
        return int(second(self))

    monkeypatch.setattr(Call, "second", property(counted))
    noon = MIDNIGHT + 43_200
    month = Month(noon)
    assert not made
    assert len(list(islice(month.between(0, noon + GREGORIAN_OFFSET, noon), 50))) == 50
    assert len(made) < 120
