"""A property that is worked out once."""

from __future__ import annotations

from vinix_tui.calls.once import once


class Thing:
    """Counts how often it worked."""

    worked = 0

    @once
    def answer(self) -> int:
        """What everybody asks for."""
        self.worked += 1
        return 42


def test_it_is_worked_out_at_the_first_question_and_kept() -> None:
    thing = Thing()
    assert thing.worked == 0
    assert (thing.answer, thing.answer, thing.worked) == (42, 42, 1)
    assert (Thing().answer, thing.worked) == (42, 1)


def test_the_class_tells_what_it_is_for() -> None:
    assert isinstance(Thing.answer, once)
    assert Thing.answer.__doc__ == "What everybody asks for."
