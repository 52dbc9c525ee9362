"""How much work something is, counted in calls and not in time, which depends on the machine."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

Steps = Callable[[Callable[[], object]], int]


@pytest.fixture
def steps() -> Steps:
    """Counts the functions, ours and built in, that a piece of work calls."""

    def counted(work: Callable[[], object]) -> int:
        count = 0

        def counting(_frame: object, event: str, _what: object) -> None:
            nonlocal count
            count += event in ("call", "c_call")

        before = sys.getprofile()
        sys.setprofile(counting)
        try:
            work()
        finally:
            sys.setprofile(before)
        return count

    return counted
