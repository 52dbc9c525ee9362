"""What a fresh lookup says of the copy before it, its verdict included."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from vinix_tui.calls import clock
from vinix_tui.calls.lookup import Lookup
from vinix_tui.diagnosis.diagnose import diagnose
from vinix_tui.diagnosis.since import since
from vinix_tui.sandbox.scenarios import one_way_audio

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
CALL = one_way_audio.SCENARIO
LATER = Lookup("acc", CALL.id, tuple(CALL.documents), "api", "https://a.example.com", NOW)
EARLIER = replace(LATER, documents=LATER.documents[:1], fetched_at=NOW - timedelta(hours=3))


def test_a_sentence_tells_legs_and_the_verdict_that_was() -> None:
    found = since(EARLIER, LATER)
    was = diagnose(EARLIER.interaction).headline
    assert found is not None and was != diagnose(LATER.interaction).headline
    more = len(LATER.documents) - 1
    with clock.stopped_at(NOW):
        assert found.words == (
            f"Since 3 h ago: {more} more leg{'s' if more > 1 else ''}; the verdict was: {was}"
        )


def test_a_verdict_that_is_the_same_is_not_told() -> None:
    legs = [leg | {"unknown_field": 1} for leg in LATER.documents]
    found = since(replace(LATER, documents=tuple(legs)), LATER, diagnose(LATER.interaction))
    assert found is not None and found.verdict_was == ""
    assert found.words.endswith(f"{len(legs)} legs changed")


def test_nothing_is_said_where_nothing_changed_or_nothing_was_there() -> None:
    assert since(replace(LATER, fetched_at=NOW), LATER) is None
    assert since(replace(LATER, documents=LATER.documents[::-1]), LATER) is None
    assert since(replace(LATER, documents=()), LATER) is None
